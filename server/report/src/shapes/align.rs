//! Rows of cells out of a stream of atoms: figures that follow each other belong to the label before
//! them, and what stands before that label is a header or a group.
//!
//! Nothing is dealt out to columns here. A row gets all its figures, and all its blank cells that left
//! a trace, in their order; whether they are as many as the columns is for the fitting to see.

#![allow(clippy::indexing_slicing, reason = "positions come from the atoms themselves")]

use super::super::cells::RawCell;
use super::atoms::Atom;
use super::labels::{Token, known, tokens};
use super::mixed::mixed;
use super::repeats::{
    collapsed, drop_repeated_band, drop_repeated_columns, is_column, is_group, is_in_order,
    without_numbers, without_repeats,
};
use super::segments::{Segment, fill_gaps, segments};
use form::TableId;

/// The rows of a stretch, read as a table of the form: the cells of each, from left to right.
pub(super) fn rows(text: &str, atoms: &[Atom], table: TableId) -> Vec<Vec<RawCell>> {
    let unnumbered = without_numbers(text, atoms);
    let atoms = unnumbered.as_slice();
    let mut parts = segments(text, atoms);
    fill_gaps(&mut parts);
    let is_broken =
        |segment: &Segment<'_>| tokens(&segment.words, table).iter().any(|token| !token.is_known);
    if parts.iter().any(is_broken) {
        let again = || {
            let atoms = without_repeats(atoms);
            mixed(text, &segments(text, &atoms), table)
        };
        if let Some(rows) = mixed(text, &parts, table).or_else(again) {
            return rows;
        }
    }
    let mut times: Vec<usize> = Vec::new();
    let mut rows = Vec::new();
    for segment in &parts {
        let mut labels = tokens(&segment.words, table);
        if rows.is_empty() || labels.len() > 2 {
            drop_repeated_band(&mut labels, table);
            drop_repeated_columns(&mut labels, table);
        }
        let (head, row) = parted(labels, table, segment.run.is_empty());
        if !is_in_order(&head, table) {
            return Vec::new();
        }
        if !head.is_empty() {
            let columns = head.iter().filter(|token| is_column(token, table));
            times = columns.map(|token| token.times).collect();
            rows.push(head.iter().map(|token| token.cell(text)).collect());
        }
        let mut cells: Vec<RawCell> = row.iter().map(|token| token.cell(text)).collect();
        let run = collapsed(text, &segment.run, &times);
        cells.extend(run.iter().filter_map(|item| item.cell(text)));
        if !cells.is_empty() {
            rows.push(cells);
        }
    }
    rows
}

/// A segment's labels: those of a header, and the row's own with the groups before it.
fn parted(mut labels: Vec<Token>, table: TableId, no_figures: bool) -> (Vec<Token>, Vec<Token>) {
    let Some(last) = labels.last() else { return (labels, Vec::new()) };
    let (is_row, is_head) = known(&last.key, table);
    if !is_row && (no_figures || is_head) {
        return (labels, Vec::new());
    }
    let groups = labels[..labels.len() - 1].iter().rev().take_while(|token| is_group(token, table));
    let row = labels.split_off(labels.len() - 1 - groups.count());
    (labels, row)
}
