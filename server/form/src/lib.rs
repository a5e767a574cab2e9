//! The official form of each edition, read from `server/forms/`.
//!
//! Every word of the form, every identity and every explanation that the program shows comes from
//! here. This module knows what a form is made of; it knows no report.

#![allow(clippy::indexing_slicing, reason = "positions come from the form itself")]

mod check;
mod citation;
pub mod guide;
mod instrument;
mod label;
pub mod organ;
mod pinyin;
mod regulation;
mod vocabulary;

use std::fmt;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use serde::Deserialize;

pub use citation::{Citation, Grade, cited, numeral};
pub use instrument::{Day, Instrument, Reading, instrument, instrument_titled, instruments};
use label::key_within;
pub use label::{Wording, key, numberless, short_key, unspaced};
pub use label::{digits, equal_unspaced, halfwidth, is_blank, is_short_ordinal, is_usual, is_word};
pub use pinyin::readings;
pub use regulation::{Article, Regulation, regulation};
pub use vocabulary::{Head, HeadMatch, Known, LabelMatch, vocabulary};

/// One edition of the form: 国办公开办函〔2021〕30 号 or 〔2019〕60 号.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// The edition's id, such as `2021`.
    pub edition: String,
    /// What users read.
    pub name: String,
    /// The document that prescribes it.
    pub document: String,
    /// How the report's title ends.
    pub title: String,
    /// What follows organ and year in the title, and what the title's last line ends in.
    pub title_words: [String; 2],
    /// First report year that it is for.
    pub first_year: i32,
    /// Last report year that it is for; `None` while it is in force.
    pub last_year: Option<i32>,
    /// The sections, in order.
    pub sections: Vec<Section>,
    /// The tables, in order.
    pub tables: Vec<Table>,
}

/// Every report holds its form, and who looks at a report does not want to read all of that.
impl fmt::Debug for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Form").field(&self.edition).finish()
    }
}

/// One of the six sections of 条例 第五十条.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    pub id: String,
    /// Its ordinal in Chinese numerals, without 、.
    pub number: String,
    /// Its title, without number.
    pub title: String,
    /// Other wordings that are recognised.
    #[serde(default)]
    pub variants: Vec<String>,
    pub explanation: String,
    pub basis: String,
}

/// One of the official tables.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    pub id: String,
    /// Id of the section it stands in.
    pub section: String,
    /// What users call it: 表二, 表三, 表四.
    pub name: String,
    pub caption: String,
    pub explanation: String,
    pub basis: String,
    /// 表二 has a block for each item of 条例 第二十条; the others have one.
    pub blocks: Vec<Block>,
}

/// Rows that share their columns.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    pub id: String,
    /// The heading of the block, such as 第二十条第（一）项.
    pub label: Option<String>,
    #[serde(default)]
    pub variants: Vec<String>,
    /// The first header cell of the canonical shape, where the block has no label.
    pub corner: String,
    /// Header cells of the official layout that name no column: the one over the labels, then the one
    /// over all columns.
    #[serde(default)]
    pub notes: Vec<String>,
    pub explanation: String,
    pub basis: String,
    #[serde(default)]
    pub column_groups: Vec<ColumnGroup>,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    #[serde(default)]
    pub identities: Vec<Identity>,
}

/// A header cell that spans several columns, such as 法人或其他组织.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnGroup {
    pub id: String,
    pub label: String,
    #[serde(default)]
    pub variants: Vec<String>,
    pub explanation: String,
    pub basis: String,
}

/// What figures a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A whole number, not negative.
    Count,
    /// A sum of money in the column's unit; decimals are allowed.
    Amount,
    /// A whole number with a sign (2019: 本年增/减).
    Change,
}

/// A column of figures.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    pub id: String,
    pub label: String,
    /// What messages call it; the label where there is none.
    short: Option<String>,
    #[serde(default)]
    pub variants: Vec<String>,
    /// Id of the group it stands under.
    pub group: Option<String>,
    pub kind: Kind,
    pub unit: String,
    /// What makes last year's figure into this year's; `None` where last year's is nothing to it.
    pub stock: Option<Stock>,
    pub explanation: String,
    pub basis: String,
}

/// A figure that goes on from last year's.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stock {
    /// Ids of the columns that are added to it and taken from it.
    pub gains: String,
    pub losses: String,
}

/// A row of figures, or the heading of a group of rows.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    pub id: String,
    /// The label with its number, as the form words it.
    pub label: String,
    short: Option<String>,
    /// A group carries no figures.
    #[serde(default)]
    pub group: bool,
    /// Id of the group it belongs to.
    pub parent: Option<String>,
    /// Organs that have nothing to tell in it often strike it through.
    #[serde(default)]
    pub slash_is_common: bool,
    /// Id of the row of last year's report that says the same.
    pub repeats: Option<String>,
    /// Where the row's cells stand in the many-level header of the official layout (表四).
    #[serde(default)]
    pub header: Vec<String>,
    #[serde(default)]
    pub variants: Vec<String>,
    pub explanation: String,
    pub basis: String,
}

/// Along what an identity is repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Over {
    /// Once a column; its terms are rows.
    Columns,
    /// Once a row of figures; its terms are columns.
    Rows,
}

/// A linear sum that must balance: the left terms equal the right terms (勾稽关系).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    pub id: String,
    pub over: Over,
    pub left: Vec<String>,
    pub right: Vec<String>,
    /// The stated total, one of `right`.
    pub total: String,
    /// What users read.
    pub name: String,
    pub explanation: String,
    pub basis: String,
    /// Where its terms stand; worked out when the form is read.
    #[serde(skip)]
    pub places: Places,
}

/// The terms of an identity, as positions of the block's rows or columns.
#[derive(Debug, Default)]
pub struct Places {
    pub left: Vec<usize>,
    pub right: Vec<usize>,
    /// Position of the stated total in `right`.
    pub total: usize,
}

impl Form {
    /// The years of reports that this edition is for.
    pub fn years(&self) -> RangeInclusive<i32> {
        self.first_year..=self.last_year.unwrap_or(i32::MAX)
    }

    /// The position of the table with this id.
    pub fn table_position(&self, id: &str) -> Option<usize> {
        self.tables.iter().position(|table| table.id == id)
    }

    /// The section that a table stands in.
    pub fn section_of(&self, table: &Table) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == table.section)
    }
}

impl Section {
    /// The heading: number and title.
    pub fn heading(&self) -> String {
        format!("{}、{}", self.number, self.title)
    }
}

impl Identity {
    /// The ids of its rows or columns, the parts first.
    pub fn terms(&self) -> impl Iterator<Item = &String> {
        self.left.iter().chain(&self.right)
    }
}

impl Block {
    /// The first header cell of the canonical shape.
    pub fn canonical_corner(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.corner)
    }

    /// The position of the row with this id.
    pub fn row_position(&self, id: &str) -> Option<usize> {
        self.rows.iter().position(|row| row.id == id)
    }

    /// The position of the column with this id.
    pub fn column_position(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.id == id)
    }

    /// Whether the column at a position is one of totals: an identity of the rows has it so.
    pub fn is_total(&self, column: usize) -> bool {
        let totals = self.identities.iter().filter(|identity| identity.over == Over::Rows);
        totals.into_iter().any(|of| of.places.right.get(of.places.total) == Some(&column))
    }

    /// Finds the rows and columns that the identities name. That there are such, a test sees to.
    fn find_places(&mut self) {
        let mut identities = std::mem::take(&mut self.identities);
        for identity in &mut identities {
            let position = |id: &String| match identity.over {
                Over::Columns => self.row_position(id),
                Over::Rows => self.column_position(id),
            };
            identity.places = Places {
                left: identity.left.iter().filter_map(position).collect(),
                right: identity.right.iter().filter_map(position).collect(),
                total: identity.right.iter().position(|id| *id == identity.total).unwrap_or(0),
            };
        }
        self.identities = identities;
    }

    /// How many groups the row stands under.
    pub fn depth(&self, row: &Row) -> usize {
        let parent = |row: &Row| {
            let id = row.parent.as_deref()?;
            self.rows.iter().find(|candidate| candidate.id == id)
        };
        std::iter::successors(parent(row), |row| parent(row)).count()
    }
}

impl Column {
    /// What messages call it.
    pub fn short(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.label)
    }
}

impl Row {
    /// What messages call it.
    pub fn short(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.label)
    }
}

static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    [include_str!("../../forms/2021.toml"), include_str!("../../forms/2019.toml")].map(read).into()
});

#[allow(
    clippy::expect_used,
    reason = "the form is part of the program; a test reads every edition"
)]
fn read(text: &str) -> Form {
    let mut form: Form = toml::from_str(text).expect("an edition of the form cannot be read");
    for block in form.tables.iter_mut().flat_map(|table| &mut table.blocks) {
        block.find_places();
    }
    form
}

/// All editions, the newest first.
pub fn forms() -> &'static [Form] {
    &FORMS
}

/// The edition for reports of a year; none before the first edition.
pub fn form_for(year: i32) -> Option<&'static Form> {
    forms().iter().find(|form| form.years().contains(&year))
}

/// The edition that is in force.
pub fn current_form() -> &'static Form {
    forms().iter().find(|form| form.last_year.is_none()).unwrap_or(&forms()[0])
}
