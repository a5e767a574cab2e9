//! Mistakes of each kind: the right repair is found, and a wrong one is seldom alone in its rank.

use nianbao::form::forms;

use crate::measure::{Score, measure};
use crate::mistakes::Mistake;

const TRIALS: usize = 25;

fn in_all_sizes(mistake: Mistake, check: impl Fn(&Score) -> bool) {
    for form in forms() {
        for scale in [20, 300, 5000] {
            let score = measure(form, mistake, scale, TRIALS);
            let edition = &form.edition;
            assert!(check(&score), "{} at {scale}, {edition}: {score:?}", mistake.name());
        }
    }
}

#[test]
fn one_mistyped_cell_is_always_found() {
    for mistake in Mistake::ALL.into_iter().filter(|mistake| mistake.is_single()) {
        in_all_sizes(mistake, |score| score.alone == TRIALS);
    }
}

#[test]
fn two_mistyped_cells_are_found() {
    in_all_sizes(Mistake::TwoTypos, |score| score.percent(score.among_three) >= 95.0);
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
        in_all_sizes(mistake, |score| score.percent(score.first) >= 95.0);
    }
}

#[test]
fn certainty_is_seldom_false() {
    for mistake in Mistake::ALL {
        let score = measure(&forms()[0], mistake, 300, 4 * TRIALS);
        assert!(score.percent(score.misled) <= 10.0, "{}: {score:?}", mistake.name());
    }
}
