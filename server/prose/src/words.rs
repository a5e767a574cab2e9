//! The words of `forms/prose.toml`, and the row names that the form adds to them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::word_set::WordSet;

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
    pub(super) shares: Shares,
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

/// The words of statements on fees.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fees {
    /// What the sentence must speak of.
    pub(super) said: WordSet,
    /// What a notice is called, and its units.
    pub(super) notice: WordSet,
    pub(super) notice_units: Vec<String>,
    /// What says that money came in.
    pub(super) collected: WordSet,
    /// What the money is called that a notice demands.
    pub(super) demanded: WordSet,
    pub(super) amount_units: Vec<String>,
    /// What stands before a rate, which is no amount of this year.
    pub(super) rates: WordSet,
    /// What says that there was none, before the thing and behind a list.
    pub(super) negations: WordSet,
    pub(super) zeros: WordSet,
    /// Verbs behind a negation: neither notice nor payment, no notice, no payment.
    pub(super) none: Vec<String>,
    pub(super) none_collected: Vec<String>,
    pub(super) none_sent: Vec<String>,
    /// What a negation is about.
    pub(super) fees: Vec<String>,
    pub(super) notices: Vec<String>,
    /// What explains why the figures may differ.
    pub(super) explained: WordSet,
}

/// The words of lists.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lists {
    /// What opens a list of everything, and one that may be of some.
    pub(super) whole: WordSet,
    pub(super) parts: WordSet,
    /// What begins a part behind which there is nothing more.
    pub(super) rest: Vec<String>,
    /// Of these, those that do not close a short list.
    pub(super) weak_rest: Vec<String>,
    /// Words that make a list complete if each is in another part.
    pub(super) groups: Vec<(String, String)>,
    /// What stands before a sum behind its parts.
    pub(super) sums: Vec<String>,
    /// Marks of parts that may overlap.
    pub(super) overlapping: WordSet,
    pub(super) units: Vec<String>,
    /// Units of which the parts cannot be more than the total.
    pub(super) counted: Vec<String>,
    /// What begins something else behind a comma.
    pub(super) stops: Vec<String>,
    /// Marks of figures that are not exact.
    pub(super) vague: WordSet,
}

/// The words by which a year is known to be meant as the report's own.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Years {
    /// Ids of the sections of what was done, and of what is planned.
    pub(super) overview: String,
    pub(super) problems: String,
    pub(super) period: WordSet,
    /// Marks of a period that is no whole year, and need not be.
    pub(super) part_of_year: WordSet,
    pub(super) this_report: WordSet,
    /// What may follow the year at the beginning of a sentence on this organ's work.
    pub(super) own: Vec<String>,
    /// Marks of another year's matters.
    pub(super) recalled: WordSet,
    pub(super) plans: WordSet,
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

/// Percentages of counts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Shares {
    pub(super) share: String,
    /// What may stand between it and the percentage.
    pub(super) links: Vec<String>,
    /// What is said before a count of all.
    pub(super) whole: WordSet,
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
