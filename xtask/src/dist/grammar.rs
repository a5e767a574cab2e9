//! The grammar for whoever builds it into something else: as a crate, and as a package for npm.

use std::process::Command;

use serde_json::Value;

use super::archive::Contents;
use crate::{Result, build, files};

/// The crate, as cargo packs it.
pub(crate) fn krate(version: &str) -> Result<(String, Vec<u8>)> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["package", "--quiet", "--locked", "--allow-dirty", "--no-verify"]);
    let out = build::target().join("dist-work");
    cargo.args(["--package", "tree-sitter-nianbao", "--target-dir"]).arg(&out);
    files::run(cargo.current_dir(build::checkout()))?;
    let name = format!("tree-sitter-nianbao-{version}.crate");
    let bytes = files::read(&out.join("package").join(&name))?;
    Ok((name, bytes))
}

/// The package for npm: what `grammar/package.json` lists.
pub(crate) fn npm(version: &str) -> Result<(String, Vec<u8>)> {
    let folder = build::checkout().join("grammar");
    let manifest: Value = serde_json::from_slice(&files::read(&folder.join("package.json"))?)
        .map_err(|error| format!("grammar/package.json：{error}"))?;
    let mut contents = Contents::default();
    let listed = manifest
        .get("files")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str);
    for name in
        ["package.json", "README.md"].into_iter().chain(listed.filter(|name| !name.contains('*')))
    {
        let path = folder.join(name);
        match path.is_dir() {
            true => contents.add_folder(&format!("{name}/"), &path, &[])?,
            false => contents.add_file(name, &path)?,
        }
    }
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        contents.add_file(name, &build::checkout().join(name))?;
    }
    Ok((format!("tree-sitter-nianbao-{version}.tgz"), contents.below("package").tar_gz()?))
}
