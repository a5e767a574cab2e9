//! What stands in a file one after the other, before it is known which tables are tables.
//!
//! Word processors and web pages put text into tables for its looks: a page laid out in a table, a
//! frame around a paragraph. Such a table is no table but what stands in it.

use std::collections::BTreeMap;

use crate::document::{Block, Cell, Line, Place, Row, Table};
use crate::words;

/// A piece of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Flow {
    Line(String),
    Table(Grid),
}

/// A table as it stands in the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Grid {
    pub(crate) rows: Vec<Vec<Spanning>>,
}

/// A cell that may span others, and may hold anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spanning {
    pub(crate) content: Vec<Flow>,
    pub(crate) columns: usize,
    pub(crate) rows: usize,
    /// Whether a cell above reaches down to here, as the file itself says.
    pub(crate) covered: bool,
}

/// No table of a report is wider or reaches farther down.
const MOST_SPANNED: usize = 1_000;

impl Default for Spanning {
    fn default() -> Self {
        Self { content: Vec::new(), columns: 1, rows: 1, covered: false }
    }
}

/// The blocks of a whole file.
pub(crate) fn blocks(flow: Vec<Flow>) -> Vec<Block> {
    let mut blocks = Blocks::default();
    blocks.add(flow);
    blocks.blocks
}

#[derive(Default)]
struct Blocks {
    blocks: Vec<Block>,
    paragraphs: usize,
    tables: usize,
}

impl Blocks {
    fn add(&mut self, flow: Vec<Flow>) {
        for piece in flow {
            match piece {
                Flow::Line(text) => self.line(text),
                Flow::Table(grid) if grid.is_layout() => self.unroll(grid),
                Flow::Table(grid) => self.table(&grid),
            }
        }
    }

    fn line(&mut self, text: String) {
        if words::trim(&text).is_empty() {
            return;
        }
        self.paragraphs += 1;
        self.blocks.push(Block::Line(Line { text, place: Place::paragraph(self.paragraphs) }));
    }

    fn table(&mut self, grid: &Grid) {
        self.tables += 1;
        let cells = grid.cells().into_iter().enumerate();
        let rows =
            cells.map(|(index, cells)| Row { cells, place: Place::row(self.tables, index + 1) });
        self.blocks.push(Block::Table(Table { rows: rows.collect() }));
    }

    /// What stands in a table that is none. Its rows without another table in them may still be one.
    fn unroll(&mut self, grid: Grid) {
        let mut plain = Grid::default();
        for row in grid.rows {
            if row.iter().any(Spanning::holds_table) {
                self.add_rest(&mut plain);
                row.into_iter().for_each(|cell| self.add(cell.content));
            } else {
                plain.rows.push(row);
            }
        }
        self.add_rest(&mut plain);
    }

    fn add_rest(&mut self, plain: &mut Grid) {
        let grid = std::mem::take(plain);
        if grid.is_narrow() {
            grid.rows.into_iter().flatten().for_each(|cell| self.add(cell.content));
        } else {
            self.table(&grid);
        }
    }
}

impl Grid {
    /// Whether this is no table, but a way to place things.
    fn is_layout(&self) -> bool {
        self.is_narrow() || self.rows.iter().flatten().any(Spanning::holds_table)
    }

    /// Whether no row has two cells with something in them.
    fn is_narrow(&self) -> bool {
        self.rows.iter().all(|row| row.iter().filter(|cell| !cell.is_blank()).count() <= 1)
            && self.rows.iter().all(|row| row.len() <= 1)
    }

    /// The rows' cells, with those that a cell above reaches down to.
    fn cells(&self) -> Vec<Vec<Cell>> {
        // For each column the rows that a cell above still covers, and whether it begins there.
        let mut pending: BTreeMap<usize, (usize, bool)> = BTreeMap::new();
        self.rows.iter().map(|row| cells_of(row, &mut pending)).collect()
    }
}

fn cells_of(row: &[Spanning], pending: &mut BTreeMap<usize, (usize, bool)>) -> Vec<Cell> {
    let mut cells = Vec::with_capacity(row.len());
    let mut column = 0;
    let mut next = BTreeMap::new();
    let mut skip = |column: &mut usize, cells: &mut Vec<Cell>, next: &mut BTreeMap<_, _>| {
        while let Some((rows, begins)) = pending.remove(column) {
            if begins {
                cells.push(Cell::Covered);
            }
            if rows > 1 {
                next.insert(*column, (rows - 1, begins));
            }
            *column += 1;
        }
    };
    for cell in row {
        skip(&mut column, &mut cells, &mut next);
        cells.push(if cell.covered { Cell::Covered } else { Cell::Text(cell.text()) });
        for offset in 0..cell.columns.clamp(1, MOST_SPANNED) {
            if cell.rows > 1 {
                next.insert(column + offset, (cell.rows.min(MOST_SPANNED) - 1, offset == 0));
            }
        }
        column += cell.columns.clamp(1, MOST_SPANNED);
    }
    skip(&mut column, &mut cells, &mut next);
    // What reaches down beyond the last cell of a short row covers nothing there.
    next.extend(
        pending
            .iter()
            .filter(|(_, (rows, _))| *rows > 1)
            .map(|(column, (rows, begins))| (*column, (*rows - 1, *begins))),
    );
    *pending = next;
    cells
}

impl Spanning {
    fn holds_table(&self) -> bool {
        self.content.iter().any(|piece| matches!(piece, Flow::Table(_)))
    }

    fn is_blank(&self) -> bool {
        self.content.iter().all(|piece| match piece {
            Flow::Line(text) => words::trim(text).is_empty(),
            Flow::Table(_) => false,
        })
    }

    fn text(&self) -> String {
        words::join(self.content.iter().filter_map(|piece| match piece {
            Flow::Line(text) => Some(text.as_str()),
            Flow::Table(_) => None,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str) -> Spanning {
        let content = text.split('/').map(|line| Flow::Line(line.to_owned())).collect();
        Spanning { content, ..Spanning::default() }
    }

    fn shown(flow: Vec<Flow>) -> String {
        let document = crate::Document {
            format: crate::Format::Html,
            blocks: blocks(flow),
            losses: crate::Losses::default(),
        };
        crate::text::write(&document).text
    }

    #[test]
    fn spans_leave_a_blank_below_and_nothing_beside() {
        let rows = vec![
            vec![Spanning { rows: 3, columns: 2, ..cell("三") }, cell("甲"), cell("1")],
            vec![Spanning { rows: 2, ..cell("乙/丙") }, cell("2")],
            vec![cell("3")],
        ];
        assert_eq!(
            shown(vec![Flow::Table(Grid { rows })]),
            "| 三 | 甲 | 1 |\n|  | 乙丙 | 2 |\n|  |  | 3 |\n"
        );
    }

    #[test]
    fn a_table_around_tables_is_what_stands_in_it() {
        let inner = Grid { rows: vec![vec![cell("甲"), cell("1")]] };
        let holder = Spanning {
            content: vec![
                Flow::Line("一、".to_owned()),
                Flow::Table(inner),
                Flow::Line("二、".to_owned()),
            ],
            ..Spanning::default()
        };
        let outer =
            Grid { rows: vec![vec![cell("标题")], vec![holder], vec![cell("落款/日期")]] };
        assert_eq!(
            shown(vec![Flow::Table(outer)]),
            "标题\n\n一、\n\n| 甲 | 1 |\n\n二、\n\n落款\n\n日期\n"
        );
    }

    #[test]
    fn spans_beyond_reason_cost_nothing() {
        let huge = Spanning { rows: usize::MAX, columns: usize::MAX, ..cell("甲") };
        assert_eq!(
            shown(vec![Flow::Table(Grid { rows: vec![vec![huge, cell("1")]] })]),
            "| 甲 | 1 |\n"
        );
    }
}
