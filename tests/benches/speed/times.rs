//! Times, and what is told of many.

use std::time::{Duration, Instant};

/// How long something takes, so many times.
pub(crate) fn of(count: usize, mut act: impl FnMut(usize)) -> Vec<Duration> {
    let time = |round| {
        let begun = Instant::now();
        act(round);
        begun.elapsed()
    };
    (0..count).map(time).collect()
}

/// The middle and the ninety-ninth of a hundred, in milliseconds.
pub(crate) fn quantiles(mut times: Vec<Duration>) -> (f64, f64) {
    times.sort_unstable();
    let at = |share: usize| times.get(times.len() * share / 100).unwrap().as_secs_f64() * 1000.0;
    (at(50), at(99))
}

/// The middle, in milliseconds.
pub(crate) fn median(times: Vec<Duration>) -> f64 {
    quantiles(times).0
}
