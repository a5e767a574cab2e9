//! `nianbao preview`.

use crate::folder::{CLEAN, Folder, broken};

#[test]
fn a_page_is_written_beside_the_report() {
    let folder = Folder::with_file("preview", "甲局 2024.nianbao", broken());
    let run = folder.run(&["preview", "甲局 2024.nianbao"]).exits(0);
    assert_eq!(
        (run.out.as_str(), run.err.as_str()),
        ("", "已写好 甲局 2024.html，用浏览器打开就能看。\n")
    );
    let page = folder.text("甲局 2024.html");
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("figure broken"), "{page}");
    // A page of an earlier time is replaced.
    folder.write("甲局 2024.nianbao", CLEAN);
    folder.run(&["preview", "甲局 2024.nianbao"]).exits(0);
    assert!(!folder.text("甲局 2024.html").contains("figure broken"));
    assert_eq!(folder.text("甲局 2024.nianbao"), CLEAN);
}

#[test]
fn a_page_of_somebody_else_is_not_replaced() {
    let folder = Folder::with_file("preview-other", "a.nianbao", CLEAN);
    folder.write("a.html", "<p>首页</p>");
    let run = folder.run(&["preview", "a.nianbao"]).exits(2);
    assert!(run.err.starts_with("错误：a.html 已经存在，而且不是预览网页"), "{}", run.err);
    assert_eq!(folder.text("a.html"), "<p>首页</p>");
    folder.run(&["preview", "a.nianbao", "-o", "a.html"]).exits(0);
    assert!(folder.text("a.html").contains("<table"));
}

#[test]
fn standard_input_and_output_serve_as_well() {
    let folder = Folder::new("preview-streams");
    let run = folder.run_with(&["preview", "-"], CLEAN.as_bytes(), &[]).exits(0);
    assert!(run.out.starts_with("<!DOCTYPE html>") && run.err.is_empty());
    let named = folder.run_with(&["preview", "-", "-o", "b.html"], CLEAN.as_bytes(), &[]).exits(0);
    assert_eq!(named.out, "");
    assert_eq!(folder.text("b.html"), run.out);
}

/// The page shows what `check` tells under the same settings.
#[test]
fn rules_that_are_off_mark_nothing() {
    let folder = Folder::with_file("preview-settings", "a.nianbao", broken());
    folder.write("nianbao.toml", "[rules]\nunbalanced-sum = \"off\"\n");
    let run = folder.run(&["preview", "a.nianbao", "-o", "-"]).exits(0);
    assert!(!run.out.contains("figure broken"));
    folder.write("nianbao.toml", "[rules]\nunbalanced-sum = 3\n");
    let run = folder.run(&["preview", "a.nianbao"]).exits(2);
    assert!(run.err.contains("nianbao.toml"), "{}", run.err);
}

#[test]
fn what_cannot_be_read_or_written_is_said() {
    let folder = Folder::with_file("preview-wrong", "a.nianbao", CLEAN);
    for (arguments, words) in [
        (&["preview", "b.nianbao"][..], "b.nianbao：没有这个文件"),
        (&["preview", "a.nianbao", "--last-year", "c.nianbao"], "c.nianbao：没有这个文件"),
        (&["preview", "a.nianbao", "--last-year", "a.nianbao"], "不是上一年（"),
        (&["preview", "a.nianbao", "-o", "none/a.html"], "a.html 没有写成："),
        (&["preview"], "缺少 <文件>"),
    ] {
        let run = folder.run(arguments).exits(2);
        assert!(run.err.starts_with("错误：") && run.err.contains(words), "{}", run.err);
    }
}
