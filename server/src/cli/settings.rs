//! The settings that count for each file: the nearest `nianbao.toml` upward, read once a folder.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use config::{Config, Fault, SettingsFile, file_for};
use disk::reason_at;
use text::position::{LineIndex, Unit};

use super::files::{Input, Unread};

/// The settings of all folders that were asked for.
#[derive(Debug, Default)]
pub(super) struct Settings {
    read: Mutex<Read>,
}

#[derive(Debug, Default)]
struct Read {
    /// By the folder of the reports.
    folders: HashMap<PathBuf, Arc<Config>>,
    /// By the path of the settings' file, so that they are told in an order.
    faults: BTreeMap<PathBuf, Vec<String>>,
}

impl Settings {
    /// The settings for a file. Where they cannot be read, the usual ones, and there is a fault.
    pub(super) fn of(&self, input: &Input) -> Arc<Config> {
        let Ok(path) = std::path::absolute(match input {
            Input::File(path) => path.as_path(),
            Input::StandardInput => Path::new("-"),
        }) else {
            return Arc::default();
        };
        let folder = path.parent().unwrap_or(&path).to_path_buf();
        // What a thread that panicked had read is as good as ever.
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(config) = read.folders.get(&folder) {
            return Arc::clone(config);
        }
        let config = Arc::new(file_for(&path).map_or_else(Config::default, |file| read.file(file)));
        read.folders.insert(folder, Arc::clone(&config));
        config
    }

    /// The settings' files that could not be read or understood.
    pub(super) fn into_faults(self) -> Vec<Unread> {
        let read = self.read.into_inner().unwrap_or_else(PoisonError::into_inner);
        let of_file = |(path, messages): (PathBuf, Vec<String>)| {
            let path = as_near(&path).display().to_string();
            messages.into_iter().map(move |message| Unread { path: path.clone(), message })
        };
        read.faults.into_iter().flat_map(of_file).collect()
    }
}

/// The path as the user would write it, if it is below the current folder.
fn as_near(path: &Path) -> &Path {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path)
}

impl Read {
    fn file(&mut self, path: PathBuf) -> Config {
        let read = match std::fs::read(&path) {
            Ok(bytes) => SettingsFile::new(&path, bytes),
            Err(error) => {
                let message = format!("{}。里面的设置没有生效", reason_at(&path, &error));
                self.faults.insert(path, vec![message]);
                return Config::default();
            }
        };
        let lines = LineIndex::new(&read.text);
        let told = |fault: &Fault| {
            let place = lines.position(&read.text, fault.range.start, Unit::Utf32);
            let (line, column) = (place.line + 1, place.column + 1);
            let end = if fault.message.ends_with('？') { "" } else { "。" };
            format!("第 {line} 行第 {column} 列，{}{end}请改正，其余设置照常生效", fault.message)
        };
        if !read.faults.is_empty() {
            self.faults.insert(path, read.faults.iter().map(told).collect());
        }
        Config::of([&read.layer])
    }
}
