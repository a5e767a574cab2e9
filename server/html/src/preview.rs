//! The report as a page to look at beside the text.
//!
//! Whoever shows it may add a script of its own, with the same nonce: every block and cell says in
//! `data-line` and `data-character` where it stands in the text. The page itself has no script.

#![allow(clippy::indexing_slicing, reason = "ranges come from the report")]

mod table;

use std::ops::Range;

use finding::Finding;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use report::Report;
use text::position::Position;

use super::content::{Piece, pieces, visible};
use super::marks::Marks;

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
    pub text: &'a str,
    pub report: &'a Report,
    /// The findings to be shown, under the settings in force.
    pub findings: &'a [Finding],
    /// The report of the same organ for the year before.
    pub last_year: Option<&'a Report>,
    /// The line and column of a byte offset, as the page's user counts them.
    pub locate: &'a dyn Fn(usize) -> Position,
    pub nonce: &'a Nonce,
}

/// The page.
pub fn preview(of: Preview<'_>) -> String {
    let page = Page { of, text: of.text, marks: Marks::new(of.findings) };
    page.document().into_string()
}

struct Page<'a> {
    of: Preview<'a>,
    text: &'a str,
    marks: Marks,
}

impl Page<'_> {
    fn document(&self) -> Markup {
        let report = self.of.report;
        let title = report
            .title
            .as_ref()
            .map_or(report.form.title.as_str(), |title| &self.text[title.range.clone()]);
        html! {
            (DOCTYPE)
            html lang="zh-CN" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(self.of.nonce.policy());
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="generator" content="nianbao";
                    title { (visible(title)) }
                    style nonce=(self.of.nonce.0) { (PreEscaped(STYLE)) }
                }
                body {
                    main { @for piece in pieces(self.text, report) { (self.piece(&piece)) } }
                }
            }
        }
    }

    fn piece(&self, piece: &Piece<'_>) -> Markup {
        match piece {
            Piece::Title(lines) => html! {
                h1 {
                    @for line in lines {
                        @let at = self.place(line.start);
                        span data-line=(at.line) data-character=(at.column) { (self.words(line)) }
                    }
                }
            },
            Piece::Section(range) => self.heading(1, range),
            Piece::Heading { level, range } => self.heading(*level, range),
            Piece::Paragraph { lead, rest } => {
                let at = self.place(lead.start);
                html! {
                    p data-line=(at.line) data-character=(at.column) {
                        @if !lead.is_empty() { span.lead { (self.words(lead)) } }
                        (self.words(rest))
                    }
                }
            }
            Piece::Table(table) => self.table(table),
        }
    }

    fn heading(&self, level: u8, range: &Range<usize>) -> Markup {
        let (at, words) = (self.place(range.start), self.words(range));
        match level {
            1 => html! { h2 data-line=(at.line) data-character=(at.column) { (words) } },
            2 => html! { h3 data-line=(at.line) data-character=(at.column) { (words) } },
            3 => html! { h4 data-line=(at.line) data-character=(at.column) { (words) } },
            _ => html! { h5 data-line=(at.line) data-character=(at.column) { (words) } },
        }
    }

    fn words(&self, range: &Range<usize>) -> String {
        visible(&self.text[range.clone()])
    }

    fn place(&self, offset: usize) -> Position {
        (self.of.locate)(offset)
    }
}
