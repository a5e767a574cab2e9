//! Which figures of the official tables differ between two versions of a report.
//!
//! Whoever lets a command write figures is told each of them: the cell, what stood there and what
//! stands there now. Knows the report; knows nobody who changed it.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use crate::number::Figure;
use crate::{Cell, Cells, Report};

/// A figure that is another one now.
#[derive(Debug, Clone)]
pub struct Change {
    pub table: &'static form::Table,
    pub row: &'static form::Row,
    pub column: &'static form::Column,
    /// As it was written, without the blanks around; empty where nothing stood.
    pub from: String,
    /// As it is written now, without the blanks around; empty where nothing stands any more.
    pub to: String,
    /// Where it stands, in bytes of the new text.
    pub range: Range<usize>,
}

/// The table, row and column of a cell by their ids, and which one of that name it is.
type Name = (&'static str, &'static str, &'static str, usize);

/// A cell and what the form calls it.
struct Named<'r> {
    name: Name,
    table: &'static form::Table,
    row: &'static form::Row,
    column: &'static form::Column,
    cell: &'r Cell,
}

/// The figures that differ, in the order of the new text. A figure that is only written otherwise,
/// such as 1,234 as 1234, is the same.
pub fn figures(before: (&str, &Report), after: (&str, &Report)) -> Vec<Change> {
    let former: HashMap<Name, &Cell> =
        cells(before.1).into_iter().map(|it| (it.name, it.cell)).collect();
    let mut changes: Vec<Change> = cells(after.1)
        .into_iter()
        .filter(|it| differs(former.get(&it.name).copied(), it.cell, before.0, after.0))
        .map(|it| Change {
            table: it.table,
            row: it.row,
            column: it.column,
            from: former.get(&it.name).map_or("", |cell| written(cell, before.0)).to_owned(),
            to: written(it.cell, after.0).to_owned(),
            range: it.cell.range.clone(),
        })
        .collect();
    changes.sort_by_key(|change| change.range.start);
    changes
}

fn differs(former: Option<&Cell>, cell: &Cell, before: &str, after: &str) -> bool {
    match (former.map_or(Figure::Blank, |cell| cell.figure), cell.figure) {
        (Figure::Blank, Figure::Blank) => false,
        (Figure::Number { value: one, .. }, Figure::Number { value: other, .. }) => one != other,
        _ => former.map_or("", |cell| written(cell, before)) != written(cell, after),
    }
}

fn written<'t>(cell: &Cell, text: &'t str) -> &'t str {
    text.get(cell.range.clone()).unwrap_or_default()
}

/// All cells for figures, in the order of the tables.
fn cells(report: &Report) -> Vec<Named<'_>> {
    let mut counts: HashMap<(&str, &str, &str), usize> = HashMap::new();
    let mut named = Vec::new();
    for (_, official) in report.official_tables() {
        let table = official.table();
        for block in &official.blocks {
            let of = official.block(block);
            for row in &block.rows {
                let (Cells::Read(cells), Some(of_row)) = (&row.cells, of.rows.get(row.index))
                else {
                    continue;
                };
                for (cell, column) in cells.iter().zip(&of.columns) {
                    let Some(cell) = cell else { continue };
                    let ids = (table.id.as_str(), of_row.id.as_str(), column.id.as_str());
                    let count = counts.entry(ids).or_default();
                    let name = (ids.0, ids.1, ids.2, *count);
                    *count += 1;
                    named.push(Named { name, table, row: of_row, column, cell });
                }
            }
        }
    }
    named
}

impl Change {
    /// The cell: `表三 办理结果总计·自然人`.
    pub fn name(&self) -> String {
        format!("{} {}·{}", self.table.name, self.row.short(), self.column.short())
    }
}

/// `表三 办理结果总计·自然人：272 → 282`.
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let or_blank = |text: &str| if text.is_empty() { "（空）" } else { text }.to_owned();
        let (from, to) = (or_blank(&self.from), or_blank(&self.to));
        write!(f, "{}：{from} → {to}", self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read;

    const CLEAN: &str = include_str!("../../../examples/clean.nianbao");

    fn changes(edited: &str) -> Vec<String> {
        let changes = figures((CLEAN, &read(CLEAN)), (edited, &read(edited)));
        for change in &changes {
            assert_eq!(edited.get(change.range.clone()), Some(change.to.as_str()));
        }
        changes.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn figures_that_differ_are_told_with_both_values() {
        let edited = CLEAN
            .replace("| 行政许可           |             1286 |", "| 行政许可 | 1287 |")
            .replace("| 行政强制           |                2 |", "| 行政强制 | |");
        assert_eq!(
            changes(&edited),
            [
                "表二 行政许可·本年处理决定数量：1286 → 1287",
                "表二 行政强制·本年处理决定数量：2 → （空）"
            ]
        );
    }

    #[test]
    fn another_way_to_write_a_figure_is_no_change() {
        assert!(changes(CLEAN).is_empty());
        assert!(changes(&CLEAN.replace("1286 |", "1,286 |")).is_empty());
        assert!(changes(&format!("<!-- 说明 -->\n\n{CLEAN}")).is_empty());
    }
}
