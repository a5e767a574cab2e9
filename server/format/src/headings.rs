//! What the headings of the six sections are to read: number and title as the form has them.
//!
//! Only what is certain is written anew. A heading that merely resembles the form's, or that stands
//! in the wrong place or twice, is for its author to mend.

#![allow(clippy::indexing_slicing, reason = "positions come from the report and the form")]

use std::collections::BTreeMap;
use std::ops::Range;

use form::{figure_before, forms, is_blank, unspaced, vocabulary};
use report::{ElementKind, Report, Section};

/// What may stand in and around a heading that is worded as the form's.
const MARKS: &str = "、，,。.．：:；;（）()";

/// The new text of headings, by their element.
pub(super) fn headings(text: &str, report: &Report) -> BTreeMap<usize, String> {
    let certain = report.sections.iter().enumerate().filter(|(at, section)| {
        is_in_place(*at, &report.sections)
            && is_certain(text, section, report)
            && !is_taken(text, section, report)
    });
    certain
        .map(|(_, section)| {
            let of = &report.form.sections[section.index];
            let heading = format!("{}、{}", of.number, title(text, section, report));
            (section.body.start - 1, heading)
        })
        .collect()
}

/// Whether all sections above come before this one in the form too, and all below behind it.
fn is_in_place(at: usize, sections: &[Section]) -> bool {
    let index = sections[at].index;
    sections[..at].iter().all(|other| other.index < index)
        && sections[at + 1..].iter().all(|other| other.index > index)
}

/// Whether the heading bears another number, and the number that it would get is that of a heading
/// that is no section's: then the author numbers otherwise, and two would bear one.
fn is_taken(text: &str, section: &Section, report: &Report) -> bool {
    let own = report.form.sections[section.index].number.as_str();
    let misnumbered = section.number.is_some_and(|it| usize::try_from(it) != Ok(section.index + 1));
    let is_section = |range: &Range<usize>| report.sections.iter().any(|it| it.heading == *range);
    let bears = |number: &str| number.trim().strip_prefix(own).is_some_and(|it| it == "、");
    misnumbered
        && report.elements.iter().any(|element| match &element.kind {
            ElementKind::Heading { level: 1, number, .. } => {
                bears(&text[number.clone()]) && !is_section(&element.range)
            }
            _ => false,
        })
}

/// Whether the heading's words are the form's, and nothing else stands there but such marks as a
/// heading may have. One that is numbered like a subsection may be one.
fn is_certain(text: &str, section: &Section, report: &Report) -> bool {
    let usual = |c: char| c.is_alphanumeric() || is_blank(c) || MARKS.contains(c);
    let line = &text[section.heading.clone()];
    let own = (section.index + 1).to_string();
    if !line.chars().all(usual) || figure_before(line).is_some_and(|figure| figure != own) {
        return false;
    }
    match report.elements[section.body.start - 1].kind {
        ElementKind::Heading { level: 1, .. } => {
            let known = vocabulary().section(&text[section.heading.clone()]);
            known == Some(&*report.form.sections[section.index].id)
        }
        ElementKind::Heading { level, .. } => level == 3,
        _ => true,
    }
}

/// The section's title in the report's edition; if that is unknown, in the edition it is worded in.
fn title(text: &str, section: &Section, report: &Report) -> &'static str {
    let official = &report.form.sections[section.index];
    if report.edition_known {
        return &official.title;
    }
    let written = unspaced(&text[section.heading.clone()]);
    let titles = forms().iter().filter_map(|form| Some(form.section(&official.id)?.title.as_str()));
    titles
        .filter(|title| written.ends_with(title))
        .max_by_key(|title| title.len())
        .unwrap_or(&official.title)
}

#[cfg(test)]
mod tests {
    use crate::formatted;

    const END: &str = "\n\n无。\n";

    fn with(headings: &[&str]) -> String {
        let title = "云岭县𠮷石局2023年政府信息公开工作年度报告\n\n";
        let text = format!("{title}{}{END}", headings.join(END));
        formatted(&text)
    }

    #[test]
    fn no_two_headings_get_one_number() {
        let headings = ["一、总体情况", "二、工作机制", "三、申请办理", "一、主动公开政府信息情况"];
        assert!(with(&headings).contains("\n一、主动公开政府信息情况\n"));
        let headings = ["一、总体情况", "一、主动公开政府信息情况"];
        assert!(with(&headings).contains("\n二、主动公开政府信息情况\n"));
    }

    #[test]
    fn a_figure_before_a_heading_stays() {
        for heading in ["798 主动公开政府信息情况", "1 主动公开政府信息情况"] {
            let formatted = with(&["一、总体情况", heading]);
            assert!(formatted.contains(heading), "{formatted}");
        }
        let formatted = with(&["1 总体情况", "2 主动公开政府信息情况"]);
        assert!(formatted.contains("\n二、主动公开政府信息情况"), "{formatted}");
    }
}
