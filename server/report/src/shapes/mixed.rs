//! Rows out of labels that are broken and mixed with each other.

#![allow(
    clippy::indexing_slicing,
    reason = "positions come from the form and from the words themselves"
)]

use std::ops::Range;

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
        let [block] = form.tables[at].blocks.as_slice() else {
            return in_blocks(text, segments, &form.tables[at].blocks);
        };
        let runs = segments.iter().filter(|segment| !segment.run.is_empty()).count();
        if runs == 1 && block.rows.iter().any(|row| !row.header.is_empty()) {
            return banded(text, segments, block);
        }
        below_one_header(text, segments, block)
    })
}

/// A table of several blocks, each of which begins with its heading.
fn in_blocks(
    text: &str,
    segments: &[Segment<'_>],
    blocks: &'static [form::Block],
) -> Option<Vec<Vec<RawCell>>> {
    let headings: Option<Vec<Heading>> =
        blocks.iter().map(|block| Heading::of(block, segments)).collect();
    let headings = headings.filter(|all| all.first().is_some_and(Heading::is_first))?;
    let mut rows = Vec::new();
    for (at, (block, heading)) in blocks.iter().zip(&headings).enumerate() {
        let own = heading.until(headings.get(at + 1), segments)?;
        let words = &segments[heading.segment].words[heading.words.clone()];
        let range = words.first()?.range.start..words.last()?.range.end;
        rows.push(vec![RawCell::new(text, range, block.label.clone())]);
        rows.extend(below_one_header(text, &own, block)?);
    }
    Some(rows)
}

/// A heading is broken into so many words at most.
const MAX_HEADING: usize = 4;

/// Where a block's heading stands.
struct Heading {
    segment: usize,
    words: Range<usize>,
}

impl Heading {
    fn of(block: &form::Block, segments: &[Segment<'_>]) -> Option<Self> {
        let label = key(block.label.as_deref()?);
        let is_heading = |words: &[&Atom]| {
            words.iter().filter_map(|atom| word(atom)).collect::<String>() == label
        };
        segments.iter().enumerate().find_map(|(segment, of)| {
            let parts = (0..of.words.len()).flat_map(|start| {
                let most = MAX_HEADING.min(of.words.len() - start);
                (1..=most).map(move |count| start..start + count)
            });
            let mut parts = parts.filter(|part| is_heading(&of.words[part.clone()]));
            Some(Self { segment, words: parts.next()? })
        })
    }

    fn is_first(&self) -> bool {
        self.segment == 0 && self.words.start == 0
    }

    /// What stands behind it, up to the next one; none if that does not follow.
    fn until<'a>(&self, next: Option<&Self>, segments: &[Segment<'a>]) -> Option<Vec<Segment<'a>>> {
        let last = next.map_or(segments.len() - 1, |next| next.segment);
        let mut own = segments.get(self.segment..=last)?.to_vec();
        if let Some((next, last)) = next.zip(own.last_mut()) {
            last.words.truncate(next.words.start);
            last.lines.truncate(next.words.start);
            last.run.clear();
        }
        let first = own.first_mut().filter(|first| first.words.len() >= self.words.end)?;
        first.words.drain(..self.words.end);
        first.lines.drain(..self.words.end);
        Some(own)
    }
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
        // The first column is what others float behind.
        floats: at == last && at > 0,
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
