//! Keeping the bars of a table below each other while it is typed.
//!
//! Only blanks around the cells change, only in rows that have all their cells, and never at the
//! cursor. What is in doubt stays; formatting the whole report is another matter.

use std::ops::Range;

use analysis::Analysis;
use format::AmbiguousWidth;
use report::{ElementKind, Shape};
use text::Edit;
use text::line_ends;
use unicode_width::UnicodeWidthStr;

use super::at::element;

/// The edits after a character was typed, `offset` being behind it: a bar, or a line break behind a
/// row. Wide characters are counted as the user wants it.
pub fn on_type(
    analysis: &Analysis,
    offset: usize,
    typed: char,
    ambiguous: AmbiguousWidth,
) -> Vec<Edit> {
    let edited = || {
        let place = edited_place(&analysis.text, offset, typed)?;
        let table = Table::at(analysis, place)?;
        table.edits(&analysis.text, offset, ambiguous)
    };
    edited().unwrap_or_default()
}

/// The edits that align the whole table that an offset stands in, as [`on_type`] does it. The cursor is about
/// to leave, so no place is spared.
pub(super) fn aligned(analysis: &Analysis, offset: usize, ambiguous: AmbiguousWidth) -> Vec<Edit> {
    let table = Table::at(analysis, offset);
    table.and_then(|table| table.edits(&analysis.text, usize::MAX, ambiguous)).unwrap_or_default()
}

/// A place in the row that was typed into.
fn edited_place(text: &str, offset: usize, typed: char) -> Option<usize> {
    let before = text.get(..offset)?.strip_suffix(typed)?;
    match typed {
        '|' => (!before.ends_with('\\')).then_some(before.len()),
        '\n' => {
            let before = before.strip_suffix('\r').unwrap_or(before);
            before.ends_with([' ', '|']).then(|| before.trim_end_matches(' ').len())
        }
        _ => None,
    }
}

/// A table with bars at both ends of its rows.
struct Table {
    /// How each column is aligned.
    columns: Vec<Side>,
    /// The rows that have all their cells.
    rows: Vec<Vec<Slot>>,
}

/// Where a column's cells stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// What stands between two bars.
struct Slot {
    /// All of it, with the blanks.
    area: Range<usize>,
    content: Range<usize>,
}

impl Table {
    /// The table that a place stands in; none if it is not one whose look is beyond doubt.
    fn at(analysis: &Analysis, place: usize) -> Option<Self> {
        let text = &analysis.text;
        let elements = &analysis.report.elements;
        let (at, _) = element(&analysis.report, place)?;
        let number = |at: usize| match elements.get(at)?.kind {
            ElementKind::Row { table, shape: Shape::Pipe, .. }
            | ElementKind::Delimiter { table } => Some(table),
            _ => None,
        };
        let own = number(at)?;
        let first = (0..at).rev().take_while(|at| number(*at) == Some(own)).last().unwrap_or(at);
        let lines = elements.get(first..)?.iter().enumerate();
        let lines = lines.take_while(|(below, _)| number(first + below) == Some(own));
        let mut columns = None;
        let mut rows = Vec::new();
        for (_, element) in lines {
            let Some(slots) = slots(text, line(text, element.range.start)) else { continue };
            if matches!(element.kind, ElementKind::Delimiter { .. }) {
                let sides = slots.iter().map(|slot| side(text.get(slot.content.clone())?));
                let sides: Vec<Side> = sides.collect::<Option<_>>()?;
                if columns.replace(sides).is_some() {
                    return None;
                }
            }
            rows.push(slots);
        }
        let columns = columns?;
        rows.retain(|row| row.len() == columns.len());
        Some(Self { columns, rows })
    }

    fn edits(&self, text: &str, cursor: usize, ambiguous: AmbiguousWidth) -> Option<Vec<Edit>> {
        let width =
            |slot: &Slot| width(text.get(slot.content.clone()).unwrap_or_default(), ambiguous);
        let rows = || self.rows.iter().filter(|row| !is_narrow_at(row, cursor));
        let widths: Vec<usize> = (0..self.columns.len())
            .map(|column| rows().filter_map(|row| row.get(column)).map(width).max().unwrap_or(0))
            .collect();
        let mut edits = Vec::new();
        for row in rows() {
            for ((slot, side), wanted) in row.iter().zip(&self.columns).zip(&widths) {
                let padding = wanted.saturating_sub(width(slot));
                let (before, after) = match side {
                    Side::Left => (1, 1 + padding),
                    Side::Right => (1 + padding, 1),
                };
                if slot.content.is_empty() {
                    edits.extend(blanks(&slot.area, before + after));
                } else {
                    edits.extend(blanks(&(slot.area.start..slot.content.start), before));
                    edits.extend(blanks(&(slot.content.end..slot.area.end), after));
                }
            }
        }
        Some(edits)
    }
}

/// Whether no blank stands right behind the cursor that could be made longer or shorter without
/// touching it.
fn is_narrow_at(row: &[Slot], cursor: usize) -> bool {
    row.iter().any(|slot| slot.area.start == cursor && slot.content.start == cursor)
}

/// The edit that makes some blanks as many as wanted, as far to the right as can be.
fn blanks(run: &Range<usize>, wanted: usize) -> Option<Edit> {
    let kept = run.len().min(wanted);
    let text = " ".repeat(wanted - kept);
    (run.len() != wanted).then(|| Edit { range: run.start + kept..run.end, text })
}

/// The line that an offset stands in, without its line end.
fn line(text: &str, offset: usize) -> Range<usize> {
    line_ends::line_start(text, offset)..line_ends::line_end(text, offset)
}

/// What stands between the bars of a row; none if a bar is missing at either end, or if blanks are
/// in it whose width nobody knows.
fn slots(text: &str, line: Range<usize>) -> Option<Vec<Slot>> {
    let written = text.get(line.clone())?.trim_end_matches(' ');
    if !written.starts_with('|') || written.contains('\t') {
        return None;
    }
    let mut bars = Vec::new();
    let mut escaped = false;
    for (at, c) in written.char_indices() {
        if c == '|' && !escaped {
            bars.push(line.start + at);
        }
        escaped = c == '\\' && !escaped;
    }
    let ends_in_bar = bars.last().is_some_and(|last| last + 1 == line.start + written.len());
    let slot = |bars: &[usize]| {
        let [open, close] = bars else { return None };
        let area = open + 1..*close;
        let inner = text.get(area.clone())?;
        let start = area.start + inner.len() - inner.trim_start_matches(' ').len();
        let end = start + inner.trim_matches(' ').len();
        Some(Slot { area, content: start..end })
    };
    let slots: Vec<Slot> = bars.windows(2).map(slot).collect::<Option<_>>()?;
    (ends_in_bar && !slots.is_empty()).then_some(slots)
}

/// How a cell of the row of dashes aligns its column; none for what is no such cell, or centred.
fn side(cell: &str) -> Option<Side> {
    let dashes = cell.trim_matches(':');
    let plain = !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-');
    match (cell.starts_with(':'), cell.ends_with(':')) {
        _ if !plain => None,
        (true, true) => None,
        (_, true) => Some(Side::Right),
        (_, false) => Some(Side::Left),
    }
}

/// Columns of a screen that a text takes up.
fn width(text: &str, ambiguous: AmbiguousWidth) -> usize {
    match ambiguous {
        AmbiguousWidth::Wide => text.width_cjk(),
        AmbiguousWidth::Narrow => text.width(),
    }
}

#[cfg(test)]
mod tests;
