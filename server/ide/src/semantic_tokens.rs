//! What each piece of the text is, for colours that follow the meaning.

use std::collections::BTreeSet;
use std::ops::Range;

use analysis::Analysis;
use balance::balances;
use prose::{Saying, tallies};
use report::{ElementKind, InlineKind, Label, TableKind};

use super::at::blocks;

/// The kinds of token, by position: the protocol's own names, for which every theme has a colour.
pub const TYPES: &[&str] = &[
    "namespace",
    "keyword",
    "class",
    "struct",
    "property",
    "parameter",
    "number",
    "function",
    "type",
    "string",
    "comment",
    "macro",
];

/// The modifiers, by bit. `total` is a stated total, `broken` one that does not add up or a figure of
/// the prose that the tables contradict.
pub const MODIFIERS: &[&str] = &["total", "broken"];

/// What the pieces are, in the order of [`TYPES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Title,
    /// The number of a heading.
    Ordinal,
    Heading,
    /// The heading of a block, or a header cell that names no column.
    Block,
    Column,
    Row,
    /// A figure, a date or a year.
    Number,
    Article,
    Instrument,
    /// A quotation or an address.
    Quotation,
    Comment,
    /// A comment that silences a rule.
    Allow,
}

const TOTAL: u32 = 1;
const BROKEN: u32 = 1 << 1;

/// A piece of text that has a meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Within one line.
    pub range: Range<usize>,
    /// Position in [`TYPES`].
    pub kind: usize,
    /// A bit for each of [`MODIFIERS`].
    pub modifiers: u32,
}

/// The tokens of a report that touch a range, or all: in order, not overlapping, each in one line.
pub fn semantic_tokens(analysis: &Analysis, range: Option<Range<usize>>) -> Vec<Token> {
    let wanted = range.unwrap_or(0..analysis.text.len());
    let mut tokens = Tokens { analysis, wanted, tokens: Vec::new() };
    tokens.front();
    tokens.headings();
    tokens.tables();
    tokens.prose();
    tokens.finish()
}

struct Tokens<'a> {
    analysis: &'a Analysis,
    wanted: Range<usize>,
    tokens: Vec<Token>,
}

impl Tokens<'_> {
    fn push(&mut self, range: &Range<usize>, kind: Kind) {
        self.push_modified(range, kind, 0);
    }

    /// Adds a token for each line of a range.
    fn push_modified(&mut self, range: &Range<usize>, kind: Kind, modifiers: u32) {
        if range.end < self.wanted.start || self.wanted.end < range.start {
            return;
        }
        let text = self.analysis.text.get(range.clone()).unwrap_or_default();
        let mut start = range.start;
        for line in text.split_inclusive(['\n', '\r']) {
            let blank = line.len() - line.trim_start().len();
            let piece = start + blank..start + line.trim_end().len();
            if piece.start < piece.end {
                self.tokens.push(Token { range: piece, kind: kind as usize, modifiers });
            }
            start += line.len();
        }
    }

    fn front(&mut self) {
        let report = &self.analysis.report;
        if let Some(title) = &report.title {
            let lines = report.elements.get(title.elements.clone()).unwrap_or_default();
            for line in lines.iter().filter(|line| matches!(line.kind, ElementKind::Paragraph)) {
                self.push(&line.range, Kind::Title);
            }
        }
    }

    fn headings(&mut self) {
        let report = &self.analysis.report;
        for element in &report.elements {
            let ElementKind::Heading { number, .. } = &element.kind else { continue };
            self.push(number, Kind::Ordinal);
            self.push(&(number.end..element.range.end), Kind::Heading);
        }
        for section in &report.sections {
            self.push(&section.heading, Kind::Heading);
        }
        for comment in report.elements.iter().filter(|it| matches!(it.kind, ElementKind::Comment)) {
            let allow = report.allows.iter().any(|allow| allow.range == comment.range);
            self.push(&comment.range, if allow { Kind::Allow } else { Kind::Comment });
        }
    }

    fn tables(&mut self) {
        let analysis = self.analysis;
        let broken = broken_totals(analysis);
        for of in blocks(&analysis.report) {
            for label in &of.block.heads {
                self.label(label, Kind::Block);
            }
            for label in of.block.columns.iter().flatten() {
                self.label(label, Kind::Column);
            }
            for row in &of.block.rows {
                self.label(&row.label, Kind::Row);
            }
            for found in of.cells() {
                let mut identities = of.form().identities.iter();
                let is_total = identities.any(|identity| identity.has_total(found.cell_ref()));
                let total = if is_total { TOTAL } else { 0 };
                let range = &found.cell.range;
                let wrong = if broken.contains(&(range.start, range.end)) { BROKEN } else { 0 };
                self.push_modified(range, Kind::Number, total | wrong);
            }
        }
    }

    fn label(&mut self, label: &Label, kind: Kind) {
        self.push(&label.range, kind);
    }

    fn prose(&mut self) {
        let analysis = self.analysis;
        let tallies = tallies(&analysis.prose, &analysis.report);
        for tally in tallies.iter().filter(|tally| tally.claim.saying == Saying::Figure) {
            let modifiers = if tally.agrees() { 0 } else { BROKEN };
            self.push_modified(&tally.claim.range, Kind::Number, modifiers);
        }
        for inline in &analysis.report.inlines {
            let kind = match inline.kind {
                InlineKind::Instrument => Kind::Instrument,
                InlineKind::Quotation | InlineKind::Url => Kind::Quotation,
                InlineKind::ArticleReference => Kind::Article,
                InlineKind::Date | InlineKind::Year | InlineKind::Figure => Kind::Number,
            };
            self.push(&inline.range, kind);
        }
    }

    /// The tokens in order. Where two overlap, the one that was added first counts.
    fn finish(self) -> Vec<Token> {
        let mut tokens: Vec<(usize, Token)> = self.tokens.into_iter().enumerate().collect();
        tokens.sort_by_key(|(added, token)| (token.range.start, *added));
        let mut kept: Vec<(usize, Token)> = Vec::with_capacity(tokens.len());
        for (added, token) in tokens {
            match kept.last_mut() {
                Some((former, last)) if token.range.start < last.range.end => {
                    if added < *former {
                        (*former, *last) = (added, token);
                    }
                }
                _ => kept.push((added, token)),
            }
        }
        kept.into_iter().map(|(_, token)| token).collect()
    }
}

/// The cells of the stated totals that do not add up.
fn broken_totals(analysis: &Analysis) -> BTreeSet<(usize, usize)> {
    let tables = analysis.report.tables.iter();
    let official = tables.filter_map(|table| match &table.kind {
        TableKind::Official(official) => Some(official),
        TableKind::Unrecognized => None,
    });
    official
        .flat_map(balances)
        .filter(|balance| !balance.holds())
        .map(|balance| balance.total().cell.range.clone())
        .map(|range| (range.start, range.end))
        .collect()
}

#[cfg(test)]
mod tests;
