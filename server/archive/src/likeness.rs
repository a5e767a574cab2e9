//! Which paragraph of a report a text repeats, though a few words and numbers differ.
//!
//! Knows paragraphs, no rules. What was compared once is remembered, since an author changes one
//! paragraph at a time.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::sync::{Mutex, OnceLock, PoisonError};

use report::{ElementKind, Report};

/// Shorter texts (in characters, without marks and blanks) repeat each other by chance.
const SHORTEST: usize = 40;
/// From this share of characters that stay on, one text repeats another.
const ALIKE: f64 = 0.85;
/// More answers than this are not kept: a report has some dozens of paragraphs.
const MOST_ANSWERS: usize = 4096;

/// A paragraph of a section's prose.
#[derive(Debug)]
pub struct Paragraph {
    /// Bytes of the report's text.
    pub range: Range<usize>,
    /// Position of the section among the form's.
    pub section: usize,
    words: String,
}

/// The paragraph that a text repeats.
#[derive(Debug, Clone, PartialEq)]
pub struct Repeated {
    /// Bytes of the report's text.
    pub range: Range<usize>,
    /// The share of the characters that stay, from 0 to 1 (by Levenshtein's distance).
    pub share: f64,
}

/// The paragraphs of a report, to be compared with.
#[derive(Debug, Default)]
pub struct Likeness {
    paragraphs: OnceLock<Vec<Paragraph>>,
    answers: Mutex<HashMap<u64, Option<Repeated>>>,
}

/// The paragraphs of the sections that are long enough to be compared.
pub fn paragraphs(text: &str, report: &Report) -> Vec<Paragraph> {
    let bodies = report.sections.iter().flat_map(|section| {
        let body = report.elements.get(section.body.clone()).unwrap_or_default();
        body.iter().map(|element| (section.index, element))
    });
    bodies
        .filter(|(_, element)| matches!(element.kind, ElementKind::Paragraph))
        .filter_map(|(section, element)| {
            let range = element.range.clone();
            let words = words(text.get(range.clone())?);
            (words.chars().count() >= SHORTEST).then_some(Paragraph { range, section, words })
        })
        .collect()
}

/// A text without marks and blanks. Numbers count: where they are this year's, the text is, too.
fn words(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

impl Likeness {
    /// The paragraph of this report, in the same section, that another report's paragraph repeats.
    /// `text` and `report` are this report's.
    pub fn repeated(&self, text: &str, report: &Report, by: &Paragraph) -> Option<Repeated> {
        let mut hasher = DefaultHasher::new();
        (by.section, &by.words).hash(&mut hasher);
        let question = hasher.finish();
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = answers.get(&question) {
            return known.clone();
        }
        let answer = self.compare(text, report, by);
        if answers.len() >= MOST_ANSWERS {
            answers.clear();
        }
        answers.insert(question, answer.clone());
        answer
    }

    fn compare(&self, text: &str, report: &Report, by: &Paragraph) -> Option<Repeated> {
        let candidates = self.paragraphs.get_or_init(|| paragraphs(text, report)).iter();
        let repeated = |other: &Paragraph| {
            let share = strsim::normalized_levenshtein(&by.words, &other.words);
            Repeated { range: other.range.clone(), share }
        };
        candidates
            .filter(|other| other.section == by.section && may_be_alike(&by.words, &other.words))
            .map(repeated)
            .filter(|repeated| repeated.share >= ALIKE)
            .max_by(|one, two| one.share.total_cmp(&two.share))
    }
}

/// At the most as many characters stay as the shorter text has.
fn may_be_alike(one: &str, other: &str) -> bool {
    let (one, other) = (one.chars().count(), other.chars().count());
    #[allow(clippy::cast_precision_loss, reason = "lengths of paragraphs are far below 2^52")]
    let bound = one.min(other) as f64 / one.max(other) as f64;
    bound >= ALIKE
}
