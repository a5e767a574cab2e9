//! The container of .docx: a zip archive. Its parts bear no time, so the same parts are the same bytes.

use std::io::{Cursor, Write as _};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, System, ZipWriter};

/// A part of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// From the root, without a slash.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    /// What it is; none for those that say what belongs together, of which the package knows it.
    pub(crate) content_type: Option<String>,
    /// The name and kind by which the main part knows it, if it does.
    pub(crate) related: Option<(String, String)>,
}

/// An archive of parts, in their order.
pub(crate) fn package(parts: &[Part]) -> ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // The same on every system: an archive notes on which one it was made.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .system(System::Unix);
    for part in parts {
        archive.start_file(part.name.as_str(), options)?;
        archive.write_all(&part.bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}
