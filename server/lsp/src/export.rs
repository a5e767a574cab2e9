//! The command that writes the report as a file to be published.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use config::Config;
use export::{Format, Options, Template};
use finding::Severity;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};

use super::backend::State;
use super::diagnostics::findings;
use super::file_uri::path_of;
use super::preview::manuscript;

impl State {
    /// Writes the file beside the report, from the text under edit. Answers with `{"file", "uri",
    /// "name", "written", "errors"}`; what is there is replaced only if `force` says so.
    pub(super) fn export(&self, argument: &Value) -> Result<Value> {
        let snapshot = self.snapshot_named(argument)?;
        let named = argument.get("format").and_then(Value::as_str).unwrap_or("docx");
        let format = Format::of_extension(named)
            .ok_or_else(|| Error::invalid_params("format 应为 docx、xlsx 或 html"))?;
        // A document that was never saved has a name too, and no place.
        let path = path_of(&snapshot.uri)
            .map(|report| beside(&report, format))
            .ok_or_else(|| Error::invalid_params("这份年报还没有存成文件，请先保存，再导出"))?;
        let force = argument.get("force").and_then(Value::as_bool).unwrap_or(false);
        let written = force || !path.exists();
        if written {
            let layout = manuscript(&snapshot).layout();
            let options = options(snapshot.config(), format, &path)?;
            let bytes = export::export(&layout, format, &options)
                .map_err(|fault| Error::invalid_params(fault.to_string()))?;
            disk::write(&path, &bytes).map_err(|error| unwritten(&path, &error))?;
        }
        let findings = findings(&snapshot);
        let errors = findings.iter().filter(|it| it.severity == Severity::Error).count();
        Ok(json!({
            "file": path,
            "uri": self.uri_of(&path, Some(&snapshot.uri)),
            "name": format.name(),
            "written": written,
            "errors": errors,
        }))
    }
}

/// What is set, with the template if the format can look like one.
fn options(config: &Config, format: Format, file: &Path) -> Result<Options> {
    let path = config.template_for(file).filter(|_| format == Format::Docx);
    let Some(path) = path else { return Ok(config.export.clone()) };
    let read = disk::read(&path).map_err(|error| disk::reason_at(&path, &error));
    let read = read.and_then(|bytes| Template::read(&bytes).map_err(|it| it.to_string()));
    // Short: editors show the beginning of a message.
    let name = path.file_name().unwrap_or_default().display();
    let template = read
        .map_err(|why| Error::invalid_params(format!("[export] 里的模板 {name} 用不了：{why}")))?;
    Ok(Options { template: Some(Arc::new(template)), ..config.export.clone() })
}

/// The same place as the command line's: `2023.年报.nianbao` becomes `2023.年报.docx`.
fn beside(report: &Path, format: Format) -> PathBuf {
    let known = ["nianbao", "txt", "md"].map(std::ffi::OsStr::new);
    if report.extension().is_some_and(|ending| known.contains(&ending)) {
        return report.with_extension(format.extension());
    }
    let mut name = report.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(format.extension());
    report.with_file_name(name)
}

fn unwritten(path: &Path, error: &std::io::Error) -> Error {
    let why = disk::reason_at(path, error);
    Error::invalid_params(format!("{} 没有写成：{why}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_ending_of_a_report_is_replaced() {
        let beside = |report: &str| beside(Path::new(report), Format::Docx);
        assert_eq!(beside("甲/2023.年报.nianbao"), Path::new("甲/2023.年报.docx"));
        assert_eq!(beside("2023.12"), Path::new("2023.12.docx"));
    }
}
