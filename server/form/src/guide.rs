//! The guides: question by question from what happened to the cell where it counts (这件申请填哪一行？).
//!
//! A guide is data (`forms/guide.toml`), and so is all that it says. It knows rows and columns by their
//! ids; [`Progress`] is a guide for one edition, with the labels of that edition.

mod progress;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use serde::Deserialize;

use crate::{Citation, Grade};

pub use progress::{
    Answered, Basis, Choice as OfferedChoice, Column as CountedColumn, Next, Outcome, Progress,
    Question, Row as CountedRow, Stray,
};

/// A tree of questions that ends at cells of one table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    pub id: String,
    /// Id of the table that its cells are in.
    pub table: String,
    /// What users may call it, beside the id.
    pub names: Vec<String>,
    /// The question that it answers.
    pub title: String,
    /// What to know before the first question.
    pub about: String,
    /// The first one is where it begins.
    pub steps: Vec<Step>,
    pub leaves: Vec<Leaf>,
    pub notes: Vec<Note>,
}

/// A question.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub id: String,
    /// What it is about, in a few words.
    pub topic: String,
    pub question: String,
    /// What is confused most easily.
    pub note: String,
    pub grade: Grade,
    pub cites: Vec<Citation>,
    pub choices: Vec<Choice>,
}

/// An answer that can be given.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Unique among the choices of its step.
    pub id: String,
    pub text: String,
    /// When to choose it, where that is not plain.
    pub hint: Option<String>,
    /// Id of the row that everything behind this choice counts in.
    pub row: Option<String>,
    /// Id of a step or of a leaf.
    pub to: String,
}

/// Where a guide ends: at a row, a cell, or outside the table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leaf {
    pub id: String,
    /// Id of the row, unless a choice has named it; with neither, nothing is counted.
    pub row: Option<String>,
    /// Id of the column; `None` where the author knows it.
    pub column: Option<String>,
    /// Why it is this row, and what is confused with it.
    pub text: String,
    /// Ids of the notes that say what else is to be filled in.
    #[serde(default)]
    pub notes: Vec<String>,
    pub grade: Grade,
    pub cites: Vec<Citation>,
}

/// What else is to be filled in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    pub id: String,
    /// Ids of the rows that it is about.
    #[serde(default)]
    pub rows: Vec<String>,
    pub text: String,
    /// The first and the last year of reports that it is for.
    pub from: Option<i32>,
    pub until: Option<i32>,
}

/// Where a choice leads.
#[derive(Debug, Clone, Copy)]
pub(super) enum Target<'g> {
    Step(&'g Step),
    Leaf(&'g Leaf),
}

impl Guide {
    /// The step or leaf with this id.
    fn target(&self, id: &str) -> Option<Target<'_>> {
        let step = self.steps.iter().find(|step| step.id == id).map(Target::Step);
        step.or_else(|| self.leaves.iter().find(|leaf| leaf.id == id).map(Target::Leaf))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    guides: Vec<Guide>,
}

static GUIDES: LazyLock<Vec<Guide>> = LazyLock::new(read);

#[allow(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
fn read() -> Vec<Guide> {
    let file: File =
        toml::from_str(include_str!("../../forms/guide.toml")).expect("the guides cannot be read");
    file.guides
}

/// All guides, in the order of their tables.
pub fn guides() -> &'static [Guide] {
    &GUIDES
}

/// The guide with this id, table name or other name, such as `requests` or 表四.
pub fn guide(name: &str) -> Option<&'static Guide> {
    let name = name.trim();
    guides().iter().find(|guide| guide.id == name || guide.names.iter().any(|other| other == name))
}
