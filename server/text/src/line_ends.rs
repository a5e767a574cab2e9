//! Line ends, and the byte order mark that may stand before the first line. The only place that
//! looks for them: LF, CR LF or a lone CR, as in the protocol of language servers, and nothing else.
//!
//! A text has one kind of line end: the one that most of its lines have.

use std::ops::Range;

/// The byte order mark that the text begins with, if any.
pub fn mark(text: &str) -> &str {
    if text.starts_with('\u{feff}') { "\u{feff}" } else { "" }
}

/// The line end that is the commonest of a text; LF if it has none.
pub fn commonest(text: &str) -> &'static str {
    let pairs = text.matches("\r\n").count();
    let feeds = text.matches('\n').count() - pairs;
    let returns = text.matches('\r').count() - pairs;
    if pairs > feeds && pairs >= returns {
        "\r\n"
    } else if returns > feeds {
        "\r"
    } else {
        "\n"
    }
}

/// The line end of a text's first line, for what is put into it; LF if it has none.
pub fn first(text: &str) -> &'static str {
    match lines(text).next() {
        Some(line) if line.ends_with("\r\n") => "\r\n",
        Some(line) if line.ends_with('\r') => "\r",
        _ => "\n",
    }
}

/// Where the lines of a text begin that stand below its first: behind each line end.
pub fn starts(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'\n', b'\r', bytes)
        .filter(|&at| bytes.get(at) == Some(&b'\n') || bytes.get(at + 1) != Some(&b'\n'))
        .map(|at| at + 1)
}

/// How many lines end in a text.
pub fn count(text: &str) -> usize {
    starts(text).count()
}

/// The text with this line end after each line.
pub fn unified(text: &str, line_end: &str) -> String {
    lines(text).map(|line| format!("{}{}", content(line), end(line, line_end))).collect()
}

/// The lines of a text, each with its line end.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    let ends = starts(text).chain([text.len()]);
    let ranges = ends.scan(0, |start, end| Some(std::mem::replace(start, end)..end));
    ranges.filter_map(|range| text.get(range)).filter(|line| !line.is_empty())
}

/// A line without its line end.
fn content(line: &str) -> &str {
    line.trim_end_matches(['\n', '\r'])
}

fn end<'e>(line: &str, line_end: &'e str) -> &'e str {
    if content(line).len() < line.len() { line_end } else { "" }
}

/// Where the line begins in which `at` stands; between the two halves of a CR LF one begins as well.
/// Never behind `at`.
pub fn line_start(text: &str, at: usize) -> usize {
    let before = before(text, at);
    before.rfind(['\n', '\r']).map_or(mark(text).len().min(before.len()), |end| end + 1)
}

/// The line above the one that begins at `start`, with its line end.
pub fn line_above(text: &str, start: usize) -> Option<Range<usize>> {
    let above = before(text, start);
    let content = above.strip_suffix("\r\n").or_else(|| above.strip_suffix(['\n', '\r']))?;
    Some(line_start(text, content.len())..start)
}

/// Where the content of the line ends in which `at` stands.
pub fn line_end(text: &str, at: usize) -> usize {
    let at = before(text, at).len();
    let behind = text.get(at..).unwrap_or_default();
    behind.find(['\n', '\r']).map_or(text.len(), |end| at + end)
}

/// Whether all of a text stands in one line.
pub fn is_one_line(text: &str) -> bool {
    starts(text).next().is_none()
}

/// The text up to a place, or up to the last character that ends before it.
fn before(text: &str, at: usize) -> &str {
    text.get(..text.floor_char_boundary(at)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commonest_line_end() {
        assert_eq!(commonest("a\r\nb\r\nc\n"), "\r\n");
        assert_eq!(commonest("a\rb\rc\n"), "\r");
        assert_eq!(commonest("a\nb\r\n"), "\n");
        assert_eq!(commonest(""), "\n");
    }

    #[test]
    fn the_first_line_end() {
        assert_eq!(first("a\r\nb\nc\n"), "\r\n");
        assert_eq!(first("a\rb\nc\n"), "\r");
        assert_eq!(first("a\nb\r\nc\r\n"), "\n");
        assert_eq!(first(""), "\n");
    }

    #[test]
    fn lines_of_all_kinds() {
        assert_eq!(lines("a\r\n\rb\n\nc").collect::<Vec<_>>(), ["a\r\n", "\r", "b\n", "\n", "c"]);
        assert_eq!(unified("a\r\n\rb\n\nc", "\n"), "a\n\nb\n\nc");
        assert_eq!(count("a\r\n\rb\n\nc"), 4);
    }

    #[test]
    fn one_mark_is_a_mark_and_a_second_one_text() {
        assert_eq!(mark("\u{feff}\u{feff}a"), "\u{feff}");
        assert_eq!(mark("a\u{feff}"), "");
        assert_eq!(line_start("\u{feff}ab\ncd", 4), 3);
        assert_eq!(line_above("\u{feff}ab\r\ncd", 7), Some(3..7));
        assert_eq!(line_above("ab", 0), None);
    }
}
