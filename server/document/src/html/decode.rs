//! The bytes of a page as text.

use encoding_rs::{Encoding, GB18030, UTF_8};

/// So far into a page its encoding is declared, if it is.
const DECLARED_WITHIN: usize = 4096;

/// The text of a page. What is valid UTF-8 is UTF-8, whatever the page says: many were converted and
/// still bear their old declaration. `gb2312` means GBK, as in every browser.
pub(crate) fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return encoding.decode_without_bom_handling(rest).0.into_owned();
    }
    let declared = declared(bytes).filter(|encoding| *encoding != UTF_8);
    if let Ok(text) = std::str::from_utf8(bytes)
        && (declared.is_none() || is_surely_utf8(bytes))
    {
        return text.to_owned();
    }
    declared.unwrap_or(GB18030).decode_without_bom_handling(bytes).0.into_owned()
}

/// Whether bytes are UTF-8 and nothing else. A character or two of GBK may look like UTF-8, but not
/// like a Chinese character in it.
pub(crate) fn is_surely_utf8(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes)
        .is_ok_and(|text| text.is_ascii() || text.chars().any(|c| c.len_utf8() >= 3))
}

/// The encoding that a page says it has.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..DECLARED_WITHIN.min(bytes.len()))?.to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let (_, after) = head.split_once("charset")?;
    let after = after.trim_start().strip_prefix('=')?;
    let label = after.trim_start_matches([' ', '"', '\'']);
    let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':')));
    Encoding::for_label(label.get(..end.unwrap_or(label.len()))?.as_bytes())
}

/// What was copied: Windows puts a header before it and more of the page around it, some programs a
/// NUL behind it.
pub(crate) fn fragment(text: &str) -> &str {
    let text = text.trim_end_matches('\0');
    let Some(start) = text.starts_with("Version:").then(|| text.find('<')).flatten() else {
        return text;
    };
    let page = text.get(start..).unwrap_or(text);
    let after = page.split_once("<!--StartFragment-->").map_or(page, |(_, after)| after);
    after.rsplit_once("<!--EndFragment-->").map_or(after, |(before, _)| before)
}
