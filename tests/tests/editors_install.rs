//! One command installs into an editor, and one removes again: in a home of the test's own.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

use nianbao_tests::editor::install::{install, xtask};
use nianbao_tests::editor::neovim::{Version, command, plugin};
use nianbao_tests::editor::{assert_passes, or_skip};
use nianbao_tests::{binary, fixture};

fn home(test: &str) -> PathBuf {
    binary::folder(env!("CARGO_TARGET_TMPDIR"), test)
}

/// Where Neovim's data folder is in that home.
fn packages(home: &Path) -> PathBuf {
    home.join("data").join(if cfg!(windows) { "nvim-data" } else { "nvim" }).join("site/pack")
}

fn uninstall(home: &Path) -> Command {
    let mut command = xtask(home);
    command.args(["uninstall", "neovim"]);
    command
}

#[test]
fn into_neovim_and_out_again() {
    let home = home("install-neovim");
    let other = packages(&home).join("其他/start/插件/plugin.lua");
    std::fs::create_dir_all(other.parent().unwrap()).unwrap();
    std::fs::write(&other, "-- somebody else's\n").unwrap();
    // Twice, for an update is the same command.
    assert_passes(install(&home, "neovim"), "已装进 Neovim");
    let package = packages(&home).join("nianbao/start/nianbao");
    std::fs::write(package.join("lua/nianbao/gone.lua"), "-- of an older version\n").unwrap();
    assert_passes(install(&home, "neovim"), "已装进 Neovim");
    assert!(!package.join("lua/nianbao/gone.lua").exists(), "an update leaves nothing behind");
    assert!(!package.join("tests").exists(), "tests are not for users");

    if let Some(mut neovim) = or_skip("install-neovim", command(Version::V0_11, &home)) {
        let script = plugin().join("tests/installed.lua");
        neovim.arg("-c").arg(format!("lua dofile([[{}]])", script.display()));
        neovim.current_dir(&home);
        std::fs::write(home.join("年报.nianbao"), fixture::astral()).unwrap();
        assert_passes(neovim, " 0 failed");
    }

    assert_passes(uninstall(&home), "已从 Neovim 里卸下");
    assert!(!packages(&home).join("nianbao").exists(), "something of it is left");
    assert!(other.is_file(), "something else was removed");
    assert_passes(uninstall(&home), "没有装过");
}

/// A folder of that name which the command did not make is the user's.
#[test]
fn what_is_not_ours_stays() {
    let home = home("install-foreign");
    let file = packages(&home).join("nianbao/start/nianbao/笔记.txt");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, "自己的东西").unwrap();
    for mut command in [install(&home, "neovim"), uninstall(&home)] {
        let output = command.output().unwrap();
        assert!(!output.status.success());
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("不是用这个命令装的"), "{said}");
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "自己的东西");
}

#[test]
fn what_is_missing_is_told() {
    let home = home("install-missing");
    let mut no_server = xtask(&home);
    no_server.args(["install", "neovim", "--server", "nowhere/nianbao"]);
    let mut no_editor = install(&home, "vscode");
    no_editor.args(["--program", "no-such-editor"]);
    for (mut command, expected) in [
        (no_server, "nianbao 这个文件"),
        (no_editor, "没有找到 no-such-editor 命令。请先安装 VS Code"),
    ] {
        let output = command.output().unwrap();
        assert!(!output.status.success());
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(expected), "{said}");
    }
}
