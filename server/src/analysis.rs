//! Everything that is known of one text: its tree, its report and the findings. Built once, then
//! only read; the command line and the server use the same.

use std::sync::OnceLock;

use tree_sitter::Tree;

use crate::finding::Finding;
use crate::repair::{self, Edited, Explained};
use crate::report::{self, Report};
use crate::rules::{self, UNBALANCED_SUM};
use crate::syntax;

/// An analysed text.
#[derive(Debug)]
pub struct Analysis {
    pub text: String,
    pub tree: Tree,
    pub report: Report,
    /// In the order of the text; what is probably wrong in a table is not yet known.
    pub findings: Vec<Finding>,
    /// Cells that the author has just changed.
    edited: Vec<Edited>,
    explained: OnceLock<Explained>,
}

impl Analysis {
    /// Analyses a text.
    pub fn new(text: String) -> Self {
        Self::of_edited(text, None)
    }

    /// Analyses a text that came from another by edits; `edited` is the tree of the other text, to
    /// which the edits were told.
    pub fn of_edited(text: String, edited: Option<&Tree>) -> Self {
        let tree = syntax::parse(&text, edited);
        let report = report::lower(&tree, &text);
        let findings = rules::check(&text, &report);
        Self { text, tree, report, findings, edited: Vec::new(), explained: OnceLock::new() }
    }

    /// The analysis, knowing the one before the last change: what the author has just changed may be
    /// meant.
    #[must_use]
    pub fn after(mut self, former: &Self) -> Self {
        if self.has_riddles() {
            self.edited = repair::edited(&self.report, &former.report, &former.edited);
        }
        self
    }

    /// Whether [`Self::explained`] says more than [`Self::findings`], and has yet to be computed.
    pub fn is_unexplained(&self) -> bool {
        self.explained.get().is_none() && self.has_riddles()
    }

    fn has_riddles(&self) -> bool {
        self.findings.iter().any(|finding| finding.rule == UNBALANCED_SUM)
    }

    /// The findings with the cells that are probably wrong, and how to mend them. What users are
    /// told. Computed when it is first asked for.
    pub fn explained(&self) -> &Explained {
        self.explained
            .get_or_init(|| repair::explain(&self.text, &self.report, &self.findings, &self.edited))
    }
}
