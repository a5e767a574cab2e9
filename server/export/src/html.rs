//! `.html`: one file that needs no other, for a website's editor, and for printing on A4.

use layout::{CellKind, Grid, GridCell, Layout, LayoutBlock, LayoutTable, TextRun};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::closing::places;
use crate::options::{Fonts, Options, substitute};
use crate::width::balanced;

const STYLE: &str = include_str!("html/style.css");
/// Half characters in a line of the title, as on paper.
const TITLE_LINE: usize = 40;

/// The report as a page.
pub(crate) fn print(layout: &Layout, options: &Options) -> Vec<u8> {
    let page = html! {
        (DOCTYPE)
        html lang="zh-CN" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content="nianbao export";
                title { (layout.name) }
                style { (PreEscaped(faces(&options.fonts))) (PreEscaped(STYLE)) }
            }
            body {
                main { @for it in &layout.body { (block(it, layout.organ.as_deref(), options)) } }
            }
        }
    };
    page.into_string().into_bytes()
}

/// The typefaces, each with those that stand in for it.
fn faces(fonts: &Fonts) -> String {
    let list = |font: &str, generic: &str| {
        let mut names = vec![font];
        while let Some(other) = names.last().and_then(|name| substitute(name)) {
            names.push(other);
        }
        // What would end the style, or a name in it, is in no font's name.
        let quoted = names
            .iter()
            .map(|name| format!("\"{}\"", name.replace(['"', '\\', '<', '>', '\n', '\r'], "")));
        quoted.chain([generic.to_owned()]).collect::<Vec<_>>().join(", ")
    };
    // Latin letters come first; quotes and dashes are left to the Chinese typeface.
    format!(
        "@font-face {{ font-family: Latin; src: local({}); unicode-range: U+20-7E; }}\n\
         :root {{ --title: Latin, {}; --section: Latin, {}; --heading: Latin, {}; --body: Latin, {}; --table: Latin, {}; }}\n",
        list(&fonts.latin, "").trim_end_matches(", "),
        list(&fonts.title, "\"Noto Serif CJK SC\", serif"),
        list(&fonts.section, "\"Noto Sans CJK SC\", sans-serif"),
        list(&fonts.heading, "\"Noto Serif CJK SC\", serif"),
        list(&fonts.body, "\"Noto Serif CJK SC\", serif"),
        list(&fonts.table, "\"Noto Serif CJK SC\", serif"),
    )
}

fn block(block: &LayoutBlock, organ: Option<&str>, options: &Options) -> Markup {
    match block {
        LayoutBlock::Title(lines) => {
            html! { h1 { @for line in lines { (title(&line.text, organ)) } } }
        }
        LayoutBlock::Section(run) => html! { h2 { (run.text) } },
        LayoutBlock::Heading { level: 2, run } => html! { h3 { (run.text) } },
        LayoutBlock::Heading { level: 3, run } => html! { h4 { (run.text) } },
        LayoutBlock::Heading { run, .. } => html! { h5 { (run.text) } },
        LayoutBlock::Paragraph { lead, rest } => html! {
            p { @if let Some(lead) = lead { span.lead { (lead.text) } } (rest.text) }
        },
        LayoutBlock::Table(it) => table(it),
        LayoutBlock::Note(run) => html! { p.note { (run.text) } },
        LayoutBlock::Day(run) => html! { p.day { (run.text) } },
        LayoutBlock::Signature { .. } if !options.signature => html! {},
        LayoutBlock::Signature { organs, date } => signature(organs, date.as_ref()),
    }
}

/// A line of the title, broken where it is on paper.
fn title(line: &str, organ: Option<&str>) -> Markup {
    let behind = organ.and_then(|organ| Some(line.find(organ)? + organ.len()));
    let lines = balanced(line, TITLE_LINE, behind);
    html! { span { @for (at, line) in lines.iter().enumerate() { @if at > 0 { br; } (line) } } }
}

fn signature(organs: &[TextRun], date: Option<&TextRun>) -> Markup {
    let (name, day) = places(organs, date);
    let right = |halves: usize| format!("padding-right:{}em", halves as f32 / 2.0);
    html! {
        div.signature {
            @for run in organs { p style=(right(name)) { (run.text) } }
            @if let Some(run) = date { p style=(right(day)) { (run.text) } }
        }
    }
}

fn table(table: &LayoutTable) -> Markup {
    html! {
        @for (at, of) in table.grids().enumerate() {
            (grid(of, table.id.filter(|_| at == 0), table.name.as_deref()))
        }
    }
}

/// A table; one of the form's bears its id.
fn grid(grid: &Grid, id: Option<&str>, name: Option<&str>) -> Markup {
    let (head, body) = grid.rows.split_at(grid.head.min(grid.rows.len()));
    html! {
        table class=[id] aria-label=[name] {
            colgroup { @for width in grid.shares() { col style={ "width:" (width) "%" }; } }
            @if !head.is_empty() { thead { (rows(head)) } }
            tbody { (rows(body)) }
        }
    }
}

fn rows(rows: &[Vec<GridCell>]) -> Markup {
    html! { @for row in rows { tr { @for it in row { (cell(it)) } } } }
}

fn cell(cell: &GridCell) -> Markup {
    let span = |count: usize| (count > 1).then_some(count);
    let (rows, columns, text) = (span(cell.rows), span(cell.columns), &cell.text);
    match cell.kind {
        CellKind::Heading => html! { th rowspan=[rows] colspan=[columns] { (text) } },
        CellKind::Label => html! { th.label rowspan=[rows] colspan=[columns] { (text) } },
        CellKind::Figure => html! { td.figure rowspan=[rows] colspan=[columns] { (text) } },
        CellKind::Text => html! { td rowspan=[rows] colspan=[columns] { (text) } },
    }
}
