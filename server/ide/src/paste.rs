//! What a paste into an official table may mean: figures that fill its cells from the cursor right and down,
//! or a whole table in place of a blank one.
//!
//! Nothing is written here that would not fit: whoever pastes is told why. What is neither figures nor an
//! official table is none of this file's business.

mod block;
mod fill;

use std::ops::Range;

use analysis::Analysis;
use format::Options;
use report::number::Figure;
use report::{Cells, Official, Report, Table};
use text::{Edit, apply};

use super::at::{blocks, line_span};
use super::sheet::Sheet;
use block::Block;
use fill::{Filling, filled};

pub(crate) use fill::written;

/// What can be done with a paste.
#[derive(Debug)]
pub enum Paste {
    /// In the order of preference. Keeping the text as it came is up to the editor.
    Offered(Vec<Offer>),
    /// It does not fit: why, and what to do.
    Refused(String),
}

/// A way to paste.
#[derive(Debug)]
pub struct Offer {
    /// For a menu: 只填数字.
    pub title: &'static str,
    /// What was done, when it is done: how many cells, from where to where.
    pub message: String,
    /// In order, not overlapping.
    pub edits: Vec<Edit>,
}

/// What pasting a text at a byte offset means; nothing where it is to be pasted as it is.
pub fn paste(analysis: &Analysis, offset: usize, text: &str, options: Options) -> Option<Paste> {
    whole_table(analysis, offset, text, options)
        .map(Paste::Offered)
        .or_else(|| figures(analysis, offset, text, options))
}

/// A paste as formatting would write it; nothing if there is no official table in it, or if the text is so already.
/// HTML has all cells and what they span, and counts before the text.
pub fn canonical(text: &str, html: Option<&str>, options: Options) -> Option<String> {
    if let Some(text) = html.and_then(of_html) {
        return Some(apply(&text, &format::edits_with(&text, &report::read(&text), options)));
    }
    let report = report::read(text);
    let is_official = report.official_tables().next().is_some();
    let edits = is_official.then(|| format::edits_with(text, &report, options))?;
    (!edits.is_empty()).then(|| apply(text, &edits))
}

/// The text of copied HTML, if there are official tables in it.
pub fn of_html(html: &str) -> Option<String> {
    let text = document::write(&document::read_html(html).ok()?).text;
    report::read(&text).official_tables().next().is_some().then_some(text)
}

fn figures(analysis: &Analysis, offset: usize, text: &str, options: Options) -> Option<Paste> {
    let sheet = Sheet::at(analysis, offset).filter(|sheet| sheet.official.is_some())?;
    let pasted = Block::read(text)?;
    let spot = sheet.spot(&analysis.text, offset)?;
    Some(match fill::dealt(&sheet, spot, &pasted) {
        Err(reason) => Paste::Refused(reason),
        Ok(filling) if filling.is_empty() => return None,
        Ok(filling) => Paste::Offered(vec![Offer {
            title: "填入数字",
            message: told(&filling),
            edits: filled(analysis, &filling, options.ambiguous_width),
        }]),
    })
}

/// `填了 12 格，从“新收·自然人”到“结转下年度·总计”`.
fn told(filling: &[Filling]) -> String {
    let (Some(first), Some(last)) = (filling.first(), filling.last()) else { return String::new() };
    match filling.len() {
        1 => format!("填了 1 格：{}", first.name),
        count => format!("填了 {count} 格，从“{}”到“{}”", first.name, last.name),
    }
}

/// An official table that is pasted in the report's own, or right below it.
fn whole_table(
    analysis: &Analysis,
    offset: usize,
    text: &str,
    options: Options,
) -> Option<Vec<Offer>> {
    let pasted = report::read(text);
    let mut tables = pasted.official_tables();
    let (Some((_, theirs)), None) = (tables.next(), tables.next()) else { return None };
    let (table, ours) = analysis.report.official_tables().find(|(table, ours)| {
        std::ptr::eq(ours.table(), theirs.table()) && is_at(analysis, table, offset)
    })?;
    let filling = of_table(ours, &pasted);
    let mut offers = Vec::new();
    if !filling.is_empty() {
        offers.push(Offer {
            title: "只填数字",
            message: told(&filling),
            edits: filled(analysis, &filling, options.ambiguous_width),
        });
    }
    if is_whole(theirs) {
        let written = apply(text, &format::edits_with(text, &pasted, options));
        offers.push(Offer {
            title: "替换原来的表",
            message: format!("换上了粘贴来的{}", ours.table().name),
            edits: vec![Edit {
                range: whole_lines(analysis, table),
                text: written.trim_matches(['\n', '\r']).to_owned(),
            }],
        });
    }
    (!offers.is_empty()).then_some(offers)
}

/// Whether a table has all blocks, rows and headers of the form: only then it may take another's place.
fn is_whole(official: &Official) -> bool {
    let form = official.table();
    official.blocks.len() == form.blocks.len()
        && official.blocks.iter().all(|block| {
            let rows = official.block(block).rows.iter().filter(|row| !row.group).count();
            let read = block.rows.iter().filter(|row| matches!(row.cells, Cells::Read(_))).count();
            block.header_read && read == rows
        })
}

fn whole_lines(analysis: &Analysis, table: &Table) -> Range<usize> {
    let lines = line_span(&analysis.text, &table.range);
    let text = analysis.text.get(lines.clone()).unwrap_or_default();
    lines.start..lines.start + text.trim_end_matches('\r').len()
}

/// Whether an offset stands in a table, or below it with nothing but blank lines between.
fn is_at(analysis: &Analysis, table: &Table, offset: usize) -> bool {
    let lines = line_span(&analysis.text, &table.range);
    let below = analysis.text.get(lines.end..offset);
    (lines.start..=lines.end).contains(&offset)
        || below.is_some_and(|between| between.trim().is_empty())
}

/// The pasted table's figures and the cells that they belong to.
fn of_table(ours: &Official, pasted: &Report) -> Vec<Filling> {
    let own = |block: usize, row: usize, column: usize| {
        let block = ours.blocks.iter().find(|own| own.index == block)?;
        block.cell(row, column).map(|cell| cell.range.clone())
    };
    blocks(pasted)
        .flat_map(|of| of.cells())
        .filter_map(|found| {
            let Figure::Number { value, .. } = found.cell.figure else { return None };
            let cell = own(found.of.block.index, found.row.index, found.column)?;
            let name = fill::name(found.form_row()?, found.form_column()?);
            Some(Filling { cell, figure: value.to_string(), name })
        })
        .collect()
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]
mod tests;
