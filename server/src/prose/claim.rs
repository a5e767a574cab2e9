//! Figures of the prose and what they count.

#![allow(clippy::indexing_slicing, reason = "ranges come from the text itself")]

use std::ops::Range;

use super::words::{Subject, Within, WordSet, words};
use crate::form::{Kind, halfwidth, is_blank};
use crate::number::{self, Figure};
use crate::report::{ElementKind, Inline, InlineKind, Report};

/// Marks that end a sentence, as far as figures go.
const SENTENCE_ENDS: [char; 6] = ['。', '；', ';', '！', '？', '｡'];
/// Marks that part the clauses of a sentence.
const CLAUSE_ENDS: [char; 4] = ['，', ',', '：', ':'];

/// A figure of the prose that counts something of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The number with its unit.
    pub range: Range<usize>,
    pub value: i64,
    /// The sentence that it stands in.
    pub sentence: Range<usize>,
    /// Id of the table.
    pub table: &'static str,
    /// The first of these columns that the edition has.
    pub columns: &'static [String],
    /// What it may mean: each a sum of rows or of groups of rows, by id.
    pub readings: Vec<Vec<&'static str>>,
    /// Whether it may be another body's figure.
    pub elsewhere: bool,
}

/// The figures of a report's prose whose meaning is certain, in order.
pub fn claims(text: &str, report: &Report) -> Vec<Claim> {
    let mut claims = Vec::new();
    let mut heading = "";
    for (at, element) in report.elements.iter().enumerate() {
        let line = &text[element.range.clone()];
        let is_title = report.title.as_ref().is_some_and(|title| title.elements.contains(&at));
        let is_section = || report.sections.iter().any(|section| section.heading == element.range);
        match element.kind {
            ElementKind::Heading { .. } => heading = first_sentence(line),
            ElementKind::Paragraph if is_section() => heading = line,
            ElementKind::Paragraph if !is_title => {}
            _ => continue,
        }
        let prose = Prose { text, report, line: element.range.clone(), heading };
        claims.extend(prose.claims());
    }
    claims
}

fn first_sentence(line: &str) -> &str {
    line.split(SENTENCE_ENDS).next().unwrap_or(line)
}

/// A line of prose.
struct Prose<'t> {
    text: &'t str,
    report: &'t Report,
    line: Range<usize>,
    /// The heading that it stands below.
    heading: &'t str,
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

impl Prose<'_> {
    fn claims(&self) -> Vec<Claim> {
        let mut claims = Vec::new();
        let mut former: Option<Range<usize>> = None;
        for (figure, value) in figures(self.text, self.line.clone()) {
            let sentence = self.sentence(&figure);
            let start = former.map_or(sentence.start, |range| range.end.max(sentence.start));
            claims
                .extend(value.and_then(|value| self.claim(figure.clone(), value, sentence, start)));
            former = Some(figure);
        }
        claims
    }

    fn sentence(&self, figure: &Range<usize>) -> Range<usize> {
        let before = &self.text[self.line.start..figure.start];
        let behind = &self.text[figure.end..self.line.end];
        let start = before.rfind(SENTENCE_ENDS).map_or(0, |at| at + char_len(before, at));
        let end = behind.find(SENTENCE_ENDS).unwrap_or(behind.len());
        self.line.start + start..figure.end + end
    }

    /// What a figure counts. `start` is where the text begins that may say so.
    fn claim(
        &self,
        range: Range<usize>,
        value: i64,
        sentence: Range<usize>,
        start: usize,
    ) -> Option<Claim> {
        let segment = &self.text[start..range.start];
        let behind = &self.text[range.end..self.line.end];
        let subject = subject(segment, behind)?;
        let clause =
            range.end + behind.find(|c: char| !c.is_alphanumeric()).unwrap_or(behind.len());
        if !self.on_topic(subject, &sentence, clause)
            || !self.this_year(&sentence, start, range.start)
        {
            return None;
        }
        let before = &self.text[sentence.start..range.start];
        Some(Claim {
            value,
            table: &subject.table,
            columns: &subject.columns,
            readings: readings(subject, segment, behind),
            elsewhere: words().elsewhere.is_in(before),
            range,
            sentence,
        })
    }

    /// Whether the text up to the figure's clause speaks of what the subject belongs to.
    fn on_topic(&self, subject: &Subject, sentence: &Range<usize>, end: usize) -> bool {
        let Some(topic) = subject.topic.as_ref() else { return true };
        let Some(topic) = words().topics.get(topic) else { return false };
        let start = match topic.within {
            Within::Sentence => sentence.start,
            Within::Paragraph => self.line.start,
        };
        let before = &self.text[start..end];
        let last = |words: &WordSet| words.hits(before).map(|(at, _)| at).last();
        match (last(&topic.said), last(&topic.foreign)) {
            (Some(said), Some(foreign)) => said > foreign,
            (Some(_), None) => true,
            (None, foreign) => foreign.is_none() && topic.headed.is_in(self.heading),
        }
    }

    /// Whether no other year and no part of the year is spoken of.
    fn this_year(&self, sentence: &Range<usize>, segment: usize, end: usize) -> bool {
        let among = |start: usize| {
            let inlines = &self.report.inlines;
            let from = inlines.partition_point(|inline| inline.range.start < start);
            inlines[from..].iter().take_while(move |inline| inline.range.end <= end)
        };
        let text = |inline: &Inline| self.text[inline.range.clone()].to_owned();
        let year = among(sentence.start).filter(|inline| inline.kind == InlineKind::Year).last();
        let year = year.and_then(|inline| text(inline).trim_end_matches('年').parse::<i32>().ok());
        let whole =
            |date: String| words().whole_year_dates.iter().any(|day| date.ends_with(day.as_str()));
        let mut dates = among(segment).filter(|inline| inline.kind == InlineKind::Date).map(text);
        let other = year.is_some() && self.report.year().is_some() && year != self.report.year();
        !other && dates.all(whole)
    }
}

fn char_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

fn readings(subject: &'static Subject, segment: &str, behind: &str) -> Vec<Vec<&'static str>> {
    let ids = |reading: &'static [String]| reading.iter().map(String::as_str).collect::<Vec<_>>();
    let behind = behind.trim_start_matches(|c: char| "（(，,".contains(c) || is_blank(c));
    let included = subject.including.is_in(segment) || subject.including.begins(behind);
    let added = if included { ids(&subject.including_rows) } else { Vec::new() };
    subject.readings.iter().map(|reading| [ids(reading), added.clone()].concat()).collect()
}

/// What the text before a figure says that it counts, if nothing speaks against it.
fn subject(segment: &str, behind: &str) -> Option<&'static Subject> {
    let clause = last_clause(segment);
    let earlier = &segment[..clause.start];
    let clause = without_inclusion(&segment[clause]);
    let mut matches = matches(&clause, behind);
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
    while let Some(shorter) =
        words().fillers.iter().find_map(|filler| text.strip_suffix(filler.as_str()))
    {
        text = shorter.trim_end_matches(is_blank);
    }
    text
}

/// The clause without what stands in brackets about figures that are counted along with it, such as
/// （含上年结转）.
fn without_inclusion(clause: &str) -> String {
    let includes =
        |note: &str| words().subjects.iter().any(|subject| subject.including.is_in(note));
    let bracket = clause.find(['（', '(']).and_then(|open| {
        let close = open + clause[open..].find(['）', ')'])?;
        includes(&clause[open..close]).then(|| open..close + char_len(clause, close))
    });
    let mut clause = clause.to_owned();
    if let Some(bracket) = bracket {
        clause.replace_range(bracket, "");
    }
    without_fillers(&clause).to_owned()
}

/// Every way in which a clause may say what the figure behind it counts.
fn matches(clause: &str, behind: &str) -> Vec<Match> {
    let said: Vec<&str> = words().counted.hits(clause).map(|(_, word)| word).collect();
    let named = |subject: &&Subject| subject.words.iter().any(|word| said.contains(&word.as_str()));
    let subjects = words().subjects.iter().filter(named);
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
    /// Whether a word means something else of the same topic.
    fn is_rivalled_by(&self, word: &str) -> bool {
        let other = |other: &&Self| other.topic == self.topic && other.readings != self.readings;
        let others = words().subjects.iter().filter(other);
        self.topic.is_some()
            && others.into_iter().any(|other| other.words.iter().any(|own| own == word))
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
        let all = |text: &str| {
            words.everyone.iter().fold(text.to_owned(), |text, all| text.replace(all.as_str(), ""))
        };
        let around: Vec<String> = std::iter::once(earlier).chain(own).map(all).collect();
        let speaks_of = |list: &WordSet| around.iter().any(|piece| list.is_in(piece));
        let part = self.subject.whole && speaks_of(&words.parts);
        let beside = || {
            let mut hits = own.iter().flat_map(|piece| words.counted.hits(piece));
            hits.any(|(_, word)| self.subject.is_rivalled_by(word))
        };
        !speaks_of(&words.compared) && !part && !beside()
    }
}

/// The numbers of a line that are followed by a unit of counting, with the unit. One that is part
/// of something longer, such as a range, has no value.
fn figures(text: &str, line: Range<usize>) -> Vec<(Range<usize>, Option<i64>)> {
    let mut found = Vec::new();
    // Few lines have any; a look for the unit is cheaper than one for numbers.
    if !words().units.iter().any(|unit| text[line.clone()].contains(unit.as_str())) {
        return found;
    }
    let mut at = line.start;
    while let Some(start) = text[at..line.end].find(is_digit).map(|offset| at + offset) {
        let number = start..start + number_len(&text[start..line.end]);
        at = number.end;
        let rest = &text[number.end..line.end];
        let unit = rest.trim_start_matches(is_blank);
        let Some(word) = words().units.iter().find(|word| unit.starts_with(word.as_str())) else {
            continue;
        };
        if words().longer_units.iter().any(|longer| unit.starts_with(longer.as_str())) {
            continue;
        }
        let end = line.end - unit.len() + word.len();
        let part = is_part(&text[line.start..number.start]);
        let value = match number::read(&text[number.clone()], Kind::Count, word) {
            Figure::Number { value, .. } if !part => value.as_whole(),
            _ => None,
        };
        found.push((start..end, value));
        at = end;
    }
    found
}

/// Whether a number goes on what stands before it: a range, or 第3件.
fn is_part(before: &str) -> bool {
    let before = before.trim_end_matches(is_blank);
    let upper = before.strip_suffix(['至', '到']).is_some_and(|from| from.ends_with(is_digit));
    let joined = |c: char| "-~～—–－第.．".contains(c) || c.is_ascii_alphanumeric();
    upper || before.ends_with(joined)
}

fn is_digit(c: char) -> bool {
    halfwidth(c).is_ascii_digit()
}

/// The length of `1,234.5` at the start of a text. A comma must part thousands.
fn number_len(text: &str) -> usize {
    let digits = |text: &str| text.len() - text.trim_start_matches(is_digit).len();
    let mut len = digits(text);
    while let Some(rest) = text[len..].strip_prefix([',', '，']) {
        let group = digits(rest);
        if rest[..group].chars().count() != 3 {
            break;
        }
        len = text.len() - rest.len() + group;
    }
    match text[len..].strip_prefix(['.', '．']) {
        Some(rest) if digits(rest) > 0 => text.len() - rest.len() + digits(rest),
        _ => len,
    }
}

#[cfg(test)]
mod tests;
