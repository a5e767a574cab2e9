//! `nianbao check`: which files it reads, which findings count, and its exit codes.

use crate::folder::{CLEAN, Folder, broken};
use encoding_rs::GB18030;

#[test]
fn exit_codes_tell_how_it_went() {
    let folder = Folder::with_file("exit-codes", "clean.nianbao", CLEAN);
    folder.write("broken.nianbao", broken());
    folder.run(&["check", "clean.nianbao"]).exits(0);
    folder.run(&["check", "broken.nianbao"]).exits(1);
    folder.run(&["check", "broken.nianbao", "--exit-zero"]).exits(0);
    folder.run(&["check", "missing.nianbao"]).exits(2);
    folder.run(&["check", "missing.nianbao", "--exit-zero"]).exits(2);
    folder.run(&["check", "clean.nianbao", "--no-such-option"]).exits(2);
    folder.run::<&str>(&[]).exits(2);
}

#[test]
fn findings_below_the_failing_level_do_not_count() {
    let folder = Folder::with_file("failing-level", "report.nianbao", broken());
    folder.write("nianbao.toml", "[rules]\nunbalanced-sum = \"warning\"\n");
    let warning = folder.run(&["check", "report.nianbao"]).exits(0);
    assert!(warning.out.contains("警告[合计不平]"), "{}", warning.out);
    folder.run(&["check", "report.nianbao", "--fail-on", "warning"]).exits(1);
    folder.run(&["check", "report.nianbao", "--fail-on", "info"]).exits(1);
}

#[test]
fn one_file_that_cannot_be_read_never_stops_the_others() {
    let folder = Folder::with_file("unreadable", "broken.nianbao", broken());
    folder.write("picture.nianbao", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR");
    folder.write("word.nianbao", b"PK\x03\x04\x14\0\x06\0");
    folder.write("latin.nianbao", b"r\xe9sum\xe9 ok\n");
    let mut damaged = CLEAN.as_bytes().to_vec();
    damaged.remove(CLEAN.find("总体情况").unwrap());
    folder.write("damaged.nianbao", damaged);
    std::fs::create_dir_all(folder.path("folder.nianbao")).unwrap();
    folder.write("folder.nianbao/clean.nianbao", CLEAN);
    let run = folder.run(&["check", "missing.nianbao", ".", "--output-format", "json"]).exits(2);
    let json = run.json();
    let paths = |list: &str| -> Vec<String> {
        let entries = json[list].as_array().unwrap();
        entries.iter().map(|entry| entry["path"].as_str().unwrap().replace('\\', "/")).collect()
    };
    assert_eq!(paths("files"), ["broken.nianbao", "folder.nianbao/clean.nianbao"]);
    let unread = ["missing", "damaged", "latin", "picture", "word"];
    assert_eq!(paths("errors"), unread.map(|name| format!("{name}.nianbao")));
    assert!(run.err.contains("错误：missing.nianbao：没有这个文件"), "{}", run.err);
    assert!(run.err.contains("damaged.nianbao：第 5 行有损坏的字符"), "{}", run.err);
    assert!(run.err.contains("word.nianbao：文件已损坏，读不出来"), "{}", run.err);
    assert!(run.err.contains("picture.nianbao：这不是文本文件"), "{}", run.err);
}

#[test]
fn folders_are_walked_and_ignore_files_respected() {
    let folder = Folder::with_file("folders", "2023/甲局.nianbao", CLEAN);
    folder.write("2022/乙局.NIANBAO", CLEAN);
    folder.write("2022/说明.txt", broken());
    folder.write("旧稿/丙局.nianbao", broken());
    folder.write(".gitignore", "旧稿/\n");
    let run = folder.run(&["check"]).exits(0);
    assert_eq!(run.out, "检查了 2 个文件，没有发现问题。\n");
    folder.run(&["check", "旧稿/丙局.nianbao"]).exits(1);
    folder.run(&["check", "2022/说明.txt"]).exits(1);
    let twice = folder.run(&["check", "2023", "2023/甲局.nianbao", "."]).exits(0);
    assert_eq!(twice.out, "检查了 2 个文件，没有发现问题。\n");
}

#[test]
fn a_folder_without_reports_is_mentioned() {
    let folder = Folder::with_file("no-reports", "年报.txt", CLEAN);
    let run = folder.run(&["check"]).exits(0);
    assert_eq!(run.out, "");
    assert!(run.err.contains("当前文件夹里没有 .nianbao 文件"), "{}", run.err);
}

#[test]
fn standard_input_is_a_file_named_dash() {
    let folder = Folder::new("standard-input");
    let arguments = ["check", "-", "--output-format", "json"];
    let run = folder.run_with(&arguments, broken().as_bytes(), &[]).exits(1);
    assert_eq!(run.json()["files"][0]["path"], "-");
    assert_eq!(run.json()["files"][0]["organ"], "青石县水务局");
    let run = folder.run_with(&["check", "-", "--fix"], broken().as_bytes(), &[]).exits(2);
    assert!(run.err.contains("不能用 --fix"), "{}", run.err);
}

#[test]
fn other_encodings_give_the_same_findings() {
    let folder = Folder::with_file("encodings", "utf8.nianbao", broken());
    folder.write("gb.nianbao", GB18030.encode(&broken()).0);
    let utf16: Vec<u8> =
        format!("\u{feff}{}", broken()).encode_utf16().flat_map(u16::to_le_bytes).collect();
    folder.write("utf16.nianbao", utf16);
    let run = folder.run(&["check", "--output-format", "json"]).exits(1);
    let files = run.json()["files"].as_array().unwrap().clone();
    assert_eq!(files.len(), 3);
    assert!(files.iter().all(|file| file["findings"] == files[0]["findings"]));
    assert!(run.err.contains("gb.nianbao 不是 UTF-8 编码，已按 GB18030 编码读取"), "{}", run.err);
    assert!(run.err.contains("utf16.nianbao 不是 UTF-8 编码，已按 UTF-16 编码读取"), "{}", run.err);
}

#[test]
fn line_ends_make_no_difference_to_lines_and_columns() {
    let folder = Folder::with_file("line-ends", "lf.nianbao", broken());
    folder.write("crlf.nianbao", broken().replace('\n', "\r\n"));
    folder.write("cr.nianbao", broken().replace('\n', "\r"));
    let run = folder.run(&["check", "--output-format", "concise"]).exits(1);
    let places: Vec<&str> = run
        .out
        .lines()
        .filter_map(|line| line.split_once(".nianbao:"))
        .map(|(_, rest)| rest.split_once(' ').unwrap().0)
        .collect();
    assert_eq!(places.len(), 3, "{}", run.out);
    assert!(places.iter().all(|place| *place == places[0]), "{places:?}");
}

#[test]
fn rules_are_selected_and_ignored() {
    let folder = Folder::with_file("selection", "report.nianbao", broken());
    folder.run(&["check", "--select", "unbalanced-sum"]).exits(1);
    folder.run(&["check", "--ignore", "unbalanced-sum"]).exits(0);
    folder.run(&["check", "--select", "unbalanced-sum", "--ignore", "unbalanced-sum"]).exits(0);
    folder.run(&["check", "--select", "合计不平"]).exits(1);
    folder.run(&["check", "--ignore", "缺表,合计不平"]).exits(0);
    folder.run(&["check", "--select", "unbalanced-sum", "--ignore", "合计不平"]).exits(0);
    let run = folder.run(&["check", "--select", "合计不对"]).exits(2);
    assert_eq!(run.err, "错误：没有“合计不对”这条规则，是不是 合计不平？\n");
    let run = folder.run(&["check", "--select", "unbalance-sum"]).exits(2);
    assert_eq!(run.err, "错误：没有“unbalance-sum”这条规则，是不是 unbalanced-sum？\n");
}

#[test]
fn settings_count_unless_the_command_line_says_otherwise() {
    let folder = Folder::with_file("settings", "年报/report.nianbao", broken());
    folder.write("nianbao.toml", "[rules]\nunbalanced-sum = \"off\"\n");
    folder.run(&["check"]).exits(0);
    folder.run(&["check", "--select", "unbalanced-sum"]).exits(1);
    folder.write("年报/nianbao.toml", "");
    folder.run(&["check"]).exits(1);
}

#[test]
fn a_wrong_setting_is_told_with_its_place_and_the_files_are_still_checked() {
    let folder = Folder::with_file("wrong-setting", "report.nianbao", broken());
    folder.write("nianbao.toml", "[rules]\nno-such-rule = \"off\"\n");
    let run = folder.run(&["check", "--output-format", "json"]).exits(2);
    assert!(run.err.contains("错误：nianbao.toml：第 2 行第 1 列"), "{}", run.err);
    assert_eq!(run.json()["summary"]["errors"], 1);
}

#[test]
fn a_reader_that_goes_away_is_no_reason_to_complain() {
    let folder = Folder::with_file("broken-pipe", "report.nianbao", broken());
    let run = folder.run_unread(&["check"]).exits(1);
    assert_eq!(run.err, "");
}

#[test]
fn a_pattern_that_the_shell_left_alone_is_explained() {
    let run = Folder::new("pattern").run(&["check", "*.nianbao"]).exits(2);
    assert!(run.err.contains("要处理整个文件夹，请写文件夹的名字"), "{}", run.err);
}

#[test]
fn many_files_keep_their_order() {
    let folder = Folder::new("many-files");
    for number in 0..300 {
        let text = if number % 7 == 0 { broken() } else { CLEAN.to_owned() };
        folder.write(&format!("{:03}.nianbao", number), text);
    }
    let run = folder.run(&["check", "--output-format", "json"]).exits(1);
    let files = run.json()["files"].as_array().unwrap().clone();
    let names: Vec<&str> = files.iter().map(|file| file["path"].as_str().unwrap()).collect();
    assert_eq!(names.len(), 300);
    assert!(names.is_sorted());
    assert_eq!(run.json()["summary"]["errors"], 43);
}
