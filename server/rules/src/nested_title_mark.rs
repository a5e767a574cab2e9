//! `nested-title-mark`: 《》 within 《》, where 〈〉 belongs.

#![allow(clippy::indexing_slicing, reason = "ranges come from the report itself")]

use finding::{Finding, Fix, Severity};
use prose::{Mark, Solo, is_han};
use text::Edit;

use super::{Basis, Check, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "nested-title-mark",
    title: "书名号套错",
    severity: Severity::Warning,
    doc: Doc {
        what: "书名号里面又用了双书名号“《》”，或者用了小于号、大于号“<>”。里面一层应当用单书名号“〈〉”。",
        why: "两层都用双书名号，分不清哪个“》”是整个文件名的结尾。",
        fix: Some("把里面一层改为单书名号；整个书名套了两层双书名号的，去掉一层。"),
        wrong: Example::line(
            "2023年，本机关坚持",
            "2023年，本机关落实《关于印发《云岭县政务公开工作要点》的通知》，做好政府信息公开工作。",
        ),
        right: Example::line(
            "2023年，本机关坚持",
            "2023年，本机关落实《关于印发〈云岭县政务公开工作要点〉的通知》，做好政府信息公开工作。",
        ),
        basis: Basis {
            grade: Grade::Law,
            cites: &[Source::of("gb-15834").part("“书名号”")],
            note: "书名号里还要用书名号时，外面一层用双书名号，里面一层用单书名号。",
        },
    },
    check: Check::line(check),
};

/// A pair of title marks, and how it stands in others.
struct Pair {
    open: Mark,
    close: Mark,
    /// The mark that the pair around it opens with.
    around: Option<Mark>,
}

fn check(line: &Solo<'_>, findings: &mut Vec<Finding>) {
    let opening = line.marks.iter().filter(|mark| matches!(mark.mark, '《' | '<'));
    if opening.count() < 2 {
        return;
    }
    let Some(pairs) = pairs(line) else { return };
    let nested = pairs.iter().filter(|pair| is_nested(pair));
    findings.extend(nested.map(|pair| finding(line.text, pair, &pairs)));
}

/// The pairs of a line, outer ones last; none if a mark has no partner.
fn pairs(line: &Solo<'_>) -> Option<Vec<Pair>> {
    let mut open: Vec<Mark> = Vec::new();
    let mut pairs = Vec::new();
    for mark in line.marks {
        match mark.mark {
            '《' | '〈' => open.push(*mark),
            '<' if opens(open.last(), &line.text[mark.at..]) => open.push(*mark),
            '》' | '〉' | '>' => {
                let expected = closing(open.last().map_or('\n', |last| last.mark));
                if expected == mark.mark {
                    let last = open.pop()?;
                    pairs.push(Pair { open: last, close: *mark, around: open.last().copied() });
                } else if mark.mark != '>' {
                    return None;
                }
            }
            _ => {}
        }
    }
    open.is_empty().then_some(pairs)
}

/// Whether `<` stands for 〈: within title marks, before Chinese words, and with its partner.
fn opens(around: Option<&Mark>, rest: &str) -> bool {
    let inner = rest.get(1..).and_then(|rest| rest.split_once('>')).map_or("", |(inner, _)| inner);
    around.is_some_and(|mark| mark.mark == '《')
        && inner.chars().any(is_han)
        && !inner.contains(['《', '》'])
}

fn closing(open: char) -> char {
    match open {
        '《' => '》',
        '〈' => '〉',
        '<' => '>',
        _ => '\n',
    }
}

fn is_nested(pair: &Pair) -> bool {
    let around = pair.around.map(|mark| mark.mark);
    around == Some('《') && matches!(pair.open.mark, '《' | '<')
}

fn finding(text: &str, pair: &Pair, pairs: &[Pair]) -> Finding {
    let range = pair.open.at..pair.close.range().end;
    let written = &text[range.clone()];
    let inner = &text[pair.open.range().end..pair.close.at];
    let outer = pairs.iter().find(|outer| Some(outer.open) == pair.around);
    let doubled = outer.filter(|outer| {
        outer.open.range().end == pair.open.at && outer.close.at == pair.close.range().end
    });
    if let Some(outer) = doubled {
        let message = format!("书名号重复了，“《{written}》”应写作“{written}”。");
        let cut = |mark: Mark| Edit { range: mark.range(), text: String::new() };
        let edits = vec![cut(outer.open), cut(outer.close)];
        let fix = Fix { title: format!("改为“{written}”"), safe: true, edits };
        return Finding::new(RULE.name, RULE.severity, range, message).fix(fix);
    }
    let official = format!("〈{inner}〉");
    let message = format!("书名号里面的一层应当用单书名号，“{written}”应写作“{official}”。");
    let edits = vec![
        Edit { range: pair.open.range(), text: "〈".to_owned() },
        Edit { range: pair.close.range(), text: "〉".to_owned() },
    ];
    let fix = Fix { title: format!("改为“{official}”"), safe: true, edits };
    Finding::new(RULE.name, RULE.severity, range, message).fix(fix)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Expect, expect};

    fn on(text: &str) -> Expect {
        expect("nested-title-mark").line("全年通过县政府", text)
    }

    #[test]
    fn titles_within_titles() {
        for (text, fixed) in [
            ("落实《关于印发<err>《工作要点》</err>的通知》。", "《关于印发〈工作要点〉的通知》"),
            ("落实《关于印发<err><工作要点></err>的通知》。", "《关于印发〈工作要点〉的通知》"),
            (
                "落实《𠮷<err>《要点》</err>和<err>《方案》</err>的通知》。",
                "《𠮷〈要点〉和《方案》的通知》",
            ),
            ("落实《<err>《政府信息公开条例》</err>》。", "落实《政府信息公开条例》。"),
        ] {
            on(text).fixed(fixed);
        }
    }

    #[test]
    fn titles_that_are_right() {
        for text in [
            "落实《关于印发〈工作要点〉的通知》。",
            "落实《关于转发〈关于印发《工作要点》的通知〉的通知》。",
            "落实《条例》《办法》和《要点》。",
            "落实《关于印发《工作要点》的通知。",
            "落实《工作要点》》的通知。",
            "其中a<b，《要点》中c>d。",
            "《浓度<5的通知》《浓度>3的通知》。",
        ] {
            on(text).none();
        }
    }
}
