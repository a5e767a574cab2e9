//! VS Code and what descends from it: the extension is packaged with the server in it, and installed by the editor's own
//! command.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Result, build};

/// The extension, as the editor knows it.
const EXTENSION: &str = "nianbao.nianbao";

pub(crate) fn install(server: &Path, program: &str) -> Result<String> {
    let editor = editor(program)?;
    let package = package(server)?;
    let mut command = Command::new(&editor);
    run(command.arg("--install-extension").arg(package).arg("--force"), program)?;
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
    run(Command::new(&editor).args(["--uninstall-extension", EXTENSION]), program)?;
    Ok(format!("已从 {program} 里卸下。"))
}

/// Packages the extension; the `.vsix`.
fn package(server: &Path) -> Result<PathBuf> {
    let folder = build::checkout().join("editors/vscode");
    let npm = found("npm").ok_or("没有找到 npm。请先安装 Node.js（自带 npm），再试一次。")?;
    if !folder.join("node_modules").is_dir() {
        eprintln!("正在下载打包用的程序库……");
        run(Command::new(&npm).args(["ci", "--ignore-scripts"]).current_dir(&folder), "npm ci")?;
    }
    eprintln!("正在打包……");
    let package = build::target().join("nianbao.vsix");
    let mut command = Command::new(&npm);
    command.args(["run", "--silent", "package", "--", "--server"]).arg(server);
    command.arg("--out").arg(&package).current_dir(&folder);
    run(&mut command, "npm run package")?;
    Ok(package)
}

fn run(command: &mut Command, name: &str) -> Result {
    // What the program itself says is shown as it says it.
    let status = command.status().map_err(|error| format!("{name} 不能运行：{error}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{name} 没有成功（{status}），原因见上面。"))
    }
}

fn editor(program: &str) -> Result<PathBuf> {
    found(program).ok_or_else(|| {
        format!(
            "没有找到 {program} 命令。请先安装 VS Code；macOS 上还要在 VS Code 里按 Cmd+Shift+P，\
             运行“Shell Command: Install 'code' command in PATH”。\
             用 VSCodium 等的，请加上 --program codium。"
        )
    })
}

/// A program's path. On Windows `code` and `npm` are scripts, which are found only by their whole names.
fn found(program: &str) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd", ".bat", ""] } else { &[""] };
    let named = Path::new(program);
    let folders: Vec<PathBuf> = if named.components().count() > 1 {
        vec![PathBuf::new()]
    } else {
        std::env::split_paths(&std::env::var_os("PATH")?).collect()
    };
    let mut places = folders.iter().flat_map(|folder| {
        endings.iter().map(move |ending| folder.join(format!("{program}{ending}")))
    });
    places.find(|path| path.is_file())
}
