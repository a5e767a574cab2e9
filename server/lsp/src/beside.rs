//! Which other reports a document is compared with: last year's, and those that it sums up. Kept up
//! as documents and files change.
//!
//! What an editor has open counts, not what the file says. Knows no rules.

use std::path::Path;
use std::sync::{Arc, PoisonError};

use analysis::Analysis;
use archive::{Filed, Neighbours};
use report::Report;
use tower_lsp::ls_types::Uri;

use super::backend::State;
use super::documents::Snapshot;
use super::file_uri::path_of;
use super::settings::InForce;

impl State {
    /// What a report is compared with, under the settings for it.
    pub(super) fn neighbours(&self, report: &Report, settings: &InForce) -> Neighbours {
        let archive = self.archive.read().unwrap_or_else(PoisonError::into_inner);
        let config = &settings.config;
        archive.neighbours(report.organ(), report.year(), &config.parts, &config.aliases)
    }

    /// Files a document as it is now; one that was closed, as its file is.
    pub(super) fn file_document(&self, uri: &Uri) {
        let Some(path) = path_of(uri) else { return };
        match self.documents.get(uri) {
            Some(snapshot) => self.file(&path, &snapshot),
            None => self.file_on_disk(&path),
        }
    }

    /// Reads a file anew, and files it unless an editor has it open.
    pub(super) fn read_file(&self, path: &Path) {
        self.workspace.refresh(path, self);
        let is_open = |uri: &Uri| path_of(uri).as_deref() == Some(path);
        if !self.documents.uris().iter().any(is_open) {
            self.file_on_disk(path);
        }
    }

    /// Forgets the files below a folder.
    pub(super) fn forget_folder(&self, folder: &Path) {
        for path in self.workspace.forget_folder(folder) {
            self.archive.write().unwrap_or_else(PoisonError::into_inner).remove(&path);
        }
    }

    /// Checks all documents anew that are compared with other texts now. Their names.
    pub(super) fn compare_documents(&self) -> Vec<Uri> {
        self.documents.renew(|snapshot| self.renewed(snapshot, Arc::clone(&snapshot.settings)))
    }

    /// Checks all documents anew whose settings have changed, or what they are compared with.
    pub(super) fn renew_documents(&self) {
        let settings = |snapshot: &Snapshot| Arc::new(self.settings.of(&snapshot.uri));
        self.documents.renew(|snapshot| self.renewed(snapshot, settings(snapshot)));
    }

    /// Checks all files anew whose settings have changed, or what they are compared with.
    pub(super) fn renew_files(&self) {
        let settings = |snapshot: &Snapshot| Arc::new(self.settings.of(&snapshot.uri));
        self.workspace.renew(|snapshot| self.renewed(snapshot, settings(snapshot)));
    }

    fn renewed(&self, snapshot: &Snapshot, settings: Arc<InForce>) -> Option<Snapshot> {
        let neighbours = self.neighbours(&snapshot.analysis.report, &settings);
        snapshot.under(settings, neighbours)
    }

    fn file_on_disk(&self, path: &Path) {
        match self.workspace.get(path) {
            Some(snapshot) => self.file(path, &snapshot),
            None => self.archive.write().unwrap_or_else(PoisonError::into_inner).remove(path),
        }
    }

    fn file(&self, path: &Path, snapshot: &Snapshot) {
        let Analysis { text, report, .. } = &*snapshot.analysis;
        let filed = Filed::new(path.to_owned(), Arc::clone(text), Arc::clone(report));
        self.archive.write().unwrap_or_else(PoisonError::into_inner).file(filed);
    }
}
