//! Days that stand on a line of their own, as a date of publication does.

#![allow(clippy::indexing_slicing, reason = "the place is that of a character")]

use std::fmt;

use form::organ::Kind;
use form::{halfwidth, is_blank, unspaced};

use super::contents::contents;
use super::numeral::worth;

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    pub year: i32,
    pub month: u32,
    pub day: u32,
}

impl Date {
    /// The last day on which an organ of a kind publishes its report for a year.
    pub fn last_for(kind: &Kind, year: i32) -> Self {
        Self { year: year.saturating_add(1), month: kind.month, day: kind.day }
    }

    /// Whether the calendar has such a day.
    pub fn exists(self) -> bool {
        let year = u32::try_from(self.year).ok();
        days_of(year, self.month).is_some_and(|last| (1..=last).contains(&self.day))
    }
}

/// As messages write it: 2024 年 2 月 6 日.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} 年 {} 月 {} 日", self.year, self.month, self.day)
    }
}

/// How many days a month has; none if there is no such month. Without a year, February may have 29.
pub(super) fn days_of(year: Option<u32>, month: u32) -> Option<u32> {
    let leap = |year: u32| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    };
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 => Some(if year.is_none_or(leap) { 29 } else { 28 }),
        _ => None,
    }
}

/// A line longer than this (in bytes) is no day by itself, however it is spaced.
const MOST_OF_DATE: usize = 120;
/// A day is not written in more characters.
const MOST_OF_DAY: usize = 30;

/// The day that a line consists of, with 发布日期 or the like before it or without, or that follows
/// such words.
pub(super) fn date_of_line(line: &str) -> Option<Date> {
    if line.len() > MOST_OF_DATE {
        return behind_label(line);
    }
    let line: String = unspaced(line).chars().map(halfwidth).collect();
    let bare = line.trim_matches(|c: char| "()[]【】".contains(c));
    let is_time = |rest: &str| rest.chars().all(|c| c.is_ascii_digit() || c == ':');
    match date(bare) {
        Some((date, rest)) if is_time(rest) => Some(date),
        _ => behind_label(bare),
    }
}

/// The day right behind words that announce one; the first, if there are several.
fn behind_label(line: &str) -> Option<Date> {
    contents().publication.labels.hits(line).find_map(|(at, label)| {
        let behind = line[at + label.len()..].chars().filter(|c| !is_blank(*c)).map(halfwidth);
        let behind: String = behind.skip_while(|c| *c == ':').take(MOST_OF_DAY).collect();
        date(&behind).map(|(date, _)| date)
    })
}

/// The day at the start of a text, and the rest: 2024年1月30日, 2024-01-30, 二〇二四年一月三十日.
fn date(text: &str) -> Option<(Date, &str)> {
    let (year, rest) = number(text)?;
    let written_out = rest.starts_with('年');
    let rest = rest.strip_prefix(['年', '-', '/', '.'])?;
    let (month, rest) = number(rest)?;
    let rest = rest.strip_prefix(['月', '-', '/', '.'])?;
    // The time of day may follow without a blank.
    let end = rest.char_indices().nth(2).map_or(rest.len(), |(at, _)| at);
    let is_ascii = rest.get(..end).is_some_and(|day| day.bytes().all(|byte| byte.is_ascii_digit()));
    let (day, rest) = match is_ascii {
        true => (number(&rest[..end])?.0, &rest[end..]),
        false => number(rest)?,
    };
    let behind = rest.strip_prefix(['日', '号']);
    let date = Date { year: i32::try_from(year).ok()?, month, day };
    // 2月30日 is a day that was meant; 2024/99/1 is a number of something.
    let is_meant = written_out && behind.is_some() && month < 100 && day < 100;
    let is_day = (1990..2100).contains(&year) && (date.exists() || is_meant);
    is_day.then_some((date, behind.unwrap_or(rest)))
}

/// The number at the start of a text, in Arabic or Chinese digits.
fn number(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && worth(c).is_none() && c != '十');
    let (digits, rest) = text.split_at(end.unwrap_or(text.len()));
    if digits.len() > "二〇二四".len() {
        return None;
    }
    let value = match digits.split_once('十') {
        None => read(digits)?,
        Some((tens, units)) => {
            let or = |text: &str, empty| if text.is_empty() { Some(empty) } else { read(text) };
            or(tens, 1)?.checked_mul(10)?.checked_add(or(units, 0)?)?
        }
    };
    Some((value, rest))
}

/// A number by its digits.
fn read(digits: &str) -> Option<u32> {
    let add = |value: u32, c: char| {
        let digit = c.to_digit(10).or_else(|| worth(c))?;
        value.checked_mul(10)?.checked_add(digit)
    };
    if digits.is_empty() { None } else { digits.chars().try_fold(0, add) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_every_shape() {
        let expected = Some(Date { year: 2024, month: 1, day: 30 });
        for line in [
            "2024年1月30日",
            "　　2024 年 01 月 30 日",
            "２０２４年１月３０日",
            "（2024年1月30日）",
            "2024-01-30",
            "2024/1/30",
            "2024.1.30",
            "2024-01-30 10:20",
            "二〇二四年一月三十日",
            "二○二四年一月三十日",
            "发布日期：2024-01-30",
            "发布时间: 2024-01-30 10:20 来源：云岭县档案局",
            "来源：云岭县档案局 时间：长期 公开日期：　２０２４年１月３０日",
            "索引号：0123456789/2024-00001　主题分类：其他　发布机构：云岭县𠮷石镇人民政府　文号：无　成文日期：2024 年 1 月 30 日　有效性：有效",
        ] {
            assert_eq!(date_of_line(line), expected, "{line}");
        }
        for line in ["2024年13月30日", "2023年2月30日", "2023年4月31日"] {
            assert!(date_of_line(line).is_some_and(|day| !day.exists()), "{line}");
        }
        assert!(date_of_line("2024年2月29日").is_some_and(Date::exists));
        let day = date_of_line("二〇二四年十二月二十一日");
        assert_eq!(day, Some(Date { year: 2024, month: 12, day: 21 }));
    }

    #[test]
    fn what_is_no_line_of_a_date() {
        for line in [
            "统计期限自2023年1月1日起，至2023年12月31日止。",
            "2024年1月30日公开了文件",
            "2024年1月",
            "2024-13-30",
            "2023-02-30",
            "𠮷",
            "",
            "20240130",
            "99999999999999999999年1月1日",
        ] {
            assert_eq!(date_of_line(line), None, "{line}");
        }
    }
}
