//! The rows of a sheet: which are applications or cases, and what stands in them.

use document::{Cover, GridRow};
use form::key;

use crate::columns::{Named, Sheet};
use crate::day::Day;
use crate::vocabulary::{Role, vocabulary};

/// A row of a ledger that is an application or a case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Which sheet of its ledger, from 0.
    pub sheet: usize,
    /// The row of the sheet, from 1.
    pub row: usize,
    pub number: String,
    pub applicant: String,
    pub content: String,
    /// What stands in the columns of the kind, of the outcome and of its basis.
    pub(crate) kinds: Vec<String>,
    pub(crate) outcomes: Vec<String>,
    pub(crate) received: Date,
    pub(crate) answered: Date,
    /// Whether it is said to be carried in or out.
    pub(crate) carried: [Option<bool>; 2],
    pub(crate) extended: bool,
    /// Of a case: whether a review came before, what this organ is in it, and its stage.
    pub(crate) reviewed: String,
    pub(crate) capacity: String,
    pub(crate) stage: String,
}

/// What stands where a date belongs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum Date {
    #[default]
    Nothing,
    Day(Day),
    Other(String),
}

/// What a row is.
#[derive(Debug)]
pub(crate) enum Kind {
    Entry(Box<Entry>),
    /// A total, a note, a repeated header.
    Skipped,
    /// It belongs to the entry above.
    Continued,
}

/// What the rows of a sheet are.
pub(crate) fn rows(sheet: &Sheet) -> Vec<(usize, Kind)> {
    sheet.rows.iter().map(|row| (row.number, kind(sheet, row))).collect()
}

/// What tells an entry from a note: something in one of these columns.
const TELLING: [Role; 7] = [
    Role::Received,
    Role::Kind,
    Role::Outcome,
    Role::Article,
    Role::Answered,
    Role::Applicant,
    Role::Reviewed,
];

fn kind(sheet: &Sheet, row: &GridRow) -> Kind {
    let columns = &sheet.columns;
    let of = |role: Role| columns.of(role).filter_map(|column| row.cell(column));
    let covers: Vec<Cover> = TELLING.into_iter().flat_map(of).map(|cell| cell.cover).collect();
    // Cells that only reach into a column from the side are a note's or a heading's.
    let is_note = covers.iter().all(|cover| *cover == Cover::Aside) || is_sentence(row);
    if is_note || is_total(sheet, row) || is_header(sheet, row) {
        return Kind::Skipped;
    }
    let above = |role: Role| of(role).any(|cell| cell.cover == Cover::Above);
    let has_own = covers.contains(&Cover::None);
    if !has_own || above(Role::Sequence) || above(Role::Number) {
        return Kind::Continued;
    }
    Kind::Entry(entry(sheet, row).into())
}

/// What stands alone in a row and is longer is a note, in characters.
const MAX_ALONE: usize = 8;

/// Whether a row is one sentence, be it written over all columns or in the first one, which may have a role.
fn is_sentence(row: &GridRow) -> bool {
    let mut own = row.cells.iter().filter(|cell| cell.cover != Cover::Aside);
    let (Some(first), None) = (own.next(), own.next()) else { return false };
    let is_wide = row.cells.len() > 1;
    let is_long = first.text.chars().count() > MAX_ALONE && Day::read(&first.text).is_none();
    first.cover == Cover::None && (is_wide || is_long)
}

/// Whether a row begins as totals do, or has such a word where the applicant stands and no date: a program
/// may have numbered it like the others.
fn is_total(sheet: &Sheet, row: &GridRow) -> bool {
    let columns = &sheet.columns;
    let texts = |role: Role| columns.of(role).filter_map(|column| row.cell(column));
    let is_dated = texts(Role::Received).any(|cell| !cell.text.trim().is_empty());
    let is_named = || texts(Role::Applicant).any(|cell| begins_total(&key(&cell.text)));
    let first = row.cells.first().map(|cell| key(&cell.text)).unwrap_or_default();
    begins_total(&first) || !is_dated && is_named()
}

/// What begins like a total and is longer is something else, in characters.
const MAX_TOTAL: usize = 8;

fn begins_total(text: &str) -> bool {
    let short = text.chars().count() <= MAX_TOTAL;
    vocabulary().totals.iter().any(|word| text == word || text.starts_with(word.as_str()) && short)
}

fn is_header(sheet: &Sheet, row: &GridRow) -> bool {
    let same = |named: &&Named| row.text(named.column) == named.header;
    sheet.columns.found.iter().filter(same).count() >= 2
}

fn entry(sheet: &Sheet, row: &GridRow) -> Entry {
    let columns = &sheet.columns;
    let texts = |role: Role| -> Vec<String> {
        let of_role = columns.found.iter().filter(|named| named.role == role);
        let texts = of_role.filter_map(|named| said(named, row.text(named.column).trim()));
        texts.filter(|text| !text.is_empty()).map(str::to_owned).collect()
    };
    let text = |role: Role| texts(role).into_iter().next().unwrap_or_default();
    let answer = |role: Role| vocabulary().answer(&text(role));
    Entry {
        sheet: 0,
        row: row.number,
        number: text(Role::Number),
        applicant: text(Role::Applicant),
        content: text(Role::Content),
        kinds: kinds(sheet, texts(Role::Kind)),
        outcomes: [texts(Role::Outcome), texts(Role::Article)].concat(),
        received: date(&text(Role::Received)),
        answered: date(&text(Role::Answered)),
        carried: [answer(Role::CarriedIn), answer(Role::CarriedOut)],
        extended: answer(Role::Extended).unwrap_or(Day::read(&text(Role::Extended)).is_some()),
        reviewed: text(Role::Reviewed),
        capacity: text(Role::Capacity),
        stage: text(Role::Stage),
    }
}

/// What a cell says: a mark says what its column is for.
fn said<'r>(named: &'r Named, text: &'r str) -> Option<&'r str> {
    match &named.ticked {
        None => Some(text),
        Some(word) => (vocabulary().answer(text) == Some(true)).then_some(word),
    }
}

/// A ledger without a column for it may say in its title what all of it is.
fn kinds(sheet: &Sheet, texts: Vec<String>) -> Vec<String> {
    let titled = sheet.kind.iter().filter(|_| !sheet.columns.has(Role::Kind));
    texts.into_iter().chain(titled.map(|kind| (*kind).to_owned())).collect()
}

fn date(text: &str) -> Date {
    if text.is_empty() || vocabulary().nothing.iter().any(|word| word == text) {
        return Date::Nothing;
    }
    Day::read(text).map_or_else(|| Date::Other(text.to_owned()), Date::Day)
}
