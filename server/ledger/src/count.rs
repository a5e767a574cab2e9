//! Ledgers, counted for a year: how many rows are in each cell of the table, which are in none, and what
//! else is worth a look.

use std::collections::{BTreeMap, HashMap};

use form::{Block, Form, Table};

use crate::cases;
use crate::columns::Sheet;
use crate::day::Day;
use crate::entry::{Date, Entry};
use crate::place::{Fate, Has, Place, Reason};
use crate::requests;
use crate::vocabulary::{Layout, Subject, vocabulary};

/// A row that is not counted.
#[derive(Debug, Clone)]
pub struct Unplaced {
    pub entry: Entry,
    pub reason: Reason,
}

/// Something worth a look in rows that are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// These two may be one.
    Twice(Box<Entry>, Box<Entry>),
    AnsweredTooEarly(Box<Entry>, Day, Day),
    /// So many weekdays passed; holidays and time that does not count are not taken off.
    Overdue(Box<Entry>, usize),
    /// Cases that came in an earlier year; nothing official says how they count.
    FromBefore(Vec<Entry>),
    /// Cases in a later stage than the first, which may be the same as others.
    LaterStage(Vec<Entry>),
}

/// The ledger of a subject, counted for a year.
#[derive(Debug)]
pub struct Ledger {
    pub subject: Subject,
    pub table: &'static Table,
    pub sheets: Vec<Sheet>,
    pub placed: Vec<(Entry, Place)>,
    pub unplaced: Vec<Unplaced>,
    /// How many are another year's.
    pub outside: usize,
    /// Cases that another organ counts.
    pub not_ours: Vec<(usize, usize)>,
    /// Rows that are no entry: totals, notes; by sheet.
    pub skipped: Vec<(usize, usize)>,
    /// Rows that belong to the entry above them.
    pub continued: Vec<(usize, usize)>,
    pub notes: Vec<Note>,
}

/// Days that an answer may take, and as many again where it is put off.
const DAYS: usize = 20;

/// The words of a subject in an edition.
#[derive(Debug)]
pub(crate) enum Words {
    Requests(requests::Words),
    Cases(cases::Words),
}

impl Words {
    /// None if the edition has no such table.
    pub(crate) fn of(form: &'static Form, subject: Subject) -> Option<Self> {
        match subject {
            Subject::Requests => requests::Words::of(form).map(Self::Requests),
            Subject::Cases => cases::Words::of(form).map(Self::Cases),
        }
    }

    /// Has a word mean what another means; whether that is known.
    pub(crate) fn learn(&mut self, word: &str, meaning: &str) -> bool {
        match self {
            Self::Requests(words) => words.learn(word, meaning),
            Self::Cases(words) => words.learn(word, meaning),
        }
    }

    fn fate(&self, year: i32, has: Has, of: &Entry) -> Fate {
        match self {
            Self::Requests(words) => words.fate(year, has, of),
            Self::Cases(words) => words.fate(year, has, of),
        }
    }
}

impl Ledger {
    pub(crate) fn new(subject: Subject, table: &'static Table) -> Self {
        Self {
            subject,
            table,
            sheets: Vec::new(),
            placed: Vec::new(),
            unplaced: Vec::new(),
            outside: 0,
            not_ours: Vec::new(),
            skipped: Vec::new(),
            continued: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// The columns that such a ledger may have.
    pub fn layout(&self) -> &'static Layout {
        vocabulary().layout(self.subject)
    }

    /// The block that is filled.
    pub fn block(&self) -> Option<&'static Block> {
        self.table.blocks.first()
    }

    pub(crate) fn judge(&mut self, words: &Words, year: i32, has: Has, entry: Entry) {
        match words.fate(year, has, &entry) {
            Fate::Outside => self.outside += 1,
            Fate::NotOurs => self.not_ours.push((entry.sheet, entry.row)),
            Fate::Unplaced(reason) => self.unplaced.push(Unplaced { entry, reason }),
            Fate::Placed(place) => {
                self.notes.extend(late_or_early(self.subject, &entry));
                self.placed.push((entry, place));
            }
        }
    }

    /// Looks at all that were counted.
    pub(crate) fn note(&mut self, year: i32) {
        self.note_twice();
        if self.subject == Subject::Cases {
            let is_from_before =
                |of: &Entry| matches!(of.received, Date::Day(day) if day.year < year);
            self.note_those(is_from_before, Note::FromBefore);
            self.note_those(cases::is_later_stage, Note::LaterStage);
        }
    }

    fn note_those(&mut self, is_one: impl Fn(&Entry) -> bool, note: impl Fn(Vec<Entry>) -> Note) {
        let entries = self.placed.iter().map(|(entry, _)| entry);
        let those: Vec<Entry> = entries.filter(|entry| is_one(entry)).cloned().collect();
        if !those.is_empty() {
            self.notes.push(note(those));
        }
    }

    /// Entries that may have been written down twice: the same number, or the same person asking for the
    /// same on the same day.
    fn note_twice(&mut self) {
        let mut seen: HashMap<String, &Entry> = HashMap::new();
        let mut notes = Vec::new();
        for (entry, _) in &self.placed {
            let Entry { number, applicant, content, received, .. } = entry;
            let full = !applicant.is_empty() && !content.is_empty();
            let keys = [
                (number.chars().count() > 4).then(|| format!("1{number}")),
                full.then(|| format!("2{applicant}\n{content}\n{received:?}")),
            ];
            let twin = keys.iter().flatten().find_map(|key| seen.get(key).copied());
            notes.extend(twin.map(|twin| Note::Twice(twin.clone().into(), entry.clone().into())));
            for key in keys.into_iter().flatten() {
                seen.entry(key).or_insert(entry);
            }
        }
        self.notes.extend(notes);
    }

    /// How many entries there are in each cell, by positions of row and column; cells of totals not.
    pub fn cells(&self) -> BTreeMap<(usize, usize), usize> {
        let mut cells = BTreeMap::new();
        for cell in self.placed.iter().flat_map(|(_, place)| place.cells()) {
            *cells.entry(cell).or_default() += 1;
        }
        cells
    }

    /// The entries that are counted in a cell.
    pub fn of_cell(&self, row: usize, column: usize) -> impl Iterator<Item = &Entry> {
        let here = move |place: &Place| place.cells().any(|cell| cell == (row, column));
        self.placed.iter().filter(move |(_, place)| here(place)).map(|(entry, _)| entry)
    }

    /// How many entries the ledger has in all.
    pub fn entries(&self) -> usize {
        self.placed.len() + self.unplaced.len() + self.outside + self.not_ours.len()
    }
}

fn late_or_early(subject: Subject, entry: &Entry) -> Option<Note> {
    let (Date::Day(received), Date::Day(answered)) = (&entry.received, &entry.answered) else {
        return None;
    };
    let is_month = received.day == 0 || answered.day == 0;
    if answered < received && !is_month {
        return Some(Note::AnsweredTooEarly(entry.clone().into(), *received, *answered));
    }
    // How long a court takes is not for this organ to know.
    let days = received.weekdays_until(*answered).filter(|_| subject == Subject::Requests)?;
    let limit = if entry.extended { 2 * DAYS } else { DAYS };
    (days > limit).then(|| Note::Overdue(entry.clone().into(), days))
}
