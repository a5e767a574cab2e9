//! Headings and paragraphs among marks that are none of them: tags, escapes, bullets, numbers on a line
//! of their own, lines that were joined.

#![allow(clippy::indexing_slicing, reason = "offsets come from the text's own words")]

use std::ops::Range;

use super::super::cells::{RawCell, trimmed};
use super::super::collect::heading_level;
use super::super::elements::{Element, ElementKind, Shape};
use super::super::outline::ordinal;
use super::atoms::{Atom, AtomKind, atoms, stands_for_none};
use super::units::{Unit, UnitKind};
use super::writing::Writing;
use super::{Reshaping, markup};
use form::{is_blank, numberless, vocabulary};

/// The words of a heading without the marks among them, radicals as what they stand for.
pub(in super::super) fn plain(text: &str, range: Range<usize>) -> String {
    let atoms = atoms(text, range, Writing { tags: false, commas: false });
    let words = atoms.iter().filter_map(|atom| match &atom.kind {
        AtomKind::Word(word) => Some(word.written.as_str()),
        _ => None,
    });
    words.flat_map(str::chars).map(|c| form::of_radical(c).unwrap_or(c)).collect()
}

/// A line shorter than this is not made of several.
const MIN_JOINED: usize = 150;

impl Reshaping<'_> {
    /// The headings and paragraphs that begin with a unit, where they are not known as such; and behind
    /// which unit they end.
    pub(super) fn lines(&self, at: usize) -> (usize, Vec<Element>) {
        let unit = &self.units[at];
        if let Some(heading) = self.numbered_above(at) {
            return (at + 2, vec![heading]);
        }
        let joined = self.joined(unit);
        if !joined.is_empty() {
            return (at + 1, joined);
        }
        (at + 1, self.unit(unit).into_iter().collect())
    }

    /// The heading whose number is a unit of its own.
    fn numbered_above(&self, at: usize) -> Option<Element> {
        let (number, title) = (&self.units[at], self.units.get(at + 1)?);
        let written = &self.text[number.range.clone()];
        if title.kind != UnitKind::Title || written.is_empty() || !numberless(written).is_empty() {
            return None;
        }
        let words = self.words(title)?;
        let is_bare = numberless(&self.text[words.clone()]).len() == words.len();
        let section = vocabulary().section(&plain(self.text, words.clone()))?;
        // Another number may be somebody's list.
        let own = self.form.section_position(section)? + 1;
        let is_own = ordinal(written).is_some_and(|number| usize::try_from(number) == Ok(own));
        (is_bare && is_own).then(|| self.line(number.range.start..words.end))
    }

    /// Where the words of a unit begin and end.
    fn words(&self, unit: &Unit) -> Option<Range<usize>> {
        let atoms = atoms(self.text, unit.range.clone(), self.writing);
        let words: Vec<&Atom> =
            atoms.iter().filter(|atom| matches!(atom.kind, AtomKind::Word(_))).collect();
        Some(words.first()?.range.start..words.last()?.range.end)
    }

    /// A heading that was not known as one, or a paragraph among marks.
    fn unit(&self, unit: &Unit) -> Option<Element> {
        if self.around(&unit.range).is_some_and(|element| self.is_indented(element)) {
            return Some(self.line(unit.range.clone()));
        }
        if unit.kind != UnitKind::Title {
            return self.prose(unit);
        }
        let range = self.words(unit)?;
        // What stands in a row with other cells is none, and what is a line already stays.
        let known = self.around(&range).is_some_and(|element| match element.kind {
            ElementKind::Row { .. } => element.range != unit.range,
            _ => element.range == range,
        });
        (!known).then(|| self.line(range))
    }

    /// Whether what was taken for a row of one cell a line is paragraphs, each behind a TAB.
    fn is_indented(&self, element: &Element) -> bool {
        let is_sentence = |cell: &RawCell| cell.text(self.text).ends_with('。');
        match &element.kind {
            ElementKind::Row { shape: Shape::Stacked, cells, .. } => cells.iter().any(is_sentence),
            _ => false,
        }
    }

    /// A line of text: a heading if a number says so.
    fn line(&self, range: Range<usize>) -> Element {
        let written = &self.text[range.clone()];
        let number = written.len() - numberless(written).len();
        let is_numbered = number > 0 && heading_level(&written[..number]) <= 2;
        let number = range.start..range.start + written[..number].trim_end().len();
        let kind = match is_numbered {
            true => {
                ElementKind::Heading { level: heading_level(&self.text[number.clone()]), number }
            }
            false => ElementKind::Paragraph,
        };
        Element { range, kind }
    }

    /// A paragraph between tags, or one whose line was taken for a row.
    fn prose(&self, unit: &Unit) -> Option<Element> {
        let element = self.around(&unit.range)?;
        let is_row = matches!(element.kind, ElementKind::Row { .. });
        let range = match &element.kind {
            ElementKind::Paragraph if self.writing.tags => {
                markup::trimmed(self.text, unit.range.clone())
            }
            ElementKind::Row { cells, .. } if unit.kind == UnitKind::Prose => {
                self.only_cell(cells)?.range.clone()
            }
            _ if unit.kind == UnitKind::Prose && self.writing.commas => {
                trimmed_by(self.text, unit.range.clone(), |c| c == ',' || c == '"')
            }
            ElementKind::Paragraph if unit.kind == UnitKind::Prose => {
                without_blanks_of_programs(self.text, unit.range.clone())
            }
            _ => return None,
        };
        let new = !range.is_empty() && (is_row || range != element.range);
        new.then(|| self.line(range))
    }

    /// The only cell of several in which something is written.
    fn only_cell<'c>(&self, cells: &'c [RawCell]) -> Option<&'c RawCell> {
        let is_said = |cell: &&RawCell| !cell.is_empty() && !stands_for_none(cell.text(self.text));
        let mut written = cells.iter().filter(is_said);
        written.next().filter(|_| written.next().is_none() && cells.len() > 1)
    }

    /// The title, the headings of sections and the paragraphs between them, where they were joined to
    /// one line; nothing if they were not.
    fn joined(&self, unit: &Unit) -> Vec<Element> {
        let range = unit.range.clone();
        if unit.kind != UnitKind::Prose || range.len() < MIN_JOINED || self.writing.tags {
            return Vec::new();
        }
        let words = words_between_blanks(self.text, range.clone());
        let mut cuts: Vec<Range<usize>> = Vec::new();
        let title = words.first().filter(|word| {
            let written = &self.text[(*word).clone()];
            word.start == range.start && written.ends_with(&self.form.title_words[1])
        });
        cuts.extend(title.cloned());
        for (at, word) in words.iter().enumerate() {
            let written = &self.text[word.clone()];
            let marked = at > 0 && &self.text[words[at - 1].clone()] == BULLET;
            let numbered = numberless(written).len() < written.len();
            if (marked || numbered) && vocabulary().section(written).is_some() {
                let start = if marked { words[at - 1].start } else { word.start };
                cuts.push(start..word.end);
            }
        }
        if cuts.is_empty() { Vec::new() } else { self.cut(range, &cuts) }
    }

    /// A line, cut into headings and what stands between them.
    fn cut(&self, line: Range<usize>, headings: &[Range<usize>]) -> Vec<Element> {
        let mut elements = Vec::new();
        let mut at = line.start;
        let paragraph = |range: Range<usize>| {
            let range = trimmed(self.text, range);
            let kind = ElementKind::Paragraph;
            (!range.is_empty()).then_some(Element { range, kind })
        };
        for heading in headings {
            elements.extend(paragraph(at..heading.start));
            let words = heading.end - self.text[heading.clone()].trim_start_matches(BULLET).len();
            elements.push(self.line(trimmed(self.text, words..heading.end)));
            at = heading.end;
        }
        elements.extend(paragraph(at..line.end));
        elements
    }
}

/// What stands in place of an automatic number.
const BULLET: &str = "--";

fn words_between_blanks(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut at = range.start;
    for word in text[range].split(is_blank) {
        let start = at;
        at = start + word.len();
        if !word.is_empty() {
            words.push(start..at);
        }
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    words
}

/// A range without what programs write for empty cells behind it.
fn without_blanks_of_programs(text: &str, range: Range<usize>) -> Range<usize> {
    let mut end = range.end;
    loop {
        let line = text[range.start..end].trim_end_matches(is_blank);
        let last = line.rsplit(is_blank).next().unwrap_or_default();
        if last.len() == line.len() || !stands_for_none(last) {
            return range.start..range.start + line.len();
        }
        end = range.start + line.len() - last.len();
    }
}

/// A range without the characters at its ends that `is_spare` names.
fn trimmed_by(text: &str, range: Range<usize>, is_spare: impl Fn(char) -> bool) -> Range<usize> {
    let rest = text[range.clone()].trim_start_matches(&is_spare);
    let start = range.end - rest.len();
    start..start + rest.trim_end_matches(is_spare).len()
}
