//! A text in the making that remembers at which bytes each figure stands.

use std::collections::BTreeMap;
use std::ops::Range;

/// A cell's place in the form: part (`requests`, `disclosure.fees` …), row and column.
pub type Key = (String, String, String);

pub struct Page {
    pub text: String,
    /// Half-open byte range of each cell's content, without the white space around it. The first of a cell written twice.
    pub cells: BTreeMap<Key, Range<usize>>,
    newline: &'static str,
}

impl Page {
    pub fn new(newline: &'static str) -> Self {
        Self { text: String::new(), cells: BTreeMap::new(), newline }
    }

    pub fn put(&mut self, text: &str) {
        self.text.push_str(text);
    }

    pub fn newline(&mut self) {
        self.text.push_str(self.newline);
    }

    pub fn line(&mut self, text: &str) {
        self.put(text);
        self.newline();
    }

    /// Writes a cell's content; the range noted is that of its trimmed text.
    pub fn cell(&mut self, text: &str, key: Option<&Key>) {
        let start = self.text.len() + text.len() - text.trim_start().len();
        self.put(text);
        if let Some(key) = key {
            self.cells.entry(key.clone()).or_insert(start..start + text.trim().len());
        }
    }
}
