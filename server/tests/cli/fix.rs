//! `nianbao check --fix`.

use crate::folder::{CLEAN, Folder, broken, with};
use encoding_rs::GB18030;

/// The sample with a fault whose cause is certain: two totals of （七） that do not count an outcome. Four sums
/// and what the prose says of the total come of it.
pub(crate) fn faulty() -> String {
    let total = CLEAN.lines().find(|line| line.contains("（七）总计")).unwrap();
    let wrong = total.replacen("      5 |", "      4 |", 1).replacen("    6 |", "    5 |", 1);
    with(total, &wrong)
}

#[test]
fn figures_are_changed_only_when_that_is_asked_for() {
    let folder = Folder::with_file("fix-figures", "a.nianbao", faulty());
    let run = folder.run(&["check", "--fix"]).exits(1);
    assert_eq!(folder.text("a.nianbao"), faulty());
    assert!(run.out.contains("--unsafe-fixes"), "{}", run.out);
    let run = folder.run(&["check", "--fix", "--unsafe-fixes"]).exits(0);
    assert_eq!(folder.text("a.nianbao"), CLEAN);
    assert_eq!(run.out, "检查了 1 个文件，改正 5 处，没有别的问题了。\n");
    let run = folder.run(&["check", "--unsafe-fixes"]).exits(2);
    assert!(run.err.contains("要和 --fix 一起用"), "{}", run.err);
}

/// Whoever has figures written is told which, and may look at them before.
#[test]
fn changed_figures_are_listed_and_shown_before() {
    let folder = Folder::with_file("fix-listed", "a.nianbao", faulty());
    let listed = |told: &str| -> Vec<String> {
        let lines = told.lines().filter(|line| line.contains(" → "));
        lines.map(|line| line.trim().to_owned()).collect()
    };
    let shown = folder.run(&["check", "--fix", "--unsafe-fixes", "--diff"]).exits(1);
    assert_eq!(folder.text("a.nianbao"), faulty(), "nothing is written");
    assert!(shown.out.starts_with("--- a.nianbao\n+++ a.nianbao\n@@"), "{}", shown.out);
    assert!(shown.err.contains("现在还没有写入"), "{}", shown.err);
    let fixed = folder.run(&["check", "--fix", "--unsafe-fixes"]).exits(0);
    assert_eq!(listed(&shown.err), listed(&fixed.err));
    assert!(!listed(&fixed.err).is_empty());
    for line in listed(&fixed.err) {
        let (number, cell) = line.strip_prefix("第 ").unwrap().split_once(" 行 表").unwrap();
        let text = folder.text("a.nianbao");
        let row = text.lines().nth(number.parse::<usize>().unwrap() - 1).unwrap();
        let to = cell.rsplit(" → ").next().unwrap();
        assert!(row.split('|').any(|cell| cell.trim() == to), "{line}: {row}");
    }
    let clean = folder.run(&["check", "--fix", "--diff"]).exits(0);
    assert_eq!(clean.out, "");
    let run = folder.run(&["check", "--diff"]).exits(2);
    assert!(run.err.contains("--diff 要和 --fix 一起用"), "{}", run.err);
}

#[test]
fn fixed_totals_carry_the_totals_that_follow() {
    let folder = Folder::with_file("fix-follow", "a.nianbao", faulty());
    let run = folder.run(&["check", "--fix", "--unsafe-fixes"]).exits(0);
    assert_eq!(folder.text("a.nianbao"), CLEAN, "{}", run.out);
    assert!(run.out.contains("改正 5 处"), "{}", run.out);
}

/// In 表四 any of five cells may be wrong: that is for the author to decide.
#[test]
fn what_is_undecided_is_left_to_the_author() {
    let folder = Folder::with_file("fix-undecided", "a.nianbao", broken());
    let run = folder.run(&["check", "--fix", "--unsafe-fixes"]).exits(1);
    assert_eq!(folder.text("a.nianbao"), broken());
    assert!(run.out.contains("有 5 种改法都能平"), "{}", run.out);
}

#[test]
fn wording_is_mended_safely_and_the_rest_is_told() {
    let folder = Folder::new("fix-wording");
    folder.write(
        "a.nianbao",
        faulty().replace("二、主动公开政府信息情况", "2、主动公开政府信息情况"),
    );
    let run = folder.run(&["check", "--fix"]).exits(1);
    assert_eq!(folder.text("a.nianbao"), faulty());
    assert!(
        run.out.contains("检查了 1 个文件，改正 1 处，还有 4 个错误、1 个警告。"),
        "{}",
        run.out
    );
}

#[test]
fn only_findings_that_count_are_mended() {
    let folder = Folder::with_file("fix-selected", "a.nianbao", faulty());
    folder.run(&["check", "--fix", "--unsafe-fixes", "--ignore", "unbalanced-sum"]).exits(0);
    assert_eq!(folder.text("a.nianbao"), faulty());
    folder.write("nianbao.toml", "[rules]\nunbalanced-sum = \"off\"\n");
    folder.run(&["check", "--fix", "--unsafe-fixes"]).exits(0);
    assert_eq!(folder.text("a.nianbao"), faulty());
}

#[test]
fn a_file_keeps_its_encoding_its_line_ends_and_its_mark() {
    let folder = Folder::new("fix-keeps");
    let crlf = |text: &str| text.replace('\n', "\r\n");
    folder.write("gb.nianbao", GB18030.encode(&crlf(&faulty())).0);
    folder.write("mark.nianbao", format!("\u{feff}{}", faulty()));
    folder.run(&["check", "--fix", "--unsafe-fixes"]).exits(0);
    assert_eq!(folder.read("gb.nianbao"), GB18030.encode(&crlf(CLEAN)).0.into_owned());
    assert_eq!(folder.text("mark.nianbao"), format!("\u{feff}{CLEAN}"));
}

#[test]
fn nothing_is_left_over_and_untouched_files_stay_untouched() {
    let folder = Folder::with_file("fix-leftovers", "broken.nianbao", faulty());
    folder.write("clean.nianbao", CLEAN);
    let before = std::fs::metadata(folder.path("clean.nianbao")).unwrap().modified().unwrap();
    folder.run(&["check", "--fix", "--unsafe-fixes"]).exits(0);
    let after = std::fs::metadata(folder.path("clean.nianbao")).unwrap().modified().unwrap();
    assert_eq!(folder.names(), ["broken.nianbao", "clean.nianbao"]);
    assert_eq!(before, after);
}

#[test]
fn a_file_that_is_read_only_is_named_and_stays_as_it_is() {
    let folder = Folder::with_file("fix-read-only", "a.nianbao", faulty());
    let path = folder.path("a.nianbao");
    let mut permissions = std::fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions.clone()).unwrap();
    let run = folder.run(&["check", "--fix", "--unsafe-fixes"]).exits(2);
    assert_eq!(folder.text("a.nianbao"), faulty());
    assert!(run.err.contains("a.nianbao：改动没有写入：文件是只读的"), "{}", run.err);
    #[allow(clippy::permissions_set_readonly_false, reason = "so that the folder can be emptied")]
    permissions.set_readonly(false);
    std::fs::set_permissions(&path, permissions).unwrap();
}
