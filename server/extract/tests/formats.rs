//! All formats say the same, as readers of theirs see it.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use extract::{Format, Row, Schema, Source, Value, Writer, encode, figures, findings};
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use text::position::LineIndex;

const CLEAN: &str = include_str!("../../../examples/clean.nianbao");

/// A report with something of everything in its cells.
fn odd() -> String {
    let row = CLEAN.lines().find(|line| line.contains("二、上年结转")).unwrap();
    let label = row.split('|').nth(1).unwrap();
    let other = format!("|{label}| 若\"干,一 || / | 1,234 | -5 | 6 | 7 |");
    CLEAN.replace(row, &other).replace("| 行政处罚", "| 别的什么")
}

fn data(schema: &Schema, format: Format, reports: &[Vec<Row<'_>>], bom: bool) -> Vec<u8> {
    let mut writer = Writer::new(schema, format, bom).unwrap();
    let mut bytes = Vec::new();
    for rows in reports {
        bytes.extend(writer.add(encode(schema, format, rows)).unwrap());
    }
    bytes.extend(writer.finish().unwrap());
    bytes
}

fn with_rows<T>(text: &str, file: &str, use_rows: impl FnOnce(Vec<Row<'_>>) -> T) -> T {
    let report = report::read(text);
    let lines = LineIndex::new(text);
    let place = |line: usize| (line % 2 == 1).then(|| format!("第 {line} 段"));
    let (organ, year) = (report.organ(), report.year());
    let source = Source { file, organ, year, lines: &lines, place: &place };
    use_rows(figures::rows(&source, text, &report))
}

/// The values as text, nothing for what is absent.
fn shown(rows: &[Row<'_>]) -> Vec<Vec<String>> {
    let value = |value: &Value<'_>| match value {
        Value::Null => String::new(),
        Value::Text(text) => text.to_string(),
        Value::Whole(value) => value.to_string(),
        Value::Decimal(value) => value.to_string(),
        Value::Flag(value) => value.to_string(),
    };
    rows.iter().map(|row| row.iter().map(value).collect()).collect()
}

fn from_csv(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(bytes);
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let columns: Vec<&str> = figures::SCHEMA.columns.iter().map(|column| column.name).collect();
    assert_eq!(names, columns);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn from_jsonl(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(bytes).unwrap();
    let row = |line: &str| {
        let object: serde_json::Value = serde_json::from_str(line).unwrap();
        let value = |name: &str| match &object[name] {
            serde_json::Value::Null => String::new(),
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        assert_eq!(object.as_object().unwrap().len(), figures::SCHEMA.columns.len());
        figures::SCHEMA.columns.iter().map(|column| value(column.name)).collect()
    };
    text.lines().map(row).collect()
}

fn from_parquet(bytes: Vec<u8>) -> Vec<Vec<String>> {
    use parquet::record::Field;
    let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
    let value = |field: &Field| match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Int(value) => value.to_string(),
        Field::Bool(value) => value.to_string(),
        Field::Decimal(value) => {
            let unscaled = i128::from_be_bytes(value.data().try_into().unwrap());
            let (whole, fraction) = (unscaled / 100_000_000, unscaled % 100_000_000);
            let text = format!("{whole}.{fraction:08}");
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        other => panic!("{other:?}"),
    };
    let rows = reader.get_row_iter(None).unwrap();
    rows.map(|row| row.unwrap().get_column_iter().map(|(_, field)| value(field)).collect())
        .collect()
}

#[test]
fn every_format_has_the_same_rows() {
    let odd = odd();
    with_rows(CLEAN, "甲/年报.nianbao", |clean| {
        with_rows(&odd, "乙,\"丙\".nianbao", |odd| {
            let wanted: Vec<_> = shown(&clean).into_iter().chain(shown(&odd)).collect();
            assert_eq!(wanted.len(), 400);
            let reports = [clean, odd];
            let data = |format| data(&figures::SCHEMA, format, &reports, false);
            assert_eq!(from_csv(&data(Format::Csv)), wanted);
            assert_eq!(from_jsonl(&data(Format::Jsonl)), wanted);
            assert_eq!(from_parquet(data(Format::Parquet)), wanted);
        });
    });
}

#[test]
fn many_reports_make_several_row_groups() {
    with_rows(CLEAN, "年报.nianbao", |rows| {
        let reports = vec![rows.clone(); 700];
        let bytes = data(&figures::SCHEMA, Format::Parquet, &reports, false);
        let reader = SerializedFileReader::new(bytes::Bytes::from(bytes.clone())).unwrap();
        let groups: Vec<i64> =
            reader.metadata().row_groups().iter().map(|group| group.num_rows()).collect();
        assert_eq!(groups, [60_000, 60_000, 20_000]);
        let metadata = reader.metadata().file_metadata().key_value_metadata().unwrap();
        assert!(metadata.iter().any(|pair| pair.key == "nianbao.schema_version"));
        assert!(bytes.len() < 700_000, "{} bytes for 140,000 figures", bytes.len());
        assert_eq!(from_parquet(bytes)[139_999], shown(&rows)[199]);
    });
}

#[test]
fn nothing_is_a_data_set_as_well() {
    for format in Format::ALL {
        let bytes = data(&figures::SCHEMA, format, &[], true);
        match format {
            Format::Csv => assert!(bytes.starts_with("\u{feff}organ,year,".as_bytes())),
            Format::Jsonl => assert!(bytes.is_empty()),
            Format::Parquet => assert_eq!(from_parquet(bytes), Vec::<Vec<String>>::new()),
        }
    }
}

#[test]
fn a_finding_is_a_row() {
    use finding::{Finding, Severity};
    let lines = LineIndex::new(CLEAN);
    let source =
        Source { file: "年报", organ: None, year: Some(2023), lines: &lines, place: &|_| None };
    let at = CLEAN.find("行政许可").unwrap();
    let finding =
        Finding::new("some-rule", Severity::Warning, at..at + 3, "不对，\n请改".to_owned());
    let found = [finding];
    let bytes = data(
        &findings::SCHEMA,
        Format::Csv,
        &[findings::rows(&source, Some("2021"), &found)],
        false,
    );
    let mut reader = csv::Reader::from_reader(&bytes[..]);
    let names = reader.headers().unwrap().clone();
    let record = reader.records().next().unwrap().unwrap();
    let of = |name: &str| &record[names.iter().position(|it| it == name).unwrap()];
    let line = CLEAN[..at].lines().count().to_string();
    assert_eq!(
        [of("rule"), of("severity"), of("message"), of("line"), of("fixable"), of("table_id")],
        ["some-rule", "warning", "不对，\n请改", line.as_str(), "false", ""]
    );
}
