//! `garbled-text`: characters that got lost when a file was read or written in the wrong encoding.
//!
//! Looks at the text as a whole: what is lost may be part of a figure as well as of a sentence.

#![allow(clippy::indexing_slicing, reason = "positions come from the text itself")]

use std::ops::Range;

use finding::{Finding, Related, Severity};
use memchr::{memchr_iter, memmem};
use text::line_ends::{line_end, line_start};

use super::{Basis, Check, Context, Doc, Example, Grade, Rule};

pub(super) static RULE: Rule = Rule {
    name: "garbled-text",
    title: "乱码",
    severity: Severity::Error,
    doc: Doc {
        what: "有的字没有读出来，变成了“�”；或者已经按错误的编码保存过，成了“锟斤拷”、“?0?1”一类的乱码。",
        why: "多半是 GB18030 编码的文件按别的编码打开了。这时保存，原来的字就再也找不回来；格里的数字旁边多了乱码，也认不出是多少。",
        fix: None,
        wrong: Example::line(
            "2023年，本机关坚持",
            "2023年，本机关坚持以公开为常态、不公开为例外，围绕大�镇的耕地保护，做好政府信息公开工作。",
        ),
        right: Example::line(
            "2023年，本机关坚持",
            "2023年，本机关坚持以公开为常态、不公开为例外，围绕大㙟镇的耕地保护，做好政府信息公开工作。",
        ),
        basis: Basis {
            grade: Grade::Practice,
            cites: &[],
            note: "没有成文规定，属于字符编码的常识：没有读出来的字，通行的做法是显示成“�”。",
        },
    },
    check: Check::report(check),
};

/// With more lines than this the file as a whole was read wrongly, which is told once.
const MAX_LINES: usize = 8;

/// What reading leaves of bytes that it does not understand.
const REPLACEMENT: &str = "\u{fffd}";
/// Two of them, written in UTF-8 and read as GB18030.
const REPLACEMENTS_READ_AGAIN: &str = "锟斤拷";

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let lines = by_line(context.text, garbled(context.text));
    let Some((first, _)) = lines.first() else { return };
    if lines.len() > MAX_LINES {
        let count: usize = lines.iter().map(|(_, places)| places).sum();
        let message = format!(
            "全文有 {} 行、{count} 处乱码，多半是按错误的编码打开了。请先不要保存，用 GB18030 编码重新打开；原文件已经改坏的，请从备份找回。",
            lines.len()
        );
        let mut finding = Finding::new(RULE.name, RULE.severity, first.clone(), message);
        let others = lines.iter().skip(1).take(MAX_LINES);
        finding.related = others
            .map(|(range, _)| Related { message: "这里也有".to_owned(), range: range.clone() })
            .collect();
        findings.push(finding);
        return;
    }
    for (range, places) in lines {
        let written = &context.text[range.clone()];
        let message = if places == 1 {
            format!("“{written}”是乱码，原来的字没有读出来。{ADVICE}")
        } else {
            format!("这一行有 {places} 处乱码，原来的字没有读出来。{ADVICE}")
        };
        findings.push(Finding::new(RULE.name, RULE.severity, range, message));
    }
}

const ADVICE: &str = "请对照原稿补上；刚打开就这样的，先不要保存，用 GB18030 编码重新打开。";

/// The places with something garbled, in order and apart from each other.
fn garbled(text: &str) -> Vec<Range<usize>> {
    let mut places: Vec<Range<usize>> = replacements(text).collect();
    let again = memmem::find_iter(text.as_bytes(), REPLACEMENTS_READ_AGAIN);
    places.extend(again.map(|at| at..at + REPLACEMENTS_READ_AGAIN.len()));
    places.extend(question_marks(text));
    places.extend(controls(text));
    places.sort_by_key(|place| place.start);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for place in places {
        match joined.last_mut() {
            Some(last) if place.start <= last.end => last.end = last.end.max(place.end),
            _ => joined.push(place),
        }
    }
    joined
}

fn replacements(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    memmem::find_iter(text.as_bytes(), REPLACEMENT)
        .map(move |at| at..four_bytes(text, at, REPLACEMENT).unwrap_or(at + REPLACEMENT.len()))
}

/// The end of what a character of four bytes became that an encoding of two does not know: two of its
/// bytes are digits, and stayed, as in `?0?1`.
fn four_bytes(text: &str, at: usize, lost: &str) -> Option<usize> {
    let digit = |rest: &'_ str| rest.as_bytes().first().is_some_and(u8::is_ascii_digit);
    let mut rest = text.get(at..)?;
    for _ in 0..2 {
        rest = rest.strip_prefix(lost)?;
        rest = digit(rest).then(|| rest.get(1..))??;
    }
    Some(text.len() - rest.len())
}

fn question_marks(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    memchr_iter(b'?', text.as_bytes()).filter_map(move |at| {
        let end = four_bytes(text, at, "?")?;
        // In an address something of it stands before the mark.
        let before = at.checked_sub(1).and_then(|before| text.as_bytes().get(before));
        let in_address = before.is_some_and(u8::is_ascii_graphic) && before != Some(&b'|');
        (!in_address).then_some(at..end)
    })
}

/// Control characters above ASCII, which only a wrong reading gives: U+0080 to U+009F.
fn controls(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    // NEL ends a line in some old systems, and harms nobody.
    let is_control = |second: &u8| (0x80..0xa0).contains(second) && *second != 0x85;
    memchr_iter(0xc2, bytes)
        .filter(move |at| text.is_char_boundary(*at) && bytes.get(at + 1).is_some_and(is_control))
        .map(|at| at..at + 2)
}

/// From the first garbled place of a line to its last, and how many there are.
fn by_line(text: &str, places: Vec<Range<usize>>) -> Vec<(Range<usize>, usize)> {
    let mut lines: Vec<(Range<usize>, usize)> = Vec::new();
    let mut stop = 0;
    for place in places {
        match lines.last_mut() {
            Some((range, count)) if place.start < stop => {
                range.end = place.end;
                *count += 1;
            }
            _ => {
                stop = line_end(text, line_start(text, place.start));
                lines.push((place, 1));
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::testing::expect;

    #[test]
    fn what_was_lost_in_prose() {
        for lost in ["�", "�0�1", "��", "锟斤拷", "?0?1", "\u{80}"] {
            let line = format!("围绕大<err>{lost}</err>镇的耕地保护，做好政府信息公开工作。");
            expect("garbled-text").line("2023年，本机关坚持", &line);
        }
    }

    #[test]
    fn what_was_lost_in_a_cell_is_told_once() {
        let row = "| 行政处罚 | <err>�0�2</err>37 |";
        expect("garbled-text").line("| 行政处罚", row).message("“�0�2”是乱码");
    }

    #[test]
    fn a_line_is_told_once() {
        expect("garbled-text")
            .line("2023年，本机关坚持", "围绕大<err>�镇和小�</err>村的耕地保护，做好工作。")
            .message("这一行有 2 处乱码");
    }

    #[test]
    fn marks_that_mean_something() {
        for line in [
            "是否公开?1件公开?",
            "详见 http://www.example.gov.cn/list?1?2 。",
            "气温 25°C，第·条。",
        ] {
            expect("garbled-text").line("2023年，本机关坚持", line).none();
        }
    }

    #[test]
    fn a_file_that_was_read_wrongly_is_told_once() {
        let text = "��2023������\n\n".repeat(40);
        expect("garbled-text")
            .text(&format!("<err>��2023������</err>\n\n{text}"))
            .message("全文有 41 行");
    }
}
