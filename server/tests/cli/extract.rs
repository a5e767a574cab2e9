//! Reports as a data set: where it goes, what is in it, and what is refused.

use crate::folder::{CLEAN, Folder, broken, with};

/// The rows of a CSV of ours without quotes, and the number of a column.
fn column<'c>(csv: &'c str, name: &str) -> Vec<&'c str> {
    let mut lines = csv.lines();
    let names: Vec<&str> =
        lines.next().unwrap().trim_start_matches('\u{feff}').split(',').collect();
    let at = names.iter().position(|it| *it == name).unwrap();
    lines.map(|line| line.split(',').nth(at).unwrap()).collect()
}

#[test]
fn a_report_is_a_row_for_each_cell() {
    let folder = Folder::with_file("extract-one", "年报.nianbao", CLEAN);
    let run = folder.run(&["extract", "年报.nianbao"]).exits(0);
    assert_eq!(column(&run.out, "value").len(), 200);
    assert!(column(&run.out, "file").iter().all(|file| *file == "年报.nianbao"));
    assert!(column(&run.out, "state").iter().all(|state| ["number", "slash"].contains(state)));
    let broken = Folder::with_file("extract-broken", "年报.nianbao", broken());
    let run = broken.run(&["extract"]).exits(0);
    let holds = column(&run.out, "sums_hold");
    assert_eq!(holds.iter().filter(|holds| **holds == "false").count(), 5, "{holds:?}");
}

/// More than are held at once, from two folders, with one that is no text.
#[test]
fn a_folder_is_in_the_order_of_its_files_and_one_that_is_unread_costs_no_other() {
    let folder = Folder::new("extract-folder");
    for number in 0..300 {
        folder.write(&format!("全县/{number:03}.nianbao"), CLEAN);
    }
    folder.write("全县/150.nianbao", b"\xff\xfe\x00\x01\x02");
    let run = folder.run(&["extract", "全县", "-o", "数字.jsonl"]).exits(2);
    assert!(run.err.contains("150.nianbao：") && run.err.contains("已从 299 份年报取出 59800 行"));
    assert!(run.err.contains("有 298 份年报的机关和年度与别的文件相同"), "{}", run.err);
    let text = folder.text("数字.jsonl");
    let file = |line: &str| {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        row["file"].as_str().unwrap().replace('\\', "/")
    };
    let files: Vec<String> = text.lines().map(file).collect();
    assert_eq!(files.len(), 59_800);
    assert!(files.is_sorted());
    assert!(folder.run(&["extract", "全县"]).exits(2).out.lines().count() == 59_801);
}

#[test]
fn a_document_tells_its_own_places() {
    let folder = Folder::with_file("extract-document", "年报.nianbao", CLEAN);
    folder.run(&["export", "年报.nianbao"]).exits(0);
    let run = folder.run(&["extract", "--include-documents"]).exits(0);
    assert_eq!(column(&run.out, "value").len(), 400);
    let places = column(&run.out, "place");
    assert!(places.iter().any(|place| place.starts_with("第 3 个表格第")), "{places:?}");
    let value = column(&run.out, "value");
    assert_eq!(value[..200], value[200..]);
}

#[test]
fn the_format_is_that_of_the_file() {
    let folder = Folder::with_file("extract-format", "年报.nianbao", CLEAN);
    folder.run(&["extract", "-o", "数字.parquet"]).exits(0);
    assert!(folder.read("数字.parquet").starts_with(b"PAR1"));
    assert_eq!(
        folder.run(&["extract", "--format", "parquet"]).exits(0).bytes,
        folder.read("数字.parquet")
    );
    folder.run(&["extract", "-o", "数字.csv", "--bom"]).exits(0);
    assert!(folder.text("数字.csv").starts_with("\u{feff}organ,"));
    for (arguments, part) in [
        (&["-o", "数字.xlsx"][..], "请取成 .csv 并加上 --bom"),
        (&["-o", "数字"], "文件名请以 .csv、.jsonl、.parquet 结尾"),
        (&["--format", "excel"], "没有“excel”这种格式"),
        (&["--format", "jsonl", "--bom"], "--bom 只用于 csv"),
        (&["-o", "没有/数字.csv"], "文件夹 没有 不存在"),
    ] {
        let run = folder.run(&[&["extract"], arguments].concat()).exits(2);
        assert!(run.err.contains(part), "{}", run.err);
        assert_eq!(run.out, "");
    }
    assert_eq!(folder.names(), ["年报.nianbao", "数字.csv", "数字.parquet"]);
}

#[test]
fn nothing_is_overwritten_unless_it_may_be() {
    let folder = Folder::with_file("extract-force", "年报.nianbao", CLEAN);
    folder.write("数字.csv", "我写的");
    let run = folder.run(&["extract", "-o", "数字.csv"]).exits(2);
    assert!(run.err.contains("数字.csv 已经存在，没有覆盖。要覆盖请加 --force"), "{}", run.err);
    assert_eq!(folder.text("数字.csv"), "我写的");
    folder.run(&["extract", "-o", "数字.csv", "--force"]).exits(0);
    assert!(folder.text("数字.csv").starts_with("organ,"));
    assert_eq!(folder.names().len(), 2);
}

/// Those beside other reports too.
#[test]
fn the_findings_are_those_of_a_check() {
    let folder = Folder::with_file("extract-findings", "2023.nianbao", broken());
    let carried = "| 四、结转下年度       |      1 |        0 |";
    let other = "| 四、结转下年度       |      0 |        1 |";
    folder.write("2022.nianbao", with(carried, other).replace("2023年", "2022年"));
    let run = folder.run(&["extract", "--findings", "--format", "jsonl"]).exits(0);
    let rows: Vec<serde_json::Value> =
        run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let checked = folder.run(&["check", "--output-format", "json"]).exits(1).json();
    let files = checked["files"].as_array().unwrap();
    let mut expected = Vec::new();
    for file in files {
        for finding in file["findings"].as_array().unwrap() {
            expected.push((
                &file["path"],
                &finding["rule"],
                &finding["message"],
                &finding["range"]["start"]["line"],
            ));
        }
    }
    let found: Vec<_> = rows
        .iter()
        .map(|row| (&row["file"], &row["rule"], &row["message"], &row["line"]))
        .collect();
    assert_eq!(found, expected);
    assert!(rows.iter().any(|row| row["rule"] == "broken-carry-over"), "one beside another report");
}
