//! `other-report`: a report on the publication of information that this form is not for.

use std::ops::Range;

use finding::{Finding, Severity};
use form::{Wording, unspaced};
use prose::contents::{OtherReport, contents};
use report::ElementKind;

use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "other-report",
    title: "不是政府年报",
    severity: Severity::Warning,
    doc: Doc {
        what: "不是政府信息公开工作年度报告的：高等学校按学年编写的信息公开年度报告，企业、公共企事业单位的，党务公开的，政务公开的总结和要点，法治政府建设、依法行政的年度报告，政府网站的年度报表，等等。标题里没有“政府信息公开”或者根本不是年度报告的标题，一张官方的表也没有，又有这些文件的字样，才这样认；认出了只说这一句，其余不核对。",
        why: "这些报告另有规定，部分和表都不同。按统一格式逐条核对，只会报出一连串并不存在的错误。",
        fix: None,
        wrong: OTHER,
        right: Example::line("云岭县", "云岭县自然资源局2023年政府信息公开工作年度报告"),
        basis: Basis {
            grade: Grade::Law,
            cites: &[Source::of("regulation").article(55)],
            note: "教育、供水、供电等公共企事业单位公开信息，依照主管部门或者机构的规定（条例第五十五条）。",
        },
    },
    check: Check::report(check).alone(),
};

/// All of the sample is another report.
const OTHER: Example = Example::lines(
    "云岭县",
    "2023年，本机关未收取",
    "\
云岭学院2022—2023学年信息公开年度报告

根据《高等学校信息公开办法》编制。

一、概述

学校公开信息300条。",
);

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some((other, range)) = other(context).or_else(|| other_document(context)) else { return };
    let message = format!("{}，不是{}，没有核对。", other.told, context.report.form.title);
    findings.push(Finding::new(RULE.name, RULE.severity, range, message));
}

/// Which other report it is by its title, if that is certain.
fn other(context: &Context<'_>) -> Option<(&'static OtherReport, Range<usize>)> {
    let report = context.report;
    let title = report.title.as_ref()?;
    let written = context.text.get(title.range.clone())?;
    let [official, _] = &report.form.title_words;
    if written.contains(official.as_str()) || report.official_tables().next().is_some() {
        return None;
    }
    let organ = title.organ.as_deref().unwrap_or_default();
    let front = context.text.get(title.range.end..).unwrap_or_default();
    let front: String = front.lines().take(FRONT_LINES).collect();
    let found = contents().others.iter().find(|other| {
        other.titles.iter().any(|word| written.contains(word.as_str()))
            || other.beginnings.iter().any(|word| organ.starts_with(word.as_str()))
            || other.endings.iter().any(|word| organ.ends_with(word.as_str()))
            || other.bases.iter().any(|word| front.contains(word.as_str()))
    });
    Some((found?, title.range.clone()))
}

/// Which other document it is by its first lines, where it has no title, no table and not two of the sections.
fn other_document(context: &Context<'_>) -> Option<(&'static OtherReport, Range<usize>)> {
    let report = context.report;
    let own = report.sections.iter().filter(|section| section.wording == Wording::Exact).count();
    let words = &report.form.title_words;
    let title = report.title.as_ref().and_then(|title| context.text.get(title.range.clone()));
    let is_ours = title.is_some_and(|title| words.iter().all(|word| title.contains(word.as_str())));
    if is_ours || own > 1 || report.official_tables().next().is_some() {
        return None;
    }
    let elements = report.elements.iter();
    let front = elements.take_while(|element| matches!(element.kind, ElementKind::Paragraph));
    front.take(MAX_TITLE_LINES).find_map(|element| {
        let line = unspaced(context.text.get(element.range.clone())?);
        let is_named = |other: &&OtherReport| {
            let names = other.documents.iter().chain(&other.titles);
            !line.ends_with('。') && names.into_iter().any(|name| line.contains(name.as_str()))
        };
        let found = contents().others.iter().find(is_named)?;
        Some((found, element.range.clone()))
    })
}

/// No title has more lines.
const MAX_TITLE_LINES: usize = 3;

/// What a report rests upon stands in its first lines.
const FRONT_LINES: usize = 6;

#[cfg(test)]
mod tests {
    use super::super::testing::{expect, findings_of};
    use super::RULE;

    /// The text has one finding: that it is another report.
    fn expect_only(text: &str, told: &str) {
        let findings = findings_of(text);
        let [only] = findings.as_slice() else { panic!("{text}: {findings:#?}") };
        assert!(only.rule == RULE.name && only.message.contains(told), "{}", only.message);
    }

    #[test]
    fn one_message_and_no_other() {
        for (title, told) in [
            ("云岭学院2022—2023学年信息公开年度报告", "高等学校"),
            ("云岭水务集团有限公司2023年信息公开年度报告", "公共企事业单位"),
            ("中共云岭县委办公室2023年党务公开年度报告", "党务公开"),
        ] {
            let text = format!(
                "{title}\n\n一、概述\n\n公开信息12条.\n\n二、依申请公开情况\n\n收到2件。\n"
            );
            expect_only(&text, told);
        }
    }

    #[test]
    fn another_document_is_told_by_its_first_lines() {
        for (title, told) in [
            ("云岭县𠮷石局2023年政务公开工作总结", "政务公开工作的总结"),
            ("云岭县人民政府办公室\n关于2024年度政务公开工作情况的报告", "政务公开工作的总结"),
            ("云岭县水务局2023年度法治政府建设年度报告", "法治政府建设"),
            ("云岭县市场监督管理局2023年依法行政工作报告", "依法行政"),
            ("云岭县行政执法统计年报（2024年度）", "行政执法"),
            ("云岭县政府网站工作年度报表（2023年度）", "政府网站"),
            ("云岭县人民医院2023年度院务公开工作报告", "办事公开"),
            ("中共云岭县委组织部2023年党务公开工作总结", "党务公开"),
            ("云岭县2023年政府信息公开工作要点", "政务公开工作的总结"),
            ("云岭县档案局2023年工作总结", "另一种文件"),
            ("云岭县财政局2023年度部门决算公开", "另一种文件"),
        ] {
            let text = format!(
                "{title}\n\n一、工作开展情况\n\n公开信息12条.\n\n二、存在的问题\n\n收到2件。\n\n三、下一步打算\n"
            );
            expect_only(&text, told);
        }
    }

    #[test]
    fn a_report_of_this_form_by_another_title_is_none() {
        expect("other-report").line("云岭县", "云岭县自然资源局2023年政务公开工作总结").none();
    }

    #[test]
    fn a_report_of_this_form_is_none() {
        for organ in ["云岭学院", "云岭水务集团有限公司", "中共云岭县委办公室"]
        {
            expect("other-report")
                .line("云岭县", &format!("{organ}2023年政府信息公开工作年度报告"))
                .none();
        }
    }
}
