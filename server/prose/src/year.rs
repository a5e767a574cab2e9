//! Which year the report says that it is about, beside its title.

#![allow(clippy::indexing_slicing, reason = "ranges come from the text itself")]

use std::ops::Range;

use form::is_blank;
use report::InlineKind;

use super::date::dates;
use super::figure::{find_digit, is_digit};
use super::passage::{Passage, moved};
use super::words::words;

/// How far from the year the report's name may stand, in bytes.
const MAX_NAME: usize = 90;

/// What a year is said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearOf {
    /// The time that the figures are of.
    Period,
    /// This report, in the words before its first section.
    Report,
    /// What the organ did this year.
    Work,
    /// What it is going to do.
    Plan,
}

/// A year that the report states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Year {
    pub range: Range<usize>,
    pub of: YearOf,
    pub year: i32,
}

impl Year {
    /// The year of a line that begins so many bytes further on.
    pub(super) fn moved(&self, by: usize) -> Self {
        Self { range: moved(&self.range, by), ..*self }
    }
}

/// The years that a line states of its report, in order.
pub(super) fn years(passage: &Passage<'_>) -> Vec<Year> {
    let mut years = Vec::new();
    if !passage.text.contains('年') {
        return years;
    }
    for sentence in passage.sentences() {
        let reader = Reader { passage, sentence };
        years.extend(reader.period());
        years.extend(reader.report());
        years.extend(reader.work());
        years.extend(reader.plan());
    }
    years
}

struct Reader<'p> {
    passage: &'p Passage<'p>,
    sentence: Range<usize>,
}

impl Reader<'_> {
    fn text(&self) -> &str {
        &self.passage.text[self.sentence.clone()]
    }

    /// The years of dates and the years by themselves, from a place of the sentence on.
    fn stated(&self, from: usize) -> impl Iterator<Item = (Range<usize>, i32)> {
        let dates = dates(self.passage.text, from..self.sentence.end);
        dates.filter_map(|date| Some((date.range.start..date.year_end, date.year?)))
    }

    /// 统计期限自2023年1月1日起.
    fn period(&self) -> Vec<Year> {
        let Some((at, _)) = words().years.period.hits(self.text()).next() else {
            return Vec::new();
        };
        // The two ends of the period; what comes after them is something else.
        let ends = dates(self.passage.text, self.sentence.start + at..self.sentence.end);
        let stated =
            ends.take(2).filter_map(|date| Some((date.range.start..date.year_end, date.year?)));
        stated.map(|(range, year)| Year { range, of: YearOf::Period, year }).collect()
    }

    /// 现公布2023年政府信息公开工作年度报告.
    fn report(&self) -> Vec<Year> {
        if self.passage.section.is_some() {
            return Vec::new();
        }
        let known = &words().years;
        let text = self.passage.text;
        let named = |from: usize| {
            let end = text.len().min(from + MAX_NAME).min(self.sentence.end);
            let end = (end..=self.sentence.end).find(|at| text.is_char_boundary(*at));
            let behind = &text[from..end.unwrap_or(self.sentence.end)];
            let hit = known.this_report.hits(behind).next();
            hit.is_some_and(|(at, _)| {
                !behind[..at].contains(|c: char| "，,、《".contains(c) || is_digit(c))
            })
        };
        let plain = self.stated(self.sentence.start).filter(|(range, _)| named(range.end));
        let marked = self.instruments().into_iter();
        plain.chain(marked).map(|(range, year)| Year { range, of: YearOf::Report, year }).collect()
    }

    /// The years in names such as 《某局2023年政府信息公开工作年度报告》.
    fn instruments(&self) -> Vec<(Range<usize>, i32)> {
        let known = &words().years;
        let all = self.passage.inlines(self.sentence.start, self.sentence.end);
        let found =
            all.filter(|inline| inline.kind == InlineKind::Instrument).filter_map(|inline| {
                let name = &self.passage.text[inline.range.clone()];
                let inner = name.strip_suffix('》')?;
                let (at, word) = known.this_report.hits(inner).last()?;
                let start = find_digit(inner)?;
                let date = dates(inner, start..inner.len()).next()?;
                let from = inline.range.start;
                let range = from + date.range.start..from + date.year_end;
                (at + word.len() == inner.len()).then_some((range, date.year?))
            });
        found.collect()
    }

    /// 2023年，本机关….
    fn work(&self) -> Option<Year> {
        let known = &words().years;
        if self.passage.section != Some(known.overview.as_str()) {
            return None;
        }
        let (range, year) = self.opening()?;
        let behind = &self.passage.text[range.end..self.sentence.end];
        let subject = behind.trim_start_matches(|c: char| "度，,".contains(c) || is_blank(c));
        let own = known.own.iter().any(|word| subject.starts_with(word.as_str()));
        let whole = self.passage.year?;
        let mut named = dates(self.passage.text, 0..self.passage.text.len());
        let has_own_year = named.any(|date| date.year == Some(whole));
        let recalled = known.recalled.is_in(self.text()) || known.plans.is_in(self.text());
        let other = year != whole && (has_own_year || recalled);
        let told = (own || self.is_organ(subject)) && !other;
        told.then_some(Year { range, of: YearOf::Work, year })
    }

    /// The year that the sentence begins with.
    fn opening(&self) -> Option<(Range<usize>, i32)> {
        let (range, year) = self.stated(self.sentence.start).next()?;
        let before = &self.passage.text[self.sentence.start..range.start];
        let dated = self.passage.text[range.end..].starts_with(|c: char| is_digit(c));
        let begins = before.chars().all(|c| !c.is_alphanumeric());
        (begins && !dated).then_some((range, year))
    }

    /// Whether a text begins with the organ's name, or with the end of it.
    fn is_organ(&self, text: &str) -> bool {
        let organ = self.passage.organ.unwrap_or_default();
        let ends = organ.char_indices().map(|(at, _)| &organ[at..]);
        ends.into_iter().any(|end| end.chars().count() > 2 && text.starts_with(end))
    }

    /// 2024年，我局将继续….
    fn plan(&self) -> Option<Year> {
        let known = &words().years;
        if self.passage.section != Some(known.problems.as_str()) {
            return None;
        }
        let (range, year) = self.opening()?;
        let behind = &self.passage.text[range.end..self.sentence.end];
        let (at, _) = known.plans.hits(behind).next()?;
        let recalled = known.recalled.is_in(&behind[..at]);
        (!recalled).then_some(Year { range, of: YearOf::Plan, year })
    }
}
