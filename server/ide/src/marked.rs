//! For the tests of the features: texts with `$0` for the cursor.

#![allow(clippy::unwrap_used, reason = "tests")]

use analysis::Analysis;

/// The text without its `$0`, and where that was.
pub(crate) fn at_cursor(text: &str) -> (Analysis, usize) {
    let offset = text.find("$0").unwrap();
    (Analysis::new(text.replacen("$0", "", 1)), offset)
}
