//! What there is to set: name, values, default and what it is for. The one listing that reading,
//! the documentation, the schema of `nianbao.toml` and editors go by.
//!
//! To add a setting, add a field to [`Config`] and an entry here; then regenerate the pages and
//! bring the editors' lists up to date, which tests compare.

use std::sync::LazyLock;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::Config;
use super::ledgers::{self, LEDGER};

/// The section of the rules' levels.
pub(super) const RULES: &str = "rules";
/// The section that names organs, and so has no fixed settings.
pub(super) const PARTS: &str = "parts";
/// In Chinese: what it is for.
pub(super) const PARTS_DESCRIPTION: &str = "谁汇总谁：左边是汇总机关的名称，右边列出各单位的名称，都与年报标题里的写法相同。各单位的年报齐了，就把汇总年报逐格与各单位之和比对。";

/// Something that can be set.
#[derive(Debug)]
pub struct Setting {
    /// The table that it stands in, such as `format`.
    pub section: &'static str,
    /// Its name in the table.
    pub key: &'static str,
    /// What it may be called as well: a rule's title.
    pub title: Option<&'static str>,
    pub values: Values,
    /// In Chinese: what it is for.
    pub description: String,
    put: Put,
    get: fn(&Config) -> Value,
}

/// How a value gets into the configuration.
#[derive(Debug)]
enum Put {
    /// A rule's level.
    Level,
    Field(fn(&mut Config, &Value)),
}

/// What may be set.
#[derive(Debug)]
pub enum Values {
    /// One of these words.
    Choice(Vec<Choice>),
    /// A whole number from `least` to `most`.
    Whole { least: i64, most: i64 },
    /// Groups of names, each a list.
    Groups,
    /// A name of at most [`MAX_NAME`] characters.
    Name,
    /// The name of a file, from the folder of the settings' file on; nothing for none.
    File,
}

/// No path is longer, in characters, than systems allow.
const MAX_PATH: usize = 1_000;
/// No typeface has a longer name, in characters.
const MAX_NAME: usize = 60;

/// A word that may be set.
#[derive(Debug)]
pub struct Choice {
    pub value: &'static str,
    /// In Chinese: what it means.
    pub description: &'static str,
}

fn one_of<const N: usize>(words: [(&'static str, &'static str); N]) -> Values {
    let choices = words.map(|(value, description)| Choice { value, description });
    Values::Choice(choices.into())
}

static SETTINGS: LazyLock<Vec<Setting>> = LazyLock::new(|| {
    let levels = rules::ALL.iter().map(|rule| level(rule));
    levels.chain(organ()).chain(thresholds()).chain(appearance()).chain(export()).collect()
});

/// Everything that can be set, in the order of the documentation.
pub fn settings() -> &'static [Setting] {
    &SETTINGS
}

fn level(rule: &rules::Rule) -> Setting {
    Setting {
        section: RULES,
        key: rule.name,
        title: Some(rule.title),
        values: one_of([("off", "不查"), ("info", "提示"), ("warning", "警告"), ("error", "错误")]),
        description: format!("{}：{}", rule.title, rule.summary()),
        put: Put::Level,
        get: |_| Value::Null,
    }
}

fn organ() -> [Setting; 3] {
    [
        Setting {
            section: "organ",
            key: "kind",
            title: None,
            values: one_of([
                ("auto", "按标题里的机关名称推断；推断不出的，就不按类型检查"),
                ("government", "县级以上人民政府"),
                ("township", "乡镇人民政府"),
                ("subdistrict", "街道办事处"),
                ("department", "政府部门"),
            ]),
            description: "机关类型，决定年报里该有哪些内容、该在哪一天以前公布。".to_owned(),
            put: Put::Field(|config, value| put_or_auto(&mut config.options.organ_kind, value)),
            get: |config| or_auto(config.options.organ_kind),
        },
        Setting {
            section: "organ",
            key: "makes-regulations",
            title: None,
            values: one_of([
                ("auto", "按标题里的机关名称推断；推断不出的，就不检查"),
                ("yes", "有权制定规章"),
                ("no", "无权制定规章"),
            ]),
            description: "本机关有没有规章制定权。".to_owned(),
            put: Put::Field(|config, value| {
                config.options.makes_regulations = match value.as_str() {
                    Some("yes") => Some(true),
                    Some("no") => Some(false),
                    _ => None,
                };
            }),
            get: |config| match config.options.makes_regulations {
                Some(true) => json!("yes"),
                Some(false) => json!("no"),
                None => json!("auto"),
            },
        },
        Setting {
            section: "organ",
            key: "aliases",
            title: None,
            values: Values::Groups,
            description: "同一个机关前后用过的名称，一组一个方括号，例如机构改革前后的两个局：[[\"云岭县市场监督管理局\", \"云岭县工商行政管理局\"]]。与上年年报比较时，一组里的名称算同一个机关；只差上级地名、“人民政府”与“政府”的，不用写。".to_owned(),
            put: Put::Field(|config, value| put(&mut config.aliases, value)),
            get: |config| json!(config.aliases),
        },
    ]
}

fn thresholds() -> [Setting; 2] {
    [
        Setting {
            section: "thresholds",
            key: "overused-other-percent",
            title: None,
            values: Values::Whole { least: 0, most: 100 },
            description: "表三（六）3“其他”占全部办理结果的比例超过百分之多少才提示。".to_owned(),
            put: Put::Field(|config, value| put(&mut config.options.overused_other_percent, value)),
            get: |config| json!(config.options.overused_other_percent),
        },
        Setting {
            section: "thresholds",
            key: "overused-other-count",
            title: None,
            values: Values::Whole { least: 1, most: 1_000_000 },
            description: "表三（六）3“其他”至少有多少件才提示。".to_owned(),
            put: Put::Field(|config, value| put(&mut config.options.overused_other_count, value)),
            get: |config| json!(config.options.overused_other_count),
        },
    ]
}

fn appearance() -> [Setting; 2] {
    [
        Setting {
            section: "format",
            key: "ambiguous-width",
            title: None,
            values: one_of([("wide", "两格宽，中文字体都是这样画的"), ("narrow", "一格宽")]),
            description: "对齐表格时，“ ” … — ① 这样的字符算几格宽。".to_owned(),
            put: Put::Field(|config, value| put(&mut config.format.ambiguous_width, value)),
            get: |config| json!(config.format.ambiguous_width),
        },
        Setting {
            section: "inlay-hints",
            key: "sums",
            title: None,
            values: one_of([
                ("always", "总是显示"),
                ("broken", "总计空着或者不平时显示"),
                ("never", "不显示"),
            ]),
            description: "编辑器里，什么时候在总计旁边显示算出来的和。".to_owned(),
            put: Put::Field(|config, value| put(&mut config.inlay_hints.sums, value)),
            get: |config| json!(config.inlay_hints.sums),
        },
    ]
}

fn export() -> [Setting; 8] {
    let font = |key, what: &str, put: fn(&mut Config, &Value), get: fn(&Config) -> Value| Setting {
        section: "export",
        key,
        title: None,
        values: Values::Name,
        description: format!("导出的文件里{what}用的字体，写 Word、WPS 字体列表里的名称。"),
        put: Put::Field(put),
        get,
    };
    [
        font(
            "title-font",
            "标题",
            |config, value| put(&mut config.export.fonts.title, value),
            |config| json!(config.export.fonts.title),
        ),
        font(
            "section-font",
            "“一、”一级的小标题",
            |config, value| put(&mut config.export.fonts.section, value),
            |config| json!(config.export.fonts.section),
        ),
        font(
            "heading-font",
            "“（一）”一级的小标题",
            |config, value| put(&mut config.export.fonts.heading, value),
            |config| json!(config.export.fonts.heading),
        ),
        font(
            "body-font",
            "正文",
            |config, value| put(&mut config.export.fonts.body, value),
            |config| json!(config.export.fonts.body),
        ),
        font(
            "table-font",
            "表格",
            |config, value| put(&mut config.export.fonts.table, value),
            |config| json!(config.export.fonts.table),
        ),
        font(
            "latin-font",
            "字母和数字",
            |config, value| put(&mut config.export.fonts.latin, value),
            |config| json!(config.export.fonts.latin),
        ),
        Setting {
            section: "export",
            key: "signature",
            title: None,
            values: one_of([("yes", "印上"), ("no", "不印，例如要套印或者盖章的")]),
            description: "导出的文件里，末尾的机关署名和日期印不印。".to_owned(),
            put: Put::Field(|config, value| config.export.signature = value == "yes"),
            get: |config| json!(if config.export.signature { "yes" } else { "no" }),
        },
        Setting {
            section: "export",
            key: "template",
            title: None,
            values: Values::File,
            description: "本机关自己的 Word 模板（.docx）。导出 Word 文档时照它的样式、页眉、页脚和页面设置排版，模板里没有的样式照常。写文件名，从 nianbao.toml 所在的文件夹找起；在编辑器里设的，从年报所在的文件夹找起。文件夹之间用 / 隔开。".to_owned(),
            put: Put::Field(|config, value| put(&mut config.template, value)),
            get: |config| json!(config.template),
        },
    ]
}

/// Whether a text can be a name: not blank, short, and on one line.
fn is_name(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().count() <= MAX_NAME && !text.contains(char::is_control)
}

/// Whether a text can be a file's name, or none.
fn is_file_name(text: &str) -> bool {
    text.chars().count() <= MAX_PATH && !text.contains(char::is_control)
}

fn put<T: DeserializeOwned>(place: &mut T, value: &Value) {
    if let Ok(value) = serde_json::from_value(value.clone()) {
        *place = value;
    }
}

fn put_or_auto<T: DeserializeOwned>(place: &mut Option<T>, value: &Value) {
    *place = serde_json::from_value(value.clone()).ok();
}

fn or_auto<T: Serialize>(value: Option<T>) -> Value {
    value.map_or_else(|| json!("auto"), |value| json!(value))
}

impl PartialEq for Setting {
    fn eq(&self, other: &Self) -> bool {
        (self.section, self.key) == (other.section, other.key)
    }
}

impl Setting {
    /// Whether somebody who writes this name means it.
    pub(super) fn goes_by(&self, name: &str) -> bool {
        self.key == name || self.title == Some(name)
    }

    /// Its full name.
    pub fn name(&self) -> String {
        format!("{}.{}", self.section, self.key)
    }

    /// What is in force if nobody sets it; null for a rule, which has a level of its own.
    pub fn default(&self) -> Value {
        (self.get)(&Config::default())
    }

    /// What is in force; null for a rule with its own level.
    pub fn value(&self, config: &Config) -> Value {
        match self.put {
            Put::Level => config.rules.get(self.key).map_or(Value::Null, |level| json!(level)),
            Put::Field(_) => (self.get)(config),
        }
    }

    pub(super) fn put(&self, config: &mut Config, value: &Value) {
        match self.put {
            Put::Level => {
                if let Ok(level) = serde_json::from_value(value.clone()) {
                    config.rules.insert(self.key, level);
                }
            }
            Put::Field(put) => put(config, value),
        }
    }
}

impl Values {
    /// Whether a value may be set.
    pub(super) fn admit(&self, value: &Value) -> bool {
        match self {
            Self::Choice(choices) => choices.iter().any(|choice| *value == choice.value),
            Self::Whole { least, most } => {
                value.as_i64().is_some_and(|number| (*least..=*most).contains(&number))
            }
            Self::Groups => serde_json::from_value::<Vec<Vec<String>>>(value.clone()).is_ok(),
            Self::Name => value.as_str().is_some_and(is_name),
            Self::File => value.as_str().is_some_and(is_file_name),
        }
    }

    /// What may be written, in Chinese.
    pub(super) fn told(&self) -> String {
        match self {
            Self::Choice(choices) => {
                let words: Vec<String> =
                    choices.iter().map(|choice| format!("\"{}\"", choice.value)).collect();
                match words.split_last() {
                    Some((last, former @ [_, ..])) => format!("{} 或 {last}", former.join("、")),
                    _ => words.concat(),
                }
            }
            Self::Whole { least, most } => format!("{least} 到 {most} 的整数"),
            Self::Groups => "几组名称，例如 [[\"甲局\", \"乙局\"]]".to_owned(),
            Self::Name => format!("一个名称，最多 {MAX_NAME} 个字"),
            Self::File => "一个文件名，例如 \"机关模板.docx\"".to_owned(),
        }
    }
}

impl Config {
    /// All settings in force, by their names. Of the rules, those whose level is set.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut all = Map::new();
        for setting in settings() {
            let section = all.entry(setting.section).or_insert_with(|| json!({}));
            let value = setting.value(self);
            if let (Value::Object(section), false) = (section, value.is_null()) {
                section.insert(setting.key.to_owned(), value);
            }
        }
        if !self.parts.is_empty() {
            all.insert(PARTS.to_owned(), json!(self.parts));
        }
        if let Some(hints) = ledgers::to_json(&self.ledger) {
            all.insert(LEDGER.to_owned(), hints);
        }
        Value::Object(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever may be set is in force then.
    #[test]
    fn every_value_that_is_told_can_be_set() {
        for setting in settings() {
            let values: Vec<Value> = match &setting.values {
                Values::Choice(choices) => {
                    choices.iter().map(|choice| json!(choice.value)).collect()
                }
                Values::Whole { least, most } => vec![json!(least), json!(most)],
                Values::Groups => vec![json!([]), json!([["甲局", "乙局"]])],
                Values::Name => vec![json!("方正仿宋_GBK"), json!("A")],
                Values::File => vec![json!(""), json!("模板/机关.docx")],
            };
            for value in values {
                let mut config = Config::default();
                setting.put(&mut config, &value);
                assert!(setting.values.admit(&value), "{} {value}", setting.name());
                assert_eq!(setting.value(&config), value, "{}", setting.name());
            }
        }
    }

    #[test]
    fn every_default_may_be_set() {
        for setting in settings().iter().filter(|setting| setting.section != RULES) {
            assert!(setting.values.admit(&setting.default()), "{}", setting.name());
        }
    }
}
