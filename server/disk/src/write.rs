//! Writing files. None is ever left half written: the new content is written beside it, then takes its place.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::cause::Cause;
use super::held::is_held;
use super::name::usable;

/// Writes a file, whether it is there or not.
///
/// # Errors
/// If it cannot be written; then what was there is there still.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match create(path, bytes) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => replace(path, bytes),
        result => result,
    }
}

/// Writes a file that must not exist yet.
///
/// # Errors
/// If it exists, or cannot be written whole; then there is none.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    usable(path)?;
    let mut file = create_new(path)?;
    let written = file.write_all(bytes);
    drop(file);
    if written.is_err() {
        // What matters is the first error.
        let _ = fs::remove_file(path);
    }
    written
}

/// Replaces a file's content and keeps its permissions. A link stays a link.
///
/// # Errors
/// If it cannot be replaced; then it is as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    usable(path)?;
    // Not every share can say what a path is in the end; only a link asks for it.
    let path = if path.is_symlink() { path.canonicalize()? } else { path.to_owned() };
    let metadata = fs::metadata(&path)?;
    if !metadata.is_file() {
        // A device or a pipe takes what is written to it; nothing may take its place.
        return fs::write(&path, bytes);
    }
    let permissions = metadata.permissions();
    if permissions.readonly() {
        return Err(Cause::ReadOnly.error());
    }
    let (beside, file) = create_beside(&path)?;
    let written = fill(file, bytes, permissions);
    let result = written.and_then(|()| take_place(&beside, &path));
    if result.is_err() {
        // What matters is the first error; a file left over does no harm.
        let _ = fs::remove_file(&beside);
    }
    result
}

fn fill(mut file: File, bytes: &[u8], permissions: Permissions) -> io::Result<()> {
    file.write_all(bytes)?;
    file.set_permissions(permissions)?;
    file.sync_all()
}

/// Windows denies this, as if for want of permission, where another program has the file open.
pub(super) fn take_place(beside: &Path, path: &Path) -> io::Result<()> {
    fs::rename(beside, path).map_err(|error| match error.kind() {
        ErrorKind::PermissionDenied if is_held(path) => Cause::Held.error(),
        _ => error,
    })
}

/// A new file in the same folder, so that renaming it never has to copy.
pub(super) fn create_beside(path: &Path) -> io::Result<(PathBuf, File)> {
    // Not named after the file: a long Chinese name leaves no room for more.
    let process = std::process::id();
    for attempt in 0..100 {
        let beside = path.with_file_name(format!(".nianbao-{process}-{attempt}.tmp"));
        match create_new(&beside) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            result => return result.map(|file| (beside, file)),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

fn create_new(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("nianbao-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn what_is_there_is_replaced_whole_and_nothing_is_left_over() {
        let folder = folder("write");
        let path = folder.join("年报.nianbao");
        write(&path, b"long before").unwrap();
        write(&path, b"short").unwrap();
        assert_eq!(create(&path, b"").unwrap_err().kind(), ErrorKind::AlreadyExists);
        assert_eq!(
            (fs::read(&path).unwrap(), fs::read_dir(&folder).unwrap().count()),
            (b"short".to_vec(), 1)
        );
        fs::remove_dir_all(&folder).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_written_to_and_stays() {
        write(Path::new("/dev/null"), b"gone").unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }

    /// Word, or an editor that keeps its file to itself.
    #[cfg(windows)]
    #[test]
    fn a_file_that_another_program_has_open_is_told_as_such() {
        use std::os::windows::fs::OpenOptionsExt as _;
        let folder = folder("held");
        let path = folder.join("年报.nianbao");
        fs::write(&path, "before").unwrap();
        let shared_for_reading = 1;
        let holder =
            OpenOptions::new().read(true).share_mode(shared_for_reading).open(&path).unwrap();
        let told = crate::reason_at(&path, &replace(&path, b"after").unwrap_err());
        drop(holder);
        assert!(told.contains("打开着"), "{told}");
        assert_eq!(
            (fs::read(&path).unwrap(), fs::read_dir(&folder).unwrap().count()),
            (b"before".to_vec(), 1)
        );
        fs::remove_dir_all(&folder).unwrap();
    }
}
