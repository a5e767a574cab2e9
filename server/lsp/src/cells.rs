//! Commands for the keys and the clipboard in tables.

use std::ops::Range;

use ide::align::{self, Shifted};
use ide::paste::{Paste, paste};
use ide::sheet::{Way, cell_beside};
use serde_json::{Value, json};
use text::Edit;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types as lsp;

use super::backend::State;
use super::commands::Answer;
use super::documents::Snapshot;
use super::to_proto::Proto;

impl State {
    /// `{"uri", "position", "to", "align"?}`: the cell that a key goes to, as `{"range", "edits"}`. The edits, with
    /// `align` only, align the table that the cursor leaves; the range stands in the text after them, and is
    /// null where the key goes nowhere.
    pub(super) fn move_cell(&self, argument: &Value) -> Result<Value> {
        let (snapshot, offset) = self.cursor(argument)?;
        let proto = self.proto(&snapshot);
        let way = argument.get("to").and_then(Value::as_str).and_then(way);
        let way = way.ok_or_else(|| {
            Error::invalid_params(
                "to 应为 next、previous、below、above、left、right、top、bottom、rowStart 或 rowEnd",
            )
        })?;
        let aligns = argument.get("align").and_then(Value::as_bool) == Some(true);
        let edits = if aligns { self.alignment(&snapshot, offset) } else { Vec::new() };
        let cell = cell_beside(&snapshot.analysis, offset, way);
        let range = cell.map(|cell| align::shifted(snapshot.text(), &edits, &cell));
        Ok(json!({
            "range": range.map(|range| shifted(proto, &range)),
            "edits": proto.text_edits(&edits),
        }))
    }

    /// `{"uri", "position"}`: the edits that align the table there.
    pub(super) fn align_table(&self, argument: &Value) -> Result<Value> {
        let (snapshot, offset) = self.cursor(argument)?;
        Ok(json!(self.proto(&snapshot).text_edits(&self.alignment(&snapshot, offset))))
    }

    /// `{"uri", "position", "text", "apply"?}`: what pasting the text there means, as `{"message", "options"}`, each
    /// option a `title`, a `message` and `edits`. None are left, and the message says why, where it
    /// does not fit; nothing is answered where it is to be pasted as it is. With `apply` the first option is
    /// carried out, and its message answered.
    pub(super) fn paste_cells(&self, argument: &Value) -> Result<Answer> {
        let (snapshot, offset) = self.cursor(argument)?;
        let text = argument.get("text").and_then(Value::as_str).unwrap_or_default();
        let options = format::Options::from(&snapshot.config().format);
        let Some(paste) = paste(&snapshot.analysis, offset, text, options) else {
            return Ok(Answer::Value(Value::Null));
        };
        let proto = self.proto(&snapshot);
        let offers = match paste {
            Paste::Offered(offers) => offers,
            Paste::Refused(reason) => {
                return Ok(Answer::Value(json!({ "message": reason, "options": [] })));
            }
        };
        let listed = offers.iter().map(|offer| {
            let edits = proto.text_edits(&offer.edits);
            json!({ "title": offer.title, "message": offer.message, "edits": edits })
        });
        let message = offers.first().map(|offer| &offer.message);
        let answer = json!({ "message": message, "options": listed.collect::<Vec<_>>() });
        let applies = argument.get("apply").and_then(Value::as_bool) == Some(true);
        Ok(match offers.first().filter(|_| applies) {
            Some(offer) => Answer::Edit { edit: self.workspace_edit(proto, &offer.edits), answer },
            None => Answer::Value(answer),
        })
    }

    fn cursor(&self, argument: &Value) -> Result<(std::sync::Arc<Snapshot>, usize)> {
        let snapshot = self.snapshot_named(argument)?;
        let position = argument.get("position").cloned().unwrap_or_default();
        let position: lsp::Position = serde_json::from_value(position)
            .map_err(|_| Error::invalid_params("参数应为 {\"uri\": 地址, \"position\": 位置}"))?;
        let offset = self.proto(&snapshot).offset(position);
        Ok((snapshot, offset))
    }

    fn alignment(&self, snapshot: &Snapshot, offset: usize) -> Vec<Edit> {
        let width = format::Options::from(&snapshot.config().format).ambiguous_width;
        align::edits(&snapshot.analysis, offset, width)
    }
}

fn shifted(proto: Proto<'_>, range: &Range<Shifted>) -> lsp::Range {
    let place = |at: Shifted| {
        let position = proto.position(at.anchor);
        let by = i32::try_from(at.by).unwrap_or(0);
        lsp::Position { character: position.character.saturating_add_signed(by), ..position }
    };
    lsp::Range { start: place(range.start), end: place(range.end) }
}

fn way(name: &str) -> Option<Way> {
    Some(match name {
        "next" => Way::Next,
        "previous" => Way::Previous,
        "below" => Way::Below,
        "above" => Way::Above,
        "left" => Way::Left,
        "right" => Way::Right,
        "top" => Way::Top,
        "bottom" => Way::Bottom,
        "rowStart" => Way::RowStart,
        "rowEnd" => Way::RowEnd,
        _ => return None,
    })
}
