//! Numbers of the prose with the unit that they count in.

#![allow(clippy::indexing_slicing, reason = "ranges come from the text itself")]

use std::ops::Range;
use std::sync::LazyLock;

use form::{Kind, is_blank};
use report::number;

use super::numeral;
use super::word_set::WordSet;
use super::words::words;

/// A number and its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Figure {
    /// The number with its unit.
    pub(super) range: Range<usize>,
    pub(super) unit: &'static str,
    /// None if the number is part of something longer, such as a range.
    pub(super) value: Option<i64>,
}

/// The numbers of a line that are followed by a unit of the form's figures, in order.
pub(super) fn figures(text: &str, line: Range<usize>) -> Vec<Figure> {
    let mut found = in_digits(text, line.clone(), &words().units);
    let of_numerals = in_numerals(text, line);
    if !of_numerals.is_empty() {
        found.extend(of_numerals);
        found.sort_by_key(|figure| figure.range.start);
    }
    found
}

/// The numbers in digits of a line that are followed by one of these units, in order.
pub(super) fn in_digits(text: &str, line: Range<usize>, units: &'static [String]) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut at = line.start;
    while let Some(start) = find_digit(&text[at..line.end]).map(|offset| at + offset) {
        let number = start..start + number_len(&text[start..line.end]);
        at = number.end;
        let Some((unit, end)) = unit_at(text, number.end..line.end, units) else { continue };
        let part = is_part(&text[line.start..number.start]);
        let value = match number::read(&text[number.clone()], Kind::Count, unit) {
            number::Figure::Number { value, .. } if !part => value.as_whole(),
            _ => None,
        };
        found.push(Figure { range: start..end, unit, value });
        at = end;
    }
    found
}

/// A numeral with each unit, since 一 alone is in every line.
static NUMERAL_UNITS: LazyLock<WordSet> = LazyLock::new(|| {
    let numerals = "零一二两三四五六七八九十百".chars();
    let with_units =
        |numeral: char| words().units.iter().map(move |unit| format!("{numeral}{unit}"));
    numerals.flat_map(with_units).collect::<Vec<_>>().into()
});

fn in_numerals(text: &str, line: Range<usize>) -> Vec<Figure> {
    let mut found = Vec::new();
    for (at, word) in NUMERAL_UNITS.hits(&text[line.clone()]) {
        let last = line.start + at;
        let unit_start = last + word.chars().next().map_or(0, char::len_utf8);
        let Some((unit, end)) = unit_at(text, unit_start..line.end, &words().units) else {
            continue;
        };
        let before = text[line.start..unit_start].trim_end_matches(numeral::is_numeral);
        let start = line.start + before.len();
        // 收到一件、办理一件 is a way of working, not a figure.
        let once = text[line.clone()].matches(&text[start..end]).nth(1).is_none();
        let alone = !before.ends_with(|c| is_digit(c) || "第几数余每逐".contains(c));
        let value = numeral::value(&text[start..unit_start]).map(i64::from);
        found.push(Figure { range: start..end, unit, value: value.filter(|_| once && alone) });
    }
    found
}

/// The unit right behind a number, and where it ends.
fn unit_at(
    text: &str,
    rest: Range<usize>,
    units: &'static [String],
) -> Option<(&'static str, usize)> {
    let behind = text[rest.clone()].trim_start_matches(is_blank);
    let unit = units.iter().find(|unit| behind.starts_with(unit.as_str()))?;
    let longer = words().longer_units.begins(behind);
    (!longer).then(|| (unit.as_str(), rest.end - behind.len() + unit.len()))
}

/// Whether a number goes on what stands before it: a range, or 第3件.
fn is_part(before: &str) -> bool {
    let before = before.trim_end_matches(is_blank);
    let upper = before.strip_suffix(['至', '到']).is_some_and(|from| from.ends_with(is_digit));
    let joined = |c: char| "-~～—–－第.．".contains(c) || c.is_ascii_alphanumeric();
    upper || before.ends_with(joined)
}

/// Where the first digit of a text stands.
pub(super) fn find_digit(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let digit = chars.find(|c| is_digit(*c))?;
    Some(text.len() - chars.as_str().len() - digit.len_utf8())
}

pub(super) fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// The length of `1,234.5` at the start of a text. A comma must part thousands.
pub(super) fn number_len(text: &str) -> usize {
    let digits = |text: &str| text.len() - text.trim_start_matches(is_digit).len();
    let mut len = digits(text);
    while let Some(rest) = text[len..].strip_prefix([',', '，']) {
        let group = digits(rest);
        if rest[..group].chars().count() != 3 {
            break;
        }
        len = text.len() - rest.len() + group;
    }
    match text[len..].strip_prefix(['.', '．']) {
        Some(rest) if digits(rest) > 0 => text.len() - rest.len() + digits(rest),
        _ => len,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_commas() {
        let len = |text: &str| number_len(text);
        assert_eq!(len("1,234件"), 5);
        assert_eq!(len("12，3件"), 2);
        assert_eq!(len("1，234．5件"), "1，234．5".len());
        assert_eq!(len("12."), 2);
    }

    #[test]
    fn digits_and_numerals() {
        let read = |text: &str| -> Vec<(String, Option<i64>)> {
            let figures = figures(text, 0..text.len());
            figures.into_iter().map(|of| (text[of.range].to_owned(), of.value)).collect()
        };
        let one = |text: &str, value| vec![(text.to_owned(), value)];
        assert_eq!(read("收到１２ 件申请"), one("１２ 件", Some(12)));
        assert_eq!(read("收到十二件申请"), one("十二件", Some(12)));
        assert_eq!(read("收到两件，3起"), [one("两件", Some(2)), one("3起", Some(3))].concat());
        assert_eq!(read("收到三十余件"), []);
        assert_eq!(read("第一件"), one("一件", None));
        assert_eq!(read("收到3-5件"), one("5件", None));
        assert_eq!(read("收到一件、办理一件").len(), 2);
        assert!(read("收到一件、办理一件").iter().all(|(_, value)| value.is_none()));
        assert_eq!(read("3个工作日，5件次"), one("5件次", Some(5)));
    }
}
