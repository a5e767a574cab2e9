//! The report as its author sees it: title, sections, tables whose cells know their row, column
//! and value.
//!
//! All offsets are bytes of the text. Nothing here knows the tree or the protocol. A report is
//! made of any text: what is not there is simply missing from it.

#![allow(clippy::indexing_slicing, reason = "positions come from the form itself")]

mod cells;
pub mod changes;
mod collect;
mod comment;
mod elements;
mod fit;
mod front;
mod header;
mod kept;
mod lower;
mod name;
pub mod number;
mod outline;
mod reattach;
mod rows;
mod run;
mod shapes;
pub mod syntax;
mod tables;
#[cfg(test)]
mod tests;

use std::ops::Range;

use form::{CellRef, Form, Wording, equal_unspaced};

use crate::number::{Figure, Number};

use elements::Source;

pub use cells::RawCell;
pub use comment::{comment, outside_comments};
pub use elements::{Element, ElementKind, Inline, InlineKind, Shape};
pub use kept::Former;
pub use lower::{lower, read};
pub use name::name;

/// A report.
#[derive(Debug)]
pub struct Report {
    /// Everything that stands in the text, in order.
    pub elements: Vec<Element>,
    /// What tools ask for in the prose, in order.
    pub inlines: Vec<Inline>,
    pub title: Option<Title>,
    /// The edition for the report's year, or the current one if the year is unknown.
    pub form: &'static Form,
    /// Whether the year, and with it the edition, is known.
    pub edition_known: bool,
    /// The sections, in the order of the text.
    pub sections: Vec<Section>,
    /// The tables, official or not, in the order of the text.
    pub tables: Vec<Table>,
    pub allows: Vec<Allow>,
    /// The nodes of the tree that elements and inlines come from, in order.
    sources: Vec<Source>,
    /// The elements before lines were given to tables; none if none were.
    collected: Option<Vec<Element>>,
}

/// The title: one line or several, up to the one that ends in 年度报告.
#[derive(Debug)]
pub struct Title {
    pub range: Range<usize>,
    /// The elements that make it up.
    pub elements: Range<usize>,
    /// What stands before it, such as the navigation of a web page; empty if nothing does.
    pub skipped: Range<usize>,
    /// The organ's name; none if the title does not say.
    pub organ: Option<String>,
    pub year: Option<i32>,
}

/// How a section's heading is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbering {
    /// 一、 as GB/T 9704 has it.
    Han,
    /// A number of another style, such as `2、`.
    Other,
    /// None: lost when the text was copied.
    Lost,
}

/// One of the six sections.
#[derive(Debug)]
pub struct Section {
    /// Position among the form's sections.
    pub index: usize,
    /// The heading's text, with its number.
    pub heading: Range<usize>,
    pub numbering: Numbering,
    /// The ordinal that the heading states.
    pub number: Option<u32>,
    pub wording: Wording,
    /// The elements below the heading, up to the next section.
    pub body: Range<usize>,
}

/// A table.
#[derive(Debug)]
pub struct Table {
    /// From the first cell to the last.
    pub range: Range<usize>,
    /// The elements that make it up. What stands between its rows belongs to them.
    pub elements: Range<usize>,
    /// Those of the elements that are its rows.
    pub rows: Vec<usize>,
    pub kind: TableKind,
}

/// What a table is.
#[derive(Debug)]
pub enum TableKind {
    Official(Official),
    Unrecognized,
}

/// An official table, of whichever edition.
#[derive(Debug)]
pub struct Official {
    pub form: &'static Form,
    /// Position among the form's tables.
    pub index: usize,
    /// Those of the form's blocks that were found, in the order of the text.
    pub blocks: Vec<Block>,
    /// Labels of rows that belong to no official row.
    pub unknown_rows: Vec<Range<usize>>,
}

/// A block of an official table.
#[derive(Debug)]
pub struct Block {
    /// Position among the table's blocks.
    pub index: usize,
    /// The block's heading and the other header cells that name no column.
    pub heads: Vec<Label>,
    /// The header cell of each column of the form; `None` where it is missing.
    pub columns: Vec<Option<Label>>,
    /// Header cells that name no column of the form.
    pub unknown_columns: Vec<Range<usize>>,
    pub rows: Vec<Row>,
    /// Where a finding about the block as a whole stands.
    pub anchor: Range<usize>,
    /// Whether the block has a header that could be read.
    pub header_read: bool,
}

/// A label in the report and the wording of the form that it stands for.
#[derive(Debug, Clone)]
pub struct Label {
    pub range: Range<usize>,
    pub wording: Wording,
    /// The form's wording.
    pub official: &'static str,
}

/// A row of an official block.
#[derive(Debug)]
pub struct Row {
    /// Position among the block's rows.
    pub index: usize,
    pub label: Label,
    pub cells: Cells,
}

/// What a row's cells are.
#[derive(Debug)]
pub enum Cells {
    /// The heading of a group.
    Group,
    /// A cell for each column of the form; `None` where the table lacks the column.
    Read(Vec<Option<Cell>>),
    /// Fewer or more cells than columns, so that nobody can tell which is which.
    Misfit { found: usize, expected: usize },
}

/// A cell with a figure.
#[derive(Debug, Clone)]
pub struct Cell {
    /// The text without surrounding blanks; empty where nothing is written.
    pub range: Range<usize>,
    pub figure: Figure,
}

/// An allow comment: `<!-- nianbao: allow RULE[, RULE] 理由 -->`.
#[derive(Debug)]
pub struct Allow {
    pub range: Range<usize>,
    /// What it names, as it is written: what of it are rules and what reasons, the rules know.
    pub names: Vec<String>,
    /// What it covers: the next block, or the whole file.
    pub scope: Range<usize>,
}

impl Report {
    /// The elements as they stand in the tree.
    fn collected(&self) -> &[Element] {
        self.collected.as_deref().unwrap_or(&self.elements)
    }

    /// The official tables, in the order of the text.
    pub fn official_tables(&self) -> impl Iterator<Item = (&Table, &Official)> {
        self.tables.iter().filter_map(|table| match &table.kind {
            TableKind::Official(official) => Some((table, official)),
            TableKind::Unrecognized => None,
        })
    }

    /// The organ that reports, if the title names it.
    pub fn organ(&self) -> Option<&str> {
        self.title.as_ref()?.organ.as_deref()
    }

    /// The year that is reported on, if the title names it.
    pub fn year(&self) -> Option<i32> {
        self.title.as_ref()?.year
    }

    /// The id of the edition that the report's year demands.
    pub fn edition(&self) -> Option<&'static str> {
        self.edition_known.then_some(self.form.edition.as_str())
    }
}

impl Label {
    /// A label as it is written, beside the form's wording of it. Blanks make no difference.
    fn new(range: Range<usize>, written: &str, official: &'static str) -> Self {
        let exact = equal_unspaced(written, official);
        Self { range, wording: if exact { Wording::Exact } else { Wording::Altered }, official }
    }

    /// The label of a row, which the form words in one way and the canonical shape may write in another.
    fn of_row(range: Range<usize>, written: &str, of: &'static form::Row) -> Self {
        let label = Self::new(range, written, &of.label);
        let exact = equal_unspaced(written, of.written());
        Self { wording: if exact { Wording::Exact } else { label.wording }, ..label }
    }
}

impl Official {
    /// Whether it is this table, in whichever edition.
    pub(crate) fn is(&self, table: form::TableId) -> bool {
        form::vocabulary().position_in(self.form, table) == Some(self.index)
    }

    /// The form's table.
    pub fn table(&self) -> &'static form::Table {
        &self.form.tables[self.index]
    }

    /// The form's block for a block of the report.
    pub fn block(&self, block: &Block) -> &'static form::Block {
        &self.table().blocks[block.index]
    }
}

impl Block {
    /// The address of a cell in the form.
    pub fn cell_ref(&self, row: usize, column: usize) -> CellRef {
        CellRef { block: self.index, row, column }
    }

    /// The cell of a row and a column of the form; none if either is missing or cannot be told.
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        let row = self.rows.iter().find(|candidate| candidate.index == row)?;
        row.cell(column)
    }
}

impl Row {
    /// The cell in a column of the form.
    pub fn cell(&self, column: usize) -> Option<&Cell> {
        match &self.cells {
            Cells::Read(cells) => cells.get(column)?.as_ref(),
            Cells::Group | Cells::Misfit { .. } => None,
        }
    }
}

impl Cell {
    /// The value, if the cell holds a number.
    pub fn value(&self) -> Option<Number> {
        match self.figure {
            Figure::Number { value, .. } => Some(value),
            Figure::Blank | Figure::Invalid(_) => None,
        }
    }
}
