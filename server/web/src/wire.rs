//! Places as the page counts them: lines and UTF-16 columns from 0, as the protocol of editors has them.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use text::Edit;
use text::position::{LineIndex, Position, Unit};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Place {
    line: usize,
    character: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Span {
    start: Place,
    end: Place,
}

/// A range, and what takes its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Change {
    range: Span,
    new_text: String,
}

/// A text whose places are told.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wire<'t> {
    pub(crate) text: &'t str,
    pub(crate) index: &'t LineIndex,
}

impl Wire<'_> {
    pub(crate) fn position(&self, offset: usize) -> Position {
        self.index.position(self.text, offset, Unit::Utf16)
    }

    pub(crate) fn place(&self, offset: usize) -> Place {
        let Position { line, column } = self.position(offset);
        Place { line, character: column }
    }

    pub(crate) fn span(&self, range: &Range<usize>) -> Span {
        Span { start: self.place(range.start), end: self.place(range.end) }
    }

    pub(crate) fn changes(&self, edits: &[Edit]) -> Vec<Change> {
        let change =
            |edit: &Edit| Change { range: self.span(&edit.range), new_text: edit.text.clone() };
        edits.iter().map(change).collect()
    }

    /// The byte that a place stands for.
    pub(crate) fn offset(&self, place: Place) -> usize {
        let position = Position { line: place.line, column: place.character };
        self.index.offset(self.text, position, Unit::Utf16)
    }

    pub(crate) fn bytes(&self, span: Span) -> Range<usize> {
        let (start, end) = (self.offset(span.start), self.offset(span.end));
        start.min(end)..start.max(end)
    }
}

impl Place {
    /// The same place with so many more columns, or fewer.
    pub(crate) fn moved(self, by: isize) -> Self {
        Self { character: self.character.saturating_add_signed(by), ..self }
    }
}

impl Span {
    pub(crate) fn new(start: Place, end: Place) -> Self {
        Self { start, end }
    }
}
