//! The sheets of a file: a workbook's, the tables of a document, or the lines of CSV.

use document::{Cover, Grid, GridCell, GridRow, Losses, Refusal};
use text::encoding;

/// Why a file is no ledger.
#[derive(Debug)]
pub struct Unreadable(String);

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unreadable {}

/// What parts the cells of a line.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// The sheets of a file, and what of it is not in them.
///
/// # Errors
/// If the file cannot be read; in words, with what to do.
pub fn sheets(bytes: Vec<u8>) -> Result<(Vec<Grid>, Losses), Unreadable> {
    if document::is_document(&bytes) {
        let too_big = "文件太大，不像是一年的台账。请核对是不是选错了文件，或者分成几个文件";
        let read = document::read_sheets(&bytes).map_err(|refusal| match refusal {
            Refusal::TooBig => Unreadable(too_big.to_owned()),
            other => Unreadable(other.to_string()),
        })?;
        return Ok((read.grids, read.losses));
    }
    let (text, _) = encoding::decode(bytes).map_err(|error| Unreadable(error.to_string()))?;
    Ok((vec![of_text(&text)], Losses::default()))
}

fn of_text(text: &str) -> Grid {
    let text = text.trim_start_matches('\u{feff}');
    let count =
        |mark: &u8| text.lines().take(20).flat_map(str::bytes).filter(|byte| byte == mark).count();
    let delimiter = DELIMITERS.into_iter().max_by_key(|mark| count(mark)).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new();
    let mut reader =
        reader.has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let rows = reader.records().filter_map(Result::ok).map(|record| {
        let number = record.position().map_or(0, csv::Position::line);
        let cells = record.iter().enumerate().filter(|(_, text)| !text.trim().is_empty());
        let cell = |(column, text): (usize, &str)| GridCell {
            column,
            text: text.lines().map(str::trim).collect(),
            cover: Cover::None,
        };
        GridRow {
            number: usize::try_from(number).unwrap_or_default(),
            cells: cells.map(cell).collect(),
        }
    });
    Grid { name: String::new(), rows: rows.filter(|row| !row.cells.is_empty()).collect() }
}
