//! `malformed-heading`: the heading of a section whose number or words are not the form's.

#![allow(clippy::indexing_slicing, reason = "positions come from the form itself")]

use finding::{Finding, Fix, Severity};
use form::{Wording, figure_before, forms, numberless, unspaced, vocabulary};
use report::{ElementKind, Numbering, Section};
use text::Edit;

use super::wording::about_section;
use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "malformed-heading",
    title: "小标题不规范",
    severity: Severity::Warning,
    doc: Doc {
        what: "六个部分的标题编号不对，或者用字与统一格式不同。编号丢失、写成“2、”、次序号不对、标题改了字，都在其内。",
        why: "从网页或者 Word 复制时，自动编号常常丢失，标题只剩下文字；两套编号混用，读者分不清层次。",
        fix: Some("改成统一格式的标题。"),
        wrong: Example::line("二、主动公开", "2、主动公开政府信息情况"),
        right: Example::line("二、主动公开", "二、主动公开政府信息情况"),
        basis: Basis {
            grade: Grade::Printed,
            cites: &[
                Source::of("form-2021").part("附件"),
                Source::of("form-2019").part("附件"),
                Source::of("gb-9704").part("“结构层次序数”"),
            ],
            note: "",
        },
    },
    check: Check::report(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if are_numbers_lost(context) {
        findings.extend(lost_numbers(context));
        return;
    }
    for section in &context.report.sections {
        let of = &context.report.form.sections[section.index];
        let Some(fault) = fault(context, section) else { continue };
        let heading = heading(context, section);
        // Behind a blank that the grammar does not know, such as a vertical tab, a line is no heading to it.
        if context.text[section.heading.clone()] == heading {
            continue;
        }
        let message = format!("{fault}应写作“{heading}”。");
        let mut finding = Finding::new(RULE.name, RULE.severity, section.heading.clone(), message)
            .about(about_section(of));
        // Of two headings of one section, the one that is mended would make the other nothing.
        let twice = context.report.sections.iter().filter(|it| it.index == section.index).count();
        if twice == 1 && !is_taken(context, section) && !begins_with_figure(context, section) {
            let edits = vec![Edit { range: section.heading.clone(), text: heading.clone() }];
            let safe = is_certain(context, section);
            finding.fixes.push(Fix { title: format!("改为“{heading}”"), safe, edits });
        }
        findings.push(finding);
    }
}

/// So many headings lose their numbers at once only by copying.
const MIN_LOST: usize = 3;

/// Whether the headings are the form's, one after the other, but none has its number, or has one that a
/// converter put there.
fn are_numbers_lost(context: &Context<'_>) -> bool {
    let sections = &context.report.sections;
    let is_marked = |section: &Section| {
        let line = numberless(&context.text[section.heading.clone()]);
        line.starts_with(['#', '*'])
    };
    let is_lost = |section: &Section| match section.numbering {
        Numbering::Lost => true,
        Numbering::Other => is_marked(section),
        Numbering::Han => false,
    };
    sections.len() >= MIN_LOST
        && sections.iter().all(|section| is_lost(section) && is_official(context, section))
        && sections.windows(2).all(|pair| pair[0].index < pair[1].index)
}

/// One finding for all headings.
fn lost_numbers(context: &Context<'_>) -> Option<Finding> {
    let sections = &context.report.sections;
    let first = sections.first()?;
    let message = format!(
        "{} 个部分的标题都没有编号，多半是复制时丢失的自动编号。可以一次补上，例如“{}”。",
        sections.len(),
        heading(context, first)
    );
    let finding = Finding::new(RULE.name, Severity::Info, first.heading.clone(), message);
    let edit = |section: &Section| Edit {
        range: section.heading.clone(),
        text: heading(context, section),
    };
    let edits = sections.iter().map(edit).collect();
    let title = "补上各部分标题的编号".to_owned();
    Some(finding.fix(Fix { title, safe: true, edits }))
}

/// What is wrong with a heading, up to the comma before what is right.
fn fault(context: &Context<'_>, section: &Section) -> Option<String> {
    let reworded = !is_official(context, section);
    let number = match section.numbering {
        Numbering::Lost => Some("缺编号，多半是复制时丢失的"),
        Numbering::Other => Some("编号的写法与其他部分不一致"),
        Numbering::Han if is_misnumbered(section) => Some("编号的次序不对"),
        Numbering::Han => None,
    };
    match (number, reworded) {
        (None, false) => None,
        (Some(number), false) => Some(format!("这个标题{number}，")),
        (None, true) => Some("这个标题的用字与统一格式不同，".to_owned()),
        (Some(number), true) => Some(format!("这个标题{number}，用字也与统一格式不同，")),
    }
}

/// Whether another heading, which is no section's, bears the number that this one would get.
fn is_taken(context: &Context<'_>, section: &Section) -> bool {
    let own = context.report.form.sections[section.index].number.as_str();
    let sections = &context.report.sections;
    let bears = |number: &str| number.trim().strip_prefix(own).is_some_and(|it| it == "、");
    is_misnumbered(section)
        && context.report.elements.iter().any(|element| match &element.kind {
            ElementKind::Heading { level: 1, number, .. } => {
                bears(&context.text[number.clone()])
                    && !sections.iter().any(|it| it.heading == element.range)
            }
            _ => false,
        })
}

/// Whether the heading's words are known to be this section's. What only resembles them may be another
/// heading, which its author should look at.
fn is_certain(context: &Context<'_>, section: &Section) -> bool {
    let known = vocabulary().section(&context.text[section.heading.clone()]);
    is_official(context, section)
        || known == Some(context.report.form.sections[section.index].id.as_str())
}

/// Whether a figure that slipped in stands before the words: it would be gone.
fn begins_with_figure(context: &Context<'_>, section: &Section) -> bool {
    let own = (section.index + 1).to_string();
    figure_before(&context.text[section.heading.clone()]).is_some_and(|figure| figure != own)
}

fn is_misnumbered(section: &Section) -> bool {
    section.number.is_some_and(|number| usize::try_from(number) != Ok(section.index + 1))
}

/// Whether the words are the form's; those of any edition while the report's is not known.
fn is_official(context: &Context<'_>, section: &Section) -> bool {
    section.wording == Wording::Exact || other_edition(context, section).is_some()
}

fn heading(context: &Context<'_>, section: &Section) -> String {
    let of = &context.report.form.sections[section.index];
    other_edition(context, section).unwrap_or(of).heading()
}

/// The edition's section whose very words the heading has, while the report's own is not known.
fn other_edition(context: &Context<'_>, section: &Section) -> Option<&'static form::Section> {
    let written = unspaced(&context.text[section.heading.clone()]);
    let id = &context.report.form.sections[section.index].id;
    let mut editions = forms().iter().filter_map(|form| form.section(id));
    let worded = |of: &&form::Section| written.ends_with(&unspaced(&of.title));
    let exact = |of: &&form::Section| worded(of) && section.wording == Wording::Altered;
    editions.find(|of| !context.report.edition_known && exact(of))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{CLEAN, expect, findings_of};
    use finding::Severity;

    #[test]
    fn an_odd_blank_before_a_heading_is_no_fault_of_it() {
        for blank in ["\u{b}", "\u{c}", "\u{85}"] {
            let heading = format!("{blank}四、政府信息公开行政复议、行政诉讼情况");
            expect("malformed-heading").line("四、政府信息公开", &heading).none();
        }
    }

    #[test]
    fn numbers_of_other_styles_or_none() {
        expect("malformed-heading")
            .line("二、主动公开", "<err>2、 主动公开政府信息情况</err>")
            .message("编号的写法与其他部分不一致，应写作“二、主动公开政府信息情况”")
            .fixed("\n二、主动公开政府信息情况\n");
        expect("malformed-heading")
            .line("二、主动公开", "<err>主动公开政府信息情况</err>")
            .message("缺编号")
            .fixed("\n二、主动公开政府信息情况\n");
        expect("malformed-heading")
            .line("六、其他", "<err>五、其他需要报告的事项</err>")
            .message("编号的次序不对")
            .fixed("\n六、其他需要报告的事项\n");
    }

    #[test]
    fn a_figure_before_a_heading_is_left() {
        expect("malformed-heading")
            .line("二、主动公开", "<err>798 主动公开政府信息情况</err>")
            .not_fixed();
    }

    #[test]
    fn numbers_that_were_all_lost_are_told_once() {
        let numberless = |mark: &str| -> String {
            let line = |line: &str| match line.split_once('、') {
                Some((number, words)) if "一二三四五六".contains(number) => {
                    format!("{mark}{words}\n")
                }
                _ => format!("{line}\n"),
            };
            CLEAN.lines().map(line).collect()
        };
        for mark in ["", "1.  # "] {
            let text = numberless(mark);
            let findings = findings_of(&text);
            let [finding] = findings.as_slice() else { panic!("{findings:#?}") };
            assert_eq!((finding.rule, finding.severity), ("malformed-heading", Severity::Info));
            assert!(finding.message.contains("6 个部分的标题都没有编号"), "{}", finding.message);
            assert_eq!(
                text::apply(&text, &finding.fixes[0].edits),
                format!("{}\n", CLEAN.trim_end())
            );
        }
        let findings = findings_of(&numberless("1. "));
        assert_eq!(findings.len(), 6, "{findings:#?}");
    }

    #[test]
    fn other_words() {
        expect("malformed-heading")
            .line("六、其他", "<err>六、其他需报告的事项</err>")
            .message("用字与统一格式不同，应写作“六、其他需要报告的事项”")
            .fixed("\n六、其他需要报告的事项\n");
        expect("malformed-heading")
            .line("五、存在", "<err>存在的问题及改进情况</err>")
            .message("缺编号，多半是复制时丢失的，用字也与统一格式不同");
    }

    #[test]
    fn without_a_year_either_edition_is_right() {
        let text = CLEAN.replacen("2023年", "", 1).replacen(
            "五、存在的主要问题",
            "五、政府信息公开工作存在的主要问题",
            1,
        );
        expect("malformed-heading").text(&text).none();
    }

    #[test]
    fn a_heading_by_another_name_at_its_place() {
        for (heading, official, certain) in [
            ("一、工作总体推进情况", "一、总体情况", true),
            ("一、基本情况", "一、总体情况", false),
            ("五、存在问题及下一步打算", "五、存在的主要问题及改进情况", true),
            ("五、存在的突出问题及对策", "五、存在的主要问题及改进情况", false),
            ("六、其他事项", "六、其他需要报告的事项", false),
        ] {
            let text =
                CLEAN.replacen(&format!("{official}\n"), &format!("<err>{heading}</err>\n"), 1);
            expect("malformed-heading").text(&text).message(&format!("应写作“{official}”"));
            let text = text.replace("<err>", "").replace("</err>", "");
            let findings = findings_of(&text);
            let safe = findings.iter().flat_map(|finding| &finding.fixes).any(|fix| fix.safe);
            assert_eq!(safe, certain, "{heading}: what is not certain is not rewritten unasked");
        }
    }
}
