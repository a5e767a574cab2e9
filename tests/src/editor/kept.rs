//! What was fetched once is kept.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::Had;

/// One thing is fetched at a time, for a machine has one package manager.
static FETCHING: Mutex<()> = Mutex::new(());

/// The folder of a tool; where it is not there yet, `fetch` fills an empty one. Bears a version in its name, so that a newer
/// one does not meet the files of an older.
pub(crate) fn kept(name: &str, fetch: impl FnOnce(&Path) -> Had<()>) -> Had<PathBuf> {
    let _one_at_a_time = FETCHING.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let all = folder();
    let folder = all.join(name);
    if folder.is_dir() {
        return Ok(folder);
    }
    // Filled under another name, so that what broke off is never taken for whole.
    let filling = all.join(format!("{name}.{}", std::process::id()));
    std::fs::create_dir_all(&filling).map_err(|error| error.to_string())?;
    let fetched = fetch(&filling);
    // Another process may have been quicker; what it kept is as good.
    if fetched.is_ok() && std::fs::rename(&filling, &folder).is_ok() {
        return Ok(folder);
    }
    std::fs::remove_dir_all(&filling).map_err(|error| error.to_string())?;
    fetched.and_then(|()| {
        if folder.is_dir() { Ok(folder) } else { Err(format!("{name} cannot be kept")) }
    })
}

/// `target/editors`, wherever the build's folder is.
fn folder() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = target.unwrap_or_else(|| root.join("target")).join("editors");
    std::path::absolute(folder).unwrap()
}
