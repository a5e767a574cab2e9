//! The first step of lowering: the tree as a flat list of what stands in the text.
//!
//! With lost heading numbers the tree's nesting is wrong, so nothing later relies on it. Rows come
//! out as lists of cells, whatever their shape.

#![allow(clippy::indexing_slicing, reason = "ranges come from the tree, positions from the form")]

use std::ops::Range;

use tree_sitter::{Node, Tree};

use super::adopt::adopt_lines;
use super::cells::{OuterBars, RawCell, pieces, stacked_cell, tab_cells, trimmed};
use crate::form::{is_blank, vocabulary};

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
#[derive(Debug, Clone)]
pub struct Element {
    /// Its text without the blanks around it and without the line end.
    pub range: Range<usize>,
    pub kind: ElementKind,
}

/// What an element is.
#[derive(Debug, Clone)]
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

/// Something within a line of prose that tools ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inline {
    pub range: Range<usize>,
    pub kind: InlineKind,
}

/// What an inline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InlineKind {
    /// 《中华人民共和国政府信息公开条例》.
    Instrument,
    /// “公开为常态、不公开为例外”.
    Quotation,
    /// 第二十条第（一）项.
    ArticleReference,
    /// 1月31日.
    Date,
    /// 2023年.
    Year,
    /// 745件.
    Figure,
    Url,
}

impl InlineKind {
    fn of(node: &Node<'_>) -> Option<Self> {
        Some(match node.kind() {
            "instrument" => Self::Instrument,
            "quotation" => Self::Quotation,
            "article_reference" => Self::ArticleReference,
            "date" => Self::Date,
            "year" => Self::Year,
            "figure" => Self::Figure,
            "url" => Self::Url,
            _ => return None,
        })
    }
}

/// All elements of a text and all inlines of its prose, in order.
pub(super) fn collect(tree: &Tree, text: &str) -> (Vec<Element>, Vec<Inline>) {
    let mut collector = Collector { text, elements: Vec::new(), inlines: Vec::new(), tables: 0 };
    collector.visit(tree.root_node());
    (adopt_lines(text, collector.elements), collector.inlines)
}

struct Collector<'t> {
    text: &'t str,
    elements: Vec<Element>,
    inlines: Vec<Inline>,
    tables: usize,
}

impl Collector<'_> {
    fn visit(&mut self, node: Node<'_>) {
        match node.kind() {
            "document" | "front" | "section" => self.visit_children(node),
            "heading" => self.heading(node),
            "title" | "paragraph" => self.prose(node),
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

    fn prose(&mut self, node: Node<'_>) {
        self.push(node.byte_range(), ElementKind::Paragraph);
        let mut cursor = node.walk();
        for child in node.named_children(&mut cursor) {
            let kind = InlineKind::of(&child);
            self.inlines.extend(kind.map(|kind| Inline { range: child.byte_range(), kind }));
        }
    }

    fn heading(&mut self, node: Node<'_>) {
        let number = node
            .child_by_field_name("number")
            .map_or_else(|| node.start_byte()..node.start_byte(), |number| number.byte_range());
        let level = heading_level(&self.text[number.clone()]);
        self.push(node.byte_range(), ElementKind::Heading { level, number });
    }

    fn table(&mut self, node: Node<'_>, shape: Shape) {
        // Lines that hold only a TAB are a table to the grammar, and nothing to their author.
        if self.text[node.byte_range()].chars().all(is_blank) {
            return;
        }
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
            let alone = |at: &usize| vocabulary().stands_alone(&self.text[pieces[*at].clone()]);
            let heading = (1..pieces.len()).find(alone).map(|at| pieces.split_off(at));
            cells.push(stacked_cell(self.text, &pieces, cell.byte_range()));
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
        let is_only_label = cells.len() == 1 && first.is_label;
        if is_only_label && vocabulary().section(first.text(self.text)).is_some() {
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
