//! Which block of an official table a line belongs to, be the table recognised or just begun.

use form::{Block, Form, Head, Row, Table, forms, vocabulary};
use report::{ElementKind, RawCell};

use super::place::Place;
use crate::at::{BlockAt, blocks};

/// A block that a line belongs to, or may belong to.
#[derive(Debug, Clone, Copy)]
pub(super) struct AtHand {
    pub(super) form: &'static Form,
    table: &'static Table,
    pub(super) block: &'static Block,
}

impl AtHand {
    /// The blocks that the line may belong to, `cells` being what stands in it: the one that a cell
    /// names as its heading; else that of the table around it; else those of the section that have
    /// most in common with what stands in the lines above.
    pub(super) fn all(place: &Place<'_>, cells: &[&str]) -> Vec<Self> {
        let named: Vec<Self> = Self::of_form(place).filter(|of| of.is_named_by(cells)).collect();
        if !named.is_empty() {
            return named;
        }
        match Self::around(place) {
            Some(around) => vec![around],
            None => Self::alike(place, cells),
        }
    }

    /// The block of the recognised table that stands around the line or right above it.
    pub(super) fn around(place: &Place<'_>) -> Option<Self> {
        let next = place.next();
        let touches = |of: &BlockAt<'_>| {
            let elements = &of.table.elements;
            elements.start <= next + usize::from(place.element_at().is_some())
                && next <= elements.end
        };
        let touching: Vec<BlockAt<'_>> = blocks(&place.analysis.report).filter(touches).collect();
        let above = touching.iter().filter(|of| beginning(of.block) <= place.line.end);
        let nearest = above.max_by_key(|of| beginning(of.block)).or(touching.first())?;
        let (form, table) = (nearest.official.form, nearest.official.table());
        Some(Self { form, table, block: nearest.form() })
    }

    fn of_form(place: &Place<'_>) -> impl Iterator<Item = Self> + use<> {
        let form = place.form();
        let blocks =
            form.tables.iter().flat_map(|table| table.blocks.iter().map(move |of| (table, of)));
        blocks.map(move |(table, block)| Self { form, table, block })
    }

    fn alike(place: &Place<'_>, cells: &[&str]) -> Vec<Self> {
        let section = place.id();
        let mut written: Vec<&str> = cells.to_vec();
        for (_, element) in place.above() {
            match &element.kind {
                ElementKind::Row { cells, .. } => {
                    written.extend(cells.iter().map(|cell: &RawCell| cell.text(place.text())));
                }
                ElementKind::Delimiter { .. } => {}
                _ => break,
            }
        }
        let of_section = || Self::of_form(place).filter(|of| of.table.section == section);
        let best = of_section().map(|of| of.in_common(&written)).max().unwrap_or(0);
        of_section().filter(|of| of.in_common(&written) == best).collect()
    }

    /// How many of the cells are labels of this block.
    fn in_common(&self, cells: &[&str]) -> usize {
        let is_label =
            |cell: &&&str| self.has_head(cell, |_| true) || self.row_named(cell).is_some();
        cells.iter().filter(is_label).count()
    }

    /// Whether a cell is the heading of this block.
    pub(super) fn is_named_by(&self, cells: &[&str]) -> bool {
        cells.iter().any(|cell| self.has_head(cell, |head| head == Head::Block))
    }

    /// Whether a cell is one of this block's header cells.
    pub(super) fn has_head(&self, cell: &str, kind: impl Fn(Head) -> bool) -> bool {
        let matches = vocabulary().heads(cell).iter();
        let mut of_kind = matches.filter(|found| kind(found.head));
        of_kind.any(|found| self.is_at(found.form, found.table, found.block))
    }

    /// The column that a header cell names.
    pub(super) fn column_named(&self, cell: &str) -> Option<usize> {
        let own = vocabulary().heads(cell).iter();
        let mut own = own.filter(|found| self.is_at(found.form, found.table, found.block));
        own.find_map(|found| match found.head {
            Head::Column(column) => Some(column),
            _ => None,
        })
    }

    /// The row that a cell names.
    pub(super) fn row_named(&self, cell: &str) -> Option<&'static Row> {
        let mut rows = vocabulary().rows(cell).iter();
        let found = rows.find(|found| self.is_at(found.form, found.table, found.block))?;
        self.block.rows.get(found.row)
    }

    fn is_at(&self, form: usize, table: usize, block: usize) -> bool {
        let found = || forms().get(form)?.tables.get(table)?.blocks.get(block);
        found().is_some_and(|found| std::ptr::eq(found, self.block))
    }

    /// The rows of the report that belong to this block and stand in other lines.
    pub(super) fn rows<'a>(
        &self,
        place: &'a Place<'a>,
    ) -> impl Iterator<Item = (BlockAt<'a>, &'a report::Row)> + use<'a> {
        let block = self.block;
        let own = move |of: &BlockAt<'_>| std::ptr::eq(of.form(), block);
        let rows = blocks(&place.analysis.report).filter(own);
        rows.flat_map(|of| of.block.rows.iter().map(move |row| (of, row)))
            .filter(|(_, row)| !place.has_in_line(&row.label.range))
    }
}

/// Where the first header cell or row of a block begins.
fn beginning(block: &report::Block) -> usize {
    let heads = block.heads.iter().chain(block.columns.iter().flatten());
    let labels = heads.chain(block.rows.iter().map(|row| &row.label));
    labels.map(|label| label.range.start).min().unwrap_or(block.anchor.start)
}
