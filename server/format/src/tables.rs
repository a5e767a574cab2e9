//! Which official tables are understood whole, and what is to be written of them.
//!
//! A table is understood if every cell in which something is written has its place in the canonical
//! shape, or is a word of the form that this shape leaves out. One cell in doubt, and the table stays.

#![allow(clippy::indexing_slicing, reason = "positions come from the report and the form")]

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use form::{Head, Wording, digits, forms, unspaced, vocabulary};
use report::{Block, Cell, Cells, ElementKind, Label, Official, Report, Row, Table};

use super::canonical::{Line, Sheet};

/// What a table becomes.
#[derive(Debug)]
pub(super) enum Part<'t> {
    Sheet(Sheet<'t>),
    /// An element that stands between two blocks.
    Element(usize),
}

/// A cell in which something is written.
struct Written<'t> {
    text: &'t str,
    /// Whether it goes on in a second line.
    wrapped: bool,
}

/// A table, and what is written in its cells.
struct Reader<'t> {
    report: &'t Report,
    table: &'t Table,
    official: &'t Official,
    /// Position of the table's edition.
    form: usize,
    /// By where they begin.
    cells: BTreeMap<usize, Written<'t>>,
    /// Where the first cell for a figure stands.
    first_figure: usize,
}

/// What an official table becomes, in order; none if it is not understood whole.
pub(super) fn parts<'t>(
    text: &'t str,
    report: &'t Report,
    table: &'t Table,
    official: &'t Official,
) -> Option<Vec<Part<'t>>> {
    if holds_comment_of_page(text, report, table) {
        return None;
    }
    let reader = Reader {
        report,
        table,
        official,
        form: forms().iter().position(|form| form.edition == official.form.edition)?,
        cells: written_cells(text, report, table),
        first_figure: figures(official).map(|cell| cell.range.start).min().unwrap_or(usize::MAX),
    };
    let sheets = official.blocks.iter().map(|block| reader.sheet(block));
    let sheets: Vec<Sheet<'t>> = sheets.collect::<Option<_>>()?;
    let has_rows = official.blocks.iter().any(|block| !block.rows.is_empty());
    let whole = has_rows && official.unknown_rows.is_empty() && reader.leaves_nothing();
    if whole { reader.in_order(sheets) } else { None }
}

/// Whether a comment stands among the marks of a web page, where it is no element: it would be lost.
fn holds_comment_of_page(text: &str, report: &Report, table: &Table) -> bool {
    let elements = report.elements[table.elements.clone()].iter();
    let known = elements.filter(|element| matches!(element.kind, ElementKind::Comment)).count();
    let written = text.get(table.range.clone()).unwrap_or_default();
    written.matches("<!--").count() > known
}

fn written_cells<'t>(
    text: &'t str,
    report: &'t Report,
    table: &Table,
) -> BTreeMap<usize, Written<'t>> {
    let rows = report.elements[table.elements.clone()].iter().filter_map(|element| {
        let ElementKind::Row { cells, .. } = &element.kind else { return None };
        Some(cells)
    });
    rows.flatten()
        .filter(|cell| !cell.is_empty())
        .map(|cell| {
            let wrapped = text[cell.range.clone()].contains(['\n', '\r']);
            (cell.range.start, Written { text: cell.text(text), wrapped })
        })
        .collect()
}

/// The cells of a table for figures, blank or not.
fn figures(official: &Official) -> impl Iterator<Item = &Cell> {
    let rows = official.blocks.iter().flat_map(|block| &block.rows);
    rows.filter_map(|row| match &row.cells {
        Cells::Read(cells) => Some(cells),
        Cells::Group | Cells::Misfit { .. } => None,
    })
    .flatten()
    .flatten()
}

impl<'t> Reader<'t> {
    /// What is to be written of a block; none if any of it is in doubt.
    fn sheet(&self, block: &'t Block) -> Option<Sheet<'t>> {
        let of = self.official.block(block);
        if !block.header_read || !block.unknown_columns.is_empty() || !self.is_headed(block) {
            return None;
        }
        let columns = block.columns.iter().enumerate();
        let columns = columns
            .map(|(column, label)| self.heading(block.index, column, label.as_ref()?))
            .collect::<Option<_>>()?;
        let mut rows = vec![None; of.rows.len()];
        for row in &block.rows {
            let twice = rows[row.index].replace(self.line(block.index, row)?).is_some();
            if twice {
                return None;
            }
        }
        Some(Sheet { of, columns, rows })
    }

    /// Whether no heading of another block stands over this one.
    fn is_headed(&self, block: &Block) -> bool {
        let label = |of: &form::Block| of.label.clone().unwrap_or_default();
        let own = label(self.official.block(block));
        let foreign = |head: &Label| {
            self.official.table().blocks.iter().map(label).any(|other| other == head.official)
                && head.official != own
        };
        !block.heads.iter().any(foreign)
    }

    /// The words to be written over a column. What only resembles the form's stays as it is.
    fn heading(&self, block: usize, column: usize, label: &Label) -> Option<&'t str> {
        let official = self.official.table().blocks[block].columns[column].label.as_str();
        let written = self.cells.get(&label.range.start)?;
        let known = vocabulary().heads(written.text).iter().any(|found| {
            (found.form, found.table, found.block) == (self.form, self.official.index, block)
                && found.head == Head::Column(column)
        });
        let certain = label.wording == Wording::Exact || known;
        worded(written, official, certain)
    }

    fn line(&self, block: usize, row: &Row) -> Option<Line<'t>> {
        let of = &self.official.table().blocks[block];
        let official = of.rows[row.index].written();
        let written = self.cells.get(&row.label.range.start)?;
        let known = vocabulary().rows(written.text).iter().any(|found| {
            (found.form, found.table, found.block, found.row)
                == (self.form, self.official.index, block, row.index)
        });
        let cells = match &row.cells {
            Cells::Group => vec![""; of.columns.len()],
            Cells::Read(cells) => {
                cells.iter().map(|cell| self.figure(cell.as_ref()?)).collect::<Option<_>>()?
            }
            Cells::Misfit { .. } => return None,
        };
        Some(Line { label: worded(written, official, known)?, cells })
    }

    /// What stands in a cell. A figure that seems to go on in the next line has swallowed a paragraph.
    fn figure(&self, cell: &Cell) -> Option<&'t str> {
        if cell.range.is_empty() {
            return Some("");
        }
        let written = self.cells.get(&cell.range.start)?;
        (!written.wrapped && !holds_bar(written.text)).then_some(written.text)
    }

    /// Whether every cell that is written has been taken, or is a word of the form that may be left
    /// out.
    fn leaves_nothing(&self) -> bool {
        let taken: BTreeSet<usize> = self.official.blocks.iter().flat_map(starts).collect();
        let rest = self.cells.iter().filter(|(at, _)| !taken.contains(at));
        rest.into_iter().all(|(at, written)| self.is_spare(*at, written.text))
    }

    /// A group's label in each of its rows, a heading over several columns or repeated over one, the
    /// second half of a heading: the canonical shape does without.
    fn is_spare(&self, at: usize, written: &str) -> bool {
        let table = self.official.index;
        let above = at < self.first_figure;
        let group = vocabulary().rows(written).iter().any(|found| {
            let row = &forms()[found.form].tables[found.table].blocks[found.block].rows[found.row];
            (found.form, found.table) == (self.form, table)
                && row.group
                && digits(written) == digits(&row.label)
        });
        let head = vocabulary().heads(written).iter().any(|found| {
            (found.form, found.table) == (self.form, table)
                && (above || !matches!(found.head, Head::Column(_)))
        });
        group || head || (above && self.completes_heading(written))
    }

    /// Whether a cell is the rest of a heading whose first half stands above it.
    fn completes_heading(&self, written: &str) -> bool {
        let labels = self.official.blocks.iter().flat_map(|block| block.columns.iter().flatten());
        labels.filter_map(|label| Some((label, self.cells.get(&label.range.start)?))).any(
            |(label, half)| {
                unspaced(label.official) == format!("{}{}", unspaced(half.text), unspaced(written))
            },
        )
    }

    /// The sheets in the form's order, if nothing else stands between them; else where they stand.
    fn in_order(&self, sheets: Vec<Sheet<'t>>) -> Option<Vec<Part<'t>>> {
        let between: Vec<usize> = self.elements_between();
        let mut parts: Vec<(usize, Part<'t>)> = Vec::new();
        for (block, sheet) in self.official.blocks.iter().zip(sheets) {
            let extent = extent(block);
            for at in &between {
                let element = &self.report.elements[*at].range;
                if extent.start < element.end && element.start < extent.end {
                    return None;
                }
            }
            let place = if between.is_empty() { block.index } else { extent.start };
            parts.push((place, Part::Sheet(sheet)));
        }
        let elements = &self.report.elements;
        parts.extend(between.into_iter().map(|at| (elements[at].range.start, Part::Element(at))));
        parts.sort_by_key(|(place, _)| *place);
        Some(parts.into_iter().map(|(_, part)| part).collect())
    }

    fn elements_between(&self) -> Vec<usize> {
        let is_row = |at: &usize| {
            let kind = &self.report.elements[*at].kind;
            matches!(kind, ElementKind::Row { .. } | ElementKind::Delimiter { .. })
        };
        self.table.elements.clone().filter(|at| !is_row(at)).collect()
    }
}

/// Where the cells begin that a block has taken.
fn starts(block: &Block) -> Vec<usize> {
    ranges(block).map(|range| range.start).collect()
}

/// From the first cell of a block to the last.
fn extent(block: &Block) -> Range<usize> {
    let start = ranges(block).map(|range| range.start).min().unwrap_or(block.anchor.start);
    start..ranges(block).map(|range| range.end).max().unwrap_or(start)
}

/// All cells of a block in which something is written.
fn ranges(block: &Block) -> impl Iterator<Item = &Range<usize>> {
    let labels = block.heads.iter().chain(block.columns.iter().flatten());
    let labels = labels.chain(block.rows.iter().map(|row| &row.label)).map(|label| &label.range);
    let figures = block.rows.iter().filter_map(|row| match &row.cells {
        Cells::Read(cells) => Some(cells.iter().flatten().map(|cell| &cell.range)),
        Cells::Group | Cells::Misfit { .. } => None,
    });
    labels.chain(figures.flatten()).filter(|range| !range.is_empty())
}

/// The form's words for a label that is certainly meant by what is written, else what is written.
/// None if that cannot stand in a cell between bars.
fn worded<'t>(written: &Written<'t>, official: &'static str, certain: bool) -> Option<&'t str> {
    // Where the digits differ, there may be a figure in the label.
    if certain && digits(written.text) == digits(official) {
        return Some(official);
    }
    (!holds_bar(written.text)).then_some(written.text)
}

/// Whether a bar in a text would part cells.
fn holds_bar(text: &str) -> bool {
    let mut escaped = false;
    text.chars().any(|c| {
        let parts = c == '|' && !escaped;
        escaped = c == '\\' && !escaped;
        parts
    })
}
