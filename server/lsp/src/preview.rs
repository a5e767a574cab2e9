//! The commands that show or copy the report as it will be published.

use finding::{Finding, Severity};
use html::{Copied, Nonce, Preview};
use layout::Manuscript;
use report::{Report, Table};
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types as lsp;

use super::backend::State;
use super::diagnostics::findings;
use super::documents::Snapshot;

impl State {
    /// The page, with the findings under the settings in force.
    pub(super) fn preview(&self, argument: &Value) -> Result<Value> {
        let snapshot = self.snapshot_named(argument)?;
        let nonce = nonce_of(argument.get("nonce"))?;
        let unit = self.client().unit;
        let page = html::preview(Preview {
            layout: &manuscript(&snapshot).layout(),
            findings: &findings(&snapshot),
            locate: &|offset| snapshot.index().position(snapshot.text(), offset, unit),
            nonce: &nonce,
        });
        Ok(Value::String(page))
    }

    /// The report, the table that is named, or the one at a position.
    pub(super) fn copy_html(&self, argument: &Value) -> Result<Value> {
        let snapshot = self.snapshot_named(argument)?;
        let (report, manuscript) = (&snapshot.analysis.report, manuscript(&snapshot));
        let mut of = 0..snapshot.text().len();
        let copied = match (argument.get("table"), argument.get("position")) {
            (None | Some(Value::Null), None | Some(Value::Null)) => {
                html::copy_report(&manuscript.layout())
            }
            (Some(Value::String(id)), _) => {
                let table = named(report, id)?;
                of = table.range.clone();
                html::copy_table(&manuscript.table(table))
            }
            (_, Some(position)) => {
                let position: lsp::Position = serde_json::from_value(position.clone())
                    .map_err(|_| Error::invalid_params("position 应为文中的一个位置"))?;
                let offset = self.proto(&snapshot).offset(position);
                let table = table_at(&snapshot, offset)?;
                of = table.range.clone();
                html::copy_table(&manuscript.table(table))
            }
            _ => return Err(Error::invalid_params("table 应为表的英文代号")),
        };
        let Copied { html, text } = copied;
        let faults = findings(&snapshot);
        let is_wrong =
            |it: &&Finding| it.severity == Severity::Error && of.contains(&it.range.start);
        Ok(json!({ "html": html, "text": text, "errors": faults.iter().filter(is_wrong).count() }))
    }
}

/// The word by which a page knows scripts and styles.
pub(super) fn nonce_of(argument: Option<&Value>) -> Result<Nonce> {
    let nonce = argument.and_then(Value::as_str).and_then(Nonce::new);
    nonce.ok_or_else(|| Error::invalid_params("nonce 应为字母、数字和 + / - _ = 组成的字串"))
}

/// What is printed of a document.
pub(super) fn manuscript(snapshot: &Snapshot) -> Manuscript<'_> {
    let last_year = snapshot.neighbours.last_year.as_ref();
    Manuscript {
        text: snapshot.text(),
        report: &snapshot.analysis.report,
        last_year: last_year.map(|filed| filed.report.as_ref()),
    }
}

fn named<'r>(report: &'r Report, id: &str) -> Result<&'r Table> {
    let Some(of) = report.form.tables.iter().find(|table| table.id == id) else {
        return Err(Error::invalid_params(format!("没有代号为 {id} 的表")));
    };
    let found = report.official_tables().find(|(_, official)| official.table().id == id);
    let missing = || Error::invalid_params(format!("这份年报里没有{}", of.name));
    found.map(|(table, _)| table).ok_or_else(missing)
}

/// The table in whose lines an offset is; of one within another, the inner.
fn table_at(snapshot: &Snapshot, offset: usize) -> Result<&Table> {
    let line = snapshot.index().line_range(snapshot.text(), snapshot.index().line(offset));
    let touches = |table: &&Table| table.range.start <= line.end && line.start <= table.range.end;
    let tables = snapshot.analysis.report.tables.iter().filter(touches);
    tables
        .min_by_key(|table| table.range.len())
        .ok_or_else(|| Error::invalid_params("光标不在表格里，请先把光标移到要复制的表格中"))
}
