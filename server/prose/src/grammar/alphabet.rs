//! The letters that lines are read by: one for each set of names that words share, for figures by
//! their unit, for years, and for marks.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::date::dates;
use crate::figure::Figure;
use form::is_blank;

/// Letters that do not depend on the file, by the name that patterns call them.
pub(super) const MARKS: [(&str, u16); 16] = [
    ("misc-mark", 1),
    ("stop", 2),
    ("comma", 3),
    ("start", 4),
    ("pause", 5),
    ("colon", 6),
    ("open", 7),
    ("close", 8),
    ("percent", 9),
    ("number", 10),
    ("bad", 11),
    ("this-year", 12),
    ("last-year", 13),
    ("next-year", 14),
    ("other-year", 15),
    ("day", 16),
];

/// A sentence of more letters is none, but a text that lost its marks.
const MAX_SENTENCE: usize = 1000;

/// The first letter of a unit's figures.
const FIRST_UNIT: u16 = 20;

fn mark(name: &str) -> u16 {
    MARKS.iter().find(|(own, _)| *own == name).map_or(0, |(_, letter)| *letter)
}

/// How a line becomes letters.
#[derive(Debug)]
pub(super) struct Alphabet {
    words: AhoCorasick,
    /// The byte of each word.
    of_words: Vec<u8>,
    /// The bytes of marks, years and figures, by their letters.
    bytes: HashMap<u16, u8>,
    units: Vec<String>,
}

/// A line in letters, each as the byte that the automaton knows it by.
#[derive(Debug)]
pub(super) struct Letters<'a> {
    alphabet: &'a Alphabet,
    pub(super) bytes: Vec<u8>,
    /// What each stands for, in bytes of the line.
    ranges: Vec<Range<usize>>,
    /// The values of figures, by their positions.
    values: BTreeMap<usize, i64>,
}

/// A set of letters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct LetterSet([u64; LetterSet::WORDS]);

impl LetterSet {
    const WORDS: usize = 10;

    /// One more than the greatest letter that has a place.
    const ROOM: u16 = 64 * Self::WORDS as u16;

    pub(super) fn has(&self, letter: u16) -> bool {
        self.0.get(usize::from(letter / 64)).is_some_and(|word| word >> (letter % 64) & 1 == 1)
    }

    pub(super) fn add(&mut self, letter: u16) {
        if let Some(word) = self.0.get_mut(usize::from(letter / 64)) {
            *word |= 1 << (letter % 64);
        }
    }

    #[must_use]
    pub(super) fn or(mut self, other: Self) -> Self {
        self.0.iter_mut().zip(other.0).for_each(|(word, more)| *word |= more);
        self
    }

    pub(super) fn iter(self) -> impl Iterator<Item = u16> {
        let words = (0u16..).step_by(64).zip(self.0).filter(|(_, word)| *word != 0);
        words.flat_map(|(first, word)| {
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| first + bit)
        })
    }
}

impl FromIterator<u16> for LetterSet {
    fn from_iter<I: IntoIterator<Item = u16>>(letters: I) -> Self {
        let mut set = Self::default();
        letters.into_iter().for_each(|letter| set.add(letter));
        set
    }
}

/// The names that words have, while patterns are compiled.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// The names of each word.
    of: BTreeMap<String, BTreeSet<String>>,
    units: Vec<String>,
    /// The letter of each set of names, once all words are known.
    letters: BTreeMap<BTreeSet<String>, u16>,
    /// The letters of each name.
    named: HashMap<String, LetterSet>,
}

impl Names {
    pub(super) fn new(words: &BTreeMap<String, Vec<String>>, units: &[String]) -> Self {
        let mut names = Self { units: units.to_vec(), ..Self::default() };
        for (name, words) in words {
            for word in words {
                names.add(word, name);
            }
        }
        names
    }

    /// Gives a word one more name.
    pub(super) fn add(&mut self, word: &str, name: &str) {
        self.of.entry(word.to_owned()).or_default().insert(name.to_owned());
    }

    /// Gives every set of names, and every chunk, its letter; no word may be added any more.
    pub(super) fn seal(&mut self, chunks: &[String]) -> Result<(), String> {
        let first = usize::from(FIRST_UNIT) + 2 * self.units.len();
        let sets: BTreeSet<_> = self.of.values().cloned().collect();
        let chunks = chunks.iter().map(|chunk| BTreeSet::from([chunk.clone()]));
        for (at, set) in sets.into_iter().chain(chunks).enumerate() {
            let letter = u16::try_from(first + at).ok();
            let letter = letter.filter(|letter| *letter < LetterSet::ROOM);
            let letter = letter.ok_or("too many sets of words")?;
            for name in &set {
                self.named.entry(name.clone()).or_default().add(letter);
            }
            self.letters.insert(set, letter);
        }
        for (name, letter) in MARKS {
            self.named.insert(name.to_owned(), LetterSet::from_iter([letter]));
        }
        Ok(())
    }

    /// The letters of all words with a name, of a mark, or of a chunk.
    pub(super) fn letters(&self, name: &str) -> LetterSet {
        self.named.get(name).copied().unwrap_or_default()
    }

    /// The letters of figures in some units; `values` tells which.
    pub(super) fn figures(&self, units: &[String], values: Values) -> LetterSet {
        let own = self.units.iter().enumerate().filter(|(_, unit)| units.contains(unit));
        own.flat_map(|(at, _)| {
            let [some, zero] = unit_letters(at);
            match values {
                Values::Any => vec![some, zero],
                Values::Zero => vec![zero],
            }
        })
        .collect()
    }

    /// Every letter of a word, and of a mark within a clause that is no figure.
    pub(super) fn within(&self) -> LetterSet {
        let marks = ["misc-mark", "pause", "colon", "open", "close", "number", "this-year", "day"];
        marks.iter().map(|name| mark(name)).chain(self.letters.values().copied()).collect()
    }

    /// One more than the last letter.
    pub(super) fn count(&self) -> u16 {
        self.letters.values().max().map_or(0, |last| last + 1)
    }

    pub(super) fn into_alphabet(self, bytes: &HashMap<u16, u8>) -> Result<Alphabet, String> {
        let words = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(self.of.keys())
            .map_err(|error| error.to_string())?;
        let byte = |set: &BTreeSet<String>| {
            self.letters.get(set).and_then(|letter| bytes.get(letter)).copied().unwrap_or_default()
        };
        let of_words = self.of.values().map(byte).collect();
        Ok(Alphabet { words, of_words, bytes: bytes.clone(), units: self.units })
    }
}

/// Which figures are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Values {
    Any,
    Zero,
}

fn unit_letters(at: usize) -> [u16; 2] {
    let first = FIRST_UNIT.saturating_add(u16::try_from(2 * at).unwrap_or(u16::MAX));
    [first, first.saturating_add(1)]
}

impl Alphabet {
    fn byte(&self, letter: u16) -> u8 {
        self.bytes.get(&letter).copied().unwrap_or_default()
    }

    /// A line in letters.
    pub(super) fn letters(&self, text: &str, figures: &[Figure], year: Option<i32>) -> Letters<'_> {
        let mut letters = Letters {
            alphabet: self,
            bytes: Vec::with_capacity(text.len() / 4),
            ranges: Vec::with_capacity(text.len() / 4),
            values: BTreeMap::new(),
        };
        letters.push(mark("start"), 0..0);
        let mut at = 0;
        for (range, letter, value) in self.fixed(figures, text, year) {
            if range.start >= at {
                letters.words(text, at..range.start);
                letters.values.extend(value.map(|value| (letters.bytes.len(), value)));
                letters.push(letter, range.clone());
                at = range.end;
            }
        }
        letters.words(text, at..text.len());
        letters.push(mark("stop"), text.len()..text.len());
        letters
    }

    /// The figures and years of a line, in order.
    fn fixed(
        &self,
        figures: &[Figure],
        text: &str,
        year: Option<i32>,
    ) -> Vec<(Range<usize>, u16, Option<i64>)> {
        let figures = figures.iter().map(|figure| {
            let unit = self.units.iter().position(|unit| *unit == figure.unit);
            let letter = match (figure.value, unit.map(unit_letters)) {
                (Some(0), Some([_, zero])) => zero,
                (Some(_), Some([some, _])) => some,
                _ => mark("bad"),
            };
            (figure.range.clone(), letter, figure.value)
        });
        let dates = dates(text, 0..text.len()).map(|date| {
            let letter = match (date.year, year) {
                _ if date.day => mark("day"),
                (Some(own), Some(year)) => year_letter(own - year),
                _ => mark("this-year"),
            };
            let rest = text.get(date.range.end..).unwrap_or_default();
            let end = date.range.end + if rest.starts_with('度') { '度'.len_utf8() } else { 0 };
            (date.range.start..end, letter, None)
        });
        let mut all: Vec<_> = figures.chain(dates).collect();
        all.sort_by_key(|(range, ..)| range.start);
        all
    }
}

fn year_letter(difference: i32) -> u16 {
    mark(match difference {
        0 => "this-year",
        -1 => "last-year",
        1 => "next-year",
        _ => "other-year",
    })
}

impl Letters<'_> {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    fn push(&mut self, letter: u16, range: Range<usize>) {
        self.bytes.push(self.alphabet.byte(letter));
        self.ranges.push(range);
    }

    /// The words and marks of a part of a line.
    fn words(&mut self, text: &str, part: Range<usize>) {
        let Some(piece) = text.get(part.clone()) else { return };
        let alphabet = self.alphabet;
        let mut at = 0;
        for found in alphabet.words.find_iter(piece) {
            self.marks(piece, at..found.start(), part.start);
            let of_word = alphabet.of_words.get(found.pattern().as_usize());
            self.bytes.push(of_word.copied().unwrap_or_default());
            self.ranges.push(part.start + found.start()..part.start + found.end());
            at = found.end();
        }
        self.marks(piece, at..piece.len(), part.start);
    }

    /// What stands between words: marks, numbers, and words that are not known.
    fn marks(&mut self, piece: &str, part: Range<usize>, base: usize) {
        let start = base + part.start;
        let mut former = "";
        for (at, c) in piece.get(part).unwrap_or_default().char_indices() {
            let range = start + at..start + at + c.len_utf8();
            let Some(name) = mark_of(c) else { continue };
            match self.ranges.last_mut() {
                Some(last) if name == former && matches!(name, "misc-mark" | "number") => {
                    last.end = range.end;
                }
                _ => {
                    self.push(mark(name), range.clone());
                    if matches!(name, "stop" | "comma") {
                        self.push(mark("start"), range.end..range.end);
                    }
                }
            }
            former = name;
        }
    }

    /// The line with some of its letters replaced by one each.
    pub(super) fn with_chunks(&self, chunks: impl Iterator<Item = (Range<usize>, u16)>) -> Self {
        let alphabet = self.alphabet;
        let (bytes, ranges, values) = (Vec::new(), Vec::new(), BTreeMap::new());
        let mut letters = Self { alphabet, bytes, ranges, values };
        let mut at = 0;
        for (part, letter) in chunks {
            letters.copy(self, at..part.start);
            at = part.end;
            letters.push(letter, self.range(part).unwrap_or_default());
        }
        letters.copy(self, at..self.len());
        letters
    }

    fn copy(&mut self, other: &Self, part: Range<usize>) {
        for at in part {
            if let (Some(byte), Some(range)) = (other.bytes.get(at), other.ranges.get(at)) {
                self.values.extend(other.value(at).map(|value| (self.bytes.len(), value)));
                self.bytes.push(*byte);
                self.ranges.push(range.clone());
            }
        }
    }

    /// The letters of the sentence around some.
    pub(super) fn sentence(&self, part: &Range<usize>) -> Range<usize> {
        let stop = self.alphabet.byte(mark("stop"));
        let is_stop = |byte: &u8| *byte == stop;
        let first = part.start.saturating_sub(MAX_SENTENCE);
        let before = self.bytes.get(first..part.start).unwrap_or_default();
        let start = first + before.iter().rposition(is_stop).map_or(0, |at| at + 1);
        // A stop that is part of a wording ends its sentence.
        let from = part.end.saturating_sub(1);
        let last = self.bytes.len().min(from + MAX_SENTENCE);
        let behind = self.bytes.get(from..last).unwrap_or_default();
        start..from + behind.iter().position(is_stop).unwrap_or(behind.len())
    }

    /// Whether any of some bytes is in a part.
    pub(super) fn any_of(&self, bytes: &[u8], part: Range<usize>) -> bool {
        let part = self.bytes.get(part).unwrap_or_default();
        !bytes.is_empty() && part.iter().any(|byte| bytes.contains(byte))
    }

    /// The bytes of the line that some letters stand for.
    pub(super) fn range(&self, letters: Range<usize>) -> Option<Range<usize>> {
        let last = letters.end.checked_sub(1)?;
        Some(self.ranges.get(letters.start)?.start..self.ranges.get(last)?.end)
    }

    /// The value of the figure that a letter stands for.
    pub(super) fn value(&self, letter: usize) -> Option<i64> {
        self.values.get(&letter).copied()
    }
}

/// What a character between words is; none if it says nothing.
fn mark_of(c: char) -> Option<&'static str> {
    Some(match c {
        _ if is_blank(c) || "“”\"‘’'「」".contains(c) => return None,
        '。' | '；' | ';' | '！' | '？' | '｡' => "stop",
        '，' | ',' => "comma",
        '、' => "pause",
        '：' | ':' => "colon",
        '（' | '(' => "open",
        '）' | ')' => "close",
        '%' | '％' => "percent",
        '0'..='9' | '０'..='９' => "number",
        _ => "misc-mark",
    })
}
