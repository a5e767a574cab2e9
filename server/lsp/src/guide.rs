//! The command that leads from a reply to its row, question by question.

use form::current_form;
use form::guide::{Guide, Next, Outcome, Progress, guide, guides};
use serde::Serialize;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};

use super::backend::State;
use super::documents::Snapshot;

/// The answer as it is written.
#[derive(Serialize)]
struct Answer {
    #[serde(flatten)]
    progress: Progress,
    place: Value,
}

impl State {
    /// How far the answers lead, in the edition of the report, if there is one.
    pub(super) fn guide(&self, argument: &Value) -> Result<Value> {
        let named = argument.get("uri").filter(|uri| !uri.is_null());
        let snapshot = named.map(|uri| self.snapshot_named(uri)).transpose()?;
        let report = snapshot.as_ref().map(|it| &it.analysis.report);
        let form = report.map_or_else(current_form, |report| report.form);
        let year = form.year_for(report.and_then(|report| report.year()));
        let answers = answers(argument)?;
        let progress = asked(argument)?
            .walk(form, year, answers)
            .map_err(|stray| Error::invalid_params(stray.to_string()))?;
        let place = match (&progress.next, &snapshot) {
            (Next::Outcome(outcome), Some(snapshot)) => self.place(snapshot, outcome),
            _ => Value::Null,
        };
        Ok(json!(Answer { progress, place }))
    }

    fn place(&self, snapshot: &Snapshot, outcome: &Outcome) -> Value {
        let Some(place) = ide::guide::place(&snapshot.analysis.report, outcome) else {
            return Value::Null;
        };
        let proto = self.proto(snapshot);
        let cells = place.cells.iter();
        let cells: Vec<Value> = cells
            .map(|(column, range)| json!({ "column": column, "range": proto.range(range) }))
            .collect();
        json!({ "row": proto.range(&place.row), "cells": cells })
    }
}

/// The guide that is named; the first one without a name.
fn asked(argument: &Value) -> Result<&'static Guide> {
    let found = match argument.get("guide") {
        None | Some(Value::Null) => guides().first(),
        Some(name) => name.as_str().and_then(guide),
    };
    let ids: Vec<&str> = guides().iter().map(|guide| guide.id.as_str()).collect();
    found.ok_or_else(|| Error::invalid_params(format!("guide 应为 {}", ids.join(" 或 "))))
}

fn answers(argument: &Value) -> Result<Vec<&str>> {
    let answers = match argument.get("answers") {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(answers) => answers.as_array(),
    };
    let texts = answers.and_then(|answers| answers.iter().map(Value::as_str).collect());
    texts.ok_or_else(|| Error::invalid_params("answers 应为各步选项的代号"))
}
