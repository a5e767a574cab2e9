//! What a reader of the published report sees, in order.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{LayoutBlock, Manuscript, TextRun};
use report::{Element, ElementKind, Table};

/// A heading that is longer is a paragraph with a number (in characters).
const MAX_HEADING_CHARS: usize = 40;

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
            ElementKind::Heading { level, .. } => Some(self.numbered(level, range)),
            ElementKind::Paragraph => Some(self.paragraph(range)),
            ElementKind::Row { .. } => table.map(|table| LayoutBlock::Table(self.table(table))),
            ElementKind::Delimiter { .. } | ElementKind::Comment => None,
        }
    }

    fn paragraph(&self, range: Range<usize>) -> LayoutBlock {
        LayoutBlock::Paragraph { lead: None, rest: TextRun::new(self.text, range) }
    }

    /// A line with a number: a heading, a paragraph that begins with one, or an entry of a list.
    fn numbered(&self, level: u8, range: Range<usize>) -> LayoutBlock {
        let line = self.text.get(range.clone()).unwrap_or_default();
        if is_short(line) && !line.contains(['。', '；', '：']) {
            return LayoutBlock::Heading {
                level: level.max(2),
                run: TextRun::new(self.text, range),
            };
        }
        match line.split_once('。') {
            Some((lead, rest))
                if level <= 2 && !rest.is_empty() && lead.chars().count() < MAX_HEADING_CHARS =>
            {
                let middle = range.end - rest.len();
                LayoutBlock::Paragraph {
                    lead: Some(TextRun::new(self.text, range.start..middle)),
                    rest: TextRun::new(self.text, middle..range.end),
                }
            }
            _ => self.paragraph(range),
        }
    }
}

fn is_prose(element: &Element) -> bool {
    matches!(element.kind, ElementKind::Paragraph | ElementKind::Heading { .. })
}

fn is_short(line: &str) -> bool {
    line.chars().count() <= MAX_HEADING_CHARS
}
