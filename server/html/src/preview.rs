//! The report as a page to look at beside the text.
//!
//! Whoever shows it may add a script of its own, with the same nonce: every block and cell says in
//! `data-line` and `data-character` where it stands in the text. The page itself has no script.

mod table;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::marks::Marks;
use finding::Finding;
use layout::{Layout, LayoutBlock, TextRun};
use text::position::Position;

const STYLE: &str = include_str!("preview/style.css");

/// A word that only the page and whoever shows it know; what bears it is let through by the page's
/// content security policy.
#[derive(Debug, Clone)]
pub struct Nonce(String);

impl Nonce {
    /// The nonce, if it is written as the policy wants it: letters, digits and `+ / - _ =`.
    pub fn new(nonce: &str) -> Option<Self> {
        let allowed = |c: char| c.is_ascii_alphanumeric() || "+/-_=".contains(c);
        (!nonce.is_empty() && nonce.chars().all(allowed)).then(|| Self(nonce.to_owned()))
    }

    fn policy(&self) -> String {
        let nonce = &self.0;
        format!("default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'")
    }
}

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
    Page { of, marks: Marks::new(of.findings) }.document().into_string()
}

struct Page<'a> {
    of: Preview<'a>,
    marks: Marks,
}

impl Page<'_> {
    fn document(&self) -> Markup {
        html! {
            (DOCTYPE)
            html lang="zh-CN" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(self.of.nonce.policy());
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="generator" content="nianbao";
                    title { (self.of.layout.name) }
                    style nonce=(self.of.nonce.0) { (PreEscaped(STYLE)) }
                }
                body {
                    main { @for block in &self.of.layout.body { (self.block(block)) } }
                }
            }
        }
    }

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
