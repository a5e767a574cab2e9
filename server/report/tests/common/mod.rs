//! What the tests of whole texts share.

use std::collections::BTreeMap;

use report::Report;

/// The figures of the official tables, by the positions of table, block, row and column in the form.
pub(crate) fn figures(report: &Report) -> BTreeMap<(usize, usize, usize, usize), String> {
    let mut figures = BTreeMap::new();
    for (_, official) in report.official_tables() {
        for block in &official.blocks {
            for row in &block.rows {
                for column in 0..official.block(block).columns.len() {
                    if let Some(value) = row.cell(column).and_then(report::Cell::value) {
                        let place = (official.index, block.index, row.index, column);
                        figures.insert(place, value.to_string());
                    }
                }
            }
        }
    }
    figures
}
