//! What can be done with the text: fixes, formatting, completion, hovering, moving and pasting in tables. Edits are told, never
//! made: the text is the page's.

use std::ops::Range;

use format::AmbiguousWidth;
use ide::align::{self, Shifted};
use ide::code_action::{Action, ActionKind, code_actions, fix_all};
use ide::completion::{Completion, CompletionKind, DocRef, completions, documentation};
use ide::paste::{self, Offer, Paste};
use ide::sheet::{Way, cell_beside};
use serde_json::{Value, json};
use text::Edit;

use crate::desk::Desk;
use crate::message::Answer;
use crate::wire::{Place, Span, Wire};

/// What can be done at a place.
pub(crate) fn actions(desk: &Desk, span: Span) -> Answer {
    let wire = desk.wire();
    let options = format::Options::default();
    let actions = code_actions(&desk.analysis, desk.findings(), &wire.bytes(span), options);
    let action = |it: &Action| {
        json!({
            "title": it.title,
            "mends": it.kind == ActionKind::QuickFix,
            "preferred": it.preferred,
            "edits": wire.changes(&it.edits),
        })
    };
    Ok(actions.iter().map(action).collect::<Value>().into())
}

/// Everything that can be mended without touching a figure; nothing where there is nothing.
pub(crate) fn mended(desk: &Desk) -> Answer {
    let action = fix_all(&desk.analysis, desk.findings(), |_| true);
    let told = action
        .map(|it| json!({ "count": it.mends.len(), "edits": desk.wire().changes(&it.edits) }));
    Ok(told.unwrap_or_default().into())
}

/// The edits that bring everything into the canonical shape.
pub(crate) fn formatted(desk: &Desk) -> Answer {
    let edits = format::edits(&desk.analysis.text, &desk.analysis.report);
    Ok(json!(desk.wire().changes(&edits)).into())
}

/// What is known of a place.
pub(crate) fn hover(desk: &Desk, at: Place) -> Answer {
    let wire = desk.wire();
    let hover = ide::hover::hover(&desk.analysis, desk.findings(), wire.offset(at));
    let told = hover.map(|it| {
        json!({
            "range": wire.span(&it.range),
            "markdown": it.markdown,
            "guide": it.guide.map(|guide| &guide.id),
        })
    });
    Ok(told.unwrap_or_default().into())
}

/// What can be written at a place.
pub(crate) fn complete(desk: &Desk, at: Place) -> Answer {
    let wire = desk.wire();
    let list = completions(&desk.analysis, wire.offset(at));
    let item = |it: &Completion| {
        json!({
            "label": it.label,
            "kind": kind(it.kind),
            "detail": it.detail,
            "range": wire.span(&it.edit.range),
            "text": if it.snippet { &it.edit.text } else { &it.plain },
            "snippet": it.snippet,
            "doc": it.doc.as_str(),
        })
    };
    Ok(list.items.iter().map(item).collect::<Value>().into())
}

/// What a completion means, in Markdown.
pub(crate) fn told(doc: &str) -> Answer {
    Ok(json!(documentation(&DocRef::new(doc))).into())
}

fn kind(of: CompletionKind) -> &'static str {
    match of {
        CompletionKind::Report => "report",
        CompletionKind::Heading => "heading",
        CompletionKind::Table => "table",
        CompletionKind::Row => "row",
        CompletionKind::Column => "column",
        CompletionKind::Article | CompletionKind::Instrument => "reference",
        CompletionKind::Sentence => "sentence",
        CompletionKind::Rule => "rule",
    }
}

/// The cell that a key goes to, and the edits that align the table that is left. The range stands in the text after them.
pub(crate) fn moved(desk: &Desk, at: Place, back: bool) -> Answer {
    let (analysis, wire) = (&desk.analysis, desk.wire());
    let offset = wire.offset(at);
    let way = if back { Way::Previous } else { Way::Next };
    let edits: Vec<Edit> = align::edits(analysis, offset, AmbiguousWidth::Wide);
    let cell = cell_beside(analysis, offset, way);
    let range = cell.map(|cell| align::shifted(&analysis.text, &edits, &cell));
    Ok(json!({
        "range": range.map(|range| shifted(wire, &range)),
        "edits": wire.changes(&edits),
    })
    .into())
}

fn shifted(wire: Wire<'_>, range: &Range<Shifted>) -> Span {
    let place = |at: Shifted| wire.place(at.anchor).moved(at.by);
    Span::new(place(range.start), place(range.end))
}

/// What a paste means: `options` to choose from, or why it does not fit, or that it is to be pasted as it is.
pub(crate) fn pasted(desk: &Desk, at: Place, text: &str, html: Option<&str>) -> Answer {
    let (options, offset) = (format::Options::default(), desk.wire().offset(at));
    // HTML has every cell; as text, browsers leave blank ones out without a trace.
    let whole = html.and_then(paste::of_html);
    let read = whole.as_deref().unwrap_or(text);
    let told = match paste::paste(&desk.analysis, offset, read, options) {
        Some(Paste::Refused(reason)) => json!({ "message": reason, "options": [] }),
        Some(Paste::Offered(offers)) => {
            let offers: Vec<Value> = offers.iter().map(|it| offered(it, desk.wire())).collect();
            json!({ "options": offers })
        }
        None => json!({ "text": paste::canonical(text, html, options) }),
    };
    Ok(told.into())
}

fn offered(of: &Offer, wire: Wire<'_>) -> Value {
    json!({ "title": of.title, "message": of.message, "edits": wire.changes(&of.edits) })
}
