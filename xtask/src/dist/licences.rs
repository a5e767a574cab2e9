//! The licence texts of all that is in a program, each once, with the names of those that it belongs to.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::dependencies::Crate;
use crate::{Result, build, files, toolchain};

/// How deep below a crate's folder texts are looked for: the C code that it brings along has its own.
const DEPTH: usize = 4;

/// What the C compiler links, and no crate brings along; where Zig keeps its licence.
const OTHERS: [(&str, &[&str]); 4] = [
    ("LLVM compiler-rt and libunwind", &["lib/libunwind/LICENSE.TXT"]),
    ("musl (Linux)", &["lib/libc/musl/COPYRIGHT"]),
    ("mingw-w64 (Windows)", &["lib/libc/mingw/COPYING"]),
    ("Zig compiler-rt", &["LICENSE"]),
];

/// One text with all licences.
pub(crate) fn text(crates: &[Crate]) -> Result<String> {
    let mut owners: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for it in crates {
        let owner = format!("{} {} ({})", it.name, it.version, it.licence);
        for text in texts_of(it, crates)? {
            owners.entry(text).or_default().insert(owner.clone());
        }
    }
    for (owner, text) in others()? {
        owners.entry(text).or_default().insert(owner);
    }
    let mut blocks: Vec<(String, String)> = owners
        .into_iter()
        .map(|(text, owners)| (owners.into_iter().collect::<Vec<_>>().join("\n"), text))
        .collect();
    blocks.sort();
    let blocks = blocks.iter().map(|(owners, text)| format!("{owners}\n\n{text}"));
    let rule = format!("\n\n{}\n\n", "-".repeat(100));
    let title = "The program nianbao contains the following works of others, under these licences.";
    Ok([title.to_owned()].into_iter().chain(blocks).collect::<Vec<_>>().join(&rule) + "\n")
}

/// The texts that a crate brings along; for one that brings none, those of another crate of its
/// repository, or of the licence that it names.
fn texts_of(it: &Crate, crates: &[Crate]) -> Result<Vec<String>> {
    let is_sibling = |other: &&Crate| {
        !it.repository.is_empty()
            && other.repository == it.repository
            && other.licence == it.licence
    };
    for of in [it].into_iter().chain(crates.iter().filter(is_sibling)) {
        let mut paths = Vec::new();
        find(&of.folder, DEPTH, &mut paths);
        if !paths.is_empty() {
            return paths.iter().map(|path| read(path)).collect();
        }
    }
    let named = |name: &str| it.licence.split([' ', '(', ')']).any(|word| word == name);
    let holder = if it.authors.is_empty() {
        format!("the authors of {}", it.name)
    } else {
        it.authors.join(", ")
    };
    if named("MIT") {
        let own = own("LICENSE-MIT")?;
        let from = own.find("Permission is hereby").ok_or("LICENSE-MIT 里没有正文")?;
        return Ok(vec![format!(
            "MIT License\n\nCopyright (c) {holder}\n\n{}",
            own.split_at(from).1
        )]);
    }
    if named("Apache-2.0") {
        return Ok(vec![own("LICENSE-APACHE")?]);
    }
    Err(format!("{} {} 没有附许可证（{}），请补上", it.name, it.version, it.licence))
}

/// The files that by their name are licences, in order.
fn find(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        if path.is_dir() {
            if depth > 0 {
                find(&path, depth - 1, found);
            }
        } else if is_licence(&name) {
            found.push(path);
        }
    }
}

fn is_licence(name: &str) -> bool {
    let begins = ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE"];
    let is_text =
        !name.contains('.') || [".TXT", ".MD"].iter().any(|ending| name.ends_with(ending));
    is_text && begins.iter().any(|begin| name.starts_with(begin))
}

fn others() -> Result<Vec<(String, String)>> {
    let zig = toolchain::zig()?;
    let folder = zig.parent().unwrap_or(&zig);
    let standard = "Rust standard library (MIT OR Apache-2.0)".to_owned();
    let mut all = vec![(standard, own("LICENSE-APACHE")?)];
    for (owner, paths) in &OTHERS {
        for path in paths.iter().map(|path| folder.join(path)).filter(|path| path.is_file()) {
            all.push(((*owner).to_owned(), read(&path)?));
        }
    }
    Ok(all)
}

fn own(name: &str) -> Result<String> {
    read(&build::checkout().join(name))
}

/// A text without what differs between copies of the same: line ends, blanks at the end.
fn read(path: &Path) -> Result<String> {
    let bytes = files::read(path)?;
    let text = String::from_utf8_lossy(&bytes);
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().map(str::trim_end).collect();
    Ok(lines.join("\n").trim_matches('\n').to_owned())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::dist::{dependencies, system};

    #[test]
    fn every_crate_of_every_program_has_its_text() {
        for system in system::ALL {
            let crates = dependencies::of(system, &["nianbao", "python"]).unwrap();
            assert!(crates.len() > 50);
            for it in &crates {
                let texts = texts_of(it, &crates).unwrap();
                assert!(texts.iter().any(|text| text.len() > 500), "{}", it.name);
            }
        }
    }
}
