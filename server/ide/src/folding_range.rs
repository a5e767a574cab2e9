//! What can be folded: sections, tables, and comments of several lines.

use std::ops::Range;

use analysis::Analysis;
use report::{Element, ElementKind};
use text::line_ends;

/// A part that can be folded to its first line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fold {
    pub range: Range<usize>,
    pub kind: FoldKind,
}

/// What a fold hides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoldKind {
    Section,
    Table,
    Comment,
}

/// The folds of a report. Sections are those of the report, whether or not their heading kept its
/// number; subsections are the headings below them.
pub fn folding_ranges(analysis: &Analysis) -> Vec<Fold> {
    let report = &analysis.report;
    let elements = &report.elements;
    let mut folds = Vec::new();
    for section in &report.sections {
        let end = last_end(elements, &section.body).unwrap_or(section.heading.end);
        folds.push(Fold { range: section.heading.start..end, kind: FoldKind::Section });
        folds.extend(subsections(elements, &section.body));
    }
    folds.extend(
        report
            .tables
            .iter()
            .map(|table| Fold { range: table.range.clone(), kind: FoldKind::Table }),
    );
    let comments = elements.iter().filter(|element| matches!(element.kind, ElementKind::Comment));
    folds.extend(
        comments.map(|comment| Fold { range: comment.range.clone(), kind: FoldKind::Comment }),
    );
    let several_lines = |fold: &Fold| {
        analysis.text.get(fold.range.clone()).is_some_and(|text| !line_ends::is_one_line(text))
    };
    folds.retain(several_lines);
    folds.sort_by_key(|fold| (fold.range.start, std::cmp::Reverse(fold.range.end)));
    folds
}

fn last_end(elements: &[Element], body: &Range<usize>) -> Option<usize> {
    elements.get(body.clone())?.last().map(|element| element.range.end)
}

/// A heading's part ends before the next heading that is not below it.
fn subsections(elements: &[Element], body: &Range<usize>) -> Vec<Fold> {
    let headings: Vec<(usize, u8)> = body
        .clone()
        .filter_map(|at| match elements.get(at)?.kind {
            ElementKind::Heading { level, .. } => Some((at, level)),
            _ => None,
        })
        .collect();
    let fold = |(position, (at, level)): (usize, &(usize, u8))| {
        let next = headings.iter().skip(position + 1).find(|(_, other)| other <= level);
        let end = next.map_or(body.end, |(next, _)| *next);
        let range = elements.get(*at)?.range.start..last_end(elements, &(*at..end))?;
        Some(Fold { range, kind: FoldKind::Section })
    };
    headings.iter().enumerate().filter_map(fold).collect()
}
