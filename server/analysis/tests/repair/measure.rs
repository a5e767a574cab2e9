//! How often the repair that undoes a mistake is found, and how sure it is of itself.

use std::time::{Duration, Instant};

use analysis::Analysis;
use fastrand::Rng;
use form::CellRef;
use form::Form;
use repair::{Repair, repairs};

use crate::figures::Figures;
use crate::mistakes::Mistake;

/// What came of some trials of one kind.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Score {
    pub(crate) trials: usize,
    /// The right repair has rank 1, alone or with others.
    pub(crate) first: usize,
    /// It has rank 1 and no other has.
    pub(crate) alone: usize,
    /// It is among the first three of the list.
    pub(crate) listed: usize,
    /// No more than three are as probable as it or more so.
    pub(crate) among_three: usize,
    /// A wrong one has rank 1 alone.
    pub(crate) misled: usize,
    /// Nothing is suggested.
    pub(crate) silent: usize,
    pub(crate) time: Duration,
    pub(crate) longest: Duration,
}

/// Makes mistakes of one kind in tables of one size, and looks at what is suggested.
pub(crate) fn measure(form: &'static Form, mistake: Mistake, scale: usize, trials: usize) -> Score {
    // Each kind and size has its own tables, the same at every run.
    let seed = Mistake::ALL.iter().position(|it| *it == mistake).unwrap_or(0) * 10_000 + scale;
    let mut rng = Rng::with_seed(seed as u64);
    let mut score = Score::default();
    while score.trials < trials {
        let right = Figures::random(&mut rng, form, scale);
        let Some(wrong) = mistake.made(&mut rng, &right) else { continue };
        let analysis = Analysis::new(wrong.report(""));
        if !analysis.findings.iter().any(|finding| finding.rule == "unbalanced-sum") {
            continue;
        }
        let start = Instant::now();
        let found = repairs(&analysis.prose, &analysis.report, &[]);
        let time = start.elapsed();
        score.time += time;
        score.longest = score.longest.max(time);
        score.add(&found, &truth(mistake.table(), &right, &wrong));
    }
    score
}

/// The cells to change, and their right values.
pub(crate) fn truth(table: usize, right: &Figures, wrong: &Figures) -> Vec<(CellRef, i64)> {
    let written = wrong.table(table);
    let differing = right.table(table).iter().filter(|(place, value)| written[place] != **value);
    differing.map(|(place, value)| (*place, value.unwrap_or(0))).collect()
}

pub(crate) fn undoes(repair: &Repair, truth: &[(CellRef, i64)]) -> bool {
    let changed: Vec<(CellRef, i64)> =
        repair.cells.iter().map(|cell| (cell.place, cell.to)).collect();
    changed == truth
}

impl Score {
    fn add(&mut self, found: &[Repair], truth: &[(CellRef, i64)]) {
        self.trials += 1;
        let place = found.iter().position(|repair| undoes(repair, truth));
        self.listed += usize::from(place.is_some_and(|place| place < 3));
        let right = place.map(|place| &found[place]);
        let as_good = |rank: usize| found.iter().filter(|repair| repair.rank <= rank).count();
        let sure = as_good(1) == 1;
        self.silent += usize::from(found.is_empty());
        match right {
            Some(right) => {
                self.first += usize::from(right.rank == 1);
                self.alone += usize::from(right.rank == 1 && sure);
                self.among_three += usize::from(as_good(right.rank) <= 3);
                self.misled += usize::from(right.rank > 1 && sure);
            }
            None => self.misled += usize::from(sure),
        }
    }

    /// A share of the trials in per cent.
    pub(crate) fn percent(&self, count: usize) -> f64 {
        100.0 * count as f64 / self.trials as f64
    }
}
