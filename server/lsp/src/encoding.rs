//! In which encoding a file is written, for editors that guess it wrongly.

use serde_json::{Value, json};
use text::encoding::{Encoding, decode};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types as lsp;

use super::file_uri::path_of;

/// Reads the file of a URI: `{"encoding"}`, one of `utf8`, `gb18030`, `utf16le` and `utf16be`, or
/// `{"encoding": null, "message"}` if it is no text in any of them. Nothing for what is no file, or
/// cannot be read.
pub(super) fn of_file(argument: &Value) -> Result<Value> {
    let name = argument.as_str().or_else(|| argument.get("uri")?.as_str());
    let uri = name.and_then(|name| name.parse::<lsp::Uri>().ok());
    let uri = uri.ok_or_else(|| Error::invalid_params("参数应为文件的地址"))?;
    let bytes = path_of(&uri).and_then(|path| disk::read(&path).ok());
    Ok(match bytes.map(decode) {
        None => Value::Null,
        Some(Ok((_, encoding))) => json!({ "encoding": id(encoding) }),
        Some(Err(not_text)) => json!({ "encoding": null, "message": not_text.to_string() }),
    })
}

/// What VS Code calls it.
fn id(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 => "utf8",
        Encoding::Gb18030 => "gb18030",
        Encoding::Utf16Le => "utf16le",
        Encoding::Utf16Be => "utf16be",
    }
}
