//! The settings in force for a document: the editor's, with those of the nearest `nianbao.toml`
//! on top.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use config::{Config, FILE_NAME, Fault, Layer, SettingsFile, file_for};
use dashmap::DashMap;
use text::position::{LineIndex, Unit};
use tower_lsp::ls_types::{Diagnostic, DiagnosticSeverity, Range, Uri};

use super::diagnostics::SOURCE;
use super::file_uri::path_of;
use super::to_proto::position;

/// All settings that are known.
#[derive(Debug, Default)]
pub(super) struct Settings {
    editor: RwLock<Editor>,
    /// What was read of each file; one that cannot be read sets nothing.
    files: DashMap<PathBuf, Arc<SettingsFile>>,
    /// Files with faults that nobody has been told of yet.
    untold: Mutex<BTreeSet<PathBuf>>,
}

/// What the editor sets: when it starts the server, and when it is asked.
#[derive(Debug, Default)]
struct Editor {
    initial: Layer,
    current: Layer,
    /// What was wrong the last time, so that nobody is told twice.
    faults: Vec<Fault>,
}

/// The settings in force for a document.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct InForce {
    pub(super) config: Config,
    /// The file that some of them come from.
    pub(super) file: Option<PathBuf>,
}

impl Settings {
    /// Takes the settings that came with `initialize`.
    pub(super) fn set_initial(&self, value: serde_json::Value) {
        let (layer, faults) = Layer::of_json(under_our_name(value));
        let mut editor = self.editor.write().unwrap_or_else(PoisonError::into_inner);
        *editor = Editor { initial: layer, faults, ..Editor::default() };
    }

    /// What is wrong with the settings that came with `initialize`.
    pub(super) fn initial_faults(&self) -> Vec<Fault> {
        self.editor.read().unwrap_or_else(PoisonError::into_inner).faults.clone()
    }

    /// Takes the editor's settings: what it does not name is as when it started. Returns what is
    /// newly wrong with them.
    pub(super) fn set_current(&self, value: serde_json::Value) -> Vec<Fault> {
        let (layer, faults) = Layer::of_json(under_our_name(value));
        let mut editor = self.editor.write().unwrap_or_else(PoisonError::into_inner);
        editor.current = layer;
        let known = std::mem::replace(&mut editor.faults, faults.clone());
        faults.into_iter().filter(|fault| !known.contains(fault)).collect()
    }

    /// The settings for a document.
    pub(super) fn of(&self, uri: &Uri) -> InForce {
        let file = path_of(uri).and_then(|path| file_for(&path));
        let read = file.as_deref().map(|path| self.file(path));
        let editor = self.editor.read().unwrap_or_else(PoisonError::into_inner);
        let layers = [&editor.initial, &editor.current].into_iter();
        let config = Config::of(layers.chain(read.as_deref().map(|read| &read.layer)));
        InForce { config, file }
    }

    fn file(&self, path: &Path) -> Arc<SettingsFile> {
        if let Some(known) = self.files.get(path) {
            return Arc::clone(&known);
        }
        let read = Arc::new(
            std::fs::read(path).map(|bytes| SettingsFile::new(path, bytes)).unwrap_or_default(),
        );
        if !read.faults.is_empty() {
            self.untold.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned());
        }
        self.files.insert(path.to_owned(), Arc::clone(&read));
        read
    }

    /// Forgets what was read of a file that has changed.
    pub(super) fn forget(&self, path: &Path) {
        self.files.remove(path);
    }

    /// Whether a path is a settings' file.
    pub(super) fn is_file(path: &Path) -> bool {
        path.file_name().is_some_and(|name| name == FILE_NAME)
    }

    /// The files with faults that nobody has been told of yet; they count as told then.
    pub(super) fn untold(&self) -> BTreeSet<PathBuf> {
        std::mem::take(&mut *self.untold.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What is wrong with a settings' file, at its place; nothing if all is well or it is gone.
    pub(super) fn file_diagnostics(&self, path: &Path, unit: Unit) -> Vec<Diagnostic> {
        if !path.is_file() {
            return Vec::new();
        }
        let read = self.file(path);
        self.untold.lock().unwrap_or_else(PoisonError::into_inner).remove(path);
        let index = LineIndex::new(&read.text);
        let position = |offset| position(index.position(&read.text, offset, unit));
        let diagnostic = |fault: &Fault| Diagnostic {
            range: Range { start: position(fault.range.start), end: position(fault.range.end) },
            severity: Some(DiagnosticSeverity::ERROR),
            source: Some(SOURCE.to_owned()),
            message: fault.message.clone(),
            ..Diagnostic::default()
        };
        read.faults.iter().map(diagnostic).collect()
    }
}

/// Editors send their settings under the server's name or without it.
fn under_our_name(value: serde_json::Value) -> serde_json::Value {
    match value {
        serde_json::Value::Object(mut all) => {
            all.remove(SOURCE).unwrap_or(serde_json::Value::Object(all))
        }
        other => other,
    }
}
