//! The text of a report, written from a document: a paragraph a line, a table as rows of bars.
//!
//! A row is written compactly: each cell once, a blank where a cell above reaches down, nothing for
//! what a cell to the left covers, no padding. So programs that cut one cell into several columns
//! of the grid, as Word and Writer do, give the same rows.

use crate::document::{Block, Cell, Document, Line, Place, Row, Table};
use crate::words::trim;

/// A document as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    pub text: String,
    /// For each line of the text, counted from 0, where it stands in the file; nothing for blank lines.
    pub places: Vec<Option<Place>>,
}

/// Writes the text.
pub fn write(document: &Document) -> Text {
    let mut written = Text { text: String::new(), places: Vec::new() };
    for block in &document.blocks {
        match block {
            Block::Line(line) => written.paragraph(line),
            Block::Table(table) => written.table(table),
        }
    }
    written
}

impl Text {
    fn paragraph(&mut self, line: &Line) {
        let text = trim(&line.text);
        if text.is_empty() {
            return;
        }
        self.separate();
        self.line(&escaped(text), &line.place);
    }

    fn table(&mut self, table: &Table) {
        let mut rows = table.rows.iter().filter(|row| !is_empty(row)).peekable();
        if rows.peek().is_none() {
            return;
        }
        self.separate();
        for row in rows {
            let cells: String =
                row.cells.iter().map(|cell| format!(" {} |", shown(cell))).collect();
            self.line(&format!("|{cells}"), &row.place);
        }
    }

    /// A blank line before the next block.
    fn separate(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
            self.places.push(None);
        }
    }

    fn line(&mut self, text: &str, place: &Place) {
        self.text.push_str(text);
        self.text.push('\n');
        self.places.push(Some(place.clone()));
    }
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => escaped(trim(text)),
        Cell::Covered => String::new(),
    }
}

/// Word keeps rows of no height at the end of misaligned tables; nobody sees them.
fn is_empty(row: &Row) -> bool {
    row.cells.iter().all(|cell| shown(cell).is_empty())
}

/// What the text format would take for a row, a cell, a line or a comment is written so that it is
/// none.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '|' if !escaped.ends_with('\\') => escaped.push_str("\\|"),
            '\t' | '\n' | '\r' | '\x0b' | '\x0c' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                escaped.push(' ');
            }
            '\0'..='\x1f' | '\x7f' => {}
            _ => escaped.push(c),
        }
    }
    escaped.replace("<!--", "＜!--")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Losses;
    use crate::format::Format;

    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    fn row(number: usize, cells: Vec<Cell>) -> Row {
        Row { cells, place: Place::row(1, number) }
    }

    fn line(text: &str) -> Block {
        Block::Line(Line { text: text.to_owned(), place: Place::paragraph(1) })
    }

    fn written(blocks: Vec<Block>) -> Text {
        write(&Document { format: Format::Docx, blocks, losses: Losses::default() })
    }

    #[test]
    fn each_cell_stands_once_and_what_is_covered_from_above_is_blank() {
        let rows = vec![
            row(1, vec![text("三、办理结果"), text("（一）予以公开"), text("6")]),
            row(2, vec![Cell::Covered, text("（二）部分公开"), text("")]),
            row(3, vec![text(" "), Cell::Covered]),
        ];
        let written = written(vec![line("一、总体情况"), Block::Table(Table { rows })]);
        assert_eq!(
            written.text,
            "一、总体情况\n\n| 三、办理结果 | （一）予以公开 | 6 |\n|  | （二）部分公开 |  |\n"
        );
        let rows = |place: &Option<Place>| place.as_ref().and_then(|place| place.row);
        assert_eq!(
            written.places.iter().map(rows).collect::<Vec<_>>(),
            [None, None, Some(1), Some(2)]
        );
    }

    #[test]
    fn what_the_format_would_take_for_something_else_is_escaped() {
        let written = written(vec![line("首页|公开\t<!-- 甲 -->\u{0}"), line("  ")]);
        assert_eq!(written.text, "首页\\|公开 ＜!-- 甲 -->\n");
    }
}
