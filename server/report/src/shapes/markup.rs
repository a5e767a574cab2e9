//! Tags and entities of HTML, as far as they part cells, rows and lines.

#![allow(clippy::indexing_slicing, reason = "offsets come from the text's own characters")]

use std::ops::Range;

use form::is_blank;

/// What a tag does to the text around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// A cell begins.
    Cell,
    /// A row begins or a table ends.
    Row,
    /// A line or a block begins or ends.
    Break,
    /// It marks words, and parts nothing.
    Inline,
}

/// The tag or comment that a text begins with, and its length in bytes. What stands in a style or
/// script belongs to its tag.
pub(super) fn tag(text: &str) -> Option<(Tag, usize)> {
    let inner = text.strip_prefix('<')?;
    if inner.starts_with("!--") {
        return Some((Tag::Inline, text.find("-->")? + 3));
    }
    let name = name(inner);
    if name.is_empty() && !inner.starts_with(['!', '?']) {
        return None;
    }
    let length = 1 + end_of_tag(inner)?;
    if matches!(name.as_str(), "style" | "script" | "head" | "xml") {
        let close = format!("</{name}");
        let end = text[length..].find(&close).map(|at| length + at)?;
        return Some((Tag::Break, end + text[end..].find('>')? + 1));
    }
    let tag = match name.as_str() {
        "td" | "th" => Tag::Cell,
        "tr" | "/table" | "table" | "tbody" | "thead" => Tag::Row,
        "br" | "/br" | "p" | "/p" | "div" | "/div" | "li" | "/li" | "/tr" | "/td" | "/th"
        | "ul" | "ol" => Tag::Break,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "/h1" | "/h2" | "/h3" | "/h4" | "/h5" | "/h6"
        | "body" | "/body" | "html" | "/html" | "title" | "/title" | "section" | "/section"
        | "meta" | "link" => Tag::Break,
        _ => Tag::Inline,
    };
    Some((tag, length))
}

/// Tags that converters leave in a cell, and that say nothing but how it looks.
const FORMATTING: [&str; 25] = [
    "b", "strong", "i", "em", "u", "s", "span", "font", "sup", "sub", "small", "center", "br", "p",
    "div", "td", "th", "tr", "table", "tbody", "thead", "col", "colgroup", "meta", "link",
];

/// Whether the tag or comment that a text begins with may be left out without a loss.
pub(super) fn is_formatting(text: &str) -> bool {
    // `<!--[if !supportLists]-->` is Word's.
    if text.starts_with("<!--[") {
        return true;
    }
    let name = name(text.strip_prefix('<').unwrap_or(text));
    FORMATTING.contains(&name.strip_prefix('/').unwrap_or(&name))
}

/// The name of a tag in small letters, with the slash of a closing one.
fn name(inner: &str) -> String {
    let slash = usize::from(inner.starts_with('/'));
    let letters = inner[slash..]
        .bytes()
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b':')
        .count();
    if letters == 0 {
        return String::new();
    }
    inner[..slash + letters].to_ascii_lowercase()
}

/// The bytes up to the end of a tag; what stands in quotes is no end.
fn end_of_tag(inner: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in inner.bytes().enumerate() {
        match (byte, quote) {
            (b'"' | b'\'', None) => quote = Some(byte),
            (_, Some(open)) if byte == open => quote = None,
            (b'>', None) => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// The entity that a text begins with: its character, where that says something, and its length in
/// bytes.
pub(super) fn entity(text: &str) -> Option<(Option<char>, usize)> {
    let inner = text.strip_prefix('&')?;
    let length =
        inner.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    if length == 0 || !inner[length..].starts_with(';') {
        return None;
    }
    let name = &inner[..length];
    let number = name.strip_prefix('#').and_then(|number| {
        let hexadecimal = number.strip_prefix(['x', 'X']);
        hexadecimal
            .map_or_else(|| number.parse().ok(), |digits| u32::from_str_radix(digits, 16).ok())
    });
    let blank = matches!(name, "nbsp" | "emsp" | "ensp" | "thinsp").then_some('\u{a0}');
    Some((number.and_then(char::from_u32).or(blank), length + 2))
}

/// The length of the element of this name that a text begins with, to the end of its closing tag; none
/// if it begins with none, or if the element holds another such one or a table.
pub(super) fn element(text: &str, name: &str) -> Option<usize> {
    let opens = |text: &str, name: &str| {
        let behind = text.get(1 + name.len()..).and_then(|rest| rest.bytes().next());
        text.get(1..=name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name))
            && behind.is_some_and(|byte| !byte.is_ascii_alphanumeric())
    };
    if !opens(text, name) {
        return None;
    }
    let mut at = 1;
    loop {
        at += text[at..].find('<')?;
        let rest = &text[at..];
        if opens(rest, name) || opens(rest, "table") {
            return None;
        }
        if rest.starts_with("</") && opens(&rest[1..], name) {
            return Some(at + rest.find('>')? + 1);
        }
        at += 1;
    }
}

/// A range without the tags and blanks at its ends.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (range.start, range.end);
    loop {
        let rest = text[start..end].trim_start_matches(is_blank);
        start = end - rest.len();
        match tag(rest) {
            Some((_, length)) if start + length <= end => start += length,
            _ => break,
        }
    }
    loop {
        end = start + text[start..end].trim_end_matches(is_blank).len();
        let open = text[start..end].ends_with('>').then(|| text[start..end].rfind('<')).flatten();
        match open.and_then(|at| Some((at, tag(&text[start + at..end])?.1))) {
            Some((at, length)) if start + at + length == end => end = start + at,
            _ => break,
        }
    }
    start..end
}
