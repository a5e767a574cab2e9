//! What the style sheet says: which style is the title's.

use std::collections::HashMap;

use crate::title;

/// The names of the styles of paragraphs, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<i32, String>);

impl Styles {
    /// Adds a piece of a style's name, which a semicolon ends.
    pub(super) fn add(&mut self, style: i32, piece: &str) {
        self.0.entry(style).or_default().push_str(piece);
    }

    /// Whether paragraphs of this style are lines of the title.
    pub(super) fn is_title(&self, style: i32) -> bool {
        self.0.get(&style).is_some_and(|name| title::is_title(name.trim_end_matches(';')))
    }
}
