//! `nonstandard-citation`: the year in a document's number, in brackets other than 〔〕.

#![allow(clippy::indexing_slicing, reason = "ranges come from the report itself")]

use std::ops::Range;

use finding::{Finding, Fix, Severity};
use form::{halfwidth, is_blank};
use prose::{Mark, Solo, is_han};
use text::Edit;

use super::{Basis, Check, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "nonstandard-citation",
    title: "文号写法不规范",
    severity: Severity::Warning,
    doc: Doc {
        what: "发文字号里的年份没有用六角括号“〔〕”，而是用了“[]”“【】”“（）”等别的括号。",
        why: "发文字号是查找文件的依据，写法不一，检索时会漏掉。“（2023）京01行初1号”一类的案号本来用圆括号，不在其内。",
        fix: Some("把年份两边的括号改为“〔〕”。"),
        wrong: Example::line(
            "2023年，本机关坚持",
            "2023年，本机关按照云政办函[2023]5号、云政发【2022】18号的要求，做好政府信息公开工作。",
        ),
        right: Example::line(
            "2023年，本机关坚持",
            "2023年，本机关按照云政办函〔2023〕5号、云政发〔2022〕18号的要求，做好政府信息公开工作。",
        ),
        basis: Basis {
            grade: Grade::Law,
            cites: &[Source::of("gb-9704").part("“发文字号”")],
            note: "年份标全称，用六角括号“〔〕”括入。",
        },
    },
    check: Check::line(check),
};

/// Brackets that stand where 〔〕 should. The half of a right pair is among them: 〔2023].
const OPENING: &str = "[［(（【〈<〔";
const CLOSING: &str = "]］)）】〉>〕";

fn check(line: &Solo<'_>, findings: &mut Vec<Finding>) {
    let pairs = line.marks.windows(2);
    findings.extend(pairs.filter_map(|pair| finding(line.text, pair[0], pair[1])));
}

fn finding(text: &str, open: Mark, close: Mark) -> Option<Finding> {
    let is_pair = OPENING.contains(open.mark) && CLOSING.contains(close.mark);
    if !is_pair || (open.mark, close.mark) == ('〔', '〕') {
        return None;
    }
    let year = &text[open.range().end..close.at];
    let behind = &text[close.range().end..];
    let number = serial(behind).filter(|number| {
        // Announcements have （2023）第5号, and cases （2023）京01行初1号.
        !(matches!(open.mark, '(' | '（') && number.starts_with('第'))
    })?;
    if !is_year(year) || !is_han(open.before) {
        return None;
    }
    let range: Range<usize> = open.at..close.range().end;
    let official = format!("〔{}〕", year.trim_matches(is_blank));
    let message = format!(
        "发文字号里的年份应当用六角括号：“{}{}”应写作“{official}{}”。",
        &text[range.clone()],
        number,
        number
    );
    let edits = vec![Edit { range: range.clone(), text: official.clone() }];
    let fix = Fix { title: format!("改为“{official}”"), safe: true, edits };
    Some(Finding::new(RULE.name, RULE.severity, range, message).fix(fix))
}

/// 1900 to 2099.
fn is_year(text: &str) -> bool {
    let digits: String = text.trim_matches(is_blank).chars().map(halfwidth).collect();
    let is_number = digits.len() == 4 && digits.chars().all(|c| c.is_ascii_digit());
    is_number && (digits.starts_with("19") || digits.starts_with("20"))
}

/// `30号` or `第30号` at the beginning of a text.
fn serial(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(is_blank);
    let numbered = text.strip_prefix('第').unwrap_or(text);
    let rest = numbered.trim_start_matches(|c| halfwidth(c).is_ascii_digit() || is_blank(c));
    let is_serial = rest.len() < numbered.len() && rest.starts_with('号');
    is_serial.then(|| &text[..text.len() - rest.len() + '号'.len_utf8()])
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Expect, expect};

    fn on(text: &str) -> Expect {
        expect("nonstandard-citation").line("全年通过县政府", text)
    }

    #[test]
    fn brackets_of_other_kinds() {
        for (text, fixed) in [
            ("按云政办函<err>[2023]</err>5号执行。", "云政办函〔2023〕5号"),
            ("按云政办函<err>【2023】</err>5号执行。", "云政办函〔2023〕5号"),
            ("按云政办函<err>（2023）</err>5号执行。", "云政办函〔2023〕5号"),
            ("按云政办函<err>(2023)</err> 5 号执行。", "云政办函〔2023〕 5 号"),
            ("按云政办函<err>〔2023]</err>5号执行。", "云政办函〔2023〕5号"),
            ("按云政办函<err>［２０２３］</err>第5号执行。", "云政办函〔２０２３〕第5号"),
            ("《关于𠮷的通知》（云政办函<err>[2023]</err>5号）", "（云政办函〔2023〕5号）"),
        ] {
            on(text).message("六角括号").fixed(fixed);
        }
    }

    #[test]
    fn brackets_that_are_right() {
        for text in [
            "按云政办函〔2023〕5号执行。",
            "案号为（2023）云01行初12号。",
            "法院作出（2023）01行初12号判决。",
            "发布公告（2023）第5号。",
            "条例（2019）修订后施行。",
            "见注[2023]，共5号楼。",
            "按云政办函[2023执行。",
            "收到[1234]5号来信。",
        ] {
            on(text).none();
        }
    }
}
