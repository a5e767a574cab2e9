//! Files that are not what they seem, and disks that are full: a report is never half written, and every file has an
//! answer.

use std::fs;
#[cfg(unix)]
use std::os::unix::fs::symlink;

use super::fix::faulty;
use super::folder::{CLEAN, Folder, broken};

/// A report, far longer than what may be written.
#[cfg(unix)]
fn long(report: &str) -> String {
    report.to_owned() + &"\n说明𠮷。\n".repeat(4000)
}

/// Runs the program where a file may have no more than 8 KB.
#[cfg(unix)]
fn where_nothing_fits(folder: &Folder, before: &str, arguments: &str) -> std::process::Output {
    let script = format!("{before} ulimit -f 16; exec \"$0\" {arguments}");
    let program = env!("CARGO_BIN_EXE_nianbao");
    let mut command = std::process::Command::new("sh");
    command.args(["-c", &script, program]).current_dir(folder.path("")).output().unwrap()
}

#[cfg(unix)]
#[test]
fn a_report_that_cannot_be_written_whole_stays_as_it_is() {
    let folder = Folder::new("faults-full");
    for (name, arguments, text) in [
        ("fmt", "fmt a.nianbao", long(&CLEAN.replace(" | ", "|"))),
        ("fix", "check --fix --unsafe-fixes a.nianbao", long(&faulty())),
    ] {
        folder.write("a.nianbao", &text);
        let output = where_nothing_fits(&folder, "trap '' XFSZ;", arguments);
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains("a.nianbao：改动没有写入："), "{name}: {told}");
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(folder.text("a.nianbao") == text, "{name}: the report was changed");
        assert_eq!(folder.names(), ["a.nianbao"], "{name}: something was left over");
    }
}

/// The system may end the program in the midst of writing, as at a power cut.
#[cfg(unix)]
#[test]
fn a_program_that_is_killed_while_it_writes_leaves_the_report_alone() {
    let text = long(&CLEAN.replace(" | ", "|"));
    let folder = Folder::with_file("faults-killed", "a.nianbao", &text);
    let output = where_nothing_fits(&folder, "", "fmt a.nianbao");
    assert_eq!(output.status.code(), None, "it was killed");
    assert!(folder.text("a.nianbao") == text, "the report was changed");
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_are_named_and_loops_are_left() {
    let folder = Folder::with_file("faults-links", "sub/a.nianbao", broken());
    symlink("self.nianbao", folder.path("self.nianbao")).unwrap();
    symlink("gone.nianbao", folder.path("nowhere.nianbao")).unwrap();
    symlink("..", folder.path("sub/loop")).unwrap();
    let run = folder.run(&["check", "--output-format", "concise"]).exits(1);
    assert_eq!(run.out.matches("a.nianbao:").count(), 1, "{}", run.out);
    for link in ["self.nianbao", "nowhere.nianbao"] {
        let run = folder.run(&["check", link, "sub/a.nianbao"]).exits(2);
        assert!(
            run.err.contains(&format!("{link}：这是一个链接，它指向的文件打不开")),
            "{}",
            run.err
        );
        assert!(run.out.contains("合计不平"), "the other file was checked: {}", run.out);
    }
}

#[test]
fn a_folder_that_is_called_like_a_report_is_a_folder() {
    let folder = Folder::with_file("faults-folder", "a.nianbao/b.nianbao", broken());
    for arguments in [&["check", "."][..], &["check", "a.nianbao"]] {
        let run = folder.run(arguments).exits(1);
        assert!(run.out.contains("合计不平"), "{}", run.out);
    }
}

/// Nobody may wait for what never comes.
#[cfg(target_os = "linux")]
#[test]
fn a_pipe_in_a_folder_is_not_read() {
    let folder = Folder::with_file("faults-pipe", "a.nianbao", CLEAN);
    let made = std::process::Command::new("mkfifo").arg(folder.path("b.nianbao")).status();
    assert!(made.unwrap().success());
    folder.run(&["check", "."]).exits(0);
    folder.run(&["fmt", "--check", "."]).exits(0);
}

/// Bytes that are no text, a part of a character at the end, nothing at all.
#[test]
fn what_is_no_report_is_answered_and_left() {
    let folder = Folder::new("faults-bytes");
    let cut = &CLEAN.as_bytes()[..CLEAN.len() - 2];
    let odd: [(&str, &[u8]); 3] = [("a", b""), ("b", &[0, 159, 146, 150, 255, 0]), ("c", cut)];
    for (name, bytes) in odd {
        let file = format!("{name}.nianbao");
        folder.write(&file, bytes);
        let code = folder.run(&["fmt", &file]).code;
        assert!((0..=2).contains(&code), "{name}: {code}");
        if code == 2 {
            assert_eq!(fs::read(folder.path(&file)).unwrap(), bytes, "{name}");
        }
    }
}
