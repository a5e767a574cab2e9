//! Files and folders, and the programs that are run on them, with an error that names the place.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest as _, Sha256};

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

pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|error| reason(path, &error))
}

/// Makes a folder, and those that it is in.
pub(crate) fn make_folder(folder: &Path) -> Result {
    std::fs::create_dir_all(folder).map_err(|error| reason(folder, &error))
}

/// Writes a file, and makes the folder for it.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| reason(folder, &error))?;
    }
    std::fs::write(path, bytes).map_err(|error| reason(path, &error))
}

pub(crate) fn rename(from: &Path, to: &Path) -> Result {
    std::fs::rename(from, to).map_err(|error| reason(from, &error))
}

/// Makes a script a program, where the system asks for that.
pub(crate) fn make_executable(path: &Path) -> Result {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let executable = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(path, executable).map_err(|error| reason(path, &error))?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// The hash of some bytes, in hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Runs a program to its end; what it says is shown as it says it.
pub(crate) fn run(command: &mut Command) -> Result {
    let name =
        Path::new(command.get_program()).file_name().unwrap_or_default().display().to_string();
    let status = command.status().map_err(|error| format!("{name} 不能运行：{error}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{name} 没有成功（{status}），原因见上面"))
    }
}

/// Runs a program to its end; what it writes.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let name = Path::new(command.get_program()).display().to_string();
    let output = command.output().map_err(|error| format!("{name} 不能运行：{error}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("{name} 没有成功（{}）：{}", output.status, said.trim()))
}

/// A program's path. On Windows `code` and `npm` are scripts, which are found only by their whole names.
pub(crate) fn found(program: &str) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd", ".bat", ""] } else { &[""] };
    let named = Path::new(program);
    let folders: Vec<PathBuf> = if named.components().count() > 1 {
        vec![PathBuf::new()]
    } else {
        std::env::split_paths(&std::env::var_os("PATH")?).collect()
    };
    let mut places = folders.iter().flat_map(|folder| {
        endings.iter().map(move |ending| folder.join(format!("{program}{ending}")))
    });
    places.find(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_hash_is_as_others_write_it() {
        let expected = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(super::sha256(b""), expected);
    }
}
