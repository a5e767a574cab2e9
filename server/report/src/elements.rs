//! What stands in a text: the tree as a flat list.

use std::ops::Range;

use tree_sitter::Node;

use super::cells::{OuterBars, RawCell};

/// How a table was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Cells between bars.
    Pipe,
    /// Cells between TABs.
    Tab,
    /// A cell a line, each after a TAB.
    Stacked,
    /// Anything else: found by its words and figures, whatever parts them.
    Loose,
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
    pub(super) fn of(node: &Node<'_>) -> Option<Self> {
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

/// A node of the tree, and what came of it.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) range: Range<usize>,
    pub(super) kind: SourceKind,
    /// What a table is made of.
    pub(super) parts: Vec<Part>,
    /// Which bars of a table are its border; only where cells stand between bars.
    pub(super) bars: OuterBars,
    /// Positions among the elements and the inlines.
    pub(super) elements: Range<usize>,
    pub(super) inlines: Range<usize>,
}

/// A row of a table, or a cell of one that is stacked; that comes behind its row.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) range: Range<usize>,
    pub(super) kind: PartKind,
    /// Positions among the elements, of what came of a row and its cells; none for a cell itself.
    pub(super) elements: Range<usize>,
}

impl Part {
    /// Whether `next`, which follows, is a cell of the same row.
    pub(super) fn is_row_of(&self, next: &Self) -> bool {
        next.kind == PartKind::Cell
    }
}

/// What a part of a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PartKind {
    Row,
    /// A row of dashes.
    Delimiter,
    Cell,
}

/// What a node is, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SourceKind {
    Heading,
    Prose,
    Comment,
    Table(Shape),
}

impl SourceKind {
    pub(super) fn of(kind: &str) -> Option<Self> {
        Some(match kind {
            "heading" => Self::Heading,
            "title" | "paragraph" => Self::Prose,
            "comment" => Self::Comment,
            "pipe_table" => Self::Table(Shape::Pipe),
            "tab_table" => Self::Table(Shape::Tab),
            "stacked_table" => Self::Table(Shape::Stacked),
            _ => return None,
        })
    }
}

/// What stands in a text, in order.
#[derive(Debug, Default)]
pub(super) struct Collected {
    pub(super) elements: Vec<Element>,
    pub(super) inlines: Vec<Inline>,
    pub(super) sources: Vec<Source>,
}
