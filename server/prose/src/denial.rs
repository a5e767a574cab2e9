//! Statements without a figure: that there was none of something (未收到政府信息公开申请, 行政复议均为0), and
//! that what was received is finished (均已按时办结).
//!
//! A statement is read only if every word of it is known: one that is not may turn its meaning.

#![allow(clippy::indexing_slicing, reason = "ranges come from the text itself")]

use std::ops::Range;
use std::sync::LazyLock;

use form::is_blank;
use serde::Deserialize;

use super::claim::{Claim, Saying};
use super::figure::is_digit;
use super::passage::{CLAUSE_ENDS, MAX_SENTENCE, Passage, SENTENCE_ENDS, char_len};
use super::words::{WordSet, words};

/// The words of statements that there was none.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Denials {
    negations: WordSet,
    /// What says at the end of a list that there was none of it.
    zeros: WordSet,
    /// Of these, those that are figures by themselves, and so read as such behind a single thing.
    figures: Vec<String>,
    /// Marks of what shall be, or of what is not the case everywhere.
    intended: WordSet,
    joints: Vec<String>,
    /// What makes the things before it a cause.
    causes: Vec<String>,
    /// What may stand anywhere.
    fillers: Vec<String>,
    /// What may follow a noun and then says what follows from it.
    links: Vec<String>,
    things: Vec<Thing>,
}

/// Something of which there may be none.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Thing {
    pub(super) words: Vec<String>,
    /// A word that names it only right behind a verb.
    #[serde(default)]
    bare: Vec<String>,
    /// The verbs that go with it; any if there are none here.
    #[serde(default)]
    verbs: Vec<String>,
    /// Whether it means nothing without one of its verbs.
    #[serde(default)]
    verb_needed: bool,
    /// Whether it may stand for what something else came of.
    #[serde(default)]
    modifier: bool,
    /// What the text must speak of if a bare word names it.
    pub(super) topic: Option<String>,
    pub(super) table: String,
    pub(super) columns: Vec<String>,
    pub(super) readings: Vec<Vec<String>>,
}

/// The words of statements that what was received is finished.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Done {
    words: WordSet,
    /// What says that it holds of all.
    all: Vec<String>,
    /// What may stand beside the word.
    adverbs: Vec<String>,
    /// Marks of an exception.
    excepted: WordSet,
    topic: String,
    pub(super) table: String,
    pub(super) columns: Vec<String>,
    /// The row of what was received.
    pub(super) of: String,
    /// What then is not 0.
    count: Vec<Vec<String>>,
    /// What is 0 if all is finished.
    rest: Vec<Vec<String>>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Joint,
    Cause,
    Link,
    Filler,
    All,
    Done,
    Thing,
}

/// A known word in a statement.
#[derive(Debug, Clone)]
struct Token<'w> {
    range: Range<usize>,
    word: &'w str,
    kind: Kind,
}

/// Known words, the longest first among those that begin alike.
struct Vocabulary(Vec<(char, String, Kind)>);

impl Vocabulary {
    fn new(lists: &[(&[String], Kind)]) -> Self {
        let entry = |word: &String, kind| Some((word.chars().next()?, word.clone(), kind));
        let all = lists.iter().flat_map(|(list, kind)| list.iter().map(move |word| (word, *kind)));
        let mut entries: Vec<_> = all.filter_map(|(word, kind)| entry(word, kind)).collect();
        entries.sort_by(|one, other| {
            one.0.cmp(&other.0).then(other.1.len().cmp(&one.1.len())).then(one.1.cmp(&other.1))
        });
        Self(entries)
    }

    /// The words that make up a text; none if there is anything else in it.
    fn read(&self, text: &str) -> Option<Vec<Token<'_>>> {
        let mut tokens = Vec::new();
        let mut at = 0;
        while let Some(first) = text[at..].chars().next() {
            if is_blank(first) {
                at += first.len_utf8();
            } else if let Some(len) = year_len(&text[at..]) {
                at += len;
            } else {
                let from = self.0.partition_point(|(own, ..)| *own < first);
                let mut alike = self.0[from..].iter().take_while(|(own, ..)| *own == first);
                let (_, word, kind) =
                    alike.find(|(_, word, _)| text[at..].starts_with(word.as_str()))?;
                tokens.push(Token { range: at..at + word.len(), word, kind: *kind });
                at += word.len();
            }
        }
        Some(tokens)
    }
}

/// The length of `2023年` or `2023年度` at the start of a text.
fn year_len(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(is_digit);
    let digits = text.len() - rest.len();
    let behind = rest.strip_prefix('年').filter(|_| digits == 4)?;
    Some(text.len() - behind.strip_prefix('度').unwrap_or(behind).len())
}

static OF_DENIALS: LazyLock<Vocabulary> = LazyLock::new(|| {
    let of = &words().denials;
    let names = of.things.iter().flat_map(|thing| thing.words.iter().chain(&thing.bare));
    let names: Vec<String> = names.cloned().collect();
    let everyone: Vec<String> = words().everyone.words().map(str::to_owned).collect();
    let verbs: Vec<String> = of.things.iter().flat_map(|thing| thing.verbs.clone()).collect();
    Vocabulary::new(&[
        (&of.joints, Kind::Joint),
        (&of.causes, Kind::Cause),
        (&of.links, Kind::Link),
        (&verbs, Kind::Link),
        (&of.fillers, Kind::Filler),
        (&everyone, Kind::Filler),
        (&names, Kind::Thing),
    ])
});

static OF_DONE: LazyLock<Vocabulary> = LazyLock::new(|| {
    let of = &words().done;
    let done: Vec<String> = of.words.words().map(str::to_owned).collect();
    Vocabulary::new(&[(&of.all, Kind::All), (&of.adverbs, Kind::Filler), (&done, Kind::Done)])
});

/// Every word at which a statement may be read, so that a line is gone through once.
static CLUES: LazyLock<WordSet> = LazyLock::new(|| {
    let (denials, done) = (&words().denials, &words().done);
    WordSet::union([&denials.negations, &denials.zeros, &done.words])
});

/// The statements without figures of a line, beside those with figures.
pub(super) fn denials(passage: &Passage<'_>, of_figures: &[Claim]) -> Vec<Claim> {
    let known = &words().denials;
    let mut claims: Vec<Claim> = Vec::new();
    // 未 and 没 also begin or end longer negations, which say it once.
    let mut denied = 0;
    for (at, word) in CLUES.hits(passage.text) {
        let start = at;
        let place = start..start + word.len();
        if known.negations.has(word) {
            let found = if start < denied { Vec::new() } else { negated(passage, place) };
            denied = found.last().map_or(denied, |last| last.statement.end);
            claims.extend(found);
        } else if known.zeros.has(word) {
            claims.extend(zero(passage, place));
        } else if !of_figures.is_empty() {
            claims.extend(finished(passage, place, of_figures));
        }
    }
    claims
}

/// A clause longer than this (in bytes) is not read: it has words in it that are not known.
const MAX_CLAUSE: usize = 900;

/// Where the clause begins that a place is in.
fn clause_start(passage: &Passage<'_>, at: usize) -> usize {
    let from = passage.text.floor_char_boundary(at.saturating_sub(MAX_CLAUSE));
    let before = &passage.text[from..at];
    let mark = before.rfind(is_clause_mark);
    mark.map_or(from, |mark| from + mark + char_len(before, mark))
}

/// Where the clause ends that a place is in.
fn clause_end(passage: &Passage<'_>, at: usize) -> usize {
    let to = passage.text.ceil_char_boundary(passage.text.len().min(at + MAX_CLAUSE));
    let behind = &passage.text[at..to];
    at + behind.find(is_clause_mark).unwrap_or(behind.len())
}

fn is_clause_mark(c: char) -> bool {
    CLAUSE_ENDS.contains(&c) || SENTENCE_ENDS.contains(&c) || "（）()".contains(c)
}

/// What is said not to have been, behind a negation.
fn negated(passage: &Passage<'_>, negation: Range<usize>) -> Vec<Claim> {
    let end = clause_end(passage, negation.end);
    let Some(tokens) = OF_DENIALS.read(&passage.text[negation.end..end]) else { return Vec::new() };
    let statement = negation.start..end;
    claims_of(passage, &tokens, negation.end, statement)
}

/// What is said to be zero: 行政复议、行政诉讼均为0.
fn zero(passage: &Passage<'_>, zero: Range<usize>) -> Vec<Claim> {
    let start = clause_start(passage, zero.start);
    let behind = passage.text[zero.end..].trim_start_matches(is_blank);
    let unit = words().units.iter().find_map(|unit| behind.strip_prefix(unit.as_str()));
    let behind = unit.unwrap_or(behind);
    let goes_on = behind.starts_with(|c: char| c.is_alphanumeric() || ".．,%％".contains(c));
    let before = &passage.text[start..zero.start];
    if goes_on || before.ends_with(|c| is_digit(c) || ".．,，".contains(c)) {
        return Vec::new();
    }
    let Some(tokens) = OF_DENIALS.read(before) else { return Vec::new() };
    let things = tokens.iter().filter(|token| token.kind == Kind::Thing).count();
    let is_figure = words().denials.figures.iter().any(|own| *own == passage.text[zero.clone()]);
    if things < 1 + usize::from(is_figure) {
        return Vec::new();
    }
    claims_of(passage, &tokens, start, start..zero.end)
}

/// A claim for each thing that is named in a statement. `base` is where the words begin.
fn claims_of(
    passage: &Passage<'_>,
    tokens: &[Token<'_>],
    base: usize,
    statement: Range<usize>,
) -> Vec<Claim> {
    let sentence = passage.sentence(&statement);
    let before = &passage.text[sentence.start..statement.start];
    if !is_told(passage, tokens, &sentence, &statement) {
        return Vec::new();
    }
    let mut claims = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let Some(thing) = thing(tokens, at) else { continue };
        let end = base + token.range.end;
        let bare = thing.bare.iter().any(|bare| bare == token.word);
        let on_topic = |topic: &String| passage.on_topic(topic, &sentence, end);
        if bare && !thing.topic.as_ref().is_none_or(on_topic) {
            continue;
        }
        let start = if claims.is_empty() { statement.start } else { base + token.range.start };
        claims.push(Claim {
            range: start..end,
            statement: statement.clone(),
            saying: Saying::Nothing,
            value: 0,
            sentence: sentence.clone(),
            table: &thing.table,
            columns: &thing.columns,
            readings: &thing.readings,
            elsewhere: passage.is_elsewhere(before),
        });
    }
    if let [only] = claims.as_mut_slice() {
        only.range = statement;
    }
    claims
}

/// Whether a statement tells how this year was, and is no wish, condition or comparison.
fn is_told(
    passage: &Passage<'_>,
    tokens: &[Token<'_>],
    sentence: &Range<usize>,
    statement: &Range<usize>,
) -> bool {
    let before = &passage.text[sentence.start..statement.start];
    // 未收到申请的 is a condition.
    let condition = tokens.last().is_some_and(|last| last.word == "的");
    !condition
        && sentence.len() <= MAX_SENTENCE
        && !words().denials.intended.is_in(before)
        && !words().compared.is_in(before)
        && passage.this_year(sentence, sentence.start, statement.end)
}

/// What a word denies, if it does.
fn thing(tokens: &[Token<'_>], at: usize) -> Option<&'static Thing> {
    let token = tokens.get(at).filter(|token| token.kind == Kind::Thing)?;
    let verbs: Vec<&str> =
        tokens.iter().filter(|token| token.kind == Kind::Link).map(|token| token.word).collect();
    let is = |list: &[String], word: &str| list.iter().any(|own| own == word);
    let things = words().denials.things.iter();
    let named = |thing: &&Thing| is(&thing.words, token.word) || is(&thing.bare, token.word);
    let fits = |thing: &&Thing| match verbs.iter().any(|verb| is(&thing.verbs, verb)) {
        true => true,
        false => !thing.verb_needed && (thing.verbs.is_empty() || verbs.is_empty()),
    };
    let thing = things.into_iter().filter(named).find(fits)?;
    let former = tokens[..at].iter().rfind(|former| former.kind != Kind::Filler);
    let later = tokens[at + 1..].iter().find(|later| later.kind != Kind::Filler);
    let caused = tokens[..at].iter().any(|former| former.kind == Kind::Cause);
    let goes_on = later.is_some_and(|later| later.kind != Kind::Joint);
    // 结转下年度的申请 are no applications that were received.
    let owned = former.is_some_and(|former| former.kind == Kind::Thing);
    let modifies = thing.modifier && (caused || goes_on || owned);
    let lost = is(&thing.bare, token.word) && former.is_none_or(|former| former.kind != Kind::Link);
    (!modifies && !lost).then_some(thing)
}

/// What it means that the things received are finished.
fn finished(passage: &Passage<'_>, word: Range<usize>, of_figures: &[Claim]) -> Vec<Claim> {
    let known = &words().done;
    let sentence = passage.sentence(&word);
    let Some(received) = received(passage, &word, &sentence, of_figures) else { return Vec::new() };
    let start = clause_start(passage, word.start).max(received.range.end);
    let end = clause_end(passage, word.end);
    let Some(tokens) = OF_DONE.read(&passage.text[start..end]) else { return Vec::new() };
    let last = tokens.iter().rfind(|token| token.kind == Kind::Done);
    if last.is_none_or(|last| start + last.range.start != word.start) {
        return Vec::new();
    }
    let all = tokens.iter().any(|token| token.kind == Kind::All);
    let next = received.sentence != sentence;
    let begin = start + tokens.first().map_or(0, |first| first.range.start);
    let between = received.range.end.max(received.sentence.start)..sentence.end;
    if (next && !(all && passage.text[sentence.start..begin].chars().all(is_blank)))
        || known.excepted.is_in(&passage.text[between])
        || words().denials.intended.is_in(&passage.text[sentence.start..word.start])
        || !passage.on_topic(&known.topic, &received.sentence, start)
    {
        return Vec::new();
    }
    let claim = |saying, value, readings| Claim {
        range: begin..end,
        statement: begin..end,
        saying,
        value,
        sentence: sentence.clone(),
        table: &known.table,
        columns: &known.columns,
        readings,
        elsewhere: received.elsewhere,
    };
    let rest = all.then(|| claim(Saying::Nothing, 0, known.rest.as_slice()));
    std::iter::once(claim(Saying::Something, 1, &known.count)).chain(rest).collect()
}

/// The figure of what was received that a statement is about: the last one before it, in its sentence or
/// the one before.
fn received<'c>(
    passage: &Passage<'_>,
    word: &Range<usize>,
    sentence: &Range<usize>,
    of_figures: &'c [Claim],
) -> Option<&'c Claim> {
    let known = &words().done;
    let before = of_figures.iter().filter(|claim| claim.range.end <= word.start);
    // What was carried over is named in passing: （含上年结转3件）.
    let passing = |claim: &&Claim| {
        let (open, close) = (claim.range.start, claim.range.end);
        let bracket = passage.text[..open].rfind(['（', '(']);
        bracket.is_some_and(|at| !passage.text[at..close].contains(['）', ')']))
    };
    let last = before.rev().find(|claim| !passing(claim))?;
    let near = last.sentence == *sentence
        || passage.text[last.sentence.end..sentence.start].chars().count() <= 1;
    let first = last.readings.first()?;
    let is_received = first.first().is_some_and(|row| *row == known.of);
    (near && is_received && last.value > 0 && last.table == known.table).then_some(last)
}
