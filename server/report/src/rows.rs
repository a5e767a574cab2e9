//! The rows of an official table: which row a row is, and which of its cells is which.
//!
//! A row is what its label says, never what its place says. Its figures are the cells behind the
//! label; if there are more or fewer of them than columns, nobody can tell which is missing, and
//! the row is kept as a misfit without values.

#![allow(clippy::indexing_slicing, reason = "ranges come from the tree, positions from the form")]

use std::ops::Range;

use form::{Head, forms};

use super::cells::RawCell;
use super::header::{self, HeadCell, Of, Slot};
use super::{Block, Cell, Cells, Label, Official, Row};
use crate::number;

/// A row of a table as it was written: its cells from left to right.
pub(super) type RawRow<'t> = Vec<&'t RawCell>;

/// Takes the rows of a table one by one, and keeps what it has learnt from them.
pub(super) struct Fitting<'t> {
    text: &'t str,
    /// Position of the edition among all.
    form: usize,
    /// Position of the table in the edition.
    table: usize,
    /// Header rows whose block is not known yet.
    levels: Vec<Vec<HeadCell>>,
    /// Block headings and notes above those rows.
    heads: Vec<Label>,
    blocks: Vec<Building>,
    unknown_rows: Vec<Range<usize>>,
    /// How many cells each row has, where merged labels are padded with blanks.
    padded_width: Option<usize>,
}

/// A block, and in which order its columns stand.
struct Building {
    block: Block,
    slots: Vec<Slot>,
}

/// Where the label of a row stands, and what it names.
struct Found {
    /// Position among the row's cells.
    cell: usize,
    block: usize,
    row: usize,
}

impl<'t> Fitting<'t> {
    pub(super) fn new(
        text: &'t str,
        form: usize,
        table: usize,
        padded_width: Option<usize>,
    ) -> Self {
        Self {
            text,
            form,
            table,
            levels: Vec::new(),
            heads: Vec::new(),
            blocks: Vec::new(),
            unknown_rows: Vec::new(),
            padded_width,
        }
    }

    /// The table, when all its rows are taken. A header that no row of figures followed is kept.
    pub(super) fn finish(mut self) -> Official {
        self.begin_named_block();
        Official {
            form: &forms()[self.form],
            index: self.table,
            blocks: self.blocks.into_iter().map(|building| building.block).collect(),
            unknown_rows: self.unknown_rows,
        }
    }

    pub(super) fn take(&mut self, row: &RawRow<'t>) {
        if row.iter().all(|cell| cell.is_empty()) {
            return;
        }
        let figures = row.iter().any(|cell| cell.is_figure());
        let found = self.find(row);
        let heads = row.iter().filter(|cell| self.head(cell).is_some()).count();
        if !figures && (heads >= 2 || (heads == 1 && found.is_none())) {
            self.header_row(row);
        } else if let Some(found) = found {
            self.data_row(row, &found, figures);
        } else if figures {
            self.unknown_row(row);
        } else if row.iter().filter(|cell| !cell.is_empty()).count() > 1 {
            self.header_row(row);
        }
    }

    fn table_form(&self) -> &'static form::Table {
        &forms()[self.form].tables[self.table]
    }

    fn head(&self, cell: &RawCell) -> Option<(usize, Head)> {
        let ours =
            cell.heads.iter().find(|found| (found.form, found.table) == (self.form, self.table));
        ours.map(|found| (found.block, found.head))
    }

    /// Begins the block that the header rows above name, though no row of it is known yet.
    fn begin_named_block(&mut self) {
        let named = |head: &Label| Some((self.block_of(head.official)?, head.range.clone()));
        let named = self.heads.iter().find_map(named);
        if let Some((block, head)) = named.filter(|(block, _)| self.building(*block).is_none()) {
            self.begin_block(block, head);
        }
    }

    fn header_row(&mut self, row: &RawRow<'t>) {
        // Another block's heading: the block above has come to its end without a known row.
        let is_block = |cell: &&RawCell| matches!(self.head(cell), Some((_, Head::Block)));
        if !self.levels.is_empty() && row.iter().any(is_block) {
            self.begin_named_block();
        }
        let mut level = Vec::new();
        for cell in row.iter().filter(|cell| !cell.is_empty()) {
            match self.head(cell) {
                Some((block, Head::Block)) => {
                    let official =
                        self.table_form().blocks[block].label.as_deref().unwrap_or_default();
                    self.heads.push(Label::new(cell.range.clone(), cell.text(self.text), official));
                }
                Some((_, Head::Note)) => {
                    let written = cell.text(self.text);
                    self.heads.push(Label::new(cell.range.clone(), written, self.note(written)));
                }
                _ => level.push(HeadCell {
                    range: cell.range.clone(),
                    text: cell.text(self.text).to_owned(),
                }),
            }
        }
        if !level.is_empty() {
            self.levels.push(level);
        }
    }

    /// The form's wording of a header cell that names no column.
    fn note(&self, written: &str) -> &'static str {
        let notes = self
            .table_form()
            .blocks
            .iter()
            .flat_map(|block| block.notes.iter().chain([&block.corner]));
        notes
            .into_iter()
            .find(|note| form::key(note) == form::key(written))
            .map_or("", String::as_str)
    }

    fn block_of(&self, label: &str) -> Option<usize> {
        self.table_form().blocks.iter().position(|block| block.label.as_deref() == Some(label))
    }

    /// The label of a row: the last one before its figures that the form knows, or that is like one.
    fn find(&self, row: &RawRow<'t>) -> Option<Found> {
        let labels: Vec<usize> = (0..row.len())
            .take_while(|at| row[*at].is_empty() || row[*at].is_label)
            .filter(|at| !row[*at].is_empty())
            .collect();
        let known = labels.iter().rev().find_map(|at| {
            let ours = row[*at]
                .rows
                .iter()
                .find(|found| (found.form, found.table) == (self.form, self.table))?;
            Some(Found { cell: *at, block: ours.block, row: ours.row })
        });
        let last = labels.last().copied()?;
        match known {
            Some(found) if found.cell == last || !self.row_form(&found).group => Some(found),
            _ if self.head(row[last]).is_some() => None,
            _ => self.similar(row[last].text(self.text), last),
        }
    }

    fn similar(&self, written: &str, cell: usize) -> Option<Found> {
        let rows: Vec<(usize, usize, &str)> = self
            .table_form()
            .blocks
            .iter()
            .enumerate()
            .flat_map(|(block, of_block)| {
                of_block
                    .rows
                    .iter()
                    .enumerate()
                    .map(move |(row, of_row)| (block, row, of_row.label.as_str()))
            })
            .collect();
        let best = header::similar(written, rows.iter().map(|(_, _, label)| *label))?;
        let (block, row, _) = rows[best];
        Some(Found { cell, block, row })
    }

    fn row_form(&self, found: &Found) -> &'static form::Row {
        &self.table_form().blocks[found.block].rows[found.row]
    }

    fn unknown_row(&mut self, row: &RawRow<'t>) {
        self.begin_named_block();
        let label = row.iter().find(|cell| cell.is_label);
        let place = label.or_else(|| row.iter().find(|cell| !cell.is_empty()));
        self.unknown_rows.extend(place.map(|cell| cell.range.clone()));
    }

    fn building(&self, block: usize) -> Option<usize> {
        self.blocks.iter().position(|building| building.block.index == block)
    }

    fn data_row(&mut self, row: &RawRow<'t>, found: &Found, figures: bool) {
        if !self.levels.is_empty() || self.building(found.block).is_none() {
            self.begin_block(found.block, row[found.cell].range.clone());
        }
        self.group_labels(row, found);
        let label = Label::of_row(
            row[found.cell].range.clone(),
            row[found.cell].text(self.text),
            self.row_form(found),
        );
        if self.row_form(found).group {
            if figures {
                self.unknown_rows.push(label.range);
            } else {
                self.push_group(found.block, found.row, label);
            }
            return;
        }
        let Some(at) = self.building(found.block) else { return };
        let slots = &self.blocks[at].slots;
        let behind = &row[found.cell + 1..];
        let cells = match self.figures(row, behind, slots.len()) {
            Some(figures) => {
                Cells::Read(read(self.text, figures, slots, &self.form_block(found.block).columns))
            }
            None => {
                let found = behind.iter().skip_while(|cell| cell.is_empty()).count();
                Cells::Misfit { found, expected: slots.len() }
            }
        };
        self.blocks[at].block.rows.push(Row { index: found.row, label, cells });
    }

    /// Which cells behind a label are the figures; none if nobody can tell.
    fn figures<'c>(
        &self,
        row: &RawRow<'t>,
        behind: &'c [&'t RawCell],
        width: usize,
    ) -> Option<&'c [&'t RawCell]> {
        let padded_right = self.table_form().blocks.len() > 1;
        let figures = &behind[window(behind, width, padded_right)?];
        let short = self.padded_width.is_some_and(|width| row.len() < width);
        let certain = !short || figures.first().is_some_and(|first| !first.is_empty());
        certain.then_some(figures)
    }

    fn form_block(&self, block: usize) -> &'static form::Block {
        &self.table_form().blocks[block]
    }

    /// The groups that a row names before itself.
    fn group_labels(&mut self, row: &RawRow<'t>, found: &Found) {
        for cell in row[..found.cell].iter().filter(|cell| !cell.is_empty()) {
            let written = cell.text(self.text);
            let group = cell.rows.iter().find(|candidate| {
                (candidate.form, candidate.table, candidate.block)
                    == (self.form, self.table, found.block)
                    && self.form_block(found.block).rows[candidate.row].group
            });
            if let Some(group) = group {
                let of = &self.form_block(found.block).rows[group.row];
                let label = Label::of_row(cell.range.clone(), written, of);
                self.push_group(found.block, group.row, label);
            }
        }
    }

    /// A group's label that spans rows may stand in each of them; the first one counts.
    fn push_group(&mut self, block: usize, row: usize, label: Label) {
        let Some(at) = self.building(block) else { return };
        let rows = &mut self.blocks[at].block.rows;
        if !rows.iter().any(|other| other.index == row) {
            rows.push(Row { index: row, label, cells: Cells::Group });
        }
    }

    /// Begins a block with the header rows above, or goes on with it under a header of its own. A block
    /// without any begins at `first`.
    fn begin_block(&mut self, block: usize, first: Range<usize>) {
        let levels = join_wrapped(std::mem::take(&mut self.levels), self.of(block));
        let heads = std::mem::take(&mut self.heads);
        if self.building(block).is_some() {
            return;
        }
        let form_block = self.form_block(block);
        let slots = header::columns(&levels, self.of(block));
        let header_read = slots.is_some();
        let slots = slots.unwrap_or_default();
        let mut columns: Vec<Option<Label>> = vec![None; form_block.columns.len()];
        let mut unknown_columns = Vec::new();
        for slot in &slots {
            match slot {
                Slot::Column { column, label } if columns[*column].is_none() => {
                    columns[*column] = Some(label.clone())
                }
                Slot::Column { label, .. } => unknown_columns.push(label.range.clone()),
                Slot::Unknown(range) => unknown_columns.push(range.clone()),
            }
        }
        let first_head = heads.first().map(|head| head.range.clone());
        let first_cell = levels.iter().flatten().next().map(|cell| cell.range.clone());
        let anchor = first_head.or(first_cell).unwrap_or(first);
        let block = Block {
            index: block,
            heads,
            columns,
            unknown_columns,
            rows: Vec::new(),
            anchor,
            header_read,
        };
        self.blocks.push(Building { block, slots });
    }

    fn of(&self, block: usize) -> Of {
        Of { form: self.form, table: self.table, block }
    }
}

/// Joins header labels whose halves stand in two rows (`商业 | 科研` above `企业 | 机构`).
fn join_wrapped(mut levels: Vec<Vec<HeadCell>>, of: Of) -> Vec<Vec<HeadCell>> {
    let unknown = |cell: &HeadCell| of.head(&cell.text).is_none();
    for at in 1..levels.len() {
        let (above, below) = levels.split_at_mut(at);
        let (Some(above), Some(below)) = (above.last_mut(), below.first_mut()) else { continue };
        let mut rest = below.iter().filter(|cell| unknown(cell));
        let mut joined = above.clone();
        let mut used = Vec::new();
        for cell in joined.iter_mut().filter(|cell| unknown(cell)) {
            let Some(half) = rest.next() else { break };
            let whole = format!("{}{}", cell.text, half.text);
            if of.head(&whole).is_some() {
                cell.text = whole;
                used.push(half.range.clone());
            }
        }
        *above = joined;
        below.retain(|cell| !used.contains(&cell.range));
    }
    levels
}

/// The figures of a row, dealt out to the columns.
pub(super) fn read(
    text: &str,
    figures: &[&RawCell],
    slots: &[Slot],
    columns: &'static [form::Column],
) -> Vec<Option<Cell>> {
    let mut cells: Vec<Option<Cell>> = vec![None; columns.len()];
    for (slot, raw) in slots.iter().zip(figures) {
        if let Slot::Column { column, .. } = slot
            && cells[*column].is_none()
        {
            let of = &columns[*column];
            let figure = number::read(raw.text(text), of.kind, &of.unit);
            cells[*column] = Some(Cell { range: raw.range.clone(), figure });
        }
    }
    cells
}

/// The `width` cells that are the figures, if all others are blank: merged labels at the left, or
/// padding at the right. Where both are possible, `padded_right` decides.
pub(super) fn window(cells: &[&RawCell], width: usize, padded_right: bool) -> Option<Range<usize>> {
    let spare = cells.len().checked_sub(width)?;
    let blank_outside = |start: &usize| {
        let (before, rest) = cells.split_at(*start);
        before.iter().chain(&rest[width..]).all(|cell| cell.is_empty())
    };
    let start = if padded_right {
        (0..=spare).find(blank_outside)
    } else {
        (0..=spare).rev().find(blank_outside)
    };
    start.map(|start| start..start + width)
}
