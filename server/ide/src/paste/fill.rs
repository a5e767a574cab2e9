//! Dealing a block of figures out to the cells of a table, and writing them there.

#![allow(clippy::indexing_slicing, reason = "positions come from the sheet and the block")]

use std::collections::BTreeMap;
use std::ops::Range;

use analysis::Analysis;
use form::{key, numberless, short_key};
use format::AmbiguousWidth;
use report::number::{Figure, read};
use text::{Edit, apply};

use super::block::Block;
use crate::on_type_formatting::aligned;
use crate::sheet::{Sheet, SheetRow, Spot};

/// A figure and the cell that it is written into.
#[derive(Debug)]
pub(super) struct Filling {
    /// What is written there now, in bytes.
    pub(super) cell: Range<usize>,
    pub(super) figure: String,
    /// What users call the cell.
    pub(super) name: String,
}

/// What users call a cell: `新收·自然人`.
pub(super) fn name(row: &form::Row, column: &form::Column) -> String {
    format!("{}·{}", row.short(), column.short())
}

/// The figures of a block and their cells, from a cell right and down; why they do not fit if they do not.
/// What is blank in the block leaves its cell as it is.
pub(super) fn dealt(
    sheet: &Sheet<'_>,
    (row, column): Spot,
    block: &Block,
) -> Result<Vec<Filling>, String> {
    if let Some(bands) = bands(sheet, (row, column), block) {
        return fillings(sheet, &rows_with_figures(sheet, 0), 0, &bands);
    }
    if let Some(rows) = by_labels(sheet, block) {
        return fillings(sheet, &rows, column, &block.rows);
    }
    let all: Vec<usize> = (row..sheet.rows.len()).collect();
    if passes_over_headings(sheet, &all, block) {
        return fillings(sheet, &all, column, &block.rows);
    }
    fillings(sheet, &rows_with_figures(sheet, row), column, &block.rows)
}

fn rows_with_figures(sheet: &Sheet<'_>, from: usize) -> Vec<usize> {
    (from..sheet.rows.len()).filter(|row| !sheet.rows[*row].is_heading()).collect()
}

/// 表四 of the official layout has its fifteen figures in one row.
fn bands(sheet: &Sheet<'_>, spot: Spot, block: &Block) -> Option<Vec<Vec<String>>> {
    let [row] = block.rows.as_slice() else { return None };
    let is_banded = |row: &SheetRow| row.of.is_some_and(|(_, of)| !of.header.is_empty());
    let width = sheet.rows.first()?.cells.len();
    let fits = spot == (0, 0)
        && sheet.rows.len() > 1
        && sheet.rows.iter().all(is_banded)
        && row.len() == sheet.rows.len() * width;
    fits.then(|| row.chunks(width).map(<[String]>::to_vec).collect())
}

/// The rows that the labels name, if every row with figures has a label that names one.
fn by_labels(sheet: &Sheet<'_>, block: &Block) -> Option<Vec<usize>> {
    let mut found: Vec<usize> = Vec::new();
    for (label, cells) in block.labels.iter().zip(&block.rows) {
        let named = label.as_deref().and_then(|label| row_named(sheet, label));
        match named {
            Some(row) if !found.contains(&row) => found.push(row),
            // Rows without figures are dealt to no cell, wherever they are.
            None if cells.iter().all(String::is_empty) => found.push(usize::MAX),
            _ => return None,
        }
    }
    found.iter().any(|row| *row != usize::MAX).then_some(found)
}

fn row_named(sheet: &Sheet<'_>, label: &str) -> Option<usize> {
    let (whole, short) = (key(numberless(label)), short_key(numberless(label)));
    let is_named = |row: &SheetRow| {
        let Some((_, of)) = row.of else { return false };
        let labels = [of.label.as_str(), of.written(), of.short()].into_iter();
        labels.chain(of.variants.iter().map(String::as_str)).any(|label| {
            let label = numberless(label);
            key(label) == whole || short_key(label) == short
        })
    };
    sheet.rows.iter().position(|row| is_named(row) && !row.is_heading())
}

/// Whether the block has a blank row wherever the table has the heading of a group: it was copied from
/// such a table.
fn passes_over_headings(sheet: &Sheet<'_>, rows: &[usize], block: &Block) -> bool {
    let mut pairs = rows.iter().zip(&block.rows);
    let is_blank = |cells: &[String]| cells.iter().all(String::is_empty);
    let headings = pairs.clone().filter(|(row, _)| sheet.rows[**row].is_heading()).count();
    headings > 0
        && block.rows.len() <= rows.len()
        && pairs.all(|(row, cells)| sheet.rows[*row].is_heading() == is_blank(cells))
}

/// Row by row of the block, into these rows of the sheet.
fn fillings(
    sheet: &Sheet<'_>,
    rows: &[usize],
    column: usize,
    figures: &[Vec<String>],
) -> Result<Vec<Filling>, String> {
    if figures.len() > rows.len() {
        return Err(too_long(sheet, rows, figures.len()));
    }
    let mut fillings = Vec::new();
    for (row, cells) in rows.iter().zip(figures) {
        for (beside, written) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let (of, cell) = cell(sheet, *row, column + beside)
                .ok_or_else(|| too_wide(sheet, *row, column, cells.len()))?;
            let (_, of_row) = of;
            let of_column = &of.0.columns[column + beside];
            let name = name(of_row, of_column);
            match read(written, of_column.kind, &of_column.unit) {
                Figure::Number { value, .. } => {
                    fillings.push(Filling { cell, figure: value.to_string(), name })
                }
                Figure::Blank => {}
                Figure::Invalid(_) => return Err(no_figure(written, &name)),
            }
        }
    }
    Ok(fillings)
}

type Of = (&'static form::Block, &'static form::Row);

fn cell(sheet: &Sheet<'_>, row: usize, column: usize) -> Option<(Of, Range<usize>)> {
    let row = sheet.rows.get(row)?;
    Some((row.of?, row.cells.get(column)?.clone()?))
}

fn label_of(sheet: &Sheet<'_>, row: Option<&usize>) -> &'static str {
    let of = row.and_then(|row| sheet.rows.get(*row)?.of);
    of.map_or("这一行", |(_, of)| of.short())
}

fn too_long(sheet: &Sheet<'_>, rows: &[usize], wanted: usize) -> String {
    let all = rows_with_figures(sheet, 0);
    let from = label_of(sheet, rows.first());
    let mut reason =
        format!("没有粘贴：这块数字有 {wanted} 行，从“{from}”往下只有 {} 行。", rows.len());
    // Where it would fit if it ended with the table.
    match all.len().checked_sub(wanted) {
        Some(start) => {
            let start = label_of(sheet, all.get(start));
            reason.push_str(&format!("请把光标放到“{start}”或更上面的一行，再粘贴。"));
        }
        None => reason.push_str(&format!("整张表只有 {} 行，请只复制要填的几行。", all.len())),
    }
    reason
}

fn too_wide(sheet: &Sheet<'_>, row: usize, column: usize, wanted: usize) -> String {
    let label = label_of(sheet, Some(&row));
    let cells = sheet.rows.get(row).map_or(0, |row| row.cells.len());
    let left = cells.saturating_sub(column);
    let name = sheet.rows.get(row).and_then(|row| Some(row.of?.0.columns.get(column)?.short()));
    let from = name.map_or_else(String::new, |name| format!("从“{name}”起"));
    format!(
        "没有粘贴：这块数字有 {wanted} 列，“{label}”一行{from}只有 {left} 格。请核对光标所在的列，再粘贴。"
    )
}

fn no_figure(written: &str, name: &str) -> String {
    let written: String = written.chars().take(12).collect();
    format!("没有粘贴：要填进“{name}”的“{written}”不是能填的数。请改好再复制。")
}

/// The edits that write figures into their cells and align the tables that they stand in: one a line.
pub(super) fn filled(
    analysis: &Analysis,
    filling: &[Filling],
    ambiguous: AmbiguousWidth,
) -> Vec<Edit> {
    let cells = filling.iter().map(|it| (it.cell.clone(), it.figure.clone())).collect();
    written(analysis, cells, ambiguous)
}

/// The same of cells and what is to be in them.
pub(crate) fn written(
    analysis: &Analysis,
    mut cells: Vec<(Range<usize>, String)>,
    ambiguous: AmbiguousWidth,
) -> Vec<Edit> {
    let before = &analysis.text;
    cells.sort_by_key(|(cell, _)| cell.start);
    let written: Vec<Edit> = cells
        .iter()
        .map(|(cell, figure)| Edit { range: cell.clone(), text: spaced(before, cell, figure) })
        .collect();
    let after = Analysis::new(apply(before, &written));
    let mut alignment: BTreeMap<(usize, usize), Edit> = BTreeMap::new();
    let mut done = 0;
    let mut grown = 0_isize;
    for edit in &written {
        let place = edit.range.start.checked_add_signed(grown).unwrap_or(edit.range.start);
        grown += signed(edit.text.len()) - signed(edit.range.len());
        if place >= done {
            let edits = aligned(&after, place, ambiguous);
            done = edits.iter().map(|edit| edit.range.end).max().unwrap_or(place + 1);
            alignment
                .extend(edits.into_iter().map(|edit| ((edit.range.start, edit.range.end), edit)));
        }
    }
    let alignment: Vec<Edit> = alignment.into_values().collect();
    by_line(before, &apply(&after.text, &alignment))
}

fn signed(length: usize) -> isize {
    isize::try_from(length).unwrap_or(0)
}

/// A figure with a blank beside each bar that it would touch.
fn spaced(text: &str, cell: &Range<usize>, figure: &str) -> String {
    let before = text[..cell.start].ends_with('|');
    let behind = text[cell.end..].starts_with('|');
    format!("{}{figure}{}", if before { " " } else { "" }, if behind { " " } else { "" })
}

/// The edits between two texts of equally many lines, each within its line.
fn by_line(before: &str, after: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut start = 0;
    for (old, new) in before.split_inclusive('\n').zip(after.split_inclusive('\n')) {
        if old != new {
            let same = |(one, other): &(char, char)| one == other;
            let head: usize =
                old.chars().zip(new.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
            let (old_rest, new_rest) = (&old[head..], &new[head..]);
            let back = old_rest.chars().rev().zip(new_rest.chars().rev());
            let tail: usize = back.take_while(same).map(|(c, _)| c.len_utf8()).sum();
            edits.push(Edit {
                range: start + head..start + old.len() - tail,
                text: new_rest[..new_rest.len() - tail].to_owned(),
            });
        }
        start += old.len();
    }
    edits
}
