//! Which cells the author has changed since the sums of their table last held.
//!
//! A cell that was just changed may well be meant: then it is the totals that have not followed yet.

use balance::broken;
use form::CellRef;
use report::{Cell, Official, Report, Row};

use super::Edited;

/// The cells that are changed in `report`, given the report before the last change and the cells that
/// were changed in that one.
pub fn edited(report: &Report, former: &Report, before: &[Edited]) -> Vec<Edited> {
    let mut edited = Vec::new();
    let tables = report.official_tables().zip(former.official_tables()).enumerate();
    for (table, ((_, official), (_, former))) in tables {
        let same = std::ptr::eq(official.form, former.form) && official.index == former.index;
        if !same || broken(official).is_empty() {
            continue;
        }
        let changed = changed(official, former).into_iter().map(|place| Edited { table, place });
        edited.extend(before.iter().copied().filter(|it| it.table == table));
        edited.extend(changed);
    }
    edited.sort_unstable();
    edited.dedup();
    edited
}

/// The cells that hold another figure than before.
fn changed(official: &Official, former: &Official) -> Vec<CellRef> {
    let mut changed = Vec::new();
    for (block, former) in official.blocks.iter().zip(&former.blocks) {
        for row in &block.rows {
            let former = former.rows.iter().find(|former| former.index == row.index);
            let value = |row: &Row, column| row.cell(column).map(Cell::value);
            for column in 0..block.columns.len() {
                let now = value(row, column);
                if now.is_some() && now != former.and_then(|former| value(former, column)) {
                    changed.push(CellRef { block: block.index, row: row.index, column });
                }
            }
        }
    }
    changed
}
