#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "tests")]
//! The search against trying everything: every set of cells with every value.

use fastrand::Rng;

use super::*;

/// A table of parts with a total for each row and each column, as its cells stand row by row.
struct Small {
    rows: usize,
    columns: usize,
    values: Vec<i64>,
}

/// No figure of a small table, right or mended, is larger.
const LARGEST: i64 = 12;

impl Small {
    /// A table that balances.
    fn random(rng: &mut Rng, rows: usize, columns: usize) -> Self {
        let mut values = vec![0; (rows + 1) * (columns + 1)];
        for row in 0..rows {
            for column in 0..columns {
                let value = rng.i64(0..=2);
                for (row, column) in
                    [(row, column), (row, columns), (rows, column), (rows, columns)]
                {
                    values[row * (columns + 1) + column] += value;
                }
            }
        }
        Self { rows, columns, values }
    }

    fn at(&self, row: usize, column: usize) -> usize {
        row * (self.columns + 1) + column
    }

    /// Whether every row and every column adds up, computed from the values alone.
    fn balances(&self, values: &[i64]) -> bool {
        let of_row =
            |row| (0..self.columns).map(|column| values[self.at(row, column)]).sum::<i64>();
        let of_column =
            |column| (0..self.rows).map(|row| values[self.at(row, column)]).sum::<i64>();
        (0..=self.rows).all(|row| of_row(row) == values[self.at(row, self.columns)])
            && (0..=self.columns)
                .all(|column| of_column(column) == values[self.at(self.rows, column)])
    }

    fn equations(&self) -> Equations {
        let row = |row| {
            (0..=self.columns).map(move |column| (self.at(row, column), column == self.columns))
        };
        let column =
            |column| (0..=self.rows).map(move |row| (self.at(row, column), row == self.rows));
        let factors = |cells: Vec<(usize, bool)>| -> Vec<(usize, i64)> {
            cells.into_iter().map(|(cell, total)| (cell, if total { -1 } else { 1 })).collect()
        };
        let rows = (0..=self.rows).map(|at| factors(row(at).collect()));
        let columns = (0..=self.columns).map(|at| factors(column(at).collect()));
        Equations {
            values: self.values.clone(),
            signed: vec![false; self.values.len()],
            terms: rows.chain(columns).collect(),
        }
    }

    /// All changes of so many cells, with values that these cells alone determine.
    fn changes(&self, size: usize) -> Vec<Change> {
        let mut found = Vec::new();
        for cells in sets(self.values.len(), size) {
            let solutions = self.solutions(&cells);
            // With several, the values are a guess and not a repair.
            if let [only] = solutions.as_slice() {
                found.push(only.clone());
            }
        }
        found.sort();
        found
    }

    fn solutions(&self, cells: &[usize]) -> Vec<Change> {
        let mut solutions = Vec::new();
        let choices = usize::try_from(LARGEST + 1).unwrap();
        for choice in 0..choices.pow(u32::try_from(cells.len()).unwrap()) {
            let mut values = self.values.clone();
            let mut rest = choice;
            for cell in cells {
                values[*cell] = i64::try_from(rest % choices).unwrap();
                rest /= choices;
            }
            let changes_all = cells.iter().all(|cell| values[*cell] != self.values[*cell]);
            if changes_all && self.balances(&values) {
                solutions.push(cells.iter().map(|cell| (*cell, values[*cell])).collect());
            }
        }
        solutions
    }

    /// All changes of the fewest cells.
    fn fewest(&self) -> Vec<Change> {
        let found = (1..=3).map(|size| self.changes(size)).find(|found| !found.is_empty());
        found.unwrap_or_default()
    }
}

/// All sets of so many numbers below a limit, each in order.
fn sets(below: usize, size: usize) -> Vec<Vec<usize>> {
    if size == 0 {
        return vec![Vec::new()];
    }
    let with = |last| sets(last, size - 1).into_iter().map(move |set| [set, vec![last]].concat());
    (0..below).flat_map(with).collect()
}

fn found(small: &Small) -> Vec<Change> {
    fewest(&small.equations(), &|_| true)
}

#[test]
fn all_repairs_of_the_fewest_cells_are_found() {
    let mut rng = Rng::with_seed(7);
    let mut sizes = [0; 4];
    for trial in 0..60 {
        let mut small = Small::random(&mut rng, 2, 2 + usize::from(trial % 10 == 0));
        for _ in 0..=trial % 3 {
            let cell = rng.usize(0..small.values.len());
            small.values[cell] = rng.i64(0..=4);
        }
        let expected = small.fewest();
        assert_eq!(found(&small), expected, "{:?}", small.values);
        sizes[expected.first().map_or(0, Vec::len)] += 1;
    }
    assert!(sizes.iter().all(|count| *count > 1), "each size was met: {sizes:?}");
}

#[test]
fn what_holds_has_no_repair() {
    let mut rng = Rng::with_seed(3);
    for _ in 0..20 {
        assert_eq!(found(&Small::random(&mut rng, 3, 4)), [[]; 0]);
    }
}

#[test]
fn what_is_turned_down_does_not_count() {
    let mut rng = Rng::with_seed(5);
    let mut small = Small::random(&mut rng, 3, 3);
    small.values[5] += 2;
    let all = found(&small);
    assert_eq!(all.len(), 1);
    let others = fewest(&small.equations(), &|change| !all.contains(change));
    assert!(!others.is_empty() && others.iter().all(|change| change.len() > 1), "{others:?}");
}

/// Every figure is wrong: nobody can tell, and the search ends all the same.
#[test]
fn chaos_is_given_up() {
    let mut rng = Rng::with_seed(11);
    let mut small = Small::random(&mut rng, 20, 8);
    small.values.iter_mut().for_each(|value| *value = rng.i64(0..5000));
    assert_eq!(found(&small), [[]; 0]);
}

/// An equation of two cells with factors that are not 1.
#[test]
fn values_stay_whole() {
    let equations = |excess: i64| Equations {
        values: vec![excess, 0],
        signed: vec![false, true],
        terms: vec![vec![(0, 3), (1, 2)]],
    };
    assert_eq!(fewest(&equations(1), &|_| true), [vec![(0, 0)]], "−3 ∕ 2 is no count");
    assert_eq!(fewest(&equations(2), &|_| true), [vec![(0, 0)], vec![(1, -3)]]);
}
