//! The figures and findings of reports as a data set: rows of named and typed columns, written as CSV,
//! JSON Lines or Parquet.
//!
//! [`figures`] and [`findings`] say what is in a row; each format is a file that knows columns and values
//! only. Rows of a report become a piece by themselves, so that they can be made on all cores and need
//! not be kept. Nothing here opens files or starts threads; what has to be written is given as bytes.

mod csv;
pub mod figures;
pub mod findings;
mod format;
mod jsonl;
mod parquet;
mod schema;
mod source;
mod value;
mod writer;

pub use format::Format;
pub use schema::{Column, Kind, SCHEMA_VERSION, Schema, page};
pub use source::Source;
pub use value::{Row, Value};
pub use writer::{Fault, Piece, Writer, encode};
