//! The words that are completed besides the form's, read from `forms/completion.toml`.

use std::sync::LazyLock;

use form::Explanation;
use serde::Deserialize;

/// What `forms/completion.toml` holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Boilerplate {
    /// What stands for the organ while the title does not name it.
    pub(super) unknown_organ: String,
    pub(super) unknown_year: String,
    /// What stands for a figure that the author has to fill in.
    pub(super) unknown_figure: String,
    /// What is said of a whole table.
    pub(super) table_size: String,
    pub(super) skeleton: Skeleton,
    /// Names of instruments other than 条例.
    pub(super) instruments: Vec<String>,
    pub(super) sentences: Vec<Sentence>,
    pub(super) subsections: Vec<Subsection>,
    pub(super) references: Vec<Reference>,
}

/// A whole report to begin with.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Skeleton {
    pub(super) label: String,
    pub(super) detail: String,
    /// Words that it is found by besides.
    pub(super) keys: Vec<String>,
    pub(super) explanation: String,
}

/// A sentence that the form asks for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sentence {
    pub(super) id: String,
    /// Id of the section, `front`, or `title`.
    pub(super) place: String,
    pub(super) label: String,
    pub(super) text: String,
    /// Words that show that it is written already.
    #[serde(default)]
    pub(super) present: Vec<String>,
    /// The first year of the editions that ask for it; all do where it does not say.
    #[serde(default)]
    pub(super) from: i32,
    /// It is not true if this row has a figure other than 0.
    pub(super) unless_row: Option<String>,
    pub(super) unknown_organ: Option<String>,
    pub(super) explanation: Explanation,
}

/// A subsection that a section usually has.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Subsection {
    pub(super) id: String,
    /// Id of the section.
    pub(super) place: String,
    pub(super) title: String,
    /// Words of a heading that show that it is there already.
    pub(super) present: Vec<String>,
    pub(super) explanation: Explanation,
}

/// A reference to 条例 that reports use.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reference {
    pub(super) reference: String,
    /// What a part of an article is about; an article's own is the regulation's.
    pub(super) topic: Option<String>,
    /// Where it is usual: ids of sections, `front`.
    pub(super) places: Vec<String>,
}

static BOILERPLATE: LazyLock<Boilerplate> = LazyLock::new(read);

#[allow(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
fn read() -> Boilerplate {
    toml::from_str(include_str!("../../../forms/completion.toml"))
        .expect("the words to complete cannot be read")
}

/// The words.
pub(super) fn boilerplate() -> &'static Boilerplate {
    &BOILERPLATE
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use form::{Form, forms, instrument_titled, readings};

    fn places() -> impl Iterator<Item = &'static String> {
        let words = boilerplate();
        let references = words.references.iter().flat_map(|of| &of.places);
        let subsections = words.subsections.iter().map(|of| &of.place);
        words.sentences.iter().map(|of| &of.place).chain(subsections).chain(references)
    }

    #[test]
    fn every_place_is_one() {
        let of_form = |form: &'static Form| form.sections.iter().map(|section| section.id.as_str());
        let known: BTreeSet<&str> =
            forms().iter().flat_map(of_form).chain(["front", "title"]).collect();
        assert_eq!(places().find(|place| !known.contains(place.as_str())), None);
    }

    #[test]
    fn every_instrument_is_known() {
        let unknown =
            boilerplate().instruments.iter().find(|name| instrument_titled(name).is_none());
        assert_eq!(unknown, None);
    }

    #[test]
    fn every_year_and_row_is_one_of_the_form() {
        for sentence in &boilerplate().sentences {
            let known =
                sentence.from == 0 || forms().iter().any(|it| it.first_year == sentence.from);
            assert!(known, "{}", sentence.id);
            let blocks = || forms().iter().flat_map(|form| &form.tables).flat_map(|of| &of.blocks);
            let row = |id: &String| blocks().any(|block| block.row_position(id).is_some());
            assert!(sentence.unless_row.iter().all(row), "{}", sentence.id);
        }
    }

    #[test]
    fn ids_are_unique_and_everything_is_explained() {
        let words = boilerplate();
        let sentences = words.sentences.iter().map(|of| (&of.id, &of.explanation));
        let subsections = words.subsections.iter().map(|of| (&of.id, &of.explanation));
        let mut ids = BTreeSet::new();
        for (id, explanation) in sentences.chain(subsections) {
            assert!(ids.insert(id), "{id}");
            assert!(explanation.first.ends_with('。') && !explanation.cites.is_empty(), "{id}");
            let faults: Vec<String> =
                explanation.citations().filter_map(|citation| citation.resolve().err()).collect();
            assert!(faults.is_empty(), "{id}: {faults:?}");
        }
    }

    #[test]
    fn every_character_can_be_typed() {
        let words = boilerplate();
        let sentences = words.sentences.iter().flat_map(|of| [&of.label, &of.text]);
        let topics = words.references.iter().filter_map(|of| of.topic.as_ref());
        let titles = words.subsections.iter().map(|of| &of.title);
        let skeleton = words.skeleton.keys.iter().chain([&words.skeleton.label]);
        let all = sentences.chain(topics).chain(titles).chain(&words.instruments).chain(skeleton);
        let han = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
        let unread: BTreeSet<char> = all
            .flat_map(|text| text.chars())
            .filter(|c| han(c) && readings(*c).is_empty())
            .collect();
        assert!(unread.is_empty(), "add to forms/pinyin.toml: {unread:?}");
    }

    #[test]
    fn a_new_report_has_the_same_subsections() {
        let skeleton = include_str!("../../../forms/skeleton.toml");
        let here = boilerplate().subsections.iter().filter(|of| of.place == "overview");
        let titles: Vec<&str> = here.map(|of| of.title.as_str()).collect();
        let written: Vec<&str> =
            skeleton.lines().filter_map(|line| line.strip_prefix("subsection = \"")).collect();
        assert_eq!(written, titles.iter().map(|title| format!("{title}\"")).collect::<Vec<_>>());
    }
}
