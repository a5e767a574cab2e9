//! The grammar of what reports count: `forms/claims.toml`, compiled into one automaton.
//!
//! A line becomes a row of letters, one for each known word, figure, year and mark
//! ([`alphabet`]). A pattern of the file is a regular expression over such letters ([`pattern`]), and
//! all of them are one automaton, which goes through a line once. It knows the line and the year of
//! the report; what the sentence speaks of, and whose figures they are, is decided where a match
//! becomes a claim.

mod alphabet;
mod pattern;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use regex_automata::Input;
use regex_automata::meta::Regex;
use regex_syntax::hir::Hir;
use serde::Deserialize;

use super::figure::Figure;
use alphabet::{Alphabet, LetterSet, Letters};
use form::forms;
use pattern::{Bytes, Patterns, Slot, Tree};

pub(super) use pattern::Means;

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    units: Vec<String>,
    unit_groups: BTreeMap<String, Vec<String>>,
    words: BTreeMap<String, Vec<String>>,
    phrases: BTreeMap<String, String>,
    /// The phrases that are read first, and then are one letter each; of two that begin alike the
    /// former counts.
    chunks: Vec<String>,
    measures: BTreeMap<String, Measure>,
    rows: RowNames,
    claims: Vec<Wording>,
    denied: Vec<Wording>,
}

/// The table whose rows' short names are words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RowNames {
    pub(super) table: String,
    column: String,
    pub(super) skip: Vec<String>,
}

/// What is counted: cells of a table.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// What patterns call it.
    #[serde(skip)]
    pub name: String,
    /// Id of the table.
    pub table: String,
    /// The columns that are added up; of several names in one entry, the first that the edition has.
    pub columns: Vec<Vec<String>>,
    /// What it may mean: each a sum of rows or of groups of rows, by id.
    pub readings: Vec<Vec<String>>,
}

/// Ways to say how many there are of something. Sentences that they must read, and that they must not,
/// stand in `wordings.tsv`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Wording {
    /// The patterns; the first that fits counts.
    say: Vec<String>,
    /// What the names in the patterns stand for; each entry makes them anew.
    #[serde(default)]
    each: Vec<BTreeMap<String, String>>,
    /// The units of its figures.
    units: String,
    /// What must have been spoken of before.
    pub(super) topic: Option<String>,
    /// Whether each row of [`RowNames`] is meant in turn, as `row` and `it`.
    #[serde(default)]
    rows: bool,
    /// Names of words that leave its meaning in doubt where they stand in its sentence.
    #[serde(default)]
    unless: Vec<String>,
    /// Those that do so before it only.
    #[serde(default)]
    unless_before: Vec<String>,
    /// What the statement before it must count.
    #[serde(default)]
    pub(super) after: Vec<String>,
}

/// The grammar, ready to read.
#[derive(Debug)]
pub(super) struct Grammar {
    alphabet: Alphabet,
    chunks: Regex,
    /// The letter of each chunk.
    chunk_letters: Vec<u16>,
    claims: Automaton,
    /// What is denied in a wording with an `each`.
    denied: Automaton,
    pub(super) measures: BTreeMap<String, Measure>,
}

/// Wordings, compiled.
#[derive(Debug)]
struct Automaton {
    regex: Regex,
    /// What each pattern belongs to: the position of the wording, and its slots.
    patterns: Vec<(usize, Vec<Slot>)>,
    wordings: Vec<Wording>,
    /// The letters of each wording's doubts: in its sentence, and before it.
    doubts: Vec<[Vec<u8>; 2]>,
}

/// A wording in a line.
#[derive(Debug)]
pub(super) struct Found<'g> {
    pub(super) wording: &'g Wording,
    /// The words, in bytes of the line.
    pub(super) range: Range<usize>,
    /// What is said in it.
    pub(super) said: Vec<Said<'g>>,
}

/// What a part of a wording says.
#[derive(Debug)]
pub(super) struct Said<'g> {
    pub(super) means: Means,
    pub(super) measure: &'g Measure,
    /// What must have been spoken of before, by a denial of its own.
    pub(super) topic: Option<&'g str>,
    /// The figure or the words, in bytes of the line.
    pub(super) range: Range<usize>,
    /// All the words of the statement.
    pub(super) statement: Range<usize>,
    /// The figure's value; none if there is no figure.
    pub(super) value: Option<i64>,
}

impl Wording {
    /// All that is written in patterns.
    fn patterns(&self) -> impl Iterator<Item = &str> {
        let names = self.each.iter().flat_map(BTreeMap::values);
        self.say.iter().chain(names).map(String::as_str)
    }
}

impl Grammar {
    /// The grammar of a file, or what is wrong with it. `rows` are the ids and names of the rows of
    /// [`RowNames`].
    pub(super) fn parse(
        file: &str,
        rows: impl Fn(&RowNames) -> Vec<(String, Vec<String>)>,
    ) -> Result<Self, String> {
        let mut file: File = toml::from_str(file).map_err(|error| error.to_string())?;
        let mut each_row = Vec::new();
        for (id, names) in rows(&file.rows) {
            let name = format!("row.{id}");
            file.words.entry(name.clone()).or_default().extend(names);
            let measure = Measure {
                table: file.rows.table.clone(),
                columns: vec![vec![file.rows.column.clone()]],
                readings: vec![vec![id]],
                ..Measure::default()
            };
            each_row.push(BTreeMap::from([
                ("row".to_owned(), format!("<{name}>")),
                ("it".to_owned(), name.clone()),
            ]));
            file.measures.insert(name, measure);
        }
        for (name, measure) in &mut file.measures {
            measure.name.clone_from(name);
        }
        for wording in file.claims.iter_mut().filter(|wording| wording.rows) {
            wording.each.clone_from(&each_row);
        }
        let said = file.claims.iter().chain(&file.denied).flat_map(Wording::patterns);
        let (words, phrases, groups) = (file.words, file.phrases, file.unit_groups);
        let patterns = Patterns::new(words, phrases, file.chunks, file.units, groups, said)?;
        let claims = Draft::new(&patterns, file.claims)?;
        let denied = Draft::new(&patterns, file.denied)?;
        let (chunks, chunk_letters): (Vec<Tree>, Vec<u16>) = patterns.chunks()?.into_iter().unzip();
        let mut sets: BTreeSet<LetterSet> =
            claims.doubts.iter().chain(&denied.doubts).flatten().copied().collect();
        let trees = claims.trees().chain(denied.trees()).chain(&chunks);
        trees.for_each(|tree| tree.sets(&mut sets));
        let bytes = pattern::bytes(&sets, patterns.all_letters())?;
        let hirs: Vec<Hir> = chunks.iter().map(|chunk| chunk.hir(&bytes, &mut 0)).collect();
        let grammar = Self {
            chunks: automaton(&hirs)?,
            chunk_letters,
            claims: claims.compiled(&bytes)?,
            denied: denied.compiled(&bytes)?,
            alphabet: patterns.into_alphabet(&bytes)?,
            measures: file.measures,
        };
        let unknown = grammar.slots().find(|slot| !grammar.measures.contains_key(&slot.measure));
        match unknown {
            Some(slot) => Err(format!("no measure {}", slot.measure)),
            None => Ok(grammar),
        }
    }

    /// All slots that count something.
    fn slots(&self) -> impl Iterator<Item = &Slot> {
        let patterns = self.claims.patterns.iter().chain(&self.denied.patterns);
        let slots = patterns.flat_map(|(_, slots)| slots);
        slots.filter(|slot| slot.means != Means::Each)
    }

    /// The wordings of a line, in order; none overlaps another.
    pub(super) fn read(&self, text: &str, figures: &[Figure], year: Option<i32>) -> Vec<Found<'_>> {
        let letters = self.alphabet.letters(text, figures, year);
        let chunks = self.chunks.find_iter(&letters.bytes).filter_map(|found| {
            let letter = self.chunk_letters.get(found.pattern().as_usize())?;
            Some((found.range(), *letter))
        });
        let letters = letters.with_chunks(chunks);
        let whole = 0..letters.len();
        let found = self.claims.matches(&letters, whole);
        found.filter_map(|found| self.found(found, &letters)).collect()
    }

    fn found<'g>(&'g self, found: Match<'g>, letters: &Letters<'_>) -> Option<Found<'g>> {
        let mut said = Vec::new();
        for (slot, span) in found.said {
            let statement = letters.range(span.clone())?;
            if slot.means == Means::Each {
                for denied in self.denied.matches(letters, span) {
                    let topic = denied.wording.topic.as_deref();
                    let each = denied.said.into_iter().filter_map(|(slot, span)| {
                        self.said(slot, span, statement.clone(), topic, letters)
                    });
                    said.extend(each);
                }
            } else {
                said.extend(self.said(slot, span, statement, None, letters));
            }
        }
        Some(Found { wording: found.wording, range: letters.range(found.range)?, said })
    }

    fn said<'g>(
        &'g self,
        slot: &'g Slot,
        span: Range<usize>,
        statement: Range<usize>,
        topic: Option<&'g str>,
        letters: &Letters<'_>,
    ) -> Option<Said<'g>> {
        let value = letters.value(span.start).filter(|_| slot.means == Means::Figure);
        let range = letters.range(span)?;
        let measure = self.measures.get(&slot.measure)?;
        Some(Said { means: slot.means, measure, topic, range, statement, value })
    }
}

/// The patterns as one automaton. They are many and short, and lines as well: what makes the search
/// of long texts faster costs more here than it gives.
fn automaton(patterns: &[Hir]) -> Result<Regex, String> {
    let config = Regex::config().auto_prefilter(false).onepass(false).dfa(false);
    let config = config.utf8_empty(false);
    Regex::builder()
        .configure(config)
        .build_many_from_hir(patterns)
        .map_err(|error| error.to_string())
}

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| {
    let file = include_str!("../../forms/claims.toml");
    #[allow(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
    Grammar::parse(file, row_names).expect("the grammar cannot be read")
});

/// The grammar.
pub(super) fn grammar() -> &'static Grammar {
    &GRAMMAR
}

/// The rows of a table and what the editions call them in short.
fn row_names(names: &RowNames) -> Vec<(String, Vec<String>)> {
    let mut rows: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let tables = forms().iter().flat_map(|form| &form.tables);
    let blocks = tables.filter(|table| table.id == names.table).flat_map(|table| &table.blocks);
    for row in blocks.flat_map(|block| &block.rows).filter(|row| !names.skip.contains(&row.id)) {
        let known = rows.entry(&row.id).or_default();
        if !known.iter().any(|name| name == row.short()) {
            known.push(row.short().to_owned());
        }
    }
    rows.into_iter().map(|(id, names)| (id.to_owned(), names)).collect()
}

/// A wording in letters.
struct Match<'g> {
    wording: &'g Wording,
    range: Range<usize>,
    said: Vec<(&'g Slot, Range<usize>)>,
}

/// Wordings that are being compiled.
struct Draft {
    patterns: Vec<(usize, Tree)>,
    wordings: Vec<Wording>,
    doubts: Vec<[LetterSet; 2]>,
}

impl Draft {
    fn new(patterns: &Patterns, wordings: Vec<Wording>) -> Result<Self, String> {
        let mut trees = Vec::new();
        let mut doubts = Vec::new();
        for (at, wording) in wordings.iter().enumerate() {
            let plain = [BTreeMap::new()];
            let each = if wording.each.is_empty() { &plain[..] } else { &wording.each };
            for names in each {
                for say in &wording.say {
                    trees.push((at, patterns.tree(say, names, &wording.units)?));
                }
            }
            let letters = |names: &[String]| patterns.letters(names);
            doubts.push([letters(&wording.unless)?, letters(&wording.unless_before)?]);
        }
        Ok(Self { patterns: trees, wordings, doubts })
    }

    fn trees(&self) -> impl Iterator<Item = &Tree> {
        self.patterns.iter().map(|(_, tree)| tree)
    }

    fn compiled(self, bytes: &Bytes) -> Result<Automaton, String> {
        let hirs: Vec<Hir> = self.trees().map(|tree| tree.hir(bytes, &mut 0)).collect();
        let own =
            |letters: LetterSet| letters.iter().filter_map(|letter| bytes.get(letter)).collect();
        Ok(Automaton {
            regex: automaton(&hirs)?,
            patterns: self.patterns.iter().map(|(at, tree)| (*at, tree.slots())).collect(),
            wordings: self.wordings,
            doubts: self.doubts.into_iter().map(|doubts| doubts.map(own)).collect(),
        })
    }
}

impl Automaton {
    /// The wordings in some letters that nothing of their sentence leaves in doubt.
    fn matches<'g>(
        &'g self,
        letters: &Letters<'_>,
        part: Range<usize>,
    ) -> impl Iterator<Item = Match<'g>> {
        let input = Input::new(&letters.bytes).range(part);
        let found = self.regex.captures_iter(input);
        found.filter_map(|captures| {
            let (wording, slots) = self.patterns.get(captures.pattern()?.as_usize())?;
            let range = captures.get_match()?.range();
            let [around, before] = self.doubts.get(*wording)?;
            let sentence = letters.sentence(&range);
            let earlier = sentence.start..range.start;
            if letters.any_of(around, sentence) || letters.any_of(before, earlier) {
                return None;
            }
            let said = slots.iter().enumerate();
            let said =
                said.filter_map(|(at, slot)| Some((slot, captures.get_group(at + 1)?.range())));
            Some(Match { wording: self.wordings.get(*wording)?, range, said: said.collect() })
        })
    }
}
