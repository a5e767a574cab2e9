//! The pattern language of `forms/claims.toml`, and how a pattern becomes a regular expression over
//! letters.
//!
//! - `<name>` is a word of that name, a mark, a year, a figure (`<n>`), or a phrase: a pattern of its own.
//! - A Chinese word is itself.
//! - `[measure]` is the figure that counts it; `[none measure: …]` are words that say there was none,
//!   `[some measure: …]` that there was one at least; in `[each: …]` there was none of all things
//!   that are named.
//! - `( ) | ? * +` are those of regular expressions. Blanks mean nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use regex_syntax::hir::{Capture, Class, ClassBytes, ClassBytesRange, Hir, Repetition};

use super::alphabet::{Alphabet, LetterSet, MARKS, Names, Values};

/// How a slot says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Means {
    Figure,
    Nothing,
    Something,
    /// Each thing that is named in it is denied.
    Each,
}

/// A part of a pattern that says how much there is of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) means: Means,
    /// Name of the measure.
    pub(super) measure: String,
}

/// A pattern as a tree.
#[derive(Debug, Clone)]
pub(super) enum Tree {
    /// One letter of these.
    Letters(LetterSet),
    Sequence(Vec<Tree>),
    Either(Vec<Tree>),
    /// With `?`, `*` or `+`.
    Repeated(Box<Tree>, char),
    Slot(Slot, Box<Tree>),
}

/// What patterns are made of.
#[derive(Debug)]
pub(super) struct Patterns {
    names: Names,
    words: BTreeMap<String, Vec<String>>,
    phrases: BTreeMap<String, String>,
    /// Phrases that are one letter, by their names.
    chunks: Vec<String>,
    units: Vec<String>,
    groups: BTreeMap<String, Vec<String>>,
    /// The phrases that mean the same wherever they stand, so that each is read once.
    plain: HashMap<String, Tree>,
}

/// A pattern that is being read.
struct Reader<'p> {
    patterns: &'p Patterns,
    /// What stands for a name, beside the phrases.
    names: &'p BTreeMap<String, String>,
    units: &'p [String],
    rest: &'p str,
    depth: usize,
}

/// Phrases that name each other end here.
const MAX_DEPTH: usize = 20;

impl Patterns {
    /// `said` are all the patterns of the file, whose own words are words as well.
    pub(super) fn new<'s>(
        words: BTreeMap<String, Vec<String>>,
        phrases: BTreeMap<String, String>,
        chunks: Vec<String>,
        units: Vec<String>,
        groups: BTreeMap<String, Vec<String>>,
        said: impl Iterator<Item = &'s str>,
    ) -> Result<Self, String> {
        let mut names = Names::new(&words, &units);
        for word in phrases.values().flat_map(|phrase| literals(phrase)) {
            names.add(word, word);
        }
        for word in said.flat_map(literals) {
            names.add(word, word);
        }
        names.seal(&chunks)?;
        let plain = HashMap::new();
        let mut patterns = Self { names, words, phrases, chunks, units, groups, plain };
        let plain: Vec<String> =
            patterns.phrases.keys().filter(|name| patterns.is_plain(name, 0)).cloned().collect();
        let nothing = BTreeMap::new();
        for name in plain {
            let reader =
                Reader { patterns: &patterns, names: &nothing, units: &[], rest: "", depth: 0 };
            let tree = reader.named(&name)?;
            patterns.plain.insert(name, tree);
        }
        Ok(patterns)
    }

    /// Whether a phrase counts nothing, so that it does not depend on what it is part of.
    fn is_plain(&self, name: &str, depth: usize) -> bool {
        let Some(phrase) = self.phrases.get(name) else { return name != "n" && name != "zero" };
        let mut named = phrase.split('<').skip(1).filter_map(|rest| rest.split('>').next());
        depth < MAX_DEPTH
            && !phrase.contains('[')
            && named.all(|name| self.is_plain(name, depth + 1))
    }

    /// A pattern as a tree. `names` stand for what a wording gives them; `group` are the units of its
    /// figures.
    pub(super) fn tree(
        &self,
        pattern: &str,
        names: &BTreeMap<String, String>,
        group: &str,
    ) -> Result<Tree, String> {
        let units = self.groups.get(group).ok_or_else(|| format!("no units {group}"))?;
        let mut reader = Reader { patterns: self, names, units, rest: pattern, depth: 0 };
        reader.whole().map_err(|error| format!("{pattern}: {error}"))
    }

    /// The trees of the chunks, in order, and their letters.
    pub(super) fn chunks(&self) -> Result<Vec<(Tree, u16)>, String> {
        let none = BTreeMap::new();
        let chunk = |name: &String| {
            let rest = self.phrases.get(name).ok_or_else(|| format!("no phrase {name}"))?;
            let mut reader =
                Reader { patterns: self, names: &none, units: &self.units, rest, depth: 1 };
            let letter = self.names.letters(name).iter().next().unwrap_or_default();
            Ok((reader.whole()?, letter))
        };
        self.chunks.iter().map(chunk).collect()
    }

    /// The letters of words with these names.
    pub(super) fn letters(&self, names: &[String]) -> Result<LetterSet, String> {
        let unknown = names.iter().find(|name| !self.words.contains_key(*name));
        match unknown {
            Some(name) => Err(format!("no words {name}")),
            None => Ok(names
                .iter()
                .map(|name| self.names.letters(name))
                .fold(LetterSet::default(), LetterSet::or)),
        }
    }

    /// All letters that there are.
    pub(super) fn all_letters(&self) -> impl Iterator<Item = u16> {
        0..self.names.count()
    }

    pub(super) fn into_alphabet(self, bytes: &Bytes) -> Result<Alphabet, String> {
        self.names.into_alphabet(&bytes.of)
    }
}

/// The words that a pattern spells out.
fn literals(pattern: &str) -> impl Iterator<Item = &str> {
    pattern.split(|c: char| !is_word(c)).filter(|word| !word.is_empty())
}

fn is_word(c: char) -> bool {
    !c.is_ascii() && c.is_alphanumeric()
}

impl Reader<'_> {
    fn whole(&mut self) -> Result<Tree, String> {
        let tree = self.alternatives()?;
        if self.rest.is_empty() { Ok(tree) } else { Err(format!("what is {}", self.rest)) }
    }

    fn alternatives(&mut self) -> Result<Tree, String> {
        let mut all = vec![self.sequence()?];
        while let Some(rest) = self.rest.strip_prefix('|') {
            self.rest = rest;
            all.push(self.sequence()?);
        }
        Ok(either(all))
    }

    fn sequence(&mut self) -> Result<Tree, String> {
        let mut all = Vec::new();
        loop {
            self.rest = self.rest.trim_start();
            if self.rest.is_empty() || self.rest.starts_with(['|', ')', ']']) {
                return Ok(if all.len() == 1 { all.remove(0) } else { Tree::Sequence(all) });
            }
            let mut tree = self.piece()?;
            while let Some(sign) = self.rest.chars().next().filter(|c| "?*+".contains(*c)) {
                self.rest = self.rest.get(1..).unwrap_or_default();
                tree = Tree::Repeated(Box::new(tree), sign);
            }
            all.push(tree);
        }
    }

    fn piece(&mut self) -> Result<Tree, String> {
        if let Some(rest) = self.rest.strip_prefix('(') {
            self.rest = rest;
            let tree = self.alternatives()?;
            self.rest = self.rest.strip_prefix(')').ok_or("( without )")?;
            return Ok(tree);
        }
        if let Some(rest) = self.rest.strip_prefix('[') {
            self.rest = rest;
            return self.slot();
        }
        if let Some(rest) = self.rest.strip_prefix('<') {
            let (name, rest) = rest.split_once('>').ok_or("< without >")?;
            self.rest = rest;
            return self.named(name);
        }
        let end = self.rest.find(|c| !is_word(c)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        if word.is_empty() {
            return Err(format!("what is {}", self.rest));
        }
        self.rest = rest;
        Ok(Tree::Letters(self.patterns.names.letters(word)))
    }

    fn slot(&mut self) -> Result<Tree, String> {
        let end = self.rest.find([':', ']']).ok_or("[ without ]")?;
        let (head, rest) = self.rest.split_at(end);
        let tree = match rest.strip_prefix(':') {
            Some(rest) => {
                self.rest = rest;
                self.alternatives()?
            }
            None => {
                self.rest = rest;
                self.named("n")?
            }
        };
        self.rest = self.rest.strip_prefix(']').ok_or("[ without ]")?;
        let (means, measure) = match head.trim().split_once(' ') {
            None if head.trim() == "each" => (Means::Each, ""),
            Some(("none", measure)) => (Means::Nothing, measure),
            Some(("some", measure)) => (Means::Something, measure),
            Some((other, _)) => return Err(format!("no such slot: {other}")),
            None => (Means::Figure, head.trim()),
        };
        let measure = self.names.get(measure).map_or(measure, String::as_str).to_owned();
        Ok(Tree::Slot(Slot { means, measure }, Box::new(tree)))
    }

    fn named(&self, name: &str) -> Result<Tree, String> {
        let patterns = self.patterns;
        let is_chunk = patterns.chunks.iter().any(|chunk| chunk == name);
        if let Some(tree) = patterns.plain.get(name).filter(|_| !is_chunk) {
            return Ok(tree.clone());
        }
        if let Some(phrase) = self.names.get(name).or_else(|| patterns.phrases.get(name))
            && !is_chunk
        {
            if self.depth > MAX_DEPTH {
                return Err("phrases name each other".to_owned());
            }
            let mut reader = Reader { rest: phrase, depth: self.depth + 1, ..*self };
            return reader.whole();
        }
        let figures = |values| patterns.names.figures(&patterns.units, values);
        let of_units = |values| patterns.names.figures(self.units, values);
        let letters = match name {
            "figure" => figures(Values::Any),
            "n" => of_units(Values::Any),
            "zero" => of_units(Values::Zero),
            "within" => patterns.names.within(),
            _ if is_chunk || patterns.words.contains_key(name) => patterns.names.letters(name),
            _ if MARKS.iter().any(|(mark, _)| *mark == name) => patterns.names.letters(name),
            _ => return Err(format!("no name {name}")),
        };
        Ok(Tree::Letters(letters))
    }
}

/// One of several; letters are put together, so that the automaton stays small.
fn either(all: Vec<Tree>) -> Tree {
    let mut flat: Vec<Tree> = Vec::new();
    for tree in all {
        match (tree, flat.last_mut()) {
            (Tree::Letters(more), Some(Tree::Letters(letters))) => *letters = letters.or(more),
            (tree, _) => flat.push(tree),
        }
    }
    if flat.len() == 1 { flat.remove(0) } else { Tree::Either(flat) }
}

impl Tree {
    /// Its slots, in order.
    pub(super) fn slots(&self) -> Vec<Slot> {
        match self {
            Self::Letters(_) => Vec::new(),
            Self::Sequence(all) | Self::Either(all) => all.iter().flat_map(Self::slots).collect(),
            Self::Repeated(tree, _) => tree.slots(),
            Self::Slot(slot, tree) => [vec![slot.clone()], tree.slots()].concat(),
        }
    }

    /// The sets of letters in it.
    pub(super) fn sets(&self, sets: &mut BTreeSet<LetterSet>) {
        match self {
            Self::Letters(letters) => {
                sets.insert(*letters);
            }
            Self::Sequence(all) | Self::Either(all) => all.iter().for_each(|tree| tree.sets(sets)),
            Self::Repeated(tree, _) | Self::Slot(_, tree) => tree.sets(sets),
        }
    }

    /// It as a regular expression of bytes; `groups` counts the slots.
    pub(super) fn hir(&self, bytes: &Bytes, groups: &mut u32) -> Hir {
        match self {
            Self::Letters(letters) => Hir::class(Class::Bytes(bytes.class(letters))),
            Self::Sequence(all) => {
                Hir::concat(all.iter().map(|tree| tree.hir(bytes, groups)).collect())
            }
            Self::Either(all) => {
                Hir::alternation(all.iter().map(|tree| tree.hir(bytes, groups)).collect())
            }
            Self::Repeated(tree, sign) => Hir::repetition(Repetition {
                min: u32::from(*sign == '+'),
                max: (*sign == '?').then_some(1),
                greedy: true,
                sub: Box::new(tree.hir(bytes, groups)),
            }),
            Self::Slot(_, tree) => {
                *groups += 1;
                let index = *groups;
                let sub = Box::new(tree.hir(bytes, groups));
                Hir::capture(Capture { index, name: None, sub })
            }
        }
    }
}

/// The byte of each letter, and of each set of letters the class of bytes.
pub(super) struct Bytes {
    of: HashMap<u16, u8>,
    classes: HashMap<LetterSet, ClassBytes>,
}

impl Bytes {
    fn new(of: HashMap<u16, u8>, sets: &BTreeSet<LetterSet>) -> Self {
        let mut bytes = Self { of, classes: HashMap::new() };
        bytes.classes = sets.iter().map(|set| (*set, bytes.of_set(set))).collect();
        bytes
    }

    pub(super) fn get(&self, letter: u16) -> Option<u8> {
        self.of.get(&letter).copied()
    }

    /// Many letters have one byte, and a few sets stand in many patterns: each is made once.
    fn class(&self, set: &LetterSet) -> ClassBytes {
        self.classes.get(set).cloned().unwrap_or_else(|| self.of_set(set))
    }

    fn of_set(&self, set: &LetterSet) -> ClassBytes {
        let bytes: BTreeSet<u8> = set.iter().filter_map(|letter| self.get(letter)).collect();
        ClassBytes::new(bytes.into_iter().map(|byte| ClassBytesRange::new(byte, byte)))
    }
}

/// A byte for each letter, the same for those that no set tells apart.
pub(super) fn bytes(
    sets: &BTreeSet<LetterSet>,
    letters: impl Iterator<Item = u16>,
) -> Result<Bytes, String> {
    let mut kinds: Vec<(u16, usize)> = letters.map(|letter| (letter, 0)).collect();
    for set in sets {
        // The new kind of each former one, for letters within the set and for those without.
        let mut split: Vec<[Option<usize>; 2]> = vec![[None; 2]; kinds.len()];
        let mut count = 0;
        for (letter, kind) in &mut kinds {
            let Some(halves) = split.get_mut(*kind) else { continue };
            let [without, within] = halves;
            let half = if set.has(*letter) { within } else { without };
            *kind = *half.get_or_insert_with(|| {
                count += 1;
                count - 1
            });
        }
    }
    let byte = |(letter, kind)| Some((letter, u8::try_from(kind).ok()?));
    let of: Option<_> = kinds.into_iter().map(byte).collect();
    Ok(Bytes::new(of.ok_or("too many kinds of words")?, sets))
}
