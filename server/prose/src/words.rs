//! The words of `forms/prose.toml`, and the row names that the form adds to them.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::str::Chars;
use std::sync::LazyLock;

use form::forms;
use serde::Deserialize;

use super::denial::{Denials, Done};
use super::fee::Fees;
use super::list::Lists;
use super::year::Years;

/// Words that are sought in a text, all of them at once.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct WordSet {
    /// By the bucket of their first character, then in order.
    words: Vec<String>,
    buckets: Buckets,
}

/// Words by their first characters; most of a text is passed over at once by them.
#[derive(Debug)]
struct Buckets {
    /// Where the words of each bucket begin; those of the next begin where they end.
    starts: [u16; Self::COUNT + 1],
}

impl Default for Buckets {
    fn default() -> Self {
        Self { starts: [0; Self::COUNT + 1] }
    }
}

#[allow(clippy::indexing_slicing, reason = "there is a place for each remainder")]
impl Buckets {
    const COUNT: usize = 256;

    /// The buckets of words that are in their order.
    fn of(words: &[String]) -> Self {
        let mut buckets = Self::default();
        for word in words {
            let of = word.chars().next().map_or(0, Self::of_char);
            buckets.starts[of + 1..].iter_mut().for_each(|start| *start += 1);
        }
        buckets
    }

    /// The bucket of the words that begin so; others may be in it as well.
    fn of_char(c: char) -> usize {
        u32::from(c) as usize % Self::COUNT
    }

    /// The positions of the words that may begin with a character.
    fn range(&self, c: char) -> Range<usize> {
        let bucket = Self::of_char(c);
        usize::from(self.starts[bucket])..usize::from(self.starts[bucket + 1])
    }
}

impl From<Vec<String>> for WordSet {
    fn from(mut words: Vec<String>) -> Self {
        words.retain(|word| !word.is_empty());
        words.sort_by_cached_key(|word| (word.chars().next().map(Buckets::of_char), word.clone()));
        words.dedup();
        let buckets = Buckets::of(&words);
        Self { words, buckets }
    }
}

impl WordSet {
    /// The words of this set in a text, each with its place. They may overlap.
    pub fn hits<'s>(&'s self, text: &'s str) -> Hits<'s> {
        Hits { set: self, text, chars: text.chars(), rest: text, candidates: &[] }
    }

    /// A set of all words of several sets, so that a text is gone through once for them.
    pub(super) fn union<'s>(sets: impl IntoIterator<Item = &'s Self>) -> Self {
        sets.into_iter().flat_map(Self::words).map(str::to_owned).collect::<Vec<_>>().into()
    }

    /// Where in a text the last place is at which one of the words begins.
    pub(super) fn last_place(&self, text: &str) -> Option<usize> {
        let may_begin = |(_, c): &(usize, char)| !self.buckets.range(*c).is_empty();
        text.char_indices().rev().filter(may_begin).map(|(at, _)| at).find(|at| {
            let rest = text.get(*at..).unwrap_or_default();
            self.begins(rest)
        })
    }

    /// The words that may begin with a character.
    fn candidates(&self, c: char) -> &[String] {
        self.words.get(self.buckets.range(c)).unwrap_or_default()
    }

    /// Whether a word is one of them.
    pub(super) fn has(&self, word: &str) -> bool {
        self.words.iter().any(|own| own == word)
    }

    /// All of them.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    /// Whether any of them is in a text.
    pub fn is_in(&self, text: &str) -> bool {
        self.hits(text).next().is_some()
    }

    /// Whether a text begins with any of them.
    pub(super) fn begins(&self, text: &str) -> bool {
        let candidates = text.chars().next().map(|c| self.candidates(c));
        candidates.into_iter().flatten().any(|word| text.starts_with(word.as_str()))
    }
}

/// The words of a set in a text, one after the other.
pub struct Hits<'s> {
    set: &'s WordSet,
    text: &'s str,
    /// What has not been looked at.
    chars: Chars<'s>,
    /// The text from the place on that is looked at.
    rest: &'s str,
    /// Words that may stand there.
    candidates: &'s [String],
}

impl<'s> Iterator for Hits<'s> {
    type Item = (usize, &'s str);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            while let Some((word, others)) = self.candidates.split_first() {
                self.candidates = others;
                if self.rest.starts_with(word.as_str()) {
                    return Some((self.text.len() - self.rest.len(), word));
                }
            }
            let c = self.chars.find(|c| !self.set.buckets.range(*c).is_empty())?;
            let at = self.text.len() - self.chars.as_str().len() - c.len_utf8();
            self.rest = self.text.get(at..).unwrap_or_default();
            self.candidates = self.set.candidates(c);
        }
    }
}

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) units: Vec<String>,
    /// Those of a subject that names none.
    pub(super) default_units: Vec<String>,
    /// A unit that goes on like this is another one.
    pub(super) longer_units: WordSet,
    /// What may stand between a word and its figure.
    pub(super) fillers: Vec<String>,
    /// The last characters of these.
    #[serde(skip)]
    pub(super) filler_ends: String,
    /// What names all applicants, and so no part of them.
    pub(super) everyone: WordSet,
    /// Marks of another year or of a part of this one.
    pub(super) compared: WordSet,
    /// Marks of a part of what is counted.
    pub(super) parts: WordSet,
    pub(super) whole_year_dates: Vec<String>,
    /// What turns the word behind it into its opposite, or into a plan.
    pub(super) undone: Vec<String>,
    /// Marks of another body.
    pub(super) elsewhere: WordSet,
    /// Marks of all that an area's government reports for.
    pub(super) areas: WordSet,
    /// How a government's name ends.
    pub(super) government: String,
    /// Governments and their offices, which may be another body or a part of this one.
    pub(super) governments: WordSet,
    /// Those that are this organ itself if its short name ends so.
    pub(super) own_offices: Vec<String>,
    /// What the organ calls itself.
    pub(super) own_names: WordSet,
    /// What makes a name short.
    pub(super) short_names: Vec<(String, String)>,
    names: Vec<Names>,
    pub(super) topics: BTreeMap<String, Topic>,
    pub(super) subjects: Vec<Subject>,
    pub(super) denials: Denials,
    pub(super) done: Done,
    pub(super) fees: Fees,
    pub(super) lists: Lists,
    pub(super) years: Years,
    pub(super) citations: Citations,
    /// The words of all subjects.
    #[serde(skip)]
    pub(super) counted: WordSet,
    /// What adds rows to any of them.
    #[serde(skip)]
    pub(super) including: WordSet,
    /// Marks of another year, of a part, or of all: without any of them a figure is plain.
    #[serde(skip)]
    pub(super) qualifiers: WordSet,
    /// Marks of another body, or of what may be one.
    #[serde(skip)]
    pub(super) bodies: WordSet,
    /// The positions of the subjects that each of them may name.
    #[serde(skip)]
    named: HashMap<String, Vec<usize>>,
}

/// A table whose rows' short names are words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    table: String,
    topic: String,
    column: String,
    skip: Vec<String>,
    objects: Vec<String>,
}

/// What must have been spoken of before a figure is read.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Topic {
    pub(super) said: WordSet,
    /// Words of the heading above that do as well.
    pub(super) headed: WordSet,
    /// Words that end the topic.
    pub(super) foreign: WordSet,
    /// Both.
    #[serde(skip)]
    pub(super) turns: WordSet,
    pub(super) within: Within,
}

/// How far back a topic is sought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Within {
    Sentence,
    Paragraph,
}

/// Something that is counted, and how the prose calls it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Subject {
    pub(super) table: String,
    pub(super) topic: Option<String>,
    /// What it is counted in, if not in the usual units.
    #[serde(default)]
    pub(super) units: Vec<String>,
    /// The first of these columns that the edition has.
    pub(super) columns: Vec<String>,
    /// What it may mean: each is a sum of rows. A group means the rows below it.
    pub(super) readings: Vec<Vec<String>>,
    pub(super) words: Vec<String>,
    /// What may follow a word directly, or the figure.
    pub(super) objects: Vec<String>,
    /// What tells the subject even at a distance from the word.
    #[serde(default)]
    pub(super) far: Vec<String>,
    /// Whether it is not read where a part is spoken of.
    #[serde(default)]
    pub(super) whole: bool,
    /// Whether the word names the thing itself, so that anything may follow the figure.
    #[serde(default)]
    pub(super) noun: bool,
    /// Whether a word means nothing without an object.
    #[serde(default)]
    pub(super) bound: bool,
    /// Words that add `including_rows`.
    #[serde(default)]
    pub(super) including: WordSet,
    #[serde(default)]
    including_rows: Vec<String>,
    /// What it then means: the first of its readings, and these rows.
    #[serde(skip)]
    pub(super) including_readings: Vec<Vec<String>>,
}

/// How references to articles are told apart.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Citations {
    /// The names of 条例.
    pub(super) regulation: Vec<String>,
    /// Those that need no title marks.
    pub(super) unmarked: Vec<String>,
    /// What stands before its short name when that has no title marks.
    pub(super) before_short: Vec<String>,
    /// How the names of other instruments end.
    pub(super) others: Vec<String>,
    /// What joins two references.
    pub(super) joints: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = read();
    let named: Vec<Subject> = words.names.iter().flat_map(named).collect();
    words.subjects.extend(named);
    for subject in &mut words.subjects {
        let first = subject.readings.first().cloned();
        let including = first.map(|first| [first, subject.including_rows.clone()].concat());
        subject.including_readings = including.into_iter().collect();
    }
    for (at, subject) in words.subjects.iter().enumerate() {
        for word in &subject.words {
            words.named.entry(word.clone()).or_default().push(at);
        }
    }
    words.filler_ends = words.fillers.iter().filter_map(|filler| filler.chars().last()).collect();
    words.counted = words.named.keys().cloned().collect::<Vec<_>>().into();
    words.including = WordSet::union(words.subjects.iter().map(|subject| &subject.including));
    words.qualifiers = WordSet::union([&words.everyone, &words.compared, &words.parts]);
    words.bodies = WordSet::union([&words.elsewhere, &words.areas, &words.governments]);
    for topic in words.topics.values_mut() {
        topic.turns = WordSet::union([&topic.said, &topic.foreign]);
    }
    words
});

impl Words {
    /// The positions of the subjects that a word may name.
    pub(super) fn named(&self, word: &str) -> &[usize] {
        self.named.get(word).map_or(&[], Vec::as_slice)
    }
}

#[allow(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
fn read() -> Words {
    toml::from_str(include_str!("../../forms/prose.toml")).expect("the words cannot be read")
}

/// The words.
pub(super) fn words() -> &'static Words {
    &WORDS
}

/// A subject for each row of a table, named as messages name it.
fn named(names: &Names) -> Vec<Subject> {
    let mut subjects: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let tables = forms().iter().flat_map(|form| &form.tables);
    let blocks = tables.filter(|table| table.id == names.table).flat_map(|table| &table.blocks);
    for row in blocks.flat_map(|block| &block.rows).filter(|row| !names.skip.contains(&row.id)) {
        let known = subjects.entry(&row.id).or_default();
        if !known.iter().any(|name| name == row.short()) {
            known.push(row.short().to_owned());
        }
    }
    let subject = |(row, words): (&str, Vec<String>)| Subject {
        table: names.table.clone(),
        topic: Some(names.topic.clone()),
        columns: vec![names.column.clone()],
        readings: vec![vec![row.to_owned()]],
        words,
        objects: names.objects.clone(),
        ..Subject::default()
    };
    subjects.into_iter().map(subject).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_is_one_of_the_form() {
        for subject in &words().subjects {
            let tables = forms().iter().flat_map(|form| &form.tables);
            let blocks: Vec<_> =
                tables.filter(|of| of.id == subject.table).flat_map(|of| &of.blocks).collect();
            let rows = subject.readings.iter().flatten().chain(&subject.including_rows);
            for id in rows {
                assert!(blocks.iter().any(|block| block.row_position(id).is_some()), "row {id}");
            }
            for id in &subject.columns {
                let known = blocks.iter().any(|block| block.column_position(id).is_some());
                assert!(known, "column {id}");
            }
            let topic = subject.topic.as_ref();
            assert!(topic.is_none_or(|topic| words().topics.contains_key(topic)), "{topic:?}");
        }
    }
}
