//! Reports as files that leave the program: what is in them, where they go, and what is refused.

use std::fs;
use std::path::Path;

use crate::folder::{CLEAN, Folder, broken};

fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures").join(name)).unwrap()
}

/// Whatever is exported can be read back, and is the same text then.
#[test]
fn a_word_document_gives_back_the_report() {
    for name in ["documents/2021.nianbao", "documents/2019.nianbao", "canonical.nianbao"] {
        let folder = Folder::with_file("export-docx", "年报.nianbao", fixture(name));
        folder.run(&["fmt", "年报.nianbao"]).exits(0);
        let run = folder.run(&["export", "年报.nianbao"]).exits(0);
        assert!(
            run.err.contains("已把 年报.nianbao 导出成 年报.docx（Word 文档）。"),
            "{}",
            run.err
        );
        let run = folder.run(&["import", "年报.docx", "-o", "-"]).exits(0);
        assert_eq!(run.out, folder.text("年报.nianbao"), "{name}");
    }
}

#[test]
fn a_workbook_gives_back_the_report_and_a_page_is_one() {
    for name in ["documents/2021.nianbao", "documents/2019.nianbao", "canonical.nianbao"] {
        let folder = Folder::with_file("export-xlsx", "年报.nianbao", fixture(name));
        folder.run(&["fmt", "年报.nianbao"]).exits(0);
        folder.run(&["export", "年报.nianbao", "-o", "年报.xlsx"]).exits(0);
        let run = folder.run(&["import", "年报.xlsx", "-o", "-"]).exits(0);
        assert_eq!(run.out, folder.text("年报.nianbao"), "{name}");
        folder.run(&["export", "年报.nianbao", "--format", "html"]).exits(0);
        assert!(folder.text("年报.html").starts_with("<!DOCTYPE html>"));
    }
}

#[test]
fn the_same_report_is_the_same_file() {
    let folder = Folder::with_file("export-same", "年报.nianbao", CLEAN);
    folder.run(&["export", "年报.nianbao", "-o", "甲.docx"]).exits(0);
    folder.run(&["export", "年报.nianbao", "-o", "乙.docx"]).exits(0);
    let bytes = |name: &str| fs::read(folder.path(name)).unwrap();
    assert!(bytes("甲.docx").len() > 5_000);
    assert_eq!(bytes("甲.docx"), bytes("乙.docx"));
}

#[test]
fn typefaces_and_the_signature_are_as_set() {
    let signed = format!("{CLEAN}\n云岭县自然资源局\n\n2024年1月9日\n");
    let folder = Folder::with_file("export-set", "年报.nianbao", signed);
    let page = |settings: &str| {
        folder.write("nianbao.toml", settings);
        let run = folder.run(&["export", "年报.nianbao", "--format", "html", "-o", "-"]).exits(0);
        assert!(run.err.is_empty() || settings.is_empty(), "{}", run.err);
        run.out
    };
    let usual = page("");
    assert!(usual.contains("仿宋_GB2312") && usual.contains("2024年1月9日"), "{usual}");
    let set = page("[export]\nbody-font = \"华文仿宋\"\nsignature = \"no\"\n");
    assert!(set.contains("华文仿宋") && !set.contains("仿宋_GB2312"), "{set}");
    assert!(!set.contains("2024年1月9日"), "{set}");
    folder.write("nianbao.toml", "[export]\nbody-font = 3\n");
    let run = folder.run(&["export", "年报.nianbao", "--format", "html", "-o", "-"]).exits(2);
    assert!(run.err.contains("一个名称") && run.out.contains("仿宋_GB2312"), "{}", run.err);
}

/// What is exported serves as a template: it is a `.docx`.
#[test]
fn a_template_is_found_from_the_settings_and_refused_if_it_is_none() {
    let folder = Folder::with_file("export-template", "县/甲/年报.nianbao", CLEAN);
    folder.write("县/nianbao.toml", "[export]\ntemplate = \"模板/机关.docx\"\n");
    folder.write("县/模板/别的.txt", "");
    let run = folder.run(&["export", "县"]).exits(2);
    let missing = "[export] 的 template 里写的模板，用不了，所以没有导出：没有这个文件";
    assert!(run.err.contains(missing) && run.err.lines().count() == 1, "{}", run.err);
    assert!(!folder.path("县/甲/年报.docx").exists());
    for (bytes, why) in [(&b"text"[..], "这不是 .docx 文件"), (b"PK\x03\x04", "文件已损坏")]
    {
        folder.write("县/模板/机关.docx", bytes);
        let run = folder.run(&["export", "县"]).exits(2);
        assert!(run.err.contains(why), "{}", run.err);
        assert!(!folder.path("县/甲/年报.docx").exists());
    }
    // Only Word documents can look like one.
    folder.run(&["export", "县", "--format", "html"]).exits(0);
    folder.write("别处/年报.nianbao", CLEAN);
    folder.run(&["export", "别处/年报.nianbao", "-o", "县/模板/机关.docx", "--force"]).exits(0);
    folder.run(&["export", "县"]).exits(0);
    let run = folder.run(&["import", "县/甲/年报.docx", "-o", "-"]).exits(0);
    assert_eq!(run.out, CLEAN);
}

#[test]
fn an_export_replaces_nothing_unless_it_may() {
    let folder = Folder::with_file("export-force", "年报.nianbao", CLEAN);
    folder.write("年报.docx", "我写的");
    let run = folder.run(&["export", "年报.nianbao"]).exits(2);
    assert!(run.err.contains("年报.docx 已经存在，没有覆盖。要覆盖请加 --force"), "{}", run.err);
    assert_eq!(folder.text("年报.docx"), "我写的");
    folder.run(&["export", "年报.nianbao", "--force"]).exits(0);
    assert!(fs::read(folder.path("年报.docx")).unwrap().starts_with(b"PK"));
}

#[test]
fn a_report_with_errors_is_exported_with_a_warning_and_refused_if_strict() {
    let folder = Folder::with_file("export-strict", "年报.nianbao", broken());
    let run = folder.run(&["export", "年报.nianbao", "--strict"]).exits(1);
    assert!(run.err.contains("没有导出：还有"), "{}", run.err);
    assert!(!folder.path("年报.docx").exists());
    let run = folder.run(&["export", "年报.nianbao"]).exits(0);
    assert!(run.err.contains("注意：这份年报还有"), "{}", run.err);
    assert!(folder.path("年报.docx").exists());
}

#[test]
fn a_folder_is_exported_into_another() {
    let folder = Folder::with_file("export-folder", "全县/甲/2023.年报.nianbao", CLEAN);
    folder.write("全县/乙.nianbao", CLEAN);
    folder.write("全县/丙.txt", CLEAN);
    folder.run(&["export", "全县", "-o", "成品"]).exits(0);
    assert!(folder.path("成品/甲/2023.年报.docx").exists() && folder.path("成品/乙.docx").exists());
    assert!(!folder.path("成品/丙.docx").exists());
    let run = folder.run(&["export", "全县", "-o", "年报.docx"]).exits(2);
    assert!(run.err.contains("请用 -o 指定一个文件夹"), "{}", run.err);
    folder.run(&["export", "全县/乙.nianbao", "-o", "新文件夹"]).exits(0);
    assert!(folder.path("新文件夹/乙.docx").exists());
}

#[test]
fn a_format_that_is_not_written_is_told_with_a_way_out() {
    let folder = Folder::with_file("export-format", "年报.nianbao", CLEAN);
    for (name, part) in
        [("年报.pdf", "另存为 PDF"), ("年报.doc", "请导出 .docx"), ("年报.txt", "文件名请以 .docx")]
    {
        let run = folder.run(&["export", "年报.nianbao", "-o", name]).exits(2);
        assert!(run.err.contains(part), "{}", run.err);
        assert!(!folder.path(name).exists());
    }
    let run = folder.run(&["export", "年报.nianbao", "--format", "word"]).exits(2);
    assert!(run.err.contains("--format 可以写 docx"), "{}", run.err);
}

#[test]
fn standard_output_has_the_same_bytes() {
    let folder = Folder::with_file("export-standard", "年报.nianbao", CLEAN);
    folder.run(&["export", "年报.nianbao", "-o", "甲.docx"]).exits(0);
    let run = folder.run(&["export", "年报.nianbao", "-o", "-"]).exits(0);
    assert_eq!(run.bytes, fs::read(folder.path("甲.docx")).unwrap());
    let run = folder.run(&["export", "没有这个.nianbao"]).exits(2);
    assert!(run.err.contains("没有这个.nianbao：没有这个文件"), "{}", run.err);
}
