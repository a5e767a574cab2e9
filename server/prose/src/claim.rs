//! Figures of the prose and what they count.

#![allow(clippy::indexing_slicing, reason = "ranges come from the text itself")]

use std::borrow::Cow;
use std::ops::Range;

use form::is_blank;

use super::denial::denials;
use super::figure::{Figure, figures};
use super::passage::{CLAUSE_ENDS, Passage, char_len};
use super::reading::moved;
use super::words::{Subject, words};

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
    /// Id of the table.
    pub table: &'static str,
    /// The first of these columns that the edition has.
    pub columns: &'static [String],
    /// What it may mean: each a sum of rows or of groups of rows, by id.
    pub readings: &'static [Vec<String>],
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
    let mut claims = of_figures(passage);
    let denials = denials(passage, &claims);
    if !denials.is_empty() {
        claims.extend(denials);
        claims.sort_by_key(|claim| claim.range.start);
    }
    claims
}

fn of_figures(passage: &Passage<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    let mut former = 0;
    let mut sentence = 0..0;
    for figure in figures(passage.text, 0..passage.text.len()) {
        if figure.range.end > sentence.end {
            sentence = passage.sentence(&figure.range);
        }
        let start = former.max(sentence.start);
        let found = claim(passage, &figure, sentence.clone(), start);
        claims.extend(found.map(|found| after(passage, claims.last(), found)));
        former = figure.range.end;
    }
    claims
}

/// The claim, which goes on with another body's if the one before it does and it names none.
fn after(passage: &Passage<'_>, former: Option<&Claim>, claim: Claim) -> Claim {
    let named = || words().own_names.is_in(&passage.text[claim.sentence.clone()]);
    let elsewhere = claim.elsewhere || (former.is_some_and(|former| former.elsewhere) && !named());
    Claim { elsewhere, ..claim }
}

/// What a figure counts. `start` is where the text begins that may say so.
fn claim(
    passage: &Passage<'_>,
    figure: &Figure,
    sentence: Range<usize>,
    start: usize,
) -> Option<Claim> {
    let value = figure.value?;
    let range = figure.range.clone();
    let segment = &passage.text[start..range.start];
    let behind = &passage.text[range.end..];
    let subject = subject(segment, behind, figure.unit)?;
    let clause = range.end + behind.find(|c: char| !c.is_alphanumeric()).unwrap_or(behind.len());
    let on_topic = |topic: &String| passage.on_topic(topic, &sentence, clause);
    if !subject.topic.as_ref().is_none_or(on_topic)
        || !passage.this_year(&sentence, start, range.start)
    {
        return None;
    }
    let before = &passage.text[sentence.start..range.start];
    Some(Claim {
        value,
        saying: Saying::Figure,
        table: &subject.table,
        columns: &subject.columns,
        readings: readings(subject, segment, behind),
        elsewhere: passage.is_elsewhere(before),
        statement: range.clone(),
        range,
        sentence,
    })
}

/// How a subject was found before a figure.
struct Match {
    subject: &'static Subject,
    /// Where the word stands in the clause, and where the object begins.
    word: Range<usize>,
    object: usize,
    /// Whether the word stands right before its object and the figure, and how long both are.
    rank: (bool, usize),
}

fn readings(subject: &'static Subject, segment: &str, behind: &str) -> &'static [Vec<String>] {
    let behind = behind.trim_start_matches(|c: char| "（(，,".contains(c) || is_blank(c));
    let included = subject.including.is_in(segment) || subject.including.begins(behind);
    if included { &subject.including_readings } else { &subject.readings }
}

/// What the text before a figure says that it counts, if nothing speaks against it.
fn subject(segment: &str, behind: &str, unit: &str) -> Option<&'static Subject> {
    let clause = last_clause(segment);
    let earlier = &segment[..clause.start];
    let clause = without_inclusion(&segment[clause]);
    let mut matches = matches(&clause, behind);
    matches.retain(|found| found.subject.counts_in(unit));
    let best = matches.iter().map(|found| found.rank).max()?;
    matches.retain(|found| found.rank == best);
    let first = matches.first()?.subject;
    if matches.iter().any(|found| found.subject.readings != first.readings) {
        return None;
    }
    matches.iter().find(|found| found.is_plain(earlier, &clause)).map(|found| found.subject)
}

/// The last clause in which more than fillers stands, without the fillers at its end.
fn last_clause(segment: &str) -> Range<usize> {
    let mut end = segment.len();
    loop {
        let mark = segment[..end].rfind(CLAUSE_ENDS);
        let start = mark.map_or(0, |at| at + char_len(segment, at));
        let blank =
            segment[start..end].len() - segment[start..end].trim_start_matches(is_blank).len();
        let clause = without_fillers(&segment[start..end]);
        match mark {
            Some(mark) if clause.is_empty() => end = mark,
            _ => return start + blank..start + blank + clause.len(),
        }
    }
}

fn without_fillers(text: &str) -> &str {
    let mut text = text.trim_matches(is_blank);
    let may_end = |text: &str| text.ends_with(|last| words().filler_ends.contains(last));
    while may_end(text)
        && let Some(shorter) =
            words().fillers.iter().find_map(|filler| text.strip_suffix(filler.as_str()))
    {
        text = shorter.trim_end_matches(is_blank);
    }
    text
}

/// The clause without what stands in brackets about figures that are counted along with it, such as
/// （含上年结转）.
fn without_inclusion(clause: &str) -> String {
    let bracket = clause.find(['（', '(']).and_then(|open| {
        let close = open + clause[open..].find(['）', ')'])?;
        let includes = words().including.is_in(&clause[open..close]);
        includes.then(|| open..close + char_len(clause, close))
    });
    let mut clause = clause.to_owned();
    if let Some(bracket) = bracket {
        clause.replace_range(bracket, "");
    }
    without_fillers(&clause).to_owned()
}

/// Every way in which a clause may say what the figure behind it counts.
fn matches(clause: &str, behind: &str) -> Vec<Match> {
    let said = words().counted.hits(clause).map(|(_, word)| word);
    let mut named: Vec<usize> = said.flat_map(|word| words().named(word)).copied().collect();
    named.sort_unstable();
    named.dedup();
    let subjects = named.into_iter().map(|at| &words().subjects[at]);
    subjects.flat_map(|subject| subject_matches(subject, clause, behind)).collect()
}

fn subject_matches(subject: &'static Subject, clause: &str, behind: &str) -> Vec<Match> {
    let objects = subject.objects.iter().chain(&subject.far).map(String::as_str);
    let mut matches = Vec::new();
    for object in objects.chain([""]) {
        let Some(head) = clause.strip_suffix(object) else { continue };
        let found = |word: Range<usize>, rank| Match { subject, word, object: head.len(), rank };
        let near = if object.is_empty() { head } else { without_fillers(head) };
        let tight = subject.words.iter().filter(|word| near.ends_with(word.as_str()));
        if let Some(word) = tight.max_by_key(|word| word.len()) {
            if object.is_empty() && !subject.may_end(behind) {
                continue;
            }
            let rank = (true, word.len() + object.len());
            matches.push(found(near.len() - word.len()..near.len(), rank));
        } else if subject.far.iter().any(|far| far == object) {
            let words = subject.words.iter();
            let places = words.filter_map(|word| Some((head.rfind(word.as_str())?, word.len())));
            let last = places.max();
            matches.extend(last.map(|(at, len)| found(at..at + len, (false, object.len()))));
        }
    }
    matches
}

impl Subject {
    /// Whether it is counted in this unit.
    fn counts_in(&self, unit: &str) -> bool {
        let units = if self.units.is_empty() { &words().default_units } else { &self.units };
        units.iter().any(|own| own == unit)
    }

    /// Whether a word means something else of the same topic.
    fn is_rivalled_by(&self, word: &str) -> bool {
        let other = |other: &Self| other.topic == self.topic && other.readings != self.readings;
        let mut named = words().named(word).iter();
        self.topic.is_some() && named.any(|at| other(&words().subjects[*at]))
    }

    /// Whether a figure right behind the word can be meant, by what stands behind the figure.
    fn may_end(&self, behind: &str) -> bool {
        let next = behind.trim_start_matches(|c| c == '的' || is_blank(c));
        let object =
            || self.objects.iter().chain(&self.far).any(|object| next.starts_with(object.as_str()));
        let anything = self.noun || !next.starts_with(char::is_alphanumeric);
        object() || (anything && !self.bound)
    }
}

impl Match {
    /// Whether nothing beside the word tells of another year, of a part, or of something else that
    /// is counted along with it.
    fn is_plain(&self, earlier: &str, clause: &str) -> bool {
        let words = words();
        let own = [&clause[..self.word.start], &clause[self.word.end..self.object]];
        let around = [earlier, own[0], own[1]];
        let qualified =
            around.into_iter().filter(|piece| words.qualifiers.is_in(piece)).any(|piece| {
                let piece = words
                    .everyone
                    .words()
                    .fold(Cow::from(piece), |it, all| it.replace(all, "").into());
                words.compared.is_in(&piece) || (self.subject.whole && words.parts.is_in(&piece))
            });
        let undone = without_fillers(own[0]);
        let undone = words.undone.iter().any(|word| undone.ends_with(word.as_str()));
        let beside = || {
            let mut hits = own.iter().flat_map(|piece| words.counted.hits(piece));
            hits.any(|(_, word)| self.subject.is_rivalled_by(word))
        };
        !undone && !qualified && !beside()
    }
}

#[cfg(test)]
mod tests;
