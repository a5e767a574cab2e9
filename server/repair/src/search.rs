//! The fewest cells whose change makes all equations hold, and all ways to choose them.
//!
//! A set of cells cannot mend the equations if some sum of their multiples has none of these cells
//! and does not hold; so one cell of that sum must be among those that are wrong, and only these are
//! tried next. Each set is met once: what was tried before is excluded later. Equations that do not
//! hold and share no cell need a cell each, which ends most branches early. The answer depends on
//! nothing but the equations: the limit counts steps, never time.

use super::equations::{CellSet, Equations, Reduced};

/// More wrong cells than this in one table are not told apart.
pub(super) const MOST_CELLS: usize = 4;
/// So many sets of cells are tried at most.
const MOST_STEPS: usize = 20_000;

/// New values for some cells, in the order of the cells.
pub(super) type Change = Vec<(usize, i64)>;

/// All changes of the fewest cells, in order; those that `admits` turns down do not count. None if
/// there is none of [`MOST_CELLS`] or if there are too many sets to try.
pub(super) fn fewest(equations: &Equations, admits: &dyn Fn(&Change) -> bool) -> Vec<Change> {
    let start = Reduced::new(equations);
    if start.holds() {
        return Vec::new();
    }
    let mut search = Search { equations, admits, steps: 0, found: Vec::new() };
    for size in 1..=MOST_CELLS {
        search.visit(&start, size, &CellSet::empty(equations.values.len()));
        if search.steps > MOST_STEPS {
            return Vec::new();
        }
        if !search.found.is_empty() {
            break;
        }
    }
    search.found.sort();
    search.found
}

struct Search<'e> {
    equations: &'e Equations,
    admits: &'e dyn Fn(&Change) -> bool,
    steps: usize,
    found: Vec<Change>,
}

impl Search<'_> {
    /// Tries all sets of `left` further cells.
    fn visit(&mut self, reduced: &Reduced, left: usize, excluded: &CellSet) {
        self.steps += 1;
        let broken = reduced.broken(excluded);
        if left == 0 || broken.is_empty() {
            // With cells left over, the set was met among the smaller ones.
            if left == 0 && broken.is_empty() {
                self.found.extend(self.change(reduced).filter(|change| (self.admits)(change)));
            }
            return;
        }
        let Some(candidates) = candidates(broken, left) else { return };
        let mut excluded = excluded.clone();
        for cell in candidates.iter() {
            if self.steps > MOST_STEPS {
                return;
            }
            if let Some(next) = reduced.choose(cell) {
                self.visit(&next, left - 1, &excluded);
            }
            excluded.insert(cell);
        }
    }

    fn change(&self, reduced: &Reduced) -> Option<Change> {
        let mut change = Change::new();
        for (cell, by) in reduced.changes()? {
            let value = self.equations.values.get(cell)?.checked_add(by)?;
            let signed = self.equations.signed.get(cell)?;
            if value < 0 && !signed {
                return None;
            }
            change.push((cell, value));
        }
        change.sort_unstable();
        Some(change)
    }
}

/// The cells of which one must be wrong; none if more than `left` cells must be.
fn candidates(mut broken: Vec<CellSet>, left: usize) -> Option<CellSet> {
    broken.sort_by_key(CellSet::len);
    let mut covered = broken.first()?.clone();
    let mut needed = 1;
    for cells in broken.iter().skip(1) {
        if cells.is_disjoint(&covered) {
            covered.extend(cells);
            needed += 1;
        }
    }
    (needed <= left).then(|| broken.swap_remove(0))
}

#[cfg(test)]
mod tests;
