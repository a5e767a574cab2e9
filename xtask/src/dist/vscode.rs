//! The extension's package for a system, with its program inside.

use std::path::Path;
use std::process::Command;

use super::archive::Contents;
use super::system::System;
use crate::{Result, build, files, node};

/// The packages of a system, each with its name. vsce makes them; packed anew, they are the same bytes each time.
pub(crate) fn packages(
    version: &str,
    system: System,
    program: &Path,
) -> Result<Vec<(String, Vec<u8>)>> {
    let folder = build::checkout().join("editors/vscode");
    node::install(&folder)?;
    let package = |target: &&str| {
        let out = build::target().join("dist-work").join(format!("{target}.vsix"));
        files::make_folder(out.parent().unwrap_or(&out))?;
        let mut script = Command::new("node");
        script.current_dir(&folder).args(["scripts/package.mjs", "--target", target]);
        files::run(script.arg("--server").arg(program).arg("--out").arg(&out))?;
        let contents = Contents::of_zip(&files::read(&out)?)?;
        Ok((format!("nianbao-{version}-{target}.vsix"), contents.zip()?))
    };
    system.vscode.iter().map(package).collect()
}
