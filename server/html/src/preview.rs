//! The report as a page to look at beside the text.

mod table;

use maud::{Markup, html};

use super::marks::Marks;
use super::page::{Nonce, Page};
use finding::Finding;
use layout::{Layout, LayoutBlock, TextRun};
use text::position::Position;

const STYLE: &str = include_str!("preview/style.css");

/// What a page is made of.
#[derive(Clone, Copy)]
pub struct Preview<'a> {
    pub layout: &'a Layout,
    /// The findings to be shown, under the settings in force.
    pub findings: &'a [Finding],
    /// The line and column of a byte offset, as the page's user counts them.
    pub locate: &'a dyn Fn(usize) -> Position,
    pub nonce: &'a Nonce,
}

/// The page.
pub fn preview(of: Preview<'_>) -> String {
    let printer = Printer { of, marks: Marks::new(of.findings) };
    let content = html! { @for block in &of.layout.body { (printer.block(block)) } };
    Page { title: &of.layout.name, style: STYLE, nonce: Some(of.nonce), content }.document()
}

struct Printer<'a> {
    of: Preview<'a>,
    marks: Marks,
}

impl Printer<'_> {
    fn block(&self, block: &LayoutBlock) -> Markup {
        match block {
            LayoutBlock::Title(lines) => html! {
                h1 {
                    @for line in lines {
                        @let at = self.place(line.range.start);
                        span data-line=(at.line) data-character=(at.column) { (line.text) }
                    }
                }
            },
            LayoutBlock::Section(run) => self.heading(1, run),
            LayoutBlock::Heading { level, run } => self.heading(*level, run),
            LayoutBlock::Paragraph { lead, rest } => {
                let at = self.place(lead.as_ref().unwrap_or(rest).range.start);
                html! {
                    p data-line=(at.line) data-character=(at.column) {
                        @if let Some(lead) = lead { span.lead { (lead.text) } }
                        (rest.text)
                    }
                }
            }
            LayoutBlock::Table(table) => self.table(table),
            LayoutBlock::Note(run) => self.line("note", run),
            LayoutBlock::Day(run) => self.line("day", run),
            LayoutBlock::Signature { organs, date } => html! {
                div.signature { @for run in organs.iter().chain(date) { (self.line("signed", run)) } }
            },
        }
    }

    /// A line that is no paragraph of the text.
    fn line(&self, class: &str, run: &TextRun) -> Markup {
        let at = self.place(run.range.start);
        html! { p class=(class) data-line=(at.line) data-character=(at.column) { (run.text) } }
    }

    fn heading(&self, level: u8, run: &TextRun) -> Markup {
        let (at, words) = (self.place(run.range.start), &run.text);
        match level {
            1 => html! { h2 data-line=(at.line) data-character=(at.column) { (words) } },
            2 => html! { h3 data-line=(at.line) data-character=(at.column) { (words) } },
            3 => html! { h4 data-line=(at.line) data-character=(at.column) { (words) } },
            _ => html! { h5 data-line=(at.line) data-character=(at.column) { (words) } },
        }
    }

    fn place(&self, offset: usize) -> Position {
        (self.of.locate)(offset)
    }
}
