//! The laws of docs/architecture.md, held against the code: which crate builds on which, and that no two modules import each
//! other.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use nianbao_tests::modules::Modules;
use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The packages of the workspace: for each its folder, and the others that it is built of (tests aside).
fn packages() -> BTreeMap<String, (PathBuf, BTreeSet<String>)> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--locked", "--format-version", "1"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let name = |of: &Value| of["name"].as_str().unwrap().to_owned();
    let package = |package: &Value| {
        let dependencies = package["dependencies"].as_array().unwrap().iter();
        let own = dependencies.filter(|of| !of["path"].is_null() && of["kind"].is_null());
        let manifest = PathBuf::from(package["manifest_path"].as_str().unwrap());
        (name(package), (manifest.parent().unwrap().to_owned(), own.map(name).collect()))
    };
    metadata["packages"].as_array().unwrap().iter().map(package).collect()
}

/// The words in backticks.
fn quoted(cell: &str) -> impl Iterator<Item = String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned)
}

/// What the table says: for each crate those that it builds on.
fn table() -> BTreeMap<String, BTreeSet<String>> {
    let page = std::fs::read_to_string(root().join("docs/architecture.md")).unwrap();
    let lines = page.lines().skip_while(|line| !line.starts_with("| crate |")).skip(2);
    let rows = lines.take_while(|line| line.starts_with('|'));
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").collect();
        let [name, _, _, builds_on] = cells.as_slice() else { panic!("four cells: {row}") };
        (quoted(name).next().unwrap(), quoted(builds_on).collect())
    })
    .collect()
}

#[test]
fn crates_build_on_what_the_table_says() {
    let packages = packages().into_iter();
    let found: BTreeMap<_, _> = packages.map(|(name, (_, builds_on))| (name, builds_on)).collect();
    assert_eq!(found, table());
}

#[test]
fn only_the_servers_crate_knows_the_protocol() {
    let manifests = packages().into_values().map(|(folder, _)| folder.join("Cargo.toml"));
    let knows = |path: &PathBuf| std::fs::read_to_string(path).unwrap().contains("tower-lsp");
    let knowing: Vec<PathBuf> = manifests.filter(knows).collect();
    assert_eq!(knowing, [root().join("server/lsp/Cargo.toml")]);
}

/// Crates that still have a circle, and of how many modules it may be at most.
const CIRCLES: &[(&str, usize)] = &[("lsp", 12)];

#[test]
fn no_two_modules_import_each_other() {
    let mut modules = 0;
    for (name, (folder, _)) in packages() {
        let src = folder.join("src");
        if !src.join("lib.rs").exists() && !src.join("main.rs").exists() {
            continue;
        }
        let own = Modules::of_crate(&src);
        modules += own.count();
        let known = CIRCLES.iter().find(|(of, _)| *of == name).map_or(0, |(_, size)| *size);
        for circle in own.circles() {
            assert!(circle.len() <= known, "{name}: modules that import each other: {circle:?}");
        }
    }
    assert!(modules > 200, "only {modules} modules were read");
}

#[test]
fn the_page_is_one_page() {
    let page = std::fs::read_to_string(root().join("docs/architecture.md")).unwrap();
    assert!(page.lines().count() <= 120, "{} lines", page.lines().count());
}
