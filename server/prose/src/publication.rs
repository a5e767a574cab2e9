//! Days that stand on a line of their own, as a date of publication does.

#![allow(clippy::indexing_slicing, reason = "the place is that of a character")]

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
    let rest = rest.strip_prefix(['日', '号']).unwrap_or(rest);
    let is_day =
        (1990..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    let date = Date { year: i32::try_from(year).ok()?, month, day };
    is_day.then_some((date, rest))
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
        let day = date_of_line("二〇二四年十二月二十一日");
        assert_eq!(day, Some(Date { year: 2024, month: 12, day: 21 }));
    }

    #[test]
    fn what_is_no_line_of_a_date() {
        for line in [
            "统计期限自2023年1月1日起，至2023年12月31日止。",
            "2024年1月30日公开了文件",
            "2024年1月",
            "2024年13月30日",
            "𠮷",
            "",
            "20240130",
            "99999999999999999999年1月1日",
        ] {
            assert_eq!(date_of_line(line), None, "{line}");
        }
    }
}
