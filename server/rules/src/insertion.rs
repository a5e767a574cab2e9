//! Where and how new lines are written into a text.

#![allow(clippy::indexing_slicing, reason = "positions are those of line ends in the text")]

use form::is_blank;
use text::Edit;
use text::line_ends::{self, line_end, line_start};

/// Writes lines before the line that `at` stands in, with a blank line on either side. `lines` are
/// parted by LF, and the last one has none.
pub(super) fn before_line(text: &str, at: usize, lines: &str) -> Edit {
    let end = line_ends::first(text);
    let start = line_start(text, at);
    let gap = if ends_in_blank_line(&text[..start]) { "" } else { end };
    let lines = lines.replace('\n', end);
    Edit { range: start..start, text: format!("{gap}{lines}{end}{end}") }
}

/// Writes lines after the line that `at` stands in, with a blank line on either side.
pub(super) fn after_line(text: &str, at: usize, lines: &str) -> Edit {
    let end = line_ends::first(text);
    let stop = line_end(text, at);
    let lines = lines.replace('\n', end);
    let rest = &text[stop..];
    let next = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r']));
    let gap = if next.is_some_and(begins_with_blank_line) { "" } else { end };
    let before = if line_start(text, at) == stop { String::new() } else { end.repeat(2) };
    Edit { range: stop..stop, text: format!("{before}{lines}{gap}") }
}

/// Whether a blank line or nothing stands at the beginning of a text.
fn begins_with_blank_line(text: &str) -> bool {
    text.split(['\n', '\r']).next().is_none_or(|line| line.chars().all(is_blank))
}

/// Whether a blank line or nothing stands at the end of a text.
fn ends_in_blank_line(text: &str) -> bool {
    let line = text.strip_suffix('\n').unwrap_or(text);
    let line = line.strip_suffix('\r').unwrap_or(line);
    line.rsplit(['\n', '\r']).next().is_none_or(|last| last.chars().all(is_blank))
}

#[cfg(test)]
mod tests {
    use super::*;
    use text::apply;

    fn before(text: &str, line: &str) -> String {
        let at = text.find(line).expect("the line is there");
        apply(text, &[before_line(text, at, "甲\n乙")])
    }

    fn after(text: &str, line: &str) -> String {
        let at = text.find(line).expect("the line is there");
        apply(text, &[after_line(text, at, "甲\n乙")])
    }

    #[test]
    fn blank_lines_stand_on_either_side() {
        assert_eq!(before("一\n二\n", "二"), "一\n\n甲\n乙\n\n二\n");
        assert_eq!(before("一\n\n二\n", "二"), "一\n\n甲\n乙\n\n二\n");
        assert_eq!(before("二\n", "二"), "甲\n乙\n\n二\n");
        assert_eq!(after("一\n二\n", "一"), "一\n\n甲\n乙\n\n二\n");
        assert_eq!(after("一\n\n二\n", "一"), "一\n\n甲\n乙\n\n二\n");
    }

    #[test]
    fn the_end_of_the_text_has_a_line_end() {
        assert_eq!(after("一", "一"), "一\n\n甲\n乙\n");
        assert_eq!(after("一\n", "一"), "一\n\n甲\n乙\n");
        assert_eq!(after("", ""), "甲\n乙\n");
        assert_eq!(after("\t", ""), "\t\n\n甲\n乙\n");
    }

    #[test]
    fn line_ends_are_those_of_the_text() {
        assert_eq!(after("一\r\n二\r\n", "一"), "一\r\n\r\n甲\r\n乙\r\n\r\n二\r\n");
        assert_eq!(before("\u{feff}一\r二\r", "一"), "\u{feff}甲\r乙\r\r一\r二\r");
    }
}
