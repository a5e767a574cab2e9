//! Words sought in a text, all of them at once.

use std::ops::Range;
use std::str::Chars;

use serde::Deserialize;

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
