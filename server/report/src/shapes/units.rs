//! A text as units, lines or blocks of HTML, and which of them may be parts of an official table.

#![allow(clippy::indexing_slicing, reason = "offsets come from the text's own characters")]

use std::ops::Range;

use super::super::cells::trimmed;
use super::atoms::{Atom, AtomKind, atoms, is_count, word};
use super::labels;
use super::markup::{self, Tag};
use super::writing::Writing;
use form::{TableId, vocabulary};

/// A line, or what stands between two tags that part blocks.
#[derive(Debug)]
pub(super) struct Unit {
    pub(super) range: Range<usize>,
    pub(super) kind: UnitKind,
}

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UnitKind {
    /// The heading of a section.
    Title,
    /// Nothing but words that occur in the tables, figures and marks.
    /// A bit is set for each table of the form that has all the words.
    Piece(u8),
    /// Neither words nor figures.
    Neutral,
    Prose,
}

/// A unit longer than this is prose, unless it is a table.
const MAX_PIECE: usize = 2000;

/// The units of a text, in order.
pub(super) fn units(text: &str, writing: Writing) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let next = rest.find(['\n', '\r', '<']).unwrap_or(rest.len());
        at += next;
        let Some(byte) = text.as_bytes().get(at) else { break };
        if *byte != b'<' || !writing.tags {
            if *byte != b'<' {
                push(text, start..at, writing, &mut units);
                start = at + 1;
            }
            at += 1;
            continue;
        }
        match markup::tag(&text[at..]) {
            Some((Tag::Inline, length)) => at += length,
            Some((Tag::Row, _)) if let Some(length) = whole(text, at, writing) => {
                push(text, start..at, writing, &mut units);
                push(text, at..at + length, writing, &mut units);
                at += length;
                start = at;
            }
            Some((_, length)) => {
                push(text, start..at, writing, &mut units);
                at += length;
                start = at;
            }
            None => at += 1,
        }
    }
    push(text, start..text.len(), writing, &mut units);
    units
}

/// The length of a table that begins at a place and holds nothing else, or of a row; none if neither does.
fn whole(text: &str, at: usize, writing: Writing) -> Option<usize> {
    let rest = &text[at..];
    let table = markup::element(rest, "table")
        .filter(|length| matches!(kind(text, &(at..at + length), writing), UnitKind::Piece(_)));
    table.or_else(|| markup::element(rest, "tr"))
}

fn push(text: &str, range: Range<usize>, writing: Writing, units: &mut Vec<Unit>) {
    let range = trimmed(text, range);
    if !range.is_empty() {
        let kind = kind(text, &range, writing);
        units.push(Unit { range, kind });
    }
}

fn kind(text: &str, range: &Range<usize>, writing: Writing) -> UnitKind {
    let written = &text[range.clone()];
    let is_table = written.starts_with("<t") || written.starts_with("<T");
    // No label has a full stop, and nearly every paragraph does.
    let is_prose = range.len() > MAX_PIECE || written.contains('。');
    if is_comment(written) || (is_prose && !is_table) {
        return UnitKind::Prose;
    }
    let atoms = atoms(text, range.clone(), writing);
    let holds_digit =
        |atom: &Atom| text[atom.range.clone()].contains(|c| form::halfwidth(c).is_ascii_digit());
    let figures = atoms.iter().any(|atom| atom.kind == AtomKind::Figure && holds_digit(atom));
    let words: Vec<&str> = atoms.iter().filter_map(word).collect();
    if words.is_empty() {
        let is_said = figures && !is_count(text, &atoms);
        return if is_said { UnitKind::Piece(u8::MAX) } else { UnitKind::Neutral };
    }
    if !figures && is_title(written, &words) {
        return UnitKind::Title;
    }
    let tables = tables_of_words(&atoms);
    if tables == 0 { UnitKind::Prose } else { UnitKind::Piece(tables) }
}

/// A bit for each table of the form that has all words of the units.
pub(super) fn tables_of_all(units: &[Unit]) -> u8 {
    units.iter().fold(u8::MAX, |tables, unit| match unit.kind {
        UnitKind::Piece(of_unit) => tables & of_unit,
        _ => tables,
    })
}

/// A bit for each table of the form that has all the words.
pub(super) fn tables_of_words(atoms: &[Atom]) -> u8 {
    let words = atoms.iter().filter_map(word);
    words.fold(u8::MAX, |tables, word| tables & vocabulary().tables_of(word))
}

/// No table of a form has more words, into however many pieces its labels are broken and however often
/// merged ones are repeated.
const MAX_WORDS: usize = 4000;

/// The one table of the form that has more of the labels than any other, among those whose bit is set.
pub(super) fn table_of(tables: u8, atoms: &[Atom]) -> Option<TableId> {
    let words: Vec<&Atom> =
        atoms.iter().filter(|atom| matches!(atom.kind, AtomKind::Word(_))).collect();
    if words.len() > MAX_WORDS {
        return None;
    }
    let known = |table: TableId| {
        labels::tokens(&words, table).iter().filter(|token| token.is_known).count()
    };
    let candidates = vocabulary().tables().enumerate().filter(|(at, _)| tables & (1 << at) != 0);
    let counts: Vec<(TableId, usize)> =
        candidates.map(|(_, table)| (table, known(table))).collect();
    let most = counts.iter().map(|(_, count)| *count).max().filter(|most| *most > 0)?;
    let mut best = counts.iter().filter(|(_, count)| *count == most);
    best.next().filter(|_| best.next().is_none()).map(|(table, _)| *table)
}

/// Whether a unit is a comment and nothing else.
fn is_comment(written: &str) -> bool {
    let inner = written.strip_prefix("<!--");
    inner.is_some_and(|inner| inner.split_once("-->").is_none_or(|(_, behind)| behind.is_empty()))
}

/// Whether words are a section's title. What names a property is none.
fn is_title(written: &str, words: &[&str]) -> bool {
    let is_property =
        written.starts_with(':') || written.starts_with('[') && written.ends_with(']');
    !is_property && vocabulary().section(&words.concat()).is_some()
}
