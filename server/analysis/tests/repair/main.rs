//! The wrong cell is named: known faults, mistakes made on purpose in generated reports, and what
//! holds for every repair.
#![allow(
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once, and one that did not run must say so"
)]

mod figures;
mod measure;
mod mistakes;

mod accuracy;
mod known;
mod properties;
