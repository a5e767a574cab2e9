//! The official form of each edition, read from `server/forms/`.
//!
//! Every word of the form, every identity and every explanation that the program shows comes from
//! here. This crate knows what a form is made of; it knows no report.

#![allow(clippy::indexing_slicing, reason = "positions come from the form itself")]

mod check;
mod citation;
mod editions;
mod explanation;
pub mod guide;
mod identity;
mod instrument;
mod label;
mod law;
pub mod organ;
mod pinyin;
mod radical;
mod regulation;
mod resolve;
mod title;
mod vocabulary;

use std::fmt;
use std::ops::RangeInclusive;

use serde::Deserialize;

pub use citation::{Citation, Grade, cited, numeral};
pub use editions::{current_form, edition, form_for, forms, install};
pub use explanation::{Explanation, Point, Told, shared_explanations};
pub use identity::{CellRef, Identity, Line, Relation};
pub use instrument::{
    Day, Instrument, OpenQuestion, Reading, instrument, instrument_titled, instruments,
    open_questions,
};
use label::key_within;
pub use label::{
    Wording, digits, equal_unspaced, figure_before, folded, halfwidth, is_blank, is_short_ordinal,
    is_usual, is_word, key, numberless, short_key, unspaced,
};
pub use law::law_page;
pub use pinyin::readings;
pub use radical::of_radical;
pub use regulation::{Article, Regulation, regulation};
pub use title::{TitleWords, title_words};
pub use vocabulary::{Head, HeadMatch, Known, LabelMatch, TableId, vocabulary};

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
    #[serde(rename = "from")]
    pub first_year: i32,
    /// Last report year that it is for: the one before the next edition's first. `None` while it is
    /// in force.
    #[serde(skip)]
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
    /// What it is to speak of.
    #[serde(default)]
    pub must_mention: Vec<Mention>,
    /// What counts as spoken of if it is said here.
    #[serde(default)]
    pub may_mention: Vec<Topic>,
    /// Whether its sentences are mostly formulas, the same every year.
    #[serde(default)]
    pub formulaic: bool,
    pub explanation: Explanation,
}

/// What a report speaks of. Which words tell of it stands in `forms/contents.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// On what the report is based; it may stand before the first section as well.
    Basis,
    /// The aspects of the year's work.
    Aspects,
    /// What became of the supervision.
    Results,
    /// Problems, and what is done about them.
    Improvement,
    /// 信息处理费.
    Fee,
}

/// A topic that a section is to speak of.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mention {
    pub topic: Topic,
    /// Whose reports are to; everybody's where it does not say.
    pub only_for: Option<Organs>,
}

/// The organs that something is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Organs {
    /// 各级人民政府.
    Governments,
    /// Those that may make 规章.
    RegulationMakers,
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
    pub explanation: Explanation,
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
    pub explanation: Explanation,
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
    pub explanation: Explanation,
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
    /// Whether it counts what others have made, too.
    #[serde(default)]
    pub counts_others: bool,
    pub explanation: Explanation,
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
    /// The label as the canonical shape writes it, with its number: shorter, so that the table fits on a
    /// screen; the label where there is none. As good as the label wherever somebody writes it.
    written: Option<String>,
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
    /// What rules and the prose know it by, whatever its id.
    pub role: Option<Role>,
    /// Of what it should not be too large a part.
    pub share_limit: Option<ShareLimit>,
    /// The only organs that have figures in it.
    pub only_for: Option<OnlyFor>,
    /// Where the row's cells stand in the many-level header of the official layout (表四).
    #[serde(default)]
    pub header: Vec<String>,
    #[serde(default)]
    pub variants: Vec<String>,
    pub explanation: Explanation,
}

/// What a row means to rules that also read the prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// All fees and charges that the organ collected, in its column of an amount.
    Charges,
    /// The applications that were dropped since the fee for them was not paid.
    UnpaidFee,
}

/// That a row should hold no more than a part of another. How large a part, the user sets.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShareLimit {
    /// Id of the other row, in the same block.
    pub of: String,
}

/// That a row is blank or 0 but for some organs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnlyFor {
    pub organs: Organs,
    /// What others are told who have filled it in: a sentence.
    pub advice: String,
}

impl Form {
    /// The years of reports that this edition is for.
    pub fn years(&self) -> RangeInclusive<i32> {
        self.first_year..=self.last_year.unwrap_or(i32::MAX)
    }

    /// The year whose law its explanations are told by: that of a report, as far as the edition is for it; the
    /// latest where the report has none.
    pub fn year_for(&self, report: Option<i32>) -> i32 {
        let (first, last) = self.years().into_inner();
        report.map_or(last, |year| year.clamp(first, last))
    }

    /// The position of the table with this id.
    pub fn table_position(&self, id: &str) -> Option<usize> {
        self.tables.iter().position(|table| table.id == id)
    }

    /// The table with this id.
    pub fn table(&self, id: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.id == id)
    }

    /// The section with this id.
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }

    /// The position of the section with this id.
    pub fn section_position(&self, id: &str) -> Option<usize> {
        self.sections.iter().position(|section| section.id == id)
    }

    /// The section that a table stands in.
    pub fn section_of(&self, table: &Table) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == table.section)
    }
}

impl Section {
    /// Whether the reports of everybody, or of these organs, are to speak of something here.
    pub fn must_mention(&self, topic: Topic, organs: Option<Organs>) -> bool {
        let wanted = |mention: &Mention| (mention.topic, mention.only_for) == (topic, organs);
        self.must_mention.iter().any(wanted)
    }

    /// Whether it counts if something is spoken of here.
    pub fn hears_of(&self, topic: Topic) -> bool {
        self.may_mention.contains(&topic)
            || self.must_mention.iter().any(|mention| mention.topic == topic)
    }

    /// The heading: number and title.
    pub fn heading(&self) -> String {
        format!("{}、{}", self.number, self.title)
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

    /// The rows that repeat one of last year's report, each with that row as this edition has it.
    pub fn repeating_rows(&self) -> impl Iterator<Item = (&Row, &Row)> {
        let repeated = |id: &str| self.rows.get(self.row_position(id)?);
        self.rows.iter().filter_map(move |row| Some((row, repeated(row.repeats.as_deref()?)?)))
    }

    /// The position of the column with this id.
    pub fn column_position(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.id == id)
    }

    /// Whether the column at a position is one of totals: an identity of the rows has it so.
    pub fn is_total(&self, column: usize) -> bool {
        self.identities.iter().any(|of| of.is_sum() && of.total_line() == Line::Column(column))
    }

    /// The position of the first column that holds sums of money.
    pub fn amount_column(&self) -> Option<usize> {
        self.columns.iter().position(|column| column.kind == Kind::Amount)
    }

    /// The position of the column of totals, if there is one.
    pub fn total_column(&self) -> Option<usize> {
        (0..self.columns.len()).find(|column| self.is_total(*column))
    }

    /// Finds the rows and columns that the identities name; `block` is its position in the table.
    fn find_places(&mut self, block: usize) {
        let mut identities = std::mem::take(&mut self.identities);
        identities.iter_mut().for_each(|identity| identity.find_places(block, self));
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
    /// The label as the canonical shape writes it.
    pub fn written(&self) -> &str {
        self.written.as_deref().unwrap_or(&self.label)
    }

    /// What messages call it.
    pub fn short(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.label)
    }
}
