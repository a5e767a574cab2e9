//! Commands that change figures, and that say which.

use analysis::Analysis;
use ide::code_action::recompute;
use report::changes::{self, Change};
use serde_json::{Value, json};
use text::position::LineIndex;
use text::{Edit, apply};
use tower_lsp::jsonrpc::Result;

use super::backend::State;
use super::commands::Answer;
use super::documents::Snapshot;

impl State {
    /// Recomputes all totals of a document. The argument is its URI, or `{"uri", "list": true}`, which
    /// has the changes listed: as [`listed`] writes them, in place of `true`, or `[]` in place of
    /// `false`.
    pub(super) fn recompute(&self, argument: &Value) -> Result<Answer> {
        let snapshot = self.snapshot_named(argument)?;
        let lists = argument.get("list").and_then(Value::as_bool) == Some(true);
        let tables = snapshot.analysis.report.official_tables();
        let edits: Vec<Edit> = tables
            .filter_map(|(_, official)| recompute(official))
            .flat_map(|action| action.edits)
            .collect();
        if edits.is_empty() {
            return Ok(Answer::Value(if lists { json!([]) } else { Value::Bool(false) }));
        }
        let answer = if lists { self.listed(&snapshot, &edits) } else { Value::Bool(true) };
        let edit = self.workspace_edit(self.proto(&snapshot), &edits);
        Ok(Answer::Edit { edit, answer })
    }

    /// The figures that edits change, in the order of the text: `name`, such as 表三 办理结果总计·自然人,
    /// the ids `table`, `row` and `column`, the figures `from` and `to` (empty for a blank cell), and
    /// the new one's `position` in the edited text.
    pub(super) fn listed(&self, snapshot: &Snapshot, edits: &[Edit]) -> Value {
        let before = &snapshot.analysis;
        let after = Analysis::with(apply(&before.text, edits), &before.options);
        let index = LineIndex::new(&after.text);
        let entry = |change: &Change| {
            let position = index.position(&after.text, change.range.start, self.client().unit);
            json!({
                "name": change.name(),
                "table": change.table.id,
                "row": change.row.id,
                "column": change.column.id,
                "from": change.from,
                "to": change.to,
                "position": { "line": position.line, "character": position.column },
            })
        };
        let changes =
            changes::figures((&before.text, &before.report), (&after.text, &after.report));
        changes.iter().map(entry).collect()
    }
}
