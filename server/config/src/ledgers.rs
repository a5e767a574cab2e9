//! What is set of ledgers: which header is which column, and which word means what.

use std::ops::Range;

use form::key;
use ledger::{Hints, field_names};
use serde_json::{Map, Value, json};

use super::given::{Entry, Fault, Given};

/// The section of ledgers, whose names are those of columns.
pub(super) const LEDGER: &str = "ledger";
/// The table in it of words.
const WORDS: &str = "words";

/// In Chinese: what they are for.
pub(super) const COLUMNS_DESCRIPTION: &str = "台账里认不出来的列：左边是这一列的叫法，右边是台账表头里的写法，有几种写法的放在方括号里。命令行的 --column 优先。";
pub(super) const WORDS_DESCRIPTION: &str =
    "台账里认不出来的说法：左边是台账里的写法，右边是表里的行名、列名，或者别的认得出来的说法。";

/// Takes an entry of the section.
pub(super) fn take(hints: &mut Hints, entry: Entry, faults: &mut Vec<Fault>) {
    match entry.given {
        Given::Value(Value::Null) => {}
        Given::Table(words) if entry.name == WORDS => {
            words.into_iter().for_each(|word| take_word(hints, word, faults));
        }
        given => take_column(hints, &entry.name, given, [entry.name_range, entry.range], faults),
    }
}

fn take_word(hints: &mut Hints, entry: Entry, faults: &mut Vec<Fault>) {
    match entry.given {
        Given::Value(Value::Null) => {}
        Given::Value(Value::String(meaning)) => hints.words.push((entry.name, meaning)),
        _ => {
            let message =
                format!("{LEDGER}.{WORDS}.{}：应写表里的行名或列名，放在英文双引号里", entry.name);
            faults.push(Fault { message, range: entry.range });
        }
    }
}

fn take_column(
    hints: &mut Hints,
    name: &str,
    given: Given,
    [name_range, range]: [Range<usize>; 2],
    faults: &mut Vec<Fault>,
) {
    let names = field_names();
    let Some(column) = names.iter().find(|known| key(known) == key(name)) else {
        let message =
            format!("{LEDGER}.{name}：台账没有叫“{name}”的列，可以写 {}", names.join("、"));
        faults.push(Fault { message, range: name_range });
        return;
    };
    let headers: Option<Vec<String>> = match given {
        Given::Value(Value::String(header)) => Some(vec![header]),
        Given::Value(value) => serde_json::from_value(value).ok(),
        Given::Table(_) => None,
    };
    match headers {
        Some(headers) => {
            hints.columns.extend(headers.into_iter().map(|header| ((*column).to_owned(), header)));
        }
        None => {
            let message = format!(
                "{LEDGER}.{name}：应写台账表头里的写法，例如 \"来文登记\"，有几种写法的写 [\"来文登记\", \"来件登记\"]"
            );
            faults.push(Fault { message, range });
        }
    }
}

/// Adds what a layer sets; it stands above what was set of the same columns and words.
pub(super) fn apply(set: &Hints, hints: &mut Hints) {
    let (columns, words) = (&mut hints.columns, &mut hints.words);
    columns.retain(|(name, _)| !set.columns.iter().any(|(other, _)| other == name));
    columns.extend(set.columns.iter().cloned());
    words.retain(|(word, _)| !set.words.iter().any(|(other, _)| other == word));
    words.extend(set.words.iter().cloned());
}

/// As it is set; nothing if nothing is.
pub(super) fn to_json(hints: &Hints) -> Option<Value> {
    if *hints == Hints::default() {
        return None;
    }
    let mut all = Map::new();
    for (name, header) in &hints.columns {
        if let Value::Array(headers) = all.entry(name.clone()).or_insert_with(|| json!([])) {
            headers.push(json!(header));
        }
    }
    if !hints.words.is_empty() {
        let words = hints.words.iter().map(|(word, meaning)| (word.clone(), json!(meaning)));
        all.insert(WORDS.to_owned(), Value::Object(words.collect()));
    }
    Some(Value::Object(all))
}

/// The schema of the section.
pub(super) fn schema() -> Value {
    let text = json!({ "type": "string" });
    let column = json!({ "anyOf": [text, { "type": "array", "items": text }] });
    let mut properties: Map<String, Value> =
        field_names().into_iter().map(|name| (name.to_owned(), column.clone())).collect();
    let words = json!({
        "type": "object",
        "additionalProperties": text,
        "description": WORDS_DESCRIPTION,
    });
    properties.insert(WORDS.to_owned(), words);
    json!({
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
        "description": COLUMNS_DESCRIPTION,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Config, Layer};

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(one, other)| ((*one).to_owned(), (*other).to_owned())).collect()
    }

    #[test]
    fn columns_and_words_are_named_and_the_later_layer_stands_above() {
        let (file, faults) = Layer::of_toml(
            "[ledger]\n\"收到日期\" = \"来文登记\"\n\"申请人（原告）\" = [\"甲\", \"乙\"]\n[ledger.words]\n\"转信访科\" = \"信访举报投诉类申请\"\n",
        );
        assert_eq!(faults, []);
        let (editor, faults) = Layer::of_json(
            json!({"ledger": {"收到日期": "登记", "答复日期": null, "words": {"转信访科": "其他", "驳回起诉": "其他结果"}}}),
        );
        assert_eq!(faults, []);
        let hints = Config::of([&editor, &file]).ledger;
        assert_eq!(
            hints.columns,
            pairs(&[("收到日期", "来文登记"), ("申请人（原告）", "甲"), ("申请人（原告）", "乙")])
        );
        assert_eq!(
            hints.words,
            pairs(&[("驳回起诉", "其他结果"), ("转信访科", "信访举报投诉类申请")])
        );
        let (layer, faults) = Layer::of_json(json!({ "ledger": to_json(&hints) }));
        assert_eq!(faults, []);
        assert_eq!(to_json(&Config::of([&layer]).ledger), to_json(&hints));
        assert_eq!(to_json(&Hints::default()), None);
    }

    #[test]
    fn what_is_no_column_is_told_at_its_place() {
        let text = "[ledger]\n\"来文\" = \"甲\"\n\"收到日期\" = 7\nwords = \"甲\"\n[ledger.\"答复日期\"]\nx = 1\n";
        let (layer, faults) = Layer::of_toml(text);
        assert_eq!(layer, Layer::default());
        let told: Vec<(&str, &str)> = faults
            .iter()
            .map(|fault| {
                (text.get(fault.range.clone()).unwrap_or_default(), fault.message.as_str())
            })
            .collect();
        let [unknown, number, words, table] = told.as_slice() else { panic!("{told:?}") };
        assert!(unknown.0.contains("来文") && unknown.1.contains("可以写 序号、"), "{unknown:?}");
        assert!(
            number.0 == "7" && number.1.starts_with("ledger.收到日期：应写台账表头"),
            "{number:?}"
        );
        assert!(words.1.starts_with("ledger.words：台账没有叫"), "{words:?}");
        assert!(table.1.starts_with("ledger.答复日期：应写"), "{table:?}");
    }
}
