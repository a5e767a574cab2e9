//! Where a row of a ledger is counted in a year, or why that cannot be told.

use crate::day::Day;
use crate::entry::{Date, Entry};
use crate::lexicon::Said;
use crate::vocabulary::{Layout, Role, Subject};

/// Where something is counted: rows and column of the table's block, by position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The row of this year's or last year's, in a table that has both.
    pub source: Option<usize>,
    /// The row of what became of it, or of what it is.
    pub row: usize,
    pub column: usize,
}

impl Place {
    /// The cells that it counts in, by row and column.
    pub fn cells(self) -> impl Iterator<Item = (usize, usize)> {
        self.source.into_iter().chain([self.row]).map(move |row| (row, self.column))
    }
}

/// Why nobody can tell where something is counted.
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
    NotSaid(Role),
    Unknown(Role, String),
    Conflicting(Role, String),
    /// What is written, and what it may mean.
    Open(Role, String, String),
}

/// What becomes of something in a year.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    Placed(Place),
    Unplaced(Reason),
    /// Another year's.
    Outside,
    /// Another organ's to count.
    NotOurs,
}

impl From<Reason> for Fate {
    fn from(reason: Reason) -> Self {
        Self::Unplaced(reason)
    }
}

/// What the ledger has columns for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Has {
    pub(crate) received: bool,
    pub(crate) answered: bool,
}

/// How something stands at the end of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    InYear,
    Pending,
}

/// What a row says of its end.
pub(crate) struct Says<'e> {
    /// Whether anything is said at all.
    pub(crate) nothing: bool,
    pub(crate) pending: bool,
    /// Whether a text that stands where the date belongs says that it is pending.
    pub(crate) is_pending: &'e dyn Fn(&str) -> bool,
}

/// How something stands at the end of a year, by the day of its end and by what is said of it.
pub(crate) fn end(
    year: i32,
    has: Has,
    is_from_before: bool,
    of: &Entry,
    says: &Says<'_>,
) -> Result<End, Fate> {
    let answered = match &of.answered {
        Date::Other(text) if (says.is_pending)(text) => None,
        Date::Other(text) => return Err(bad_date(text).into()),
        Date::Nothing => None,
        Date::Day(day) => Some(*day),
    };
    let is_carried_out = of.carried.get(1).copied().flatten() == Some(true);
    match answered {
        Some(day) if day.year > year => Ok(End::Pending),
        Some(day) if day.year < year && is_from_before => Err(Fate::Outside),
        Some(day) if day.year < year => Err(Reason::AnsweredBefore(day).into()),
        Some(day) if is_carried_out || says.pending => Err(Reason::PendingButAnswered(day).into()),
        Some(_) => Ok(End::InYear),
        None if says.nothing || says.pending || is_carried_out => Ok(End::Pending),
        None if has.answered => Err(Reason::NotAnswered(of.outcomes.join("，")).into()),
        None => Ok(End::InYear),
    }
}

/// Why a date says no year.
pub(crate) fn bad_date(text: &str) -> Reason {
    let groups = text.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty());
    let is_short = groups.clone().all(|group| group.len() <= 2);
    match is_short && groups.count() == 2 {
        true => Reason::NoYear,
        false => Reason::BadDate(text.to_owned()),
    }
}

/// The one place that is said among those that may be, else why there is none.
pub(crate) fn one<'f>(
    said: Said,
    role: Role,
    texts: &[String],
    may_be: impl Fn(usize) -> bool,
    name: impl Fn(usize) -> Option<&'f str>,
) -> Result<usize, Reason> {
    let text = texts.join("，");
    let places = match said {
        Said::Nothing => return Err(Reason::NotSaid(role)),
        Said::Unknown => return Err(Reason::Unknown(role, text)),
        Said::Conflict => return Err(Reason::Conflicting(role, text)),
        Said::Places(places) => places,
    };
    let mut possible = places.iter().copied().filter(|at| may_be(*at));
    match (possible.next(), possible.next()) {
        (Some(place), None) => Ok(place),
        (None, _) => Err(Reason::Conflicting(role, text)),
        _ => {
            let names: Vec<&str> = places.iter().filter_map(|at| name(*at)).collect();
            Err(Reason::Open(role, text, names.join("、")))
        }
    }
}

impl Reason {
    /// In the words of the ledgers that it is of.
    pub fn told(&self, layout: &Layout) -> String {
        let name = |role: &Role| layout.name(*role);
        let (received, answered) = (name(&Role::Received), name(&Role::Answered));
        let (outcome, carried) = (name(&Role::Outcome), name(&Role::CarriedIn));
        match self {
            Self::NotReceived => format!("没有写{received}，不知道是哪一年收到的"),
            Self::NoYear => "日期没有写年份，请写成 2025-3-1 这样".to_owned(),
            Self::BadDate(text) => format!("日期“{text}”认不准，请写成 2025-3-1 这样"),
            Self::CarriedThisYear(day) => format!("写着是{carried}，{received}却是 {day}"),
            Self::AnsweredBefore(day) => format!("{answered} {day} 比收到的年份还早"),
            Self::PendingButAnswered(day) => format!("写着还没有办结，又有{answered} {day}"),
            Self::NotAnswered(text) => {
                format!("写了{outcome}“{text}”，没有写{answered}，不知道是不是本年办结的")
            }
            Self::NotSaid(Role::Outcome) => format!("有{answered}，没有写{outcome}"),
            Self::NotSaid(role) => format!("没有写{}", name(role)),
            Self::Unknown(Role::Capacity, text) => {
                format!("{}“{text}”，不知道该不该由本机关计", name(&Role::Capacity))
            }
            Self::Unknown(role, text) => {
                format!("{}“{text}”认不出归哪一{}", name(role), axis(layout, *role))
            }
            Self::Conflicting(role, text) => format!("{}“{text}”前后对不上", name(role)),
            Self::Open(role, text, names) => {
                format!("{}“{text}”还要写明是哪一种：{names}", name(role))
            }
        }
    }
}

/// Whether a column of the ledger leads to rows of the table or to its columns.
fn axis(layout: &Layout, role: Role) -> &'static str {
    match (layout.subject, role) {
        (Subject::Requests, Role::Kind) | (Subject::Cases, Role::Outcome) => "列",
        _ => "行",
    }
}
