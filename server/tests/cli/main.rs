//! The command line, run as users run it: the real program in a folder of its own.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

mod folder;
mod schema;

mod beside;
mod check;
mod compare;
mod explain;
mod export;
mod extract;
mod faults;
mod fix;
mod fmt;
mod guide;
mod import;
mod output;
mod preview;
mod statistics;
mod tally;
