//! A table as rows of cells, and the three ways to write them down.

use crate::page::{Key, Page};
use crate::style::{Bars, Dress, Wrap};

#[derive(Clone, Debug, Default)]
pub struct GridCell {
    pub text: String,
    pub key: Option<Key>,
    /// After how many characters a stacked cell is broken over two lines.
    pub wrap: Option<usize>,
}

impl GridCell {
    pub fn label(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }

    /// A header label; the short ones of the official form stand on two lines.
    pub fn header(text: &str) -> Self {
        let wrap = (text.chars().count() == 4).then_some(2);
        Self { wrap, ..Self::label(text) }
    }
}

pub type GridRow = Vec<GridCell>;

#[derive(Clone, Debug, Default)]
pub struct Grid {
    pub rows: Vec<GridRow>,
}

/// `count` blank cells, for places that a merged cell covers.
pub fn blanks(count: usize) -> impl Iterator<Item = GridCell> {
    std::iter::repeat_with(GridCell::default).take(count)
}

impl Grid {
    pub fn labels(rows: &[&[&str]]) -> Self {
        Self {
            rows: rows
                .iter()
                .map(|row| row.iter().map(|text| GridCell::label(text)).collect())
                .collect(),
        }
    }

    /// Adds blank cells at the right of each row that has fewer than `width`.
    pub fn pad(&mut self, width: usize) {
        for row in &mut self.rows {
            row.extend(blanks(width.saturating_sub(row.len())));
        }
    }

    pub fn write(&self, page: &mut Page, dress: Dress) {
        for (index, row) in self.rows.iter().enumerate() {
            match dress {
                Dress::Pipes { bars, delimiter } => {
                    pipe_row(page, row, bars);
                    if delimiter && index == 0 {
                        let dashes: GridRow = row.iter().map(|_| GridCell::label("---")).collect();
                        pipe_row(page, &dashes, bars);
                    }
                }
                Dress::Tabs => tab_row(page, row),
                Dress::Stacked { bare_titles: true, .. } if row.len() == 1 => {
                    page.line(&row[0].text);
                    page.newline();
                }
                Dress::Stacked { wrap, .. } => stacked_row(page, row, wrap),
            }
        }
    }
}

fn pipe_row(page: &mut Page, row: &GridRow, bars: Bars) {
    let (leading, trailing) = match bars {
        Bars::Both => ("| ", " |"),
        Bars::Leading => ("| ", ""),
        Bars::Trailing => ("", " |"),
        Bars::None => ("", ""),
    };
    page.put(leading);
    write_between(page, row, " | ");
    page.line(trailing);
}

fn tab_row(page: &mut Page, row: &GridRow) {
    write_between(page, row, "\t");
    page.newline();
}

fn write_between(page: &mut Page, row: &GridRow, separator: &str) {
    for (index, cell) in row.iter().enumerate() {
        if index > 0 {
            page.put(separator);
        }
        page.cell(&cell.text, cell.key.as_ref());
    }
}

fn stacked_row(page: &mut Page, row: &GridRow, wrap: Wrap) {
    for (index, cell) in row.iter().enumerate() {
        page.put("\t");
        let last = index + 1 == row.len();
        match cell.wrap {
            // A line without TAB continues a cell only if a line with TAB follows: the last cell cannot be wrapped.
            Some(at) if !last && wrap != Wrap::None => wrapped(page, &cell.text, at, wrap),
            _ => page.cell(&cell.text, cell.key.as_ref()),
        }
        page.newline();
    }
    page.newline();
}

fn wrapped(page: &mut Page, text: &str, at: usize, wrap: Wrap) {
    let head: String = text.chars().take(at).collect();
    page.line(&head);
    if wrap == Wrap::BlankLine {
        page.newline();
    }
    page.put(&text[head.len()..]);
}
