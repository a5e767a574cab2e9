//! What a program for a system is made of: its crates, with their licences.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::system::System;
use crate::{Result, build, files};

/// A crate of somebody else's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Crate {
    pub(crate) name: String,
    pub(crate) version: String,
    /// An SPDX expression.
    pub(crate) licence: String,
    pub(crate) authors: Vec<String>,
    /// Where it is written; empty if it does not say.
    pub(crate) repository: String,
    pub(crate) folder: PathBuf,
    /// The hash of the archive that it came in.
    pub(crate) sha256: Option<String>,
}

/// The crates that some packages of this workspace are linked with, in the order of their names. Its own are not among them.
pub(crate) fn of(system: System, packages: &[&str]) -> Result<Vec<Crate>> {
    let metadata = metadata(system.triple)?;
    let reached: BTreeSet<&str> =
        packages.iter().flat_map(|name| reached(&metadata, name)).collect();
    let hashes = hashes()?;
    let packages =
        array(field(&metadata, "packages")).filter(|it| reached.contains(text(field(it, "id"))));
    let mut crates: Vec<Crate> = packages
        .filter(|package| !field(package, "source").is_null())
        .map(|package| read(package, &hashes))
        .collect();
    crates.sort();
    Ok(crates)
}

fn metadata(triple: &str) -> Result<Value> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["metadata", "--locked", "--format-version", "1", "--filter-platform", triple]);
    let output = cargo.current_dir(build::checkout()).output();
    let output = output.map_err(|error| format!("cargo 不能运行：{error}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).trim().to_owned());
    }
    serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())
}

/// The ids of all packages that one is linked with: neither what builds it, nor what tests it.
fn reached<'m>(metadata: &'m Value, name: &str) -> BTreeSet<&'m str> {
    let nodes: BTreeMap<&str, &Value> = array(field(field(metadata, "resolve"), "nodes"))
        .map(|node| (text(field(node, "id")), node))
        .collect();
    let of_name =
        array(field(metadata, "packages")).filter(|package| field(package, "name") == name);
    let mut waiting: Vec<&str> = of_name.map(|package| text(field(package, "id"))).collect();
    let mut reached = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        let Some(node) = nodes.get(id).filter(|_| reached.insert(id)) else { continue };
        let is_linked =
            |it: &&Value| array(field(it, "dep_kinds")).any(|kind| field(kind, "kind").is_null());
        waiting
            .extend(array(field(node, "deps")).filter(is_linked).map(|it| text(field(it, "pkg"))));
    }
    reached
}

fn read(package: &Value, hashes: &BTreeMap<(String, String), String>) -> Crate {
    let key = (text(field(package, "name")).to_owned(), text(field(package, "version")).to_owned());
    let manifest = Path::new(text(field(package, "manifest_path")));
    Crate {
        sha256: hashes.get(&key).cloned(),
        name: key.0,
        version: key.1,
        // Before there were expressions, a slash meant "or".
        licence: text(field(package, "license")).replace('/', " OR ").replace("  ", " "),
        authors: array(field(package, "authors")).map(|it| text(it).to_owned()).collect(),
        repository: text(field(package, "repository")).to_owned(),
        folder: manifest.parent().unwrap_or(manifest).to_owned(),
    }
}

/// The hashes of `Cargo.lock`, by name and version.
fn hashes() -> Result<BTreeMap<(String, String), String>> {
    let lock = files::read(&build::checkout().join("Cargo.lock"))?;
    let lock = String::from_utf8_lossy(&lock).into_owned();
    let value = |package: &str, name: &str| {
        let line = package.lines().find_map(|line| line.strip_prefix(&format!("{name} = ")));
        line.map(|value| value.trim_matches('"').to_owned())
    };
    let packages = lock.split("[[package]]").filter_map(|package| {
        Some(((value(package, "name")?, value(package, "version")?), value(package, "checksum")?))
    });
    Ok(packages.collect())
}

fn array(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn field<'v>(value: &'v Value, name: &str) -> &'v Value {
    value.get(name).unwrap_or(&Value::Null)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;
    use crate::dist::system;

    #[test]
    fn what_only_builds_or_tests_the_program_is_not_in_it() {
        let crates = of(system::ALL[0], &["nianbao"]).unwrap();
        let is_there = |name: &str| crates.iter().any(|it| it.name == name);
        for name in ["tree-sitter", "clap", "windows-sys", "mimalloc"] {
            assert!(is_there(name), "{name}");
        }
        for name in ["proptest", "cc", "nix", "nianbao", "html5ever"] {
            assert!(!is_there(name), "{name}");
        }
        assert!(crates.iter().all(|it| it.sha256.is_some() && !it.licence.is_empty()));
    }
}
