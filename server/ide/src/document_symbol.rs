//! The outline: title, sections, subsections, tables, and their rows with the totals.

use std::iter::Peekable;
use std::ops::Range;

use analysis::Analysis;
use report::{Block, Cell, Cells, Element, ElementKind, Official, Row, Section, Table, TableKind};
use text::line_ends;

/// An entry of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    pub name: String,
    /// What stands beside it in grey: a row's total.
    pub detail: Option<String>,
    pub kind: SymbolKind,
    pub range: Range<usize>,
    /// Within `range`: what is selected when the entry is chosen.
    pub selection: Range<usize>,
    pub children: Vec<Symbol>,
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SymbolKind {
    Title,
    Section,
    Subsection,
    Table,
    Row,
}

/// The outline of a report.
pub fn document_symbols(analysis: &Analysis) -> Vec<Symbol> {
    let report = &analysis.report;
    let title = report.title.as_ref().map(|title| {
        let name =
            analysis.text.get(title.range.clone()).unwrap_or_default().split_whitespace().collect();
        leaf(name, SymbolKind::Title, title.range.clone())
    });
    let sections = report.sections.iter().map(|section| section_symbol(analysis, section));
    title.into_iter().chain(sections).collect()
}

fn leaf(name: String, kind: SymbolKind, range: Range<usize>) -> Symbol {
    Symbol { name, detail: None, kind, selection: range.clone(), range, children: Vec::new() }
}

fn section_symbol(analysis: &Analysis, section: &Section) -> Symbol {
    let report = &analysis.report;
    let body = report.elements.get(section.body.clone()).unwrap_or_default();
    let name = analysis.text.get(section.heading.clone()).unwrap_or_default().to_owned();
    let mut symbol = leaf(name, SymbolKind::Section, section.heading.clone());
    symbol.range.end = body.last().map_or(section.heading.end, |last| last.range.end);
    symbol.children = subsections(analysis, body, 1);
    let tables = report.tables.iter().filter(|table| section.body.contains(&table.elements.start));
    symbol.children.extend(tables.filter_map(|table| table_symbol(analysis, table)));
    symbol.children.sort_by_key(|child| child.range.start);
    symbol
}

/// The headings among some elements that are below `above`, each with those below it.
fn subsections(analysis: &Analysis, elements: &[Element], above: u8) -> Vec<Symbol> {
    let mut symbols = Vec::new();
    let mut rest = elements;
    while let Some((element, behind)) = rest.split_first() {
        rest = behind;
        let ElementKind::Heading { level, .. } = element.kind else { continue };
        if level < above {
            continue;
        }
        let is_next = |other: &Element| matches!(other.kind, ElementKind::Heading { level: next, .. } if next <= level);
        let own = behind.iter().position(is_next).unwrap_or(behind.len());
        let (own, after) = behind.split_at(own);
        let name = analysis.text.get(element.range.clone()).unwrap_or_default().to_owned();
        let mut symbol = leaf(name, SymbolKind::Subsection, element.range.clone());
        symbol.range.end = own.last().map_or(element.range.end, |last| last.range.end);
        symbol.children = subsections(analysis, own, level + 1);
        symbols.push(symbol);
        rest = after;
    }
    symbols
}

fn table_symbol(analysis: &Analysis, table: &Table) -> Option<Symbol> {
    let TableKind::Official(official) = &table.kind else { return None };
    let of = official.table();
    let mut symbol =
        leaf(format!("{} {}", of.name, of.caption), SymbolKind::Table, table.range.clone());
    symbol.selection.end = symbol.selection.start;
    symbol.children =
        official.blocks.iter().flat_map(|block| row_symbols(analysis, official, block)).collect();
    symbol.children.sort_by_key(|child| child.range.start);
    Some(symbol)
}

/// The rows of a block, those of a group below the group.
fn row_symbols(analysis: &Analysis, official: &Official, block: &Block) -> Vec<Symbol> {
    let of = official.block(block);
    let mut rows: Vec<RowSymbol> =
        block.rows.iter().filter_map(|row| row_symbol(analysis, of, row)).collect();
    rows.sort_by_key(|row| row.symbol.range.start);
    let mut rows = rows.into_iter().peekable();
    let mut symbols = Vec::new();
    // A row that does not stand below its group stands for itself.
    while let Some(row) = rows.next() {
        symbols.push(row.with_members(&mut rows));
    }
    symbols
}

/// A row, and what it is in the form.
struct RowSymbol {
    form: &'static form::Row,
    symbol: Symbol,
}

impl RowSymbol {
    /// The symbol, with those of the rows that follow and belong to it.
    fn with_members(self, rows: &mut Peekable<impl Iterator<Item = Self>>) -> Symbol {
        let Self { form, mut symbol } = self;
        while let Some(row) = rows.next_if(|row| row.form.parent.as_ref() == Some(&form.id)) {
            let member = row.with_members(rows);
            symbol.range.end = symbol.range.end.max(member.range.end);
            symbol.children.push(member);
        }
        symbol
    }
}

fn row_symbol(analysis: &Analysis, of: &'static form::Block, row: &Row) -> Option<RowSymbol> {
    let form = of.rows.get(row.index)?;
    let mut symbol = leaf(form.label.clone(), SymbolKind::Row, row.label.range.clone());
    if let Cells::Read(cells) = &row.cells {
        let known: Vec<_> = cells.iter().flatten().collect();
        symbol.detail = figures(analysis, of, &known);
        let end = known.iter().map(|cell| cell.range.end).max().unwrap_or(symbol.range.end);
        // In the official layout of 表四 the label stands far above its figures.
        let between = analysis.text.get(symbol.range.end..end);
        if between.is_some_and(line_ends::is_one_line) {
            symbol.range.end = end;
        }
    }
    Some(RowSymbol { form, symbol })
}

/// The total of a row with sums, which stands last; all figures of a row without.
fn figures(analysis: &Analysis, of: &form::Block, cells: &[&Cell]) -> Option<String> {
    let first = if of.identities.is_empty() { 0 } else { cells.len().saturating_sub(1) };
    let shown = cells.get(first..)?.iter();
    let figures: Vec<&str> =
        shown.filter_map(|cell| analysis.text.get(cell.range.clone())).collect();
    Some(figures.join(" ／ "))
}
