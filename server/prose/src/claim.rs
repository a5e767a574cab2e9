//! Figures of the prose and what they count; and statements that there was none of something, or that
//! what was received is finished.
//!
//! How such a thing is said is data (`forms/claims.toml`, [`super::grammar`]). Here is decided whether a
//! sentence speaks of it at all: of this report's topic, year and organ.

#![allow(clippy::indexing_slicing, reason = "ranges come from the text itself")]

use std::ops::Range;

use super::figure::figures;
use super::grammar::{Found, Grammar, Means, Measure, Said, grammar};
use super::passage::{MAX_SENTENCE, Passage, moved};
use super::words::words;

/// How a claim says what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saying {
    /// By a figure: 745件.
    Figure,
    /// That there was none: 未收到政府信息公开申请. Its value is 0.
    Nothing,
    /// That there was at least one: 按照规定办结. Its value is 1.
    Something,
}

/// A statement of the prose about how much there is of something of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The number with its unit, or what names the thing.
    pub range: Range<usize>,
    /// The words to quote.
    pub statement: Range<usize>,
    pub saying: Saying,
    pub value: i64,
    /// The sentence that it stands in.
    pub sentence: Range<usize>,
    /// What is counted.
    pub measure: &'static Measure,
    /// Whether it may be another body's figure.
    pub elsewhere: bool,
}

impl Claim {
    /// The claim of a line that begins so many bytes further on.
    pub(super) fn moved(&self, by: usize) -> Self {
        let [range, statement, sentence] =
            [&self.range, &self.statement, &self.sentence].map(|range| moved(range, by));
        Self { range, statement, sentence, ..self.clone() }
    }

    /// Whether a sum of the tables says the same.
    pub(super) fn agrees_with(&self, sum: i64) -> bool {
        match self.saying {
            Saying::Figure | Saying::Nothing => self.value == sum,
            Saying::Something => sum >= self.value,
        }
    }
}

/// The statements of a line whose meaning is certain, in order.
pub(super) fn claims(passage: &Passage<'_>) -> Vec<Claim> {
    let figures = figures(passage.text, 0..passage.text.len());
    let grammar: &'static Grammar = grammar();
    let mut claims = Claims { passage, claims: Vec::new(), former: 0, sentence: 0..0 };
    for found in grammar.read(passage.text, &figures, passage.year) {
        claims.add(&found);
    }
    let mut claims = claims.claims;
    claims.sort_by_key(|claim| claim.range.start);
    claims
}

/// The statements of a line, as they are found.
struct Claims<'p> {
    passage: &'p Passage<'p>,
    claims: Vec<Claim>,
    /// Where the last wording that was read ends: years in it are its own.
    former: usize,
    /// The last sentence that was looked for.
    sentence: Range<usize>,
}

impl Claims<'_> {
    fn add(&mut self, found: &Found<'static>) {
        let Some(first) = found.said.first() else { return };
        if first.range.start < self.sentence.start || first.range.end > self.sentence.end {
            self.sentence = self.passage.sentence(&first.range);
        }
        if !self.follows(found) || !self.is_meant(found, first) {
            return;
        }
        let count = self.claims.len();
        for said in &found.said {
            self.claims.extend(self.claim(said));
        }
        self.former = found.range.end;
        self.quote_whole(count);
    }

    /// A statement that is the only one of its words is all of them; the first of several begins with
    /// the words.
    fn quote_whole(&mut self, first: usize) {
        let is_first = |claim: &Claim| claim.saying != Saying::Figure;
        match self.claims.get_mut(first..) {
            Some([only]) if is_first(only) => only.range = only.statement.clone(),
            Some([head, ..]) if is_first(head) => {
                head.range.start = head.statement.start;
            }
            _ => {}
        }
    }

    /// Whether a wording speaks of this year, and whether nothing but figures of the topic may be meant.
    fn is_meant(&self, found: &Found<'static>, first: &Said<'static>) -> bool {
        let (passage, sentence) = (self.passage, &self.sentence);
        let from = self.former.max(sentence.start).min(found.range.start);
        let segment = if first.means == Means::Figure { from } else { sentence.start };
        passage.this_year(&(from..sentence.end), segment, found.range.start)
            && self.is_on_topic(found.wording.topic.as_deref(), first)
    }

    fn is_on_topic(&self, topic: Option<&str>, said: &Said<'static>) -> bool {
        let behind = &self.passage.text[said.range.end..];
        let rest = behind.find(|c: char| !c.is_alphanumeric()).unwrap_or(behind.len());
        topic
            .is_none_or(|topic| self.passage.on_topic(topic, &self.sentence, said.range.end + rest))
    }

    /// The sentence that a part of the wording stands in: a wording may go on in the next one.
    fn sentence_of(&self, part: &Range<usize>) -> Range<usize> {
        let known = self.sentence.start <= part.start && part.end <= self.sentence.end;
        if known { self.sentence.clone() } else { self.passage.sentence(part) }
    }

    fn claim(&self, said: &Said<'static>) -> Option<Claim> {
        let passage = self.passage;
        let (saying, value) = match said.means {
            Means::Figure => (Saying::Figure, said.value?),
            Means::Nothing => (Saying::Nothing, 0),
            Means::Something => (Saying::Something, 1),
            Means::Each => return None,
        };
        let sentence = self.sentence_of(&said.range);
        if sentence.len() > MAX_SENTENCE || !self.is_on_topic(said.topic, said) {
            return None;
        }
        let start = match saying {
            Saying::Figure => said.range.start,
            Saying::Nothing | Saying::Something => said.statement.start,
        };
        let before = &passage.text[sentence.start..start.max(sentence.start)];
        let claim = Claim {
            value,
            saying,
            measure: said.measure,
            elsewhere: passage.is_elsewhere(before),
            range: said.range.clone(),
            statement: said.statement.clone(),
            sentence,
        };
        Some(self.after(claim))
    }

    /// The claim, which goes on with another body's if the one before it does and it names none.
    fn after(&self, claim: Claim) -> Claim {
        let named = || words().own_names.is_in(&self.passage.text[claim.sentence.clone()]);
        let former = self.claims.iter().rfind(|former| former.saying == Saying::Figure);
        let elsewhere =
            claim.elsewhere || (former.is_some_and(|former| former.elsewhere) && !named());
        Claim { elsewhere, ..claim }
    }

    /// Whether the statement before, in the same sentence or the one before, is one that the wording
    /// goes on.
    fn follows(&self, found: &Found<'static>) -> bool {
        if found.wording.after.is_empty() {
            return true;
        }
        let passage = self.passage;
        // What was carried over is named in passing: （含上年结转3件）.
        let passing = |claim: &&Claim| {
            let before = &passage.text[claim.sentence.start..claim.range.end];
            let bracket = before.rfind(['（', '(']);
            bracket.is_some_and(|at| !before[at..].contains(['）', ')']))
        };
        let figures = self.claims.iter().filter(|claim| claim.saying == Saying::Figure);
        let Some(last) = figures.rev().find(|claim| !passing(claim)) else { return false };
        let sentence = &self.sentence;
        let near = last.sentence == *sentence
            || passage
                .text
                .get(last.sentence.end..sentence.start)
                .is_some_and(|between| between.chars().count() <= 1);
        near && last.value > 0 && found.wording.after.contains(&last.measure.name)
    }
}

#[cfg(test)]
mod tests;
