//! Everything that is known of one text: its tree, its report and the findings. Built once, then
//! only read; the command line and the server use the same.

use tree_sitter::Tree;

use crate::finding::Finding;
use crate::report::{self, Report};
use crate::{rules, syntax};

/// An analysed text.
#[derive(Debug)]
pub struct Analysis {
    pub text: String,
    pub tree: Tree,
    pub report: Report,
    /// In the order of the text.
    pub findings: Vec<Finding>,
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
        Self { text, tree, report, findings }
    }
}
