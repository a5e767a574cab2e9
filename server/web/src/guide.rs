//! From a reply to its row, question by question.

use form::guide::{Next, guide, guides};
use serde_json::{Value, json};

use crate::desk::Desk;
use crate::message::Answer;

/// How far the answers lead, in the edition of the report, and where that is in it.
pub(crate) fn asked(desk: &Desk, named: &str, answers: &[String]) -> Answer {
    let report = &desk.analysis.report;
    let guide = guide(named).or_else(|| guides().first()).ok_or("没有这份指引。")?;
    let year = report.form.year_for(report.year());
    let answers = answers.iter().map(String::as_str);
    let progress = guide.walk(report.form, year, answers).map_err(|stray| stray.to_string())?;
    let wire = desk.wire();
    let place = match &progress.next {
        Next::Outcome(outcome) => ide::guide::place(report, outcome),
        Next::Question(_) => None,
    };
    let place = place.map(|place| {
        let cells = place.cells.iter();
        let cells: Vec<Value> = cells
            .map(|(column, range)| json!({ "column": column, "range": wire.span(range) }))
            .collect();
        json!({ "row": wire.span(&place.row), "cells": cells })
    });
    Ok(json!({ "progress": progress, "place": place }).into())
}

/// The guides that there are.
pub(crate) fn all() -> Answer {
    let listed = guides().iter().map(|it| json!({ "id": it.id, "title": it.title }));
    Ok(listed.collect::<Value>().into())
}
