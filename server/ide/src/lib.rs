//! What an editor may ask about a report. Each feature is a file: a pure function from an
//! [`Analysis`](analysis::Analysis) and byte offsets to plain data. Nothing here knows the
//! protocol.

pub mod align;
pub mod at;
pub mod cell_navigation;
pub mod code_lens;
pub mod completion;
pub mod definition;
pub mod document_highlight;
pub mod document_link;
pub mod document_symbol;
pub mod folding_range;
pub mod guide;
pub mod hover;
pub mod inlay_hint;
pub mod ledger;
pub mod on_type_formatting;
pub mod paste;
pub mod selection_range;
pub mod semantic_tokens;
pub mod sheet;
pub mod summary;
pub mod workspace_symbol;

pub mod code_action;
#[cfg(test)]
mod marked;
pub mod progress;
pub mod range_formatting;
