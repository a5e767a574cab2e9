//! All sheets of a ledger together: whose rows are of which subject, and of which year.

use std::collections::BTreeMap;
use std::fmt;

use document::Grid;
use form::Form;

use crate::columns::{Hints, Sheet};
use crate::count::{Ledger, Words};
use crate::entry::{self, Date, Entry, Kind};
use crate::place::Has;
use crate::vocabulary::{Role, Subject, vocabulary};

/// What was counted for a year.
#[derive(Debug)]
pub struct Tally {
    pub year: i32,
    pub form: &'static Form,
    /// One a subject that has rows, in the order of the form.
    pub ledgers: Vec<Ledger>,
    /// Sheets without a header that is known.
    pub others: Vec<String>,
    /// Sheets with a header and nothing below, beside others that have something.
    pub empty: Vec<String>,
}

/// Why ledgers cannot be counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Uncountable {
    /// No sheet has a header that is known; what the first rows say.
    NoHeader(Vec<String>),
    /// A sheet has no column of these; what it is of, its name, and its columns that mean nothing here.
    NoColumn { subject: Subject, sheet: String, missing: Vec<Role>, others: Vec<String> },
    /// No date says which year it is of.
    NoYear,
    /// No edition is for the year.
    NoForm(i32),
    /// The edition of this name has no such table.
    NoTable(&'static str, Subject),
    /// A word is told to mean another, which is not known either.
    NoMeaning(String, String),
}

type Rows = Vec<(usize, Kind)>;

/// Counts sheets for a year, or for that in which most was received.
///
/// # Errors
/// If there is no header, or a column is missing without which nothing can be counted.
pub fn count(grids: Vec<Grid>, year: Option<i32>, told: &Hints) -> Result<Tally, Uncountable> {
    let (sheets, others) = sheets(grids, told)?;
    let mut read: Vec<(Sheet, Rows)> = sheets
        .into_iter()
        .map(|sheet| {
            let rows = entry::rows(&sheet);
            (sheet, rows)
        })
        .collect();
    let mut empty = Vec::new();
    if read.iter().any(|(_, rows)| !rows.is_empty()) {
        read.retain(|(sheet, rows)| {
            if rows.is_empty() {
                empty.push(sheet.name.clone());
            }
            !rows.is_empty()
        });
    }
    let year = year.or_else(|| usual_year(&read)).ok_or(Uncountable::NoYear)?;
    let form = form::form_for(year).ok_or(Uncountable::NoForm(year))?;
    let mut words = words(form, told)?;
    let mut tally = Tally { year, form, ledgers: Vec::new(), others, empty };
    for subject in Subject::ALL {
        let of_subject: Vec<(Sheet, Rows)> =
            read.extract_if(.., |(sheet, _)| sheet.subject == subject).collect();
        if of_subject.is_empty() {
            continue;
        }
        let table = form.table(&vocabulary().layout(subject).table);
        let (Some(table), Some(words)) = (table, words.remove(&subject)) else {
            return Err(Uncountable::NoTable(&form.name, subject));
        };
        let mut ledger = Ledger::new(subject, table);
        of_subject.into_iter().for_each(|(sheet, rows)| ledger.add(&words, year, sheet, rows));
        ledger.note(year);
        tally.ledgers.push(ledger);
    }
    Ok(tally)
}

/// The sheets that are ledgers, and the names of others.
fn sheets(grids: Vec<Grid>, told: &Hints) -> Result<(Vec<Sheet>, Vec<String>), Uncountable> {
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
    for sheet in &sheets {
        let missing = sheet.missing();
        if !missing.is_empty() {
            let (sheet, subject, others) =
                (sheet.name.clone(), sheet.subject, sheet.columns.others.clone());
            return Err(Uncountable::NoColumn { subject, sheet, missing, others });
        }
    }
    Ok((sheets, others))
}

/// The words of each subject that the edition has a table for, with those that are told.
fn words(form: &'static Form, told: &Hints) -> Result<BTreeMap<Subject, Words>, Uncountable> {
    let mut words: BTreeMap<Subject, Words> = Subject::ALL
        .into_iter()
        .filter_map(|subject| Some((subject, Words::of(form, subject)?)))
        .collect();
    for (word, meaning) in &told.words {
        let learnt: Vec<bool> =
            words.values_mut().map(|words| words.learn(word, meaning)).collect();
        if !learnt.contains(&true) {
            return Err(Uncountable::NoMeaning(word.clone(), meaning.clone()));
        }
    }
    Ok(words)
}

/// The year in which most was received; where that is not said, in which most was dealt with.
fn usual_year(read: &[(Sheet, Rows)]) -> Option<i32> {
    let usual = |date: fn(&Entry) -> &Date| {
        let mut years: BTreeMap<i32, usize> = BTreeMap::new();
        for (_, kind) in read.iter().flat_map(|(_, rows)| rows) {
            if let Kind::Entry(entry) = kind
                && let Date::Day(day) = date(entry)
            {
                *years.entry(day.year).or_default() += 1;
            }
        }
        years.into_iter().max_by_key(|(_, count)| *count).map(|(year, _)| year)
    };
    usual(|entry| &entry.received).or_else(|| usual(|entry| &entry.answered))
}

impl Ledger {
    fn add(&mut self, words: &Words, year: i32, sheet: Sheet, rows: Rows) {
        let index = self.sheets.len();
        let has = Has {
            received: sheet.columns.has(Role::Received),
            answered: sheet.columns.has(Role::Answered),
        };
        self.sheets.push(sheet);
        for (number, kind) in rows {
            match kind {
                Kind::Skipped => self.skipped.push((index, number)),
                Kind::Continued => self.continued.push((index, number)),
                Kind::Entry(entry) => {
                    self.judge(words, year, has, Entry { sheet: index, ..*entry });
                }
            }
        }
    }
}

/// So much of a cell is told: a text that is no ledger has whole paragraphs.
const BEGINNING: usize = 20;

fn begun(cell: &str) -> String {
    match cell.char_indices().nth(BEGINNING) {
        None => cell.to_owned(),
        Some((end, _)) => format!("{}……", cell.get(..end).unwrap_or_default()),
    }
}

impl fmt::Display for Uncountable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let listed = |names: &[String]| match names {
            [] => "（没有别的列）".to_owned(),
            names => {
                names.iter().map(|name| format!("“{}”", begun(name))).collect::<Vec<_>>().join("、")
            }
        };
        match self {
            Self::NoHeader(cells) => {
                let wanted = Subject::ALL.map(|subject| {
                    let layout = vocabulary().layout(subject);
                    let required = layout.required.iter().filter_map(|roles| roles.first());
                    let names: Vec<&str> = required.map(|role| layout.name(*role)).collect();
                    format!("{}台账要有{}", layout.item, names.join("、"))
                });
                write!(f, "没有找到台账的表头。表头里，{}这几列；", wanted.join("，"))?;
                match cells.as_slice() {
                    [] => f.write_str("这个文件里什么也没有"),
                    cells => write!(f, "表里开头写的是：{}", listed(cells)),
                }
            }
            Self::NoColumn { subject, sheet, missing, others } => {
                let layout = vocabulary().layout(*subject);
                let of = if sheet.is_empty() { String::new() } else { format!("（{sheet}）") };
                let names: Vec<&str> = missing.iter().map(|role| layout.name(*role)).collect();
                let first = names.first().copied().unwrap_or_default();
                write!(
                    f,
                    "台账{of}里没有找到{}这一列。没有认出来的列有：{}。其中如果有，请用 --column 说明，例如 --column {first}=列名，或者写进 nianbao.toml 的 [ledger]",
                    names.join("、"),
                    listed(others)
                )
            }
            Self::NoYear => write!(f, "收到日期里看不出是哪一年的台账，请用 --year 写明"),
            Self::NoForm(year) => {
                write!(f, "没有 {year} 年度的年报格式，请用 --year 写明台账是哪一年的")
            }
            Self::NoTable(name, subject) => {
                let item = &vocabulary().layout(*subject).item;
                write!(f, "{name}的年报里没有统计{item}的表，这份台账填不进去")
            }
            Self::NoMeaning(word, meaning) => write!(
                f,
                "设置 [ledger.words] 里，“{word}”写成了“{meaning}”，“{meaning}”也认不出来。右边请写表里的行名或列名"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_ledger_is_told_by_its_beginning() {
        let told = |cells: &[&str]| {
            let cells = cells.iter().map(|cell| (*cell).to_owned()).collect();
            Uncountable::NoHeader(cells).to_string()
        };
        assert!(told(&[]).ends_with("这几列；这个文件里什么也没有"), "{}", told(&[]));
        let long = "甲".repeat(BEGINNING + 1);
        let end = format!("开头写的是：“乙”、“{}……”", "甲".repeat(BEGINNING));
        assert!(told(&["乙", &long]).ends_with(&end), "{}", told(&["乙", &long]));
    }
}
