//! VS Code and what descends from it: the extension is packaged with the server in it, and installed by the editor's own
//! command.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Result, build, files, node};

/// The extension, as the editor knows it.
const EXTENSION: &str = "nianbao.nianbao";

pub(crate) fn install(server: &Path, program: &str) -> Result<String> {
    let editor = editor(program)?;
    let package = package(server)?;
    let mut command = Command::new(&editor);
    files::run(command.arg("--install-extension").arg(package).arg("--force"))?;
    Ok(format!(
        "已装进 {program}。重新打开它，按 Ctrl+Shift+P（macOS 上是 Cmd+Shift+P），输入“年报”，看有哪些命令。"
    ))
}

pub(crate) fn uninstall(program: &str) -> Result<String> {
    let editor = editor(program)?;
    let listed = Command::new(&editor).arg("--list-extensions").output();
    let listed = listed.map_err(|error| format!("{program} 不能运行：{error}"))?;
    if !String::from_utf8_lossy(&listed.stdout).lines().any(|line| line.trim() == EXTENSION) {
        return Ok(format!("{program} 里没有装过。"));
    }
    files::run(Command::new(&editor).args(["--uninstall-extension", EXTENSION]))?;
    Ok(format!("已从 {program} 里卸下。"))
}

/// Packages the extension; the `.vsix`.
fn package(server: &Path) -> Result<PathBuf> {
    let folder = build::checkout().join("editors/vscode");
    node::install(&folder)?;
    eprintln!("正在打包……");
    let package = build::target().join("nianbao.vsix");
    let mut command = Command::new(node::npm()?);
    command.args(["run", "--silent", "package", "--", "--server"]).arg(server);
    command.arg("--out").arg(&package).current_dir(&folder);
    files::run(&mut command)?;
    Ok(package)
}

fn editor(program: &str) -> Result<PathBuf> {
    files::found(program).ok_or_else(|| {
        format!(
            "没有找到 {program} 命令。请先安装 VS Code；macOS 上还要在 VS Code 里按 Cmd+Shift+P，\
             运行“Shell Command: Install 'code' command in PATH”。\
             用 VSCodium 等的，请加上 --program codium。"
        )
    })
}
