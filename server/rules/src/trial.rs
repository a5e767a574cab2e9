//! What the identities would say of a block in which some cells were written.
//!
//! No fix may break an identity that nothing broke before, so fixes that fill cells ask here first.
//! Which identities can be tested is decided as in [`balance`]; that one looks at a whole
//! table, and this one only at what the written cells take part in, since a table that is just being
//! filled in has a fix in every row.

#![allow(clippy::indexing_slicing, reason = "positions come from the form itself")]

use std::collections::BTreeMap;

use form::{Identity, Over, Places};
use report::number::Figure;
use report::{Block, Official, Row};

/// A figure for cells of a block, by the positions of row and column in the form; `None` for a
/// cell that is there and blank.
pub(super) type Written = BTreeMap<(usize, usize), Option<i64>>;

/// An identity that would not hold, for one row or column.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Broken {
    /// The row and column of the stated total.
    pub(super) total: (usize, usize),
    /// What the total would have to be.
    pub(super) expected: i64,
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
            for line in lines(identity, written) {
                if self.broken(identity, line, &now).is_none() {
                    newly.extend(self.broken(identity, line, written));
                }
            }
        }
        newly
    }

    /// Tests an identity for one row or column; none if it holds or cannot be tested.
    fn broken(&self, identity: &Identity, line: usize, written: &Written) -> Option<Broken> {
        let Places { left, right, total } = &identity.places;
        let total = place(identity, *right.get(*total)?, line);
        let mut blanks = false;
        let mut value = |(row, column): (usize, usize)| match written.get(&(row, column)) {
            Some(value) => {
                blanks |= value.is_none();
                Some(value.unwrap_or(0))
            }
            None => match self.rows[row]?.cell(column)?.figure {
                Figure::Number { value, .. } => value.as_whole(),
                Figure::Blank => {
                    blanks = true;
                    Some(0)
                }
                Figure::Invalid(_) => None,
            },
        };
        let mut sum = |terms: &[usize]| -> Option<i64> {
            terms.iter().map(|term| value(place(identity, *term, line))).sum()
        };
        let (left, right) = (sum(left)?, sum(right)?);
        let stated = value(total)?;
        let sums_totals = || identity.over == Over::Columns && self.of.is_total(line);
        let open = self.is_blank(total, written) || (blanks && sums_totals());
        (!open && left != right).then(|| Broken { total, expected: left - (right - stated) })
    }

    fn is_blank(&self, (row, column): (usize, usize), written: &Written) -> bool {
        match written.get(&(row, column)) {
            Some(value) => value.is_none(),
            None => {
                let cell = self.rows[row].and_then(|row| row.cell(column));
                cell.is_none_or(|cell| cell.figure == Figure::Blank)
            }
        }
    }
}

/// The row and column of a term of an identity.
fn place(identity: &Identity, term: usize, line: usize) -> (usize, usize) {
    match identity.over {
        Over::Columns => (term, line),
        Over::Rows => (line, term),
    }
}

/// The rows or columns for which some of these cells are terms of an identity.
fn lines(identity: &Identity, written: &Written) -> Vec<usize> {
    let Places { left, right, .. } = &identity.places;
    let line = |(row, column): &(usize, usize)| {
        let (term, line) = match identity.over {
            Over::Columns => (row, column),
            Over::Rows => (column, row),
        };
        (left.contains(term) || right.contains(term)).then_some(*line)
    };
    let mut lines: Vec<usize> = written.keys().filter_map(line).collect();
    lines.sort_unstable();
    lines.dedup();
    lines
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
                    let newly = trial.newly_broken(&Written::from([((row, column), value)]));
                    let place = format!("row {row}, column {column}: {text:?}");
                    assert_eq!(newly.len(), broken(cell.range.clone(), text), "{place}");
                }
            }
        }
    }
}
