//! `nianbao fmt`.

use crate::folder::{CLEAN, Folder, RIGHT_TOTAL, with};
use encoding_rs::GB18030;

/// [`CLEAN`] with a row that is not aligned.
fn ragged() -> String {
    with(RIGHT_TOTAL, "| 行政复议 | 1 | 0 | 0 | 0 | 1 |")
}

#[test]
fn files_are_formatted_in_place() {
    let folder = Folder::with_file("fmt-files", "a.nianbao", ragged());
    folder.write("b.nianbao", CLEAN);
    let run = folder.run(&["fmt", "."]).exits(0);
    assert_eq!(run.out, "已排版 1 个文件，另外 1 个不用改动。\n");
    assert_eq!(folder.text("a.nianbao"), CLEAN);
    assert_eq!(folder.names(), ["a.nianbao", "b.nianbao"]);
    let run = folder.run(&["fmt", "."]).exits(0);
    assert_eq!(run.out, "看了 2 个文件，都不用改动。\n");
}

#[test]
fn standard_input_is_written_whole_to_standard_output() {
    let folder = Folder::new("fmt-input");
    let run = folder.run_with(&["fmt", "-"], ragged().as_bytes(), &[]).exits(0);
    assert_eq!(run.out, CLEAN);
    let run = folder.run_with(&["fmt", "-"], CLEAN.as_bytes(), &[]).exits(0);
    assert_eq!(run.out, CLEAN);
    let escape = format!("{CLEAN}\n\u{1b}[1m粗\u{1b}[0m\n");
    assert_eq!(folder.run_with(&["fmt", "-"], escape.as_bytes(), &[]).exits(0).out, escape);
    let gb = GB18030.encode(&ragged()).0.into_owned();
    let run = folder.run_with(&["fmt", "-"], &gb, &[]).exits(0);
    assert_eq!(run.bytes, GB18030.encode(CLEAN).0.into_owned());
}

#[test]
fn check_and_diff_change_nothing_and_tell() {
    let folder = Folder::with_file("fmt-check", "a.nianbao", ragged());
    folder.write("b.nianbao", CLEAN);
    let run = folder.run(&["fmt", "--check", "."]).exits(1);
    assert_eq!(run.out, "需要排版：a.nianbao\n");
    let run = folder.run(&["fmt", "--diff", "."]).exits(1);
    assert!(run.out.starts_with("--- a.nianbao\n+++ a.nianbao\n@@ "), "{}", run.out);
    assert!(run.out.contains("\n-| 行政复议 | 1 | 0 | 0 | 0 | 1 |\n"), "{}", run.out);
    assert!(run.out.contains(&format!("\n+{RIGHT_TOTAL}\n")), "{}", run.out);
    assert_eq!(folder.text("a.nianbao"), ragged());
    folder.run(&["fmt", "--check", "--diff", "b.nianbao"]).exits(0);
    let run = folder.run_with(&["fmt", "--check", "-"], ragged().as_bytes(), &[]).exits(1);
    assert_eq!(run.out, "需要排版：-\n");
}

#[cfg(unix)]
#[test]
fn permissions_stay_and_a_link_stays_a_link() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = Folder::with_file("fmt-unix", "files/a.txt", ragged());
    let mode = || std::fs::metadata(folder.path("files/a.txt")).unwrap().permissions().mode();
    let permissions = std::fs::Permissions::from_mode(0o640);
    std::fs::set_permissions(folder.path("files/a.txt"), permissions).unwrap();
    symlink("files/a.txt", folder.path("link.nianbao")).unwrap();
    folder.run(&["fmt", "link.nianbao"]).exits(0);
    assert_eq!(folder.text("files/a.txt"), CLEAN);
    assert_eq!(mode() & 0o777, 0o640);
    assert!(std::fs::symlink_metadata(folder.path("link.nianbao")).unwrap().is_symlink());
}

#[test]
fn encoding_and_line_ends_stay() {
    let folder = Folder::new("fmt-keeps");
    let crlf = |text: &str| text.replace('\n', "\r\n");
    folder.write("gb.nianbao", GB18030.encode(&crlf(&ragged())).0);
    folder.run(&["fmt", "."]).exits(0);
    assert_eq!(folder.read("gb.nianbao"), GB18030.encode(&crlf(CLEAN)).0.into_owned());
}

#[test]
fn what_cannot_be_read_does_not_keep_the_rest_from_being_formatted() {
    let folder = Folder::with_file("fmt-unread", "a.nianbao", ragged());
    let run = folder.run(&["fmt", "missing.nianbao", "a.nianbao"]).exits(2);
    assert_eq!(folder.text("a.nianbao"), CLEAN);
    assert!(run.err.contains("missing.nianbao：没有这个文件"), "{}", run.err);
    folder.run::<&str>(&["fmt"]).exits(2);
    folder.run(&["fmt", "-", "a.nianbao"]).exits(2);
}

#[test]
fn the_width_of_ambiguous_characters_can_be_set() {
    let dash = CLEAN.replacen(" 0 |", " — |", 1);
    assert_ne!(dash, CLEAN);
    let folder = Folder::with_file("fmt-width", "a.nianbao", dash);
    folder.run(&["fmt", "."]).exits(0);
    folder.run(&["fmt", "--check", "."]).exits(0);
    folder.write("nianbao.toml", "[format]\nambiguous-width = \"narrow\"\n");
    folder.run(&["fmt", "--check", "."]).exits(1);
}
