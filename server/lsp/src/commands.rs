//! The commands, for editors with and without menus, and the kinds of code actions.

use std::ops::Range;

use analysis::Analysis;
use finding::Finding;
use ide::cell_navigation::{next_cell, previous_cell};
use ide::code_action::{Action, ActionKind, code_actions, fix_all};
use serde_json::{Value, json};
use text::Edit;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types as lsp;

use super::backend::State;
use super::diagnostics::{UriOf, diagnostic, findings};
use super::documents::Snapshot;
use super::encoding;
use super::to_proto::Proto;

/// Makes the text of a new report. Arguments: `{"organ", "year", "lastYear"?}`, the last of which is the URI of the
/// report whose figures are carried over; answers with the text.
const NEW_REPORT: &str = "nianbao.newReport";
/// Recomputes all totals of a document. Arguments: its URI, or `{"uri", "list": true}`; answers with whether
/// any changes, or with a list of the changes. The change is sent as an edit.
const RECOMPUTE: &str = "nianbao.recomputeTotals";
/// The settings in force. Arguments: a document's URI; answers with them and their file.
const SHOW_CONFIGURATION: &str = "nianbao.showConfiguration";
/// The cell that Tab goes to. Arguments: `{"uri", "position"}`; answers with the range of what is
/// written in it, or with nothing.
const NEXT_CELL: &str = "nianbao.nextCell";
/// The cell that Shift-Tab goes to. Arguments and answer as for the next one.
const PREVIOUS_CELL: &str = "nianbao.previousCell";
/// How a report stands. Arguments: a document's URI; answers with the numbers of `identities` that
/// can be tested, of those `holding`, and of `errors`, `warnings` and `infos`.
const SUMMARY: &str = "nianbao.summary";
/// The report as a page. Arguments: `{"uri", "nonce"}`; answers with the page.
const PREVIEW: &str = "nianbao.preview";
/// The report beside last year's, as a page. Arguments: `{"uri", "with"?, "nonce"?}`, `with` being the address of the
/// report that is meant instead; answers with `{"page", "before", "after"}`, the page and the addresses of the two, or
/// where no report can be taken for last year's with `{"page": null, "candidates"}`, those that may be it.
const COMPARE: &str = "nianbao.compare";
/// The report as a file beside it. Arguments: `{"uri", "format"?, "force"?}`, the format being `docx`, `xlsx`
/// or `html`; answers with the `file`, its `uri`, whether it was `written` (not if it was there, and nothing forced
/// it), and how many `errors` the report has.
const EXPORT: &str = "nianbao.export";
/// The report, or one table, for the clipboard. Arguments: `{"uri", "table"?, "position"?}`; answers
/// with `{"html", "text"}`.
const COPY_HTML: &str = "nianbao.copyHtml";
/// What is about to be pasted, as formatting would write it. Arguments: `{"uri", "text", "html"?}`;
/// answers with the new text, or with nothing if there is no official table in it that would change.
/// HTML has all cells and what they span, and counts before the text.
const FORMAT_TEXT: &str = "nianbao.formatText";
/// The page that explains all rules. No arguments; answers with Markdown.
const RULES: &str = "nianbao.rules";

/// From a reply to its row, question by question. Arguments: `{"guide"?, "answers"?, "uri"?}`: the guide's id, the
/// ids of the choices made so far, and the report whose row is looked up; answers with the next `question` or the
/// `outcome`, and `place`, the ranges of the row and of its cells.
const GUIDE: &str = "nianbao.guide";
/// What a ledger has for a report, and the report filled from it ([`State::tally`]).
pub(super) const TALLY: &str = "nianbao.tally";
/// The encoding of a file. Arguments: its URI; answers with `{"encoding"}`, as it is on the disk.
const ENCODING: &str = "nianbao.encoding";
/// The cell that a key goes to, and the edits that align the table that is left ([`State::move_cell`]).
const MOVE_CELL: &str = "nianbao.moveCell";
/// The edits that align a table ([`State::align_table`]).
const ALIGN_TABLE: &str = "nianbao.alignTable";
/// What a paste into a table means ([`State::paste_cells`]).
const PASTE_CELLS: &str = "nianbao.pasteCells";

/// All commands.
pub(super) const COMMANDS: [&str; 18] = [
    ENCODING,
    MOVE_CELL,
    ALIGN_TABLE,
    PASTE_CELLS,
    NEW_REPORT,
    RECOMPUTE,
    SHOW_CONFIGURATION,
    NEXT_CELL,
    PREVIOUS_CELL,
    SUMMARY,
    PREVIEW,
    COMPARE,
    EXPORT,
    COPY_HTML,
    FORMAT_TEXT,
    RULES,
    GUIDE,
    TALLY,
];

/// `source.fixAll.nianbao`.
fn fix_all_kind() -> lsp::CodeActionKind {
    lsp::CodeActionKind::new("source.fixAll.nianbao")
}

/// The kinds of code actions that the server offers.
pub(super) fn code_action_kinds() -> Vec<lsp::CodeActionKind> {
    vec![lsp::CodeActionKind::QUICKFIX, lsp::CodeActionKind::REFACTOR_REWRITE, fix_all_kind()]
}

impl State {
    /// The code actions for a range.
    pub(super) fn code_actions(
        &self,
        snapshot: &Snapshot,
        params: &lsp::CodeActionParams,
    ) -> lsp::CodeActionResponse {
        let proto = self.proto(snapshot);
        let findings = findings(snapshot);
        let uri_of: UriOf<'_> = &|path| self.uri_of(path, Some(&snapshot.uri));
        let kind = |action: &Action| match action.kind {
            ActionKind::QuickFix => lsp::CodeActionKind::QUICKFIX,
            ActionKind::FixAll => fix_all_kind(),
            ActionKind::Rewrite => lsp::CodeActionKind::REFACTOR_REWRITE,
        };
        let wanted = |action: &Action| match &params.context.only {
            None => true,
            Some(only) => only.iter().any(|wanted| is_of_kind(&kind(action), wanted)),
        };
        // It takes several checks, and a light bulb, for which editors ask unasked, shows no source actions.
        let automatic = params.context.trigger_kind == Some(lsp::CodeActionTriggerKind::AUTOMATIC);
        let wants_all = match &params.context.only {
            None => !automatic,
            Some(only) => only.iter().any(|wanted| is_of_kind(&fix_all_kind(), wanted)),
        };
        let counts = |finding: &Finding| snapshot.config().counts(finding);
        let all = || fix_all(&snapshot.analysis, &findings, counts);
        let options = format::Options::from(&snapshot.config().format);
        code_actions(&snapshot.analysis, &findings, &proto.bytes(params.range), options)
            .into_iter()
            .chain(wants_all.then(all).flatten())
            .filter(wanted)
            .map(|action| {
                let kind = kind(&action);
                let mends = action.mends.iter().filter_map(|at| findings.get(*at));
                let diagnostics = mends
                    .map(|finding| diagnostic(finding, proto, self.client(), uri_of))
                    .collect();
                lsp::CodeActionOrCommand::CodeAction(lsp::CodeAction {
                    title: action.title,
                    kind: Some(kind),
                    diagnostics: Some(diagnostics)
                        .filter(|diagnostics: &Vec<_>| !diagnostics.is_empty()),
                    edit: Some(self.workspace_edit(proto, &action.edits)),
                    is_preferred: action.preferred.then_some(true),
                    ..lsp::CodeAction::default()
                })
            })
            .collect()
    }

    pub(super) fn workspace_edit(&self, proto: Proto<'_>, edits: &[Edit]) -> lsp::WorkspaceEdit {
        let changes = [(proto.snapshot.uri.clone(), proto.text_edits(edits))].into();
        lsp::WorkspaceEdit { changes: Some(changes), ..lsp::WorkspaceEdit::default() }
    }

    /// Carries out a command that only answers; the edit of one that changes a document is sent by
    /// the caller.
    pub(super) fn command(&self, params: &lsp::ExecuteCommandParams) -> Result<Answer> {
        let argument = params.arguments.first().cloned().unwrap_or_default();
        match params.command.as_str() {
            NEW_REPORT => new_report(self, &argument).map(Answer::Value),
            RECOMPUTE => self.recompute(&argument),
            SHOW_CONFIGURATION => self.show_configuration(&argument).map(Answer::Value),
            NEXT_CELL => self.cell(&argument, next_cell).map(Answer::Value),
            PREVIOUS_CELL => self.cell(&argument, previous_cell).map(Answer::Value),
            SUMMARY => self.summary(&argument).map(Answer::Value),
            PREVIEW => self.preview(&argument).map(Answer::Value),
            COMPARE => self.compare(&argument).map(Answer::Value),
            EXPORT => self.export(&argument).map(Answer::Value),
            COPY_HTML => self.copy_html(&argument).map(Answer::Value),
            FORMAT_TEXT => self.format_text(&argument).map(Answer::Value),
            GUIDE => self.guide(&argument).map(Answer::Value),
            MOVE_CELL => self.move_cell(&argument).map(Answer::Value),
            ALIGN_TABLE => self.align_table(&argument).map(Answer::Value),
            PASTE_CELLS => self.paste_cells(&argument),
            TALLY => self.tally(&argument),
            ENCODING => encoding::of_file(&argument).map(Answer::Value),
            RULES => Ok(Answer::Value(rules::reference().into())),
            unknown => Err(Error::invalid_params(format!("没有名为 {unknown} 的命令"))),
        }
    }

    pub(super) fn snapshot_named(&self, argument: &Value) -> Result<std::sync::Arc<Snapshot>> {
        let name = argument.as_str().or_else(|| argument.get("uri")?.as_str());
        let uri = name.and_then(|name| name.parse::<lsp::Uri>().ok());
        let snapshot = uri.and_then(|uri| self.documents.get(&uri));
        snapshot.ok_or_else(|| Error::invalid_params("参数应为已打开的年报的地址"))
    }

    fn show_configuration(&self, argument: &Value) -> Result<Value> {
        let snapshot = self.snapshot_named(argument)?;
        let settings = &snapshot.settings;
        Ok(json!({ "settings": settings.config.to_json(), "file": settings.file }))
    }
}

/// Commands that only answer.
impl State {
    fn cell(
        &self,
        argument: &Value,
        go: impl Fn(&Analysis, usize) -> Option<Range<usize>>,
    ) -> Result<Value> {
        let snapshot = self.snapshot_named(argument)?;
        let position = argument.get("position").cloned().unwrap_or_default();
        let position: lsp::Position = serde_json::from_value(position)
            .map_err(|_| Error::invalid_params("参数应为 {\"uri\": 地址, \"position\": 位置}"))?;
        let proto = self.proto(&snapshot);
        let cell = go(&snapshot.analysis, proto.offset(position));
        Ok(json!(cell.map(|cell| proto.range(&cell))))
    }

    fn format_text(&self, argument: &Value) -> Result<Value> {
        let snapshot = self.snapshot_named(argument)?;
        let options = format::Options::from(&snapshot.settings.config.format);
        let word = |name: &str| argument.get(name).and_then(Value::as_str);
        let text = word("text").unwrap_or_default();
        Ok(json!(ide::paste::canonical(text, word("html"), options)))
    }

    fn summary(&self, argument: &Value) -> Result<Value> {
        let snapshot = self.snapshot_named(argument)?;
        let summary = ide::summary::summary(&snapshot.analysis, &findings(&snapshot));
        Ok(json!({
            "identities": summary.identities,
            "holding": summary.holding,
            "rows": summary.progress.rows,
            "filled": summary.progress.filled,
            "possible": summary.progress.identities,
            "errors": summary.errors,
            "warnings": summary.warnings,
            "infos": summary.infos,
        }))
    }
}

/// What a command answers with.
pub(super) enum Answer {
    Value(Value),
    /// A change that the client is asked to make, and what it is answered beside.
    Edit {
        edit: lsp::WorkspaceEdit,
        answer: Value,
    },
}

/// `quickfix` covers `quickfix.x`.
fn is_of_kind(kind: &lsp::CodeActionKind, wanted: &lsp::CodeActionKind) -> bool {
    let (kind, wanted) = (kind.as_str(), wanted.as_str());
    kind == wanted
        || kind.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('.'))
        || wanted.is_empty()
}

fn new_report(state: &State, argument: &Value) -> Result<Value> {
    let organ = argument
        .get("organ")
        .and_then(Value::as_str)
        .map(str::trim)
        .filter(|organ| !organ.is_empty());
    let year =
        argument.get("year").and_then(Value::as_i64).and_then(|year| i32::try_from(year).ok());
    let (Some(organ), Some(year)) = (organ, year) else {
        return Err(Error::invalid_params("参数应为 {\"organ\": \"机关名称\", \"year\": 年份}"));
    };
    let form = form::form_for(year)
        .ok_or_else(|| Error::invalid_params(format!("没有 {year} 年度的年报格式")))?;
    let last_year = argument.get("lastYear").and_then(Value::as_str);
    let last_year = last_year.and_then(|uri| state.report_of(&uri.parse().ok()?));
    Ok(Value::String(match last_year {
        Some(last) => skeleton::report_after(form, organ, year, &last.analysis.report).0,
        None => skeleton::report(form, organ, year),
    }))
}
