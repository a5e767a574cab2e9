//! For the tests of this crate: the prose of a text that nobody edits.

use super::Prose;

/// What the prose of a text says.
pub(super) fn prose_of(text: &str) -> Prose {
    Prose::read(text, &report::read(text), None)
}
