//! Tables that the grammar does not know as tables, or not whole: a second look.
//!
//! Converters, clipboards and web pages write the official tables in dozens of shapes. What they have in
//! common are the form's own words and the number of figures in a row. So where a table was not found,
//! or not in one piece, stretches of the text that hold nothing but those words and figures are taken
//! apart into atoms, whatever parts them, and put together as rows anew. A stretch is taken only if its
//! header is complete and tells the columns; a row whose figures are not as many stays a misfit.

#![allow(clippy::indexing_slicing, reason = "positions come from the text and its elements")]

mod align;
mod atoms;
mod broken;
mod drawn;
mod headings;
mod labels;
mod markup;
mod mixed;
mod repeats;
mod segments;
mod units;
mod writing;

use std::ops::Range;

use super::cells::{RawCell, trimmed};
use super::elements::{Element, ElementKind, Shape};
use super::fit::fit;
use super::run::Run;
use super::{Cells, Official, Table, TableKind};
use atoms::{Atom, AtomKind, atoms};
use drawn::{Drawing, drawings};
use form::{Form, TableId};
use units::{Unit, UnitKind, units};
use writing::Writing;

pub(super) use headings::plain;

/// What is read anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anew {
    TablesAndLines,
    /// Tables stay as they were found.
    Lines,
}

/// The elements of a text, with tables and headings of other shapes in place of what they were taken
/// for; none if there is no such table or heading. `tables` were found at first.
pub(super) fn reshaped(
    text: &str,
    elements: &[Element],
    tables: &[Table],
    form: &'static Form,
    anew: Anew,
) -> Option<Vec<Element>> {
    let writing = Writing::of(text);
    let units = units(text, writing);
    let drawings = drawings(text);
    let bare = text.lines().filter(|line| is_bare(line.trim())).take(2).count();
    let reshaping = Reshaping {
        text,
        elements,
        tables,
        form,
        writing,
        units: &units,
        drawings: &drawings,
        is_begun: bare == 1,
    };
    let mut patience = MIN_PATIENCE + MAX_READINGS * text.len();
    let mut reshaped = Vec::new();
    let mut changed = false;
    let mut at = 0;
    let mut taken = 0;
    while at < units.len() {
        let table = if patience > 0 { reshaping.table(at, reshaped.len(), anew) } else { Err(0) };
        let (end, new) = table.unwrap_or_else(|tried| {
            patience = patience.saturating_sub(tried);
            reshaping.lines(at)
        });
        if !new.is_empty() {
            let range = units[at].range.start..units[end - 1].range.end;
            taken = reshaping.keep(taken, range.start, &mut reshaped);
            taken += reshaping.elements[taken..]
                .iter()
                .take_while(|element| element.range.start < range.end)
                .count();
            reshaped.extend(new);
            changed = true;
        }
        at = end;
    }
    reshaping.keep(taken, text.len(), &mut reshaped);
    reshaping.restore(&mut reshaped);
    let changed = changed || reshaped.iter().any(is_nothing);
    changed.then_some(reshaped)
}

/// What a line is in which nothing is said: it belongs to no table.
const NOTHING: ElementKind = ElementKind::Delimiter { table: usize::MAX };

fn is_nothing(element: &Element) -> bool {
    matches!(element.kind, ElementKind::Delimiter { table: usize::MAX })
}

/// So many bytes, and so many times the text, are read in vain before tables are sought no more: lines that
/// hold nothing but figures would else be read from each of them to the end.
const MIN_PATIENCE: usize = 1 << 20;
const MAX_READINGS: usize = 4;

/// What has fewer lines, labels or figures is not said to be a table.
const MIN_UNREAD: usize = 4;

/// How many units at the start may be a table.
fn stretch(units: &[Unit]) -> usize {
    let mut tables = u8::MAX;
    let mut goes_on = |unit: &&Unit| {
        if let UnitKind::Piece(of_unit) = unit.kind {
            tables &= of_unit;
        }
        tables != 0 && matches!(unit.kind, UnitKind::Piece(_) | UnitKind::Neutral)
    };
    if !matches!(units[0].kind, UnitKind::Piece(_)) {
        return 1;
    }
    let all = units.iter().take_while(|unit| goes_on(unit)).count();
    let neutral =
        units[..all].iter().rev().take_while(|unit| unit.kind == UnitKind::Neutral).count();
    all - neutral
}

struct Reshaping<'t> {
    text: &'t str,
    elements: &'t [Element],
    tables: &'t [Table],
    form: &'static Form,
    writing: Writing,
    units: &'t [Unit],
    drawings: &'t [Drawing],
    /// Whether one line of the text, and no other, is a row that somebody has begun to type.
    is_begun: bool,
}

impl Reshaping<'_> {
    /// Takes over the elements from `first` on that end before `end`, and returns how many are taken in all.
    fn keep(&self, first: usize, end: usize, reshaped: &mut Vec<Element>) -> usize {
        let rest = &self.elements[first..];
        let count = rest.iter().take_while(|element| element.range.end <= end).count();
        reshaped.extend(rest[..count].iter().map(|element| self.kept(element)));
        first + count
    }

    /// The element that a part of the text lies in.
    fn around(&self, range: &Range<usize>) -> Option<&Element> {
        let behind = self.elements.partition_point(|element| element.range.start <= range.start);
        let element = self.elements.get(behind.checked_sub(1)?)?;
        (range.end <= element.range.end).then_some(element)
    }

    /// An element as it is, unless nothing is said in it.
    fn kept(&self, element: &Element) -> Element {
        let says_something = match element.kind {
            ElementKind::Row { .. } => self.says(&element.range) || self.is_begun(&element.range),
            ElementKind::Paragraph if self.writing.commas => self.says(&element.range),
            ElementKind::Paragraph => !self.writing.tags || self.is_written(&element.range),
            _ => true,
        };
        match says_something {
            true => element.clone(),
            false => Element { range: element.range.clone(), kind: NOTHING },
        }
    }

    /// The units that a part of the text lies in.
    fn units_of(&self, range: &Range<usize>) -> impl Iterator<Item = &Unit> {
        let first = self.units.partition_point(|unit| unit.range.end <= range.start);
        let end = range.end;
        self.units[first..].iter().take_while(move |unit| unit.range.start < end)
    }

    /// Whether a row is one that somebody has begun to type: a bar, and letters by which a label is looked up.
    /// Converters write many such lines, an author one.
    fn is_begun(&self, range: &Range<usize>) -> bool {
        self.is_begun && is_bare(&self.text[range.clone()])
    }

    /// Whether a part of the text has words or figures.
    fn says(&self, range: &Range<usize>) -> bool {
        self.units_of(range).any(|unit| unit.kind != UnitKind::Neutral)
    }

    /// Whether a part of the text has anything but tags.
    fn is_written(&self, range: &Range<usize>) -> bool {
        self.units_of(range).any(|unit| !markup::trimmed(self.text, unit.range.clone()).is_empty())
    }

    /// The table that begins with a unit, and the unit behind it; or, where none does, how many bytes were
    /// read to see that.
    fn table(&self, at: usize, number: usize, anew: Anew) -> Result<(usize, Vec<Element>), usize> {
        let end = at + stretch(&self.units[at..]);
        let units = &self.units[at..end];
        let rows = || Some((end, self.rows(units, number)?));
        let tables = || self.drawn(at, number).or_else(rows);
        let found = if anew == Anew::Lines { None } else { tables() };
        let found = found.or_else(|| Some((end, self.unread(units, number)?)));
        found.ok_or_else(|| self.units[end - 1].range.end - units[0].range.start)
    }

    /// The rows of a table in another shape; none if the units are none.
    fn rows(&self, units: &[Unit], number: usize) -> Option<Vec<Element>> {
        let (first, last) = (units.first()?, units.last()?);
        let stretch = first.range.start..last.range.end;
        if !matches!(first.kind, UnitKind::Piece(_)) {
            return None;
        }
        let atoms = atoms(self.text, stretch.clone(), self.writing);
        let figures = atoms.iter().filter(|atom| atom.kind == AtomKind::Figure).count();
        let before = self.figures_before(&stretch);
        if figures <= before {
            return None;
        }
        let table = units::table_of(units::tables_of_all(units), &atoms)?;
        self.sound(&atoms, table, &stretch, number)
    }

    /// The rows of a drawn table that begins with a unit, and the unit behind it.
    fn drawn(&self, at: usize, number: usize) -> Option<(usize, Vec<Element>)> {
        let start = self.units[at].range.start;
        let behind = self.drawings.partition_point(|drawing| drawing.range.end <= start);
        let drawing = self.drawings.get(behind).filter(|it| it.range.contains(&start))?;
        let end = at + self.units[at..].partition_point(|it| it.range.start < drawing.range.end);
        let stretch = drawing.range.clone();
        if at > 0 && self.units[at - 1].range.end > stretch.start {
            return None;
        }
        let atoms = drawing.atoms(self.text, self.writing)?;
        let table = units::table_of(units::tables_of_words(&atoms), &atoms)?;
        Some((end, self.sound(&atoms, table, &stretch, number)?))
    }

    /// Atoms as rows of a table, if all of its columns are known and more figures are read than before.
    fn sound(
        &self,
        atoms: &[Atom],
        table: TableId,
        stretch: &Range<usize>,
        number: usize,
    ) -> Option<Vec<Element>> {
        let rows = align::rows(self.text, atoms, table);
        let rows = self.elements_of(rows, stretch, usize::MAX - 1 - number);
        let run = Run { table, rows: (0..rows.len()).collect() };
        let official = fit(self.text, &rows, &run, self.form)?;
        let more = figures_of(&official) > self.figures_before(stretch);
        (is_sound(&official) && more).then_some(rows)
    }

    /// The lines of what is a table to the eye, and can be read as none: rows of one cell that is no label,
    /// so that nothing else is made of them.
    fn unread(&self, units: &[Unit], number: usize) -> Option<Vec<Element>> {
        let (first, last) = (units.first()?, units.last()?);
        let stretch = first.range.start..last.range.end;
        if !matches!(first.kind, UnitKind::Piece(_)) || units.len() < MIN_UNREAD {
            return None;
        }
        let is_official = |table: &&Table| {
            table.range.start < stretch.end
                && stretch.start < table.range.end
                && matches!(table.kind, TableKind::Official(_))
        };
        if self.tables.iter().any(|table| is_official(&table)) {
            return None;
        }
        let atoms = atoms(self.text, stretch, self.writing);
        let figures = atoms.iter().filter(|atom| atom.kind == AtomKind::Figure).count();
        let words: Vec<&Atom> =
            atoms.iter().filter(|atom| matches!(atom.kind, AtomKind::Word(_))).collect();
        let table = units::table_of(units::tables_of_all(units), &atoms)?;
        let known = labels::tokens(&words, table).iter().filter(|token| token.is_known).count();
        let row = |unit: &Unit| unknown_row(unit, usize::MAX - 1 - number);
        (figures >= MIN_UNREAD && known >= MIN_UNREAD).then(|| units.iter().map(row).collect())
    }

    /// Puts back the units that no element holds any more, since others stand in place of the one that did:
    /// as rows of tables that are none of the form's, so that nothing is made of them and nothing is lost.
    fn restore(&self, reshaped: &mut Vec<Element>) {
        let mut at = 0;
        let mut lost = Vec::new();
        for unit in self.units.iter().filter(|unit| unit.kind != UnitKind::Neutral) {
            let is_before = |element: &Element| element.range.end <= unit.range.start;
            at += reshaped[at..].iter().take_while(|element| is_before(element)).count();
            if reshaped.get(at).is_none_or(|element| element.range.start >= unit.range.end) {
                lost.push(unknown_row(unit, usize::MAX / 2 - at));
            }
        }
        if !lost.is_empty() {
            reshaped.extend(lost);
            reshaped.sort_by_key(|element| element.range.start);
        }
    }

    /// How many figures of a stretch were read at first.
    fn figures_before(&self, stretch: &Range<usize>) -> usize {
        let tables = self
            .tables
            .iter()
            .filter(|table| table.range.start < stretch.end && stretch.start < table.range.end);
        tables
            .filter_map(|table| match &table.kind {
                TableKind::Official(official) if is_sound(official) => Some(figures_of(official)),
                _ => None,
            })
            .sum()
    }

    /// Rows as elements that cover the stretch.
    fn elements_of(
        &self,
        rows: Vec<Vec<RawCell>>,
        stretch: &Range<usize>,
        table: usize,
    ) -> Vec<Element> {
        let mut starts: Vec<usize> =
            rows.iter().filter_map(|row| Some(row.first()?.range.start)).collect();
        if let Some(first) = starts.first_mut() {
            *first = stretch.start;
        }
        let ends: Vec<usize> = starts.iter().skip(1).copied().chain([stretch.end]).collect();
        let places = starts.into_iter().zip(ends);
        rows.into_iter()
            .zip(places)
            .map(|(cells, (start, end))| Element {
                range: trimmed(self.text, start..end.max(start)),
                kind: ElementKind::Row { table, shape: Shape::Loose, cells },
            })
            .collect()
    }
}

/// A row of one cell that is no label and no figure.
fn unknown_row(unit: &Unit, table: usize) -> Element {
    let cells = vec![RawCell::unknown(unit.range.clone())];
    let kind = ElementKind::Row { table, shape: Shape::Loose, cells };
    Element { range: unit.range.clone(), kind }
}

/// Whether all columns of a table are known, so that its figures can be told apart.
pub(super) fn is_sound(official: &Official) -> bool {
    let mut blocks = official.blocks.iter();
    !official.blocks.is_empty()
        && blocks.all(|block| {
            block.header_read
                && block.unknown_columns.is_empty()
                && block.columns.iter().all(Option::is_some)
        })
}

/// How many figures are read.
pub(super) fn figures_of(official: &Official) -> usize {
    let rows = official.blocks.iter().flat_map(|block| &block.rows);
    rows.map(|row| match &row.cells {
        Cells::Read(cells) => cells.iter().flatten().filter(|cell| cell.value().is_some()).count(),
        Cells::Group | Cells::Misfit { .. } => 0,
    })
    .sum()
}

/// Whether a line is a bar with nothing but Latin letters and digits behind it.
fn is_bare(line: &str) -> bool {
    let cell = line.strip_prefix('|').map(|rest| rest.trim_end_matches('|'));
    cell.is_some_and(|cell| cell.chars().all(|c| c.is_ascii_alphanumeric() || c == ' '))
}
