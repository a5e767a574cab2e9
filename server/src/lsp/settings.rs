//! The settings in force for a document: the editor's, with those of the nearest `nianbao.toml`
//! on top.

use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};

use dashmap::DashMap;
use tower_lsp::ls_types::{Diagnostic, DiagnosticSeverity, Range, Uri};

use super::diagnostics::SOURCE;
use super::to_proto::position;
use crate::config::{Config, FILE_NAME, Fault, file_for};
use crate::position::{LineIndex, Unit};

/// All settings that are known.
#[derive(Debug, Default)]
pub(super) struct Settings {
    client: RwLock<Config>,
    /// What was read of each file; a file that cannot be read counts as empty.
    files: DashMap<PathBuf, Arc<Config>>,
}

impl Settings {
    /// Takes the editor's settings: the object under `nianbao`.
    ///
    /// # Errors
    /// What is wrong with them, in Chinese, with the setting's name.
    pub(super) fn set_client(&self, value: serde_json::Value) -> Result<(), String> {
        let value = match value {
            serde_json::Value::Object(mut all) => {
                all.remove(SOURCE).unwrap_or(serde_json::Value::Object(all))
            }
            other => other,
        };
        if value.is_null() {
            return Ok(());
        }
        // The file's reader checks rule names too, and both take the same names.
        let config = toml::to_string(&value)
            .map_err(|error| error.to_string())
            .and_then(|text| Config::of_toml(&text).map_err(|fault| fault.message))?;
        *self.client.write().unwrap_or_else(std::sync::PoisonError::into_inner) = config;
        Ok(())
    }

    /// The settings for a document, and the file that some of them come from.
    pub(super) fn of(&self, uri: &Uri) -> (Config, Option<PathBuf>) {
        let client = self.client.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
        let file = uri.to_file_path().and_then(|path| file_for(&path));
        let of_file = file.as_deref().map(|path| self.file(path));
        match of_file {
            Some(of_file) => (client.with(&of_file), file),
            None => (client, None),
        }
    }

    fn file(&self, path: &Path) -> Arc<Config> {
        if let Some(known) = self.files.get(path) {
            return Arc::clone(&known);
        }
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let config = Arc::new(Config::of_toml(&text).unwrap_or_default());
        self.files.insert(path.to_owned(), Arc::clone(&config));
        config
    }

    /// Forgets what was read of a file that has changed.
    pub(super) fn forget(&self, path: &Path) {
        self.files.remove(path);
    }

    /// Whether a path is a settings' file.
    pub(super) fn is_file(path: &Path) -> bool {
        path.file_name().is_some_and(|name| name == FILE_NAME)
    }
}

/// What is wrong with a settings' file, at its place; nothing if all is well or it is gone.
pub(super) fn file_diagnostics(path: &Path, unit: Unit) -> Vec<Diagnostic> {
    let Ok(text) = std::fs::read_to_string(path) else { return Vec::new() };
    let Err(Fault { message, range }) = Config::of_toml(&text) else { return Vec::new() };
    let index = LineIndex::new(&text);
    let position = |offset| position(index.position(&text, offset, unit));
    vec![Diagnostic {
        range: Range { start: position(range.start), end: position(range.end) },
        severity: Some(DiagnosticSeverity::ERROR),
        source: Some(SOURCE.to_owned()),
        message,
        ..Diagnostic::default()
    }]
}
