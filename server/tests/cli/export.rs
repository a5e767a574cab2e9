//! Reports as files that leave the program: what is in them, where they go, and what is refused.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use crate::folder::{CLEAN, Folder, broken};

fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures").join(name)).unwrap()
}

/// A document as Word locks it by a password: its package lies encrypted in an older container.
fn locked() -> Vec<u8> {
    let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for stream in ["/EncryptionInfo", "/EncryptedPackage"] {
        container.create_stream(stream).unwrap().write_all(b"locked").unwrap();
    }
    container.into_inner().into_inner()
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
    assert!(run.err.contains("应写一个名称") && run.out.contains("仿宋_GB2312"), "{}", run.err);
    folder.write("nianbao.toml", "[export]\ntempalte = \"机关.docx\"\n");
    let run = folder.run(&["export", "年报.nianbao", "--format", "html", "-o", "-"]).exits(2);
    let meant =
        "第 2 行第 1 列，export.tempalte：没有叫“tempalte”的设置，是不是 template？请改正，";
    assert!(run.err.contains(meant), "{}", run.err);
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
    let whole = fixture("documents/2021.docx");
    for (bytes, why) in [
        (b"text".to_vec(), "这不是 .docx 文件。请用 Word 或 WPS 打开，另存为 .docx"),
        (fixture("documents/2021.doc"), "这不是 .docx 文件"),
        (fixture("documents/2021.xlsx"), "这不是 .docx 文件"),
        (b"PK\x03\x04".to_vec(), "文件已损坏"),
        (
            whole[..whole.len() / 2].to_vec(),
            "文件已损坏，读不出来。请用原来的程序打开，确认正常后另存一份",
        ),
        (locked(), "文件加了密码，打不开。请先用原来的程序打开，取消密码，再保存一份"),
    ] {
        folder.write("县/模板/机关.docx", bytes);
        let run = folder.run(&["export", "县"]).exits(2);
        let told = format!(
            "{}：这是 [export] 的 template 里写的模板，用不了，所以没有导出：{why}",
            folder.path("县/模板/机关.docx").display()
        );
        assert!(run.err.contains(&told) && run.err.lines().count() == 1, "{}", run.err);
        assert_eq!(fs::read_dir(folder.path("县/甲")).unwrap().count(), 1);
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
fn no_source_is_overwritten_whatever_may_be() {
    let folder = Folder::with_file("export-source", "年报.nianbao", CLEAN);
    folder.run(&["export", "年报.nianbao", "-o", "原稿.docx"]).exits(0);
    let bytes = fs::read(folder.path("原稿.docx")).unwrap();
    for arguments in [
        &["export", "原稿.docx", "--force"][..],
        &["export", "原稿.docx", "-o", "./原稿.docx", "--force"],
        &["export", "年报.nianbao", "原稿.docx", "-o", ".", "--force"],
    ] {
        let run = folder.run(arguments).exits(2);
        let refused = "原稿.docx 就是要导出的文件，不能覆盖。请用 -o 写到别处";
        assert!(run.err.contains(refused), "{}", run.err);
        assert_eq!(fs::read(folder.path("原稿.docx")).unwrap(), bytes);
    }
    folder
        .run(&["export", "年报.nianbao", "--format", "docx", "-o", "年报.nianbao", "--force"])
        .exits(2);
    assert_eq!(folder.text("年报.nianbao"), CLEAN);
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
