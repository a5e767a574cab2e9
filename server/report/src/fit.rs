//! Fitting a run of rows to an official table of one edition, or finding that it is none.

#![allow(clippy::indexing_slicing, reason = "ranges come from the tree, positions from the form")]

use std::cmp::Reverse;

use form::{Form, Head, TableId, forms, numberless, vocabulary};

use super::cells::RawCell;
use super::elements::{Element, ElementKind, Shape};
use super::header::{self, Band, HeadCell, Of, Slot};
use super::rows::{Fitting, RawRow, read, window};
use super::run::Run;
use super::{Block, Cells, Label, Official, Row};

/// A table in which more rows than this, and more than half of all, do not fit is none.
const MAX_MISFITS: usize = 2;
/// A table with fewer of the form's labels than this is none.
const MIN_LABELS: usize = 3;

/// Fits a run of rows to the form; `None` if it is too little of an official table, or none of
/// its columns can be told.
pub(super) fn fit(
    text: &str,
    elements: &[Element],
    run: &Run,
    form: &'static Form,
) -> Option<Official> {
    let rows = logical_rows(text, elements, run);
    let (form, table) = edition(&rows, run.table, form)?;
    let official = banded(text, &rows, form, table).unwrap_or_else(|| {
        let mut fitting = Fitting::new(text, form, table, padded_width(&rows, form, table));
        for row in &rows {
            fitting.take(row);
        }
        fitting.finish()
    });
    fits(&official).then_some(official)
}

/// The rows of a run. Cells that were written one a line, without anything between the rows, are
/// parted before each label that follows a figure.
fn logical_rows<'t>(text: &str, elements: &'t [Element], run: &Run) -> Vec<RawRow<'t>> {
    let rows: Vec<(Shape, RawRow<'t>)> = run
        .rows
        .iter()
        .filter_map(|at| match &elements[*at].kind {
            ElementKind::Row { cells, shape, .. } => Some((*shape, cells.iter().collect())),
            _ => None,
        })
        .collect();
    let single = rows.iter().filter(|(_, cells)| cells.len() == 1).count();
    if single > 8 && single * 5 > rows.len() * 4 {
        let all: RawRow<'t> = rows.into_iter().flat_map(|(_, cells)| cells).collect();
        return part_at_labels(text, all);
    }
    let mut logical = Vec::with_capacity(rows.len());
    for (shape, cells) in rows {
        match shape {
            Shape::Stacked => logical.extend(part_at_labels(text, cells)),
            Shape::Pipe | Shape::Tab | Shape::Loose => logical.push(cells),
        }
    }
    logical
}

/// Parts a list of cells before each label that follows a figure, and before the first label of a
/// row that follows a header.
fn part_at_labels<'t>(text: &str, cells: RawRow<'t>) -> Vec<RawRow<'t>> {
    let mut rows = Vec::new();
    let mut row: RawRow<'_> = Vec::with_capacity(cells.len());
    let (mut figures, mut heads) = (false, 0);
    for cell in cells {
        if cell.is_label {
            let is_head = !cell.heads.is_empty();
            let is_row = !is_head && !cell.rows.is_empty();
            let begins =
                cell.is_known() || numberless(cell.text(text)).len() < cell.text(text).len();
            if (figures && begins) || (is_row && heads > 1) {
                let blanks = row.iter().rev().take_while(|cell| cell.is_empty()).count();
                let next = row.split_off(row.len() - blanks.min(row.len()));
                if figures {
                    row.extend(next.iter().copied());
                }
                rows.push(std::mem::take(&mut row));
                (figures, heads) = (false, 0);
            }
            heads += usize::from(is_head);
        } else {
            figures |= !cell.is_empty();
        }
        row.push(cell);
    }
    rows.push(row);
    rows
}

/// The edition whose labels the table bears, and the table's position in it; the report's own where
/// both fit.
fn edition(rows: &[RawRow<'_>], table: TableId, preferred: &Form) -> Option<(usize, usize)> {
    let all = forms().iter().enumerate();
    let known = all.filter_map(|(at, form)| {
        let table = vocabulary().position_in(form, table)?;
        let score: usize = rows.iter().map(|row| likeness(row, at, table)).sum();
        Some((score, form.edition == preferred.edition, Reverse(at), table))
    });
    known.max().map(|(_, _, Reverse(form), table)| (form, table))
}

/// How much of a row an edition knows: columns in headers, and rows that carry figures exactly
/// where the edition has them.
fn likeness(row: &RawRow<'_>, form: usize, table: usize) -> usize {
    let figures = row.iter().any(|cell| cell.is_figure());
    let labels = row.iter().filter(|cell| cell.is_label);
    let is_column = |cell: &&&RawCell| {
        let ours = cell.heads.iter().filter(|found| (found.form, found.table) == (form, table));
        ours.into_iter().any(|found| matches!(found.head, Head::Column(_)))
    };
    let columns = labels.clone().filter(is_column).count();
    let named = labels
        .rev()
        .find_map(|cell| cell.rows.iter().find(|found| (found.form, found.table) == (form, table)));
    let row = match named {
        // A header's 其他 is no row, and of a blank row nobody knows what it is to hold.
        Some(_) if !figures => usize::from(columns == 0),
        Some(found) => {
            let row = &forms()[form].tables[table].blocks[found.block].rows[found.row];
            usize::from(!row.group)
        }
        None => 0,
    };
    columns + row
}

/// The width of a table whose merged labels are padded with blanks before the figures; there a row
/// that is shorter has lost a cell.
fn padded_width(rows: &[RawRow<'_>], form: usize, table: usize) -> Option<usize> {
    let [block] = forms()[form].tables[table].blocks.as_slice() else { return None };
    let padded = |row: &&RawRow<'_>| {
        let behind =
            row.iter().rposition(|cell| cell.is_label).map_or(&row[..0], |label| &row[label + 1..]);
        behind.len() > block.columns.len() && behind.first().is_some_and(|cell| cell.is_empty())
    };
    let count = rows.iter().filter(padded).count();
    (count > 1).then(|| rows.iter().map(Vec::len).max().unwrap_or(0))
}

/// The table in the official layout whose figures stand in one row below a header of many levels.
fn banded(text: &str, rows: &[RawRow<'_>], form: usize, table: usize) -> Option<Official> {
    let of = Of { form, table, block: 0 };
    let block = of.block();
    if block.rows.iter().all(|row| row.header.is_empty()) {
        return None;
    }
    let width = block.rows.len() * block.columns.len();
    let is_head = |row: &&RawRow<'_>| {
        let blank = row.len() >= width && row.iter().all(|cell| cell.is_empty());
        !blank && row.iter().all(|cell| !cell.is_figure())
    };
    let levels = rows.iter().take_while(is_head).count();
    let (header, figures) = rows.split_at(levels);
    let cells: Vec<HeadCell> = header
        .iter()
        .flatten()
        .filter(|cell| !cell.is_empty() && of.head(cell.text(text)) != Some(Head::Note))
        .map(|cell| HeadCell { range: cell.range.clone(), text: cell.text(text).to_owned() })
        .collect();
    let anchor = cells.first()?.range.clone();
    let bands = header::bands(&cells, of)?;
    let columns = band_columns(&bands, block.columns.len());
    let values = figures.first().map(|row| (row, window(row, width, true)));
    let rows = values.map_or_else(Vec::new, |(row, window)| match window {
        Some(window) => band_rows(text, &bands, &row[window], of),
        None => bands.iter().map(|band| misfit(band, row.len(), width)).collect(),
    });
    let found = Block {
        index: 0,
        heads: Vec::new(),
        columns,
        unknown_columns: Vec::new(),
        rows,
        anchor,
        header_read: true,
    };
    Some(Official {
        form: &forms()[form],
        index: table,
        blocks: vec![found],
        unknown_rows: Vec::new(),
    })
}

/// The header cells of the first band stand for those of all.
fn band_columns(bands: &[Band], count: usize) -> Vec<Option<Label>> {
    let mut columns = vec![None; count];
    for slot in bands.iter().flat_map(|band| &band.slots) {
        if let Slot::Column { column, label } = slot
            && columns[*column].is_none()
        {
            columns[*column] = Some(label.clone());
        }
    }
    columns
}

fn misfit(band: &Band, found: usize, expected: usize) -> Row {
    Row { index: band.row, label: band.label.clone(), cells: Cells::Misfit { found, expected } }
}

fn band_rows(text: &str, bands: &[Band], values: &[&RawCell], of: Of) -> Vec<Row> {
    let columns = &of.block().columns;
    let row = |(band, values): (&Band, &[&RawCell])| Row {
        index: band.row,
        label: band.label.clone(),
        cells: Cells::Read(read(text, values, &band.slots, columns)),
    };
    bands.iter().zip(values.chunks(columns.len())).map(row).collect()
}

/// Whether what was found is enough of the table to speak of it.
fn fits(official: &Official) -> bool {
    let rows = || official.blocks.iter().flat_map(|block| &block.rows);
    let misfits = rows().filter(|row| matches!(row.cells, Cells::Misfit { .. })).count();
    let figures = rows().filter(|row| !matches!(row.cells, Cells::Group)).count();
    let columns: usize =
        official.blocks.iter().map(|block| block.columns.iter().flatten().count()).sum();
    let heads: usize = official.blocks.iter().map(|block| block.heads.len()).sum();
    let one_block = official.table().blocks.len() == 1;
    let readable = !one_block || official.blocks.iter().all(|block| block.header_read);
    let enough = rows().count() + columns + heads >= MIN_LABELS && !official.blocks.is_empty();
    enough && readable && !(misfits > MAX_MISFITS && misfits * 2 > figures)
}
