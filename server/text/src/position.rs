//! The one place where byte offsets become lines and columns, and back.
//!
//! Everything inside the program counts bytes. Terminals, editors and other programs count lines
//! and columns, each in units of its own. No other module slices a line to find a column. Lines
//! end at LF, CR LF or a lone CR, as in the protocol of language servers, and nowhere else.

use std::ops::Range;

use crate::line_ends;

/// What a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Bytes of UTF-8.
    Utf8,
    /// Code units of UTF-16: two for a character outside the BMP.
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

/// A place in a text. Both numbers count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    pub line: usize,
    /// In the [`Unit`] that was asked for.
    pub column: usize,
}

/// Where the lines of a text begin. It belongs to the very text that it was made of; with another
/// one the answers are wrong, but nothing panics.
#[derive(Debug, Clone)]
pub struct LineIndex {
    /// The first is 0.
    starts: Vec<usize>,
    /// In a text of ASCII all units are the same.
    ascii: bool,
}

impl LineIndex {
    /// Finds the lines of a text.
    pub fn new(text: &str) -> Self {
        let starts = std::iter::once(0).chain(line_ends::starts(text)).collect();
        Self { starts, ascii: text.is_ascii() }
    }

    /// How many lines there are; a text that ends in a line end has an empty last one.
    pub fn line_count(&self) -> usize {
        self.starts.len()
    }

    /// The line that an offset is in.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// The bytes of a line without its line end; an empty range at the end for a line that is not
    /// there.
    pub fn line_range(&self, text: &str, line: usize) -> Range<usize> {
        let start = self.starts.get(line).copied().unwrap_or(text.len());
        let end = self.starts.get(line + 1).copied().unwrap_or(text.len());
        let content = text.get(start..end).unwrap_or_default();
        let ending = match content.as_bytes() {
            [.., b'\r', b'\n'] => 2,
            [.., b'\n' | b'\r'] => 1,
            _ => 0,
        };
        start..start + content.len() - ending
    }

    /// Line and column of an offset. An offset inside a character counts as that character's
    /// beginning, one inside or behind a line end as the end of the line's content.
    pub fn position(&self, text: &str, offset: usize, unit: Unit) -> Position {
        let line = self.line(offset.min(text.len()));
        let range = self.line_range(text, line);
        let end = text.floor_char_boundary(offset).clamp(range.start, range.end);
        let before = text.get(range.start..end).unwrap_or_default();
        let column = if self.ascii { before.len() } else { length(before, unit) };
        Position { line, column }
    }

    /// The offset of a line and column. A line behind the last one is the text's end, a column
    /// behind the line the line's end, one inside a character that character's beginning.
    pub fn offset(&self, text: &str, position: Position, unit: Unit) -> usize {
        let range = self.line_range(text, position.line);
        let content = text.get(range.clone()).unwrap_or_default();
        let unit = if self.ascii { Unit::Utf8 } else { unit };
        let column = offset_of_column(content, position.column, unit);
        range.start + column
    }
}

/// How long a text is in a unit.
pub fn length(text: &str, unit: Unit) -> usize {
    let bytes = text.as_bytes();
    match unit {
        Unit::Utf8 => bytes.len(),
        Unit::Utf16 => bytes.iter().map(|&byte| starts_char(byte) + starts_astral(byte)).sum(),
        Unit::Utf32 => bytes.iter().map(|&byte| starts_char(byte)).sum(),
    }
}

/// 1 for the first byte of a character, else 0. Counting bytes so is faster than decoding.
fn starts_char(byte: u8) -> usize {
    usize::from(byte & 0b1100_0000 != 0b1000_0000)
}

/// 1 for the first byte of a character outside the BMP, else 0.
fn starts_astral(byte: u8) -> usize {
    usize::from(byte >= 0b1111_0000)
}

/// The byte of a line at which a column begins, or the length of the line if it is shorter. A column
/// inside a character is that character's beginning.
pub fn offset_of_column(line: &str, column: usize, unit: Unit) -> usize {
    let width = match unit {
        Unit::Utf8 => return line.floor_char_boundary(column),
        Unit::Utf16 => char::len_utf16,
        Unit::Utf32 => |_: char| 1,
    };
    let mut passed = 0;
    for (offset, c) in line.char_indices() {
        passed += width(c);
        if passed > column {
            return offset;
        }
    }
    line.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNITS: [Unit; 3] = [Unit::Utf8, Unit::Utf16, Unit::Utf32];

    fn position(text: &str, offset: usize, unit: Unit) -> (usize, usize) {
        let position = LineIndex::new(text).position(text, offset, unit);
        (position.line, position.column)
    }

    fn offset(text: &str, line: usize, column: usize, unit: Unit) -> usize {
        LineIndex::new(text).offset(text, Position { line, column }, unit)
    }

    #[test]
    fn columns_in_all_three_units() {
        let text = "总计\n吉𠮷野家：12";
        let at = text.find("野").expect("it is there");
        let columns = UNITS.map(|unit| position(text, at, unit));
        assert_eq!(columns, [(1, 7), (1, 3), (1, 2)]);
        let back = [offset(text, 1, 7, Unit::Utf8), offset(text, 1, 3, Unit::Utf16)];
        assert_eq!([back[0], back[1], offset(text, 1, 2, Unit::Utf32)], [at; 3]);
    }

    #[test]
    fn lines_end_at_all_three_line_ends_and_nowhere_else() {
        let text = "一\r\n二\r三\n四\u{2028}五\u{85}六\u{b}七\n";
        let lines = LineIndex::new(text);
        let contents: Vec<&str> =
            (0..lines.line_count()).map(|line| &text[lines.line_range(text, line)]).collect();
        assert_eq!(contents, ["一", "二", "三", "四\u{2028}五\u{85}六\u{b}七", ""]);
        let ascii = LineIndex::new("a\r\n\rb");
        assert_eq!(ascii.line_count(), 3);
    }

    #[test]
    fn inside_a_character_or_a_line_end_is_at_its_beginning() {
        let text = "表\r\n四";
        assert_eq!(position(text, 1, Unit::Utf16), (0, 0));
        assert_eq!(position(text, 3, Unit::Utf16), (0, 1));
        assert_eq!(position(text, 4, Unit::Utf16), (0, 1));
        assert_eq!(position(text, 5, Unit::Utf16), (1, 0));
        assert_eq!(offset("𠮷x", 0, 1, Unit::Utf16), 0);
        assert_eq!(offset("表x", 0, 2, Unit::Utf8), 0);
    }

    #[test]
    fn what_lies_behind_the_text_is_its_end() {
        let text = "总计\n12";
        for unit in UNITS {
            assert_eq!(position(text, 1000, unit), (1, 2));
            assert_eq!(offset(text, 1, 1000, unit), text.len());
            assert_eq!(offset(text, 1000, 0, unit), text.len());
            assert_eq!(offset(text, 0, 1000, unit), "总计".len());
            assert_eq!(offset(text, usize::MAX - 1, usize::MAX, unit), text.len());
        }
        assert_eq!(position("", 0, Unit::Utf16), (0, 0));
        assert_eq!(offset("", 0, 5, Unit::Utf16), 0);
    }

    #[test]
    fn every_character_comes_back() {
        for text in ["a\r\nb\rc\n", "表，𠮷\r\n\u{feff}é👨‍👩‍👧\r三\n\n", "\r\r\n\n"]
        {
            let lines = LineIndex::new(text);
            let in_line_end =
                |at: usize| at > 0 && text[..at].ends_with('\r') && text[at..].starts_with('\n');
            let boundaries = (0..=text.len()).filter(|&at| text.is_char_boundary(at));
            for at in boundaries.filter(|&at| !in_line_end(at)) {
                for unit in UNITS {
                    let position = lines.position(text, at, unit);
                    assert_eq!(lines.offset(text, position, unit), at, "{text:?} {unit:?}");
                }
            }
        }
    }

    #[test]
    fn a_strange_text_does_no_harm() {
        let lines = LineIndex::new("一二三\n四五六\n七八九");
        for text in ["", "a", "一\n二"] {
            for at in 0..40 {
                for unit in UNITS {
                    lines.position(text, at, unit);
                    lines.offset(text, Position { line: at % 4, column: at }, unit);
                }
            }
        }
    }
}
