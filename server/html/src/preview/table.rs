//! A table of the page: its cells say where they stand in the text, and why they are marked.

use maud::{Markup, html};

use super::super::chart::charts;
use super::super::marks::{Mark, MarkKind};
use super::Printer;
use layout::{CellKind, Grid, GridCell, LayoutTable};

impl Printer<'_> {
    /// A table, what has no place in it, and its charts.
    pub(super) fn table(&self, table: &LayoutTable) -> Markup {
        html! {
            (self.grid(&table.grid, table.id, table.name.as_deref().unwrap_or("表格")))
            @if let Some(leftover) = &table.leftover {
                aside.leftover {
                    p { "以下内容在官方表样里没有位置，请核对：" }
                    (self.grid(leftover, None, "没有位置的内容"))
                }
            }
            @if let Some(summary) = &table.summary { (charts(summary)) }
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

    fn rows(&self, rows: &[Vec<GridCell>]) -> Markup {
        html! { @for row in rows { tr { @for cell in row { (self.cell(cell)) } } } }
    }

    fn cell(&self, cell: &GridCell) -> Markup {
        let at = cell.range.as_ref().map(|range| self.place(range.start));
        let (line, column) = (at.map(|at| at.line), at.map(|at| at.column));
        let (rows, columns) = (span(cell.rows), span(cell.columns));
        let mark = self.marks.of(cell.range.as_ref());
        let class = class(cell, mark);
        let message = mark.map(|mark| mark.message.as_str());
        let text = &cell.text;
        match cell.kind {
            CellKind::Heading | CellKind::Label => html! {
                th class=[class] rowspan=[rows] colspan=[columns] title=[message]
                    data-line=[line] data-character=[column] { (text) }
            },
            CellKind::Figure | CellKind::Text => html! {
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
fn class(cell: &GridCell, mark: Option<&Mark>) -> Option<String> {
    let kind = match cell.kind {
        CellKind::Label => "label",
        CellKind::Figure => "figure",
        CellKind::Heading | CellKind::Text => "",
    };
    let state = match mark.map(|mark| mark.kind) {
        Some(MarkKind::Broken) => "broken",
        Some(MarkKind::Part) => "part",
        Some(MarkKind::Flagged) => "flagged",
        None if cell.is_absent() => "absent",
        None => "",
    };
    let classes = format!("{kind} {state}");
    let classes = classes.trim();
    (!classes.is_empty()).then(|| classes.to_owned())
}
