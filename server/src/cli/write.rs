//! Writing reports. A report is never left half written: the new text is written beside it, then
//! takes its place.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use text::encoding;

use super::files::{Input, Source, Unread, reason};

/// Writes another text into the file that a source was read from, in the file's own encoding.
pub(super) fn write_back(source: &Source, text: &str) -> std::result::Result<(), Unread> {
    let Input::File(path) = &source.input else { return Ok(()) };
    let unread = |message| Unread { path: source.input.path(), message };
    let Some(bytes) = encoding::encode(text, source.encoding) else {
        let name = source.encoding.name();
        let message =
            format!("改动没有写入：有的字 {name} 编码写不了。请先把文件另存为 UTF-8 编码");
        return Err(unread(message));
    };
    replace(path, &bytes).map_err(|error| unread(format!("改动没有写入：{}", reason(&error))))
}

/// Replaces a file's content and keeps its permissions. A link stays a link.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = path.canonicalize()?;
    let permissions = fs::metadata(&path)?.permissions();
    if permissions.readonly() {
        return Err(ErrorKind::PermissionDenied.into());
    }
    let (beside, mut file) = create_beside(&path)?;
    let written = file
        .write_all(bytes)
        .and_then(|()| file.set_permissions(permissions))
        .and_then(|()| file.sync_all());
    drop(file);
    let result = written.and_then(|()| fs::rename(&beside, &path));
    if result.is_err() {
        // What matters is the first error; a file left over does no harm.
        let _ = fs::remove_file(&beside);
    }
    result
}

/// A new file in the same folder, so that renaming it never has to copy.
fn create_beside(path: &Path) -> io::Result<(PathBuf, File)> {
    // Not named after the report: a long Chinese name leaves no room for more.
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

/// Creates a file that must not exist yet.
pub(super) fn create_new(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}
