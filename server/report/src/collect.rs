//! The walk over the tree, which makes elements of its nodes.
//!
//! With lost heading numbers the tree's nesting is wrong, so nothing later relies on it. Rows come
//! out as lists of cells, whatever their shape.

#![allow(clippy::indexing_slicing, reason = "ranges come from the tree, positions from the form")]

use std::ops::{ControlFlow, Range};

use form::{is_blank, vocabulary};
use text::line_ends;
use tree_sitter::{Node, Tree, TreeCursor};

use super::cells::{OuterBars, RawCell, pieces, tab_cells, trimmed, wrapped_cell};
use super::elements::{
    Collected, Element, ElementKind, Inline, InlineKind, Part, PartKind, Shape, Source, SourceKind,
};
use super::kept::{Former, Move, Seam};

/// All elements of a text and all inlines of its prose.
pub(super) fn collect(tree: &Tree, text: &str, former: Option<Former<'_>>) -> Collected {
    let collected = former.map_or_else(Collected::default, |former| former.room());
    let mut collector = Collector { text, former, collected, tables: 0 };
    let seam = former.and_then(|former| former.seam());
    if let Some(seam) = &seam {
        collector.take_over(seam.before.clone(), Move::NONE);
    }
    let begun = collector.visit_children(&mut tree.walk(), seam);
    if begun == ControlFlow::Break(Stop::NoSeam) {
        // What stands before the edit is not what it was.
        collector = Collector { text, former, collected: Collected::default(), tables: 0 };
        let _ = collector.visit_children(&mut tree.walk(), None);
    }
    collector.collected
}

struct Collector<'t> {
    text: &'t str,
    former: Option<Former<'t>>,
    collected: Collected,
    tables: usize,
}

/// Why the walk over the tree ends before the tree does.
#[derive(Debug, PartialEq, Eq)]
enum Stop {
    /// What follows is as it was, and has been taken over.
    Same,
    /// Where the walk was to begin there is no such node.
    NoSeam,
}

impl Collector<'_> {
    /// Goes to the nodes that are sources, from the one at the seam on, if there is one.
    fn visit_children(
        &mut self,
        cursor: &mut TreeCursor<'_>,
        mut seam: Option<Seam>,
    ) -> ControlFlow<Stop> {
        let inside = match &seam {
            Some(seam) => cursor.goto_first_child_for_byte(seam.start).is_some(),
            None => cursor.goto_first_child(),
        };
        if !inside {
            return match seam {
                Some(_) => ControlFlow::Break(Stop::NoSeam),
                None => ControlFlow::Continue(()),
            };
        }
        loop {
            self.visit(cursor, seam.take())?;
            if !cursor.goto_next_sibling() {
                break;
            }
        }
        cursor.goto_parent();
        ControlFlow::Continue(())
    }

    fn visit(&mut self, cursor: &mut TreeCursor<'_>, seam: Option<Seam>) -> ControlFlow<Stop> {
        let node = cursor.node();
        if matches!(node.kind(), "front" | "section") {
            return self.visit_children(cursor, seam);
        }
        let kind = SourceKind::of(node.kind());
        if seam.is_some_and(|seam| kind != Some(seam.kind) || node.start_byte() != seam.start) {
            return ControlFlow::Break(Stop::NoSeam);
        }
        match kind {
            Some(kind) => self.source(cursor, kind),
            None => ControlFlow::Continue(()),
        }
    }

    /// Takes a node as it was taken before, and all that follow if they are as they were; or anew.
    fn source(&mut self, cursor: &mut TreeCursor<'_>, kind: SourceKind) -> ControlFlow<Stop> {
        let node = cursor.node();
        let (elements, inlines) = (self.collected.elements.len(), self.collected.inlines.len());
        let mut source = Source {
            range: node.byte_range(),
            kind,
            parts: parts(cursor, kind, elements),
            bars: OuterBars::default(),
            elements: elements..elements,
            inlines: inlines..inlines,
        };
        if let Some((at, moved)) = self.former.and_then(|former| former.source(&source)) {
            let behind_the_edit = self.former.is_some_and(|former| former.is_behind(&source));
            let end = if behind_the_edit { usize::MAX } else { at + 1 };
            self.take_over(at..end, moved);
            return match behind_the_edit {
                true => ControlFlow::Break(Stop::Same),
                false => ControlFlow::Continue(()),
            };
        }
        match kind {
            SourceKind::Heading => self.heading(node),
            SourceKind::Prose => self.prose(cursor),
            SourceKind::Comment => self.push(node.byte_range(), ElementKind::Comment),
            SourceKind::Table(shape) => self.table(&mut source, shape),
        }
        self.tables += usize::from(matches!(kind, SourceKind::Table(_)));
        source.elements.end = self.collected.elements.len();
        source.inlines.end = self.collected.inlines.len();
        self.collected.sources.push(source);
        ControlFlow::Continue(())
    }

    /// Takes sources of the former text, with what came of them.
    fn take_over(&mut self, sources: Range<usize>, moved: Move) {
        if let Some(former) = self.former {
            former.take_over(sources, moved, &mut self.collected, &mut self.tables);
        }
    }

    fn push(&mut self, range: Range<usize>, kind: ElementKind) {
        let range = trimmed(self.text, range);
        self.collected.elements.push(Element { range, kind });
    }

    fn prose(&mut self, cursor: &mut TreeCursor<'_>) {
        self.push(cursor.node().byte_range(), ElementKind::Paragraph);
        for_each_child(cursor, |_, node| {
            let kind = InlineKind::of(&node);
            let inline = kind.map(|kind| Inline { range: node.byte_range(), kind });
            self.collected.inlines.extend(inline);
        });
    }

    fn heading(&mut self, node: Node<'_>) {
        let number = node
            .child_by_field_name("number")
            .map_or_else(|| node.start_byte()..node.start_byte(), |number| number.byte_range());
        let level = heading_level(&self.text[number.clone()]);
        self.push(node.byte_range(), ElementKind::Heading { level, number });
    }

    fn table(&mut self, source: &mut Source, shape: Shape) {
        // Lines that hold only a TAB are a table to the grammar, and nothing to their author.
        if self.text[source.range.clone()].chars().all(is_blank) {
            return;
        }
        if shape == Shape::Pipe {
            let rows = source.parts.iter().filter(|part| part.kind == PartKind::Row);
            source.bars = OuterBars::of(self.text, rows.map(|row| row.range.clone()));
        }
        let mut parts = std::mem::take(&mut source.parts);
        for row in parts.chunk_by_mut(Part::is_row_of) {
            let start = self.collected.elements.len();
            self.row(source, shape, row);
            row[0].elements = start..self.collected.elements.len();
        }
        source.parts = parts;
    }

    /// Takes a row as it was taken before, or anew.
    fn row(&mut self, source: &Source, shape: Shape, row: &[Part]) {
        let table = self.tables;
        if let Some((kept, moved)) = self.former.and_then(|former| former.row(source, row)) {
            let kept = kept.iter().map(|element| moved.element(element, table));
            self.collected.elements.extend(kept);
            return;
        }
        let range = row[0].range.clone();
        if row[0].kind == PartKind::Delimiter {
            return self.push(range, ElementKind::Delimiter { table });
        }
        let cells = match shape {
            Shape::Stacked => return self.stacked_row(&row[1..], table),
            Shape::Pipe => source.bars.cells(self.text, trimmed(self.text, range.clone())),
            Shape::Tab | Shape::Loose => tab_cells(self.text, range.clone()),
        };
        self.push(range, ElementKind::Row { table, shape, cells });
    }

    /// A stacked row. A wrapped piece that can only be a heading ends the row before it.
    fn stacked_row(&mut self, row: &[Part], table: usize) {
        let mut cells: Vec<RawCell> = Vec::with_capacity(row.len());
        for cell in row {
            let whole = trimmed(self.text, cell.range.clone());
            if line_ends::is_one_line(&self.text[whole.clone()]) {
                cells.push(RawCell::new(self.text, whole, None));
                continue;
            }
            let mut pieces = pieces(self.text, whole);
            let alone = |at: &usize| vocabulary().stands_alone(&self.text[pieces[*at].clone()]);
            let heading = (1..pieces.len()).find(alone).map(|at| pieces.split_off(at));
            cells.push(wrapped_cell(self.text, &pieces));
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
            self.collected.elements.push(Element { range, kind: ElementKind::Paragraph });
            return;
        }
        self.collected.elements.push(Element {
            range,
            kind: ElementKind::Row { table, shape: Shape::Stacked, cells },
        });
    }
}

/// What a table is made of; its elements follow so many.
fn parts(cursor: &mut TreeCursor<'_>, kind: SourceKind, elements: usize) -> Vec<Part> {
    let SourceKind::Table(shape) = kind else { return Vec::new() };
    let mut parts = Vec::new();
    for_each_child(cursor, |cursor, row| {
        let is_row = row.kind() == "row";
        let kind = if is_row { PartKind::Row } else { PartKind::Delimiter };
        parts.push(Part { range: row.byte_range(), kind, elements: elements..elements });
        if is_row && shape == Shape::Stacked {
            for_each_child(cursor, |_, cell| {
                let range = cell.byte_range();
                let kind = PartKind::Cell;
                parts.push(Part { range, kind, elements: elements..elements });
            });
        }
    });
    parts
}

/// Goes to each named child of the cursor's node, and back.
fn for_each_child<'t>(
    cursor: &mut TreeCursor<'t>,
    mut visit: impl FnMut(&mut TreeCursor<'t>, Node<'t>),
) {
    if !cursor.goto_first_child() {
        return;
    }
    loop {
        let node = cursor.node();
        if node.is_named() {
            visit(cursor, node);
        }
        if !cursor.goto_next_sibling() {
            break;
        }
    }
    cursor.goto_parent();
}

/// 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）.
pub(super) fn heading_level(number: &str) -> u8 {
    let bracketed = number.contains(['）', ')']);
    let digits = number.contains(|c| matches!(c, '0'..='9' | '０'..='９'));
    match (bracketed, digits) {
        (false, false) => 1,
        (true, false) => 2,
        (false, true) => 3,
        (true, true) => 4,
    }
}
