//! What stands in a file, or comes from an editor, before anybody has asked what it means.

use std::ops::Range;

use serde_json::Value;
use toml::de::{DeTable, DeValue};

/// A setting that is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// In Chinese: which setting, and what it may be.
    pub message: String,
    /// Bytes of the file's text; empty where there is no file.
    pub range: Range<usize>,
}

/// A name and what it is set to, from a file or from an editor.
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) name_range: Range<usize>,
    pub(super) given: Given,
    pub(super) range: Range<usize>,
}

pub(super) enum Given {
    Table(Vec<Entry>),
    /// Null is not set.
    Value(Value),
}

pub(super) fn entries_of_toml(table: &DeTable<'_>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(name, value)| Entry {
            name: name.get_ref().to_string(),
            name_range: name.span(),
            given: given_of_toml(value.get_ref()),
            range: value.span(),
        })
        .collect();
    // The table has them in the order of the alphabet.
    entries.sort_by_key(|entry| entry.name_range.start);
    entries
}

fn given_of_toml(value: &DeValue<'_>) -> Given {
    Given::Value(match value {
        DeValue::Table(table) => return Given::Table(entries_of_toml(table)),
        DeValue::String(text) => Value::from(text.as_ref()),
        DeValue::Boolean(value) => Value::from(*value),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => Value::from(number),
            Err(_) => Value::from(number.as_str()),
        },
        // No setting is any of these; they only have to be told.
        DeValue::Float(number) => Value::from(number.as_str()),
        DeValue::Datetime(time) => Value::from(time.to_string()),
        DeValue::Array(items) => items.iter().map(|item| plain(item.get_ref())).collect(),
    })
}

/// An item of a list; no setting has lists of tables.
fn plain(value: &DeValue<'_>) -> Value {
    match given_of_toml(value) {
        Given::Value(value) => value,
        Given::Table(_) => Value::Null,
    }
}

pub(super) fn given_of_json(value: Value) -> Given {
    let Value::Object(all) = value else { return Given::Value(value) };
    let entry =
        |(name, value)| Entry { name, name_range: 0..0, given: given_of_json(value), range: 0..0 };
    Given::Table(all.into_iter().map(entry).collect())
}
