//! The cells of a row as they were written, in each shape.

#![allow(clippy::indexing_slicing, reason = "ranges come from the tree")]

use std::ops::Range;

use form::{HeadMatch, Known, LabelMatch, is_blank, vocabulary};

/// As many cells as a row of 表三 has, the borders included.
const MOST_CELLS: usize = 10;

/// A cell as it was written.
#[derive(Debug, Clone)]
pub struct RawCell {
    /// Its text without the blanks around it; empty, at the place for it, if there is none.
    pub range: Range<usize>,
    /// Its text, with the pieces of a wrapped label joined; `None` if it is what `range` covers.
    pub joined: Option<String>,
    /// The rows of the form that it may name.
    pub(super) rows: &'static [LabelMatch],
    /// What it may be in a header of the form.
    pub(super) heads: &'static [HeadMatch],
    /// Whether it holds words rather than a figure or a mark for nothing.
    pub(super) is_label: bool,
}

impl RawCell {
    /// A cell; its text is looked up in the form once and for all.
    pub(super) fn new(text: &str, range: Range<usize>, joined: Option<String>) -> Self {
        let written = joined.as_deref().unwrap_or(&text[range.clone()]);
        let is_label = is_label(written);
        let Known { rows, heads } =
            if is_label { vocabulary().look_up(written) } else { Known::default() };
        Self { range, joined, rows, heads, is_label }
    }

    /// A cell of words that no label is sought in.
    pub(super) fn unknown(range: Range<usize>) -> Self {
        Self { range, joined: None, rows: &[], heads: &[], is_label: true }
    }

    /// The cell's text.
    pub fn text<'t>(&'t self, text: &'t str) -> &'t str {
        self.joined.as_deref().unwrap_or(&text[self.range.clone()])
    }

    /// Whether nothing is written in it, or only what programs write for an empty cell.
    pub fn is_empty(&self) -> bool {
        self.joined.as_ref().map_or(self.range.is_empty(), String::is_empty)
    }

    /// Whether it holds a figure, or a mark for nothing.
    pub fn is_figure(&self) -> bool {
        !self.is_label && !self.is_empty()
    }

    /// Whether the form knows its text as a label.
    pub fn is_known(&self) -> bool {
        !self.rows.is_empty() || !self.heads.is_empty()
    }
}

fn is_label(text: &str) -> bool {
    text.chars().any(|c| c.is_alphabetic() && !"件条次个宗起项份万元无".contains(c))
}

/// The range without the blanks and line breaks at its ends. If nothing remains, the place after
/// the first blank, where an author would write.
pub(crate) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = &text[range.clone()];
    let rest = slice.trim_start_matches(is_blank);
    if rest.is_empty() {
        let first = slice.chars().next().filter(|c| !matches!(c, '\n' | '\r'));
        let at = range.start + first.map_or(0, char::len_utf8);
        return at..at;
    }
    let start = range.end - rest.len();
    start..start + rest.trim_end_matches(is_blank).len()
}

/// The lines of a stacked cell that hold something.
pub(super) fn pieces(text: &str, cell: Range<usize>) -> Vec<Range<usize>> {
    let mut start = cell.start;
    let mut pieces = Vec::new();
    for line in text[cell].split_inclusive(['\n', '\r']) {
        let piece = trimmed(text, start..start + line.len());
        if !piece.is_empty() {
            pieces.push(piece);
        }
        start += line.len();
    }
    pieces
}

/// The stacked cell that some lines make up.
pub(super) fn wrapped_cell(text: &str, pieces: &[Range<usize>]) -> RawCell {
    let range = pieces[0].start..pieces[pieces.len() - 1].end;
    let joined =
        (pieces.len() > 1).then(|| pieces.iter().map(|piece| &text[piece.clone()]).collect());
    RawCell::new(text, range, joined)
}

/// The cells of a row whose cells are parted by TABs.
pub(super) fn tab_cells(text: &str, row: Range<usize>) -> Vec<RawCell> {
    let line = row.start..row.start + text[row].trim_end_matches(['\n', '\r']).len();
    split(text, line, b'\t')
}

/// The cells of a line, parted by `mark` where it is not escaped. The mark is ASCII, so no byte of
/// another character is like it.
fn split(text: &str, line: Range<usize>, mark: u8) -> Vec<RawCell> {
    let mut cells = Vec::with_capacity(MOST_CELLS);
    let mut start = line.start;
    let mut escaped = false;
    for (at, byte) in text[line.clone()].bytes().enumerate() {
        if byte == mark && !escaped {
            cells.push(RawCell::new(text, trimmed(text, start..line.start + at), None));
            start = line.start + at + 1;
        }
        escaped = byte == b'\\' && !escaped && mark == b'|';
    }
    cells.push(RawCell::new(text, trimmed(text, start..line.end), None));
    cells
}

/// Which bars of a table are its border. A border stands in every row; a bar that only some rows
/// begin with follows a blank cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct OuterBars {
    leading: bool,
    trailing: bool,
}

impl OuterBars {
    pub(super) fn of(text: &str, rows: impl Iterator<Item = Range<usize>> + Clone) -> Self {
        let lines = || rows.clone().map(|row| &text[trimmed(text, row)]);
        Self {
            leading: lines().all(|line| line.starts_with('|')),
            trailing: lines().all(|line| line.ends_with('|') && !line.ends_with("\\|")),
        }
    }

    /// The cells of a row whose cells are parted by bars.
    pub(super) fn cells(self, text: &str, line: Range<usize>) -> Vec<RawCell> {
        let mut cells = split(text, line, b'|');
        if self.trailing {
            cells.pop();
        }
        // A line may be a single bar.
        if self.leading && cells.len() > 1 {
            cells.remove(0);
        }
        cells
    }
}
