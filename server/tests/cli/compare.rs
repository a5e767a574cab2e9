//! Two reports side by side, and many by organ and year.

use serde_json::Value;

use crate::folder::{CLEAN, Folder};

/// The example's own year.
const YEAR: i32 = 2023;

const PARAGRAPH: &str = "改版门户网站的信息公开专栏，增设征地补偿、水价听证2个栏目；在乡镇便民服务中心设置3个查阅点，配备查询电脑和打印设备。";

/// The example with a paragraph that is long enough to be compared.
fn own_year() -> String {
    let section = CLEAN.lines().find(|line| line.starts_with("一、")).unwrap();
    CLEAN.replacen(section, &format!("{section}\n\n{PARAGRAPH}"), 1)
}

/// The same, said to be of another year.
fn of_year(year: i32) -> String {
    own_year().replace(&format!("{YEAR}年"), &format!("{year}年"))
}

/// The line that has a label, with other cells.
fn with_cells(text: &str, label: &str, cells: &[&str]) -> String {
    let line = text.lines().find(|line| line.contains(label)).unwrap();
    let own = line.split('|').nth(1).unwrap();
    text.replace(line, &format!("|{own}| {} |", cells.join(" | ")))
}

#[test]
fn problems_come_first_then_copies_then_changes() {
    let folder = Folder::with_file("compare-years", "2023.nianbao", own_year());
    let next = with_cells(&of_year(YEAR + 1), "二、上年结转", &["9", "0", "0", "0", "0", "0", "9"]);
    folder.write("2024.nianbao", &next);
    let run = folder.run(&["compare", "2023.nianbao", "2024.nianbao"]).exits(1);
    let at = |words: &str| run.out.find(words).unwrap_or_else(|| panic!("{words}: {}", run.out));
    assert!(at("要核对的问题：") < at("上年结转”与上年年报"));
    assert!(at("上年结转”与上年年报") < at("几乎相同的段落："));
    assert!(at("几乎相同的段落：") < at("不同的数字：2 格"));
    assert!(run.out.contains("除标点外完全相同：2023.nianbao 第"), "{}", run.out);
    assert!(run.out.contains("→ 9，"), "{}", run.out);
    // The other way round it is the same.
    let other = folder.run(&["compare", "2024.nianbao", "2023.nianbao"]).exits(1);
    assert_eq!(other.out, run.out);
}

#[test]
fn exactly_what_differs_is_told() {
    let folder = Folder::with_file("compare-seeded", "a.nianbao", own_year());
    let changed = with_cells(&own_year(), "一、本年新收", &["105", "1", "1", "0", "0", "0", "107"]);
    folder.write("b.nianbao", changed.replace("青石县水务局", "青石县教育局"));
    let run =
        folder.run(&["compare", "a.nianbao", "b.nianbao", "--output-format", "json"]).exits(1);
    let told: Value = serde_json::from_str(&run.out).unwrap();
    let pair = &told["pairs"][0];
    assert_eq!(pair["relation"], "two-organs");
    let cells = pair["differences"].as_array().unwrap().iter();
    let cells: Vec<String> = cells
        .map(|cell| {
            format!(
                "{} {}→{}",
                cell["name"].as_str().unwrap(),
                cell["before"]["value"],
                cell["after"]["value"]
            )
        })
        .collect();
    assert_eq!(cells, ["表三 新收·自然人 5→105", "表三 新收·总计 6→107", "表三 新收·科研机构 0→1"]);
    assert_eq!((pair["same"].as_u64(), told["grid"].is_null()), (Some(197), true));
    assert!(!pair["passages"].as_array().unwrap().is_empty());
}

#[test]
fn a_folder_becomes_a_table_with_holes() {
    let folder = Folder::new("compare-folder");
    folder.write("a/2021.nianbao", of_year(2021));
    folder.write("a/2023.nianbao", format!("{}\n2024年2月6日\n", own_year().trim_end()));
    folder.write(
        "a/2024.nianbao",
        with_cells(&of_year(2024), "二、上年结转", &["9", "0", "0", "0", "0", "0", "9"]),
    );
    folder.write("a/2024 副本.nianbao", of_year(2024).replace("水务局", "教育局"));
    folder.write("a/无题.nianbao", "一、总体情况\n\n没有标题。\n");
    let run = folder.run(&["compare", "a"]).exits(1);
    let line = |start: &str| {
        let line = run.out.lines().find(|line| line.trim_start().starts_with(start));
        line.unwrap_or_else(|| panic!("{start}: {}", run.out)).to_owned()
    };
    let row: Vec<String> = line("青石县水务局 ").split_whitespace().map(str::to_owned).collect();
    assert_eq!(row[1..4], ["✓", "缺", "晚"], "{}", run.out);
    assert!(line("青石县水务局：2022 年").ends_with("2022 年"));
    assert!(line("青石县水务局：2024 年 2 月 6 日公布").contains("2023.nianbao"));
    assert!(line("青石县教育局：").contains("2021、2022、2023 年"));
    assert!(line("a/无题.nianbao").contains("无题"));
    assert!(line("青石县水务局 2024 年").contains("段与上年几乎相同"));
    let problem = |line: &str| line.contains("警告：a/2024.nianbao") && line.contains("“上年结转”");
    assert!(run.out.lines().any(problem), "{}", run.out);
}

#[test]
fn a_page_is_written_once_and_needs_nothing_else() {
    let folder = Folder::with_file("compare-page", "2023.nianbao", own_year());
    folder.write("2024.nianbao", of_year(2024).replace("2个栏目", "4个栏目"));
    let two = ["compare", "2023.nianbao", "2024.nianbao", "-o", "对照.html"];
    folder.run(&two).exits(1);
    let page = folder.text("对照.html");
    assert!(page.contains("default-src 'none'") && !page.contains("<script"));
    assert!(page.contains("几乎相同的段落") && page.contains("<ins>4</ins>"), "{page}");
    let run = folder.run(&two).exits(2);
    assert!(run.err.contains("要覆盖请加 --force"), "{}", run.err);
    folder.run(&[&two[..], &["--force"]].concat()).exits(1);
}

#[test]
fn what_cannot_be_compared_is_told() {
    let folder = Folder::with_file("compare-faults", "a.nianbao", CLEAN);
    for (arguments, words) in [
        (&["compare", "a.nianbao", "b.nianbao"][..], "b.nianbao："),
        (&["compare", "a.nianbao"], "只找到一份年报"),
        (&["compare", "-", "-"], "只能读一份"),
        (&["compare", "a.nianbao", "a.nianbao", "-o", "a.txt"], "请以 .html（网页）或 .json 结尾"),
        (
            &["compare", "a.nianbao", "a.nianbao", "-o", "a.html", "--output-format", "text"],
            "只显示在屏幕上",
        ),
    ] {
        let run = folder.run(arguments).exits(2);
        assert!(run.err.contains(words), "{arguments:?}: {}", run.err);
    }
}
