//! The reports of the opened folders that are not open themselves, and where the rules' page is.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use dashmap::DashMap;
use tower_lsp::ls_types::Uri;

use super::backend::State;
use super::documents::Snapshot;
use super::file_uri::{path_of, uri_of};

/// The extension of reports.
const EXTENSION: &str = "nianbao";

/// The reports on disk, by path.
#[derive(Debug, Default)]
pub(super) struct Workspace(DashMap<PathBuf, Arc<Snapshot>>);

impl Workspace {
    /// Reads a report anew; forgets it if it is gone or cannot be read.
    pub(super) fn refresh(&self, path: &Path, state: &State) {
        match read(path, state) {
            Some(snapshot) => drop(self.0.insert(path.to_owned(), Arc::new(snapshot))),
            None => drop(self.0.remove(path)),
        }
    }

    /// Replaces all reports for which there is a new snapshot.
    pub(super) fn renew(&self, renewed: impl Fn(&Snapshot) -> Option<Snapshot>) {
        for mut report in self.0.iter_mut() {
            if let Some(renewed) = renewed(&report) {
                *report = Arc::new(renewed);
            }
        }
    }

    /// Forgets all reports below a folder. Their paths.
    pub(super) fn forget_folder(&self, folder: &Path) -> Vec<PathBuf> {
        let below = self.0.iter().map(|entry| entry.key().clone());
        let below: Vec<_> = below.filter(|path| path.starts_with(folder)).collect();
        below.iter().for_each(|path| drop(self.0.remove(path)));
        below
    }

    /// The report of a path.
    pub(super) fn get(&self, path: &Path) -> Option<Arc<Snapshot>> {
        self.0.get(path).map(|entry| Arc::clone(entry.value()))
    }

    /// All reports, in the order of their paths.
    pub(super) fn all(&self) -> Vec<Arc<Snapshot>> {
        let mut all: Vec<_> = self.0.iter().map(|entry| Arc::clone(entry.value())).collect();
        all.sort_by(|one, two| one.uri.cmp(&two.uri));
        all
    }
}

impl State {
    /// The report of an address: as it is open, as the folder's files were read, or read now.
    pub(super) fn report_of(&self, uri: &Uri) -> Option<Arc<Snapshot>> {
        if let Some(open) = self.documents.get(uri) {
            return Some(open);
        }
        let path = path_of(uri)?;
        self.workspace.get(&path).or_else(|| read(&path, self).map(Arc::new))
    }

    /// The address of a file, in the client's own way: as it is open, or as the client writes what lies
    /// nearest to it; of several, as it wrote `asked`. None if the protocol cannot carry the file's name.
    pub(super) fn uri_of(&self, path: &Path, asked: Option<&Uri>) -> Option<Uri> {
        let open = self.documents.uris();
        uri_of(path, self.client().folders.iter().chain(&open).chain(asked))
    }
}

fn read(path: &Path, state: &State) -> Option<Snapshot> {
    // Who reads a pipe may wait for ever.
    if !path.is_file() {
        return None;
    }
    let bytes = disk::read(path).ok()?;
    let (text, _) = text::encoding::decode(bytes).ok()?;
    Some(Snapshot::of(state.uri_of(path, None)?, None, text, state))
}

/// The reports below a folder, as the ignore files have it.
pub(super) fn reports_below(folder: &Path) -> Vec<PathBuf> {
    ignore::WalkBuilder::new(folder)
        .build()
        .filter_map(Result::ok)
        .map(ignore::DirEntry::into_path)
        .filter(|path| is_report(path) && path.is_file())
        .collect()
}

/// Whether a path bears the extension of reports.
pub(super) fn is_report(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(EXTENSION))
}

/// Writes the explanation of all rules where an editor can open it, and tells where, in the way
/// that the client writes its folders.
pub(super) fn write_rules_page(folders: &[Uri]) -> Option<Uri> {
    let folder = std::env::temp_dir().join(format!("nianbao-{}", env!("CARGO_PKG_VERSION")));
    let path = folder.join("rules.md");
    let page = rules::reference();
    if std::fs::read_to_string(&path).ok().as_deref() != Some(page.as_str()) {
        std::fs::create_dir_all(&folder).ok()?;
        std::fs::write(&path, page).ok()?;
    }
    uri_of(&path, folders.iter())
}
