//! `outdated-basis`: a document that is out of force cited as the basis, or a number that is miswritten.

#![allow(clippy::indexing_slicing, reason = "ranges come from the report itself")]

use std::ops::Range;

use finding::{Finding, Fix, Severity};
use form::{Instrument, halfwidth, instrument_titled, instruments, is_blank, unspaced};
use prose::{Line, LineKind, contents::contents, is_han};
use text::Edit;

use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "outdated-basis",
    title: "编制依据不对",
    severity: Severity::Warning,
    doc: Doc {
        what: "编制依据写的是已经被取代的文件，或者发文字号写错了：2021 年度起的年报仍写国办公开办函〔2019〕60号，条例仍写国务院令第492号，“国办公开办函”漏了字，文件名称与发文字号不是一份文件。同一段里也写了现行文件的不报。",
        why: "依据写错，读者查不到文件，也看不出报告用的是哪一版格式。",
        fix: Some("补全发文字号漏写的字。换文件的，请自己改。"),
        wrong: Example::line(
            "根据《",
            "根据《中华人民共和国政府信息公开条例》和国办公开函〔2021〕30号的要求，编制本报告。",
        ),
        right: Example::line(
            "根据《",
            "根据《中华人民共和国政府信息公开条例》和国办公开办函〔2021〕30号的要求，编制本报告。",
        ),
        basis: Basis {
            grade: Grade::Printed,
            cites: &[Source::of("regulation"), Source::of("form-2021").part("“一、报告内容”")],
            note: "哪一份文件取代了哪一份，见 docs/law.md。",
        },
    },
    check: Check::report(check),
};

/// The number of a document, as a line cites it.
struct Number {
    /// All of it.
    range: Range<usize>,
    /// What stands before the year: 国办公开办函; of an order, all before its number: 国务院令.
    issuer: String,
    issuer_range: Range<usize>,
    year: Option<i32>,
    serial: u32,
}

/// How the numbers of national documents begin.
const ISSUERS: [&str; 2] = ["国办", COUNCIL];
const COUNCIL: &str = "国务院";
/// No issuer's short name is longer, in characters.
const MAX_ISSUER: usize = 10;
/// A name of so many characters has no other one that differs in so few.
const LONG_ISSUER: usize = 5;
const MAX_DIFFERENCE: usize = 2;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(year) = context.report.year() else { return };
    let front = context.report.sections.first().map_or(0, |section| section.heading.start);
    for line in context.prose.lines.iter().filter(|line| line.kind == LineKind::Paragraph) {
        let text = &context.text[line.range.clone()];
        if !text.contains('号') {
            continue;
        }
        let numbers = numbers(text);
        let is_basis = line.range.start < front || contents().basis.purpose.is_in(text);
        for number in &numbers {
            let found = miswritten(text, number, line)
                .or_else(|| outdated(number, &numbers, year, line).filter(|_| is_basis));
            findings.extend(found);
        }
    }
}

/// A document that another one had replaced in the year that is reported on.
fn outdated(number: &Number, all: &[Number], year: i32, line: &Line) -> Option<Finding> {
    let cited = instruments().iter().find(|of| number.is_of(of))?;
    let next = cited.successor()?;
    let since = next.in_force.or(next.issued)?;
    if since.year > year || all.iter().any(|other| other.is_of(next)) {
        return None;
    }
    let message = format!(
        "{}已经被取代，现行的是{}，{year} 年度的年报应当依据它。请核对依据。",
        unspaced(cited.number.as_deref()?),
        unspaced(next.number.as_deref()?)
    );
    Some(Finding::new(RULE.name, RULE.severity, moved(&number.range, line), message))
}

/// A number that can be nothing but another one, miswritten.
fn miswritten(text: &str, number: &Number, line: &Line) -> Option<Finding> {
    if instruments().iter().any(|of| number.is_of(of)) {
        return None;
    }
    if let Some((issuer, official)) = misnamed(number) {
        let message =
            format!("发文字号写错了：“{}”应为“{official}”。", &text[number.range.clone()]);
        let edits = vec![Edit { range: moved(&number.issuer_range, line), text: issuer.clone() }];
        let fix = Fix { title: format!("改为“{issuer}”"), safe: false, edits };
        let range = moved(&number.range, line);
        return Some(Finding::new(RULE.name, RULE.severity, range, message).fix(fix));
    }
    let named = named_before(text, number.range.start)?;
    let official = unspaced(named.number.as_deref()?);
    let same_issuer = parts(&official).is_some_and(|it| number.issuer.ends_with(&it.issuer));
    let message = format!(
        "《{}》的发文字号是{official}，这里写的是“{}”。请核对。",
        named.title,
        &text[number.range.clone()]
    );
    same_issuer.then(|| Finding::new(RULE.name, RULE.severity, moved(&number.range, line), message))
}

/// The issuer of the document that has this year and number, and all of its number, if the issuer is
/// nearly the same.
fn misnamed(number: &Number) -> Option<(String, String)> {
    instruments().iter().find_map(|of| {
        let official = unspaced(of.number.as_deref()?);
        let of = parts(&official)?;
        let long = of.issuer.chars().count() >= LONG_ISSUER;
        let same = (of.year, of.serial) == (number.year, number.serial) && of.year.is_some();
        let near = strsim::levenshtein(&of.issuer, &number.issuer) <= MAX_DIFFERENCE;
        (long && same && near).then_some((of.issuer, official))
    })
}

/// The instrument whose name in title marks stands right before a number in brackets.
fn named_before(text: &str, at: usize) -> Option<&'static Instrument> {
    let before = text[..at].trim_end_matches(|c: char| is_blank(c) || is_han(c));
    let name = before.strip_suffix(['（', '('])?.trim_end_matches(is_blank).strip_suffix('》')?;
    let start = name.rfind('《')? + '《'.len_utf8();
    instrument_titled(&name[start..])
}

impl Number {
    fn is_of(&self, of: &Instrument) -> bool {
        let official = of.number.as_deref().map(unspaced);
        official.and_then(|official| parts(&official)).is_some_and(|it| {
            (it.year, it.serial) == (self.year, self.serial) && self.issuer.ends_with(&it.issuer)
        })
    }
}

/// The parts of an official number.
fn parts(official: &str) -> Option<Number> {
    numbers(official).pop()
}

/// The numbers that a text cites.
fn numbers(text: &str) -> Vec<Number> {
    text.match_indices('号').filter_map(|(at, mark)| number(text, at, at + mark.len())).collect()
}

/// The number before 号: 国办公开办函〔2021〕30号, 国务院令第711号.
fn number(text: &str, at: usize, end: usize) -> Option<Number> {
    let (serial, before) = digits_before(text[..at].trim_end_matches(is_blank))?;
    let before = before.strip_suffix('第').unwrap_or(before).trim_end_matches(is_blank);
    let closed = before.strip_suffix(['〕', ']', '】', '）', ')', '］']);
    let (year, issuer) = match closed {
        Some(inner) => {
            let (year, open) = digits_before(inner.trim_end_matches(is_blank))?;
            let open = open.trim_end_matches(is_blank);
            let issuer = open.strip_suffix(['〔', '[', '【', '（', '(', '［'])?;
            (Some(i32::try_from(year).ok().filter(|year| (1990..2100).contains(year))?), issuer)
        }
        None if before.ends_with('令') => (None, before),
        // 国务院第711号令.
        None if text[end..].starts_with('令') && before.ends_with(COUNCIL) => (None, before),
        None => return None,
    };
    let issuer = issuer.trim_end_matches(is_blank);
    let han = issuer.chars().rev().take_while(|c| is_han(*c)).take(MAX_ISSUER);
    let mut start = issuer.len() - han.map(char::len_utf8).sum::<usize>();
    // Words of the sentence may stand before it.
    let own = ISSUERS.iter().find_map(|beginning| issuer[start..].rfind(beginning));
    start += own.unwrap_or_default();
    let issuer_range = start..issuer.len();
    let order = if issuer.ends_with(COUNCIL) { "令" } else { "" };
    let issuer = format!("{}{order}", &issuer[start..]);
    Some(Number { range: start..end, issuer, issuer_range, year, serial })
}

/// The figure that a text ends with, and what stands before it.
fn digits_before(text: &str) -> Option<(u32, &str)> {
    let before = text.trim_end_matches(|c| halfwidth(c).is_ascii_digit());
    let digits: String = text[before.len()..].chars().map(halfwidth).collect();
    Some((digits.parse().ok()?, before))
}

fn moved(range: &Range<usize>, line: &Line) -> Range<usize> {
    line.range.start + range.start..line.range.start + range.end
}

#[cfg(test)]
mod tests {
    use super::super::testing::{CLEAN, Expect, expect};

    fn basis(text: &str) -> Expect {
        expect("outdated-basis").line("根据《", &format!("根据{text}，编制本报告。"))
    }

    #[test]
    fn documents_that_were_replaced() {
        basis("《中华人民共和国政府信息公开条例》（<err>国务院令第492号</err>）")
            .message("国务院令第492号已经被取代，现行的是国务院令第711号");
        basis("条例（<err>国务院第492号</err>令）").message("国务院令第711号");
        basis("条例和<err>国办公开办函〔2019〕60号</err>").message("国办公开办函〔2021〕30号");
        basis("条例和<err>国办公开办函[2019] 60 号</err>").message("2023 年度");
    }

    #[test]
    fn numbers_that_are_miswritten() {
        basis("条例和<err>国办公开函〔2021〕30号</err>")
            .message("应为“国办公开办函〔2021〕30号”")
            .fixed("国办公开办函〔2021〕30号");
        basis(
            "《中华人民共和国政府信息公开工作年度报告格式》（<err>国办公开办函〔2021〕20号</err>）",
        )
        .message("发文字号是国办公开办函〔2021〕30号")
        .not_fixed();
        basis("《中华人民共和国政府信息公开条例》（中华人民共和国<err>国务院令第771号</err>）")
            .message("发文字号是国务院令第711号");
    }

    #[test]
    fn what_is_right_or_about_something_else() {
        for text in [
            "国办公开办函〔2021〕30号",
            "条例（2007年国务院令第492号公布，2019年国务院令第711号修订）",
            "国办函〔2021〕30号",
            "条例（国务院第711号令）",
            "云政办函〔2019〕60号",
            "《中华人民共和国政府信息公开条例》（中华人民共和国国务院令第711号）",
            "《某某办法》（国务院令第700号）",
        ] {
            basis(text).none();
        }
        expect("outdated-basis")
            .line("全年通过县政府", "2019年印发国办公开办函〔2019〕60号。")
            .none();
        let text = CLEAN.replace("2023年", "2020年").replace("2024年", "2021年");
        let text = text.replace("根据《中华", "根据国办公开办函〔2019〕60号、《中华");
        expect("outdated-basis").text(&text).none();
    }
}
