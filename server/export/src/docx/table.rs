//! A table: merged cells, header rows that repeat on every page, rows that are not torn.

use layout::{CellKind, Grid, GridCell};

use super::look::Look;
use super::run::run;
use super::style::Style;
use crate::page;
use crate::width::halves;
use crate::xml::Xml;

/// Between the edge of a cell and its text, in twips.
const PADDING: u32 = 60;
/// The height of a line, and what a row has beside its lines.
const LINE: u32 = 240;
const ROW: u32 = 80;

/// What stands at a place of a row.
struct Piece<'g> {
    column: usize,
    columns: usize,
    merge: Merge,
    /// None where a cell above reaches down.
    cell: Option<&'g GridCell>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Merge {
    None,
    Begins,
    GoesOn,
}

/// The table.
pub(super) fn print(xml: &mut Xml, grid: &Grid, look: &Look<'_>) {
    let room = look.room();
    let widths = widths(grid, room.width);
    let stays_whole = height(grid, &widths) + 2 * page::LINE <= room.height;
    xml.element("w:tbl", &[], |xml| {
        properties(xml, room.width);
        xml.element("w:tblGrid", &[], |xml| {
            for width in &widths {
                xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
            }
        });
        let rows = pieces(grid);
        let last = rows.len().saturating_sub(1);
        for (at, pieces) in rows.iter().enumerate() {
            let keeps = at < grid.head || (stays_whole && at < last);
            row(xml, pieces, &widths, at < grid.head, keeps, look);
        }
    });
}

/// A paragraph that takes no room: two tables that touch would become one.
pub(super) fn gap(xml: &mut Xml, look: &Look<'_>) {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.value("w:pStyle", look.id(Style::Table));
            xml.empty("w:spacing", &[("w:line", "20"), ("w:lineRule", "exact")]);
        });
    });
}

fn properties(xml: &mut Xml, width: u32) {
    xml.element("w:tblPr", &[], |xml| {
        let width = width.to_string();
        xml.empty("w:tblW", &[("w:w", &width), ("w:type", "dxa")]);
        xml.value("w:jc", "center");
        xml.element("w:tblBorders", &[], |xml| {
            for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
                let name = format!("w:{side}");
                let line =
                    [("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "auto")];
                xml.empty(&name, &line);
            }
        });
        xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        xml.element("w:tblCellMar", &[], |xml| {
            let padding = PADDING.to_string();
            for side in ["w:left", "w:right"] {
                xml.empty(side, &[("w:w", &padding), ("w:type", "dxa")]);
            }
        });
    });
}

fn row(
    xml: &mut Xml,
    pieces: &[Piece<'_>],
    widths: &[u32],
    is_head: bool,
    keeps: bool,
    look: &Look<'_>,
) {
    xml.element("w:tr", &[], |xml| {
        xml.element("w:trPr", &[], |xml| {
            xml.empty("w:cantSplit", &[]);
            let least = (LINE + ROW).to_string();
            xml.empty("w:trHeight", &[("w:val", &least), ("w:hRule", "atLeast")]);
            if is_head {
                xml.empty("w:tblHeader", &[]);
            }
        });
        for piece in pieces {
            cell(xml, piece, widths, keeps, look);
        }
    });
}

fn cell(xml: &mut Xml, piece: &Piece<'_>, widths: &[u32], keeps: bool, look: &Look<'_>) {
    xml.element("w:tc", &[], |xml| {
        xml.element("w:tcPr", &[], |xml| {
            let width: u32 = widths.iter().skip(piece.column).take(piece.columns).sum();
            xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            if piece.columns > 1 {
                xml.value("w:gridSpan", piece.columns);
            }
            match piece.merge {
                Merge::None => {}
                Merge::Begins => xml.value("w:vMerge", "restart"),
                Merge::GoesOn => xml.value("w:vMerge", "continue"),
            }
            xml.value("w:vAlign", "center");
        });
        xml.element("w:p", &[], |xml| {
            let style = piece.cell.map_or(Style::Table, style_of);
            xml.element("w:pPr", &[], |xml| {
                xml.value("w:pStyle", look.id(style));
                if keeps {
                    xml.empty("w:keepNext", &[]);
                }
            });
            run(xml, None, piece.cell.map_or("", |cell| &cell.text));
        });
    });
}

fn style_of(cell: &GridCell) -> Style {
    match cell.kind {
        CellKind::Label | CellKind::Text => Style::TableLabel,
        CellKind::Heading | CellKind::Figure => Style::Table,
    }
}

/// The width of each column, in twips; all together they are as wide as the text.
fn widths(grid: &Grid, text: u32) -> Vec<u32> {
    let all = grid.columns.iter().sum::<u32>().max(1);
    let mut share = 0;
    let mut left = 0;
    let columns = grid.columns.iter().map(|column| {
        share += column;
        let right = text * share / all;
        let width = right - left;
        left = right;
        width
    });
    columns.collect()
}

/// What stands at each place, row by row.
fn pieces(grid: &Grid) -> Vec<Vec<Piece<'_>>> {
    let mut pieces: Vec<Vec<Piece<'_>>> = grid.rows.iter().map(|_| Vec::new()).collect();
    for (at, row) in grid.placed().into_iter().enumerate() {
        for (column, cell) in row {
            let begins = if cell.rows > 1 { Merge::Begins } else { Merge::None };
            for (depth, pieces) in pieces.iter_mut().skip(at).take(cell.rows).enumerate() {
                let merge = if depth == 0 { begins } else { Merge::GoesOn };
                let own = (depth == 0).then_some(cell);
                pieces.push(Piece { column, columns: cell.columns, merge, cell: own });
            }
        }
    }
    for row in &mut pieces {
        row.sort_by_key(|piece| piece.column);
    }
    pieces
}

/// How high the table is about to be.
fn height(grid: &Grid, widths: &[u32]) -> u32 {
    let lines = |(column, cell): &(usize, &GridCell)| {
        let width: u32 = widths.iter().skip(*column).take(cell.columns).sum();
        let room = (width.saturating_sub(2 * PADDING) / (page::TABLE * 5)).max(2);
        u32::try_from(halves(&cell.text)).unwrap_or(u32::MAX).div_ceil(room).max(1)
    };
    let row = |row: &Vec<(usize, &GridCell)>| {
        let most = row.iter().filter(|(_, cell)| cell.rows == 1).map(lines).max().unwrap_or(1);
        most.saturating_mul(LINE).saturating_add(ROW)
    };
    grid.placed().iter().map(row).fold(0, u32::saturating_add)
}
