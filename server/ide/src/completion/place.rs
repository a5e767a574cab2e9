//! What stands around the cursor: its line, its section, the elements above and below.

use std::ops::Range;

use analysis::Analysis;
use form::is_blank;
use report::{Element, ElementKind, InlineKind, Section, Title};
use text::line_ends::{line_end, line_start};

/// A place of the text where something may be written.
#[derive(Debug)]
pub(super) struct Place<'a> {
    pub(super) analysis: &'a Analysis,
    pub(super) offset: usize,
    /// The line, without its end.
    pub(super) line: Range<usize>,
    /// Position of the first element that does not end above the line.
    next: usize,
}

impl<'a> Place<'a> {
    /// The place at a byte offset, or at the last place before it that is one.
    pub(super) fn of(analysis: &'a Analysis, offset: usize) -> Self {
        let text = &*analysis.text;
        let offset = text.floor_char_boundary(offset.min(text.len()));
        let line = line_start(text, offset)..line_end(text, offset);
        let elements = &analysis.report.elements;
        let next = elements.partition_point(|element| element.range.end < line.start);
        Self { analysis, offset, line, next }
    }

    /// Whether nothing of the report may be written here: in comments and addresses.
    pub(super) fn is_closed(&self) -> bool {
        self.in_comment() || self.in_address()
    }

    pub(super) fn text(&self) -> &'a str {
        &self.analysis.text
    }

    pub(super) fn slice(&self, range: Range<usize>) -> &'a str {
        self.text().get(range).unwrap_or_default()
    }

    /// The line up to the cursor.
    pub(super) fn before(&self) -> &'a str {
        self.slice(self.line.start..self.offset)
    }

    /// The line behind the cursor.
    pub(super) fn behind(&self) -> &'a str {
        self.slice(self.offset..self.line.end)
    }

    /// Where the line's content begins; at the cursor, if only blanks stand before it.
    pub(super) fn content_start(&self) -> usize {
        self.offset - self.before().trim_start_matches(is_blank).len()
    }

    /// The form that the report is written in.
    pub(super) fn form(&self) -> &'static form::Form {
        self.analysis.report.form
    }

    /// The title, if it stands in other lines.
    pub(super) fn title_above(&self) -> Option<&'a Title> {
        let title = self.analysis.report.title.as_ref();
        title.filter(|title| title.range.end < self.line.start)
    }

    /// The position of the first element that does not end above the line.
    pub(super) fn next(&self) -> usize {
        self.next
    }

    pub(super) fn elements(&self) -> &'a [Element] {
        &self.analysis.report.elements
    }

    /// The element that stands in the line.
    pub(super) fn element(&self) -> Option<&'a Element> {
        self.element_at().and_then(|at| self.elements().get(at))
    }

    /// Its position.
    pub(super) fn element_at(&self) -> Option<usize> {
        let here = |element: &&Element| element.range.start <= self.line.end;
        self.elements().get(self.next).filter(here).map(|_| self.next)
    }

    /// The elements above the line, the nearest first, with their positions.
    pub(super) fn above(&self) -> impl Iterator<Item = (usize, &'a Element)> + use<'a> {
        let elements = self.elements().get(..self.next).unwrap_or_default();
        elements.iter().enumerate().rev()
    }

    /// Position of the first element below the line.
    pub(super) fn below_at(&self) -> usize {
        self.next + usize::from(self.element_at().is_some())
    }

    /// The first element below the line.
    pub(super) fn below(&self) -> Option<&'a Element> {
        self.elements().get(self.below_at())
    }

    /// Whether a range begins in the line.
    pub(super) fn has_in_line(&self, range: &Range<usize>) -> bool {
        self.line.start <= range.start && range.start <= self.line.end
    }

    /// Whether the line is a row of a table, or a part of one.
    pub(super) fn in_table(&self) -> bool {
        let is_row = self.element().is_some_and(|element| {
            matches!(element.kind, ElementKind::Row { .. } | ElementKind::Delimiter { .. })
        });
        let line = self.slice(self.line.clone());
        line.contains('|') || (is_row && line.contains('\t'))
    }

    fn in_comment(&self) -> bool {
        let before = self.text().get(..self.offset).unwrap_or_default();
        let Some(open) = before.rfind("<!--") else { return false };
        let closed = before.get(open..).is_some_and(|comment| comment.contains("-->"));
        let here = open >= self.line.start;
        let whole = self.element().is_some_and(|element| {
            matches!(element.kind, ElementKind::Comment) && element.range.start <= open
        });
        !closed && (here || whole)
    }

    fn in_address(&self) -> bool {
        self.analysis.report.inlines.iter().any(|inline| {
            inline.kind == InlineKind::Url
                && inline.range.start < self.offset
                && self.offset <= inline.range.end
        })
    }

    /// The sections whose headings stand in other lines: what is typed here may become one.
    pub(super) fn sections(&self) -> impl Iterator<Item = &'a Section> + '_ {
        let sections = self.analysis.report.sections.iter();
        sections.filter(|section| !self.has_in_line(&section.heading))
    }

    /// The section that the line stands in; none before the first one.
    pub(super) fn section(&self) -> Option<&'a Section> {
        self.sections().take_while(|section| section.heading.start < self.line.start).last()
    }

    /// The form's section that the line stands in.
    pub(super) fn form_section(&self) -> Option<&'static form::Section> {
        self.analysis.report.form.sections.get(self.section()?.index)
    }

    /// The id of the section, or `front`.
    pub(super) fn id(&self) -> &'static str {
        self.form_section().map_or("front", |section| section.id.as_str())
    }

    /// From the section's heading to the next one, or from the beginning to the first one.
    pub(super) fn extent(&self) -> Range<usize> {
        let start = self.section().map_or(0, |section| section.heading.end);
        let next = self.sections().find(|section| section.heading.start > self.line.start);
        start..next.map_or(self.text().len(), |section| section.heading.start)
    }

    /// The elements of the section, or of the front, that stand in other lines.
    pub(super) fn neighbours(&self) -> impl Iterator<Item = &'a Element> + '_ {
        let extent = self.extent();
        let inside = move |element: &&Element| {
            extent.start <= element.range.start
                && element.range.end <= extent.end
                && !self.has_in_line(&element.range)
        };
        self.elements().iter().filter(inside)
    }
}
