//! The report as it will be published, laid out for whoever prints it: title, headings, paragraphs,
//! and tables with merged cells in their official layout, whatever shape the text has them in.
//!
//! Knows the form and the report. Knows no format that it may be printed in, and no finding. A
//! printer of a format needs nothing but what is here: neither the form nor the text.

mod body;
mod closing;
mod grid;
mod leftover;
mod official;
mod plain;
mod summary;
mod sums;
mod words;

use std::ops::Range;

use report::{Official, Report, TableKind};

use words::published;

pub use form::{Kind, Relation};
pub use grid::{CellKind, Grid, GridCell};
pub use summary::{Change, OutcomeCount, Outcomes, Summary, YearOnYear};
pub use sums::{GridPlace, GridSum, Tested};

/// What is laid out.
#[derive(Debug, Clone, Copy)]
pub struct Manuscript<'r> {
    pub text: &'r str,
    pub report: &'r Report,
    /// The report of the same organ for the year before, for the summaries of tables.
    pub last_year: Option<&'r Report>,
}

/// A report as it will be published. Comments are left out: they are for the author alone.
#[derive(Debug)]
pub struct Layout {
    /// The title in one line; the form's own name where the report has none.
    pub name: String,
    /// Who reports, as the title has it.
    pub organ: Option<String>,
    /// Everything that stands in the report, in order; the title is first.
    pub body: Vec<LayoutBlock>,
}

/// Something that stands in the report.
#[derive(Debug)]
pub enum LayoutBlock {
    /// The lines of the title.
    Title(Vec<TextRun>),
    /// The heading of a section of the form.
    Section(TextRun),
    /// A heading below a section's; `level` is 2 for （一） to 4 for （1）.
    Heading {
        level: u8,
        run: TextRun,
    },
    /// A paragraph; `lead` are the words at its beginning that serve as a heading.
    Paragraph {
        lead: Option<TextRun>,
        rest: TextRun,
    },
    Table(LayoutTable),
    /// What a line right below a table says of it.
    Note(TextRun),
    /// A day that stands below the title.
    Day(TextRun),
    /// Who signs, and when, at the end of the report. A day has no leading zeros.
    Signature {
        organs: Vec<TextRun>,
        date: Option<TextRun>,
    },
}

/// A stretch of text in one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRun {
    /// What to print: no comments, and no control characters, which no format can hold.
    pub text: String,
    /// Where it stands in the report's text (bytes).
    pub range: Range<usize>,
}

/// A table, ready to be drawn.
#[derive(Debug)]
pub struct LayoutTable {
    /// The form's id of an official table.
    pub id: Option<&'static str>,
    /// What the table is called; none for one that is not official.
    pub name: Option<String>,
    pub grid: Grid,
    /// What the report's table holds that has no place in the official layout.
    pub leftover: Option<Grid>,
    /// What an official table comes to, where it has outcomes.
    pub summary: Option<Summary>,
    /// What an official table's figures must add up to.
    pub sums: Vec<GridSum>,
}

impl TextRun {
    /// The run at a range of the report's text.
    fn new(text: &str, range: Range<usize>) -> Self {
        let words = text.get(range.clone());
        debug_assert!(words.is_some(), "{range:?} is no range of the text");
        Self { text: published(words.unwrap_or_default()), range }
    }
}

impl LayoutTable {
    /// All that is to be drawn of the table, from top to bottom.
    pub fn grids(&self) -> impl Iterator<Item = &Grid> {
        std::iter::once(&self.grid).chain(&self.leftover)
    }
}

impl Manuscript<'_> {
    /// The whole report.
    pub fn layout(&self) -> Layout {
        let title =
            self.report.title.as_ref().map(|title| TextRun::new(self.text, title.range.clone()));
        let name = title.map_or_else(|| self.report.form.title.clone(), |title| title.text);
        let organ = self.report.organ();
        let body = closing::told(self.body(), organ);
        Layout { name, organ: organ.map(str::to_owned), body }
    }

    /// One of the report's tables.
    pub fn table(&self, table: &report::Table) -> LayoutTable {
        match &table.kind {
            TableKind::Official(official) => self.official_table(table, official),
            TableKind::Unrecognized => LayoutTable {
                id: None,
                name: None,
                grid: plain::grid(self.text, self.report, table),
                leftover: None,
                summary: None,
                sums: Vec::new(),
            },
        }
    }

    fn official_table(&self, table: &report::Table, official: &Official) -> LayoutTable {
        let of = official.table();
        let grid = official::grid(self.text, official);
        LayoutTable {
            id: Some(&of.id),
            name: Some(format!("{}　{}", of.name, of.caption)),
            leftover: leftover::grid(self.text, self.report, table, official, &grid),
            summary: Summary::new(self.report, official, self.last_year),
            sums: sums::of(official, &grid),
            grid,
        }
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "a test that meets the unexpected must stop at once")]
mod tests {
    use report::number::Number;
    use report::read;

    use super::*;

    fn layout(text: &str) -> Layout {
        Manuscript { text, report: &read(text), last_year: None }.layout()
    }

    fn tables(layout: &Layout) -> Vec<&LayoutTable> {
        let tables = layout.body.iter().filter_map(|block| match block {
            LayoutBlock::Table(table) => Some(table),
            _ => None,
        });
        tables.collect()
    }

    #[test]
    fn a_printer_needs_neither_form_nor_text() {
        let text = include_str!("../../../examples/clean.nianbao");
        let layout = layout(text);
        assert!(matches!(layout.body.first(), Some(LayoutBlock::Title(lines)) if lines.len() == 1));
        let [_, requests, _] = tables(&layout)[..] else { panic!("there are three tables") };
        assert_eq!(requests.id, Some("requests"));
        assert!(requests.leftover.is_none());
        assert!(requests.summary.as_ref().is_some_and(|summary| summary.years.is_none()));
        let figures = requests.grid.rows.iter().flatten().filter(|cell| cell.value.is_some());
        for cell in figures {
            let value = cell.value.and_then(Number::as_whole);
            assert_eq!(value.map(|value| value.to_string()), Some(cell.text.clone()));
            assert_eq!(cell.range.clone().map(|range| &text[range]), Some(cell.text.as_str()));
        }
    }

    #[test]
    fn what_the_report_lacks_is_absent_and_what_the_form_lacks_is_left_over() {
        let text = include_str!("../../../examples/clean.nianbao");
        let row = text.lines().find(|line| line.contains("行政许可 ")).expect("it is there");
        let layout = layout(&text.replace(row, &row.replace("行政许可", "行政点评")));
        let all = tables(&layout);
        let absent = all[0].grid.rows.iter().flatten().filter(|cell| cell.is_absent());
        assert_eq!(absent.count(), 1);
        let leftover = all[0].leftover.as_ref().expect("the row has no place");
        assert_eq!(leftover.rows[0][0].text, "行政点评");
    }

    #[test]
    fn comments_are_left_out_wherever_they_stand() {
        let layout = layout(
            "甲县乙局2023年政府信息公开工作年度报告\n\n一、总体情况\n\n（一）主动<!-- 一：。 -->公开\n\n\
             （二）甲<!-- 二。 -->。乙<!-- 三 -->，丙。\n\n<!-- 四 --> <!-- 五 -->\n\n| 甲 <!-- 六 --> | 1 |\n| 乙 | 2 |\n",
        );
        let mut body = layout.body.iter();
        let mut next = || body.next().expect("there is more");
        assert!(matches!(next(), LayoutBlock::Title(_)));
        assert!(matches!(next(), LayoutBlock::Section(_)));
        assert!(
            matches!(next(), LayoutBlock::Heading { level: 2, run } if run.text == "（一）主动公开")
        );
        let LayoutBlock::Paragraph { lead: Some(lead), rest } = next() else {
            panic!("it has a lead")
        };
        assert_eq!((&*lead.text, &*rest.text), ("（二）甲。", "乙，丙。"));
        let LayoutBlock::Table(table) = next() else { panic!("what is blank is left out") };
        assert_eq!(table.grid.rows[0][0].text, "甲");
        assert!(body.next().is_none());
    }

    #[test]
    fn control_characters_are_not_for_print() {
        let layout =
            layout("甲县乙局2023年政府信息公开工作年度报告\n\n一、总体情况\n\n甲\u{1}乙\n");
        let Some(LayoutBlock::Paragraph { lead: None, rest }) = layout.body.last() else {
            panic!("there is a paragraph")
        };
        assert_eq!(rest.text, "甲\u{fffd}乙");
    }
}
