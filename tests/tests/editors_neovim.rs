//! The Neovim plugin in a real Neovim, by typed keys.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::path::{Path, PathBuf};

use nianbao_tests::editor::neovim::{Version, script};
use nianbao_tests::editor::{assert_passes, or_skip};
use nianbao_tests::{binary, fixture};

/// A folder of reports, whose name has Chinese characters and a space, and a home beside it.
fn folders(test: &str) -> (PathBuf, PathBuf) {
    let folder = binary::folder(env!("CARGO_TARGET_TMPDIR"), test);
    let reports = folder.join("年报 2024");
    std::fs::create_dir_all(reports.join("文件夹")).unwrap();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
    let copies = [
        (examples.join("pasted.nianbao"), "粘贴.nianbao"),
        (examples.join("faulty.nianbao"), "有错.nianbao"),
        (examples.join("clean.nianbao"), "无错.nianbao"),
        (fixture::folder().join("pasted-from-excel-gb18030.txt"), "GB18030.txt"),
    ];
    for (from, to) in copies {
        std::fs::copy(from, reports.join(to)).unwrap();
    }
    (reports, folder.join("home"))
}

fn run(test: &str, version: Version, name: &str) {
    let (reports, home) = folders(test);
    let Some(mut command) = or_skip(test, script(version, &home, name)) else { return };
    command.current_dir(reports);
    assert_passes(command, " 0 failed");
}

#[test]
fn a_report_is_written_in_0_10() {
    run("neovim-0.10", Version::V0_10, "e2e.lua");
    run("neovim-0.10-completion", Version::V0_10, "completion.lua");
}

#[test]
fn a_report_is_written_in_0_11() {
    run("neovim-0.11", Version::V0_11, "e2e.lua");
    run("neovim-0.11-completion", Version::V0_11, "completion.lua");
}

#[test]
fn a_report_is_written_in_the_newest() {
    run("neovim-newest", Version::Newest, "e2e.lua");
    run("neovim-newest-completion", Version::Newest, "completion.lua");
}

#[test]
fn what_is_missing_is_told_and_the_rest_works() {
    run("neovim-missing", Version::V0_11, "missing.lua");
}

/// The real reports, where they are at hand.
#[test]
fn real_reports_are_told_as_the_command_line_tells_them() {
    let (reports, home) = folders("neovim-seeds");
    for (number, seed) in fixture::seeds().iter().enumerate() {
        std::fs::copy(seed, reports.join(format!("真实 {number}.txt"))).unwrap();
    }
    let had = script(Version::V0_11, &home, "seeds.lua");
    let Some(mut command) = or_skip("neovim-seeds", had) else { return };
    command.current_dir(reports);
    assert_passes(command, " 0 failed");
}
