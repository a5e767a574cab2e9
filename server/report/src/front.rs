//! The title: which lines it is made of, and the organ and the year that it names.

#![allow(clippy::indexing_slicing, reason = "ranges come from the tree, positions from the form")]

use form::{Form, halfwidth, unspaced};

use super::Title;
use super::elements::{Element, ElementKind};

/// A title is sought in the first lines only.
const MAX_TITLE_LINES: usize = 8;
/// A first line longer than this (in characters) is prose.
const MAX_TITLE_CHARS: usize = 60;

/// Finds the title among the elements before the first heading.
pub(super) fn title(text: &str, elements: &[Element], form: &'static Form) -> Option<Title> {
    let lines: Vec<usize> = (0..elements.len())
        .take_while(|at| {
            match elements[*at].kind {
                ElementKind::Paragraph | ElementKind::Comment => true,
                // Nothing but marks of a converter.
                ElementKind::Delimiter { table } => table == usize::MAX,
                _ => false,
            }
        })
        .filter(|at| matches!(elements[*at].kind, ElementKind::Paragraph))
        .take(MAX_TITLE_LINES)
        .collect();
    let line = |at: usize| &text[elements[at].range.clone()];
    let first = *lines.first()?;
    let ends = |at: &&usize| unspaced(line(**at)).ends_with(&form.title_words[1]);
    let last = match lines.iter().find(ends) {
        Some(last) => *last,
        None if is_short_line(line(first)) => first,
        None => return None,
    };
    // The name of a sheet, as programs put it above its cells, is none of it.
    let whole = matches!(organ_and_year(&unspaced(line(last)), form), (Some(_), Some(_)));
    let is_marked = |at: usize| whole && at < last && line(at).starts_with(['#', '-']);
    let first = lines.iter().copied().find(|at| !is_marked(*at)).unwrap_or(last);
    let title = lines.iter().skip_while(|at| **at < first).take_while(|at| **at <= last);
    let joined: String = title.map(|at| unspaced(line(*at))).collect();
    let (organ, year) = organ_and_year(&joined, form);
    Some(Title {
        range: elements[first].range.start..elements[last].range.end,
        elements: first..last + 1,
        organ,
        year,
    })
}

fn is_short_line(line: &str) -> bool {
    line.chars().count() <= MAX_TITLE_CHARS && !line.ends_with(['。', '：', ':', '；'])
}

/// Reads `某局2023年政府信息公开工作年度报告`, and `2023年度某局政府信息公开工作年度报告`.
fn organ_and_year(title: &str, form: &Form) -> (Option<String>, Option<i32>) {
    let subject = title.find(&form.title_words[0]).map_or(title, |at| &title[..at]);
    let Some((before, year, after)) = split_at_year(subject) else {
        return (name(subject), split_at_year(title).map(|(_, year, _)| year));
    };
    (name(before).or_else(|| name(after)), Some(year))
}

fn name(text: &str) -> Option<String> {
    let name = text
        .trim_start_matches("关于")
        .trim_matches(|c: char| !c.is_alphanumeric() && !"（）()“”".contains(c));
    (!name.is_empty()).then(|| name.to_owned())
}

/// The text before a four-digit year, the year, and the text behind 年 or 年度.
fn split_at_year(text: &str) -> Option<(&str, i32, &str)> {
    let starts = text.char_indices().map(|(at, _)| at);
    starts.into_iter().find_map(|at| {
        let digits: Vec<i32> = text[at..].chars().take(4).map_while(digit).collect();
        let [a, b, c, d] = digits.try_into().ok()?;
        let behind = text[at..].char_indices().nth(4).map(|(offset, _)| &text[at + offset..])?;
        let behind = behind.strip_prefix('年')?;
        let year = a * 1000 + b * 100 + c * 10 + d;
        let plausible = (1990..2100).contains(&year);
        plausible.then(|| (&text[..at], year, behind.strip_prefix('度').unwrap_or(behind)))
    })
}

/// 0–9 in ASCII, full width, or Chinese (二〇二三年).
fn digit(c: char) -> Option<i32> {
    if let Some(digit) = halfwidth(c).to_digit(10) {
        return i32::try_from(digit).ok();
    }
    let position = "〇一二三四五六七八九"
        .chars()
        .position(|numeral| numeral == c || (numeral == '〇' && "零○".contains(c)));
    position.and_then(|position| i32::try_from(position).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use form::current_form;

    fn read(title: &str) -> (Option<String>, Option<i32>) {
        organ_and_year(title, current_form())
    }

    #[test]
    fn organ_and_year_in_either_order() {
        let expected = (Some("云岭县档案局".to_owned()), Some(2023));
        for title in [
            "云岭县档案局2023年政府信息公开工作年度报告",
            "云岭县档案局2023年度政府信息公开工作年度报告",
            "云岭县档案局２０２３年政府信息公开工作年度报告",
            "云岭县档案局二〇二三年政府信息公开工作年度报告",
            "2023年云岭县档案局政府信息公开工作年度报告",
            "关于云岭县档案局2023年政府信息公开工作年度报告",
        ] {
            assert_eq!(read(title), expected, "{title}");
        }
    }

    #[test]
    fn what_a_title_does_not_say() {
        assert_eq!(read("政府信息公开工作年度报告"), (None, None));
        assert_eq!(
            read("云岭县档案局政府信息公开工作年度报告"),
            (Some("云岭县档案局".to_owned()), None)
        );
        assert_eq!(read("云岭县档案局政府信息公开工作2023年年度报告").1, Some(2023));
        assert_eq!(read("2023年政府信息公开工作年度报告"), (None, Some(2023)));
    }
}
