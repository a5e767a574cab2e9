//! The organs' own documents that reports are made to look like: each is read once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use config::Config;
use export::{Options, Template};

use super::files::{Input, Unread};

/// All templates that were asked for; the reason for those that cannot be used.
#[derive(Debug, Default)]
pub(super) struct Templates {
    read: Mutex<BTreeMap<PathBuf, Result<Arc<Template>, String>>>,
}

impl Templates {
    /// How a report is printed; none if it should look like a template that cannot be used.
    pub(super) fn options(&self, config: &Config, input: &Input) -> Option<Options> {
        let report = match input {
            Input::File(path) => path.as_path(),
            Input::StandardInput => Path::new(""),
        };
        let Some(path) = config.template_for(report) else { return Some(config.export.clone()) };
        // What a thread that panicked had read is as good as ever.
        let mut all = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let template = all.entry(path).or_insert_with_key(|path| read(path).map(Arc::new));
        let template = Some(Arc::clone(template.as_ref().ok()?));
        Some(Options { template, ..config.export.clone() })
    }

    /// The templates that cannot be used.
    pub(super) fn into_faults(self) -> Vec<Unread> {
        let all = self.read.into_inner().unwrap_or_else(PoisonError::into_inner);
        let unusable = |(path, read): (PathBuf, Result<_, String>)| {
            let why = read.err()?;
            let message =
                format!("这是 [export] 的 template 里写的模板，用不了，所以没有导出：{why}");
            Some(Unread { path: path.display().to_string(), message })
        };
        all.into_iter().filter_map(unusable).collect()
    }
}

fn read(path: &Path) -> Result<Template, String> {
    let bytes = disk::read(path).map_err(|error| disk::reason_at(path, &error))?;
    Template::read(&bytes).map_err(|refusal| refusal.to_string())
}
