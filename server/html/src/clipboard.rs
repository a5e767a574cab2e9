//! The report, or one of its tables, for the clipboard: HTML that a word processor and a website's
//! editor take as it is, with every style in its element, and plain text for those that take none.

use maud::{Markup, html};

use layout::{CellKind, Grid, GridCell, Layout, LayoutBlock, LayoutTable, TextRun};

/// Sizes and line heights are those of GB/T 9704; names of fonts as Word and WPS know them.
const TITLE: &str = "margin:0 0 12pt;text-align:center;line-height:33pt;font-size:22pt;font-family:方正小标宋简体,宋体,SimSun,serif";
const SECTION: &str = "margin:0;text-indent:32pt;line-height:28pt;font-size:16pt;font-weight:normal;font-family:黑体,SimHei,sans-serif";
const HEADING: &str = "margin:0;text-indent:32pt;line-height:28pt;font-size:16pt;font-weight:normal;font-family:楷体_GB2312,楷体,KaiTi,serif";
const PARAGRAPH: &str = "margin:0;text-indent:32pt;line-height:28pt;font-size:16pt;font-family:仿宋_GB2312,仿宋,FangSong,serif";
const LEAD: &str = "font-family:楷体_GB2312,楷体,KaiTi,serif";
const NOTE: &str =
    "margin:0;line-height:18pt;font-size:10.5pt;font-family:仿宋_GB2312,仿宋,FangSong,serif";
const DAY: &str = "margin:0 0 12pt;text-align:center;line-height:28pt;font-size:16pt;font-family:楷体_GB2312,楷体,KaiTi,serif";
const SIGNED: &str = "margin:0 32pt 0 0;text-align:right;line-height:28pt;font-size:16pt;font-family:仿宋_GB2312,仿宋,FangSong,serif";
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
pub fn copy_report(layout: &Layout) -> Copied {
    let html = html! { @for block in &layout.body { (styled(block)) } };
    Copied { html: html.into_string(), text: layout.body.iter().map(plain_text).collect() }
}

/// A table of the report.
pub fn copy_table(table: &LayoutTable) -> Copied {
    let html = html! { @for grid in table.grids() { (styled_table(grid)) } };
    Copied { html: html.into_string(), text: table.grids().map(tabbed).collect() }
}

fn styled(block: &LayoutBlock) -> Markup {
    match block {
        LayoutBlock::Title(lines) => html! {
            p align="center" style=(TITLE) {
                @for (at, line) in lines.iter().enumerate() {
                    @if at > 0 { br; }
                    (line.text)
                }
            }
        },
        LayoutBlock::Section(TextRun { text, .. }) => html! { p style=(SECTION) { (text) } },
        LayoutBlock::Heading { level: 2, run } => html! { p style=(HEADING) { (run.text) } },
        LayoutBlock::Heading { run, .. } => html! { p style=(PARAGRAPH) { (run.text) } },
        LayoutBlock::Paragraph { lead, rest } => html! {
            p style=(PARAGRAPH) {
                @if let Some(lead) = lead { span style=(LEAD) { (lead.text) } }
                (rest.text)
            }
        },
        LayoutBlock::Table(table) => html! { @for grid in table.grids() { (styled_table(grid)) } },
        LayoutBlock::Note(run) => html! { p style=(NOTE) { (run.text) } },
        LayoutBlock::Day(run) => html! { p align="center" style=(DAY) { (run.text) } },
        LayoutBlock::Signature { organs, date } => html! {
            @for run in organs.iter().chain(date) { p align="right" style=(SIGNED) { (run.text) } }
        },
    }
}

fn plain_text(block: &LayoutBlock) -> String {
    match block {
        LayoutBlock::Title(lines) => {
            lines.iter().map(|line| format!("{}\n", line.text)).collect::<String>() + "\n"
        }
        LayoutBlock::Section(run) | LayoutBlock::Heading { run, .. } => indented(&run.text),
        LayoutBlock::Paragraph { lead, rest } => {
            let lead = lead.as_ref().map_or("", |lead| &lead.text);
            indented(&format!("{lead}{}", rest.text))
        }
        LayoutBlock::Table(table) => table.grids().map(|grid| tabbed(grid) + "\n").collect(),
        LayoutBlock::Note(run) => format!("{}\n", run.text),
        LayoutBlock::Day(run) => format!("{}\n\n", run.text),
        LayoutBlock::Signature { organs, date } => {
            organs.iter().chain(date).map(|run| format!("{}\n", run.text)).collect()
        }
    }
}

fn indented(line: &str) -> String {
    format!("\u{3000}\u{3000}{line}\n")
}

fn styled_table(grid: &Grid) -> Markup {
    html! {
        table border="1" cellspacing="0" cellpadding="3" width="100%" style=(TABLE) {
            // Some take the widths from the columns, some from the cells.
            colgroup { @for share in grid.shares() { col width={ (share) "%" }; } }
            tbody {
                @for row in grid.placed() {
                    tr { @for (column, cell) in row { (styled_cell(cell, grid.percent(column, cell))) } }
                }
            }
        }
    }
}

/// A cell. All are of one kind: word processors set header cells in bold.
fn styled_cell(cell: &GridCell, percent: u32) -> Markup {
    let align =
        if matches!(cell.kind, CellKind::Label | CellKind::Text) { "left" } else { "center" };
    let span = |count: usize| (count > 1).then_some(count);
    html! {
        td rowspan=[span(cell.rows)] colspan=[span(cell.columns)] align=(align) width={ (percent) "%" }
            style={ (CELL) ";text-align:" (align) ";width:" (percent) "%" } { (cell.text) }
    }
}

/// A line for each row; a merged cell stands where it begins, and the others that it covers are empty.
fn tabbed(grid: &Grid) -> String {
    let mut text = String::new();
    for row in grid.placed() {
        let mut cells = vec![String::new(); grid.columns.len()];
        for (column, cell) in row {
            if let Some(place) = cells.get_mut(column) {
                *place = cell.text.replace(['\t', '\r', '\n'], " ");
            }
        }
        text.push_str(&cells.join("\t"));
        text.push('\n');
    }
    text
}
