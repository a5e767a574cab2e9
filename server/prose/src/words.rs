//! The words of `forms/prose.toml`, and the row names that the form adds to them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::str::Chars;
use std::sync::LazyLock;

use serde::Deserialize;

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
    /// A unit that goes on like this is another one.
    pub(super) longer_units: WordSet,
    pub(super) whole_year_dates: Vec<String>,
    /// Marks of another body.
    pub(super) elsewhere: WordSet,
    /// Marks of all that an area's government reports for.
    pub(super) areas: WordSet,
    /// Those that are only this organ and what it reports for, where its area is named.
    pub(super) levels: WordSet,
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
    pub(super) topics: BTreeMap<String, Topic>,
    pub(super) fees: Fees,
    pub(super) lists: Lists,
    pub(super) years: Years,
    pub(super) citations: Citations,
    /// Marks of another body, or of what may be one.
    #[serde(skip)]
    pub(super) bodies: WordSet,
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
    words.bodies = WordSet::union([&words.elsewhere, &words.areas, &words.governments]);
    for topic in words.topics.values_mut() {
        topic.turns = WordSet::union([&topic.said, &topic.foreign]);
    }
    words
});

#[allow(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
fn read() -> Words {
    toml::from_str(include_str!("../../forms/prose.toml")).expect("the words cannot be read")
}

/// The words.
pub(super) fn words() -> &'static Words {
    &WORDS
}
