//! What is found in the report, and how it is shown in the text: findings, sums, colours, the outline.

use config::ShowSums;
use finding::{Elsewhere, Finding, Fix, Tag};
use ide::document_symbol::{Symbol, document_symbols};
use ide::inlay_hint::inlay_hints;
use ide::semantic_tokens::{MODIFIERS, TYPES, semantic_tokens};
use ide::summary::summary;
use serde_json::{Value, json};

use crate::desk::Desk;
use crate::message::Answer;
use crate::wire::Wire;

/// What is known at once. Where it is still to be sought which cell is wrong, `unexplained` says so.
pub(crate) fn checked(desk: &Desk) -> Answer {
    let (analysis, wire) = (&desk.analysis, desk.wire());
    let unexplained = analysis.is_unexplained();
    let findings = if unexplained { &analysis.findings } else { desk.findings() };
    let outline = document_symbols(analysis);
    Ok(json!({
        "findings": findings.iter().map(|it| finding(it, desk)).collect::<Vec<_>>(),
        "unexplained": unexplained,
        "summary": counts(desk, findings),
        "hints": if unexplained { json!([]) } else { hints(desk) },
        "tokens": tokens(desk),
        "outline": outline.iter().map(|it| symbol(it, wire)).collect::<Vec<_>>(),
        "name": analysis.report.title.is_some().then(|| desk.manuscript().layout().name),
        "year": analysis.report.year(),
        "organ": analysis.report.organ(),
        "lastYear": desk.neighbours.last_year.as_ref().map(archive::Filed::name),
    })
    .into())
}

/// The findings with the cells that are probably wrong.
pub(crate) fn explained(desk: &Desk) -> Answer {
    let findings = desk.findings();
    Ok(json!({
        "findings": findings.iter().map(|it| finding(it, desk)).collect::<Vec<_>>(),
        "summary": counts(desk, findings),
        "hints": hints(desk),
    })
    .into())
}

fn counts(desk: &Desk, findings: &[Finding]) -> Value {
    let summary = summary(&desk.analysis, findings);
    let safe = findings.iter().filter(|finding| finding.fixes.iter().any(|fix| fix.safe)).count();
    json!({
        "identities": summary.identities,
        "holding": summary.holding,
        "errors": summary.errors,
        "warnings": summary.warnings,
        "infos": summary.infos,
        "safe": safe,
    })
}

fn finding(of: &Finding, desk: &Desk) -> Value {
    let wire = desk.wire();
    let related =
        of.related.iter().map(|it| json!({ "message": it.message, "range": wire.span(&it.range) }));
    json!({
        "rule": of.rule,
        "title": rules::title(of.rule),
        "severity": of.severity.id(),
        "message": of.message,
        "range": wire.span(&of.range),
        "where": report::name(&desk.analysis.report, &of.range),
        "related": related.collect::<Vec<_>>(),
        "elsewhere": of.elsewhere.iter().map(elsewhere).collect::<Vec<_>>(),
        "fixes": of.fixes.iter().map(|it| fix(it, wire)).collect::<Vec<_>>(),
        "faded": of.tag == Some(Tag::Superfluous),
    })
}

fn elsewhere(of: &Elsewhere) -> Value {
    let place = report::name(&of.of.report, &of.range);
    json!({ "message": of.message, "file": of.of.name(), "where": place })
}

fn fix(of: &Fix, wire: Wire<'_>) -> Value {
    json!({ "title": of.title, "safe": of.safe, "edits": wire.changes(&of.edits) })
}

fn hints(desk: &Desk) -> Value {
    let wire = desk.wire();
    let all = 0..desk.analysis.text.len();
    let hints = inlay_hints(&desk.analysis, &all, ShowSums::default());
    let hint = |hint: ide::inlay_hint::InlayHint| json!({ "at": wire.place(hint.offset), "label": hint.label, "tooltip": hint.tooltip });
    hints.into_iter().map(hint).collect()
}

fn tokens(desk: &Desk) -> Value {
    let wire = desk.wire();
    let tokens = semantic_tokens(&desk.analysis, None).into_iter().map(|token| {
        let modifiers = MODIFIERS.iter().enumerate();
        let set = modifiers.filter(|(bit, _)| token.modifiers & (1 << bit) != 0);
        let names: Vec<&str> =
            TYPES.get(token.kind).copied().into_iter().chain(set.map(|(_, name)| *name)).collect();
        json!([wire.span(&token.range), names.join(" ")])
    });
    tokens.collect()
}

fn symbol(of: &Symbol, wire: Wire<'_>) -> Value {
    let children: Vec<Value> = of.children.iter().map(|it| symbol(it, wire)).collect();
    json!({
        "name": of.name,
        "detail": of.detail,
        "at": wire.place(of.selection.start),
        "children": children,
    })
}
