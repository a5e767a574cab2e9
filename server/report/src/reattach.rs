//! Lines that stand outside of a table in the tree and still belong to it: a block's heading
//! without a TAB, and what is left of a label that was wrapped at the end of its row.

#![allow(clippy::indexing_slicing, reason = "ranges come from the tree")]

use form::{is_blank, vocabulary};
use text::line_ends;

use super::cells::RawCell;
use super::elements::{Element, ElementKind, Shape};

/// A label is wrapped into no more lines than this.
const MAX_WRAPPED_LINES: usize = 3;

/// The table of the tree in which a line outside of all of them stands.
const OUTSIDE: usize = usize::MAX;

/// The elements, with the lines that belong to a table given to it; none if there is no such line.
pub(super) fn reattach_table_lines(text: &str, elements: &[Element]) -> Option<Vec<Element>> {
    let belongs = |at: &usize| {
        let (before, rest) = elements.split_at(*at);
        let above = before.last();
        completing_lines(text, above, rest) > 0
            || row_beside(text, &rest[0], above, rest.get(1)).is_some()
    };
    let first = (0..elements.len()).find(belongs)?;
    let mut adopted = elements[..first].to_vec();
    let mut rest = &elements[first..];
    while let Some((element, behind)) = rest.split_first() {
        let lines = completing_lines(text, adopted.last(), rest);
        if lines > 0 {
            extend_label(text, &mut adopted, rest[lines - 1].range.end);
            rest = &rest[lines..];
            continue;
        }
        let row = row_beside(text, element, adopted.last(), behind.first());
        adopted.push(row.unwrap_or_else(|| element.clone()));
        rest = behind;
    }
    Some(adopted)
}

fn is_row(element: &Element) -> bool {
    matches!(element.kind, ElementKind::Row { .. })
}

fn is_line(element: &Element) -> bool {
    matches!(element.kind, ElementKind::Paragraph | ElementKind::Heading { .. })
}

/// How many lines at the start of `behind` complete the last label of the row directly above: together
/// they make a label of the form, and none of them is one alone.
fn completing_lines(text: &str, above: Option<&Element>, behind: &[Element]) -> usize {
    let Some(Element { kind: ElementKind::Row { cells, .. }, .. }) = above else { return 0 };
    let Some(cell) = cells.last().filter(|cell| cell.is_label) else { return 0 };
    let mut whole = cell.text(text).to_owned();
    let mut end = cell.range.end;
    let lines = behind.iter().take_while(|element| is_line(element));
    for (at, line) in lines.take(MAX_WRAPPED_LINES - 1).enumerate() {
        let written = &text[line.range.clone()];
        let between = &text[end..line.range.start];
        let adjacent = line_ends::count(between) <= 1 && between.chars().all(is_blank);
        if !adjacent || is_known(written) {
            return 0;
        }
        whole.push_str(written);
        end = line.range.end;
        if is_known(&whole) {
            return at + 1;
        }
    }
    0
}

fn is_known(label: &str) -> bool {
    let known = vocabulary().look_up(label);
    !known.heads.is_empty() || !known.rows.is_empty()
}

/// Extends the last cell of the last row to `end`.
fn extend_label(text: &str, elements: &mut [Element], end: usize) {
    let Some(Element { kind: ElementKind::Row { cells, .. }, range }) = elements.last_mut() else {
        return;
    };
    let Some(cell) = cells.last_mut() else { return };
    let whole = text[cell.range.start..end].chars().filter(|c| !is_blank(*c)).collect();
    *cell = RawCell::new(text, cell.range.start..end, Some(whole));
    range.end = end;
}

/// A line beside a table that is a label of the form becomes a row of one cell.
fn row_beside(
    text: &str,
    line: &Element,
    above: Option<&Element>,
    below: Option<&Element>,
) -> Option<Element> {
    if !is_line(line) || (!above.is_some_and(is_row) && !below.is_some_and(is_row)) {
        return None;
    }
    let cell = RawCell::new(text, line.range.clone(), None);
    if !cell.is_known() || vocabulary().section(&text[line.range.clone()]).is_some() {
        return None;
    }
    Some(Element {
        range: line.range.clone(),
        kind: ElementKind::Row { table: OUTSIDE, shape: Shape::Tab, cells: vec![cell] },
    })
}
