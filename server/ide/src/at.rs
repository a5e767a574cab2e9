//! What stands at a place of the text: the question that every feature begins with.

use std::ops::Range;

use analysis::Analysis;
use form::CellRef;
use report::{
    Block, Cell, Cells, Element, ElementKind, Inline, Label, Official, Report, Row, Section, Table,
    Title,
};
use text::line_ends;

/// What stands at an offset.
#[derive(Debug, Clone, Copy)]
pub enum At<'r> {
    /// A figure of an official table.
    Cell(CellAt<'r>),
    /// The label of a row or of a group of rows.
    Row {
        block: BlockAt<'r>,
        row: &'r Row,
    },
    /// The header cell of a column.
    Column {
        block: BlockAt<'r>,
        column: usize,
        label: &'r Label,
    },
    /// The heading of a block, or a header cell that names no column.
    Head {
        block: BlockAt<'r>,
        label: &'r Label,
    },
    /// The heading of one of the six sections.
    Section(&'r Section),
    /// Something within prose.
    Inline(&'r Inline),
    Title(&'r Title),
    /// Text without a meaning of its own.
    Other,
}

/// A block and the table that it is part of.
#[derive(Debug, Clone, Copy)]
pub struct BlockAt<'r> {
    pub table: &'r Table,
    pub official: &'r Official,
    pub block: &'r Block,
}

/// A figure and its row and column.
#[derive(Debug, Clone, Copy)]
pub struct CellAt<'r> {
    pub of: BlockAt<'r>,
    pub row: &'r Row,
    /// Position among the form's columns.
    pub column: usize,
    pub cell: &'r Cell,
}

impl<'r> BlockAt<'r> {
    /// The form's block.
    pub fn form(&self) -> &'static form::Block {
        self.official.block(self.block)
    }

    /// All figures of the block, row by row.
    pub fn cells(self) -> impl Iterator<Item = CellAt<'r>> {
        self.block.rows.iter().flat_map(move |row| {
            let cells = match &row.cells {
                Cells::Read(cells) => cells.as_slice(),
                Cells::Group | Cells::Misfit { .. } => &[],
            };
            let known = cells
                .iter()
                .enumerate()
                .filter_map(|(column, cell)| Some((column, cell.as_ref()?)));
            known.map(move |(column, cell)| CellAt { of: self, row, column, cell })
        })
    }
}

impl CellAt<'_> {
    /// Its address in the form.
    pub fn cell_ref(&self) -> CellRef {
        self.of.block.cell_ref(self.row.index, self.column)
    }

    /// The form's row.
    pub fn form_row(&self) -> Option<&'static form::Row> {
        self.of.form().rows.get(self.row.index)
    }

    /// The form's column.
    pub fn form_column(&self) -> Option<&'static form::Column> {
        self.of.form().columns.get(self.column)
    }
}

/// All blocks of the official tables, in the order of the text.
pub fn blocks(report: &Report) -> impl Iterator<Item = BlockAt<'_>> {
    report.official_tables().flat_map(|(table, official)| {
        official.blocks.iter().map(move |block| BlockAt { table, official, block })
    })
}

fn touches(range: &Range<usize>, offset: usize) -> bool {
    range.start <= offset && offset <= range.end
}

/// What stands at a byte offset. At the border of two things, the one that begins there counts.
pub fn at(analysis: &Analysis, offset: usize) -> At<'_> {
    let report = &analysis.report;
    in_tables(analysis, offset)
        .or_else(|| inline(report, offset))
        .or_else(|| {
            report
                .sections
                .iter()
                .find(|section| touches(&section.heading, offset))
                .map(At::Section)
        })
        .or_else(|| {
            report.title.as_ref().filter(|title| touches(&title.range, offset)).map(At::Title)
        })
        .unwrap_or(At::Other)
}

fn inline(report: &Report, offset: usize) -> Option<At<'_>> {
    let at = report.inlines.partition_point(|inline| inline.range.end <= offset);
    let touching = report.inlines.get(at).filter(|inline| touches(&inline.range, offset));
    let before = at
        .checked_sub(1)
        .and_then(|at| report.inlines.get(at))
        .filter(|inline| touches(&inline.range, offset));
    touching.or(before).map(At::Inline)
}

fn in_tables(analysis: &Analysis, offset: usize) -> Option<At<'_>> {
    let inside = |of: &BlockAt<'_>| touches(&line_span(&analysis.text, &of.table.range), offset);
    let blocks: Vec<BlockAt<'_>> = blocks(&analysis.report).filter(inside).collect();
    let labels = blocks.iter().find_map(|of| label(*of, offset));
    labels.or_else(|| {
        let cells = blocks.iter().flat_map(|of| of.cells());
        cells
            .into_iter()
            .find(|found| touches(&cell_area(&analysis.text, &found.cell.range), offset))
            .map(At::Cell)
    })
}

fn label(of: BlockAt<'_>, offset: usize) -> Option<At<'_>> {
    let row = of.block.rows.iter().find(|row| touches(&row.label.range, offset));
    let column = || {
        let columns = of.block.columns.iter().enumerate();
        columns
            .filter_map(|(column, label)| Some((column, label.as_ref()?)))
            .find(|(_, label)| touches(&label.range, offset))
    };
    let head = || of.block.heads.iter().find(|label| touches(&label.range, offset));
    row.map(|row| At::Row { block: of, row })
        .or_else(|| column().map(|(column, label)| At::Column { block: of, column, label }))
        .or_else(|| head().map(|label| At::Head { block: of, label }))
}

/// The range with the rest of its first and last line.
pub(super) fn line_span(text: &str, range: &Range<usize>) -> Range<usize> {
    line_ends::line_start(text, range.start)..line_ends::line_end(text, range.end)
}

/// A cell with the blanks around it, up to the marks that part it from its neighbours.
pub fn cell_area(text: &str, cell: &Range<usize>) -> Range<usize> {
    let blank = |c: char| c != '\t' && c != '\n' && c != '\r' && form::is_blank(c);
    let before = text.get(..cell.start).unwrap_or_default();
    let behind = text.get(cell.end..).unwrap_or_default();
    let start = before.trim_end_matches(blank).len();
    let end = text.len() - behind.trim_start_matches(blank).len();
    start..end
}

/// The heading or paragraph that an offset stands in, and its position among the elements.
pub fn element(report: &Report, offset: usize) -> Option<(usize, &Element)> {
    let at = report.elements.partition_point(|element| element.range.end < offset);
    report
        .elements
        .get(at)
        .filter(|element| touches(&element.range, offset))
        .map(|element| (at, element))
}

/// Whether an offset stands in prose: neither in a table nor in a comment.
pub fn in_prose(report: &Report, offset: usize) -> bool {
    match element(report, offset) {
        Some((_, element)) => {
            matches!(element.kind, ElementKind::Paragraph | ElementKind::Heading { .. })
        }
        None => true,
    }
}
