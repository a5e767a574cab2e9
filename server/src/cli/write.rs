//! Writing a report back into its file, in the file's own encoding.

use disk::reason_at;
use text::encoding;

use super::files::{Input, Source, Unread};

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
