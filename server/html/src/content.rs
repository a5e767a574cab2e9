//! What a reader of the published report sees, in order. Comments are for the author alone.

#![allow(clippy::indexing_slicing, reason = "positions come from the report")]

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use report::{ElementKind, Report, Table};

/// A heading that is longer is a paragraph with a number (in characters).
const MAX_HEADING_CHARS: usize = 40;

/// Something that stands in the report.
#[derive(Debug)]
pub(super) enum Piece<'r> {
    /// The lines of the title.
    Title(Vec<Range<usize>>),
    /// The heading of one of the six sections.
    Section(Range<usize>),
    /// A heading below it; `level` is 2 for （一） to 4 for （1）.
    Heading {
        level: u8,
        range: Range<usize>,
    },
    /// A paragraph; `lead` are the words at its beginning that are a heading, or nothing.
    Paragraph {
        lead: Range<usize>,
        rest: Range<usize>,
    },
    Table(&'r Table),
}

/// The report, piece by piece.
pub(super) fn pieces<'r>(text: &str, report: &'r Report) -> Vec<Piece<'r>> {
    let first_row = |table: &'r Table| Some((*table.rows.first()?, table));
    let tables: BTreeMap<usize, &Table> = report.tables.iter().filter_map(first_row).collect();
    let sections: BTreeSet<usize> =
        report.sections.iter().map(|section| section.heading.start).collect();
    let title = report.title.as_ref().map_or(0..0, |title| title.elements.clone());
    let mut pieces = Vec::new();
    let mut lines = Vec::new();
    for (at, element) in report.elements.iter().enumerate() {
        let range = element.range.clone();
        let is_prose = matches!(element.kind, ElementKind::Paragraph | ElementKind::Heading { .. });
        if title.contains(&at) && is_prose {
            lines.push(range);
        } else if sections.contains(&range.start) && is_prose {
            pieces.push(Piece::Section(range));
        } else {
            match element.kind {
                ElementKind::Heading { level, .. } => pieces.push(numbered(text, level, range)),
                ElementKind::Paragraph => pieces.push(paragraph(range)),
                ElementKind::Row { .. } => {
                    pieces.extend(tables.get(&at).copied().map(Piece::Table))
                }
                ElementKind::Delimiter { .. } | ElementKind::Comment => {}
            }
        }
    }
    if !lines.is_empty() {
        pieces.insert(0, Piece::Title(lines));
    }
    pieces
}

fn paragraph(range: Range<usize>) -> Piece<'static> {
    Piece::Paragraph { lead: range.start..range.start, rest: range }
}

/// A line with a number: a heading, a paragraph that begins with one, or an entry of a list.
fn numbered(text: &str, level: u8, range: Range<usize>) -> Piece<'static> {
    let line = &text[range.clone()];
    let is_heading =
        line.chars().count() <= MAX_HEADING_CHARS && !line.contains(['。', '；', '：']);
    if is_heading {
        return Piece::Heading { level: level.max(2), range };
    }
    let end_of_sentence = line.find('。').map(|at| range.start + at + '。'.len_utf8());
    match end_of_sentence {
        Some(end) if level <= 2 && end < range.end && is_short(&text[range.start..end]) => {
            Piece::Paragraph { lead: range.start..end, rest: end..range.end }
        }
        _ => paragraph(range),
    }
}

fn is_short(sentence: &str) -> bool {
    sentence.chars().count() <= MAX_HEADING_CHARS
}

/// A text without the characters that no page may hold; each is shown as something unknown.
pub(super) fn visible(text: &str) -> String {
    let forbidden = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    text.replace(forbidden, "\u{fffd}")
}
