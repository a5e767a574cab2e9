//! The time that the figures are of, where its days are written wrong: 统计期限自2024年1月1日起至2024年12月20日止.

#![allow(clippy::indexing_slicing, reason = "ranges come from the text itself")]

use std::ops::Range;

use form::{halfwidth, is_blank};

use super::figure::{find_digit, is_digit};
use super::publication::days_of;
use super::words::words;

/// So far behind its name (in bytes) the days of a period stand.
const MAX_PERIOD: usize = 240;

/// What is wrong with a day of the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodFault {
    /// 20241月1日: the mark behind the year is gone.
    NoYearMark,
    /// 12月32日.
    NoSuchDay,
    /// It begins on another day than 1 January.
    Begins,
    /// It ends on another day than 31 December.
    Ends,
}

/// A day of the period that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodSlip {
    pub range: Range<usize>,
    pub fault: PeriodFault,
}

/// A day as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Written {
    range: Range<usize>,
    year: Option<u32>,
    month: u32,
    day: Option<u32>,
    year_mark: bool,
}

/// The days of the period that are wrong, in a line. An organ that came into being during the year has
/// a period of its own; that is not judged.
pub fn period_slips(text: &str) -> Vec<PeriodSlip> {
    let known = &words().years;
    let mut slips = Vec::new();
    let mut from = 0;
    for sentence in text.split_inclusive('。') {
        let start = from;
        from += sentence.len();
        let Some((at, word)) = known.period.hits(sentence).next() else { continue };
        if known.part_of_year.is_in(sentence) {
            continue;
        }
        let behind = start + at + word.len();
        let until = UNTIL.iter().any(|until| word.ends_with(until));
        slips.extend(slips_of(text, behind..from.min(behind + MAX_PERIOD), until));
    }
    slips
}

/// How words end that only the last day follows.
const UNTIL: [&str; 2] = ["截至", "截止"];

/// `until`: what comes first is the last day.
fn slips_of(text: &str, part: Range<usize>, until: bool) -> Vec<PeriodSlip> {
    let days = days(text, part);
    let wrong = |of: &Written, fault| PeriodSlip { range: of.range.clone(), fault };
    let no_mark = days.iter().find(|of| !of.year_mark);
    if let Some(first) = no_mark {
        return vec![wrong(first, PeriodFault::NoYearMark)];
    }
    if let Some(first) = days.iter().find(|of| !of.exists()) {
        return vec![wrong(first, PeriodFault::NoSuchDay)];
    }
    if let ([ends], true) = (days.as_slice(), until) {
        // Another month may be a look back.
        let early = ends.month == 12 && ends.day.is_some() && !ends.is(12, 31);
        return early.then(|| wrong(ends, PeriodFault::Ends)).into_iter().collect();
    }
    let [begins, ends] = days.as_slice() else { return Vec::new() };
    // Two different years are another fault.
    if ends.year.is_some() && ends.year != begins.year {
        return Vec::new();
    }
    let begin = (!begins.is(1, 1)).then(|| wrong(begins, PeriodFault::Begins));
    let end = (!ends.is(12, 31)).then(|| wrong(ends, PeriodFault::Ends));
    begin.into_iter().chain(end).collect()
}

/// The two ends of the period; what comes behind them is something else.
fn days(text: &str, part: Range<usize>) -> Vec<Written> {
    let mut days = Vec::new();
    let mut at = part.start;
    let end = (part.end..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    while days.len() < 2 {
        let Some(offset) = find_digit(&text[at..end]) else { break };
        let start = at + offset;
        let read = Written::at(text, start, end);
        at = read.as_ref().map_or_else(|| start + digits(&text[start..end]).1, |of| of.range.end);
        days.extend(read);
    }
    days
}

/// The digits at the start of a text, and how many bytes they take.
fn digits(text: &str) -> (String, usize) {
    let rest = text.trim_start_matches(is_digit);
    let written = &text[..text.len() - rest.len()];
    (written.chars().map(halfwidth).collect(), written.len())
}

impl Written {
    fn at(text: &str, start: usize, end: usize) -> Option<Self> {
        let mut reader = Reader { text, at: start, end };
        let first = reader.number()?;
        if reader.mark("年") {
            let year = first.parse().ok().filter(|_| first.len() == 4)?;
            let month = reader.number()?;
            return reader.rest(start, Some(year), &month, true);
        }
        // 20241月1日.
        let is_year =
            matches!(first.len(), 5 | 6) && (first.starts_with("19") || first.starts_with("20"));
        match is_year {
            true => reader.rest(start, first[..4].parse().ok(), &first[4..], false),
            false => reader.rest(start, None, &first, true),
        }
    }

    fn exists(&self) -> bool {
        let last = days_of(self.year, self.month);
        last.is_some_and(|last| self.day.is_none_or(|day| (1..=last).contains(&day)))
    }

    fn is(&self, month: u32, day: u32) -> bool {
        self.month == month && self.day.is_none_or(|own| own == day)
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    end: usize,
}

impl Reader<'_> {
    fn skip_blanks(&mut self) {
        let rest = &self.text[self.at..self.end];
        self.at += rest.len() - rest.trim_start_matches(is_blank).len();
    }

    fn number(&mut self) -> Option<String> {
        self.skip_blanks();
        let (written, len) = digits(&self.text[self.at..self.end]);
        self.at += len;
        (len > 0).then_some(written)
    }

    fn mark(&mut self, mark: &str) -> bool {
        self.skip_blanks();
        let there = self.text[self.at..self.end].starts_with(mark);
        self.at += if there { mark.len() } else { 0 };
        there
    }

    /// 1月1日 behind the year, or 1月.
    fn rest(
        &mut self,
        start: usize,
        year: Option<u32>,
        month: &str,
        year_mark: bool,
    ) -> Option<Written> {
        let month = month.parse().ok().filter(|_| month.len() <= 2)?;
        if !self.mark("月") {
            return None;
        }
        let behind_month = self.at;
        let day = self.number();
        let day = day.filter(|day| day.len() <= 2 && (self.mark("日") || self.mark("号")));
        if day.is_none() {
            self.at = behind_month;
        }
        let day = day.and_then(|day| day.parse().ok());
        Some(Written { range: start..self.at, year, month, day, year_mark })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slips(text: &str) -> Vec<(&str, PeriodFault)> {
        period_slips(text).into_iter().map(|it| (&text[it.range], it.fault)).collect()
    }

    #[test]
    fn days_that_are_wrong() {
        use PeriodFault::{Begins, Ends, NoSuchDay, NoYearMark};
        for (text, wrong, fault) in [
            ("统计期限自2024年1月1日起至2024年12月20日止。", "2024年12月20日", Ends),
            ("统计期限为2024年1月1日至11月30日。", "11月30日", Ends),
            ("统计期限为２０２４年１月１日至１２月３０日。", "１２月３０日", Ends),
            ("统计期限自2024年1月2日起至2024年12月31日止。", "2024年1月2日", Begins),
            ("统计期限自2024年 2 月 1 日起，至12月31日止。", "2024年 2 月 1 日", Begins),
            ("统计期限为20241月1日至202412月31日。", "20241月1日", NoYearMark),
            ("统计期限为2024年1月1日至12月32日。", "12月32日", NoSuchDay),
            ("统计期限为2024年1月1日至13月31日。", "13月31日", NoSuchDay),
            ("统计数据截至2024年12月20日。", "2024年12月20日", Ends),
        ] {
            assert_eq!(slips(text), [(wrong, fault)], "{text}");
        }
    }

    #[test]
    fn days_that_are_right_or_cannot_be_told() {
        for text in [
            "统计期限自2024年1月1日起，至2024年12月31日止。",
            "统计期限为2024年1月1日至12月31日，本报告于2025年1月20日公布。",
            "统计期限为2024年1月至12月。",
            "统计期限为2024年度。",
            "统计期限自2024年3月20日挂牌成立之日起至2024年12月31日止。",
            "统计期限自2023年1月1日起至2024年12月20日止。",
            "本报告于2024年12月20日编制。",
            "数据截止2024年12月31日。",
            "统计数据截至2024年6月30日。",
        ] {
            assert_eq!(slips(text), [], "{text}");
        }
    }
}
