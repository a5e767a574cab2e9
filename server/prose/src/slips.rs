//! The words of `forms/slips.toml`: how slips of the pen are told from what is meant.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer};

use super::word_set::WordSet;

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slips {
    pub repeated: Repeated,
    pub sentences: Sentences,
}

/// What is written twice in a row.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repeated {
    /// Single characters that are a slip when doubled.
    pub characters: String,
    /// Characters with which a word of two is doubled on purpose.
    pub reduplicated: String,
    /// How names of areas end, before what makes them a government's.
    pub areas: String,
    /// What makes it one in full, and in short.
    pub government: String,
    pub governments: Vec<String>,
    /// What makes an area one's own: 我县县政府.
    pub own: String,
    /// What stands before an area whose name it is not: 各县县政府.
    pub distributive: String,
    /// Words within which no character stands twice.
    pub terms: Vec<String>,
    /// Strings in which a doubling is right.
    pub legitimate: WordSet,
    /// Words that may end one word and begin the next, with what then follows.
    #[serde(deserialize_with = "listed")]
    pub compounds: BTreeMap<String, Vec<String>>,
}

/// Whether a line is a sentence.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sentences {
    /// Words that only a sentence has.
    pub predicates: Vec<String>,
    /// How headings that lost their number end.
    pub headings: Vec<String>,
    /// How notes begin that need no mark at their end.
    pub notes: Vec<String>,
    /// How sentences begin, where what is before a half-width stop may as well be a name.
    pub beginnings: Vec<String>,
    /// What stands before a numeral and 是 that is no enumeration.
    pub enumeration_joints: String,
}

/// Lists that are written as words with blanks between.
fn listed<'d, D: Deserializer<'d>>(lists: D) -> Result<BTreeMap<String, Vec<String>>, D::Error> {
    let lists = BTreeMap::<String, String>::deserialize(lists)?;
    let split = |list: &str| list.split_whitespace().map(str::to_owned).collect();
    Ok(lists.into_iter().map(|(word, list)| (word, split(&list))).collect())
}

static SLIPS: LazyLock<Slips> = LazyLock::new(read);

#[allow(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
fn read() -> Slips {
    toml::from_str(include_str!("../../forms/slips.toml")).expect("the words cannot be read")
}

/// The words.
pub fn slips() -> &'static Slips {
    &SLIPS
}
