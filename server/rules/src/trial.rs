//! What the identities would say of a block in which some cells were written.
//!
//! No fix may break an identity that nothing broke before, so fixes that fill cells ask here first.
//! Only identities that the written cells take part in are computed, since a table that is just being
//! filled in has a fix in every row.

#![allow(clippy::indexing_slicing, reason = "positions come from the form itself")]

use std::collections::{BTreeMap, BTreeSet};

use balance::{Value, evaluate};
use form::{CellRef, Identity};
use report::{Block, Official, Row};

/// A figure for cells of a block; `None` for a cell that is there and blank.
pub(super) type Written = BTreeMap<CellRef, Option<i64>>;

/// An identity that would not hold, for one row or column.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Broken {
    /// The cell of the stated total.
    pub(super) total: CellRef,
    /// What the total would have to be; none where it is not determined.
    pub(super) expected: Option<i64>,
}

/// A block to try figures in.
pub(super) struct Trial<'r> {
    of: &'static form::Block,
    /// The block's rows, by their position in the form.
    rows: Vec<Option<&'r Row>>,
}

impl<'r> Trial<'r> {
    pub(super) fn new(official: &Official, block: &'r Block) -> Self {
        let of = official.block(block);
        let row = |index: usize| block.rows.iter().find(|row| row.index == index);
        Self { of, rows: (0..of.rows.len()).map(row).collect() }
    }

    /// Whether the identities look at a row: of two that are the same, only at the first.
    pub(super) fn counts(&self, row: &Row) -> bool {
        self.rows[row.index].is_some_and(|first| std::ptr::eq(first, row))
    }

    /// The identities that would be broken with these cells written, and are not now.
    pub(super) fn newly_broken(&self, written: &Written) -> Vec<Broken> {
        let now = Written::new();
        let mut newly = Vec::new();
        for identity in &self.of.identities {
            let lines: BTreeSet<usize> =
                written.keys().filter_map(|cell| identity.line_of(*cell)).collect();
            for line in lines {
                if self.broken(identity, line, &now).is_none() {
                    newly.extend(self.broken(identity, line, written));
                }
            }
        }
        newly
    }

    /// Whether an identity that a cell takes part in would be broken with these cells written, be it now or not.
    pub(super) fn is_broken_at(&self, cell: CellRef, written: &Written) -> bool {
        self.of.identities.iter().any(|identity| {
            identity
                .line_of(cell)
                .is_some_and(|line| self.broken(identity, line, written).is_some())
        })
    }

    /// Tests an identity for one row or column; none if it holds or cannot be tested.
    fn broken(&self, identity: &Identity, line: usize, written: &Written) -> Option<Broken> {
        let value = |at: CellRef| match written.get(&at) {
            Some(value) => Some(value.map_or(Value::Blank, Value::Whole)),
            None => Value::of(self.rows[at.row]?.cell(at.column)?.figure),
        };
        let sums = evaluate(identity, line, self.of, value)?;
        let holds = identity.relation.holds(sums.left, sums.right);
        (!sums.is_open && !holds).then(|| Broken {
            total: identity.total(line),
            expected: identity.is_sum().then(|| sums.expected()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::CLEAN;
    use super::*;
    use balance::balances;
    use report::{Report, read};

    fn requests(report: &Report) -> &Official {
        let mut tables = report.official_tables();
        tables.find(|(_, official)| official.index == 1).map(|(_, of)| of).expect("it is there")
    }

    /// How many identities are broken with another text in a cell.
    fn broken(cell: std::ops::Range<usize>, text: &str) -> usize {
        let changed = format!("{}{text}{}", &CLEAN[..cell.start], &CLEAN[cell.end..]);
        balances(requests(&read(&changed))).iter().filter(|balance| !balance.holds()).count()
    }

    #[test]
    fn a_trial_tells_what_the_table_would() {
        let clean = read(CLEAN);
        let block = &requests(&clean).blocks[0];
        let trial = Trial::new(requests(&clean), block);
        for row in 0..trial.rows.len() {
            for column in 0..block.columns.len() {
                let Some(cell) = block.cell(row, column) else { continue };
                for (text, value) in [("500", Some(500)), ("", None)] {
                    let newly =
                        trial.newly_broken(&Written::from([(block.cell_ref(row, column), value)]));
                    let place = format!("row {row}, column {column}: {text:?}");
                    assert_eq!(newly.len(), broken(cell.range.clone(), text), "{place}");
                }
            }
        }
    }
}
