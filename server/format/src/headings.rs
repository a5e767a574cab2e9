//! What the headings of the six sections are to read: number and title as the form has them.
//!
//! Only what is certain is written anew. A heading that merely resembles the form's, or that stands
//! in the wrong place or twice, is for its author to mend.

#![allow(clippy::indexing_slicing, reason = "positions come from the report and the form")]

use std::collections::BTreeMap;

use form::{forms, is_blank, unspaced, vocabulary};
use report::{ElementKind, Report, Section};

/// What may stand in and around a heading that is worded as the form's.
const MARKS: &str = "、，,。.．：:；;（）()";

/// The new text of headings, by their element.
pub(super) fn headings(text: &str, report: &Report) -> BTreeMap<usize, String> {
    let certain = report.sections.iter().enumerate().filter(|(at, section)| {
        is_in_place(*at, &report.sections) && is_certain(text, section, report)
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

/// Whether the heading's words are the form's, and nothing else stands there but such marks as a
/// heading may have. One that is numbered like a subsection may be one.
fn is_certain(text: &str, section: &Section, report: &Report) -> bool {
    let usual = |c: char| c.is_alphanumeric() || is_blank(c) || MARKS.contains(c);
    if !text[section.heading.clone()].chars().all(usual) {
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
