//! CSV as RFC 4180 has it: a head, commas, quotes where they are needed. Line ends are LF, as programs
//! that read gigabytes want them; Excel takes them too.

use csv::{Terminator, Writer, WriterBuilder};

use crate::schema::{DECIMAL_PLACES, Schema};
use crate::value::{Row, Value};

/// What makes Excel read a file as UTF-8.
const BOM: &[u8] = "\u{feff}".as_bytes();

/// The first line, with a BOM if that is asked for.
pub(crate) fn head(schema: &Schema, bom: bool) -> Vec<u8> {
    let names = schema.columns.iter().map(|column| column.name);
    let mut bytes = if bom { BOM.to_vec() } else { Vec::new() };
    bytes.extend(written(|writer| writer.write_record(names)));
    bytes
}

/// The lines of some rows.
pub(crate) fn encode(rows: &[Row<'_>]) -> Vec<u8> {
    let mut field = String::new();
    written(|writer| {
        for row in rows {
            for value in row {
                writer.write_field(shown(value, &mut field))?;
            }
            writer.write_record(None::<&[u8]>)?;
        }
        Ok(())
    })
}

/// The bytes that a writer is given to write. Into memory, nothing can fail.
fn written(write: impl FnOnce(&mut Writer<Vec<u8>>) -> csv::Result<()>) -> Vec<u8> {
    let terminator = Terminator::Any(b'\n');
    let mut writer = WriterBuilder::new().terminator(terminator).from_writer(Vec::new());
    let done = write(&mut writer);
    debug_assert!(done.is_ok(), "{done:?}");
    writer.into_inner().unwrap_or_default()
}

fn shown<'s>(value: &'s Value<'_>, field: &'s mut String) -> &'s str {
    field.clear();
    match value {
        Value::Null => {}
        Value::Text(text) => return text,
        Value::Whole(value) => *field = value.to_string(),
        Value::Decimal(value) => *field = value.rounded(DECIMAL_PLACES).to_string(),
        Value::Flag(value) => return if *value { "true" } else { "false" },
    }
    field
}
