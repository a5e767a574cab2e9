//! How far the official tables are filled: what there is still to do while a report is written.

use balance::{balances, count};
use report::number::Figure;
use report::{Cells, Official, Row};

/// Rows of figures and identities, of those that the form has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Rows that take figures.
    pub rows: usize,
    /// Those of them without a blank cell.
    pub filled: usize,
    pub identities: usize,
    /// Those that the figures so far allow to test.
    pub testable: usize,
}

impl Progress {
    /// Of one table.
    pub fn of(official: &Official) -> Self {
        let blocks = || official.table().blocks.iter();
        let rows = blocks().flat_map(|block| &block.rows).filter(|row| !row.group).count();
        let found = official.blocks.iter().flat_map(|block| &block.rows);
        Self {
            rows,
            filled: found.filter(|row| is_filled(row)).count().min(rows),
            identities: blocks().map(count).sum(),
            testable: balances(official).len(),
        }
    }

    /// Whether there are rows left to fill.
    pub fn is_open(self) -> bool {
        self.filled < self.rows
    }
}

impl std::iter::Sum for Progress {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |one, two| Self {
            rows: one.rows + two.rows,
            filled: one.filled + two.filled,
            identities: one.identities + two.identities,
            testable: one.testable + two.testable,
        })
    }
}

fn is_filled(row: &Row) -> bool {
    let Cells::Read(cells) = &row.cells else { return false };
    cells.iter().flatten().all(|cell| cell.figure != Figure::Blank)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<(usize, usize, usize, usize)> {
        let report = report::read(text);
        let all = report.official_tables().map(|(_, official)| Progress::of(official));
        all.map(|it| (it.rows, it.filled, it.identities, it.testable)).collect()
    }

    #[test]
    fn rows_and_identities_are_counted() {
        let clean = include_str!("../../../examples/clean.nianbao");
        assert_eq!(of(clean), [(6, 6, 0, 0), (25, 25, 39, 39), (3, 3, 3, 3)]);
        let blank = skeleton::report(form::current_form(), "云岭县档案局", 2024);
        assert_eq!(of(&blank), [(6, 0, 0, 0), (25, 0, 39, 0), (3, 0, 3, 0)]);
        let row = blank.lines().find(|line| line.starts_with("| 行政复议 ")).unwrap_or_default();
        let begun = blank.replace(row, "| 行政复议 | 1 | 0 | 0 | 0 | 1 |");
        assert_eq!(of(&begun).get(2), Some(&(3, 1, 3, 1)));
    }
}
