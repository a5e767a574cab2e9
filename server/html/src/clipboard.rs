//! The report, or one of its tables, for the clipboard: HTML that a word processor and a website's
//! editor take as it is, with every style in its element, and plain text for those that take none.

#![allow(clippy::indexing_slicing, reason = "ranges come from the report")]

use std::ops::Range;

use maud::{Markup, html};
use report::{Report, Table, TableKind};

use super::content::{Piece, pieces, visible};
use super::grid::{Grid, Slot, SlotKind};
use super::leftover::leftover_grid;
use super::official::official_grid;
use super::plain::plain_grid;

/// Sizes and line heights are those of GB/T 9704; names of fonts as Word and WPS know them.
const TITLE: &str = "margin:0 0 12pt;text-align:center;line-height:33pt;font-size:22pt;font-family:方正小标宋简体,宋体,SimSun,serif";
const SECTION: &str = "margin:0;text-indent:32pt;line-height:28pt;font-size:16pt;font-weight:normal;font-family:黑体,SimHei,sans-serif";
const HEADING: &str = "margin:0;text-indent:32pt;line-height:28pt;font-size:16pt;font-weight:normal;font-family:楷体_GB2312,楷体,KaiTi,serif";
const PARAGRAPH: &str = "margin:0;text-indent:32pt;line-height:28pt;font-size:16pt;font-family:仿宋_GB2312,仿宋,FangSong,serif";
const LEAD: &str = "font-family:楷体_GB2312,楷体,KaiTi,serif";
const TABLE: &str = "width:100%;border-collapse:collapse;border:1px solid #000000;font-size:10.5pt;font-family:宋体,SimSun,serif";
const CELL: &str = "border:1px solid #000000;padding:3px 4px;vertical-align:middle";

/// What goes on the clipboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    pub html: String,
    /// Cells are parted by TABs.
    pub text: String,
}

/// The whole report.
pub fn copy_report(text: &str, report: &Report) -> Copied {
    let sheet = Sheet { text, report };
    let pieces = pieces(text, report);
    let html = html! { @for piece in &pieces { (sheet.piece(piece)) } };
    let text = pieces.iter().map(|piece| sheet.plain_text(piece)).collect();
    Copied { html: html.into_string(), text }
}

/// A table of the report.
pub fn copy_table(text: &str, report: &Report, table: &Table) -> Copied {
    let sheet = Sheet { text, report };
    let grids = sheet.grids(table);
    let html = html! { @for grid in &grids { (table_of(grid)) } };
    Copied { html: html.into_string(), text: grids.iter().map(tabbed).collect() }
}

struct Sheet<'r> {
    text: &'r str,
    report: &'r Report,
}

impl Sheet<'_> {
    fn piece(&self, piece: &Piece<'_>) -> Markup {
        match piece {
            Piece::Title(lines) => html! {
                p align="center" style=(TITLE) {
                    @for (at, line) in lines.iter().enumerate() {
                        @if at > 0 { br; }
                        (self.words(line))
                    }
                }
            },
            Piece::Section(range) => html! { p style=(SECTION) { (self.words(range)) } },
            Piece::Heading { level: 2, range } => {
                html! { p style=(HEADING) { (self.words(range)) } }
            }
            Piece::Heading { range, .. } => html! { p style=(PARAGRAPH) { (self.words(range)) } },
            Piece::Paragraph { lead, rest } => html! {
                p style=(PARAGRAPH) {
                    @if !lead.is_empty() { span style=(LEAD) { (self.words(lead)) } }
                    (self.words(rest))
                }
            },
            Piece::Table(table) => html! { @for grid in self.grids(table) { (table_of(&grid)) } },
        }
    }

    /// The table, and below it what has no place in the official layout.
    fn grids(&self, table: &Table) -> Vec<Grid> {
        let TableKind::Official(official) = &table.kind else {
            return vec![plain_grid(self.text, self.report, table)];
        };
        let grid = official_grid(self.text, official);
        let leftover = leftover_grid(self.text, self.report, table, official, &grid);
        std::iter::once(grid).chain(leftover).collect()
    }

    fn plain_text(&self, piece: &Piece<'_>) -> String {
        match piece {
            Piece::Title(lines) => {
                lines.iter().map(|line| format!("{}\n", self.words(line))).collect::<String>()
                    + "\n"
            }
            Piece::Section(range) | Piece::Heading { range, .. } => indented(&self.words(range)),
            Piece::Paragraph { lead, rest } => indented(&self.words(&(lead.start..rest.end))),
            Piece::Table(table) => {
                self.grids(table).iter().map(|grid| tabbed(grid) + "\n").collect()
            }
        }
    }

    fn words(&self, range: &Range<usize>) -> String {
        visible(&self.text[range.clone()])
    }
}

fn indented(line: &str) -> String {
    format!("\u{3000}\u{3000}{line}\n")
}

fn table_of(grid: &Grid) -> Markup {
    html! {
        table border="1" cellspacing="0" cellpadding="3" width="100%" style=(TABLE) {
            // Some take the widths from the columns, some from the cells.
            colgroup { @for share in grid.shares() { col width={ (share) "%" }; } }
            tbody {
                @for row in grid.placed() {
                    tr { @for (column, slot) in row { (cell(slot, grid.percent(column, slot))) } }
                }
            }
        }
    }
}

/// A cell. All are of one kind: word processors set header cells in bold.
fn cell(slot: &Slot, percent: u32) -> Markup {
    let align =
        if matches!(slot.kind, SlotKind::Label | SlotKind::Text) { "left" } else { "center" };
    let span = |count: usize| (count > 1).then_some(count);
    html! {
        td rowspan=[span(slot.rows)] colspan=[span(slot.columns)] align=(align) width={ (percent) "%" }
            style={ (CELL) ";text-align:" (align) ";width:" (percent) "%" } { (visible(&slot.text)) }
    }
}

/// A line for each row; a merged cell stands where it begins, and the others that it covers are empty.
fn tabbed(grid: &Grid) -> String {
    let mut text = String::new();
    for row in grid.placed() {
        let mut cells = vec![String::new(); grid.columns.len()];
        for (column, slot) in row {
            if let Some(cell) = cells.get_mut(column) {
                *cell = slot.text.replace(['\t', '\r', '\n'], " ");
            }
        }
        text.push_str(&cells.join("\t"));
        text.push('\n');
    }
    text
}
