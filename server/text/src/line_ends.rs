//! Line ends, and the byte order mark that may stand before the first line.
//!
//! A text has one kind of line end: the one that most of its lines have.

#![allow(clippy::indexing_slicing, reason = "positions are those of line ends in the text")]

use std::ops::Range;

/// The byte order mark that the text begins with, if any.
pub fn mark(text: &str) -> &str {
    let rest = text.strip_prefix('\u{feff}').unwrap_or(text);
    &text[..text.len() - rest.len()]
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
    let first = text.find(['\n', '\r']).map(|at| &text[at..]);
    match first {
        Some(rest) if rest.starts_with("\r\n") => "\r\n",
        Some(rest) if rest.starts_with('\r') => "\r",
        _ => "\n",
    }
}

/// How many lines end in a text.
pub fn count(text: &str) -> usize {
    text.matches(['\n', '\r']).count() - text.matches("\r\n").count()
}

/// The text with this line end after each line.
pub fn unified(text: &str, line_end: &str) -> String {
    lines(text).map(|line| format!("{}{}", content(line), end(line, line_end))).collect()
}

/// The lines of a text, each with its line end.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = rest
            .find(['\n', '\r'])
            .map_or(rest.len(), |at| at + if rest[at..].starts_with("\r\n") { 2 } else { 1 });
        let line;
        (line, rest) = rest.split_at(end);
        (!line.is_empty()).then_some(line)
    })
}

/// A line without its line end.
fn content(line: &str) -> &str {
    line.trim_end_matches(['\n', '\r'])
}

fn end<'e>(line: &str, line_end: &'e str) -> &'e str {
    if content(line).len() < line.len() { line_end } else { "" }
}

/// Where the line begins in which `at` stands.
pub fn line_start(text: &str, at: usize) -> usize {
    let before = &text[mark(text).len()..at];
    at - before.len() + before.rfind(['\n', '\r']).map_or(0, |end| end + 1)
}

/// The line above the one that begins at `start`, with its line end.
pub fn line_above(text: &str, start: usize) -> Option<Range<usize>> {
    let above = &text[..start];
    let content = above.strip_suffix("\r\n").or_else(|| above.strip_suffix(['\n', '\r']))?;
    Some(line_start(text, content.len())..start)
}

/// Where the content of the line ends in which `at` stands.
pub fn line_end(text: &str, at: usize) -> usize {
    text[at..].find(['\n', '\r']).map_or(text.len(), |end| at + end)
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
