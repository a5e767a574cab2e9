//! What a place is called, for somebody who thinks in tables and sections rather than lines.

use std::ops::Range;

use super::{Block, Label, Official, Report};

/// A place in words of the form: `表三 新收·自然人` or the heading of the section. None before the first section.
pub fn name(report: &Report, range: &Range<usize>) -> Option<String> {
    let within = |outer: &Range<usize>| outer.start <= range.start && range.start < outer.end;
    let table = report.official_tables().find(|(table, _)| within(&table.range));
    if let Some((_, official)) = table {
        let caption = &official.table().name;
        let cell = official.blocks.iter().find_map(|block| cell_name(official, block, range));
        return Some(cell.map_or_else(|| caption.clone(), |cell| format!("{caption} {cell}")));
    }
    let section = report.sections.iter().rev().find(|of| of.heading.start <= range.start)?;
    report.form.sections.get(section.index).map(form::Section::heading)
}

/// `新收·自然人`, or the one of both that the range is in.
fn cell_name(official: &Official, block: &Block, range: &Range<usize>) -> Option<String> {
    let of = official.block(block);
    let touches = |other: &Range<usize>| other.start <= range.start && range.start <= other.end;
    let is_head = |label: &Option<Label>| label.as_ref().is_some_and(|label| touches(&label.range));
    if let Some(column) = block.columns.iter().position(is_head) {
        return of.columns.get(column).map(|column| column.short().to_owned());
    }
    block.rows.iter().find_map(|row| {
        let name = of.rows.get(row.index)?.short();
        let mut columns = of.columns.iter().enumerate();
        let column =
            columns.find(|(index, _)| row.cell(*index).is_some_and(|cell| touches(&cell.range)));
        match column {
            Some((_, column)) => Some(format!("{name}·{}", column.short())),
            None => touches(&row.label.range).then(|| name.to_owned()),
        }
    })
}

#[cfg(test)]
mod tests {
    use crate::read;

    #[test]
    fn a_place_is_called_as_the_form_calls_it() {
        let text = include_str!("../../../examples/clean.nianbao");
        let report = read(text);
        let called = |words: &str| {
            let at = text.find(words).unwrap_or_default();
            super::name(&report, &(at..at + words.len()))
        };
        let heading = report.form.sections.first().map(form::Section::heading);
        assert_eq!(called("一、总体情况"), heading);
        let (_, table) = report.official_tables().next().expect("there is a table");
        let block = table.blocks.first().expect("it has a block");
        let row = block.rows.first().expect("it has a row");
        let cell = row.cell(0).expect("it has a cell");
        let name = super::name(&report, &cell.range).unwrap_or_default();
        let of = table.block(block);
        let row = of.rows.get(row.index).map(form::Row::short).unwrap_or_default();
        assert!(name.starts_with(&table.table().name) && name.contains(row), "{name}");
        assert_eq!(super::name(&report, &(0..1)), None);
    }
}
