//! `lost-text`: a conversion put a question mark in place of every Chinese character.
//!
//! Nothing can be read in such a text, so that nothing else is said of it.

use finding::{Finding, Severity};
use memchr::memchr_iter;

use super::{Basis, Check, Context, Doc, Example, Grade, Rule};

pub(super) static RULE: Rule = Rule {
    name: "lost-text",
    title: "文字丢失",
    severity: Severity::Error,
    doc: Doc {
        what: "全文的汉字都变成了“?”。认出了只说这一句，其余不核对。",
        why: "转换或者保存文件时选了没有汉字的编码，原来的字已经不在文件里，只能从原来的文件重新转换或者复制。",
        fix: None,
        wrong: Example::lines(
            "云岭县",
            "2023年，本机关未收取",
            "\
?????????2023????????????????

??????????????????????????????????????????????????????

?????????????????????????????????????????????????1????",
        ),
        right: Example::line("云岭县", "云岭县自然资源局2023年政府信息公开工作年度报告"),
        basis: Basis {
            grade: Grade::Practice,
            cites: &[],
            note: "没有成文规定，属于字符编码的常识：编码里没有的字，许多程序写成“?”。",
        },
    },
    check: Check::report(check).alone(),
};

/// A text with fewer question marks may be one that asks.
const MIN_MARKS: usize = 50;
/// A text that can still be read has more than one Chinese character for so many question marks.
const MARKS_FOR_A_CHARACTER: usize = 4;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let text = context.text;
    let marks = memchr_iter(b'?', text.as_bytes()).count();
    let characters = || text.chars().filter(|c| form::is_usual(*c)).count();
    if marks < MIN_MARKS || characters() * MARKS_FOR_A_CHARACTER > marks {
        return;
    }
    let Some(first) = text.find('?') else { return };
    let count = text.bytes().skip(first).take_while(|byte| *byte == b'?').count();
    let message = format!(
        "这里的汉字都变成了“?”，是转换文件时丢失的，找不回来，没有核对。请从原来的文件重新转换或者复制：用 nianbao import 转换，或者另存时选 UTF-8。共有 {marks} 个“?”。"
    );
    findings.push(Finding::new(RULE.name, RULE.severity, first..first + count, message));
}

#[cfg(test)]
mod tests {
    use super::super::testing::{CLEAN, expect, findings_of};

    #[test]
    fn nothing_else_is_said() {
        let lost = |c: char| if form::is_usual(c) { '?' } else { c };
        let text: String = CLEAN.chars().map(lost).collect();
        let findings = findings_of(&text);
        let [finding] = findings.as_slice() else { panic!("{findings:#?}") };
        assert_eq!(finding.rule, "lost-text");
        assert!(finding.message.contains("变成了“?”"), "{}", finding.message);
    }

    #[test]
    fn a_text_that_asks_has_lost_nothing() {
        expect("lost-text").text(&CLEAN.replace('。', "?")).none();
        expect("lost-text").text(&format!("{CLEAN}\n\n{}\n", "?".repeat(60))).none();
    }

    #[test]
    fn who_allows_it_is_told_the_rest() {
        let allowed = format!("<!-- nianbao: allow lost-text -->\n{}\n", "?".repeat(80));
        let rules: Vec<_> = findings_of(&allowed).iter().map(|finding| finding.rule).collect();
        assert!(!rules.contains(&"lost-text") && rules.contains(&"missing-section"), "{rules:?}");
    }
}
