//! Node.js and npm, which bundle what is written in TypeScript.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Result, files};

/// npm's program, or what to do without.
pub(crate) fn npm() -> Result<PathBuf> {
    let npm = files::found("npm");
    npm.ok_or_else(|| "没有找到 npm。请先安装 Node.js（自带 npm），再试一次。".to_owned())
}

/// Has the packages of a folder there as its lockfile names them; npm compares them with the checksums in it.
pub(crate) fn install(folder: &Path) -> Result {
    let lock = folder.join("package-lock.json");
    let wanted = std::fs::read(&lock).map_err(|error| files::reason(&lock, &error))?;
    let stamp = folder.join("node_modules/.installed");
    if std::fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    eprintln!("正在下载打包用的程序库……");
    files::run(Command::new(npm()?).args(["ci", "--ignore-scripts"]).current_dir(folder))?;
    files::write(&stamp, &wanted)
}
