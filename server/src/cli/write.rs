//! Writing files: a report back into its own, in the file's own encoding, and what was made anew.

use std::io::ErrorKind;
use std::path::Path;

use disk::reason_at;
use text::encoding;

use super::Failure;
use super::files::{Input, Source, Unread};

/// Writes a new file; one that is there already is written over only by `force`.
pub(super) fn create(path: &Path, bytes: &[u8], force: bool) -> Result<(), Failure> {
    let written = if force { disk::write(path, bytes) } else { disk::create(path, bytes) };
    written.map_err(|error| {
        let how = match error.kind() {
            ErrorKind::AlreadyExists => "，没有覆盖。要覆盖请加 --force",
            _ => "",
        };
        Failure::Message(format!("{} 没有写成：{}{how}。", path.display(), reason_at(path, &error)))
    })
}

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
    disk::replace(path, &bytes)
        .map_err(|error| unread(format!("改动没有写入：{}", reason_at(path, &error))))
}
