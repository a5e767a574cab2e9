//! A data set from its first byte to its last, in whichever format.

use std::fmt;

use crate::csv;
use crate::format::Format;
use crate::jsonl;
use crate::parquet::{Columns, ParquetWriter};
use crate::schema::Schema;
use crate::value::Row;

/// The rows of one report, encoded as far as that can be done without the others.
#[derive(Debug)]
pub struct Piece {
    content: Content,
    /// How many rows it has.
    pub rows: usize,
}

#[derive(Debug)]
enum Content {
    Lines(Vec<u8>),
    Columns(Columns),
}

/// Encodes the rows of a report.
pub fn encode(schema: &Schema, format: Format, rows: &[Row<'_>]) -> Piece {
    let content = match format {
        Format::Csv => Content::Lines(csv::encode(rows)),
        Format::Jsonl => Content::Lines(jsonl::encode(schema, rows)),
        Format::Parquet => Content::Columns(Columns::of(schema, rows)),
    };
    Piece { content, rows: rows.len() }
}

/// Why a data set cannot be written: a fault of the program, not of the data.
#[derive(Debug)]
pub struct Fault(String);

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Parquet 文件写不成：{}", self.0)
    }
}

impl std::error::Error for Fault {}

/// Puts pieces together.
pub struct Writer {
    parquet: Option<ParquetWriter>,
    /// Columns that do not yet make a row group.
    waiting: Vec<Columns>,
    /// What stands before the first row.
    head: Vec<u8>,
}

/// So many rows make a row group: enough to compress well, few enough to be held.
const GROUP: usize = 60_000;

impl Writer {
    /// Begins a data set; `bom` marks CSV as UTF-8 for Excel.
    ///
    /// # Errors
    /// If the format's library refuses the schema.
    pub fn new(schema: &Schema, format: Format, bom: bool) -> Result<Self, Fault> {
        let mut writer = Self { parquet: None, waiting: Vec::new(), head: Vec::new() };
        match format {
            Format::Csv => writer.head = csv::head(schema, bom),
            Format::Jsonl => {}
            Format::Parquet => writer.parquet = Some(ParquetWriter::new(schema).map_err(fault)?),
        }
        Ok(writer)
    }

    /// Adds a piece. Gives what is to be written now.
    ///
    /// # Errors
    /// If the format's library refuses the columns.
    pub fn add(&mut self, piece: Piece) -> Result<Vec<u8>, Fault> {
        match piece.content {
            Content::Lines(lines) if self.head.is_empty() => Ok(lines),
            Content::Lines(lines) => {
                self.head.extend(lines);
                Ok(std::mem::take(&mut self.head))
            }
            Content::Columns(columns) => {
                self.waiting.push(columns);
                let rows: usize = self.waiting.iter().map(Columns::len).sum();
                if rows < GROUP { Ok(Vec::new()) } else { self.group() }
            }
        }
    }

    /// What ends the data set.
    ///
    /// # Errors
    /// If the format's library refuses the columns.
    pub fn finish(mut self) -> Result<Vec<u8>, Fault> {
        let mut last = self.group()?;
        last.append(&mut self.head);
        if let Some(parquet) = self.parquet {
            last.extend(parquet.finish().map_err(fault)?);
        }
        Ok(last)
    }

    fn group(&mut self) -> Result<Vec<u8>, Fault> {
        let mut waiting = std::mem::take(&mut self.waiting);
        match &mut self.parquet {
            Some(parquet) if waiting.iter().any(|columns| columns.len() > 0) => {
                parquet.add(&mut waiting).map_err(fault)
            }
            _ => Ok(Vec::new()),
        }
    }
}

impl fmt::Debug for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer").field("waiting", &self.waiting.len()).finish_non_exhaustive()
    }
}

#[allow(clippy::needless_pass_by_value, reason = "for map_err")]
fn fault(error: ::parquet::errors::ParquetError) -> Fault {
    Fault(error.to_string())
}
