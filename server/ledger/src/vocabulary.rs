//! `forms/ledger.toml`: what there are ledgers of, what their columns are called, and which words mean
//! which row or column of the table.

use std::sync::LazyLock;

use form::key;
use serde::Deserialize;

/// What the file holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vocabulary {
    pub(crate) totals: Vec<String>,
    yes: Vec<String>,
    no: Vec<String>,
    pub(crate) nothing: Vec<String>,
    ledgers: Vec<Layout>,
    pub(crate) requests: Requests,
    pub(crate) cases: Cases,
}

/// What a ledger is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// Applications for information.
    Requests,
    /// Reviews and lawsuits over them.
    Cases,
}

impl Subject {
    /// In the order of the form.
    pub const ALL: [Self; 2] = [Self::Requests, Self::Cases];
}

/// The columns that a ledger may have.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    pub subject: Subject,
    /// Id of the table that is filled from it.
    pub(crate) table: String,
    /// What users call what a row is of.
    pub item: String,
    /// Columns without which nothing can be counted; one of each is enough.
    pub(crate) required: Vec<Vec<Role>>,
    pub(crate) fields: Vec<Field>,
}

/// What a column is to the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Sequence,
    Number,
    Received,
    Applicant,
    /// Who asked; whether it is a review or a lawsuit.
    Kind,
    Content,
    Answered,
    Outcome,
    Article,
    CarriedIn,
    CarriedOut,
    Extended,
    Due,
    /// Whether a review came before the lawsuit.
    Reviewed,
    /// Whether the case is against this organ.
    Capacity,
    Stage,
}

/// A column of a ledger.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Field {
    pub(crate) role: Role,
    /// What users call it.
    pub(crate) name: String,
    /// Whether a ledger may have several, which say it together.
    #[serde(default)]
    pub(crate) several: bool,
    pub(crate) names: Vec<String>,
}

/// What is said of applications.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Requests {
    pub(crate) received: String,
    pub(crate) carried_in: String,
    pub(crate) pending: String,
    /// Words that say no more than a group of columns does.
    pub(crate) organizations: Vec<String>,
    pub(crate) fillers: Vec<String>,
    pub(crate) applicants: Vec<Applicants>,
    pub(crate) outcomes: Vec<Outcomes>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Applicants {
    pub(crate) column: String,
    pub(crate) words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Outcomes {
    pub(crate) row: Option<String>,
    #[serde(default)]
    pub(crate) rows: Vec<String>,
    #[serde(default)]
    pub(crate) words: Vec<String>,
    #[serde(default)]
    pub(crate) articles: Vec<String>,
}

/// What is said of reviews and lawsuits.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cases {
    pub(crate) pending: String,
    pub(crate) later_stages: Vec<String>,
    pub(crate) fillers: Vec<String>,
    pub(crate) routes: Vec<Route>,
    pub(crate) results: Vec<CaseResult>,
    pub(crate) capacities: Vec<Capacity>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Route {
    pub(crate) row: Option<String>,
    #[serde(default)]
    pub(crate) rows: Vec<String>,
    pub(crate) words: Vec<String>,
    /// What the title of a ledger says that has such cases only.
    #[serde(default)]
    pub(crate) titles: Vec<String>,
    /// It is the one with a review before, or the one without.
    #[serde(default)]
    pub(crate) reviewed: bool,
    #[serde(default)]
    pub(crate) unreviewed: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CaseResult {
    pub(crate) column: Option<String>,
    #[serde(default)]
    pub(crate) columns: Vec<String>,
    pub(crate) words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Capacity {
    pub(crate) counts: bool,
    pub(crate) words: Vec<String>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(read);

#[allow(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
fn read() -> Vocabulary {
    toml::from_str(include_str!("../../forms/ledger.toml")).expect("the words of ledgers")
}

/// The words of ledgers.
pub fn vocabulary() -> &'static Vocabulary {
    &VOCABULARY
}

/// What users call the columns that may be named, in order; each once.
pub fn field_names() -> Vec<&'static str> {
    let mut names: Vec<&str> = Vec::new();
    for field in vocabulary().ledgers.iter().flat_map(|layout| &layout.fields) {
        if !names.contains(&field.name.as_str()) {
            names.push(&field.name);
        }
    }
    names
}

impl Vocabulary {
    /// The columns of the ledgers of a subject.
    pub fn layout(&self, subject: Subject) -> &Layout {
        static NONE: Layout = Layout {
            subject: Subject::Requests,
            table: String::new(),
            item: String::new(),
            required: Vec::new(),
            fields: Vec::new(),
        };
        self.ledgers.iter().find(|layout| layout.subject == subject).unwrap_or(&NONE)
    }

    /// Whether a cell says yes or no; none if it says something else or nothing.
    pub(crate) fn answer(&self, text: &str) -> Option<bool> {
        let is = |words: &[String]| words.iter().any(|word| word == text.trim());
        if is(&self.yes) { Some(true) } else { is(&self.no).then_some(false) }
    }
}

impl Layout {
    fn field(&self, role: Role) -> Option<&Field> {
        self.fields.iter().find(|field| field.role == role)
    }

    /// What users call a column.
    pub fn name(&self, role: Role) -> &str {
        self.field(role).map_or("", |field| &field.name)
    }

    /// The column that users call so.
    pub(crate) fn role_named(&self, name: &str) -> Option<Role> {
        let name = key(name);
        self.fields.iter().find(|field| key(&field.name) == name).map(|field| field.role)
    }
}

impl Cases {
    /// What all cases are of a ledger whose title says that: the word for it; none if it says several things.
    pub(crate) fn titled(&self, texts: &[String]) -> Option<&str> {
        let is_said = |words: &[String]| {
            words.iter().any(|word| texts.iter().any(|text| text.contains(word.as_str())))
        };
        let mut said = self.routes.iter().filter(|of| is_said(&of.titles));
        match (said.next(), said.next()) {
            (Some(of), None) => of.words.first().map(String::as_str),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_says_what_the_cases_are() {
        let titled = |text: &str| vocabulary().cases.titled(&[text.to_owned()]);
        assert_eq!(titled("某县2024年行政复议案件台账"), Some("行政复议"));
        assert_eq!(titled("应诉台账"), Some("行政诉讼"));
        assert_eq!(titled("行政复议、行政诉讼台账"), None);
        assert_eq!(titled("Sheet1"), None);
    }
}
