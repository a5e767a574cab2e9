//! What may stand in a cell: the labels of columns in a header, those of rows below it, and
//! nothing among the figures.

use std::ops::Range;

use form::is_blank;
use report::{ElementKind, Shape};

use super::at_hand::AtHand;
use super::candidate::{Candidate, Rest, Typed};
use super::place::Place;
use super::rows::{self, Extent};
use super::template::Template;
use super::{Completion, CompletionKind, DocRef, table};

/// A line of a table, cut into its cells.
struct Line<'a> {
    /// Where each cell begins and ends, between the marks that part it from its neighbours.
    cells: Vec<Range<usize>>,
    texts: Vec<&'a str>,
    /// The cell that the cursor stands in.
    at: usize,
    shape: Shape,
}

/// What can be written into the cell, or in place of the line.
pub(super) fn completions(place: &Place<'_>) -> Vec<Completion> {
    let Some(line) = Line::of(place) else { return Vec::new() };
    let at_hand = AtHand::all(place, &line.texts);
    if at_hand.iter().any(|of| line.is_header(place, of)) || begins_run(place) && at_hand.len() != 1
    {
        return header(place, &line, &at_hand);
    }
    match at_hand.as_slice() {
        [of] => labels(place, &line, *of),
        _ => Vec::new(),
    }
}

impl<'a> Line<'a> {
    fn of(place: &Place<'a>) -> Option<Self> {
        if matches!(place.element()?.kind, ElementKind::Delimiter { .. }) {
            return None;
        }
        let written = place.slice(place.line.clone());
        let (mark, shape) =
            if written.contains('|') { ('|', Shape::Pipe) } else { ('\t', Shape::Tab) };
        let mut start = place.line.start;
        let mut cells = Vec::new();
        let mut escaped = false;
        for (at, c) in written.char_indices() {
            if c == mark && !escaped {
                cells.push(start..place.line.start + at);
                start = place.line.start + at + c.len_utf8();
            }
            escaped = c == '\\' && !escaped && mark == '|';
        }
        cells.push(start..place.line.end);
        let bar_first = mark == '|'
            && cells.first().is_some_and(|cell| place.slice(cell.clone()).chars().all(is_blank));
        if bar_first {
            cells.remove(0);
        }
        let holds = |cell: &Range<usize>| cell.start <= place.offset && place.offset <= cell.end;
        let at = cells.iter().position(holds)?;
        // A TAB at the beginning marks the line as a cell: nothing stands before it.
        if shape == Shape::Tab && at == 0 && cells.first().is_some_and(Range::is_empty) {
            return None;
        }
        let texts =
            cells.iter().map(|cell| place.slice(cell.clone()).trim_matches(is_blank)).collect();
        Some(Self { cells, texts, at, shape })
    }

    fn text(&self) -> &'a str {
        self.texts.get(self.at).copied().unwrap_or_default()
    }

    /// Whether the line is the header of a block: it bears the block's heading, or begins a table of
    /// which no row stands above.
    fn is_header(&self, place: &Place<'_>, of: &AtHand) -> bool {
        let rows_above = || of.rows(place).any(|(_, row)| row.label.range.start < place.line.start);
        of.is_named_by(&self.texts) || (begins_run(place) && !rows_above())
    }

    /// Whether nothing but bars stands behind the cursor.
    fn ends_here(&self, place: &Place<'_>) -> bool {
        place.behind().chars().all(|c| c == '|' || is_blank(c))
    }

    /// What is typed in the cell, with the blanks that part it from the bar left out.
    fn typed<'t>(&self, place: &Place<'t>) -> Option<Typed<'t>> {
        let cell = self.cells.get(self.at)?.clone();
        let written = place.slice(cell.clone());
        let gap = match self.shape {
            Shape::Pipe => usize::from(written.starts_with(' ')),
            Shape::Tab | Shape::Stacked | Shape::Loose => 0,
        };
        let start = (cell.start + gap).min(place.offset);
        // Before a label that is there already, only that label is meant.
        let is_before = place.slice(start..place.offset).chars().all(is_blank);
        let rest = if is_before { Rest::Fitting } else { Rest::Replaced };
        let mut typed = Typed::at(place, start, start, rest);
        let end = cell.start + written.trim_end_matches(is_blank).len();
        typed.end = end.max(place.offset);
        Some(typed)
    }

    /// What is typed in a line of which nothing but its first cell is written.
    fn typed_as_whole<'t>(&self, place: &Place<'t>) -> Option<Typed<'t>> {
        let query = self.cells.get(self.at)?.start;
        Some(Typed::at(place, place.line.start, query, Rest::Replaced))
    }
}

/// Whether the line is the first of a table as the grammar sees it.
fn begins_run(place: &Place<'_>) -> bool {
    let run = |kind: &ElementKind| match kind {
        ElementKind::Row { table, .. } | ElementKind::Delimiter { table } => Some(*table),
        _ => None,
    };
    let own = place.element().and_then(|element| run(&element.kind));
    let above = place.above().next().and_then(|(_, above)| run(&above.kind));
    own != above
}

/// A header: a whole table while there is but one cell, the block's heading, and columns that do
/// not stand in it yet.
fn header(place: &Place<'_>, line: &Line<'_>, at_hand: &[AtHand]) -> Vec<Completion> {
    let mut found = Vec::new();
    if line.at == 0 && line.ends_here(place) {
        found.extend(line.typed_as_whole(place).map(|typed| typed.select(table::missing(place))));
    } else {
        let candidates = |of: &AtHand| match line.at {
            0 => vec![corner(of)],
            _ => columns(line, of),
        };
        let all = at_hand.iter().flat_map(candidates).collect();
        found.extend(line.typed(place).map(|typed| typed.select(all)));
    }
    found.concat()
}

fn corner(of: &AtHand) -> Candidate {
    let label = of.block.canonical_corner().to_owned();
    Candidate {
        kind: CompletionKind::Column,
        detail: Some(of.block.explanation.brief()),
        keys: Vec::new(),
        text: Template::of_text(&label),
        doc: DocRef::block(of.form, &of.block.id),
        label,
        rank: 0,
    }
}

fn columns(line: &Line<'_>, of: &AtHand) -> Vec<Candidate> {
    let others = line.texts.iter().enumerate().filter(|(at, _)| *at != line.at);
    let present: Vec<usize> = others.filter_map(|(_, text)| of.column_named(text)).collect();
    let columns = of.block.columns.iter().enumerate();
    let missing = columns.filter(|(at, _)| !present.contains(at));
    let candidate = |(rank, column): (usize, &'static form::Column)| Candidate {
        label: column.label.clone(),
        kind: CompletionKind::Column,
        detail: Some(column.explanation.brief()),
        keys: column.variants.clone(),
        text: Template::of_text(&column.label),
        doc: DocRef::column(of.form, &of.block.id, &column.id),
        rank,
    };
    missing.map(candidate).collect()
}

/// The rows that the table lacks: whole ones while there is but a label, else their labels.
fn labels(place: &Place<'_>, line: &Line<'_>, of: AtHand) -> Vec<Completion> {
    if !line.is_label(of) {
        return Vec::new();
    }
    let alone = line.at == 0 && line.shape == Shape::Pipe && line.cells.len() <= 2;
    let mut whole = Vec::new();
    if alone && line.ends_here(place) {
        whole.extend(rows::missing(place, of, Extent::Whole));
        if begins_run(place) {
            whole.extend(table::missing(place).into_iter().map(|of| of.in_class(3)));
        }
    }
    if let Some(typed) = line.typed_as_whole(place).filter(|_| !whole.is_empty()) {
        return typed.select(whole);
    }
    let extent = match (line.shape, line.at) {
        (Shape::Pipe, 0) => Extent::Indented,
        (_, 0) => Extent::Label,
        _ => Extent::OfficialLabel,
    };
    let typed = line.typed(place);
    typed.map(|typed| typed.select(rows::missing(place, of, extent))).unwrap_or_default()
}

impl Line<'_> {
    /// Whether the cell is for a label: the first one, or one with words behind nothing but labels of
    /// groups, as the official layout has them.
    fn is_label(&self, of: AtHand) -> bool {
        let before = self.texts.get(..self.at).unwrap_or_default();
        let leads =
            |text: &&str| text.is_empty() || of.row_named(text).is_some_and(|row| row.group);
        let has_words = self.text().chars().any(char::is_alphabetic);
        before.is_empty() || (before.iter().all(leads) && has_words)
    }
}
