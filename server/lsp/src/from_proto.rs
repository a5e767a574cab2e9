//! From the protocol's positions to byte offsets.

use std::ops::Range;

use text::position::Position;
use tower_lsp::ls_types as lsp;

use super::to_proto::Proto;

/// A place as the program counts it.
pub(super) fn place(position: lsp::Position) -> Position {
    let number = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
    Position { line: number(position.line), column: number(position.character) }
}

impl Proto<'_> {
    /// The offset of a position; one beyond the line or the text is its end.
    pub(super) fn offset(&self, position: lsp::Position) -> usize {
        self.snapshot.index().offset(self.snapshot.text(), place(position), self.unit)
    }

    /// The bytes of a range; a range that is the wrong way round is turned.
    pub(super) fn bytes(&self, range: lsp::Range) -> Range<usize> {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        start.min(end)..start.max(end)
    }
}
