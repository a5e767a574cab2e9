//! Growing a selection: cell → row → table → section → report; in prose line by line.

use std::ops::Range;

use analysis::Analysis;
use report::ElementKind;

use super::at::{At, at, cell_area};

/// The ranges around an offset, from the inmost out. Each holds the one before it.
pub fn selection_ranges(analysis: &Analysis, offset: usize) -> Vec<Range<usize>> {
    let report = &analysis.report;
    let mut ranges = Vec::new();
    match at(analysis, offset) {
        At::Cell(found) => {
            ranges.push(found.cell.range.clone());
            ranges.push(cell_area(&analysis.text, &found.cell.range));
        }
        At::Row { row, .. } => ranges.push(row.label.range.clone()),
        At::Column { label, .. } | At::Head { label, .. } => ranges.push(label.range.clone()),
        At::Inline(inline) => ranges.push(inline.range.clone()),
        At::Section(_) | At::Title(_) | At::Other => {}
    }
    let holds = |range: &Range<usize>| range.start <= offset && offset <= range.end;
    let elements = report
        .elements
        .iter()
        .filter(|element| !matches!(element.kind, ElementKind::Delimiter { .. }));
    ranges.extend(elements.map(|element| element.range.clone()).find(holds));
    ranges.extend(report.tables.iter().map(|table| table.range.clone()).find(holds));
    ranges.extend(report.title.iter().map(|title| title.range.clone()).find(holds));
    for section in &report.sections {
        let end = report
            .elements
            .get(section.body.clone())
            .and_then(|body| body.last())
            .map(|last| last.range.end);
        let range = section.heading.start..end.unwrap_or(section.heading.end);
        ranges.extend(Some(range).filter(holds));
    }
    ranges.push(0..analysis.text.len());
    ranges.dedup();
    let mut inmost: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        let grows = inmost.last().is_none_or(|last| {
            range.start <= last.start && last.end <= range.end && range != *last
        });
        if grows {
            inmost.push(range);
        }
    }
    inmost
}
