//! How the characters of the form's words are read, so that they can be typed as pinyin.
//!
//! The words are few and known, so a table does. A character that is not in it is typed as itself.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

/// What `forms/pinyin.toml` holds: the characters of each syllable.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Syllables {
    usual: BTreeMap<String, String>,
    /// Second readings.
    other: BTreeMap<String, String>,
}

static READINGS: LazyLock<HashMap<char, Vec<String>>> = LazyLock::new(|| {
    let syllables = read();
    let mut readings: HashMap<char, Vec<String>> = HashMap::new();
    for (syllable, characters) in syllables.usual.iter().chain(&syllables.other) {
        for c in characters.chars() {
            readings.entry(c).or_default().push(syllable.clone());
        }
    }
    readings
});

#[allow(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
fn read() -> Syllables {
    toml::from_str(include_str!("../../forms/pinyin.toml")).expect("the pinyin cannot be read")
}

/// The readings of a character, in small letters without tones, ü as v, the usual one first; none
/// if it is no character of the form's words.
pub fn readings(c: char) -> &'static [String] {
    READINGS.get(&c).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Block, Form, forms, regulation};

    fn words(form: &'static Form) -> Vec<&'static String> {
        let mut words = vec![&form.title];
        for section in &form.sections {
            words.extend([&section.number, &section.title]);
            words.extend(&section.variants);
        }
        for table in &form.tables {
            words.extend([&table.name, &table.caption]);
            words.extend(table.blocks.iter().flat_map(of_block));
        }
        words
    }

    fn of_block(block: &'static Block) -> Vec<&'static String> {
        let mut words: Vec<&String> = block.label.iter().chain([&block.corner]).collect();
        words.extend(block.columns.iter().flat_map(|of| of.variants.iter().chain([&of.label])));
        words.extend(block.rows.iter().flat_map(|of| of.variants.iter().chain([&of.label])));
        words
    }

    #[test]
    fn every_character_of_the_form_can_be_typed() {
        let topics = regulation().articles.iter().map(|article| &article.topic);
        let words = forms().iter().flat_map(words).chain(topics);
        let han = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
        let unread: Vec<char> = words
            .flat_map(|word| word.chars())
            .filter(|c| han(c) && readings(*c).is_empty())
            .collect();
        assert!(unread.is_empty(), "add to forms/pinyin.toml: {unread:?}");
    }

    #[test]
    fn a_syllable_is_small_letters_and_a_character_has_one_usual_reading() {
        let syllables = read();
        let letters = |syllable: &&String| syllable.chars().all(|c| c.is_ascii_lowercase());
        assert!(syllables.usual.keys().chain(syllables.other.keys()).all(|it| letters(&it)));
        let all: Vec<char> = syllables.usual.values().flat_map(|all| all.chars()).collect();
        let mut once = all.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), all.len());
    }

    #[test]
    fn readings_are_those_of_the_form() {
        assert_eq!(readings('重'), ["chong", "zhong"], "重复, 重新");
        assert_eq!(readings('律'), ["lv", "lu"]);
        assert!(readings('𠮷').is_empty());
    }
}
