//! What was fetched once is kept, under a name with its version.

use std::path::{Path, PathBuf};

use crate::{Result, build, files};

/// The folder of a part; where it is not there yet, `fill` fills an empty one.
pub(super) fn kept(name: &str, fill: impl FnOnce(&Path) -> Result) -> Result<PathBuf> {
    let folder = folder().join(name);
    if folder.is_dir() {
        return Ok(folder);
    }
    // Filled under another name, so that what broke off is never taken for whole.
    let filling = self::folder().join(format!("{name}.{}", std::process::id()));
    std::fs::create_dir_all(&filling).map_err(|error| files::reason(&filling, &error))?;
    let filled = fill(&filling);
    // Another process may have been quicker; what it kept is as good.
    if filled.is_ok() && std::fs::rename(&filling, &folder).is_ok() {
        return Ok(folder);
    }
    std::fs::remove_dir_all(&filling).map_err(|error| files::reason(&filling, &error))?;
    filled?;
    if folder.is_dir() { Ok(folder) } else { Err(format!("{} 没有存成", folder.display())) }
}

/// Where all parts are kept.
pub(super) fn folder() -> PathBuf {
    build::target().join("toolchain")
}
