//! The instruments that explanations rest upon: what they are called, since when they are in force, which ones
//! they replace, and how much of them was read. The list is `forms/instruments.toml`.
//!
//! This module knows no explanation and no report.

use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A law, a regulation, an official notice or reply, or a standard.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// What citations refer to it by.
    pub id: String,
    /// Its full title, without title marks.
    pub title: String,
    /// How a citation names it, such as 条例; its number where there is none.
    short: Option<String>,
    /// What else it is called in reports, without title marks.
    #[serde(default)]
    pub names: Vec<String>,
    /// Its number, such as 国办公开办函〔2021〕30 号; laws have none.
    pub number: Option<String>,
    /// The day it was issued.
    pub issued: Option<Day>,
    /// The day since which it is in force; `None` where that was not found.
    pub in_force: Option<Day>,
    /// Ids of the instruments that it replaces.
    #[serde(default)]
    pub supersedes: Vec<String>,
    /// Whether a citation tells the day since which it is in force, because that decides.
    #[serde(default)]
    pub dated: bool,
    /// Whether it holds for some places only.
    #[serde(default)]
    pub local: bool,
    /// How many articles it has; 0 if it is not divided into articles.
    #[serde(default)]
    pub articles: u32,
    /// Its parts that have names and no numbers of articles, as a citation writes them.
    #[serde(default)]
    pub parts: Vec<String>,
    /// How much of it was read.
    pub read: Reading,
    /// The articles that were read in the original, where it was read in part.
    #[serde(default)]
    pub articles_read: Vec<u32>,
    /// The articles that others retell.
    #[serde(default)]
    pub articles_retold: Vec<u32>,
    /// What was read, and where it was found.
    pub source: String,
    /// What it is about, a line a sentence; shown where a report names it.
    pub note: Option<String>,
}

/// How much of an instrument was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reading {
    /// All that is cited of it, in the original.
    Original,
    /// Some articles or parts, in the original.
    Part,
    /// Only what others retell of it.
    Retold,
    /// Nothing: what is said of it is common knowledge.
    None,
    /// Nothing, and it is not to be cited before its text is there.
    Awaited,
}

impl Reading {
    /// What users read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Original => "读到原文",
            Self::Part => "读到部分原文",
            Self::Retold => "见于转引",
            Self::None => "未核对原文",
            Self::Awaited => "等待原文",
        }
    }
}

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    pub year: i32,
    pub month: u8,
    pub day: u8,
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} 年 {} 月 {} 日", self.year, self.month, self.day)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let date = toml::value::Datetime::deserialize(from)?.date;
        let date = date.ok_or_else(|| de::Error::custom("a time without a day"))?;
        Ok(Self { year: date.year.into(), month: date.month, day: date.day })
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&format_args!("{:04}-{:02}-{:02}", self.year, self.month, self.day))
    }
}

impl Instrument {
    /// How a citation names it: 条例, 国办函〔2020〕109 号.
    pub fn cited_as(&self) -> &str {
        self.short.as_deref().or(self.number.as_deref()).unwrap_or(&self.title)
    }

    /// Its number and the days that matter: 国办函〔2020〕109 号，2020 年 11 月 17 日印发.
    pub fn document(&self) -> String {
        let number = self.number.clone();
        let issued = self.issued.map(|day| format!("{day}印发"));
        let in_force = self.in_force.map(|day| format!("{day}起施行"));
        let told = match in_force {
            Some(in_force) => [number, Some(in_force)],
            None => [number, issued],
        };
        told.into_iter().flatten().collect::<Vec<_>>().join("，")
    }

    /// The instrument that replaced it, if one did.
    pub fn successor(&self) -> Option<&'static Self> {
        instruments().iter().find(|other| other.supersedes.contains(&self.id))
    }

    /// The last day on which it was in force; `None` if it still is, or nobody found the day.
    pub fn replaced_on(&self) -> Option<Day> {
        self.successor()?.in_force
    }

    /// How an article of it was read.
    pub fn reading_of(&self, article: u32) -> Reading {
        match self.read {
            Reading::Part if self.articles_read.contains(&article) => Reading::Original,
            Reading::Part if self.articles_retold.contains(&article) => Reading::Retold,
            Reading::Part if self.articles > 0 => Reading::None,
            Reading::Part => Reading::Original,
            reading => reading,
        }
    }
}

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    instruments: Vec<Instrument>,
    open_questions: Vec<OpenQuestion>,
}

/// What no official document that was found answers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenQuestion {
    pub question: String,
    /// What people usually do.
    pub usual: String,
    /// The explanations that say so; see [`Form::explanations`](super::Form::explanations).
    pub places: Vec<String>,
}

static FILE: LazyLock<File> = LazyLock::new(read);

#[allow(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
fn read() -> File {
    toml::from_str(include_str!("../../forms/instruments.toml"))
        .expect("the instruments cannot be read")
}

/// All instruments, the most important first.
pub fn instruments() -> &'static [Instrument] {
    &FILE.instruments
}

/// The questions for which no official answer was found.
pub fn open_questions() -> &'static [OpenQuestion] {
    &FILE.open_questions
}

/// The instrument with this id.
pub fn instrument(id: &str) -> Option<&'static Instrument> {
    instruments().iter().find(|instrument| instrument.id == id)
}

/// The instrument that is called so in a report, by its title without title marks.
pub fn instrument_titled(title: &str) -> Option<&'static Instrument> {
    let called = |of: &&Instrument| of.title == title || of.names.iter().any(|name| name == title);
    instruments().iter().find(called)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_instrument_is_told_apart() {
        let ids: BTreeSet<&str> = instruments().iter().map(|of| of.id.as_str()).collect();
        assert_eq!(ids.len(), instruments().len(), "an id is there twice");
        for of in instruments() {
            assert!(!of.title.contains(['《', '》']), "{}", of.id);
            assert!(!of.source.trim().is_empty(), "{}: where was it read?", of.id);
            let known = |id: &String| instrument(id).is_some_and(|former| former.id != of.id);
            assert!(of.supersedes.iter().all(known), "{}", of.id);
            let articles = of.articles_read.iter().chain(&of.articles_retold);
            assert!(articles.into_iter().all(|article| *article <= of.articles), "{}", of.id);
            assert!(of.articles_read.is_empty() || of.read == Reading::Part, "{}", of.id);
        }
    }

    #[test]
    fn a_successor_comes_later() {
        for of in instruments() {
            let Some(next) = of.successor() else { continue };
            let days = of.in_force.or(of.issued).zip(next.in_force.or(next.issued));
            assert!(days.is_none_or(|(former, later)| former < later), "{}", of.id);
        }
        let replaced = |id| Some(instrument(id)?.successor()?.id.as_str());
        assert_eq!(replaced("regulation-2007"), Some("regulation"));
        assert_eq!(replaced("form-2019"), Some("form-2021"));
        assert_eq!(replaced("form-2021"), None);
        let day = Day { year: 2019, month: 5, day: 15 };
        assert_eq!(instrument("regulation-2007").and_then(Instrument::replaced_on), Some(day));
    }

    #[test]
    fn an_instrument_is_found_by_what_reports_call_it() {
        let id = |title| instrument_titled(title).map(|of| of.id.as_str());
        assert_eq!(id("政府信息公开信息处理费管理办法"), Some("fee-rules"));
        assert_eq!(id("中华人民共和国政府信息公开条例"), Some("regulation"));
        assert_eq!(id("政府信息公开工作年度报告格式"), Some("form-2021"));
        assert_eq!(id("某某管理办法"), None);
    }

    #[test]
    fn days_are_told() {
        let regulation = instrument("regulation").map(Instrument::document);
        assert_eq!(regulation.as_deref(), Some("国务院令第711号，2019 年 5 月 15 日起施行"));
        let day = instrument("regulation").and_then(|of| of.in_force);
        let written = day.and_then(|day| toml::Value::try_from(day).ok());
        assert_eq!(written, Some(toml::Value::String("2019-05-15".to_owned())));
    }
}
