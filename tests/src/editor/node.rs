//! Packages of Node.js, for tests that are written for it.

use std::path::Path;
use std::process::Command;

use super::{Had, run};

/// Has the packages of a folder there as its lockfile names them; npm compares them with the checksums in it.
///
/// # Errors
/// If Node.js or npm is missing, or a package cannot be had; the reason.
pub fn install(folder: &Path) -> Had<()> {
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    for program in ["node", npm] {
        let found = Command::new(program).arg("--version").output();
        if !found.is_ok_and(|output| output.status.success()) {
            return Err(format!("{program}, from Node.js 20 or later, is missing"));
        }
    }
    let wanted = std::fs::read(folder.join("package-lock.json")).unwrap();
    let stamp = folder.join("node_modules/.installed");
    if std::fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    run(Command::new(npm).arg("ci").current_dir(folder))?;
    std::fs::write(stamp, wanted).map_err(|error| error.to_string())
}
