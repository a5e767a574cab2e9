//! Word, Excel and other documents: imported, and checked as they are.

use std::fs;
use std::path::{Path, PathBuf};

use crate::folder::{CLEAN, Folder};

/// The documents that other programs made; `make.py` beside them says how.
fn documents() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/documents")
}

fn document(name: &str) -> Vec<u8> {
    fs::read(documents().join(name)).unwrap()
}

/// The documents that stand for a text, by its edition.
fn of_edition(edition: &str) -> Vec<String> {
    let names = fs::read_dir(documents())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> =
        names.filter(|name| name.starts_with(edition) && !name.ends_with(".nianbao")).collect();
    names.sort();
    assert!(names.len() >= 7, "{names:?}");
    names
}

/// What a preview says of its charts, and the documents that were made from it as well.
const NOTE: &str = "以下图形只在预览中显示，不是年报的内容。\n\n";

#[test]
fn every_format_gives_back_the_report_that_it_was_made_from() {
    for edition in ["2021", "2019"] {
        let folder = Folder::with_file(
            "import-formats",
            "source.nianbao",
            document(&format!("{edition}.nianbao")),
        );
        folder.run(&["fmt", "source.nianbao"]).exits(0);
        let source = folder.text("source.nianbao");
        for name in of_edition(edition) {
            folder.write(&name, document(&name));
            let run = folder.run(&["import", &name, "-o", "-"]).exits(0);
            assert_eq!(run.out.replace(NOTE, ""), source, "{name}");
        }
    }
}

#[test]
fn an_import_replaces_nothing_unless_it_may() {
    let folder = Folder::with_file("import-force", "年报.docx", document("2021.docx"));
    let run = folder.run(&["import", "年报.docx"]).exits(0);
    assert!(run.err.contains("已把 年报.docx（Word 文档）转成 年报.nianbao。"), "{}", run.err);
    folder.run(&["check", "年报.nianbao"]).exits(0);
    folder.write("年报.nianbao", "我写的");
    let run = folder.run(&["import", "年报.docx"]).exits(2);
    assert!(run.err.contains("年报.nianbao 已经存在，没有覆盖"), "{}", run.err);
    assert_eq!(folder.text("年报.nianbao"), "我写的");
    folder.run(&["import", "年报.docx", "--force"]).exits(0);
    assert!(folder.text("年报.nianbao").starts_with("云岭县自然资源局"));
}

#[test]
fn a_folder_is_imported_into_another() {
    let folder = Folder::with_file("import-folder", "来稿/甲/年报.docx", document("2021.docx"));
    folder.write("来稿/乙.xlsx", document("2019.xlsx"));
    folder.write("来稿/~$乙.xlsx", "锁");
    folder.write("来稿/丙.nianbao", CLEAN);
    folder.run(&["import", "来稿", "-o", "文本"]).exits(0);
    folder.run(&["check", "文本"]).exits(0);
    assert!(
        folder.path("文本/甲/年报.nianbao").exists() && folder.path("文本/乙.nianbao").exists()
    );
    assert!(!folder.path("文本/丙.nianbao").exists());
    let run = folder.run(&["import", "来稿", "-o", "-"]).exits(2);
    assert!(run.err.contains("不能都写到标准输出"), "{}", run.err);
}

#[test]
fn a_document_is_checked_in_its_own_places() {
    let folder = Folder::with_file("check-documents", "年报.doc", broken_document());
    let run = folder
        .run(&["check", "年报.doc", "--select", "unbalanced-sum", "--output-format", "concise"])
        .exits(1);
    let place = "年报.doc 表四 行政复议·总计（第 6 个表格第 2 行）: 错误[合计不平]";
    assert!(run.out.contains(place), "{}", run.out);
    let run = folder.run(&["check", "年报.doc", "--select", "unbalanced-sum"]).exits(1);
    assert!(
        run.out.contains("--> 年报.doc 表四 行政复议·总计（第 6 个表格第 2 行）\n"),
        "{}",
        run.out
    );
    assert!(!run.out.contains("--fix"), "{}", run.out);
    let json = folder
        .run(&["check", "年报.doc", "--select", "unbalanced-sum", "--output-format", "json"])
        .exits(1)
        .json();
    let file = &json["files"][0];
    assert_eq!(file["document"]["format"], "xml");
    let place = &file["findings"][0]["place"];
    assert_eq!(
        (&place["name"], &place["table"], &place["row"]),
        (&"表四 行政复议·总计".into(), &6.into(), &2.into())
    );
    let sarif = folder
        .run(&["check", "年报.doc", "--select", "unbalanced-sum", "--output-format", "sarif"])
        .exits(1)
        .json();
    let location = &sarif["runs"][0]["results"][0]["locations"][0];
    assert!(location["physicalLocation"]["region"].is_null());
    assert_eq!(
        location["logicalLocations"][0]["fullyQualifiedName"],
        "表四 行政复议·总计（第 6 个表格第 2 行）"
    );
}

/// A Word file in which a total is one too many.
fn broken_document() -> Vec<u8> {
    let text = String::from_utf8(document("2021.nianbao")).unwrap();
    let rows: String = text
        .replace("|    4 |\n| 行政诉讼（未", "|    5 |\n| 行政诉讼（未")
        .lines()
        .filter(|line| !line.contains(":--"))
        .map(block)
        .collect();
    // The rows of a table stand together.
    let body = rows.replace("</w:tbl><w:tbl>", "");
    let xml = format!(
        "<?xml version=\"1.0\"?><w:wordDocument xmlns:w=\"u\"><w:body>{body}</w:body></w:wordDocument>"
    );
    xml.into_bytes()
}

fn block(line: &str) -> String {
    let text = |text: &str| format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", text.trim());
    match line.strip_prefix('|').and_then(|row| row.strip_suffix('|')) {
        Some(row) => {
            let cells: String =
                row.split('|').map(|cell| format!("<w:tc>{}</w:tc>", text(cell))).collect();
            format!("<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
        }
        None if line.is_empty() => "<w:p></w:p>".to_owned(),
        None => text(line),
    }
}

#[test]
fn a_document_is_never_changed() {
    let folder = Folder::with_file("unchanged-documents", "年报.docx", document("2021.docx"));
    for command in [["fmt", "年报.docx"].as_slice(), &["check", "年报.docx", "--fix"]] {
        let run = folder.run(command).exits(2);
        assert!(run.err.contains("请先用 nianbao import 转成年报文本"), "{}", run.err);
    }
    assert_eq!(fs::read(folder.path("年报.docx")).unwrap(), document("2021.docx"));
    let run = folder.run(&["fmt", "--diff", "年报.docx"]).exits(1);
    assert!(run.out.contains("+++ 年报.docx"), "{}", run.out);
    folder.run(&["preview", "年报.docx"]).exits(0);
    assert!(folder.path("年报.html").exists());
}

#[test]
fn documents_of_a_folder_are_looked_at_when_asked_for() {
    let folder = Folder::with_file("folder-documents", "稿/年报.docx", document("2021.docx"));
    let run = folder.run(&["check", "稿"]).exits(0);
    assert!(
        run.err.contains(
            "有 1 个 Word、Excel、网页或 PDF 文件。要处理它们，请加上 --include-documents"
        ),
        "{}",
        run.err
    );
    let run = folder.run(&["check", "稿", "--include-documents", "--statistics"]).exits(0);
    assert!(run.out.contains("检查了 1 个文件"), "{}", run.out);
}

#[test]
fn what_cannot_be_read_is_named_and_nothing_is_written() {
    let folder = Folder::with_file("import-refused", "坏.docx", &document("2021.docx")[..9_000]);
    folder.write("空.docx", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
    folder.write("锁.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    for (name, reason) in
        [("坏.docx", "文件已损坏"), ("空.docx", "这是压缩包"), ("锁.doc", "文件已损坏")]
    {
        let run = folder.run(&["import", name]).exits(2);
        assert!(run.err.contains(reason), "{}", run.err);
        assert_eq!(run.err.lines().count(), 1, "{}", run.err);
    }
    assert_eq!(folder.names().len(), 3, "nothing was written");
}
