//! The figures of a text, as many times as each stands there: digits with their unit of money, and counts in Chinese numerals.

use std::collections::BTreeMap;

/// How often each figure is there.
pub type Counts = BTreeMap<String, usize>;

/// What one has more often than the other.
pub fn less(one: &Counts, other: &Counts) -> Counts {
    let rest = |(figure, count): (&String, &usize)| {
        let rest = count.saturating_sub(other.get(figure).copied().unwrap_or(0));
        (rest > 0).then(|| (figure.clone(), rest))
    };
    one.iter().filter_map(rest).collect()
}

/// Units of money, and shares: the figure means nothing without them.
const MONEY: [&str; 5] = ["万元", "亿元", "千元", "元", "%"];
/// Units of counts that no label of the form has behind a numeral.
const COUNTS: [&str; 7] = ["件", "起", "宗", "次", "份", "元", "万元"];
const NUMERALS: &str = "〇零一二三四五六七八九十百千两";

/// The figures of a text. What stands in the marks of a web page is none.
pub fn amounts(text: &str) -> Counts {
    let text: String = text.chars().map(halfwidth).collect();
    let mut counts = Counts::new();
    for line in without_markup(&text).split(['\n', '\r']) {
        let line: Vec<char> = line.chars().collect();
        for figure in figures(&line).into_iter().chain(numerals(&line)) {
            *counts.entry(figure).or_default() += 1;
        }
    }
    counts
}

/// The text without tags and entities.
fn without_markup(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(['<', '&']) {
        let (before, mark) = rest.split_at(start);
        plain += before;
        let is_tag = mark[1..].starts_with(|c: char| c.is_ascii_alphabetic() || "/!#".contains(c));
        let end = mark.find(if mark.starts_with('<') { '>' } else { ';' });
        let len = end.filter(|_| is_tag && !mark.starts_with("<!--")).map_or(1, |end| end + 1);
        plain += if len == 1 { &mark[..1] } else { "\t" };
        rest = &mark[len..];
    }
    plain + rest
}

/// Digits, each run with the unit of money behind it, but not the numbers of lines and labels.
fn figures(line: &[char]) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.len() {
        let len = figure_len(&line[at..]);
        if len > 0 && !is_number_of_line(line, at, at + len) {
            let figure: String = line[at..at + len].iter().collect();
            let rest = line[at + len..].iter().skip_while(|c| **c == ' ').take(2);
            let rest: String = rest.collect();
            let unit = MONEY.iter().find(|unit| rest.starts_with(**unit)).copied();
            found.push(format!("{figure}{}", unit.unwrap_or_default()));
        }
        at += len.max(1);
    }
    found
}

/// Chinese numerals with a unit of counts behind them.
fn numerals(line: &[char]) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.len() {
        let len = line[at..].iter().take_while(|c| NUMERALS.contains(**c)).count();
        let rest: String = line[at + len..].iter().take(2).collect();
        let unit = COUNTS.iter().find(|unit| len > 0 && rest.starts_with(**unit));
        found.extend(unit.map(|unit| line[at..at + len].iter().collect::<String>() + unit));
        at += len.max(1);
    }
    found
}

fn halfwidth(c: char) -> char {
    match u32::from(c) {
        code @ (0xFF10..=0xFF19 | 0xFF05 | 0xFF0E) => char::from_u32(code - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// How long the figure is that begins here: digits, with a stop between them.
fn figure_len(text: &[char]) -> usize {
    let digits = |from: usize| text.iter().skip(from).take_while(|c| c.is_ascii_digit()).count();
    let len = digits(0);
    match text.get(len) {
        Some('.') if len > 0 && digits(len + 1) > 0 => len + 1 + digits(len + 1),
        _ => len,
    }
}

/// Whether it numbers a line or a label, which comes and goes with its wording: `3.`, `（3）`, `3、`, `3\.`.
fn is_number_of_line(line: &[char], start: usize, end: usize) -> bool {
    // Two rows may stand in one line, a blank between them.
    let before = line[..start].last();
    let rest: &[char] = &line[end..];
    // Where a number was damaged, other marks stand beside its own.
    let marks = rest.iter().take_while(|c| "\\.、）)．（(〈《“".contains(**c));
    let mark = marks.clone().any(|c| ".、）)．".contains(*c));
    let mut behind = rest.iter().skip(marks.count());
    // Viewers of PDF copy radicals in place of some characters.
    let is_han = |c: &char| ('\u{2e80}'..='\u{2fdf}').contains(c) || ('一'..='龥').contains(c);
    // The label may stand in the next line, or a note's number at the end of its cell.
    let is_note = before.is_some_and(|c| "（(".contains(*c));
    let word =
        behind.find(|c| !" #".contains(**c)).is_none_or(|c| is_han(c) || is_note && *c == '|');
    let is_marked = before.is_none_or(|c| !c.is_ascii_alphanumeric()) && mark && word;
    end - start < 3 && is_marked || end - start == 1 && is_unmarked_number(line, start, end)
}

/// What is counted, measured or dated: behind these a digit is a figure.
const UNITS: &str = "件起宗次份元万亿千条个年月日项";

/// Whether a digit that a line or a cell begins with has lost its mark: `2其他`, `2（一）、`.
fn is_unmarked_number(line: &[char], start: usize, end: usize) -> bool {
    let mut before = line[..start].iter().rev().skip_while(|c| " \u{3000}\u{a0}#*".contains(**c));
    let is_word = |c: &char| *c == '（' || ('一'..='龥').contains(c) && !UNITS.contains(*c);
    before.next().is_none_or(|c| "\t|".contains(*c)) && line.get(end).is_some_and(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        amounts(text).into_iter().map(|(figure, count)| format!("{figure}×{count}")).collect()
    }

    #[test]
    fn figures_are_counted_with_their_units() {
        assert_eq!(
            found("收到３件、3件，1,234元和0.021万元"),
            ["0.021万元×1", "1×1", "234元×1", "3×2"]
        );
        assert_eq!(found("| 　1.属于国家秘密 | 12 |\n3、其他"), ["12×1"]);
        assert_eq!(found("\t2其他法律\t7\n2（一）、总体\n| 条数（1） | 4 |"), ["4×1", "7×1"]);
        assert_eq!(found("2件\n收到2项"), ["2×2"]);
        assert_eq!(found("发出通知三件，收取五百元。第二十条第（一）项"), ["三件×1", "五百元×1"]);
        assert_eq!(found("<td width=\"80\">7</td>&#160;\n| 行政处罚 | 94 | 94 |"), ["7×1", "94×2"]);
    }
}
