//! The zip archive that .docx, .xlsx and .odt are.
//!
//! A few kilobytes can unpack to gigabytes, so what comes out is counted as it comes; what the
//! archive says of its sizes is not trusted.

use std::borrow::Cow;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::refusal::Refusal;

/// So much may come out of all parts of one file that are read, in bytes.
const MOST_UNPACKED: u64 = 48 << 20;
/// A part of a report is hardly packed tighter than this; the first megabytes are free.
const TIGHTEST: u64 = 200;
const FREE: u64 = 8 << 20;

/// An archive whose parts are read one by one.
pub(crate) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// How many bytes may still come out.
    left: u64,
}

impl<'b> Archive<'b> {
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Self, Refusal> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
        let packed = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let left = packed.saturating_mul(TIGHTEST).clamp(FREE, MOST_UNPACKED);
        Ok(Self { zip, left })
    }

    /// The names of all parts.
    pub(crate) fn names(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.zip.file_names().filter_map(Result::ok)
    }

    /// A part's bytes; none if there is no such part.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let part = match self.zip.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(_) => return Err(Refusal::Damaged),
        };
        if part.encrypted() {
            return Err(Refusal::Encrypted);
        }
        let mut bytes = Vec::new();
        let read = part.take(self.left + 1).read_to_end(&mut bytes);
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if length > self.left {
            return Err(Refusal::TooBig);
        }
        self.left -= length;
        read.map_err(|_| Refusal::Damaged)?;
        Ok(Some(bytes))
    }

    /// A part that must be there, as text.
    pub(crate) fn text(&mut self, name: &str) -> Result<String, Refusal> {
        self.optional_text(name)?.ok_or(Refusal::Damaged)
    }

    /// A part as text, if it is there.
    pub(crate) fn optional_text(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        Ok(self.part(name)?.map(decoded))
    }

    /// Whether all parts whose name ends so unpack to no more than they may. For readers that
    /// unpack by themselves.
    pub(crate) fn bounded(&mut self, ending: &str) -> Result<(), Refusal> {
        let names: Vec<String> =
            self.names().filter(|name| name.ends_with(ending)).map(Cow::into_owned).collect();
        names.iter().try_for_each(|name| self.part(name).map(drop))
    }
}

/// XML is UTF-8, or UTF-16 with a byte order mark.
fn decoded(bytes: Vec<u8>) -> String {
    match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, mark)) => {
            let rest = bytes.get(mark..).unwrap_or_default();
            encoding.decode_without_bom_handling(rest).0.into_owned()
        }
        None => String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
    }
}
