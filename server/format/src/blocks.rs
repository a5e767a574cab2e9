//! The text as blocks: what stands in it, what is to stand there instead, and the blank lines between.

#![allow(clippy::indexing_slicing, reason = "ranges and positions come from the report")]

use std::collections::BTreeMap;
use std::ops::Range;

use form::is_blank;
use report::{ElementKind, Report, TableKind};
use text::line_ends;

use super::Options;
use super::headings::headings;
use super::pieces::Piece;
use super::tables::{self, Part};

/// A stretch of the text that stays together, and what is to stand in its place.
struct Block {
    range: Range<usize>,
    text: String,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A line of the title: the next one stands directly below it.
    Title,
    /// May belong to what stands directly below it.
    Comment,
    Other,
}

/// Tables that can be formatted only together: they overlap, or no blank line parts them.
struct Unit {
    elements: Range<usize>,
    /// Positions in the report.
    tables: Vec<usize>,
}

/// The text formatted, in pieces that cover it from behind its byte order mark; none if any of it
/// belongs to no block. Only those tables change, by their position in the report, that `wanted` names.
pub(super) fn lay_out(
    text: &str,
    report: &Report,
    options: Options,
    wanted: &dyn Fn(usize) -> bool,
) -> Option<Vec<Piece>> {
    let layout = Layout {
        text,
        report,
        options,
        wanted,
        headings: headings(text, report),
        line_end: line_ends::commonest(text),
    };
    layout.pieces(layout.blocks()?)
}

struct Layout<'t> {
    text: &'t str,
    report: &'t Report,
    options: Options,
    wanted: &'t dyn Fn(usize) -> bool,
    headings: BTreeMap<usize, String>,
    line_end: &'static str,
}

impl Layout<'_> {
    fn blocks(&self) -> Option<Vec<Block>> {
        let mut blocks = Vec::new();
        let mut units = self.units().into_iter().peekable();
        let mut at = 0;
        while at < self.report.elements.len() {
            if let Some(unit) = units.next_if(|unit| unit.elements.start == at) {
                blocks.push(self.tables(&unit));
                at = unit.elements.end;
            } else {
                blocks.push(self.element(at)?);
                at += 1;
            }
        }
        blocks.retain(|block| !block.text.chars().all(is_blank));
        Some(blocks)
    }

    fn units(&self) -> Vec<Unit> {
        let mut units: Vec<Unit> = Vec::new();
        for (position, table) in self.report.tables.iter().enumerate() {
            let elements = self.with_delimiters(&table.elements);
            match units.last_mut() {
                Some(unit) if self.touch(&unit.elements, &elements) => {
                    unit.elements.end = unit.elements.end.max(elements.end);
                    unit.tables.push(position);
                }
                _ => units.push(Unit { elements, tables: vec![position] }),
            }
        }
        units
    }

    /// The elements of a table, with rows of dashes above its first row and below its last.
    fn with_delimiters(&self, elements: &Range<usize>) -> Range<usize> {
        let is_delimiter =
            |at: &usize| matches!(self.report.elements[*at].kind, ElementKind::Delimiter { .. });
        let above = (0..elements.start).rev().take_while(is_delimiter).count();
        let below = (elements.end..self.report.elements.len()).take_while(is_delimiter).count();
        elements.start - above..elements.end + below
    }

    fn touch(&self, above: &Range<usize>, below: &Range<usize>) -> bool {
        let place = |at: usize| self.report.elements[at].range.clone();
        below.start < above.end
            || line_ends::count(&self.text[place(above.end - 1).end..place(below.start).start]) < 2
    }

    fn tables(&self, unit: &Unit) -> Block {
        let wanted = unit.tables.first().is_some_and(|table| (self.wanted)(*table));
        let written = if wanted { self.canonical(unit) } else { None };
        let range = self.lines_of(&unit.elements);
        let as_it_is = || line_ends::unified(&self.text[range.clone()], self.line_end);
        Block { text: written.unwrap_or_else(as_it_is), range, kind: Kind::Other }
    }

    /// The lines that elements stand in, with the blank cells that a first cell may begin with.
    fn lines_of(&self, elements: &Range<usize>) -> Range<usize> {
        let place = |at: usize| &self.report.elements[at].range;
        let mut start = line_ends::line_start(self.text, place(elements.start).start);
        while let Some(above) = line_ends::line_above(self.text, start)
            && self.text[above.clone()].contains('\t')
            && self.text[above.clone()].chars().all(is_blank)
        {
            start = above.start;
        }
        start..line_ends::line_end(self.text, place(elements.end - 1).end)
    }

    /// The tables in the canonical shape; none if one of them is not understood whole.
    fn canonical(&self, unit: &Unit) -> Option<String> {
        let mut written = String::new();
        let mut end = unit.elements.start;
        for position in &unit.tables {
            let table = &self.report.tables[*position];
            let TableKind::Official(official) = &table.kind else { return None };
            if table.elements.start < end {
                return None;
            }
            end = table.elements.end;
            for part in tables::parts(self.text, self.report, table, official)? {
                if !written.is_empty() {
                    written.push_str(self.line_end);
                }
                match part {
                    Part::Sheet(sheet) => {
                        for line in sheet.lines(self.options.ambiguous_width) {
                            written.push_str(&line);
                            written.push_str(self.line_end);
                        }
                    }
                    Part::Element(at) => {
                        written.push_str(&self.element(at)?.text);
                        written.push_str(self.line_end);
                    }
                }
            }
        }
        let content = written.len() - self.line_end.len().min(written.len());
        written.truncate(content);
        Some(written)
    }

    /// A block of one element; none if it is a row, which belongs to a table.
    fn element(&self, at: usize) -> Option<Block> {
        let element = &self.report.elements[at];
        let title = self.report.title.as_ref();
        let block = |range: Range<usize>, kind| Block {
            text: line_ends::unified(&self.text[range.clone()], self.line_end),
            range,
            kind,
        };
        match element.kind {
            ElementKind::Row { .. } => None,
            ElementKind::Delimiter { .. } => Some(block(element.range.clone(), Kind::Other)),
            ElementKind::Comment => Some(block(element.range.clone(), Kind::Comment)),
            ElementKind::Paragraph | ElementKind::Heading { .. } => {
                if let Some(heading) = self.headings.get(&at) {
                    let range = element.range.clone();
                    return Some(Block { range, text: heading.clone(), kind: Kind::Other });
                }
                let titular = title.is_some_and(|title| title.elements.contains(&at));
                let kind = if titular { Kind::Title } else { Kind::Other };
                Some(block(self.without_blanks(&element.range), kind))
            }
        }
    }

    /// A line without the blanks around it, unless it would then be a line of another kind: to the
    /// grammar not all that is blank to the eye is.
    fn without_blanks(&self, content: &Range<usize>) -> Range<usize> {
        let line = line_ends::line_start(self.text, content.start)
            ..line_ends::line_end(self.text, content.end);
        let around = [line.start..content.start, content.end..line.end];
        let plain = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{3000}' | '\u{200b}' | '\u{feff}');
        let strange = around.into_iter().any(|range| !self.text[range].chars().all(plain));
        let special = self.text[content.clone()].starts_with(|c: char| {
            c == '<' || "（(零〇一二三四五六七八九十百".contains(c) || c.is_numeric()
        });
        if strange && special { line } else { content.clone() }
    }

    /// The blocks and the gaps between them.
    fn pieces(&self, blocks: Vec<Block>) -> Option<Vec<Piece>> {
        let mut pieces = Vec::with_capacity(blocks.len() * 2 + 1);
        let mut end = line_ends::mark(self.text).len();
        let mut above: Option<Kind> = None;
        for block in blocks {
            let gap = end..block.range.start;
            let blank = self.text.get(gap.clone())?.chars().all(is_blank);
            if !blank {
                return None;
            }
            let tight = match above {
                Some(Kind::Title) => block.kind == Kind::Title,
                Some(Kind::Comment) => line_ends::count(&self.text[gap.clone()]) == 1,
                _ => false,
            };
            let lines = if above.is_none() { 0 } else { 2 - usize::from(tight) };
            pieces.push(Piece { range: gap, text: self.line_end.repeat(lines) });
            (end, above) = (block.range.end, Some(block.kind));
            pieces.push(Piece { range: block.range, text: block.text });
        }
        let rest = end..self.text.len();
        let blank = self.text.get(rest.clone())?.chars().all(is_blank);
        let lines = usize::from(above.is_some());
        blank.then(|| {
            pieces.push(Piece { range: rest, text: self.line_end.repeat(lines) });
            pieces
        })
    }
}
