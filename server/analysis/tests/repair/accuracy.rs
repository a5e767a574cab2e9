//! Mistakes of each kind: the right repair is found, and a wrong one is seldom alone in its rank.

use form::edition;

use crate::measure::{Score, measure};
use crate::mistakes::Mistake;

const TRIALS: usize = 12;

fn in_all_sizes(mistake: Mistake, check: impl Fn(&Score) -> bool) {
    for (id, scale) in [("2021", 20), ("2021", 300), ("2021", 5000), ("2019", 300)] {
        let score = measure(edition(id).unwrap(), mistake, scale, TRIALS);
        assert!(check(&score), "{} at {scale}, {id}: {score:?}", mistake.name());
    }
}

#[test]
fn one_mistyped_cell_is_always_found() {
    use Mistake::*;
    for mistake in [
        WrongDigit,
        SwappedDigits,
        MissingDigit,
        DoubledDigit,
        TenTimes,
        LeftBlank,
        LeftZero,
        AnyValue,
    ] {
        in_all_sizes(mistake, |score| score.alone == TRIALS);
    }
}

#[test]
fn two_mistyped_cells_are_found() {
    in_all_sizes(Mistake::TwoTypos, |score| score.listed == TRIALS);
}

#[test]
fn totals_that_were_forgotten_are_found() {
    in_all_sizes(Mistake::TotalsForgotten, |score| score.alone == TRIALS);
}

/// A figure in the neighbouring row or column: often the same in other rows would mend it, and then
/// no one is preferred.
#[test]
fn displaced_figures_have_the_first_rank() {
    use Mistake::{NeighbouringColumn, NeighbouringRow, OverwrittenNeighbour, SwappedCells};
    for mistake in [NeighbouringColumn, NeighbouringRow, SwappedCells, OverwrittenNeighbour] {
        in_all_sizes(mistake, |score| score.first == TRIALS);
    }
}

#[test]
fn certainty_is_seldom_false() {
    for mistake in Mistake::ALL {
        let score = measure(edition("2021").unwrap(), mistake, 300, 3 * TRIALS);
        assert!(score.percent(score.misled) <= 15.0, "{}: {score:?}", mistake.name());
    }
}
