//! From the cells of the three tables to grids: the canonical shape and the official layout.

mod canonical;
mod official;
mod order;

use fastrand::Rng;

use crate::figures::Figures;
use crate::form::Form;
use crate::grid::{Grid, GridCell};
use crate::sheet::{Row, Sheet, Value};
use crate::style::{Blocks, Layout, Order, Style};

/// Puts rows and columns of the figures into another order, where the style says so.
pub fn reorder(rng: &mut Rng, figures: &mut Figures, style: &Style) {
    match style.order {
        Order::Official => {}
        Order::Columns => order::columns(rng, figures, style.layout),
        Order::Rows => order::rows(rng, &mut figures.requests),
        Order::Shuffled => rng.shuffle(&mut figures.requests.rows),
    }
}

/// 表二: one grid for each block, or one for all.
pub fn disclosure(rng: &mut Rng, figures: &Figures, style: &Style) -> Vec<Grid> {
    let mut grids: Vec<Grid> =
        figures.disclosure.iter().map(|sheet| block(rng, sheet, style)).collect();
    if style.blocks == Blocks::Apart {
        return grids;
    }
    let mut joined = Grid { rows: grids.drain(..).flat_map(|grid| grid.rows).collect() };
    if style.blocks == Blocks::Padded {
        joined.pad(4);
    }
    vec![joined]
}

fn block(rng: &mut Rng, sheet: &Sheet, style: &Style) -> Grid {
    match style.layout {
        Layout::Canonical => canonical::table(rng, sheet, style),
        Layout::Official(_) => official::block(rng, sheet, style),
    }
}

pub fn requests(rng: &mut Rng, form: &Form, sheet: &Sheet, style: &Style) -> Grid {
    match style.layout {
        Layout::Canonical => canonical::table(rng, sheet, style),
        Layout::Official(merge) => official::requests(rng, form, sheet, (style, merge)),
    }
}

pub fn challenges(rng: &mut Rng, sheet: &Sheet, style: &Style) -> Grid {
    match style.layout {
        Layout::Canonical => canonical::table(rng, sheet, style),
        Layout::Official(merge) => official::challenges(rng, sheet, (style, merge)),
    }
}

/// The figures of a row, without the cell that was lost.
fn figures(rng: &mut Rng, sheet: &Sheet, row: &Row, style: &Style) -> Vec<GridCell> {
    let cells = row.cells.iter().enumerate().filter(|(column, _)| row.lost != Some(*column));
    cells
        .map(|(column, cell)| GridCell {
            text: spaced(rng, &cell.text, style.spaces && cell.value != Value::Blank),
            key: sheet
                .columns
                .get(column)
                .map(|named| (sheet.part.clone(), row.id.clone(), named.id.clone())),
            wrap: None,
        })
        .collect()
}

fn spaced(rng: &mut Rng, text: &str, wanted: bool) -> String {
    let spaces = ["", "", " ", "\u{a0}", "\u{3000}", "\u{3000}\u{3000}", "\u{a0} "];
    let [before, after] =
        if wanted { [(); 2].map(|()| *rng.choice(&spaces).unwrap()) } else { ["", ""] };
    format!("{before}{text}{after}")
}

/// A label as typed, with the half-width marks that the style may ask for.
fn label(text: &str, style: &Style) -> String {
    if !style.halfwidth_labels {
        return text.to_owned();
    }
    text.replace('（', "(").replace('）', ")").replace(['“', '”'], "\"")
}

fn labels(texts: impl IntoIterator<Item = String>, style: &Style) -> Vec<GridCell> {
    texts.into_iter().map(|text| GridCell::header(&label(&text, style))).collect()
}
