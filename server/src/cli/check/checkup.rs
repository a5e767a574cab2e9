//! What came out of a check: what every output format shows.

use std::sync::Arc;

use analysis::mend::FixPolicy;
use finding::{Finding, Severity};
use repair::Repair;
use report::changes::Change;
use text::encoding::Encoding;
use text::position::LineIndex;

use crate::cli::document::Located;
use crate::cli::files::{Input, Unread};

/// A report that was checked.
#[derive(Debug)]
pub(in crate::cli) struct Checked {
    pub(in crate::cli) input: Input,
    pub(in crate::cli) path: String,
    pub(in crate::cli) text: Arc<str>,
    pub(in crate::cli) encoding: Encoding,
    pub(in crate::cli) lines: LineIndex,
    pub(in crate::cli) organ: Option<String>,
    pub(in crate::cli) year: Option<i32>,
    pub(in crate::cli) edition: Option<&'static str>,
    /// Those that the selection lets through, in the order of the text.
    pub(in crate::cli) findings: Vec<Finding>,
    /// What would mend the sums that do not hold.
    pub(in crate::cli) repairs: Vec<Repair>,
    /// How many findings were mended before.
    pub(in crate::cli) fixed: usize,
    /// Which figures that has changed.
    pub(in crate::cli) changes: Vec<Change>,
    /// The file, if it is no text.
    pub(in crate::cli) document: Option<Located>,
}

impl Checked {
    /// How many findings there are of a level.
    pub(in crate::cli) fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}

/// Everything that came out of a check.
#[derive(Debug)]
pub(in crate::cli) struct Checkup {
    pub(in crate::cli) files: Vec<Checked>,
    pub(in crate::cli) unread: Vec<Unread>,
    /// Whether findings were mended as far as was asked for.
    pub(in crate::cli) fixes: Option<FixPolicy>,
}
