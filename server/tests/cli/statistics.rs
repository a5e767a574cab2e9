//! `nianbao check --statistics`: by rule and by organ, the worst first.

use serde_json::{Value, json};

use crate::folder::Folder;

const CLEAN: &str = include_str!("../../../examples/clean.nianbao");

/// Three organs: one with two reports that break sums, one with a warning, one without a fault.
fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    let of = |organ: &str| CLEAN.replacen("云岭县自然资源局", organ, 1);
    let unbalanced = |text: String| text.replacen("|     33 |", "|     34 |", 1);
    let without_fee = |text: String| {
        let end = text.find("2023年，本机关未收取").unwrap();
        format!("{}无。\n", &text[..end])
    };
    folder.write("a.nianbao", of("云岭县水务局"));
    folder.write("b.nianbao", without_fee(of("云岭县林业局")));
    folder.write("c.nianbao", unbalanced(of("云岭县档案局")));
    folder.write("d.nianbao", unbalanced(of("云岭县档案局").replace("2023年", "2022年")));
    folder
}

fn counted(list: &Value, name: &str) -> Vec<(String, [u64; 4])> {
    let figure = |entry: &Value, key: &str| entry[key].as_u64().unwrap();
    list.as_array()
        .unwrap()
        .iter()
        .map(|entry| {
            let counts = ["files", "errors", "warnings", "infos"].map(|key| figure(entry, key));
            (entry[name].as_str().unwrap().to_owned(), counts)
        })
        .collect()
}

#[test]
fn for_programs() {
    let folder = folder("statistics-json");
    let run = folder.run(&["check", "--statistics", "--output-format", "json"]).exits(1);
    let answer = run.json();
    let rules = counted(&answer["statistics"]["rules"], "rule");
    assert_eq!(rules[0].0, "unbalanced-sum");
    assert_eq!(rules[0].1[0], 2, "in two files");
    assert!(rules.contains(&("missing-fee-statement".to_owned(), [1, 0, 1, 0])), "{rules:?}");
    assert!(
        rules.windows(2).all(|pair| pair[0].1[1..] >= pair[1].1[1..]),
        "worst first: {rules:?}"
    );
    let organs = counted(&answer["statistics"]["organs"], "organ");
    let names: Vec<&str> = organs.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["云岭县档案局", "云岭县林业局", "云岭县水务局"]);
    assert_eq!(organs[0].1[0], 2);
    assert_eq!(organs[2].1, [1, 0, 0, 0], "listed without findings, too");
    // As many as without the option.
    let all = folder.run(&["check", "--output-format", "json"]).exits(1).json();
    assert_eq!(answer["summary"], all["summary"]);
    assert_eq!(answer["errors"], json!([]));
    let sum: u64 = rules.iter().map(|(_, counts)| counts[1]).sum();
    assert_eq!(json!(sum), all["summary"]["errors"]);
}

#[test]
fn for_readers() {
    let folder = folder("statistics-text");
    let run = folder.run(&["check", "--statistics"]).exits(1);
    let place = |part: &str| run.out.find(part).unwrap_or_else(|| panic!("{part}:\n{}", run.out));
    assert!(place("合计不平") < place("没写收费情况"));
    assert!(place("云岭县档案局") < place("云岭县林业局"));
    assert!(!run.out.contains("云岭县水务局"), "nothing was found there");
    assert!(run.out.contains("检查了 4 个文件"), "{}", run.out);
    let run = folder.run(&["check", "a.nianbao", "--statistics"]).exits(0);
    assert_eq!(run.out, "检查了 1 个文件，没有发现问题。\n");
}

#[test]
fn there_is_no_such_view_for_findings_only() {
    let run =
        folder("statistics-sarif").run(&["check", "--statistics", "--output-format", "sarif"]);
    assert!(run.exits(2).err.contains("--statistics 只有文字和 json 两种输出"));
}
