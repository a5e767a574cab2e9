//! Which rows make up which official table.
//!
//! Rows are taken in the order of the text. Each says, by the form's labels in its cells, which
//! tables it may belong to; a run of rows that agree is a table, whatever its shape and wherever it
//! stands. A run with too little of a table in it is none.

#![allow(clippy::indexing_slicing, reason = "ranges come from the tree, positions from the form")]

use form::{Form, Head, TableId, forms, vocabulary};

use super::cells::RawCell;
use super::elements::{Element, ElementKind};
use super::fit::fit;
use super::kept::Former;
use super::run::Run;
use super::{Section, Table, TableKind};

/// What the runs of a text are found from.
struct Scan<'e> {
    elements: &'e [Element],
    open: Option<Run>,
    /// Rows without a vote that stand before the first vote of their table.
    pending: Vec<usize>,
    runs: Vec<Run>,
    strays: Vec<Vec<usize>>,
}

/// All tables of a text, in order.
pub(super) fn recognize(
    text: &str,
    elements: &[Element],
    sections: &[Section],
    form: &'static Form,
    former: Option<Former<'_>>,
) -> Vec<Table> {
    let mut scan =
        Scan { elements, open: None, pending: Vec::new(), runs: Vec::new(), strays: Vec::new() };
    let mut starts = sections.iter().map(|section| section.body.start).peekable();
    for at in 0..elements.len() {
        if starts.next_if_eq(&at).is_some() {
            scan.close();
        }
        scan.take(at);
    }
    scan.close();
    let mut tables: Vec<Table> = Vec::new();
    for run in &scan.runs {
        let kept = former.and_then(|former| former.kind(elements, run, form));
        let fitted = || fit(text, elements, run, form).map(TableKind::Official);
        let kind = kept.or_else(fitted).unwrap_or(TableKind::Unrecognized);
        tables.push(table(elements, &run.rows, kind));
    }
    tables.extend(scan.strays.iter().map(|rows| table(elements, rows, TableKind::Unrecognized)));
    tables.sort_by_key(|table| table.range.start);
    tables
}

fn table(elements: &[Element], rows: &[usize], kind: TableKind) -> Table {
    let (first, last) = (rows.first().copied().unwrap_or(0), rows.last().copied().unwrap_or(0));
    Table {
        range: elements[first].range.start..elements[last].range.end,
        elements: first..last + 1,
        rows: rows.to_vec(),
        kind,
    }
}

impl Scan<'_> {
    fn take(&mut self, at: usize) {
        let ElementKind::Row { cells, table, .. } = &self.elements[at].kind else { return };
        let votes = votes(cells);
        let joins = self.open.as_ref().is_some_and(|run| {
            if votes.are_none() {
                self.follows(run, at, *table, cells)
            } else {
                votes.of(run.table) > 0 && !self.begins_again(run, cells)
            }
        });
        if joins {
            let before = self.pending_before(at);
            if let Some(run) = &mut self.open {
                run.rows.extend(before.into_iter().chain([at]));
            }
            return;
        }
        match votes.winner() {
            Some(table) => self.open_run(table, at),
            None => {
                if self.pending.last().is_some_and(|last| self.node(*last) != self.node(at)) {
                    self.flush_pending();
                }
                self.pending.push(at);
            }
        }
    }

    fn open_run(&mut self, table: TableId, at: usize) {
        let before = self.pending_before(at);
        self.close();
        self.open = Some(Run { table, rows: before.into_iter().chain([at]).collect() });
    }

    /// The rows without a vote that stand above a row in the same node of the tree: its header, say.
    fn pending_before(&mut self, at: usize) -> Vec<usize> {
        let ours = self.pending.last().is_some_and(|last| self.node(*last) == self.node(at));
        if ours { std::mem::take(&mut self.pending) } else { Vec::new() }
    }

    /// A row without any label of the form belongs to the table whose node of the tree it shares;
    /// a row of figures also to the table right before it.
    fn follows(&self, run: &Run, at: usize, node: usize, cells: &[RawCell]) -> bool {
        let last = run.rows.last().copied().unwrap_or(at);
        let adjacent = self.elements[last + 1..at].iter().all(|between| {
            matches!(
                between.kind,
                ElementKind::Row { .. } | ElementKind::Delimiter { .. } | ElementKind::Comment
            )
        });
        let figures = || {
            cells.len() > 1
                && cells.iter().any(|cell| !cell.is_empty())
                && cells.iter().all(|cell| !cell.is_label)
        };
        adjacent && (self.node(last) == Some(node) || figures())
    }

    /// Whether a row is the header of the same table once more.
    fn begins_again(&self, run: &Run, cells: &[RawCell]) -> bool {
        let blocks = forms().iter().filter_map(|form| {
            let table = vocabulary().position_in(form, run.table)?;
            Some(form.tables[table].blocks.len())
        });
        let is_block_table = blocks.max().is_some_and(|blocks| blocks > 1);
        let is_column =
            |cell: &&RawCell| cell.heads.iter().any(|found| matches!(found.head, Head::Column(_)));
        let columns = cells.iter().filter(is_column);
        !is_block_table && columns.count() >= 3 && run.rows.iter().any(|row| self.has_figures(*row))
    }

    fn has_figures(&self, at: usize) -> bool {
        let ElementKind::Row { cells, .. } = &self.elements[at].kind else { return false };
        cells.iter().any(RawCell::is_figure)
    }

    fn node(&self, at: usize) -> Option<usize> {
        match self.elements[at].kind {
            ElementKind::Row { table, .. } => Some(table),
            _ => None,
        }
    }

    fn flush_pending(&mut self) {
        if !self.pending.is_empty() {
            self.strays.push(std::mem::take(&mut self.pending));
        }
    }

    fn close(&mut self) {
        self.flush_pending();
        self.runs.extend(self.open.take());
    }
}

/// How many cells of a row are labels of each of the form's tables.
struct Votes(Vec<usize>);

fn votes(cells: &[RawCell]) -> Votes {
    let mut votes = vec![0; vocabulary().tables().len()];
    for cell in cells.iter().filter(|cell| cell.is_label) {
        for (table, vote) in vocabulary().tables().zip(&mut votes) {
            let ours = cell.rows.iter().any(|found| found.id == table)
                || cell.heads.iter().any(|found| found.id == table);
            *vote += usize::from(ours);
        }
    }
    Votes(votes)
}

impl Votes {
    fn are_none(&self) -> bool {
        self.0.iter().all(|vote| *vote == 0)
    }

    fn of(&self, table: TableId) -> usize {
        self.0.get(table.position()).copied().unwrap_or(0)
    }

    /// The table with the most votes; of several, the first.
    fn winner(&self) -> Option<TableId> {
        let voted = vocabulary().tables().filter(|table| self.of(*table) > 0);
        voted.max_by_key(|table| (self.of(*table), std::cmp::Reverse(*table)))
    }
}
