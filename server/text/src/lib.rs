//! Texts as such: what their lines end with, bytes as lines and columns, edits, and texts that are
//! not UTF-8. Knows nothing of reports.

mod edit;
pub mod encoding;
pub mod line_ends;
pub mod position;

pub use edit::{Edit, apply};
