//! Years and dates of the prose: 2023年, 2023年12月31日, 6月30日. Those in the names of instruments are not the
//! sentence's own.

#![allow(clippy::indexing_slicing, reason = "ranges come from the text itself")]

use std::ops::Range;

use form::halfwidth;

use super::figure::{find_digit, is_digit};

/// A year or a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Date {
    pub(super) range: Range<usize>,
    pub(super) year: Option<i32>,
    /// Where the year ends: behind 年.
    pub(super) year_end: usize,
    /// Whether it names a day.
    pub(super) day: bool,
}

/// The years and dates in a part of a text, in order.
pub(super) fn dates(text: &str, part: Range<usize>) -> impl Iterator<Item = Date> {
    let mut at = part.start;
    let mut is_named = false;
    std::iter::from_fn(move || {
        loop {
            let start = at + find_digit(&text[at..part.end])?;
            if let Some(mark) = text[at..start].rfind(['《', '》']) {
                is_named = text[mark + at..].starts_with('《');
            }
            let date = date(&text[start..part.end], start);
            let end = start + digits(&text[start..part.end]);
            at = date.as_ref().map_or(end, |date| date.range.end);
            if date.is_some() && !is_named {
                return date;
            }
        }
    })
}

/// The date at the beginning of a text that stands at `start`.
fn date(text: &str, start: usize) -> Option<Date> {
    let year = number(text, 4, '年');
    let year_len = year.map_or(0, |(_, len)| len);
    let day = number(&text[year_len..], 2, '月').and_then(|(_, month)| {
        let (_, day) = number(&text[year_len + month..], 2, '日')?;
        Some(month + day)
    });
    let end = start + year_len + day.unwrap_or(0);
    let date = Date {
        range: start..end,
        year: year.map(|(value, _)| value),
        year_end: start + year_len,
        day: day.is_some(),
    };
    (end > start).then_some(date)
}

/// A number of at most so many digits (a year: exactly) before a mark, and the length of both.
fn number(text: &str, most: usize, mark: char) -> Option<(i32, usize)> {
    let len = digits(text);
    text[len..].strip_prefix(mark)?;
    let folded: String = text[..len].chars().map(halfwidth).collect();
    let fits = if most == 4 { folded.len() == 4 } else { (1..=most).contains(&folded.len()) };
    Some((folded.parse().ok().filter(|_| fits)?, len + mark.len_utf8()))
}

fn digits(text: &str) -> usize {
    text.len() - text.trim_start_matches(is_digit).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_and_days() {
        let read = |text: &str| -> Vec<(String, Option<i32>, bool)> {
            let dates = dates(text, 0..text.len());
            dates.map(|of| (text[of.range].to_owned(), of.year, of.day)).collect()
        };
        assert_eq!(
            read("自２０２３年1月1日起至12月31日止，2022年度12件，共2023件"),
            [
                ("２０２３年1月1日".to_owned(), Some(2023), true),
                ("12月31日".to_owned(), None, true),
                ("2022年".to_owned(), Some(2022), false),
            ]
        );
        assert_eq!(read("按照《某县2022年工作要点》，3年来"), []);
    }
}
