//! The six sections: which lines are their headings.
//!
//! Numbers get lost or turn into `2、` when a report is copied, and subsections bear titles like
//! those of sections. So all lines that could head a section are gathered, and the best kind wins.

#![allow(clippy::indexing_slicing, reason = "ranges come from the tree, positions from the form")]

use std::collections::BTreeMap;

use form::{Form, Wording, equal_unspaced, is_short_ordinal, key, numberless, vocabulary};

use super::collect::heading_level;
use super::elements::{Element, ElementKind};
use super::{Numbering, Section, shapes};

/// A numbered heading this similar to a title is that title, altered.
const SIMILAR: f64 = 0.7;

/// Less similar ones are it where they have its number, and nothing else is the section.
const RELATED: f64 = 0.4;

/// A line longer than this (in bytes) is prose; no title is half as long.
const MAX_TITLE_BYTES: usize = 150;

/// How well a line is marked as a section's heading; the best kind first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Numbered,
    OtherNumber,
    Bare,
    Subsection,
    Similar,
    Placed,
}

struct Candidate {
    element: usize,
    section: usize,
    mark: Mark,
}

/// The sections among `elements`, from `start` on.
pub(super) fn sections(
    text: &str,
    elements: &[Element],
    start: usize,
    form: &'static Form,
) -> Vec<Section> {
    let candidates: Vec<Candidate> =
        (start..elements.len()).filter_map(|at| candidate(text, &elements[at], at, form)).collect();
    let mut best: BTreeMap<usize, Mark> = BTreeMap::new();
    for Candidate { section, mark, .. } in &candidates {
        best.entry(*section).and_modify(|best| *best = (*best).min(*mark)).or_insert(*mark);
    }
    let is_best = |of: &&Candidate| best.get(&of.section) == Some(&of.mark);
    let mut chosen: Vec<&Candidate> = candidates.iter().filter(is_best).collect();
    // A bare title right below itself is the caption of the table.
    chosen.dedup_by(|later, former| {
        later.mark == Mark::Bare
            && later.section == former.section
            && later.element == former.element + 1
    });
    let ends = chosen.iter().skip(1).map(|candidate| candidate.element).chain([elements.len()]);
    chosen
        .iter()
        .zip(ends)
        .map(|(candidate, end)| section(text, &elements[candidate.element], candidate, end, form))
        .collect()
}

fn candidate(text: &str, element: &Element, at: usize, form: &Form) -> Option<Candidate> {
    let line = &text[element.range.clone()];
    if line.len() > MAX_TITLE_BYTES {
        return None;
    }
    let found = |section, mark| Some(Candidate { element: at, section, mark });
    let position = |title: &str| form.section_position(vocabulary().section(title)?);
    let marked =
        || line.contains(['<', '{', '&']).then(|| shapes::plain(text, element.range.clone()));
    let known = |title: &str| position(title).or_else(|| position(&marked()?));
    match element.kind {
        ElementKind::Heading { level, .. } => match known(line) {
            Some(section) => found(
                section,
                match level {
                    1 => Mark::Numbered,
                    3 => Mark::OtherNumber,
                    _ => Mark::Subsection,
                },
            ),
            None if level == 1 => {
                let (likeness, section) = similar(line, form)?;
                let mark = match likeness >= SIMILAR {
                    true => Mark::Similar,
                    false => Mark::Placed,
                };
                found(section, mark)
            }
            None => None,
        },
        ElementKind::Paragraph => match known(line) {
            Some(section) => found(section, Mark::Bare),
            None => found(known(oddly_numbered(line)?)?, Mark::OtherNumber),
        },
        _ => None,
    }
}

/// The title in `第一部分 总体情况`, `一 总体情况`, `1 总体情况`.
fn oddly_numbered(line: &str) -> Option<&str> {
    let numeral = |c: char| "一二三四五六七八九十".contains(c) || c.is_ascii_digit();
    let rest = line.strip_prefix('第').unwrap_or(line);
    let title = rest.trim_start_matches(numeral);
    let numbered = is_short_ordinal(rest, title);
    let title = title.strip_prefix("部分").unwrap_or(title);
    numbered.then_some(title)
}

/// The section whose title a numbered heading means, worded otherwise, and how similar both are. Where
/// they are not very, its number must be the section's.
fn similar(line: &str, form: &Form) -> Option<(f64, usize)> {
    let words = numberless(line);
    let title = key(words);
    let number = line.strip_suffix(words).and_then(ordinal);
    let likeness = |official: &str| strsim::normalized_levenshtein(&title, &key(official));
    let mut ranked: Vec<(f64, usize)> = form
        .sections
        .iter()
        .enumerate()
        .map(|(index, section)| {
            let best = section.variants.iter().map(|variant| likeness(variant));
            (best.fold(likeness(&section.title), f64::max), index)
        })
        .collect();
    ranked.sort_by(|one, two| two.0.total_cmp(&one.0));
    let (likeness, section) = *ranked.first()?;
    let is_numbered = number.is_some_and(|number| usize::try_from(number) == Ok(section + 1));
    // A piece of a row's label, a row with its figures, or what a converter marked, is none.
    let is_title = vocabulary().tables_of(&title) == 0 && !title.contains(|c: char| c.is_ascii());
    (likeness >= SIMILAR || (likeness >= RELATED && is_numbered && is_title))
        .then_some((likeness, section))
}

fn section(
    text: &str,
    element: &Element,
    candidate: &Candidate,
    end: usize,
    form: &Form,
) -> Section {
    let title = form.sections[candidate.section].title.as_str();
    let number = match &element.kind {
        ElementKind::Heading { number, .. } => &text[number.clone()],
        _ => "",
    };
    let written = &text[element.range.clone()];
    let exact = equal_unspaced(written.strip_prefix(number).unwrap_or(written), title);
    // Marks of a converter among the words change nothing in them.
    let is_plain = exact || matches!(candidate.mark, Mark::OtherNumber) && number.is_empty();
    let plain = if is_plain { String::new() } else { shapes::plain(text, element.range.clone()) };
    let words = numberless(&plain);
    let exact = exact || equal_unspaced(words, title);
    let number = if number.is_empty() { &plain[..plain.len() - words.len()] } else { number };
    let numbering = match (&element.kind, candidate.mark) {
        (ElementKind::Heading { level: 1, .. }, _) => Numbering::Han,
        (ElementKind::Heading { .. }, _) | (_, Mark::OtherNumber) => Numbering::Other,
        _ if number.is_empty() => Numbering::Lost,
        _ if heading_level(number) == 1 => Numbering::Han,
        _ => Numbering::Other,
    };
    Section {
        index: candidate.section,
        heading: element.range.clone(),
        numbering,
        number: ordinal(number),
        wording: if exact { Wording::Exact } else { Wording::Altered },
        body: candidate.element + 1..end,
    }
}

/// The value of `二、`; 99 at the most.
pub(super) fn ordinal(number: &str) -> Option<u32> {
    let digit = |c: char| {
        "一二三四五六七八九"
            .chars()
            .position(|numeral| numeral == c)
            .and_then(|at| u32::try_from(at + 1).ok())
    };
    let numerals: Vec<char> =
        number.chars().filter(|c| *c == '十' || digit(*c).is_some()).collect();
    match numerals.as_slice() {
        [one] => digit(*one).or((*one == '十').then_some(10)),
        ['十', one] => digit(*one).map(|one| 10 + one),
        [ten, '十'] => digit(*ten).map(|ten| ten * 10),
        [ten, '十', one] => Some(digit(*ten)? * 10 + digit(*one)?),
        _ => None,
    }
}
