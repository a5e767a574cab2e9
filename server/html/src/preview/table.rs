//! A table of the page: its cells say where they stand in the text, and why they are marked.

use maud::{Markup, html};
use report::{Official, Table, TableKind};

use super::super::chart::charts;
use super::super::content::visible;
use super::super::grid::{Grid, Slot, SlotKind};
use super::super::leftover::leftover_grid;
use super::super::marks::{Mark, MarkKind};
use super::super::official::official_grid;
use super::super::plain::plain_grid;
use super::Page;

impl Page<'_> {
    /// A table, in the official layout if it is an official one.
    pub(super) fn table(&self, table: &Table) -> Markup {
        let report = self.of.report;
        match &table.kind {
            TableKind::Official(official) => self.official(table, official),
            TableKind::Unrecognized => {
                self.grid(&plain_grid(self.text, report, table), None, "表格")
            }
        }
    }

    fn official(&self, table: &Table, official: &Official) -> Markup {
        let report = self.of.report;
        let of = official.table();
        let grid = official_grid(self.text, official);
        let leftover = leftover_grid(self.text, report, table, official, &grid);
        let name = format!("{}　{}", of.name, of.caption);
        html! {
            (self.grid(&grid, Some(&of.id), &name))
            @if let Some(leftover) = leftover {
                aside.leftover {
                    p { "以下内容在官方表样里没有位置，请核对：" }
                    (self.grid(&leftover, None, "没有位置的内容"))
                }
            }
            (charts(report, official, self.of.last_year))
        }
    }

    /// A drawn table; `id` is that of an official one.
    fn grid(&self, grid: &Grid, id: Option<&str>, name: &str) -> Markup {
        let at = grid.start().map(|start| self.place(start));
        let (line, column) = (at.map(|at| at.line), at.map(|at| at.column));
        let (head, body) = grid.rows.split_at(grid.head.min(grid.rows.len()));
        html! {
            div.table data-table=[id] data-line=[line] data-character=[column] {
                table class=(id.unwrap_or("plain")) aria-label=(name) {
                    colgroup {
                        @for width in grid.shares() { col width={ (width) "%" }; }
                    }
                    @if !head.is_empty() { thead { (self.rows(head)) } }
                    tbody { (self.rows(body)) }
                }
            }
        }
    }

    fn rows(&self, rows: &[Vec<Slot>]) -> Markup {
        html! { @for row in rows { tr { @for slot in row { (self.slot(slot)) } } } }
    }

    fn slot(&self, slot: &Slot) -> Markup {
        let at = slot.range.as_ref().map(|range| self.place(range.start));
        let (line, column) = (at.map(|at| at.line), at.map(|at| at.column));
        let (rows, columns) = (span(slot.rows), span(slot.columns));
        let mark = self.marks.of(slot.range.as_ref());
        let class = class(slot, mark);
        let message = mark.map(|mark| mark.message.as_str());
        let text = visible(&slot.text);
        match slot.kind {
            SlotKind::Heading | SlotKind::Label => html! {
                th class=[class] rowspan=[rows] colspan=[columns] title=[message]
                    data-line=[line] data-character=[column] { (text) }
            },
            SlotKind::Figure | SlotKind::Text => html! {
                td class=[class] rowspan=[rows] colspan=[columns] title=[message]
                    data-line=[line] data-character=[column] { (text) }
            },
        }
    }
}

/// A span worth writing.
fn span(count: usize) -> Option<usize> {
    (count > 1).then_some(count)
}

/// The classes that the style sheet knows.
fn class(slot: &Slot, mark: Option<&Mark>) -> Option<String> {
    let kind = match slot.kind {
        SlotKind::Label => "label",
        SlotKind::Figure => "figure",
        SlotKind::Heading | SlotKind::Text => "",
    };
    let state = match mark.map(|mark| mark.kind) {
        Some(MarkKind::Broken) => "broken",
        Some(MarkKind::Part) => "part",
        Some(MarkKind::Flagged) => "flagged",
        None if slot.kind == SlotKind::Figure && slot.range.is_none() => "absent",
        None => "",
    };
    let classes = format!("{kind} {state}");
    let classes = classes.trim();
    (!classes.is_empty()).then(|| classes.to_owned())
}
