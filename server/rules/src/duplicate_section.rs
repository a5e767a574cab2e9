//! `duplicate-section`: a section that stands in the report twice.

#![allow(clippy::indexing_slicing, reason = "positions come from the form itself")]

use finding::{Finding, Related, Severity};

use super::wording::about_section;
use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "duplicate-section",
    title: "部分重复",
    severity: Severity::Warning,
    doc: Doc {
        what: "同一个部分的标题出现了两次。",
        why: "多半是复制时留下的重复，或者后一个标题写错了。",
        fix: None,
        wrong: Example::line(
            "六、其他",
            "\
五、存在的主要问题及改进情况

存在的主要问题：答复文书的说理不够充分。改进情况：已建立答复文书会审制度。

六、其他需要报告的事项",
        ),
        right: Example::line("六、其他", "六、其他需要报告的事项"),
        basis: Basis {
            grade: Grade::Printed,
            cites: &[Source::of("form-2021").part("附件"), Source::of("form-2019").part("附件")],
            note: "表样上每个部分一次。",
        },
    },
    check: Check::report(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let sections = &context.report.sections;
    for (at, section) in sections.iter().enumerate() {
        let Some(first) = sections[..at].iter().find(|first| first.index == section.index) else {
            continue;
        };
        let of = &context.report.form.sections[section.index];
        let message =
            format!("“{}”出现了两次。请合并成一个；如果这里是别的部分，请改正标题。", of.heading());
        let mut finding = Finding::new(RULE.name, RULE.severity, section.heading.clone(), message)
            .about(about_section(of));
        let range = first.heading.clone();
        finding.related.push(Related { message: "前一次在这里".to_owned(), range });
        findings.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::expect;

    #[test]
    fn a_section_twice() {
        let twice = "<err>五、存在的主要问题及改进情况</err>\n\n内容。\n\n六、其他需要报告的事项";
        expect("duplicate-section").line("六、其他", twice).message("出现了两次。请合并成一个");
    }
}
