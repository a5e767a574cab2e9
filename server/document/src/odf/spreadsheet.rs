//! The sheets of an `.ods`.

use std::collections::HashSet;

use crate::document::{Document, Loss, Losses};
use crate::format::Format;
use crate::refusal::Refusal;
use crate::sheet::{Merged, Sheet, number};
use crate::xml::Element;

/// So many cells of all sheets are read; a report has some thousand.
const MOST_CELLS: usize = 500_000;

pub(super) fn read(content: &Element<'_>) -> Result<Document, Refusal> {
    let (sheets, losses) = sheets(content)?;
    let blocks = sheets.iter().flat_map(Sheet::blocks).collect();
    Ok(Document { format: Format::Ods, blocks, losses })
}

/// The sheets that are shown.
pub(super) fn sheets(content: &Element<'_>) -> Result<(Vec<Sheet>, Losses), Refusal> {
    let body = content.descend(&["body", "spreadsheet"]).ok_or(Refusal::Damaged)?;
    let hidden = hidden_styles(content);
    let mut reader = Reader { losses: Losses::default(), cells: 0 };
    let mut sheets = Vec::new();
    for table in body.elements().filter(|element| element.name == "table") {
        if table.attribute("style-name").is_some_and(|style| hidden.contains(style)) {
            reader.losses.add(Loss::HiddenSheet);
            continue;
        }
        let name = table.attribute("name").unwrap_or_default().to_owned();
        let mut sheet = Sheet { name, ..Sheet::default() };
        reader.rows(table, &mut 0, &mut sheet)?;
        sheets.push(sheet);
    }
    Ok((sheets, reader.losses))
}

/// The styles of sheets that are not shown.
fn hidden_styles<'e>(content: &'e Element<'_>) -> HashSet<&'e str> {
    let styles = content.child("automatic-styles");
    let styles = styles.into_iter().flat_map(|styles| styles.elements());
    let is_hidden = |style: &&Element<'_>| {
        let properties = style.child("table-properties");
        properties.and_then(|of| of.attribute("display")) == Some("false")
    };
    styles.filter(is_hidden).filter_map(|style| style.attribute("name")).collect()
}

struct Reader {
    losses: Losses,
    cells: usize,
}

impl Reader {
    fn rows(
        &mut self,
        parent: &Element<'_>,
        row: &mut usize,
        sheet: &mut Sheet,
    ) -> Result<(), Refusal> {
        for element in parent.elements() {
            match element.name {
                "table-row" => {
                    // What is repeated is blank, down to the end of the sheet; text that is, is
                    // nobody's report.
                    self.row(element, *row, sheet)?;
                    *row = row.saturating_add(element.number("number-rows-repeated").unwrap_or(1));
                }
                "table-header-rows" | "table-rows" | "table-row-group" => {
                    self.rows(element, row, sheet)?
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn row(&mut self, element: &Element<'_>, row: usize, sheet: &mut Sheet) -> Result<(), Refusal> {
        let mut column = 0_usize;
        for cell in element.elements() {
            if !matches!(cell.name, "table-cell" | "covered-table-cell") {
                continue;
            }
            let repeated = cell.number("number-columns-repeated").unwrap_or(1).max(1);
            let text = text(cell);
            if cell.attribute("formula").is_some() && text.is_empty() {
                self.losses.add(Loss::Formula);
            }
            if cell.name == "table-cell" && !text.trim().is_empty() {
                for offset in 0..repeated {
                    self.cells += 1;
                    if self.cells > MOST_CELLS {
                        return Err(Refusal::TooBig);
                    }
                    sheet.cells.insert((row, column.saturating_add(offset)), text.clone());
                }
            }
            let span = |name: &str| cell.number(name).unwrap_or(1).max(1) - 1;
            let (rows, columns) = (span("number-rows-spanned"), span("number-columns-spanned"));
            if rows + columns > 0 {
                let last = (row.saturating_add(rows), column.saturating_add(columns));
                sheet.merged.push(Merged { first: (row, column), last });
            }
            column = column.saturating_add(repeated);
        }
        Ok(())
    }
}

/// The value of a cell: a number as such, whatever its format groups or rounds.
fn text(cell: &Element<'_>) -> String {
    let value = cell.attribute("value").and_then(|value| value.parse::<f64>().ok());
    match (cell.attribute("value-type"), value) {
        (Some("float" | "currency"), Some(value)) => number(value),
        (Some("date"), _) => cell.attribute("date-value").map_or_else(|| shown(cell), day),
        _ => shown(cell),
    }
}

/// The text that is shown.
fn shown(cell: &Element<'_>) -> String {
    let paragraphs = cell.elements().filter(|element| element.name == "p");
    paragraphs.map(paragraph).collect::<Vec<_>>().join("\n")
}

/// `2025-03-01T00:00:00` as reports write it, like the dates of other spreadsheets.
fn day(value: &str) -> String {
    let day = value.split('T').next().unwrap_or(value);
    let parts: Vec<&str> = day.split('-').map(|part| part.trim_start_matches('0')).collect();
    match parts.as_slice() {
        [year, month, day] => format!("{year}年{month}月{day}日"),
        _ => value.to_owned(),
    }
}

fn paragraph(element: &Element<'_>) -> String {
    let mut text = String::new();
    for node in &element.children {
        match node {
            crate::xml::Node::Text(piece) => text.push_str(piece),
            crate::xml::Node::Element(element) if element.name == "s" => text.push(' '),
            crate::xml::Node::Element(element) => text.push_str(&paragraph(element)),
        }
    }
    text
}
