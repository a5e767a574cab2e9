//! Which format a file's bytes are.

use std::io::Cursor;

use crate::archive::Archive;
use crate::format::Format;
use crate::refusal::Refusal;

/// So far into a file the mark of a PDF may stand.
const PDF_WITHIN: usize = 1024;

/// The format; none for plain text and whatever else is read as such.
pub(crate) fn sniff(bytes: &[u8]) -> Result<Option<Format>, Refusal> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zipped(bytes).map(Some);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return compound(bytes).map(Some);
    }
    if bytes.starts_with(b"{\\rtf") {
        return Ok(Some(Format::Rtf));
    }
    // Some programs put a line or two before the mark.
    if bytes
        .get(..PDF_WITHIN.min(bytes.len()))
        .is_some_and(|head| head.windows(5).any(|at| at == b"%PDF-"))
    {
        return Ok(Some(Format::Pdf));
    }
    marked_up(bytes)
}

/// A zip archive is what its parts are.
fn zipped(bytes: &[u8]) -> Result<Format, Refusal> {
    let mut archive = Archive::open(bytes)?;
    let kind = archive.optional_text("mimetype")?.unwrap_or_default();
    if let Some(kind) = kind.trim().strip_prefix("application/vnd.oasis.opendocument.") {
        return match kind {
            "text" | "text-template" => Ok(Format::Odt),
            "spreadsheet" | "spreadsheet-template" => Ok(Format::Ods),
            _ => Err(Refusal::Unsupported("演示文稿或绘图")),
        };
    }
    let has = |beginning: &str| archive.names().any(|name| name.starts_with(beginning));
    if has("word/document") {
        Ok(Format::Docx)
    } else if has("xl/workbook.bin") {
        Err(Refusal::Unsupported("Excel 二进制工作簿"))
    } else if has("xl/") {
        Ok(Format::Xlsx)
    } else if has("ppt/") {
        Err(Refusal::Unsupported("演示文稿"))
    } else {
        Err(Refusal::Unsupported("压缩包"))
    }
}

/// A container of the old Office formats is what its streams are.
fn compound(bytes: &[u8]) -> Result<Format, Refusal> {
    let container = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    let has = |name: &str| container.exists(name);
    if has("/EncryptedPackage") {
        Err(Refusal::Encrypted)
    } else if has("/Workbook") || has("/Book") {
        Ok(Format::Xls)
    } else if has("/WordDocument") {
        Ok(Format::Doc)
    } else if has("/PowerPoint Document") {
        Err(Refusal::Unsupported("演示文稿"))
    } else {
        Err(Refusal::Unknown)
    }
}

/// Text that is written in a language of its own.
fn marked_up(bytes: &[u8]) -> Result<Option<Format>, Refusal> {
    let head = head(bytes);
    if head.starts_with("mime-version:")
        || (head.starts_with("from:") && head.contains("mime-version:"))
    {
        return Ok(Some(Format::Mht));
    }
    if ["<!doctype html", "<html", "<head", "<body", "<meta"]
        .iter()
        .any(|tag| head.starts_with(tag))
        || is_fragment(&head, bytes)
    {
        return Ok(Some(Format::Html));
    }
    if !head.starts_with("<?xml") {
        return Ok(None);
    }
    if head.contains("<html") {
        Ok(Some(Format::Html))
    } else if head.contains("worddocument") || head.contains("<pkg:package") {
        Ok(Some(Format::WordXml))
    } else if head.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        Err(Refusal::Unsupported("Excel 2003 XML 表格"))
    } else {
        Ok(None)
    }
}

/// Whether a text is a part of a page, as clipboards and converters give it: blocks from its first
/// character to its last.
fn is_fragment(head: &str, bytes: &[u8]) -> bool {
    let is_block = |name: &&str| {
        let rest = head.strip_prefix('<').and_then(|rest| rest.strip_prefix(*name));
        rest.is_some_and(|rest| rest.starts_with(|c: char| c == '>' || c.is_ascii_whitespace()))
    };
    BLOCKS.iter().any(is_block)
        && bytes.trim_ascii_end().ends_with(b">")
        && bytes.windows(2).filter(|pair| *pair == b"</").take(MIN_CLOSED).count() == MIN_CLOSED
}

/// What a part of a page begins with.
const BLOCKS: [&str; 12] =
    ["p", "div", "table", "section", "article", "center", "h1", "h2", "h3", "h4", "span", "font"];
/// A text with fewer closing tags may be one with a line of HTML at its beginning.
const MIN_CLOSED: usize = 8;

/// The first characters in lower case, without what may stand before them.
fn head(bytes: &[u8]) -> String {
    const LENGTH: usize = 1024;
    let start = bytes.get(..LENGTH.min(bytes.len())).unwrap_or_default();
    let text = match encoding_rs::Encoding::for_bom(start) {
        Some((encoding, _)) => encoding.decode(start).0,
        None => String::from_utf8_lossy(start),
    };
    text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_page_is_one_and_a_text_with_tags_is_none() {
        let is_page = |text: &str| matches!(sniff(text.as_bytes()), Ok(Some(Format::Html)));
        let cells = "<tr><td>规章</td><td>2</td></tr>".repeat(3);
        assert!(is_page(&format!("<p class=\"MsoNormal\">标题</p>\n<table>{cells}</table>\n")));
        assert!(is_page(&format!("\u{feff}<H1>标题</H1><table>{cells}</table>")));
        assert!(!is_page(&format!("标题\n\n<table>{cells}</table>\n")));
        assert!(!is_page(&format!(
            "<p align=\"center\">标题</p>\n\n<table>{cells}</table>\n\n说明。\n"
        )));
        assert!(!is_page("<p>标题</p>\n\n一、总体情况\n\n<b>公开</b>\n"));
        assert!(!is_page("<plan>标题</plan>"));
    }
}
