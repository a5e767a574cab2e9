//! Rows out of labels that are broken and mixed with each other.

#![allow(
    clippy::indexing_slicing,
    reason = "positions come from the form and from the words themselves"
)]

use super::super::cells::RawCell;
use super::atoms::{Atom, word};
use super::broken::{self, Item as Entry, Names, Piece};
use super::segments::{Item, Segment};
use form::{TableId, forms, key, vocabulary};

/// The rows of a stretch whose labels are broken and mixed; none if not every letter has its place.
pub(super) fn mixed(
    text: &str,
    segments: &[Segment<'_>],
    table: TableId,
) -> Option<Vec<Vec<RawCell>>> {
    forms().iter().find_map(|form| {
        let at = vocabulary().position_in(form, table)?;
        let [block] = form.tables[at].blocks.as_slice() else { return None };
        let runs = segments.iter().filter(|segment| !segment.run.is_empty()).count();
        if runs == 1 && block.rows.iter().any(|row| !row.header.is_empty()) {
            return banded(text, segments, block);
        }
        below_one_header(text, segments, block)
    })
}

/// So many words at the end of the first segment may belong to the first row's label.
const MAX_WORDS: usize = 16;

fn below_one_header(
    text: &str,
    segments: &[Segment<'_>],
    block: &'static form::Block,
) -> Option<Vec<Vec<RawCell>>> {
    let first = segments.first()?;
    let letters = |words: &[&Atom]| words.iter().filter_map(|atom| word(atom)).collect::<String>();
    let mut rest: Vec<String> = segments[1..].iter().map(|of| letters(&of.words)).collect();
    if segments.last().is_some_and(|segment| !segment.run.is_empty()) {
        rest.push(String::new());
    }
    let names = Names::of(block);
    let items = header_items(block);
    let splits = (first.words.len().saturating_sub(MAX_WORDS)..first.words.len()).rev();
    let (split, places, rows) = splits.into_iter().find_map(|split| {
        let places = broken::header(&pieces(first, split), &items)?;
        let mut words = vec![letters(&first.words[split..])];
        words.extend_from_slice(&rest);
        Some((split, places, broken::rows(&names, &words)?))
    })?;
    let columns = block.columns.len();
    let mut table = vec![columns_of(text, &first.words, &places[..columns], block)];
    for (at, (segment, row)) in segments.iter().zip(rows).enumerate() {
        let from = if at == 0 { split } else { 0 };
        let last = segment.words[from..].last()?;
        let label = block.rows[row].label.clone();
        let mut cells = vec![RawCell::new(text, last.range.clone(), Some(label))];
        cells.extend(figures_of(segment, columns).filter_map(|item| item.cell(text)));
        table.push(cells);
    }
    Some(table)
}

/// What stands behind a label: the figures alone if they are as many as the columns.
fn figures_of<'s>(segment: &'s Segment<'_>, columns: usize) -> impl Iterator<Item = &'s Item> {
    let is_figure = |item: &&Item| matches!(item, Item::Figure(_));
    let alone = segment.run.iter().filter(is_figure).count() == columns;
    segment.run.iter().filter(move |item| !alone || is_figure(item))
}

/// The labels that the header of a block may have, its columns first.
fn header_items(block: &form::Block) -> Vec<Entry> {
    let last = block.columns.len().saturating_sub(1);
    let columns = block.columns.iter().enumerate().map(|(at, column)| Entry {
        letters: key(&column.label),
        column: Some(at),
        is_needed: true,
        floats: at == last,
    });
    let mut entries: Vec<Entry> = columns.collect();
    let groups = block.column_groups.iter().map(|group| &group.label);
    for label in groups.chain(&block.notes).chain([&block.corner]) {
        let letters = key(label);
        if entries.iter().all(|entry| entry.letters != letters) {
            entries.push(Entry { letters, column: None, is_needed: false, floats: false });
        }
    }
    entries
}

fn pieces(segment: &Segment<'_>, end: usize) -> Vec<Piece> {
    let words = segment.words[..end].iter().zip(&segment.lines);
    words
        .filter_map(|(atom, line)| Some(Piece { letters: word(atom)?.to_owned(), line: *line }))
        .collect()
}

/// A cell for each column, where it begins in the text; where it begins further up than the column
/// before it, a place behind that one.
fn columns_of(
    text: &str,
    words: &[&Atom],
    places: &[Vec<usize>],
    block: &'static form::Block,
) -> Vec<RawCell> {
    let mut end = words.first().map_or(0, |atom| atom.range.start);
    let mut cells = Vec::new();
    for (column, pieces) in block.columns.iter().zip(places) {
        let behind =
            pieces.iter().map(|piece| &words[*piece].range).find(|range| range.start >= end);
        let range = behind.cloned().unwrap_or(end..end);
        end = range.end;
        cells.push(RawCell::new(text, range, Some(column.label.clone())));
    }
    cells
}

/// 表四 in its official layout: as the rows that its bands are.
fn banded(
    text: &str,
    segments: &[Segment<'_>],
    block: &'static form::Block,
) -> Option<Vec<Vec<RawCell>>> {
    let (first, width) = (segments.first()?, block.columns.len());
    if segments.iter().skip(1).any(|segment| !segment.words.is_empty()) {
        return None;
    }
    let mut items: Vec<Entry> = Vec::new();
    for row in 0..block.rows.len() {
        items.extend(block.columns.iter().enumerate().map(|(at, column)| Entry {
            letters: key(&column.label),
            column: Some(row * width + at),
            is_needed: true,
            floats: at + 1 == width,
        }));
    }
    for part in block.rows.iter().flat_map(|row| &row.header) {
        let letters = key(part);
        if items.iter().all(|item| item.letters != letters) {
            items.push(Entry { letters, column: None, is_needed: true, floats: false });
        }
    }
    let places = broken::header(&pieces(first, first.words.len()), &items)?;
    let count = block.rows.len() * width;
    let figures: Vec<RawCell> =
        figures_of(first, count).filter_map(|item| item.cell(text)).collect();
    if figures.len() != count {
        return None;
    }
    let mut rows = vec![columns_of(text, &first.words, &places[..width], block)];
    let mut end = first.words.last()?.range.end;
    for (row, figures) in block.rows.iter().zip(figures.chunks(width)) {
        let mut cells = vec![RawCell::new(text, end..end, Some(row.label.clone()))];
        cells.extend_from_slice(figures);
        end = figures.last()?.range.end;
        rows.push(cells);
    }
    Some(rows)
}
