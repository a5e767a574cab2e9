//! Everything that is known of one text: its tree, its report and the findings. Built once, then
//! only read; the command line and the server use the same.

pub mod mend;

use std::sync::{Arc, OnceLock};

use archive::Neighbours;
use finding::Finding;
use prose::{Former, Prose};
use repair::{Edited, Explained};
use report::Report;
use report::syntax;
use rules::Options;
use tree_sitter::Tree;

/// Makes ready what every analysis goes by and what takes longest to begin with. The first analysis does so itself;
/// whoever has something else to do before may have it done on another thread meanwhile.
pub fn prepare() {
    prose::prepare();
}

/// An analysed text.
#[derive(Debug)]
pub struct Analysis {
    pub text: Arc<str>,
    pub tree: Tree,
    pub report: Arc<Report>,
    pub prose: Arc<Prose>,
    /// What the findings go by.
    pub options: Options,
    /// In the order of the text; what is probably wrong in a table is not yet known.
    pub findings: Vec<Finding>,
    /// Cells that the author has just changed.
    edited: Vec<Edited>,
    explained: OnceLock<Explained>,
}

/// What a text came from by edits.
#[derive(Debug, Clone, Copy)]
pub struct Edits<'f> {
    pub former: &'f Analysis,
    /// The former tree, to which the edits were told; none if the text was replaced as a whole.
    pub tree: Option<&'f Tree>,
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
    /// be. Of the text that it came from by edits, what did not change is kept, and what was changed
    /// may be meant.
    pub fn among(
        text: String,
        edited: Option<Edits<'_>>,
        options: &Options,
        neighbours: impl FnOnce(&Report) -> Neighbours,
    ) -> Self {
        let former = edited.map(|edited| edited.former);
        let tree = syntax::parse(&text, edited.and_then(|edited| edited.tree));
        let known = former.map(|of| report::Former::of(&of.text, &of.report, &text));
        let report = report::lower(&tree, &text, known);
        let prose = Prose::read(&text, &report, former.map(Self::prose));
        let findings = rules::check(&text, &report, &prose, options, &neighbours(&report));
        let edited = former.map_or_else(Vec::new, |former| former.edited_until(&report, &findings));
        Self {
            text: text.into(),
            tree,
            report: Arc::new(report),
            prose: Arc::new(prose),
            options: options.clone(),
            findings,
            edited,
            explained: OnceLock::new(),
        }
    }

    /// The same text by other options or beside others. It is neither parsed nor read again.
    #[must_use]
    pub fn rechecked(&self, options: &Options, neighbours: &Neighbours) -> Self {
        let findings = rules::check(&self.text, &self.report, &self.prose, options, neighbours);
        Self {
            text: Arc::clone(&self.text),
            tree: self.tree.clone(),
            report: Arc::clone(&self.report),
            prose: Arc::clone(&self.prose),
            options: options.clone(),
            findings,
            edited: self.edited.clone(),
            explained: OnceLock::new(),
        }
    }

    /// The prose, for one who reads the next version.
    fn prose(&self) -> Former<'_> {
        Former { text: &self.text, report: &self.report, prose: &self.prose }
    }

    /// The cells that the author has just changed, if a later version has broken sums.
    fn edited_until(&self, report: &Report, findings: &[Finding]) -> Vec<Edited> {
        match has_broken_sums(findings) {
            true => repair::edited(report, &self.report, &self.edited),
            false => Vec::new(),
        }
    }

    /// Whether [`Self::explained`] says more than [`Self::findings`], and has yet to be computed.
    pub fn is_unexplained(&self) -> bool {
        self.explained.get().is_none() && has_broken_sums(&self.findings)
    }

    /// The findings with the cells that are probably wrong, and how to mend them. What users are
    /// told. Computed when it is first asked for.
    pub fn explained(&self) -> &Explained {
        self.explained.get_or_init(|| {
            repair::explain(&self.prose, &self.report, &self.findings, &self.edited)
        })
    }
}

fn has_broken_sums(findings: &[Finding]) -> bool {
    findings.iter().any(Finding::is_broken_sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use form::organ::OrganKind;

    #[test]
    fn other_options_give_what_a_fresh_analysis_gives() {
        let text = include_str!("../../../examples/clean.nianbao");
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
