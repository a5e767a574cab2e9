//! The report under edit: one version of the text with all that is known of it, beside last year's report.

use std::sync::Arc;

use analysis::{Analysis, Edits};
use archive::{Archive, Filed, Neighbours};
use config::Config;
use finding::Finding;
use layout::Manuscript;
use report::Report;
use text::position::LineIndex;

use crate::wire::Wire;

/// A version of the text.
#[derive(Debug)]
pub(crate) struct Desk {
    pub(crate) analysis: Analysis,
    pub(crate) neighbours: Neighbours,
    index: LineIndex,
}

impl Desk {
    /// A text, read anew.
    pub(crate) fn new(text: String, last_year: Option<&Filed>) -> Self {
        Self::of(text, None, last_year)
    }

    /// The next version of the text: what did not change is kept.
    pub(crate) fn next(&self, text: String, last_year: Option<&Filed>) -> Self {
        Self::of(text, Some(Edits { former: &self.analysis, tree: None }), last_year)
    }

    /// The same text beside another report.
    pub(crate) fn beside(&self, last_year: Option<&Filed>) -> Self {
        let neighbours = neighbours(&self.analysis.report, last_year);
        let analysis = self.analysis.rechecked(&self.analysis.options, &neighbours);
        Self { analysis, neighbours, index: self.index.clone() }
    }

    fn of(text: String, edited: Option<Edits<'_>>, last_year: Option<&Filed>) -> Self {
        let index = LineIndex::new(&text);
        let mut beside = Neighbours::default();
        let analysis = Analysis::among(text, edited, &Config::default().options, |report| {
            beside = neighbours(report, last_year);
            beside.clone()
        });
        Self { analysis, neighbours: beside, index }
    }

    /// What is wrong, with the cells that are probably the cause.
    pub(crate) fn findings(&self) -> &[Finding] {
        &self.analysis.explained().findings
    }

    pub(crate) fn wire(&self) -> Wire<'_> {
        Wire { text: &self.analysis.text, index: &self.index }
    }

    /// What is printed.
    pub(crate) fn manuscript(&self) -> Manuscript<'_> {
        let last_year = self.neighbours.last_year.as_ref();
        Manuscript {
            text: &self.analysis.text,
            report: &self.analysis.report,
            last_year: last_year.map(|filed| filed.report.as_ref()),
        }
    }
}

/// What a report is compared with: last year's, if it is the same organ's.
fn neighbours(report: &Report, last_year: Option<&Filed>) -> Neighbours {
    let mut archive = Archive::default();
    last_year.cloned().into_iter().for_each(|filed| archive.file(filed));
    let Config { parts, aliases, .. } = Config::default();
    archive.neighbours(report.organ(), report.year(), &parts, &aliases)
}

/// A report that others are compared with.
pub(crate) fn filed(name: &str, text: String) -> Filed {
    let report = Arc::new(report::read(&text));
    Filed::new(name.into(), text.into(), report)
}
