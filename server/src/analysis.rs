//! Everything that is known of one text: its tree, its report and the findings. Built once, then
//! only read; the command line and the server use the same.

use std::sync::{Arc, OnceLock};

use tree_sitter::Tree;

use crate::archive::Neighbours;
use crate::finding::Finding;
use crate::repair::{self, Edited, Explained};
use crate::report::{self, Report};
use crate::rules::{self, Options, UNBALANCED_SUM};
use crate::syntax;

/// An analysed text.
#[derive(Debug)]
pub struct Analysis {
    pub text: String,
    pub tree: Tree,
    pub report: Arc<Report>,
    /// What the findings go by.
    pub options: Options,
    /// In the order of the text; what is probably wrong in a table is not yet known.
    pub findings: Vec<Finding>,
    /// Cells that the author has just changed.
    edited: Vec<Edited>,
    explained: OnceLock<Explained>,
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
        let findings = rules::check(&text, &report, options, &neighbours(&report));
        Self::found(text, tree, report, options.clone(), findings)
    }

    /// The same text by other options or beside others. It is not parsed again.
    #[must_use]
    pub fn rechecked(&self, options: &Options, neighbours: &Neighbours) -> Self {
        let (text, report) = (self.text.clone(), Arc::clone(&self.report));
        let findings = rules::check(&text, &report, options, neighbours);
        let analysis = Self::found(text, self.tree.clone(), report, options.clone(), findings);
        Self { edited: self.edited.clone(), ..analysis }
    }

    fn found(
        text: String,
        tree: Tree,
        report: Arc<Report>,
        options: Options,
        findings: Vec<Finding>,
    ) -> Self {
        let (edited, explained) = (Vec::new(), OnceLock::new());
        Self { text, tree, report, options, findings, edited, explained }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organ::OrganKind;

    #[test]
    fn other_options_give_what_a_fresh_analysis_gives() {
        let text = include_str!("../../examples/clean.nianbao");
        let kind = Some(OrganKind::Government);
        let options = Options { organ_kind: kind, ..Options::default() };
        let usual = Analysis::new(text.to_owned());
        let rechecked = usual.rechecked(&options, &Neighbours::default());
        assert_eq!(rechecked.findings, Analysis::with(text.to_owned(), &options).findings);
        assert_ne!(rechecked.findings, usual.findings, "a government reports more");
        assert_eq!(
            rechecked.rechecked(&Options::default(), &Neighbours::default()).findings,
            usual.findings
        );
    }
}
