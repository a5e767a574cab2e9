//! Pages as one text: tables, paragraphs over several lines and pages, nothing of the pages' edges.

use std::collections::BTreeMap;

use super::characters::{Character, TextLine, lines};
use super::grid::{self, RuledTable};
use super::page::Page;
use crate::document::{Block, Cell, Line, Loss, Losses, Place, Row, Table};
use crate::words;

/// What stands on a page, from top to bottom.
enum Piece {
    Line(TextLine),
    Table(PageTable),
}

/// A table of a page; one that goes on overleaf is put together later.
struct PageTable {
    columns: Vec<f32>,
    rows: Vec<Vec<Cell>>,
    top: f32,
}

/// Lines this near to the upper or lower end of the page may be headers and footers: a part of its height.
const EDGE: f32 = 0.12;

/// The blocks of all pages.
pub(super) fn blocks(pages: Vec<Page>, losses: &mut Losses) -> Vec<Block> {
    let mut pages: Vec<(f32, Vec<Piece>)> =
        pages.into_iter().map(|page| (page.height, pieces(page))).collect();
    losses.add_many(Loss::PageFurniture, drop_furniture(&mut pages));
    let mut text = Text { has_indents: has_indents(&pages), ..Text::default() };
    for (index, (_, pieces)) in pages.into_iter().enumerate() {
        text.page(index + 1, pieces);
    }
    text.blocks
}

fn pieces(page: Page) -> Vec<Piece> {
    let tables = grid::tables(&page.rules);
    let mut outside = Vec::new();
    let mut inside: BTreeMap<(usize, usize), Vec<Character>> = BTreeMap::new();
    for character in page.characters {
        let middle = character.middle();
        let cell = tables
            .iter()
            .enumerate()
            .find_map(|(index, table)| Some((index, table.cell_at(middle)?)));
        match cell {
            Some(cell) => inside.entry(cell).or_default().push(character),
            None => outside.push(character),
        }
    }
    let mut pieces: Vec<Piece> = lines(outside).into_iter().map(Piece::Line).collect();
    for (index, table) in tables.iter().enumerate() {
        let texts: Vec<Vec<TextLine>> = (0..table.cells.len())
            .map(|cell| lines(inside.remove(&(index, cell)).unwrap_or_default()))
            .collect();
        // A frame around text is no table.
        if table.cells.len() < 2 || texts.iter().filter(|text| !text.is_empty()).count() < 2 {
            pieces.extend(texts.into_iter().flatten().map(Piece::Line));
        } else {
            pieces.push(Piece::Table(PageTable {
                columns: table.columns.clone(),
                rows: rows(table, texts),
                top: table.top(),
            }));
        }
    }
    pieces.sort_by(|one, two| one.place().total_cmp(&two.place()));
    pieces
}

impl Piece {
    /// How far down the page it begins.
    fn place(&self) -> f32 {
        match self {
            Self::Line(line) => line.baseline,
            Self::Table(table) => table.top,
        }
    }
}

/// The rows of a table: each cell where it begins, and where it reaches down from above.
fn rows(table: &RuledTable, texts: Vec<Vec<TextLine>>) -> Vec<Vec<Cell>> {
    let count = table.rows.len().saturating_sub(1);
    let mut rows: Vec<BTreeMap<usize, Cell>> = (0..count).map(|_| BTreeMap::new()).collect();
    for (cell, text) in table.cells.iter().zip(texts) {
        let text = words::join(text.iter().map(|line| line.text.as_str()));
        for (offset, row) in rows.iter_mut().skip(cell.row).take(cell.rows).enumerate() {
            let shown = if offset == 0 { Cell::Text(text.clone()) } else { Cell::Covered };
            row.insert(cell.column, shown);
        }
    }
    rows.into_iter().map(|row| row.into_values().collect()).collect()
}

/// Takes page numbers, and lines that stand at the same end of several pages, off them. How many
/// lines went.
fn drop_furniture(pages: &mut [(f32, Vec<Piece>)]) -> usize {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (height, pieces) in pages.iter() {
        for key in pieces.iter().filter_map(|piece| edge_key(piece, *height)) {
            *counts.entry(key).or_default() += 1;
        }
    }
    let several = pages.len().div_ceil(2).max(2);
    let mut dropped = 0;
    for (height, pieces) in pages.iter_mut() {
        let before = pieces.len();
        pieces.retain(|piece| {
            let Some(key) = edge_key(piece, *height) else { return true };
            !is_page_number(&key) && counts.get(&key).is_none_or(|count| *count < several)
        });
        dropped += before - pieces.len();
    }
    dropped
}

/// A line at the edge of the page, its figures made alike.
fn edge_key(piece: &Piece, height: f32) -> Option<String> {
    let Piece::Line(line) = piece else { return None };
    let at_edge = line.baseline < height * EDGE || line.baseline > height * (1.0 - EDGE);
    let alike = |c: char| if c.is_ascii_digit() { '0' } else { c };
    at_edge.then(|| line.text.chars().filter(|c| !c.is_whitespace()).map(alike).collect())
}

/// `— 3 —`, `3`, `第3页`, `3/12`, `第3页共12页`, with the figures made alike.
fn is_page_number(key: &str) -> bool {
    let rest = key.trim_matches(['-', '—', '–', '－', '·', '.', '~']);
    let figures = rest.chars().filter(char::is_ascii_digit).count();
    let other = rest.replace(['0', '/', '第', '页', '共', ',', '，', '-', '—'], "");
    (1..=6).contains(&figures) && other.is_empty()
}

/// Whether paragraphs of this text begin with an indent.
fn has_indents(pages: &[(f32, Vec<Piece>)]) -> bool {
    let mut indented = 0;
    let mut following = 0;
    for (_, pieces) in pages {
        let (left, right) = margins(pieces);
        let body = pieces.iter().filter_map(|piece| match piece {
            Piece::Line(line) if line.right - line.left > (right - left) * 0.6 => Some(line),
            _ => None,
        });
        for line in body {
            match line.left - left > line.size * 1.2 {
                true => indented += 1,
                false => following += 1,
            }
        }
    }
    indented > 0 && following > 0
}

/// The left and right ends of a page's lines.
fn margins(pieces: &[Piece]) -> (f32, f32) {
    let lines = pieces.iter().filter_map(|piece| match piece {
        Piece::Line(line) => Some((line.left, line.right)),
        Piece::Table(_) => None,
    });
    lines.fold((f32::MAX, f32::MIN), |(left, right), line| (left.min(line.0), right.max(line.1)))
}

#[derive(Default)]
struct Text {
    blocks: Vec<Block>,
    has_indents: bool,
    /// The last line, if what follows may go on with its paragraph.
    previous: Option<TextLine>,
    /// The usual distance between the lines of a paragraph.
    pitch: Option<f32>,
    /// The columns of the table that ends the page before.
    open_table: Option<Vec<f32>>,
}

impl Text {
    fn page(&mut self, number: usize, pieces: Vec<Piece>) {
        let margins = margins(&pieces);
        let mut paragraphs = 0;
        let mut tables = 0;
        for (index, piece) in pieces.into_iter().enumerate() {
            match piece {
                Piece::Line(line) => {
                    self.open_table = None;
                    if self.goes_on(&line, margins, index == 0) {
                        self.append(&line);
                    } else {
                        paragraphs += 1;
                        let place = Place {
                            page: Some(number),
                            paragraph: Some(paragraphs),
                            ..Place::default()
                        };
                        self.blocks.push(Block::Line(Line { text: line.text.clone(), place }));
                    }
                    self.previous = Some(line);
                }
                Piece::Table(table) => {
                    self.previous = None;
                    tables += 1;
                    let first = index == 0;
                    self.table(table, first, number, tables);
                }
            }
        }
    }

    /// Whether a line goes on with the paragraph of the one before.
    fn goes_on(&mut self, line: &TextLine, (left, right): (f32, f32), first: bool) -> bool {
        let Some(previous) = &self.previous else { return false };
        let alike = (previous.size - line.size).abs() <= line.size * 0.1;
        // Punctuation that may not begin or end a line leaves two or three places at its end.
        let full = previous.right >= right - line.size * 3.0;
        let indented = line.left - left > line.size * 0.8;
        if !alike || !full || indented {
            return false;
        }
        if first {
            let ended = previous.text.ends_with(['。', '！', '？', '：', ':']);
            return self.has_indents || !ended;
        }
        let distance = line.baseline - previous.baseline;
        let pitch = self.pitch.unwrap_or(line.size * 2.2);
        let near = distance <= pitch.max(line.size) * 1.25;
        if near {
            self.pitch =
                Some(self.pitch.map_or(distance, |pitch| pitch.min(distance).max(line.size)));
        }
        near
    }

    fn append(&mut self, line: &TextLine) {
        if let Some(Block::Line(last)) = self.blocks.last_mut() {
            words::append(&mut last.text, &line.text);
        }
    }

    /// A table, or the rest of the one that the page before ends with.
    fn table(&mut self, table: PageTable, first: bool, page: usize, number: usize) {
        let place = |row: usize| Place {
            page: Some(page),
            table: Some(number),
            row: Some(row),
            ..Place::default()
        };
        let same = |columns: &Vec<f32>| {
            columns.len() == table.columns.len()
                && columns.iter().zip(&table.columns).all(|(one, two)| (one - two).abs() < 4.0)
        };
        let continues = first && self.open_table.as_ref().is_some_and(same);
        let rows = table
            .rows
            .into_iter()
            .enumerate()
            .map(|(index, cells)| Row { cells, place: place(index + 1) });
        match self.blocks.last_mut() {
            Some(Block::Table(last)) if continues => {
                let repeated = repeated(&last.rows, rows.clone());
                let mut rows = rows.skip(repeated).peekable();
                if let (Some(end), Some(rest)) = (last.rows.last_mut(), rows.peek())
                    && is_rest(end, rest)
                {
                    append_row(end, rest);
                    rows.next();
                }
                last.rows.extend(rows);
            }
            _ => self.blocks.push(Block::Table(Table { rows: rows.collect() })),
        }
        self.open_table = Some(table.columns);
    }
}

/// How many rows at the top of a page are the head of the table, once more.
fn repeated(rows: &[Row], following: impl Iterator<Item = Row>) -> usize {
    let alike = rows
        .iter()
        .zip(following)
        .take_while(|(one, two)| one.cells == two.cells && !has_figures(one));
    alike.count()
}

/// Whether a row is the rest of one that the end of the page cut: it has no figures, and none of its
/// texts begins with a number as labels do.
fn is_rest(cut: &Row, rest: &Row) -> bool {
    let begins = |text: &str| {
        let number = |c: char| c.is_ascii_digit() || "（(一二三四五六七八九十".contains(c);
        text.starts_with(number)
    };
    let texts = rest.cells.iter().filter_map(|cell| match cell {
        Cell::Text(text) if !text.is_empty() => Some(text.as_str()),
        _ => None,
    });
    has_figures(cut)
        && cut.cells.len() == rest.cells.len()
        && !has_figures(rest)
        && texts.clone().count() > 0
        && !texts.clone().any(begins)
}

fn append_row(row: &mut Row, rest: &Row) {
    for (cell, rest) in row.cells.iter_mut().zip(&rest.cells) {
        match (cell, rest) {
            (Cell::Text(text), Cell::Text(rest)) => words::append(text, rest),
            (cell @ Cell::Covered, Cell::Text(rest)) if !rest.is_empty() => {
                *cell = Cell::Text(rest.clone());
            }
            _ => {}
        }
    }
}

fn has_figures(row: &Row) -> bool {
    row.cells.iter().any(|cell| matches!(cell, Cell::Text(text) if text.parse::<f64>().is_ok()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_told_from_text() {
        for number in ["—0—", "0", "-00-", "第0页", "第0页共00页", "0/00"] {
            assert!(is_page_number(number), "{number}");
        }
        for text in ["—", "第", "0年", "一、", "（0）甲", "0000000"] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
