//! JSON Lines: an object a line, its keys in the order of the columns. Decimals are numbers with all
//! their digits.

use std::io::Write as _;

use crate::schema::{DECIMAL_PLACES, Schema};
use crate::value::{Row, Value};

/// The lines of some rows.
pub(crate) fn encode(schema: &Schema, rows: &[Row<'_>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for row in rows {
        for (index, (column, value)) in schema.columns.iter().zip(row).enumerate() {
            bytes.extend_from_slice(if index == 0 { b"{\"" } else { b",\"" });
            bytes.extend_from_slice(column.name.as_bytes());
            bytes.extend_from_slice(b"\":");
            // Into memory, nothing can fail.
            let written = match value {
                Value::Null => bytes.write_all(b"null"),
                Value::Text(text) => serde_json::to_writer(&mut bytes, text).map_err(Into::into),
                Value::Whole(value) => write!(bytes, "{value}"),
                Value::Decimal(value) => write!(bytes, "{}", value.rounded(DECIMAL_PLACES)),
                Value::Flag(value) => write!(bytes, "{value}"),
            };
            debug_assert!(written.is_ok(), "{written:?}");
        }
        bytes.extend_from_slice(b"}\n");
    }
    bytes
}
