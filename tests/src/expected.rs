//! What the engine must say about a case, and what it may say besides.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::identity::Broken;

/// An unbalanced sum with the bytes of the cell that states the total.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unbalanced {
    pub sum: Broken,
    pub bytes: (usize, usize),
}

/// A finding without its place in the text: severity, rule, and the table, row or section it is about, as far as the rule
/// always has one. `E missing-row requests/granted`.
pub type FindingKey = String;

#[derive(Clone, Debug, Default)]
pub struct Expected {
    pub organ: Option<String>,
    pub year: Option<i32>,
    pub sums: BTreeSet<Unbalanced>,
    /// Exactly these findings of level error or warning.
    pub must: BTreeSet<FindingKey>,
    /// Beginnings of keys that may be there or not: what the design leaves open.
    pub may: BTreeSet<FindingKey>,
    /// At least one finding beyond the sums is needed, whichever of `may` it is.
    pub some: bool,
    /// Sums silenced by a comment are not reported.
    pub sums_silenced: bool,
}

impl Expected {
    pub fn must(&mut self, key: impl Into<String>) {
        self.must.insert(key.into());
    }

    pub fn may(&mut self, key: impl Into<String>) {
        self.may.insert(key.into());
    }

    pub fn allows(&self, key: &str) -> bool {
        self.must.contains(key) || self.may.iter().any(|start| key.starts_with(start.as_str()))
    }

    pub fn add_sum(&mut self, sum: Broken, bytes: Range<usize>) {
        self.sums.insert(Unbalanced { sum, bytes: (bytes.start, bytes.end) });
    }
}
