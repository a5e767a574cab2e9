//! Folders are copied, with an error that names the place.

use std::ffi::OsStr;
use std::path::Path;

use crate::Result;

/// What went wrong with a file, and what to do where that is known.
pub(crate) fn reason(path: &Path, error: &std::io::Error) -> String {
    let hint = match error.kind() {
        std::io::ErrorKind::PermissionDenied => "。请先关闭正在用它的编辑器，再试一次",
        _ => "",
    };
    format!("{}：{error}{hint}", path.display())
}

/// Copies a file, and makes the folder for it.
pub(crate) fn copy(from: &Path, to: &Path) -> Result {
    if let Some(folder) = to.parent() {
        std::fs::create_dir_all(folder).map_err(|error| reason(folder, &error))?;
    }
    std::fs::copy(from, to).map(drop).map_err(|error| reason(to, &error))
}

/// Copies a folder with all that is in it, but for what is named.
pub(crate) fn copy_folder(from: &Path, to: &Path, without: &[&str]) -> Result {
    let entries = std::fs::read_dir(from).map_err(|error| reason(from, &error))?;
    for entry in entries {
        let path = entry.map_err(|error| reason(from, &error))?.path();
        let Some(name) = path.file_name() else { continue };
        if without.iter().any(|left_out| name == OsStr::new(left_out)) {
            continue;
        }
        if path.is_dir() {
            copy_folder(&path, &to.join(name), without)?;
        } else {
            copy(&path, &to.join(name))?;
        }
    }
    Ok(())
}

/// Removes a folder if there is nothing in it.
pub(crate) fn remove_if_empty(folder: &Path) {
    // That it is not empty is no fault.
    let _ = std::fs::remove_dir(folder);
}
