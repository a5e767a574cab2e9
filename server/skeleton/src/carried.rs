//! What a new report takes over from last year's: figures that repeat it, such as what was carried over. Which rows these are, the form
//! says.

use format::formatted;
use report::number::Number;
use report::{Block, Official, Report};
use text::{Edit, apply};

/// A blank report with the figures that repeat last year's, and how many were taken over.
pub(super) fn filled(blank: &str, last_year: &Report) -> (String, usize) {
    let report = report::read(blank);
    let mut edits: Vec<Edit> = Vec::new();
    for (_, official) in report.official_tables() {
        for block in &official.blocks {
            edits.extend(of_block(official, block, last_year));
        }
    }
    edits.sort_by_key(|edit| edit.range.start);
    match edits.len() {
        0 => (blank.to_owned(), 0),
        count => (formatted(&apply(blank, &edits)), count),
    }
}

fn of_block(official: &Official, block: &Block, last_year: &Report) -> Vec<Edit> {
    let of = official.block(block);
    let repeating = of.rows.iter().filter_map(|row| Some((row, row.repeats.as_deref()?)));
    let cells = repeating.flat_map(|(row, repeated)| {
        of.columns.iter().filter_map(move |column| {
            let cell = block.cell(of.row_position(&row.id)?, of.column_position(&column.id)?)?;
            let value = figure(last_year, official.table(), of, [repeated, &column.id])?;
            Some(Edit { range: cell.range.clone(), text: value.to_string() })
        })
    });
    cells.collect()
}

/// The figure of a row and a column in last year's report; none if there are several such tables, since
/// nobody knows then which one counts.
fn figure(
    report: &Report,
    table: &form::Table,
    block: &form::Block,
    ids: [&str; 2],
) -> Option<Number> {
    let tables = report.official_tables().filter(|(_, official)| official.table().id == table.id);
    let blocks = tables.flat_map(|(_, official)| {
        official.blocks.iter().map(move |found| (found, official.block(found)))
    });
    let mut blocks = blocks.filter(|(_, of)| of.id == block.id);
    let (found, of) = blocks.next()?;
    let [row, column] = ids;
    let cell = found.cell(of.row_position(row)?, of.column_position(column)?)?;
    blocks.next().is_none().then(|| cell.value())?
}
