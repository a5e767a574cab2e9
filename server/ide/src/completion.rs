//! What may be written next: headings, tables, rows, columns, references and sentences that the
//! form asks for and the report still lacks.
//!
//! The list is chosen here from what was typed, in Chinese, pinyin, initials or numbers, so it holds
//! only until the next key: [`CompletionList::incomplete`] says so. Editors filter once more, by their
//! own notion of a match, so an item's filter begins with just what was typed. Where nothing fits,
//! nothing is offered; and a figure is never filled in: cells are blank stops, and a number in a
//! sentence is `×` until the author writes it.

mod allows;
mod at_hand;
mod boilerplate;
mod candidate;
mod cells;
mod documentation;
mod lines;
mod matching;
mod place;
mod references;
mod rows;
mod sentences;
mod table;
mod template;

use analysis::Analysis;
use text::Edit;

use place::Place;

pub use documentation::{DocRef, documentation};

/// What can be written at a place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CompletionList {
    pub items: Vec<Completion>,
    /// Whether to ask again when more is typed.
    pub incomplete: bool,
}

/// Something that can be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What the list shows.
    pub label: String,
    pub kind: CompletionKind,
    /// What it is, in a sentence.
    pub detail: Option<String>,
    /// What clients compare with what is typed on: it begins with what stands between the start of
    /// the edit and the cursor.
    pub filter_text: String,
    /// What clients sort by.
    pub sort_text: String,
    /// Within one line, around the cursor; all edits of a list begin at the same place.
    pub edit: Edit,
    /// Whether the edit's text is a snippet, with `${1:0}` for places to fill.
    pub snippet: bool,
    /// The edit's text for clients without snippets.
    pub plain: String,
    pub doc: DocRef,
}

/// What a completion writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompletionKind {
    /// A whole report to begin with.
    Report,
    /// The title, or the heading of a section or of a subsection.
    Heading,
    /// A whole table, or a block of 表二.
    Table,
    /// A row's label, or a whole row.
    Row,
    /// A column's label, or the heading of a block.
    Column,
    /// A reference to an article of 条例.
    Article,
    /// The name of an instrument in title marks.
    Instrument,
    Sentence,
    /// The name of a rule in an allow comment.
    Rule,
}

/// What can be written at a byte offset.
pub fn completions(analysis: &Analysis, offset: usize) -> CompletionList {
    let place = Place::of(analysis, offset);
    let mut items = allows::completions(&place).unwrap_or_else(|| of_the_report(&place));
    let year = analysis.report.year();
    for item in &mut items {
        item.doc = item.doc.clone().for_year(year);
    }
    items.sort_by(|one, two| one.sort_text.cmp(&two.sort_text));
    CompletionList { incomplete: !items.is_empty(), items }
}

/// What belongs into the report itself.
fn of_the_report(place: &Place<'_>) -> Vec<Completion> {
    if place.is_closed() {
        return Vec::new();
    }
    if place.in_table() {
        return cells::completions(place);
    }
    references::completions(place).unwrap_or_else(|| lines::completions(place))
}

#[cfg(test)]
mod tests;
