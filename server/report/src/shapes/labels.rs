//! Labels of the form among the words of a stretch, wherever they are broken.
//!
//! A label may come in pieces: a line break within its cell, a blank where two lines were joined, a
//! width that was too small. The pieces are put together so that as little as possible remains unknown.

#![allow(clippy::indexing_slicing, reason = "positions come from the words themselves")]

use std::ops::Range;

use super::super::cells::RawCell;
use super::atoms::{Atom, AtomKind, Word};
use form::{Known, TableId, halfwidth, vocabulary};

/// A label has no more pieces than this.
const MAX_PIECES: usize = 24;

/// A label, or words that are none.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) range: Range<usize>,
    pub(super) written: String,
    pub(super) key: String,
    /// Whether it is a label of the table.
    pub(super) is_known: bool,
    /// How often it stands here, where merged text is repeated in each cell.
    pub(super) times: usize,
}

impl Token {
    /// The token as a cell.
    pub(super) fn cell(&self, text: &str) -> RawCell {
        let as_written = text[self.range.clone()] == self.written;
        let joined = (!as_written).then(|| self.written.clone());
        let cell = RawCell::new(text, self.range.clone(), joined);
        if cell.is_known() || !self.is_known {
            return cell;
        }
        // What stands for its number is none.
        RawCell::new(text, self.range.clone(), Some(self.key.clone()))
    }
}

/// What a label may be in a table of any edition.
pub(super) fn known(label: &str, table: TableId) -> (bool, bool) {
    let Known { rows, heads } = vocabulary().look_up(label);
    (rows.iter().any(|row| row.id == table), heads.iter().any(|head| head.id == table))
}

/// The labels that words make up. Words that lie in one cell and are no label stay together.
pub(super) fn tokens(words: &[&Atom], table: TableId) -> Vec<Token> {
    let words: Vec<(&Range<usize>, &Word)> = words
        .iter()
        .filter_map(|atom| match &atom.kind {
            AtomKind::Word(word) => Some((&atom.range, word)),
            _ => None,
        })
        .collect();
    let ends = cheapest(&words, table);
    let mut tokens: Vec<Token> = Vec::new();
    let mut start = 0;
    for (end, is_known) in ends {
        let pieces = &words[start..end];
        let token = Token {
            range: pieces[0].0.start..pieces[pieces.len() - 1].0.end,
            written: pieces.iter().map(|piece| piece.1.written.as_str()).collect(),
            key: pieces.iter().map(|piece| piece.1.key.as_str()).collect(),
            is_known,
            times: 1,
        };
        start = end;
        match tokens.last_mut() {
            Some(last) if last.key == token.key => last.times += 1,
            _ => tokens.push(token),
        }
    }
    tokens
}

/// Where the tokens end, and whether each is known: the fewest unknown words, then the fewest tokens.
fn cheapest(words: &[(&Range<usize>, &Word)], table: TableId) -> Vec<(usize, bool)> {
    // The cost of the words up to each, where the last token of them starts, and whether it is known.
    let mut best: Vec<(usize, usize, bool)> = vec![(0, 0, true)];
    for end in 1..=words.len() {
        let alone = (best[end - 1].0 + 1000, end - 1, false);
        let mut choice = alone;
        let mut label = String::new();
        for start in (end.saturating_sub(MAX_PIECES)..end).rev() {
            label.insert_str(0, &words[start].1.key);
            if label.len() > vocabulary().longest() {
                break;
            }
            // No label goes on with an ordinal.
            if start + 1 < end && is_numbered(words[start + 1].1) {
                break;
            }
            let (row, head) = known(&label, table);
            if (row || head) && best[start].0 + 1 < choice.0 {
                choice = (best[start].0 + 1, start, true);
            }
        }
        best.push(choice);
    }
    let mut ends = Vec::new();
    let mut at = words.len();
    while at > 0 {
        let (_, start, is_known) = best[at];
        ends.push((at, is_known));
        at = start;
    }
    ends.reverse();
    ends
}

/// Whether an ordinal in digits stands before a word.
fn is_numbered(word: &Word) -> bool {
    word.written.starts_with(|c| halfwidth(c).is_ascii_digit())
        && !word.key.starts_with(|c: char| c.is_ascii_digit())
}
