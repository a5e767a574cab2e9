//! Rows that a table still lacks: their labels, and whole rows with places for the figures.

use form::Row;
use format::indented_label;
use report::{ElementKind, Shape};
use text::line_ends;
use unicode_width::UnicodeWidthStr;

use super::at_hand::AtHand;
use super::candidate::Candidate;
use super::place::Place;
use super::template::Template;
use super::{CompletionKind, DocRef};

/// What is written for a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// The label alone.
    Label,
    /// The label as the official layout has it.
    OfficialLabel,
    /// The label, indented below its group.
    Indented,
    /// The whole row, in the shape of its neighbour.
    Whole,
}

/// The whole rows that are missing, for a line that stands in a table or right below one.
pub(super) fn whole(place: &Place<'_>) -> Vec<Candidate> {
    let is_row = |kind: &ElementKind| {
        matches!(kind, ElementKind::Row { .. } | ElementKind::Delimiter { .. })
    };
    let above = place.above().next().filter(|(_, above)| is_row(&above.kind));
    let Some((_, above)) = above else { return Vec::new() };
    let between = place.slice(above.range.end..place.line.start);
    let right_below = line_ends::count(between) <= 1;
    let enclosed = place.below().is_some_and(|below| is_row(&below.kind));
    match AtHand::around(place) {
        Some(of) if right_below || enclosed => missing(place, of, Extent::Whole),
        _ => Vec::new(),
    }
}

/// The rows that the block lacks: those whose place is here, then the other outcomes, then the rest.
pub(super) fn missing(place: &Place<'_>, of: AtHand, extent: Extent) -> Vec<Candidate> {
    let present: Vec<(usize, usize)> =
        of.rows(place).map(|(_, row)| (row.label.range.start, row.index)).collect();
    let above = present.iter().filter(|(start, _)| *start < place.line.start).max();
    let below = present.iter().filter(|(start, _)| *start > place.line.start).min();
    let is_here = |row: usize| {
        above.is_none_or(|(_, above)| *above < row) && below.is_none_or(|(_, below)| row < *below)
    };
    let rows = of.block.rows.iter().enumerate();
    let lacking = rows.filter(|(at, _)| present.iter().all(|(_, present)| present != at));
    let candidates = lacking.filter_map(|(at, row)| {
        let class = match (is_here(at), &row.parent) {
            (true, _) => 0,
            (false, Some(_)) => 1,
            (false, None) => 2,
        };
        Some(candidate(place, of, row, extent)?.in_class(class))
    });
    let ranked = candidates.enumerate();
    ranked.map(|(rank, of)| Candidate { rank: of.rank + rank, ..of }).collect()
}

fn candidate(
    place: &Place<'_>,
    of: AtHand,
    row: &'static Row,
    extent: Extent,
) -> Option<Candidate> {
    let text = match extent {
        Extent::Label => Template::of_text(&row.label),
        Extent::OfficialLabel => Template::of_text(row.header.last().unwrap_or(&row.label)),
        Extent::Indented => Template::of_text(&indented_label(of.block, row)),
        Extent::Whole => whole_row(place, of, row)?,
    };
    let first = row.explanation.brief();
    let group = of.block.rows.iter().find(|group| Some(&group.id) == row.parent.as_ref());
    let meaning = group.map_or_else(|| first.to_owned(), |of| format!("{}：{first}", of.label));
    Some(Candidate {
        label: row.label.clone(),
        kind: CompletionKind::Row,
        detail: Some(meaning),
        keys: [row.short(), row.written()]
            .into_iter()
            .chain(row.variants.iter().map(String::as_str))
            .map(str::to_owned)
            .collect(),
        text,
        doc: DocRef::row(of.form, &of.block.id, &row.id),
        rank: 0,
    })
}

/// A row in the shape of the nearest one; none unless that has just a label and a cell for each
/// column of the form.
fn whole_row(place: &Place<'_>, of: AtHand, row: &Row) -> Option<Template> {
    let columns = of.block.columns.len();
    let behind = place.elements().get(place.below_at()..).unwrap_or_default();
    let around = place.above().map(|(_, element)| element).take(2).chain(behind.iter().take(1));
    let mut drawn = around.filter_map(|element| match &element.kind {
        ElementKind::Row { shape: Shape::Pipe, .. } => {
            let widths = widths(place.slice(element.range.clone()), columns)?;
            Some(between_bars(of, row, &widths))
        }
        ElementKind::Row { shape: Shape::Tab, cells, .. } if cells.len() == columns + 1 => {
            Some(between_tabs(row, columns))
        }
        _ => None,
    });
    drawn.next()
}

/// How wide the cells of a line are; none if it has not just a label and so many figures, between
/// bars at either end.
fn widths(line: &str, columns: usize) -> Option<Vec<usize>> {
    let inner = line.strip_prefix('|')?.strip_suffix('|')?;
    let widths: Vec<usize> = inner.split('|').map(UnicodeWidthStr::width_cjk).collect();
    (widths.len() == columns + 1).then_some(widths)
}

fn between_bars(of: AtHand, row: &Row, widths: &[usize]) -> Template {
    let mut text = Template::of_text("|");
    for (at, width) in widths.iter().enumerate() {
        if at == 0 {
            let label = format!(" {} ", indented_label(of.block, row));
            let padding = " ".repeat(width.saturating_sub(label.width_cjk()));
            text.text(&format!("{label}{padding}|"));
            continue;
        }
        text.text(&" ".repeat(width.saturating_sub(1).max(1)));
        if !row.group {
            text.stop("");
        }
        text.text(" |");
    }
    text
}

fn between_tabs(row: &Row, columns: usize) -> Template {
    let mut text = Template::of_text(&row.label);
    for _ in 0..columns {
        text.text("\t");
        if !row.group {
            text.stop("");
        }
    }
    text
}
