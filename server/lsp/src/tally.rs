//! The command that fills a report from its ledger.

use std::path::{Path, PathBuf};

use ledger::Tally;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::Uri;

use super::backend::State;
use super::commands::Answer;
use super::documents::Snapshot;
use super::file_uri::path_of;

impl State {
    /// `{"uri", "files", "write"?}`: what the ledgers in the files, which are paths or URIs, have for a report. The
    /// answer is what there is to tell, in lines: `columns`, `count`, `unplaced`, `notes` and `differences`; `open`,
    /// how much is not counted, or null; the `year`; and `changes`, the figures that filling changes, as
    /// [`Self::listed`] lists them. With `write`, the report is filled by one edit.
    pub(super) fn tally(&self, argument: &Value) -> Result<Answer> {
        let tally = counted(&*self.snapshot_named(argument)?, &files(argument)?)?;
        // Reading takes time: what the text is by now counts.
        let snapshot = self.snapshot_named(argument)?;
        let figures = tally.figures();
        let (text, report) = (snapshot.text(), &snapshot.analysis.report);
        let mut differences = Vec::new();
        for figures in &figures {
            let table = &figures.table().name;
            let of_table = figures.differences(text, report).ok_or_else(|| {
                Error::invalid_params(format!(
                    "年报里没有完整的{table}，不能用台账填。请先把表补全"
                ))
            })?;
            differences.extend(of_table.iter().map(|it| tally.told_difference(it)));
        }
        let options = format::Options::from(&snapshot.config().format);
        let edits = ide::ledger::edits(&snapshot.analysis, &figures, options.ambiguous_width);
        let told = tally.told();
        let answer = json!({
            "year": tally.year,
            "columns": told.columns,
            "count": told.count,
            "unplaced": told.unplaced,
            "notes": told.notes,
            "open": tally.open(),
            "differences": differences,
            "changes": self.listed(&snapshot, &edits),
        });
        self.ledgers.keep(&snapshot.uri, figures);
        let writes = argument.get("write").and_then(Value::as_bool) == Some(true);
        if !writes || edits.is_empty() {
            return Ok(Answer::Value(answer));
        }
        let edit = self.workspace_edit(self.proto(&snapshot), &edits);
        Ok(Answer::Edit { edit, answer })
    }
}

/// The files that are named.
fn files(argument: &Value) -> Result<Vec<PathBuf>> {
    let path = |name: &Value| {
        let name = name.as_str().filter(|name| !name.is_empty())?;
        let uri = name.parse::<Uri>().ok();
        Some(uri.as_ref().and_then(path_of).unwrap_or_else(|| PathBuf::from(name)))
    };
    let names = argument.get("files").and_then(Value::as_array);
    let files: Option<Vec<PathBuf>> = names.and_then(|names| names.iter().map(path).collect());
    files
        .filter(|files| !files.is_empty())
        .ok_or_else(|| Error::invalid_params("files 应为台账文件的路径或地址"))
}

/// What the ledgers have for the year of the report.
fn counted(snapshot: &Snapshot, files: &[PathBuf]) -> Result<Tally> {
    let year = snapshot.analysis.report.year();
    let year = year.ok_or_else(|| {
        Error::invalid_params("年报的标题里看不出年度，不知道统计哪一年。请先写好标题")
    })?;
    let mut grids = Vec::new();
    for file in files {
        let mut read = sheets(file)?;
        if files.len() > 1 {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            read.iter_mut()
                .for_each(|grid| grid.name = format!("{name} {}", grid.name).trim().to_owned());
        }
        grids.extend(read);
    }
    ledger::count(grids, Some(year), &snapshot.config().ledger)
        .map_err(|error| Error::invalid_params(error.to_string()))
}

fn sheets(file: &Path) -> Result<Vec<ledger::Grid>> {
    let fault = |why: String| {
        let name = file.file_name().unwrap_or_default().display();
        Error::invalid_params(format!("{name}：{why}"))
    };
    let bytes = disk::read(file).map_err(|error| fault(disk::reason_at(file, &error)))?;
    let (grids, _) = ledger::sheets(bytes).map_err(|error| fault(error.to_string()))?;
    Ok(grids)
}
