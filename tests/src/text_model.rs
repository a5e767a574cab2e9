//! A text as the client of a language server knows it: positions in the units that were agreed on, changes and edits.
//!
//! The protocol's rules are written down here a second time, so that an answer is compared with them and not with the
//! server's own reading of them. Lines end at CR LF, LF and CR; a column behind the line's end means its end.

use std::ops::Range;

use serde_json::{Value, json};

/// What a column counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf16,
    Utf32,
}

impl Encoding {
    pub const ALL: [Self; 3] = [Self::Utf8, Self::Utf16, Self::Utf32];

    /// Its name in the protocol.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
            Self::Utf32 => "utf-32",
        }
    }

    /// How long `text` is.
    pub fn length(self, text: &str) -> usize {
        text.chars().map(|character| self.width(character)).sum()
    }

    fn width(self, character: char) -> usize {
        match self {
            Self::Utf8 => character.len_utf8(),
            Self::Utf16 => character.len_utf16(),
            Self::Utf32 => 1,
        }
    }
}

#[derive(Clone, Debug)]
pub struct Text {
    pub text: String,
    pub encoding: Encoding,
}

impl Text {
    pub fn new(text: &str, encoding: Encoding) -> Self {
        Self { text: text.to_owned(), encoding }
    }

    /// Where each line begins.
    fn starts(&self) -> Vec<usize> {
        let ends = self
            .text
            .match_indices(['\n', '\r'])
            .filter_map(|(at, _)| (!self.text[at..].starts_with("\r\n")).then_some(at + 1));
        std::iter::once(0).chain(ends).collect()
    }

    /// The bytes of a line without its end; an empty range at the text's end for a line that is not there.
    pub fn line(&self, line: usize) -> Range<usize> {
        let starts = self.starts();
        let start = starts.get(line).copied().unwrap_or(self.text.len());
        let end = starts.get(line + 1).copied().unwrap_or(self.text.len());
        let content = self.text[start..end].trim_end_matches(['\r', '\n']);
        start..start + content.len()
    }

    /// The position of a byte offset, for a request.
    pub fn position(&self, offset: usize) -> Value {
        let line = self.starts().partition_point(|&start| start <= offset) - 1;
        let start = self.starts()[line];
        json!({ "line": line, "character": self.encoding.length(&self.text[start..offset]) })
    }

    pub fn range(&self, range: Range<usize>) -> Value {
        json!({ "start": self.position(range.start), "end": self.position(range.end) })
    }

    /// The byte offset of a position as the protocol means it, whether or not it is well chosen.
    pub fn offset(&self, position: &Value) -> usize {
        let line = self.line(number(&position["line"]));
        let mut column = number(&position["character"]);
        for (at, character) in self.text[line.clone()].char_indices() {
            let width = self.encoding.width(character);
            if column < width {
                return line.start + at;
            }
            column -= width;
        }
        line.end
    }

    /// The bytes that an answer's range covers. Panics at one that is not in the text, or not between characters: a server
    /// has no business to send such a range.
    pub fn bytes(&self, range: &Value) -> Range<usize> {
        let exact = |position: &Value| {
            let offset = self.offset(position);
            assert_eq!(
                &self.position(offset),
                position,
                "a position that is not in the text, or not between characters ({})",
                self.encoding.name()
            );
            offset
        };
        let range = exact(&range["start"])..exact(&range["end"]);
        assert!(range.start <= range.end, "a range that is the wrong way round: {range:?}");
        range
    }

    /// The text that an answer's range covers, with the same demands.
    pub fn covered(&self, range: &Value) -> &str {
        &self.text[self.bytes(range)]
    }

    /// The offset of `$0` in `marked`, which without the mark stands in the text exactly once.
    pub fn at(&self, marked: &str) -> usize {
        let (before, after) = marked.split_once("$0").expect("a mark $0");
        self.start_of(&[before, after].concat()) + before.len()
    }

    /// The bytes between `‹` and `›` in `marked`, which without the marks stands in the text exactly once.
    pub fn span(&self, marked: &str) -> Range<usize> {
        let (before, rest) = marked.split_once('‹').expect("a mark ‹");
        let (inner, after) = rest.split_once('›').expect("a mark ›");
        let start = self.start_of(&[before, inner, after].concat()) + before.len();
        start..start + inner.len()
    }

    fn start_of(&self, needle: &str) -> usize {
        let mut found = self.text.match_indices(needle);
        let (start, _) = found.next().unwrap_or_else(|| panic!("{needle:?} is not in the text"));
        assert!(found.next().is_none(), "{needle:?} is in the text more than once");
        start
    }

    /// Takes one change of `didChange`, as a server must.
    pub fn change(&mut self, change: &Value) {
        let new = change["text"].as_str().unwrap();
        match change.get("range") {
            None => self.text = new.to_owned(),
            Some(range) => {
                let (start, end) = (self.offset(&range["start"]), self.offset(&range["end"]));
                self.text.replace_range(start.min(end)..start.max(end), new);
            }
        }
    }

    /// The text after the edits of an answer, which must not overlap and all refer to the text as it is.
    pub fn edited(&self, edits: &Value) -> String {
        let edits = edits.as_array().unwrap_or_else(|| panic!("no edits: {edits}"));
        let mut edits: Vec<(Range<usize>, &str)> = edits
            .iter()
            .map(|edit| (self.bytes(&edit["range"]), edit["newText"].as_str().unwrap()))
            .collect();
        // Insertions at one place stay in their order.
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        let overlap = edits.windows(2).find(|pair| pair[0].0.end > pair[1].0.start);
        assert!(overlap.is_none(), "edits overlap: {overlap:?}");
        let mut text = self.text.clone();
        for (range, new) in edits.into_iter().rev() {
            text.replace_range(range, new);
        }
        text
    }
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap_or_else(|| panic!("no number: {value}"))).unwrap()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Encoding, Text};

    #[test]
    fn positions_in_all_three_encodings() {
        let columns = Encoding::ALL.map(|encoding| {
            let text = Text::new("总计\r\n吉𠮷野\r家", encoding);
            let position = text.position(text.at("𠮷$0野"));
            assert_eq!(text.offset(&position), text.at("𠮷$0野"));
            assert_eq!(position["line"], 1);
            position["character"].as_u64().unwrap()
        });
        assert_eq!(columns, [7, 3, 2]);
    }

    #[test]
    fn what_is_out_of_bounds_is_clamped() {
        for encoding in Encoding::ALL {
            let text = Text::new("表\r\n𠮷", encoding);
            let offset = |line: u32, character: u32| {
                text.offset(&json!({ "line": line, "character": character }))
            };
            assert_eq!([offset(0, 9), offset(1, 9), offset(7, 0)], [3, 9, 9]);
        }
        let inside = json!({ "line": 0, "character": 1 });
        assert_eq!(Text::new("𠮷", Encoding::Utf16).offset(&inside), 0);
    }

    #[test]
    fn changes_and_edits() {
        let mut text = Text::new("一\r\n二𠮷三", Encoding::Utf16);
        text.change(&json!({ "range": text.range(text.span("二‹𠮷›三")), "text": "\r\n" }));
        assert_eq!(text.text, "一\r\n二\r\n三");
        let insertions = ["a", "b"].map(|new| json!({ "range": text.range(3..3), "newText": new }));
        assert_eq!(text.edited(&json!(insertions)), "一ab\r\n二\r\n三");
    }
}
