//! The formatter: a report in the canonical shape, as the smallest edits.
//!
//! Formatting changes white space, the shape of official tables and the form's own words, never a
//! figure and never a word of the author. It trusts itself in nothing: each new text is read again
//! and must hold what the former held, and formatting goes on until nothing changes, so that a
//! second time never does. Where that fails, tables stay as they are, and at worst the whole text.
//!
//! Knows the report; knows neither rules nor the protocol.

mod blocks;
mod canonical;
mod content;
mod headings;
mod pieces;
mod tables;

use std::cell::OnceCell;

use report::Report;
use text::line_ends;
use text::{Edit, apply};

use content::{Content, content};
use pieces::Piece;

/// A text that has not come to rest after so many rounds is left as it is.
const MAX_ROUNDS: usize = 8;
/// Only in a text with no more tables than this are they tried one by one.
const MAX_TABLES: usize = 16;

/// How wide fonts draw characters that Unicode calls ambiguous, such as “ ” … and ①.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AmbiguousWidth {
    /// Two columns, as Chinese fonts do.
    #[default]
    Wide,
    /// One column.
    Narrow,
}

/// What users may choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    pub ambiguous_width: AmbiguousWidth,
}

/// The edits that format a text, whose report this is: in order, not overlapping, each within a
/// line where lines remain, and none if nothing changes.
pub fn edits(text: &str, report: &Report) -> Vec<Edit> {
    edits_with(text, report, Options::default())
}

/// [`edits`], as the user wants them.
pub fn edits_with(text: &str, report: &Report, options: Options) -> Vec<Edit> {
    settled(text, report, options).map_or_else(Vec::new, |pieces| pieces::edits(text, &pieces))
}

/// The text, formatted.
pub fn formatted(text: &str) -> String {
    formatted_with(text, Options::default())
}

/// [`formatted`], as the user wants it.
pub fn formatted_with(text: &str, options: Options) -> String {
    let report = report::read(text);
    apply(text, &edits_with(text, &report, options))
}

/// A table of the form in the canonical shape, to be filled in: lines that end in LF, and the
/// blocks of 表二 parted by blank lines.
pub fn blank_table(table: &'static form::Table) -> String {
    let block = |of| blank_block(of).join("\n") + "\n";
    let blocks: Vec<String> = table.blocks.iter().map(block).collect();
    blocks.join("\n")
}

/// The lines of a block in the canonical shape, to be filled in: its header, the alignment row, and a
/// line for each row of the form.
pub fn blank_block(block: &'static form::Block) -> Vec<String> {
    canonical::Sheet::blank(block).lines(AmbiguousWidth::default())
}

/// The label of a row as the canonical shape writes it.
pub fn indented_label(block: &form::Block, row: &form::Row) -> String {
    canonical::indented(block, row, row.written())
}
/// A text's next state on the way to the one that formatting leaves alone.
struct Round {
    pieces: Vec<Piece>,
    text: String,
    report: Report,
}

/// The text that formatting leaves alone, as pieces of this one; none if it is this one, or if there
/// is none within reach.
fn settled(text: &str, report: &Report, options: Options) -> Option<Vec<Piece>> {
    let mut last = round(text, report, options)?;
    for _ in 0..MAX_ROUNDS {
        let Some(next) = round(&last.text, &last.report, options) else {
            return Some(last.pieces);
        };
        last = Round { pieces: pieces::compose(&last.pieces, &next.pieces), ..next };
    }
    None
}

/// One round of formatting; none if it changes nothing, or cannot without loss. Tables that cannot
/// all be written anew are tried one by one.
fn round(text: &str, report: &Report, options: Options) -> Option<Round> {
    let attempt = Attempt { text, report, options, content: OnceCell::new() };
    let mut best = match attempt.with(&|_| true) {
        Outcome::Lossy => attempt.with(&|_| false),
        good => return good.round(),
    };
    let tables = 0..report.tables.len();
    let few = if tables.len() <= MAX_TABLES { tables } else { 0..0 };
    let mut kept: Vec<usize> = Vec::new();
    for table in few {
        kept.push(table);
        match attempt.with(&|table| kept.contains(&table)) {
            Outcome::Lossy => drop(kept.pop()),
            better => best = better,
        }
    }
    best.round()
}

/// What comes of a round.
enum Outcome {
    Unchanged,
    Changed(Box<Round>),
    /// Something would be lost.
    Lossy,
}

impl Outcome {
    fn round(self) -> Option<Round> {
        match self {
            Self::Changed(round) => Some(*round),
            Self::Unchanged | Self::Lossy => None,
        }
    }
}

/// A round in which any table may be left as it is.
struct Attempt<'t> {
    text: &'t str,
    report: &'t Report,
    options: Options,
    /// What the text holds, once something is to be compared with it.
    content: OnceCell<Content<'t>>,
}

impl Attempt<'_> {
    /// The outcome if those tables are written anew, by their position, that `wanted` names.
    fn with(&self, wanted: &dyn Fn(usize) -> bool) -> Outcome {
        let Some(pieces) = blocks::lay_out(self.text, self.report, self.options, wanted) else {
            return Outcome::Lossy;
        };
        let written = pieces::written(&pieces);
        if written == pieces::source(self.text, &pieces) {
            return Outcome::Unchanged;
        }
        let text = format!("{}{written}", line_ends::mark(self.text));
        let report = report::read(&text);
        let before = self.content.get_or_init(|| content(self.text, self.report));
        if before.is_kept_in(&content(&text, &report)) {
            Outcome::Changed(Box::new(Round { pieces, text, report }))
        } else {
            Outcome::Lossy
        }
    }
}
