//! What a reader of the published report sees, in order.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{LayoutBlock, Manuscript, TextRun};
use report::{Element, ElementKind, Table, outside_comments};

/// A heading that is longer is a paragraph with a number (in characters).
const MAX_HEADING_CHARS: usize = 40;
const STOP: char = '。';

impl Manuscript<'_> {
    /// The report, block by block.
    pub(super) fn body(&self) -> Vec<LayoutBlock> {
        let report = self.report;
        let tables: BTreeMap<usize, &Table> =
            report.tables.iter().filter_map(|it| Some((*it.rows.first()?, it))).collect();
        let sections: BTreeSet<usize> =
            report.sections.iter().map(|section| section.heading.start).collect();
        let title = report.title.as_ref().map_or(0..0, |title| title.elements.clone());
        let mut title_lines = Vec::new();
        let mut body = Vec::new();
        for (at, element) in report.elements.iter().enumerate() {
            if title.contains(&at) && is_prose(element) {
                title_lines.push(TextRun::new(self.text, element.range.clone()));
            } else if sections.contains(&element.range.start) && is_prose(element) {
                body.push(LayoutBlock::Section(TextRun::new(self.text, element.range.clone())));
            } else {
                body.extend(self.block(element, tables.get(&at).copied()));
            }
        }
        if !title_lines.is_empty() {
            body.insert(0, LayoutBlock::Title(title_lines));
        }
        body
    }

    /// The block that an element makes; `table` is the one that begins with it.
    fn block(&self, element: &Element, table: Option<&Table>) -> Option<LayoutBlock> {
        let range = element.range.clone();
        match element.kind {
            ElementKind::Heading { level, .. } => self.numbered(level, range),
            ElementKind::Paragraph => self.paragraph(range),
            ElementKind::Row { .. } => table.map(|table| LayoutBlock::Table(self.table(table))),
            ElementKind::Delimiter { .. } | ElementKind::Comment => None,
        }
    }

    /// None if there are but comments.
    fn run(&self, range: Range<usize>) -> Option<TextRun> {
        let run = TextRun::new(self.text, range);
        (!run.text.is_empty()).then_some(run)
    }

    fn paragraph(&self, range: Range<usize>) -> Option<LayoutBlock> {
        Some(LayoutBlock::Paragraph { lead: None, rest: self.run(range)? })
    }

    /// A line with a number: a heading, a paragraph that begins with one, or an entry of a list.
    fn numbered(&self, level: u8, range: Range<usize>) -> Option<LayoutBlock> {
        let run = self.run(range.clone())?;
        if is_short(&run.text) && !run.text.contains(['。', '；', '：']) {
            return Some(LayoutBlock::Heading { level: level.max(2), run });
        }
        let (lead, rest) = self.parted(range)?;
        if level <= 2 && !rest.text.is_empty() && is_short(&lead.text) {
            return Some(LayoutBlock::Paragraph { lead: Some(lead), rest });
        }
        Some(LayoutBlock::Paragraph { lead: None, rest: run })
    }

    /// A line up to its first stop, and what is behind it.
    fn parted(&self, range: Range<usize>) -> Option<(TextRun, TextRun)> {
        let line = self.text.get(range.clone())?;
        let stop =
            |(start, piece): (usize, &str)| Some(start + piece.find(STOP)? + STOP.len_utf8());
        let length = outside_comments(line).find_map(stop).unwrap_or(line.len());
        let middle = range.start + length;
        Some((
            TextRun::new(self.text, range.start..middle),
            TextRun::new(self.text, middle..range.end),
        ))
    }
}

fn is_prose(element: &Element) -> bool {
    matches!(element.kind, ElementKind::Paragraph | ElementKind::Heading { .. })
}

fn is_short(line: &str) -> bool {
    line.chars().count() <= MAX_HEADING_CHARS
}
