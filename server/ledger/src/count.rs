//! A ledger, counted for a year: how many applications are in each cell, which are in none, and what else
//! is worth a look.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use document::Grid;
use form::Form;

use crate::application::{self, Application, Date, Kind};
use crate::columns::Sheet;
use crate::day::Day;
use crate::place::{Fate, Has, Place, Reason, fate};
use crate::vocabulary::{Role, Words, vocabulary};

/// An application that is not counted.
#[derive(Debug, Clone)]
pub struct Unplaced {
    pub application: Application,
    pub reason: Reason,
}

/// Something worth a look in applications that are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// These two may be one.
    Twice(Application, Application),
    AnsweredTooEarly(Application, Day, Day),
    /// So many weekdays passed; holidays and time that does not count are not taken off.
    Overdue(Application, usize),
}

/// A ledger, counted for a year.
#[derive(Debug)]
pub struct Ledger {
    pub year: i32,
    pub form: &'static Form,
    pub sheets: Vec<Sheet>,
    /// Sheets without a header that is known.
    pub others: Vec<String>,
    pub placed: Vec<(Application, Place)>,
    pub unplaced: Vec<Unplaced>,
    /// How many are another year's.
    pub outside: usize,
    /// Rows that are no application: totals, notes; by sheet.
    pub skipped: Vec<(usize, usize)>,
    /// Rows that belong to the application above them.
    pub continued: Vec<(usize, usize)>,
    pub notes: Vec<Note>,
}

/// Days that an answer may take, and as many again where it is put off.
const DAYS: usize = 20;

/// Why a ledger cannot be counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Uncountable {
    /// No sheet has a header that is known; what the first rows say.
    NoHeader(Vec<String>),
    /// A sheet has no column of these; its name, and its columns that mean nothing here.
    NoColumn { sheet: String, missing: Vec<Role>, others: Vec<String> },
    /// No date says which year it is of.
    NoYear,
    /// There is no such table for the year.
    NoForm(i32),
}

/// Counts the sheets of a ledger for a year, or for that in which most applications were received. `told`
/// are headers whose role somebody has told.
///
/// # Errors
/// If there is no header, or a column is missing without which nothing can be counted.
pub fn count(
    grids: Vec<Grid>,
    year: Option<i32>,
    told: &[(Role, String)],
) -> Result<Ledger, Uncountable> {
    let (mut sheets, mut others, mut first) = (Vec::new(), Vec::new(), Vec::new());
    for grid in grids {
        match Sheet::of(grid, told) {
            Ok(sheet) => sheets.push(sheet),
            Err(grid) => {
                let cells = grid.rows.iter().take(3).flat_map(|row| &row.cells);
                first.extend(cells.map(|cell| cell.text.clone()));
                if !grid.rows.is_empty() {
                    others.push(grid.name);
                }
            }
        }
    }
    if sheets.is_empty() {
        return Err(Uncountable::NoHeader(first));
    }
    require_columns(&sheets)?;
    let rows: Vec<(usize, Vec<(usize, Kind)>)> =
        sheets.iter().enumerate().map(|(at, sheet)| (at, application::rows(at, sheet))).collect();
    let year = year.or_else(|| usual_year(&rows)).ok_or(Uncountable::NoYear)?;
    let form = form::form_for(year).ok_or(Uncountable::NoForm(year))?;
    let words = Words::of(form).ok_or(Uncountable::NoForm(year))?;
    let mut ledger = Ledger {
        year,
        form,
        sheets,
        others,
        placed: Vec::new(),
        unplaced: Vec::new(),
        outside: 0,
        skipped: Vec::new(),
        continued: Vec::new(),
        notes: Vec::new(),
    };
    rows.into_iter().for_each(|(sheet, rows)| ledger.add(&words, sheet, rows));
    ledger.note_twice();
    Ok(ledger)
}

fn require_columns(sheets: &[Sheet]) -> Result<(), Uncountable> {
    for sheet in sheets {
        let missing: Vec<Role> =
            [Role::Received, Role::Kind]
                .into_iter()
                .filter(|role| !sheet.columns.has(*role))
                .chain(Some(Role::Outcome).filter(|_| {
                    !sheet.columns.has(Role::Outcome) && !sheet.columns.has(Role::Article)
                }))
                .collect();
        if !missing.is_empty() {
            let (sheet, others) = (sheet.name.clone(), sheet.columns.others.clone());
            return Err(Uncountable::NoColumn { sheet, missing, others });
        }
    }
    Ok(())
}

/// The year in which most applications were received.
fn usual_year(rows: &[(usize, Vec<(usize, Kind)>)]) -> Option<i32> {
    let mut years: BTreeMap<i32, usize> = BTreeMap::new();
    for (_, kind) in rows.iter().flat_map(|(_, rows)| rows) {
        if let Kind::Application(Application { received: Date::Day(day), .. }) = kind {
            *years.entry(day.year).or_default() += 1;
        }
    }
    years.into_iter().max_by_key(|(_, count)| *count).map(|(year, _)| year)
}

impl Ledger {
    fn add(&mut self, words: &Words, sheet: usize, rows: Vec<(usize, Kind)>) {
        let answered =
            self.sheets.get(sheet).is_some_and(|sheet| sheet.columns.has(Role::Answered));
        for (number, kind) in rows {
            match kind {
                Kind::Skipped => self.skipped.push((sheet, number)),
                Kind::Continued => self.continued.push((sheet, number)),
                Kind::Application(application) => self.judge(words, Has { answered }, application),
            }
        }
    }

    fn judge(&mut self, words: &Words, has: Has, application: Application) {
        match fate(words, self.year, has, &application) {
            Fate::Outside => self.outside += 1,
            Fate::Unplaced(reason) => self.unplaced.push(Unplaced { application, reason }),
            Fate::Placed(place) => {
                self.notes.extend(late_or_early(&application));
                self.placed.push((application, place));
            }
        }
    }

    /// Applications that may have been written down twice: the same number, or the same person asking for
    /// the same on the same day.
    fn note_twice(&mut self) {
        let mut seen: HashMap<String, &Application> = HashMap::new();
        let mut notes = Vec::new();
        for (application, _) in &self.placed {
            let Application { number, applicant, content, received, .. } = application;
            let full = !applicant.is_empty() && !content.is_empty();
            let keys = [
                (number.chars().count() > 4).then(|| format!("1{number}")),
                full.then(|| format!("2{applicant}\n{content}\n{received:?}")),
            ];
            let twin = keys.iter().flatten().find_map(|key| seen.get(key).copied());
            notes.extend(twin.map(|twin| Note::Twice(twin.clone(), application.clone())));
            for key in keys.into_iter().flatten() {
                seen.entry(key).or_insert(application);
            }
        }
        self.notes.extend(notes);
    }

    /// How many applications there are in each cell, by positions of row and column; cells of totals not.
    pub fn cells(&self) -> BTreeMap<(usize, usize), usize> {
        let mut cells = BTreeMap::new();
        for (_, place) in &self.placed {
            *cells.entry((place.source, place.column)).or_default() += 1;
            *cells.entry((place.outcome, place.column)).or_default() += 1;
        }
        cells
    }

    /// The applications that are counted in a cell.
    pub fn of_cell(&self, row: usize, column: usize) -> impl Iterator<Item = &Application> {
        let here = move |place: &Place| {
            place.column == column && (place.source == row || place.outcome == row)
        };
        self.placed.iter().filter(move |(_, place)| here(place)).map(|(application, _)| application)
    }

    /// How many applications the ledger has in all.
    pub fn applications(&self) -> usize {
        self.placed.len() + self.unplaced.len() + self.outside
    }
}

fn late_or_early(application: &Application) -> Option<Note> {
    let (Date::Day(received), Date::Day(answered)) = (&application.received, &application.answered)
    else {
        return None;
    };
    let is_month = received.day == 0 || answered.day == 0;
    if answered < received && !is_month {
        return Some(Note::AnsweredTooEarly(application.clone(), *received, *answered));
    }
    let days = received.weekdays_until(*answered)?;
    let limit = if application.extended { 2 * DAYS } else { DAYS };
    (days > limit).then(|| Note::Overdue(application.clone(), days))
}

impl fmt::Display for Uncountable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let listed = |names: &[String]| match names {
            [] => "（没有别的列）".to_owned(),
            names => names.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join("、"),
        };
        match self {
            Self::NoHeader(cells) => {
                let wanted = [Role::Received, Role::Kind, Role::Outcome];
                let names = wanted.map(|role| vocabulary().name(role)).join("、");
                let cells = listed(cells);
                write!(f, "没有找到台账的表头。表头里要有{names}这几列；表里开头写的是：{cells}")
            }
            Self::NoColumn { sheet, missing, others } => {
                let of = if sheet.is_empty() { String::new() } else { format!("（{sheet}）") };
                let names: Vec<&str> =
                    missing.iter().map(|role| vocabulary().name(*role)).collect();
                let first = names.first().copied().unwrap_or_default();
                write!(
                    f,
                    "台账{of}里没有找到{}这一列。没有认出来的列有：{}。其中如果有，请用 --column 说明，例如 --column {first}=列名",
                    names.join("、"),
                    listed(others)
                )
            }
            Self::NoYear => write!(f, "收到日期里看不出是哪一年的台账，请用 --year 写明"),
            Self::NoForm(year) => {
                write!(f, "没有 {year} 年度的年报格式，请用 --year 写明台账是哪一年的")
            }
        }
    }
}
