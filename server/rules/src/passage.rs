//! The prose of a section, or of what stands before the first one.

#![allow(clippy::indexing_slicing, reason = "positions come from the report itself")]

use std::ops::Range;

use report::{ElementKind, Section};

use super::Context;

/// Lines of prose that belong together.
pub(super) struct Passage<'r> {
    /// Headings below the section's own.
    pub(super) headings: Vec<&'r str>,
    /// Paragraphs.
    pub(super) lines: Vec<&'r str>,
    /// Where the paragraphs stand.
    pub(super) ranges: Vec<Range<usize>>,
}

/// A section of the form that the report has.
pub(super) struct Part<'r> {
    /// Its first heading, if it has several.
    pub(super) section: &'r Section,
    pub(super) of: &'static form::Section,
    /// What stands in it, under all its headings.
    pub(super) passage: Passage<'r>,
}

/// The first section that the report has a heading of, of those that the form says this of.
pub(super) fn section<'r>(
    context: &Context<'r>,
    is_wanted: impl Fn(&form::Section) -> bool,
) -> Option<Part<'r>> {
    sections(context, is_wanted).next()
}

/// All such sections, in the order of the form.
pub(super) fn sections<'r>(
    context: &Context<'r>,
    is_wanted: impl Fn(&form::Section) -> bool,
) -> impl Iterator<Item = Part<'r>> {
    let all = context.report.form.sections.iter().enumerate();
    let wanted = all.filter(move |(_, of)| is_wanted(of));
    wanted.filter_map(move |(index, of)| {
        let here = || context.report.sections.iter().filter(move |section| section.index == index);
        let elements = here().flat_map(|section| section.body.clone());
        Some(Part { section: here().next()?, of, passage: passage(context, elements) })
    })
}

/// What stands between the title and the first section; none if there is no section.
pub(super) fn front<'r>(context: &Context<'r>) -> Option<Passage<'r>> {
    let first = context.report.sections.first()?;
    let title = context.report.title.as_ref().map_or(0, |title| title.elements.end);
    let is_before = |at: &usize| context.report.elements[*at].range.start < first.heading.start;
    Some(passage(context, (title..context.report.elements.len()).take_while(is_before)))
}

fn passage<'r>(context: &Context<'r>, elements: impl Iterator<Item = usize>) -> Passage<'r> {
    let mut passage = Passage { headings: Vec::new(), lines: Vec::new(), ranges: Vec::new() };
    for element in elements.filter_map(|at| context.report.elements.get(at)) {
        let line = &context.text[element.range.clone()];
        match element.kind {
            ElementKind::Heading { .. } => passage.headings.push(line),
            ElementKind::Paragraph => {
                passage.lines.push(line);
                passage.ranges.push(element.range.clone());
            }
            ElementKind::Row { .. } | ElementKind::Delimiter { .. } | ElementKind::Comment => {}
        }
    }
    passage
}

impl<'r> Passage<'r> {
    /// Headings and paragraphs; a heading may be one with its text.
    pub(super) fn all(&self) -> impl Iterator<Item = &'r str> + '_ {
        self.headings.iter().chain(&self.lines).copied()
    }

    /// Whether nothing is written.
    pub(super) fn is_empty(&self) -> bool {
        self.all().next().is_none()
    }
}
