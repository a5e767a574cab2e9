//! Everything that is known of one text: its tree, its report and the findings. Built once, then
//! only read; the command line and the server use the same.

use std::sync::Arc;

use tree_sitter::Tree;

use crate::archive::Neighbours;
use crate::finding::Finding;
use crate::report::{self, Report};
use crate::rules::{self, Context, Options};
use crate::syntax;

/// An analysed text.
#[derive(Debug)]
pub struct Analysis {
    pub text: String,
    pub tree: Tree,
    pub report: Arc<Report>,
    /// In the order of the text.
    pub findings: Vec<Finding>,
}

impl Analysis {
    /// Analyses a text by the usual options.
    pub fn new(text: String) -> Self {
        Self::with(text, &Options::default())
    }

    /// Analyses a text by the options that are set.
    pub fn with(text: String, options: &Options) -> Self {
        Self::among(text, None, options, |_| Neighbours::default())
    }

    /// Analyses a text beside others: `neighbours` finds them for the report that it turns out to
    /// be. If the text came from another by edits, `edited` is the tree of that one, to which the
    /// edits were told.
    pub fn among(
        text: String,
        edited: Option<&Tree>,
        options: &Options,
        neighbours: impl FnOnce(&Report) -> Neighbours,
    ) -> Self {
        let tree = syntax::parse(&text, edited);
        let report = Arc::new(report::lower(&tree, &text));
        let neighbours = &neighbours(&report);
        let findings = rules::check(&Context { text: &text, report: &report, options, neighbours });
        Self { text, tree, report, findings }
    }

    /// The same text by other options or beside others. It is not parsed again.
    #[must_use]
    pub fn rechecked(&self, options: &Options, neighbours: &Neighbours) -> Self {
        let (text, report) = (self.text.clone(), Arc::clone(&self.report));
        let findings = rules::check(&Context { text: &text, report: &report, options, neighbours });
        Self { text, tree: self.tree.clone(), report, findings }
    }
}
