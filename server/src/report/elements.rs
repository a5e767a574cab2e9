//! The first step of lowering: the tree as a flat list of what stands in the text.
//!
//! With lost heading numbers the tree's nesting is wrong, so nothing later relies on it. Rows come
//! out as lists of cells, whatever their shape; lines that the tree could not attribute (a block's
//! heading without a TAB, the end of a label wrapped at the end of a row) are put right here.

#![allow(clippy::indexing_slicing, reason = "ranges come from the tree, positions from the form")]

use std::ops::Range;

use tree_sitter::{Node, Tree};

use crate::form::{is_blank, unspaced, vocabulary};

/// How a table was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Cells between bars.
    Pipe,
    /// Cells between TABs.
    Tab,
    /// A cell a line, each after a TAB.
    Stacked,
}

/// Something that stands in the text.
#[derive(Debug)]
pub struct Element {
    /// Its text without the blanks around it and without the line end.
    pub range: Range<usize>,
    pub kind: ElementKind,
}

/// What an element is.
#[derive(Debug)]
pub enum ElementKind {
    /// `level` is 1 for 一、 to 4 for （1）.
    Heading {
        level: u8,
        number: Range<usize>,
    },
    Paragraph,
    /// A row of a table; rows of one node of the tree have the same `table`.
    Row {
        table: usize,
        shape: Shape,
        cells: Vec<RawCell>,
    },
    /// A row of dashes below a header.
    Delimiter {
        table: usize,
    },
    Comment,
}

/// A cell as it was written.
#[derive(Debug, Clone)]
pub struct RawCell {
    /// Its text without the blanks around it; empty, at the place for it, if there is none.
    pub range: Range<usize>,
    /// Its text, with the pieces of a wrapped label joined; `None` if it is what `range` covers.
    pub joined: Option<String>,
}

impl RawCell {
    /// The cell's text.
    pub fn text<'t>(&'t self, text: &'t str) -> &'t str {
        self.joined.as_deref().unwrap_or(&text[self.range.clone()])
    }

    /// Whether nothing is written in it.
    pub fn is_empty(&self) -> bool {
        self.range.is_empty()
    }
}

/// The range without the blanks and line breaks at its ends. If nothing remains, the place after
/// the first blank, where an author would write.
pub(crate) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = &text[range.clone()];
    let rest = slice.trim_start_matches(is_blank);
    if rest.is_empty() {
        let first = slice.chars().next().filter(|c| !matches!(c, '\n' | '\r'));
        let at = range.start + first.map_or(0, char::len_utf8);
        return at..at;
    }
    let start = range.end - rest.len();
    start..start + rest.trim_end_matches(is_blank).len()
}

/// All elements of a text, in order.
pub(super) fn collect(tree: &Tree, text: &str) -> Vec<Element> {
    let mut collector = Collector { text, elements: Vec::new(), tables: 0 };
    collector.visit(tree.root_node());
    promote_lines(text, collector.elements)
}

struct Collector<'t> {
    text: &'t str,
    elements: Vec<Element>,
    tables: usize,
}

impl Collector<'_> {
    fn visit(&mut self, node: Node<'_>) {
        match node.kind() {
            "document" | "front" | "section" => self.visit_children(node),
            "heading" => self.heading(node),
            "title" | "paragraph" => self.push(node.byte_range(), ElementKind::Paragraph),
            "comment" => self.push(node.byte_range(), ElementKind::Comment),
            "pipe_table" => self.table(node, Shape::Pipe),
            "tab_table" => self.table(node, Shape::Tab),
            "stacked_table" => self.table(node, Shape::Stacked),
            _ => {}
        }
    }

    fn visit_children(&mut self, node: Node<'_>) {
        let mut cursor = node.walk();
        let children: Vec<Node<'_>> = node.named_children(&mut cursor).collect();
        for child in children {
            self.visit(child);
        }
    }

    fn push(&mut self, range: Range<usize>, kind: ElementKind) {
        self.elements.push(Element { range: trimmed(self.text, range), kind });
    }

    fn heading(&mut self, node: Node<'_>) {
        let number = node
            .child_by_field_name("number")
            .map_or_else(|| node.start_byte()..node.start_byte(), |number| number.byte_range());
        let level = heading_level(&self.text[number.clone()]);
        self.push(node.byte_range(), ElementKind::Heading { level, number });
    }

    fn table(&mut self, node: Node<'_>, shape: Shape) {
        let table = self.tables;
        self.tables += 1;
        let mut cursor = node.walk();
        let rows: Vec<Node<'_>> = node.named_children(&mut cursor).collect();
        let bars = (shape == Shape::Pipe).then(|| OuterBars::of(self.text, &rows));
        for row in rows {
            if row.kind() == "delimiter_row" {
                self.push(row.byte_range(), ElementKind::Delimiter { table });
                continue;
            }
            let line = trimmed(self.text, row.byte_range());
            match (shape, &bars) {
                (Shape::Pipe, Some(bars)) => {
                    let cells = bars.cells(self.text, line.clone());
                    self.push(line, ElementKind::Row { table, shape, cells });
                }
                (Shape::Stacked, _) => self.stacked_row(row, table),
                _ => {
                    let cells = tab_cells(self.text, row.byte_range());
                    self.push(row.byte_range(), ElementKind::Row { table, shape, cells });
                }
            }
        }
    }

    /// A stacked row. A wrapped piece that can only be a heading ends the row before it.
    fn stacked_row(&mut self, row: Node<'_>, table: usize) {
        let mut cursor = row.walk();
        let mut cells: Vec<RawCell> = Vec::new();
        for cell in row.named_children(&mut cursor) {
            let mut pieces = pieces(self.text, cell.byte_range());
            let alone = pieces
                .iter()
                .position(|piece| vocabulary().stands_alone(&self.text[piece.clone()]));
            let heading = alone.filter(|at| *at > 0).map(|at| pieces.split_off(at));
            cells.push(joined(self.text, &pieces, cell.byte_range()));
            for line in heading.into_iter().flatten() {
                self.stacked(std::mem::take(&mut cells), table);
                self.push(line, ElementKind::Paragraph);
            }
        }
        self.stacked(cells, table);
    }

    fn stacked(&mut self, cells: Vec<RawCell>, table: usize) {
        let (Some(first), Some(last)) = (cells.first(), cells.last()) else { return };
        let range = first.range.start..last.range.end;
        let only = cells.len() == 1;
        if only && vocabulary().section(first.text(self.text)).is_some() {
            self.elements.push(Element { range, kind: ElementKind::Paragraph });
            return;
        }
        self.elements.push(Element {
            range,
            kind: ElementKind::Row { table, shape: Shape::Stacked, cells },
        });
    }
}

/// 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）.
fn heading_level(number: &str) -> u8 {
    let bracketed = number.contains(['）', ')']);
    let digits = number.chars().any(char::is_numeric)
        && number.chars().any(|c| matches!(c, '0'..='9' | '０'..='９'));
    match (bracketed, digits) {
        (false, false) => 1,
        (true, false) => 2,
        (false, true) => 3,
        (true, true) => 4,
    }
}

/// The lines of a stacked cell that hold something.
fn pieces(text: &str, cell: Range<usize>) -> Vec<Range<usize>> {
    let mut start = cell.start;
    let mut pieces = Vec::new();
    for line in text[cell].split_inclusive(['\n', '\r']) {
        let piece = trimmed(text, start..start + line.len());
        if !piece.is_empty() {
            pieces.push(piece);
        }
        start += line.len();
    }
    pieces
}

fn joined(text: &str, pieces: &[Range<usize>], cell: Range<usize>) -> RawCell {
    match pieces {
        [] => RawCell { range: trimmed(text, cell), joined: None },
        [only] => RawCell { range: only.clone(), joined: None },
        [first, .., last] => RawCell {
            range: first.start..last.end,
            joined: Some(pieces.iter().map(|piece| &text[piece.clone()]).collect()),
        },
    }
}

fn tab_cells(text: &str, row: Range<usize>) -> Vec<RawCell> {
    let line = row.start..row.start + text[row].trim_end_matches(['\n', '\r']).len();
    split(text, line, '\t')
}

/// The cells of a line, parted by `mark` where it is not escaped.
fn split(text: &str, line: Range<usize>, mark: char) -> Vec<RawCell> {
    let mut cells = Vec::new();
    let mut start = line.start;
    let mut escaped = false;
    for (at, c) in text[line.clone()].char_indices() {
        if c == mark && !escaped {
            cells.push(RawCell { range: trimmed(text, start..line.start + at), joined: None });
            start = line.start + at + c.len_utf8();
        }
        escaped = c == '\\' && !escaped && mark == '|';
    }
    cells.push(RawCell { range: trimmed(text, start..line.end), joined: None });
    cells
}

/// Which bars of a table are its border. A border stands in every row; a bar that only some rows
/// begin with follows a blank cell.
struct OuterBars {
    leading: bool,
    trailing: bool,
}

impl OuterBars {
    fn of(text: &str, rows: &[Node<'_>]) -> Self {
        let lines = || {
            rows.iter()
                .filter(|row| row.kind() == "row")
                .map(|row| &text[trimmed(text, row.byte_range())])
        };
        Self {
            leading: lines().all(|line| line.starts_with('|')),
            trailing: lines().all(|line| line.ends_with('|') && !line.ends_with("\\|")),
        }
    }

    fn cells(&self, text: &str, line: Range<usize>) -> Vec<RawCell> {
        let mut cells = split(text, line, '|');
        if self.trailing && cells.len() > 1 {
            cells.pop();
        }
        if self.leading && cells.len() > 1 {
            cells.remove(0);
        }
        cells
    }
}

/// Turns lines that belong to a table into rows of it.
fn promote_lines(text: &str, elements: Vec<Element>) -> Vec<Element> {
    let mut promoted: Vec<Element> = Vec::with_capacity(elements.len());
    let mut elements = elements.into_iter().peekable();
    while let Some(element) = elements.next() {
        let next_is_row =
            matches!(elements.peek(), Some(Element { kind: ElementKind::Row { .. }, .. }));
        match element.kind {
            ElementKind::Paragraph | ElementKind::Heading { .. } => {
                if let Some(Element { kind: ElementKind::Row { cells, .. }, range }) =
                    promoted.last_mut()
                    && let Some(cell) = cells.last_mut()
                    && completes(text, cell, &element.range)
                {
                    cell.joined =
                        Some(format!("{}{}", cell.text(text), &text[element.range.clone()]));
                    cell.range.end = element.range.end;
                    range.end = element.range.end;
                } else {
                    let beside = next_is_row
                        || matches!(
                            promoted.last(),
                            Some(Element { kind: ElementKind::Row { .. }, .. })
                        );
                    promoted.push(if beside {
                        promoted_line(text, element, &promoted)
                    } else {
                        element
                    });
                }
            }
            _ => promoted.push(element),
        }
    }
    promoted
}

/// Whether a line directly below a cell is the rest of its label: the two make a label of the form,
/// and the cell alone does not.
fn completes(text: &str, cell: &RawCell, line: &Range<usize>) -> bool {
    let between = &text[cell.range.end..line.start];
    let adjacent = between.matches('\n').count() <= 1 && between.chars().all(is_blank);
    if !adjacent || cell.is_empty() || line.len() > 60 {
        return false;
    }
    let known =
        |label: &str| !vocabulary().heads(label).is_empty() || !vocabulary().rows(label).is_empty();
    let whole = format!("{}{}", unspaced(cell.text(text)), &text[line.clone()]);
    known(&whole) && !known(&text[line.clone()])
}

/// A line beside a table that is a label of the form becomes a row of one cell.
fn promoted_line(text: &str, element: Element, before: &[Element]) -> Element {
    let line = &text[element.range.clone()];
    let is_label = vocabulary().section(line).is_none()
        && (!vocabulary().heads(line).is_empty() || !vocabulary().rows(line).is_empty());
    if !is_label {
        return element;
    }
    let (table, shape) = before
        .iter()
        .rev()
        .find_map(|element| match element.kind {
            ElementKind::Row { table, shape, .. } => Some((table, shape)),
            _ => None,
        })
        .unwrap_or((usize::MAX, Shape::Tab));
    let cells = vec![RawCell { range: element.range.clone(), joined: None }];
    Element { range: element.range, kind: ElementKind::Row { table, shape, cells } }
}
