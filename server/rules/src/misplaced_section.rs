//! `misplaced-section`: a section that does not stand where the form has it.

#![allow(clippy::indexing_slicing, reason = "positions come from the form itself")]

use finding::{Finding, Related, Severity};
use report::Section;

use super::wording::about_section;
use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "misplaced-section",
    title: "部分次序不对",
    severity: Severity::Warning,
    doc: Doc {
        what: "六个部分的先后次序与统一格式不同。只指出离开原位的部分，其余不报。",
        why: "读者和检查的人按统一格式的次序找内容。",
        fix: None,
        wrong: Example::lines(
            "五、存在",
            "六、其他",
            "\
六、其他需要报告的事项

2023年，本机关未收取信息处理费，发出收费通知的件数和总金额，以及实际收取的总金额均为0。

五、存在的主要问题及改进情况

存在的主要问题：征地信息的发布还不够及时。改进情况：已把征地信息公开纳入项目审批流程。",
        ),
        right: Example::lines(
            "五、存在",
            "六、其他",
            "\
五、存在的主要问题及改进情况

存在的主要问题：征地信息的发布还不够及时。改进情况：已把征地信息公开纳入项目审批流程。

六、其他需要报告的事项

2023年，本机关未收取信息处理费，发出收费通知的件数和总金额，以及实际收取的总金额均为0。",
        ),
        basis: Basis {
            grade: Grade::Printed,
            cites: &[Source::of("form-2021").part("附件"), Source::of("form-2019").part("附件")],
            note: "",
        },
    },
    check: Check::report(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let sections = &context.report.sections;
    let first = |(at, section): &(usize, &Section)| {
        !sections[..*at].iter().any(|other| other.index == section.index)
    };
    let order: Vec<&Section> =
        sections.iter().enumerate().filter(first).map(|(_, section)| section).collect();
    let kept = longest_rising(&order);
    let in_place = |section: &Section| kept.iter().any(|kept| std::ptr::eq(*kept, section));
    for section in order.iter().filter(|section| !in_place(section)) {
        findings.push(finding(context, section, &kept));
    }
}

/// The most sections that stand in the order of the form.
fn longest_rising<'r>(sections: &[&'r Section]) -> Vec<&'r Section> {
    let mut best: Vec<Vec<&Section>> = Vec::new();
    for section in sections {
        let before =
            best.iter().filter(|run| run.last().is_some_and(|last| last.index < section.index));
        let mut run = before.max_by_key(|run| run.len()).cloned().unwrap_or_default();
        run.push(section);
        best.push(run);
    }
    best.into_iter().rev().max_by_key(Vec::len).unwrap_or_default()
}

fn finding(context: &Context<'_>, section: &Section, kept: &[&Section]) -> Finding {
    let of = &context.report.form.sections[section.index];
    let name = |other: &Section| context.report.form.sections[other.index].heading();
    let above = kept.iter().rfind(|other| other.index < section.index);
    let below = kept.iter().find(|other| other.index > section.index);
    let place = match (above, below) {
        (Some(above), _) => format!("“{}”之后", name(above)),
        (None, Some(below)) => format!("“{}”之前", name(below)),
        (None, None) => "统一格式规定的位置".to_owned(),
    };
    let message = format!("“{}”的位置不对，应在{place}。请连同内容一起移过去。", of.heading());
    let mut finding = Finding::new(RULE.name, RULE.severity, section.heading.clone(), message)
        .about(about_section(of));
    finding.related.extend(
        above
            .or(below)
            .map(|other| Related {
                message: format!("应在{place}"), range: other.heading.clone()
            }),
    );
    finding
}

#[cfg(test)]
mod tests {
    use super::super::testing::expect;

    fn order(headings: &[&str]) -> String {
        let sections = headings.iter().map(|heading| format!("{heading}\n\n内容。\n\n"));
        format!(
            "云岭县自然资源局2023年政府信息公开工作年度报告\n\n{}",
            sections.collect::<String>()
        )
    }

    #[test]
    fn only_what_left_its_place_is_told() {
        let text = order(&[
            "一、总体情况",
            "<err>六、其他需要报告的事项</err>",
            "二、主动公开政府信息情况",
            "三、收到和处理政府信息公开申请情况",
            "四、政府信息公开行政复议、行政诉讼情况",
            "五、存在的主要问题及改进情况",
        ]);
        expect("misplaced-section")
            .text(&text)
            .message("“六、其他需要报告的事项”的位置不对，应在“五、存在的主要问题及改进情况”之后");
        let text = order(&[
            "二、主动公开政府信息情况",
            "三、收到和处理政府信息公开申请情况",
            "<err>一、总体情况</err>",
        ]);
        expect("misplaced-section").text(&text).message("应在“二、主动公开政府信息情况”之前");
    }

    #[test]
    fn a_section_that_is_missing_moves_nothing() {
        let text = order(&[
            "一、总体情况",
            "三、收到和处理政府信息公开申请情况",
            "六、其他需要报告的事项",
        ]);
        expect("misplaced-section").text(&text).none();
    }
}
