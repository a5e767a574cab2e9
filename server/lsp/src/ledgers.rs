//! What is kept of ledgers, to be shown beside the reports that were held against them. No guard of the map
//! leaves this module.

use std::sync::Arc;

use dashmap::DashMap;
use ledger::Figures;
use tower_lsp::ls_types::Uri;

/// What the ledgers have that reports were last held against, by report.
#[derive(Debug, Default)]
pub(super) struct Ledgers {
    figures: DashMap<Uri, Arc<Vec<Figures>>>,
}

impl Ledgers {
    /// The figures for a report; none if it was held against no ledger.
    pub(super) fn of(&self, report: &Uri) -> Arc<Vec<Figures>> {
        self.figures.get(report).map(|figures| Arc::clone(&figures)).unwrap_or_default()
    }

    pub(super) fn keep(&self, report: &Uri, figures: Vec<Figures>) {
        self.figures.insert(report.clone(), Arc::new(figures));
    }

    pub(super) fn forget(&self, report: &Uri) {
        self.figures.remove(report);
    }
}
