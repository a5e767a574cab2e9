//! What somebody has set: a file or an editor. Read leniently: what is wrong is a fault of its own,
//! and the rest counts.

use std::ops::Range;
use std::path::{Path, PathBuf};

use archive::Parts;
use form::unspaced;
use ledger::Hints;
use serde_json::{Value, json};
use toml::de::DeTable;

use super::Config;
use super::given::{Entry, Fault, Given, entries_of_toml, given_of_json};
use super::ledgers::{self, LEDGER};
use super::setting::{PARTS, RULES, Setting, Values, settings};

/// What a file or an editor sets; whatever it does not name is left to others.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Layer {
    /// Valid values, in the order in which they were found.
    set: Vec<(&'static Setting, Value)>,
    /// Which organs' reports another one sums up.
    parts: Parts,
    /// What columns and words of ledgers mean.
    ledger: Hints,
    /// Where names of files begin; none for an editor.
    folder: Option<PathBuf>,
}

/// At least this similar to a known name, an unknown one is that name, misspelt.
const SIMILAR: f64 = 0.6;

impl Layer {
    /// Reads a settings' file.
    pub fn of_toml(text: &str) -> (Self, Vec<Fault>) {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut faults: Vec<Fault> = Vec::new();
        for error in errors {
            let range = error.span().unwrap_or(0..0);
            let line = line_of(text, range.start);
            if faults.last().is_none_or(|fault| line_of(text, fault.range.start) != line) {
                faults.push(Fault { message: UNREADABLE.to_owned(), range });
            }
        }
        let unreadable: Vec<usize> =
            faults.iter().map(|fault| line_of(text, fault.range.start)).collect();
        let (layer, wrong) = Self::of_entries(entries_of_toml(table.get_ref()));
        // What was made of a line that cannot be read is nobody's fault.
        faults.extend(
            wrong
                .into_iter()
                .filter(|fault| !unreadable.contains(&line_of(text, fault.range.start))),
        );
        faults.sort_by_key(|fault| fault.range.start);
        (layer, faults)
    }

    /// Reads an editor's settings.
    pub fn of_json(value: Value) -> (Self, Vec<Fault>) {
        match given_of_json(value) {
            Given::Table(entries) => Self::of_entries(entries),
            Given::Value(Value::Null) => (Self::default(), Vec::new()),
            Given::Value(other) => {
                let message = format!("设置应是一组名称和值，不是 {other}");
                (Self::default(), vec![Fault { message, range: 0..0 }])
            }
        }
    }

    /// The same layer, with names of files that begin at a folder.
    #[must_use]
    pub fn from_folder(self, folder: &Path) -> Self {
        Self { folder: Some(folder.to_owned()), ..self }
    }

    /// Sets what this layer names.
    pub(super) fn apply(&self, config: &mut Config) {
        for (setting, value) in &self.set {
            match (&setting.values, &self.folder, value.as_str()) {
                (Values::File, Some(folder), Some(name)) if !name.is_empty() => {
                    setting.put(config, &json!(folder.join(name)));
                }
                _ => setting.put(config, value),
            }
        }
        config.parts.extend(self.parts.clone());
        ledgers::apply(&self.ledger, &mut config.ledger);
    }

    fn of_entries(entries: Vec<Entry>) -> (Self, Vec<Fault>) {
        let (mut layer, mut faults) = (Self::default(), Vec::new());
        for section in entries {
            let known: Vec<&'static Setting> =
                settings().iter().filter(|setting| setting.section == section.name).collect();
            match section.given {
                Given::Value(Value::Null) => {}
                Given::Table(entries) if section.name == PARTS => {
                    entries.into_iter().for_each(|entry| layer.take_parts(entry, &mut faults));
                }
                Given::Table(entries) if section.name == LEDGER => {
                    let hints = &mut layer.ledger;
                    entries.into_iter().for_each(|entry| ledgers::take(hints, entry, &mut faults));
                }
                _ if known.is_empty() && ![PARTS, LEDGER].contains(&section.name.as_str()) => {
                    faults.push(unknown_section(&section))
                }
                Given::Value(_) => faults.push(Fault {
                    message: format!("{0}：这是一组设置，要写成 [{0}]，下面每行一项", section.name),
                    range: section.range,
                }),
                Given::Table(entries) => {
                    for entry in entries {
                        layer.take(&section.name, &known, entry, &mut faults);
                    }
                }
            }
        }
        (layer, faults)
    }

    /// Takes the names of the organs that another one sums up.
    fn take_parts(&mut self, entry: Entry, faults: &mut Vec<Fault>) {
        let names = match entry.given {
            Given::Value(Value::Null) => return,
            Given::Value(Value::Array(names)) => {
                names.iter().map(|name| name.as_str().map(unspaced)).collect()
            }
            _ => None,
        };
        match names {
            Some(names) => drop(self.parts.insert(unspaced(&entry.name), names)),
            None => {
                let message = format!(
                    "{PARTS}.{}：应写各单位的名称，例如 [\"云岭县档案局\", \"云岭县水务局\"]",
                    entry.name
                );
                faults.push(Fault { message, range: entry.range });
            }
        }
    }

    fn take(
        &mut self,
        section: &str,
        known: &[&'static Setting],
        entry: Entry,
        faults: &mut Vec<Fault>,
    ) {
        let value = match entry.given {
            Given::Value(Value::Null) => return,
            Given::Value(value) => Some(value),
            Given::Table(_) => None,
        };
        let Some(setting) = known.iter().find(|setting| setting.goes_by(&entry.name)) else {
            faults.push(unknown_setting(section, known, &entry.name, entry.name_range));
            return;
        };
        match value {
            Some(value) if setting.values.admit(&value) => self.set.push((setting, value)),
            value => {
                let written = value.map_or_else(String::new, |value| format!("{value} 不行，"));
                let told = setting.values.told();
                let blank = if told.starts_with(|c: char| c.is_ascii()) { " " } else { "" };
                let message = format!("{}：{written}应写{blank}{told}", setting.name());
                faults.push(Fault { message, range: entry.range });
            }
        }
    }
}

const UNREADABLE: &str = "这一行的写法读不懂。每行写一项，值和中文的名称放在英文双引号里，例如 \"表格漏填\" = \"error\"；同一项只写一次";

fn unknown_section(section: &Entry) -> Fault {
    let mut names: Vec<&str> = settings().iter().map(|setting| setting.section).collect();
    names.extend([PARTS, LEDGER]);
    names.dedup();
    let names: Vec<String> = names.iter().map(|name| format!("[{name}]")).collect();
    let message = format!("没有“{}”这组设置，可以写 {}", section.name, names.join("、"));
    Fault { message, range: section.name_range.clone() }
}

fn unknown_setting(section: &str, known: &[&Setting], name: &str, range: Range<usize>) -> Fault {
    let names = known.iter().flat_map(|setting| setting.title.into_iter().chain([setting.key]));
    let likeness = |known: &&str| strsim::normalized_levenshtein(name, known);
    let nearest = names.max_by(|one, two| likeness(one).total_cmp(&likeness(two)));
    let meant = match nearest.filter(|known| likeness(known) >= SIMILAR) {
        Some(known) => format!("是不是 {known}？"),
        None if section == RULES => "规则名见 nianbao rules".to_owned(),
        None => {
            let names: Vec<&str> = known.iter().map(|setting| setting.key).collect();
            format!("可以写 {}", names.join("、"))
        }
    };
    let what = if section == RULES { "规则" } else { "设置" };
    Fault { message: format!("{section}.{name}：没有叫“{name}”的{what}，{meant}"), range }
}

fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Level, ShowSums};

    /// What is between `‹` and `›` is wrong, and nothing else; the messages hold these parts.
    fn expect(marked: &str, parts: &[&str]) -> Config {
        let text = marked.replace(['‹', '›'], "");
        let (layer, faults) = Layer::of_toml(&text);
        let places: Vec<&str> =
            faults.iter().filter_map(|fault| text.get(fault.range.clone())).collect();
        let expected: Vec<&str> =
            marked.split('‹').skip(1).filter_map(|rest| rest.split('›').next()).collect();
        assert_eq!(places, expected, "{faults:?}");
        for (fault, part) in faults.iter().zip(parts) {
            assert!(fault.message.contains(part), "{part} is not in {}", fault.message);
        }
        Config::of([&layer])
    }

    #[test]
    fn each_wrong_value_is_told_at_its_place_and_the_rest_counts() {
        let config = expect(
            "# sums no-such-rule 𠮷\n[rules]\n‹no-such-rule› = \"off\"\nblank-cell = ‹\"大声𠮷\"›\nmissing-row = \"off\"\n\
             [inlay-hints]\nsums = ‹7›\n‹sum› = \"always\"\n[‹formatting›]\nx = 1\n[thresholds]\noverused-other-percent = ‹101›\n",
            &[
                "rules.no-such-rule",
                "rules.blank-cell",
                "inlay-hints.sums",
                "是不是 sums？",
                "formatting",
                "0 到 100",
            ],
        );
        assert_eq!(config.rules.get("missing-row"), Some(&Level::Off));
        assert_eq!(config.rules.len(), 1);
    }

    #[test]
    fn what_is_no_toml_does_not_spoil_the_rest() {
        let (layer, faults) =
            Layer::of_toml("[rules]\nblank-cell = error\nmissing-row = \"off\"\n");
        let config = Config::of([&layer]);
        assert_eq!(config.rules.get("missing-row"), Some(&Level::Off));
        let [fault] = faults.as_slice() else { panic!("{faults:?}") };
        assert!(fault.message.contains("英文双引号"), "{}", fault.message);
        assert_eq!(fault.range.start, "[rules]\nblank-cell = ".len());
    }

    #[test]
    fn a_table_where_a_value_belongs_and_the_other_way_round() {
        expect("rules = ‹\"off\"›\n", &["[rules]"]);
        let (_, faults) = Layer::of_toml("[inlay-hints.sums]\nx = 1\n");
        assert_eq!(faults.len(), 1, "{faults:?}");
    }

    #[test]
    fn organs_are_named_with_what_they_sum_up() {
        let config = expect(
            "[parts]\n\"云岭县人民政府\" = [\"云岭县档案局\", \"云岭县 水务局\"]\n\"𠮷县\" = ‹\"甲局\"›\n\"乙县\" = ‹[7]›\n",
            &["parts.𠮷县：应写各单位的名称", "parts.乙县"],
        );
        let expected = vec!["云岭县档案局".to_owned(), "云岭县水务局".to_owned()];
        assert_eq!(config.parts, [("云岭县人民政府".to_owned(), expected)].into());
        let (layer, faults) = Layer::of_json(json!({"parts": {"甲县": ["乙局"]}}));
        assert_eq!(faults, []);
        assert_eq!(Config::of([&layer]).parts.len(), 1);
    }

    #[test]
    fn a_template_is_looked_for_where_it_is_set() {
        let report = Path::new("甲/年报.nianbao");
        let of = |layers: &[&Layer]| Config::of(layers.iter().copied()).template_for(report);
        let layer = |text: &str| {
            let (layer, faults) = Layer::of_toml(text);
            assert_eq!(faults, []);
            layer
        };
        let editor = layer("[export]\ntemplate = \"乙.docx\"\n");
        let file = layer("[export]\ntemplate = \"丙/丁.docx\"\n").from_folder(Path::new("县"));
        let none = layer("[export]\ntemplate = \"\"\n").from_folder(Path::new("县"));
        assert_eq!(of(&[&editor]), Some(Path::new("甲").join("乙.docx")));
        assert_eq!(of(&[&none]), None);
        assert_eq!(of(&[&editor, &none]), None);
        let found = of(&[&editor, &file.from_folder(Path::new("/县"))]).expect("it is set");
        assert!(found.ends_with(Path::new("县/丙/丁.docx")) && !found.starts_with("甲"));
    }

    #[test]
    fn null_is_not_set() {
        for value in
            [json!(null), json!({}), json!({"rules": null}), json!({"inlay-hints": {"sums": null}})]
        {
            let (layer, faults) = Layer::of_json(value);
            assert_eq!((layer, faults), (Layer::default(), vec![]));
        }
    }

    #[test]
    fn an_editor_sets_the_same_names() {
        let (layer, faults) = Layer::of_json(
            json!({"rules": {"blank-cell": "off", "missing-row": 7}, "inlay-hints": {"sums": "never"}}),
        );
        let config = Config::of([&layer]);
        assert_eq!(config.rules.get("blank-cell"), Some(&Level::Off));
        assert_eq!(config.inlay_hints.sums, ShowSums::Never);
        let [fault] = faults.as_slice() else { panic!("{faults:?}") };
        assert!(fault.message.starts_with("rules.missing-row：7 不行"), "{}", fault.message);
        assert_eq!(Layer::of_json(json!("off")).1.len(), 1);
    }
}
