//! Where an application is counted in a year, or why that cannot be told.
//!
//! 条例 第三十一条 says which day an application was received; the day of the answer says in which year it
//! was dealt with.

use std::fmt;

use crate::application::{Application, Date};
use crate::day::Day;
use crate::lexicon::Said;
use crate::vocabulary::{Role, Words, vocabulary};

/// Where an application is counted: rows and column of the table's block, by position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The row of this year's or last year's.
    pub source: usize,
    /// The row of what became of it.
    pub outcome: usize,
    pub column: usize,
}

/// Why nobody can tell where an application is counted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    NotReceived,
    /// A month and a day without a year.
    NoYear,
    BadDate(String),
    CarriedThisYear(Day),
    AnsweredBefore(Day),
    PendingButAnswered(Day),
    NotAnswered(String),
    NoOutcome,
    UnknownOutcome(String),
    ConflictingOutcome(String),
    /// What is written, and the rows that it may mean.
    OpenOutcome(String, String),
    NoKind,
    UnknownKind(String),
    ConflictingKind(String),
    OpenKind(String, String),
}

/// What becomes of an application in a year.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    Placed(Place),
    Unplaced(Reason),
    /// Another year's.
    Outside,
}

/// What the ledger has columns for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Has {
    pub(crate) answered: bool,
}

/// The row of an application among those of received ones, or its fate if it has none.
fn source(words: &Words, year: i32, of: &Application) -> Result<usize, Fate> {
    let carried_in = of.carried.first().copied().flatten();
    match &of.received {
        Date::Other(text) => Err(Fate::Unplaced(bad_date(text))),
        Date::Nothing if carried_in == Some(true) => Ok(words.carried_in),
        Date::Nothing => Err(Fate::Unplaced(Reason::NotReceived)),
        Date::Day(day) if day.year > year => Err(Fate::Outside),
        Date::Day(day) if day.year == year && carried_in == Some(true) => {
            Err(Fate::Unplaced(Reason::CarriedThisYear(*day)))
        }
        Date::Day(day) if day.year == year => Ok(words.received),
        Date::Day(_) => Ok(words.carried_in),
    }
}

/// What becomes of an application in a year.
pub(crate) fn fate(words: &Words, year: i32, has: Has, of: &Application) -> Fate {
    let source = match source(words, year, of) {
        Ok(row) => row,
        Err(fate) => return fate,
    };
    let outcome = match end(words, year, has, source, of) {
        Ok(row) => row,
        Err(fate) => return fate,
    };
    match column(words, of) {
        Ok(column) => Fate::Placed(Place { source, outcome, column }),
        Err(reason) => Fate::Unplaced(reason),
    }
}

/// The row of an application among the outcomes, or that of those that are pending.
fn end(words: &Words, year: i32, has: Has, source: usize, of: &Application) -> Result<usize, Fate> {
    let said = of.outcomes.iter().map(|text| words.outcome(text)).fold(Said::Nothing, Said::and);
    let pending = Said::Places([words.pending].into());
    let carried_out = of.carried.get(1).copied().flatten();
    let unplaced = |reason| Err(Fate::Unplaced(reason));
    let answered = match &of.answered {
        Date::Other(text) if words.outcome(text) == pending => None,
        Date::Other(text) => return unplaced(bad_date(text)),
        Date::Nothing => None,
        Date::Day(day) => Some(*day),
    };
    match answered {
        Some(day) if day.year > year => Ok(words.pending),
        Some(day) if day.year < year && source == words.carried_in => Err(Fate::Outside),
        Some(day) if day.year < year => unplaced(Reason::AnsweredBefore(day)),
        Some(day) if carried_out == Some(true) || said == pending => {
            unplaced(Reason::PendingButAnswered(day))
        }
        Some(_) => row(words, said, of),
        None if said == Said::Nothing || said == pending || carried_out == Some(true) => {
            Ok(words.pending)
        }
        None if has.answered => unplaced(Reason::NotAnswered(of.outcomes.join("，"))),
        None => row(words, said, of),
    }
}

/// Why a date says no year.
fn bad_date(text: &str) -> Reason {
    let groups = text.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty());
    let is_short = groups.clone().all(|group| group.len() <= 2);
    match is_short && groups.count() == 2 {
        true => Reason::NoYear,
        false => Reason::BadDate(text.to_owned()),
    }
}

fn row(words: &Words, said: Said, of: &Application) -> Result<usize, Fate> {
    let text = of.outcomes.join("，");
    let reason = match said {
        Said::Nothing => Reason::NoOutcome,
        Said::Unknown => Reason::UnknownOutcome(text),
        Said::Conflict => Reason::ConflictingOutcome(text),
        Said::Places(places) => {
            let mut rows = places.iter().filter(|row| words.outcome_rows.contains(row));
            match (rows.next(), rows.next()) {
                (Some(row), None) => return Ok(*row),
                (None, _) => Reason::ConflictingOutcome(text),
                _ => Reason::OpenOutcome(
                    text,
                    shorts(places.iter().map(|at| words.block.rows.get(*at).map(form::Row::short))),
                ),
            }
        }
    };
    Err(Fate::Unplaced(reason))
}

fn column(words: &Words, of: &Application) -> Result<usize, Reason> {
    let text = of.kinds.join("，");
    match of.kinds.iter().map(|text| words.kinds.read(text)).fold(Said::Nothing, Said::and) {
        Said::Nothing => Err(Reason::NoKind),
        Said::Unknown => Err(Reason::UnknownKind(text)),
        Said::Conflict => Err(Reason::ConflictingKind(text)),
        Said::Places(places) => {
            let mut columns = places.iter();
            match (columns.next(), columns.next()) {
                (Some(column), None) => Ok(*column),
                _ => Err(Reason::OpenKind(
                    text,
                    shorts(
                        places
                            .iter()
                            .map(|at| words.block.columns.get(*at).map(form::Column::short)),
                    ),
                )),
            }
        }
    }
}

fn shorts<'f>(names: impl Iterator<Item = Option<&'f str>>) -> String {
    names.flatten().collect::<Vec<_>>().join("、")
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |role| vocabulary().name(role);
        let (outcome, carried) = (name(Role::Outcome), name(Role::CarriedIn));
        match self {
            Self::NotReceived => write!(f, "没有写收到日期，不知道是哪一年收到的"),
            Self::NoYear => write!(f, "日期没有写年份，请写成 2025-3-1 这样"),
            Self::BadDate(text) => write!(f, "日期“{text}”认不准，请写成 2025-3-1 这样"),
            Self::CarriedThisYear(day) => write!(f, "写着是{carried}，收到日期却是 {day}"),
            Self::AnsweredBefore(day) => write!(f, "答复日期 {day} 比收到的年份还早"),
            Self::PendingButAnswered(day) => write!(f, "写着还没有办结，又有答复日期 {day}"),
            Self::NotAnswered(text) => {
                write!(f, "写了{outcome}“{text}”，没有写答复日期，不知道是不是本年办结的")
            }
            Self::NoOutcome => write!(f, "有答复日期，没有写{outcome}"),
            Self::UnknownOutcome(text) => write!(f, "{outcome}“{text}”认不出归哪一行"),
            Self::ConflictingOutcome(text) => write!(f, "{outcome}“{text}”前后对不上"),
            Self::OpenOutcome(text, rows) => write!(f, "{outcome}“{text}”还要写明是哪一种：{rows}"),
            Self::NoKind => write!(f, "没有写申请人类别"),
            Self::UnknownKind(text) => write!(f, "申请人类别“{text}”认不出归哪一列"),
            Self::ConflictingKind(text) => write!(f, "申请人类别“{text}”前后对不上"),
            Self::OpenKind(text, columns) => {
                write!(f, "申请人类别“{text}”还要写明是哪一种：{columns}")
            }
        }
    }
}
