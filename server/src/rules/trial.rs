//! What the identities would say of a block in which some cells were written.
//!
//! No fix may break an identity that nothing broke before, so fixes that fill cells ask here first.
//! Which identities can be tested is decided as in [`crate::balance`]; that one looks at a whole
//! table, and this one only at what the written cells take part in, since a table that is just being
//! filled in has a fix in every row.

#![allow(clippy::indexing_slicing, reason = "positions come from the form itself")]

use std::collections::BTreeMap;

use crate::form::{self, Over};
use crate::number::Figure;
use crate::report::{Block, Official, Row};

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
    /// The block's rows, by their position in the form.
    rows: Vec<Option<&'r Row>>,
    identities: Vec<Terms>,
}

/// An identity, in positions of rows or columns.
struct Terms {
    identity: &'static form::Identity,
    left: Vec<usize>,
    right: Vec<usize>,
    total: usize,
}

impl<'r> Trial<'r> {
    pub(super) fn new(official: &Official, block: &'r Block) -> Self {
        let of = official.block(block);
        let row = |index: usize| block.rows.iter().find(|row| row.index == index);
        Self {
            rows: (0..of.rows.len()).map(row).collect(),
            identities: of.identities.iter().filter_map(|identity| terms(of, identity)).collect(),
        }
    }

    /// Whether the identities look at a row: of two that are the same, only at the first.
    pub(super) fn counts(&self, row: &Row) -> bool {
        self.rows[row.index].is_some_and(|first| std::ptr::eq(first, row))
    }

    /// The identities that would be broken with these cells written, and are not now.
    pub(super) fn newly_broken(&self, written: &Written) -> Vec<Broken> {
        let now = Written::new();
        let mut newly = Vec::new();
        for terms in &self.identities {
            for line in terms.lines(written) {
                if self.broken(terms, line, &now).is_none() {
                    newly.extend(self.broken(terms, line, written));
                }
            }
        }
        newly
    }

    /// Tests an identity for one row or column; none if it holds or cannot be tested.
    fn broken(&self, terms: &Terms, line: usize, written: &Written) -> Option<Broken> {
        let mut blanks = false;
        let mut value = |at: &usize| {
            let (row, column) = terms.place(*at, line);
            match written.get(&(row, column)) {
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
            }
        };
        let left = terms.left.iter().map(&mut value).sum::<Option<i64>>()?;
        let right = terms.right.iter().map(&mut value).sum::<Option<i64>>()?;
        let stated = value(&terms.total)?;
        let total = terms.place(terms.total, line);
        let open = self.is_blank(total, written) || (blanks && self.sums_totals(terms, line));
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

    /// Whether the column is one of totals, where a blank is not known to be 0.
    fn sums_totals(&self, terms: &Terms, line: usize) -> bool {
        let is_total = |other: &Terms| other.identity.over == Over::Rows && other.total == line;
        terms.identity.over == Over::Columns && self.identities.iter().any(is_total)
    }
}

fn terms(of: &'static form::Block, identity: &'static form::Identity) -> Option<Terms> {
    let position = |id: &String| match identity.over {
        Over::Columns => of.row_position(id),
        Over::Rows => of.column_position(id),
    };
    Some(Terms {
        identity,
        left: identity.left.iter().map(position).collect::<Option<_>>()?,
        right: identity.right.iter().map(position).collect::<Option<_>>()?,
        total: position(&identity.total)?,
    })
}

impl Terms {
    /// The row and column of a term.
    fn place(&self, term: usize, line: usize) -> (usize, usize) {
        match self.identity.over {
            Over::Columns => (term, line),
            Over::Rows => (line, term),
        }
    }

    /// The rows or columns for which some of these cells are terms.
    fn lines(&self, written: &Written) -> Vec<usize> {
        let line = |(row, column): &(usize, usize)| {
            let (term, line) = match self.identity.over {
                Over::Columns => (row, column),
                Over::Rows => (column, row),
            };
            (self.left.contains(term) || self.right.contains(term)).then_some(*line)
        };
        let mut lines: Vec<usize> = written.keys().filter_map(line).collect();
        lines.sort_unstable();
        lines.dedup();
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::CLEAN;
    use super::*;
    use crate::analysis::Analysis;
    use crate::balance::balances;

    fn requests(analysis: &Analysis) -> &Official {
        let mut tables = analysis.report.official_tables();
        tables.find(|(_, official)| official.index == 1).map(|(_, of)| of).expect("it is there")
    }

    /// How many identities are broken with another text in a cell.
    fn broken(cell: std::ops::Range<usize>, text: &str) -> usize {
        let changed = format!("{}{text}{}", &CLEAN[..cell.start], &CLEAN[cell.end..]);
        let analysis = Analysis::new(changed);
        balances(requests(&analysis)).iter().filter(|balance| !balance.holds()).count()
    }

    #[test]
    fn a_trial_tells_what_the_table_would() {
        let clean = Analysis::new(CLEAN.to_owned());
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
