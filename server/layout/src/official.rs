//! Official tables in their official layout, from the form's own data: which labels stand beside or
//! above each other follows from groups, headings and the depth of the rows.
//!
//! The whole table is laid out, with an empty cell wherever the report has none.

use super::grid::{CellKind, Grid, GridCell};
use form::{self, CellRef, digits};
use report::{Block, Cell, Label, Official, Row};

/// Shares of the width: of a figure, and of a label as it stands deeper.
const FIGURE: u32 = 7;
const GROUP: u32 = 8;
const LABEL: u32 = 30;
/// 表二 has few columns.
const WIDE: u32 = 25;

/// An official table in its layout.
pub(super) fn grid(text: &str, official: &Official) -> Grid {
    let blocks = official.table().blocks.iter().enumerate();
    let layouts: Vec<BlockLayout<'_>> = blocks
        .map(|(index, of)| BlockLayout {
            text,
            index,
            of,
            block: official.blocks.iter().find(|block| block.index == index),
        })
        .collect();
    match layouts.as_slice() {
        [only] if only.of.rows.iter().any(|row| !row.header.is_empty()) => only.bands(),
        [only] if only.of.label.is_none() => only.tree(),
        _ => below_each_other(&layouts),
    }
}

/// A block of the form and what the report has of it.
struct BlockLayout<'r> {
    text: &'r str,
    /// The block's position in its table.
    index: usize,
    of: &'static form::Block,
    block: Option<&'r Block>,
}

/// Blocks with a heading each, all of one width: 表二.
fn below_each_other(layouts: &[BlockLayout<'_>]) -> Grid {
    let columns = layouts.iter().map(|layout| layout.of.columns.len()).max().unwrap_or(0);
    let rows = layouts.iter().flat_map(|layout| layout.rows_below_heading(columns)).collect();
    Grid { columns: vec![WIDE; columns + 1], head: 0, rows }
}

impl BlockLayout<'_> {
    /// The block's heading, its columns, and its rows. The last column takes what is left.
    fn rows_below_heading(&self, columns: usize) -> Vec<Vec<GridCell>> {
        let last = self.of.columns.len().saturating_sub(1);
        let widened = |column: usize, cell: GridCell| {
            cell.spanning_columns(if column == last { columns - last } else { 1 })
        };
        let label = self.of.canonical_corner();
        let mut rows = vec![vec![self.head(label).spanning_columns(columns + 1)]];
        let names = self.columns().map(|(at, column)| widened(at, self.column(at, column)));
        rows.push(std::iter::once(self.head(&self.of.corner)).chain(names).collect());
        rows.extend(self.of.rows.iter().enumerate().map(|(at, row)| {
            let figures =
                self.columns().map(|(column, _)| widened(column, self.figure(at, column)));
            std::iter::once(self.label(at, row)).chain(figures).collect()
        }));
        rows
    }

    /// Groups at the left of their rows, a column of labels for each depth: 表三.
    fn tree(&self) -> Grid {
        let depth = |row: &form::Row| self.of.depth(row);
        let depths = self.of.rows.iter().map(depth).max().unwrap_or(0) + 1;
        let mut rows = self.head_over_tree(depths);
        let head = rows.len();
        // Groups whose first row is still to come.
        let mut above = Vec::new();
        for (at, row) in self.of.rows.iter().enumerate() {
            if row.group {
                above.push(self.label(at, row).spanning_rows(self.figure_rows_below(row)));
                continue;
            }
            let label = self.label(at, row).spanning_columns(depths - depth(row));
            let figures = self.columns().map(|(column, _)| self.figure(at, column));
            rows.push(above.drain(..).chain([label]).chain(figures).collect());
        }
        let labels = std::iter::repeat_n(GROUP, depths - 1).chain([LABEL]);
        let figures = std::iter::repeat_n(FIGURE, self.of.columns.len());
        Grid { columns: labels.chain(figures).collect(), head, rows }
    }

    /// Three levels: what all columns are about, the groups of columns, the columns.
    fn head_over_tree(&self, depths: usize) -> Vec<Vec<GridCell>> {
        let of = self.of;
        let corner = of.notes.first().unwrap_or(&of.corner);
        let over = of.notes.get(1).unwrap_or(&of.corner);
        let mut groups = Vec::new();
        let mut names = Vec::new();
        for (at, column) in self.columns() {
            let Some(id) = &column.group else {
                groups.push(self.column(at, column).spanning_rows(2));
                continue;
            };
            names.push(self.column(at, column));
            let mut before = of.columns.iter().take(at);
            let is_first = before.all(|other| other.group.as_ref() != Some(id));
            if let Some(group) = of.column_groups.iter().find(|group| group.id == *id)
                && is_first
            {
                let width = of.columns.iter().filter(|other| other.group.as_ref() == Some(id));
                groups.push(self.head(&group.label).spanning_columns(width.count()));
            }
        }
        let corner = self.head(corner).spanning_rows(3).spanning_columns(depths);
        vec![vec![corner, self.head(over).spanning_columns(of.columns.len())], groups, names]
    }

    /// All figures in one row below the headings of the rows and of the columns: 表四.
    fn bands(&self) -> Grid {
        let (of, width) = (self.of, self.of.columns.len());
        let levels = of.rows.iter().map(|row| row.header.len()).max().unwrap_or(1);
        let mut rows: Vec<_> = (0..=levels).map(|level| self.band_heads(level, levels)).collect();
        let head = rows.len();
        let places = (0..of.rows.len()).flat_map(|row| (0..width).map(move |column| (row, column)));
        rows.push(places.map(|(row, column)| self.figure(row, column)).collect());
        Grid { columns: vec![1; of.rows.len() * width], head, rows }
    }

    /// The headings of one level: words that name bands, or, below the last of these, the columns.
    fn band_heads(&self, level: usize, levels: usize) -> Vec<GridCell> {
        let (of, width) = (self.of, self.of.columns.len());
        let mut heads = Vec::new();
        let mut before: Option<&form::Row> = None;
        for (at, row) in of.rows.iter().enumerate() {
            let same = |other: &form::Row| other.header.get(..=level) == row.header.get(..=level);
            if let Some(word) = row.header.get(level)
                && !before.is_some_and(same)
            {
                let bands = of.rows.iter().skip(at).take_while(|other| same(other)).count();
                let range = (bands == 1).then(|| self.label(at, row).range).flatten();
                let cell = GridCell::new(CellKind::Heading, word, range);
                heads.push(cell.spanning_columns(bands * width));
            }
            if level == row.header.len() {
                let names = self.columns().map(|(at, column)| self.column(at, column));
                heads.extend(names.map(|name| name.spanning_rows(levels + 1 - level)));
            }
            before = Some(row);
        }
        heads
    }

    /// How many rows with figures a group has, at whatever depth.
    fn figure_rows_below(&self, group: &form::Row) -> usize {
        let children = self.of.rows.iter().filter(|row| row.parent.as_ref() == Some(&group.id));
        children.map(|row| if row.group { self.figure_rows_below(row) } else { 1 }).sum()
    }

    fn head(&self, label: &str) -> GridCell {
        let heads = self.block.iter().flat_map(|block| &block.heads);
        let found = heads.into_iter().find(|head| head.official == label);
        self.worded(CellKind::Heading, label, found)
    }

    /// The form's columns, each with its position.
    fn columns(&self) -> impl Iterator<Item = (usize, &'static form::Column)> + use<> {
        self.of.columns.iter().enumerate()
    }

    fn column(&self, at: usize, column: &form::Column) -> GridCell {
        let found = self.block.and_then(|block| block.columns.get(at)?.as_ref());
        self.worded(CellKind::Heading, &column.label, found)
    }

    fn label(&self, at: usize, row: &form::Row) -> GridCell {
        let found = self.row(at).map(|row| &row.label);
        self.worded(CellKind::Label, &row.label, found)
    }

    /// The form's words for a label; the author's own if they hold a figure, which may be meant for
    /// a cell.
    fn worded(&self, kind: CellKind, official: &str, found: Option<&Label>) -> GridCell {
        let range = found.map(|label| label.range.clone());
        let written = range.clone().and_then(|range| self.text.get(range)).unwrap_or_default();
        let figures = digits(written);
        let own = !figures.is_empty() && figures != digits(official);
        GridCell::new(kind, if own { written } else { official }, range)
    }

    fn row(&self, row: usize) -> Option<&Row> {
        self.block?.rows.iter().find(|candidate| candidate.index == row)
    }

    fn figure(&self, row: usize, column: usize) -> GridCell {
        let cell = self.block.and_then(|block| block.cell(row, column));
        let range = cell.map(|cell| cell.range.clone());
        let written = range.clone().and_then(|range| self.text.get(range)).unwrap_or_default();
        let value = cell.and_then(Cell::value);
        // A converter's escapes are no part of a number.
        let unescaped = written.replace('\\', "");
        let written = if value.is_some() { unescaped.as_str() } else { written };
        let at = Some(CellRef { block: self.index, row, column });
        let measure = self.of.columns.get(column).map(|column| column.kind);
        GridCell { value, measure, at, ..GridCell::new(CellKind::Figure, written, range) }
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "a test that meets the unexpected must stop at once")]
mod tests {
    use super::*;
    use form::{edition, forms};
    use report::read;

    /// The rows of a grid: texts, each with the rows and columns that it covers, where more than one.
    fn drawn(grid: &Grid) -> Vec<String> {
        let cell = |cell: &GridCell| match (cell.rows, cell.columns) {
            (1, 1) => cell.text.clone(),
            (rows, columns) => format!("{}[{rows}×{columns}]", cell.text),
        };
        let line = |row: &Vec<GridCell>| row.iter().map(cell).collect::<Vec<_>>().join("|");
        grid.rows.iter().map(line).collect()
    }

    #[test]
    fn every_table_of_every_edition_is_complete() {
        for form in forms() {
            for index in 0..form.tables.len() {
                let none = Official { form, index, blocks: Vec::new(), unknown_rows: Vec::new() };
                let grid = grid("", &none);
                let cells = grid.rows.iter().flatten().map(|cell| cell.rows * cell.columns);
                assert_eq!(cells.sum::<usize>(), grid.rows.len() * grid.columns.len());
                let wanted = none.table().blocks.iter().map(|block| {
                    block.rows.iter().filter(|row| !row.group).count() * block.columns.len()
                });
                let figures = grid.rows.iter().flatten().filter(|it| it.kind == CellKind::Figure);
                assert_eq!(figures.count(), wanted.sum::<usize>(), "{}", none.table().name);
            }
        }
    }

    #[test]
    fn the_2019_edition_has_a_single_row_of_other_outcomes() {
        let form = edition("2019").expect("there is such an edition");
        let none = |index| Official { form, index, blocks: Vec::new(), unknown_rows: Vec::new() };
        let rows = drawn(&grid("", &none(1)));
        assert_eq!(rows.len(), 3 + 23);
        assert_eq!(rows[5], "三、本年度办理结果[20×1]|（一）予以公开[1×2]|||||||");
        assert_eq!(rows[23], "（六）其他处理[1×2]|||||||");
        let rows = drawn(&grid("", &none(0)));
        let fees = rows.iter().position(|row| row == "第二十条第（八）项[1×4]").unwrap_or(0);
        assert_eq!(rows[fees + 1], "信息内容|上一年项目数量|本年增/减[1×2]");
    }

    #[test]
    fn a_label_with_a_figure_in_it_is_the_authors() {
        let text = include_str!("../../../examples/clean.nianbao");
        let text = text.replace("| 行政许可 ", "| 12.行政许可 ");
        let report = read(&text);
        let tables: Vec<_> = report.official_tables().collect();
        let rows = drawn(&grid(&text, tables[0].1));
        assert!(rows[6].starts_with("12.行政许可|"), "{}", rows[6]);
    }
}
