//! The rows of a sheet: which are applications, and what stands in them.

use document::{Cover, GridRow};
use form::key;

use crate::columns::Sheet;
use crate::day::Day;
use crate::vocabulary::{Role, vocabulary};

/// A row of a ledger that is an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// Which sheet, from 0.
    pub sheet: usize,
    /// The row of the sheet, from 1.
    pub row: usize,
    pub number: String,
    pub applicant: String,
    pub content: String,
    /// What stands in the columns of the applicant's kind, of the outcome and of its basis.
    pub(crate) kinds: Vec<String>,
    pub(crate) outcomes: Vec<String>,
    pub(crate) received: Date,
    pub(crate) answered: Date,
    /// Whether it is said to be carried in or out.
    pub(crate) carried: [Option<bool>; 2],
    pub(crate) extended: bool,
}

/// What stands where a date belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Date {
    Nothing,
    Day(Day),
    Other(String),
}

/// What a row is.
#[derive(Debug)]
pub(crate) enum Kind {
    Application(Application),
    /// A total, a note, a repeated header.
    Skipped,
    /// It belongs to the application above.
    Continued,
}

/// What the rows of a sheet are.
pub(crate) fn rows(index: usize, sheet: &Sheet) -> Vec<(usize, Kind)> {
    sheet.rows.iter().map(|row| (row.number, kind(index, sheet, row))).collect()
}

/// What tells an application from a note: something in one of these columns.
const TELLING: [Role; 6] =
    [Role::Received, Role::Kind, Role::Outcome, Role::Article, Role::Answered, Role::Applicant];

fn kind(index: usize, sheet: &Sheet, row: &GridRow) -> Kind {
    let columns = &sheet.columns;
    let of = |role: Role| columns.of(role).filter_map(|column| row.cell(column));
    let covers: Vec<Cover> = TELLING.into_iter().flat_map(of).map(|cell| cell.cover).collect();
    // Cells that only reach into a column from the side are a note's or a heading's.
    let is_note = covers.iter().all(|cover| *cover == Cover::Aside);
    if is_note || is_total(sheet, row) || is_header(sheet, row) {
        return Kind::Skipped;
    }
    let above = |role: Role| of(role).any(|cell| cell.cover == Cover::Above);
    let has_own = covers.contains(&Cover::None);
    if !has_own || above(Role::Sequence) || above(Role::Number) {
        return Kind::Continued;
    }
    Kind::Application(application(index, sheet, row))
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
    let same = |named: &&crate::columns::Named| row.text(named.column) == named.header;
    sheet.columns.found.iter().filter(same).count() >= 2
}

fn application(index: usize, sheet: &Sheet, row: &GridRow) -> Application {
    let columns = &sheet.columns;
    let texts = |role: Role| -> Vec<String> {
        let texts = columns.of(role).map(|column| row.text(column).trim().to_owned());
        texts.filter(|text| !text.is_empty()).collect()
    };
    let text = |role: Role| texts(role).into_iter().next().unwrap_or_default();
    let answer = |role: Role| vocabulary().answer(&text(role));
    Application {
        sheet: index,
        row: row.number,
        number: text(Role::Number),
        applicant: text(Role::Applicant),
        content: text(Role::Content),
        kinds: texts(Role::Kind),
        outcomes: [texts(Role::Outcome), texts(Role::Article)].concat(),
        received: date(&text(Role::Received)),
        answered: date(&text(Role::Answered)),
        carried: [answer(Role::CarriedIn), answer(Role::CarriedOut)],
        extended: answer(Role::Extended).unwrap_or(Day::read(&text(Role::Extended)).is_some()),
    }
}

fn date(text: &str) -> Date {
    if text.is_empty() || vocabulary().nothing.iter().any(|word| word == text) {
        return Date::Nothing;
    }
    Day::read(text).map_or_else(|| Date::Other(text.to_owned()), Date::Day)
}
