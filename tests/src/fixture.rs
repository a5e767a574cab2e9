//! The texts that tests share.

use std::path::{Path, PathBuf};

/// The folder of hand-made reports.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// A report in which every place that a test asks about has Chinese and a character outside the Basic Multilingual Plane
/// before it, on its line or on the lines above; three sums of 表三 and one of 表四 are broken.
pub fn astral() -> String {
    std::fs::read_to_string(folder().join("astral.nianbao")).unwrap()
}

/// The five real reports, where they are at hand.
pub fn seeds() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/seeds");
    if folder.is_dir() { files(&folder) } else { Vec::new() }
}

/// The files of a folder, in the order of their names.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.is_file()).collect();
    files.sort();
    files
}
