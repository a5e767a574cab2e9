//! From what could be written at a place to what means the words that were typed.

use std::ops::Range;

use form::{equal_unspaced, is_blank};
use text::Edit;

use super::matching::{self, Match};
use super::place::Place;
use super::template::Template;
use super::{Completion, CompletionKind, DocRef};

/// Something that could be written.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) label: String,
    pub(super) kind: CompletionKind,
    pub(super) detail: Option<String>,
    /// Words that it is found by, besides its label.
    pub(super) keys: Vec<String>,
    pub(super) text: Template,
    pub(super) doc: DocRef,
    /// Its place among those that fit as well; the smallest is first.
    pub(super) rank: usize,
}

/// What was typed, and what stands behind the cursor.
#[derive(Debug)]
pub(super) struct Typed<'t> {
    pub(super) text: &'t str,
    /// Where edits begin.
    pub(super) start: usize,
    pub(super) offset: usize,
    /// How far the rest of what is typed may reach.
    pub(super) end: usize,
    pub(super) rest: Rest,
    /// The part between `start` and `offset` that words are found by.
    pub(super) query: &'t str,
    pub(super) only_from_beginning: bool,
}

/// What becomes of what stands behind the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rest {
    /// It belongs to what is completed.
    Replaced,
    /// It does if it goes on with the same words; else nothing can be written here.
    Fitting,
    /// It does if it goes on with the same words; else it stays.
    Kept,
}

impl Candidate {
    /// Moves it behind all candidates of a smaller class.
    pub(super) fn in_class(mut self, class: usize) -> Self {
        self.rank += class * 1000;
        self
    }
}

impl<'t> Typed<'t> {
    /// What was typed in a line: edits begin at `start`, and words are found by what stands from
    /// `query` up to the cursor.
    pub(super) fn at(place: &Place<'t>, start: usize, query: usize, rest: Rest) -> Self {
        Self {
            text: place.text(),
            start,
            offset: place.offset,
            end: place.line.end,
            rest,
            query: place.slice(query..place.offset),
            only_from_beginning: false,
        }
    }

    /// Those of the candidates that what was typed means.
    pub(super) fn select(&self, candidates: Vec<Candidate>) -> Vec<Completion> {
        candidates.into_iter().filter_map(|candidate| self.completion(candidate)).collect()
    }

    fn completion(&self, candidate: Candidate) -> Option<Completion> {
        let found = self.find(&candidate, &matching::query(self.query))?;
        let range = self.start..self.end_for(&candidate)?;
        let plain = candidate.text.plain();
        if equal_unspaced(self.slice(range.clone()), &plain) {
            return None;
        }
        // Some clients take a plain text only up to its first blank.
        let snippet =
            candidate.text.stops() > 0 || plain.contains(|c: char| c.is_ascii_whitespace());
        let text = if snippet { candidate.text.snippet() } else { plain.clone() };
        Some(Completion {
            label: candidate.label,
            kind: candidate.kind,
            detail: candidate.detail,
            filter_text: format!("{}{}", self.slice(self.start..self.offset), found.rest),
            sort_text: format!("{}{:05}", u8::from(found.inside), candidate.rank),
            edit: Edit { range, text },
            snippet,
            plain,
            doc: candidate.doc,
        })
    }

    /// How a query means a candidate: by its label or a key, or by the beginning of its text. What it
    /// means from the beginning counts first.
    fn find(&self, candidate: &Candidate, query: &[char]) -> Option<Match> {
        let mut keys = std::iter::once(&candidate.label).chain(&candidate.keys);
        if self.only_from_beginning {
            return keys.find_map(|key| matching::begins(key, query));
        }
        let matches: Vec<Match> = keys.filter_map(|key| matching::find(key, query)).collect();
        let best = matches.iter().find(|found| !found.inside).or(matches.first()).cloned();
        best.or_else(|| matching::begins(&candidate.text.plain(), query))
    }

    /// Where the edit ends; none if what stands behind the cursor does not fit.
    fn end_for(&self, candidate: &Candidate) -> Option<usize> {
        let rest = self.slice(self.offset..self.end);
        if self.rest == Rest::Replaced {
            return Some(self.end);
        }
        if rest.chars().all(is_blank) {
            return Some(self.offset);
        }
        let whole = matching::query(&format!("{}{rest}", self.query));
        match self.find(candidate, &whole) {
            Some(_) => Some(self.end),
            None => (self.rest == Rest::Kept).then_some(self.offset),
        }
    }

    fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }
}
