//! Words that mean places of the table, found in what somebody wrote.

use std::collections::{BTreeSet, HashMap};

use form::{key, numberless, short_key};

/// What somebody wrote, as far as it is understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum Said {
    /// Nothing.
    #[default]
    Nothing,
    /// Something else.
    Unknown,
    /// Two things that cannot both be.
    Conflict,
    /// One of these places.
    Places(BTreeSet<usize>),
}

/// Words, each with the places that it may mean.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    words: HashMap<String, BTreeSet<usize>>,
    /// What somebody has told of whole texts; it says nothing of longer ones.
    told: HashMap<String, BTreeSet<usize>>,
    /// Words that mean nothing by themselves.
    fillers: Vec<String>,
    nothing: BTreeSet<String>,
    /// Characters of the longest word.
    longest: usize,
}

/// Words within others count from this length, in characters.
const SHORTEST_WITHIN: usize = 2;
/// Of what is written, so much must be understood, in hundredths.
const UNDERSTOOD: usize = 60;
/// What may turn a word behind it into its opposite.
const NEGATIONS: [char; 4] = ['不', '未', '非', '无'];

impl Lexicon {
    pub(crate) fn new(fillers: &[String], nothing: &[String]) -> Self {
        let mut fillers: Vec<String> = fillers.iter().map(|word| key(word)).collect();
        fillers.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let nothing = nothing.iter().map(|word| word.trim().to_owned()).collect();
        Self { fillers, nothing, ..Self::default() }
    }

    /// Adds a word for some places. What it meant before, it means no more than both.
    pub(crate) fn add(&mut self, word: &str, places: impl IntoIterator<Item = usize>) {
        let word = key(bare(word));
        if !word.is_empty() {
            self.longest = self.longest.max(word.chars().count());
            self.words.entry(word).or_default().extend(places);
        }
    }

    /// Adds a word that means these places and no other.
    pub(crate) fn set(&mut self, word: &str, places: BTreeSet<usize>) {
        let word = key(bare(word));
        self.longest = self.longest.max(word.chars().count());
        self.words.insert(word, places);
    }

    /// Has a text mean what something said does; whether that is places.
    pub(crate) fn tell(&mut self, text: &str, said: Said) -> bool {
        let Said::Places(places) = said else { return false };
        self.told.insert(key(text), places);
        true
    }

    /// What a text says that is a word as a whole.
    pub(crate) fn whole(&self, text: &str) -> Option<Said> {
        let known = |key: &str| self.told.get(key).or_else(|| self.words.get(key));
        known(&key(text)).or_else(|| known(&key(bare(text)))).cloned().map(Said::Places)
    }

    /// What a text says.
    pub(crate) fn read(&self, text: &str) -> Said {
        let text = text.trim();
        if text.is_empty() || self.nothing.contains(text) {
            return Said::Nothing;
        }
        if let Some(said) = self.whole(text) {
            return said;
        }
        // What stands in brackets says more, or nothing.
        match self.within(&key(text)) {
            Said::Unknown => {
                let short = self.words.get(&short_key(bare(text)));
                short.cloned().map_or(Said::Unknown, Said::Places)
            }
            said => said,
        }
    }

    /// The words within a text, if they are most of it.
    fn within(&self, text: &str) -> Said {
        let chars: Vec<char> = text.chars().collect();
        let mut found: Option<BTreeSet<usize>> = None;
        let (mut at, mut understood, mut counted) = (0, 0, 0);
        while at < chars.len() {
            if let Some((length, places)) = self.word_at(&chars, at) {
                let both = found.map_or_else(|| places.clone(), |it| &it & places);
                if both.is_empty() {
                    return Said::Conflict;
                }
                found = Some(both);
                understood += length;
                counted += length;
                at += length;
            } else if let Some(length) = self.filler_at(&chars, at) {
                at += length;
            } else if chars.get(at).is_some_and(|c| NEGATIONS.contains(c)) {
                return Said::Unknown;
            } else {
                counted += 1;
                at += 1;
            }
        }
        match found {
            Some(places) if understood * 100 >= counted * UNDERSTOOD => Said::Places(places),
            _ => Said::Unknown,
        }
    }

    fn word_at(&self, chars: &[char], at: usize) -> Option<(usize, &BTreeSet<usize>)> {
        let longest = self.longest.min(chars.len() - at);
        (SHORTEST_WITHIN..=longest).rev().find_map(|length| {
            let word: String = chars.get(at..at + length)?.iter().collect();
            Some((length, self.words.get(&word)?))
        })
    }

    fn filler_at(&self, chars: &[char], at: usize) -> Option<usize> {
        let rest: String = chars.get(at..)?.iter().take(6).collect();
        let filler = self.fillers.iter().find(|filler| rest.starts_with(filler.as_str()))?;
        Some(filler.chars().count())
    }
}

/// A label without the numbers before it: （三）1.属于国家秘密.
fn bare(text: &str) -> &str {
    let mut rest = text;
    loop {
        let next = numberless(rest);
        if next.len() == rest.len() {
            return rest;
        }
        rest = next;
    }
}

/// What some texts say together.
pub(crate) fn all(texts: &[String], read: impl Fn(&str) -> Said) -> Said {
    texts.iter().map(|text| read(text)).fold(Said::Nothing, Said::and)
}

impl Said {
    /// What two texts say together.
    pub(crate) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nothing, said) | (said, Self::Nothing) => said,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Conflict, _) | (_, Self::Conflict) => Self::Conflict,
            (Self::Places(one), Self::Places(other)) => match &one & &other {
                both if both.is_empty() => Self::Conflict,
                both => Self::Places(both),
            },
        }
    }
}
