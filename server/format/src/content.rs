//! What a report holds, whatever its layout: what formatting must not change.

#![allow(clippy::indexing_slicing, reason = "ranges and positions come from the report")]

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use form::unspaced;
use report::{Cells, ElementKind, Official, Report};
use text::line_ends;

/// The content of a report.
#[derive(Debug)]
pub(super) struct Content<'r> {
    organ: Option<&'r str>,
    year: Option<i32>,
    parts: Vec<Part>,
    /// What each allow comment names.
    allows: Vec<&'r [String]>,
}

/// A part of the content, in the order of the text.
#[derive(Debug, PartialEq)]
enum Part {
    /// The heading of the section at this position of the form.
    Section(usize),
    /// A line of prose, without blanks.
    Text(String),
    /// A row of a table that is none of the form's, without blanks.
    Row(String),
    Comment(String),
    Table(Figures),
}

/// What an official table says.
#[derive(Debug, PartialEq)]
struct Figures {
    edition: &'static str,
    table: usize,
    /// What is written in each cell, by block, row and column of the form.
    cells: BTreeMap<(usize, usize, usize), String>,
    /// Rows whose cells could not be told apart, by block and row.
    misfits: Vec<(usize, usize)>,
    /// How many columns are none of the form's.
    unknown_columns: usize,
    /// How many rows are none of the form's.
    unknown_rows: usize,
}

impl Content<'_> {
    /// Whether nothing of it is lost or altered in another. A title may be found that was not before.
    pub(super) fn is_kept_in(&self, other: &Self) -> bool {
        let title = (self.organ.is_none() || self.organ == other.organ)
            && (self.year.is_none() || self.year == other.year);
        title && self.parts == other.parts && self.allows == other.allows
    }
}

/// The content of the text, whose report this is.
pub(super) fn content<'r>(text: &str, report: &'r Report) -> Content<'r> {
    let sections: BTreeMap<usize, usize> =
        report.sections.iter().map(|section| (section.body.start - 1, section.index)).collect();
    let written = |range: &Range<usize>| &text[range.clone()];
    let mut parts: Vec<(usize, Part)> = Vec::new();
    let mut rows_of_tables = BTreeSet::new();
    for (table, official) in report.official_tables() {
        rows_of_tables.extend(table.elements.clone());
        parts.push((table.range.start, Part::Table(figures(text, official))));
    }
    for (at, element) in report.elements.iter().enumerate() {
        let part = match &element.kind {
            _ if sections.contains_key(&at) => Part::Section(sections[&at]),
            ElementKind::Comment => {
                Part::Comment(line_ends::unified(written(&element.range), "\n"))
            }
            ElementKind::Row { .. } if rows_of_tables.contains(&at) => continue,
            ElementKind::Delimiter { .. } => continue,
            ElementKind::Row { .. } => Part::Row(unspaced(written(&element.range))),
            _ => Part::Text(unspaced(written(&element.range))),
        };
        if !matches!(&part, Part::Text(text) | Part::Row(text) if text.is_empty()) {
            parts.push((element.range.start, part));
        }
    }
    parts.sort_by_key(|(at, _)| *at);
    Content {
        organ: report.organ(),
        year: report.year(),
        parts: parts.into_iter().map(|(_, part)| part).collect(),
        allows: report.allows.iter().map(|allow| allow.names.as_slice()).collect(),
    }
}

fn figures(text: &str, official: &Official) -> Figures {
    let mut cells = BTreeMap::new();
    let mut misfits = Vec::new();
    for block in &official.blocks {
        for row in &block.rows {
            match &row.cells {
                Cells::Group => {}
                Cells::Misfit { .. } => misfits.push((block.index, row.index)),
                Cells::Read(read) => {
                    cells.extend(read.iter().enumerate().filter_map(|(at, cell)| {
                        let written = unspaced(&text[cell.as_ref()?.range.clone()]);
                        Some(((block.index, row.index, at), written))
                    }))
                }
            }
        }
    }
    let columns = official.blocks.iter().map(|block| block.unknown_columns.len());
    Figures {
        edition: &official.form.edition,
        table: official.index,
        cells,
        misfits,
        unknown_columns: columns.sum(),
        unknown_rows: official.unknown_rows.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use report::read;

    const TEXT: &str = "\
云岭县档案局2023年政府信息公开工作年度报告

<!-- nianbao: allow unknown-row -->

一、总体情况

全年公开 12 条。

<!-- 甲 乙 -->

二、主动公开政府信息情况

| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
| 规章 | 1 | 2 | 3 |
| 9.其他文件 | 4 | 5 | 6 |

| 姓名 | 职务 |
| 张三 | 科长 |
";

    /// Whether the content is kept where a piece of the text is replaced.
    fn kept(piece: &str, other: &str) -> bool {
        assert!(TEXT.contains(piece), "{piece}");
        let text = TEXT.replacen(piece, other, 1);
        let (before, after) = (read(TEXT), read(&text));
        content(TEXT, &before).is_kept_in(&content(&text, &after))
    }

    #[test]
    fn layout_is_no_content() {
        assert!(kept("全年公开 12 条。", "  全年公开12条。\n"));
        assert!(kept("二、主动", "主动"));
        assert!(kept("| 规章 | 1 | 2 |", "|规章|1|2|"));
        assert!(kept("| 信息内容", "| 第二十条第（一）项"));
        assert!(kept("| 张三 | 科长 |", "| 张三 |  科长 |"));
    }

    #[test]
    fn a_title_may_be_found_and_not_lost() {
        let report = read(TEXT);
        let whole = content(TEXT, &report);
        for part in [
            Content { organ: None, ..content(TEXT, &report) },
            Content { year: None, ..content(TEXT, &report) },
        ] {
            assert!(part.is_kept_in(&whole), "{part:?}");
            assert!(!whole.is_kept_in(&part), "{part:?}");
        }
    }

    #[test]
    fn words_and_figures_are() {
        for (piece, other) in [
            ("云岭县", "云峰县"),
            ("局2023年", "局2022年"),
            ("云岭县档案局2023年政府信息公开工作年度报告\n", ""),
            ("全年公开 12 条。\n", "全年公开 13 条。\n"),
            ("全年公开 12 条。\n", ""),
            ("全年公开 12 条。\n\n<!-- 甲 乙 -->", "<!-- 甲 乙 -->\n\n全年公开 12 条。"),
            ("<!-- 甲 乙 -->", "<!-- 甲乙 -->"),
            ("<!-- 甲 乙 -->\n", ""),
            ("unknown-row", "blank-cell"),
            ("二、主动公开政府信息情况\n", ""),
            ("规章 | 1 |", "规章 | 7 |"),
            ("| 规章 | 1 | 2 | 3 |\n", ""),
            ("| 规章 | 1 | 2 | 3 |\n", "| 规章 | 1 | 2 |\n"),
            ("| 9.其他文件 | 4 | 5 | 6 |\n", ""),
            ("科长", "科员"),
        ] {
            assert!(!kept(piece, other), "{piece:?} {other:?}");
        }
    }
}
