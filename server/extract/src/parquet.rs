//! Parquet: columns with types, compressed by zstd. Each call with some thousand rows makes a row
//! group; what is written is handed out at once, so that no more than a group is held.

use std::io::{self, Write};
use std::mem::take;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DataType, FixedLenByteArray, FixedLenByteArrayType,
    Int32Type,
};
use parquet::errors::Result;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;

use crate::schema::{Column, DECIMAL_DIGITS, DECIMAL_PLACES, Kind, SCHEMA_VERSION, Schema};
use crate::value::{Row, Value};

/// The values of a column of some rows, ready to be put together with others.
#[derive(Debug)]
enum Values {
    /// All texts in a row, and where each is.
    Text {
        all: Vec<u8>,
        places: Vec<Option<(usize, usize)>>,
    },
    Whole(Vec<Option<i32>>),
    Decimal(Vec<Option<i128>>),
    Flag(Vec<Option<bool>>),
}

/// The columns of some rows.
#[derive(Debug)]
pub(crate) struct Columns(Vec<Values>);

/// Bytes of a decimal.
const WIDTH: i32 = 16;

impl Columns {
    pub(crate) fn of(schema: &Schema, rows: &[Row<'_>]) -> Self {
        let columns = schema.columns.iter().enumerate();
        Self(columns.map(|(index, column)| values(column.kind, index, rows)).collect())
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        match self.0.first() {
            None => 0,
            Some(Values::Text { places, .. }) => places.len(),
            Some(Values::Whole(values)) => values.len(),
            Some(Values::Decimal(values)) => values.len(),
            Some(Values::Flag(values)) => values.len(),
        }
    }
}

fn values(kind: Kind, index: usize, rows: &[Row<'_>]) -> Values {
    let column = rows.iter().map(|row| row.get(index).unwrap_or(&Value::Null));
    match kind {
        Kind::Text => texts(column),
        Kind::Whole => Values::Whole(
            column
                .map(|value| if let Value::Whole(it) = value { Some(*it) } else { None })
                .collect(),
        ),
        Kind::Decimal => Values::Decimal(column.map(unscaled).collect()),
        Kind::Flag => Values::Flag(
            column
                .map(|value| if let Value::Flag(it) = value { Some(*it) } else { None })
                .collect(),
        ),
    }
}

fn texts<'v>(column: impl Iterator<Item = &'v Value<'v>>) -> Values {
    let (mut all, mut places) = (Vec::new(), Vec::new());
    let mut last: Option<(&str, (usize, usize))> = None;
    for value in column {
        let Value::Text(text) = value else {
            places.push(None);
            continue;
        };
        // Organ, file and table are the same row after row.
        let place = match last {
            Some((same, place)) if same == text => place,
            _ => {
                let start = all.len();
                all.extend_from_slice(text.as_bytes());
                (start, all.len())
            }
        };
        last = Some((text, place));
        places.push(Some(place));
    }
    Values::Text { all, places }
}

fn unscaled(value: &Value<'_>) -> Option<i128> {
    match value {
        Value::Decimal(number) => Some(number.unscaled(DECIMAL_PLACES)),
        _ => None,
    }
}

/// Writes a file, from its first byte to its last.
pub(crate) struct ParquetWriter {
    writer: SerializedFileWriter<Shared>,
    shared: Shared,
}

impl ParquetWriter {
    pub(crate) fn new(schema: &Schema) -> Result<Self> {
        let fields = schema.columns.iter().map(field).collect::<Result<Vec<_>>>()?;
        let root = Type::group_type_builder(schema.name).with_fields(fields).build()?;
        let shared = Shared::default();
        let writer = SerializedFileWriter::new(
            shared.clone(),
            Arc::new(root),
            Arc::new(properties(schema)?),
        )?;
        Ok(Self { writer, shared })
    }

    /// Makes a row group of some pieces. Gives what is to be written.
    pub(crate) fn add(&mut self, pieces: &mut [Columns]) -> Result<Vec<u8>> {
        let mut group = self.writer.next_row_group()?;
        let columns = pieces.iter().map(|piece| piece.0.len()).max().unwrap_or_default();
        for index in 0..columns {
            let parts = pieces.iter_mut().filter_map(|piece| piece.0.get_mut(index));
            write_column(&mut group, parts)?;
        }
        group.close()?;
        Ok(self.shared.take())
    }

    /// What ends the file.
    pub(crate) fn finish(self) -> Result<Vec<u8>> {
        self.writer.close()?;
        Ok(self.shared.take())
    }
}

/// The name of the program that wrote a file.
const WRITER: &str = concat!("nianbao ", env!("CARGO_PKG_VERSION"));

fn properties(schema: &Schema) -> Result<WriterProperties> {
    let pair = |key: &str, value: String| KeyValue::new(format!("nianbao.{key}"), value);
    let metadata = vec![
        pair("schema", schema.name.to_owned()),
        pair("schema_version", SCHEMA_VERSION.to_string()),
    ];
    Ok(WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
        .set_created_by(WRITER.to_owned())
        .set_key_value_metadata(Some(metadata))
        .build())
}

fn field(column: &Column) -> Result<Arc<Type>> {
    let (physical, logical) = match column.kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Whole => (Physical::INT32, None),
        Kind::Decimal => {
            let places = i32::try_from(DECIMAL_PLACES).unwrap_or_default();
            (Physical::FIXED_LEN_BYTE_ARRAY, Some(LogicalType::decimal(places, DECIMAL_DIGITS)))
        }
        Kind::Flag => (Physical::BOOLEAN, None),
    };
    let mut builder = Type::primitive_type_builder(column.name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical);
    if column.kind == Kind::Decimal {
        let places = i32::try_from(DECIMAL_PLACES).unwrap_or_default();
        builder = builder.with_length(WIDTH).with_precision(DECIMAL_DIGITS).with_scale(places);
    }
    Ok(Arc::new(builder.build()?))
}

fn write_column<'c>(
    group: &mut SerializedRowGroupWriter<'_, Shared>,
    parts: impl Iterator<Item = &'c mut Values>,
) -> Result<()> {
    let mut parts = parts.peekable();
    match parts.peek() {
        None => Ok(()),
        Some(Values::Text { .. }) => write::<ByteArrayType>(group, parts.flat_map(byte_arrays)),
        Some(Values::Whole(_)) => write::<Int32Type>(group, parts.flat_map(wholes)),
        Some(Values::Decimal(_)) => write::<FixedLenByteArrayType>(group, parts.flat_map(decimals)),
        Some(Values::Flag(_)) => write::<BoolType>(group, parts.flat_map(flags)),
    }
}

fn byte_arrays(values: &mut Values) -> Vec<Option<ByteArray>> {
    let Values::Text { all, places } = values else { return Vec::new() };
    let all = Bytes::from(take(all));
    let array = |place: (usize, usize)| ByteArray::from(all.slice(place.0..place.1));
    take(places).into_iter().map(|place| place.map(array)).collect()
}

fn wholes(values: &mut Values) -> Vec<Option<i32>> {
    if let Values::Whole(values) = values { take(values) } else { Vec::new() }
}

fn decimals(values: &mut Values) -> Vec<Option<FixedLenByteArray>> {
    let Values::Decimal(values) = values else { return Vec::new() };
    let array = |value: i128| FixedLenByteArray::from(value.to_be_bytes().to_vec());
    take(values).into_iter().map(|value| value.map(array)).collect()
}

fn flags(values: &mut Values) -> Vec<Option<bool>> {
    if let Values::Flag(values) = values { take(values) } else { Vec::new() }
}

fn write<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, Shared>,
    column: impl Iterator<Item = Option<T::T>>,
) -> Result<()> {
    let mut levels = Vec::new();
    let mut present = Vec::new();
    for value in column {
        levels.push(i16::from(value.is_some()));
        present.extend(value);
    }
    let Some(mut writer) = group.next_column()? else { return Ok(()) };
    writer.typed::<T>().write_batch(&present, Some(&levels), None)?;
    writer.close()
}

/// What was written and not yet handed out.
#[derive(Debug, Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Shared {
    fn take(&self) -> Vec<u8> {
        take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
