//! `text-before-title`: lines of a web page that stand before the title.

#![allow(clippy::indexing_slicing, reason = "ranges come from the report itself")]

use finding::{Finding, Severity};

use super::{Basis, Check, Context, Doc, Example, Grade, Rule};

pub(super) static RULE: Rule = Rule {
    name: "text-before-title",
    title: "标题前有别的内容",
    severity: Severity::Info,
    doc: Doc {
        what: "标题前面还有别的行，没有当作标题：网页的导航、栏目名、索引号、打印、字号一类。它们留在原处，不会删去。",
        why: "从网页上复制年报，常把标题上面的东西一起带来。找到了后面的标题，机关名称和年份以它为准；认错了的，可以从这里看出来。",
        fix: None,
        wrong: Example::line(
            "云岭县",
            "当前位置：首页 > 政务公开 > 政府信息公开年报\n\n云岭县自然资源局2023年政府信息公开工作年度报告",
        ),
        right: Example::line("云岭县", "云岭县自然资源局2023年政府信息公开工作年度报告"),
        basis: Basis {
            grade: Grade::Practice, cites: &[], note: "只是说明本工具怎样找到标题。"
        },
    },
    check: Check::report(check).before_title(),
};

/// A line is quoted up to so many characters.
const MAX_QUOTED: usize = 20;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(title) = context.report.title.as_ref().filter(|it| !it.skipped.is_empty()) else {
        return;
    };
    let skipped = &context.text[title.skipped.clone()];
    let lines = || skipped.split(['\r', '\n']).filter(|line| !line.trim().is_empty());
    let Some(first) = lines().next() else { return };
    let quoted: String = first.trim().chars().take(MAX_QUOTED).collect();
    let more = if quoted.len() < first.trim().len() { "…" } else { "" };
    let message = format!(
        "标题前面的 {} 行（“{quoted}{more}”）没有当作标题，多半是从网页上带来的。定稿时请删去。",
        lines().count()
    );
    let start = title.skipped.start;
    findings.push(Finding::new(RULE.name, RULE.severity, start..start + first.len(), message));
}

#[cfg(test)]
mod tests {
    use super::super::testing::{CLEAN, expect, findings_of};

    #[test]
    fn all_lines_are_told_once() {
        expect("text-before-title")
            .text(&format!("<err>点击收听</err>\n字号：大 中 小\n\n{CLEAN}"))
            .message("标题前面的 2 行（“点击收听”）")
            .not_fixed();
        let chrome = "您的位置 : 首页 > 年报\n发布时间:2024-03-20 发布机构:县局";
        let found = findings_of(&format!("{chrome}\n\n{CLEAN}"));
        let rules: Vec<&str> = found.iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, ["text-before-title", "late-date"]);
        expect("text-before-title").text(&format!("<!-- 草稿 -->\n\n{CLEAN}")).none();
    }
}
