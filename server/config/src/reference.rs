//! What users and their editors can read of the settings: `docs/settings.md`, and the schema of
//! `nianbao.toml` in `docs/nianbao.schema.json`, which the editors' own lists are compared with.

use serde_json::{Map, Value, json};

use super::ledgers::{self, COLUMNS_DESCRIPTION, LEDGER, WORDS_DESCRIPTION};
use super::setting::{PARTS, PARTS_DESCRIPTION, RULES, Setting, Values, settings};

const INTRODUCTION: &str = "\
# 设置

<!-- 本页由 server/config/src/setting.rs 里的设置清单生成，请改那里，不要直接改本页。 -->

不设置也能用。要改的，在年报所在的文件夹或者上级文件夹里放一个 `nianbao.toml`，离年报最近的一个起作用，用 UTF-8 编码保存。
编辑器里也能设，名称相同；两边都设了，以 `nianbao.toml` 为准，没有写的以编辑器为准。
哪一项写错了，会指出它在文件里的位置和应有的写法，其余各项照常起作用。改了以后马上生效，不用重新打开年报。

```toml
[rules]
\"表格漏填\" = \"error\"

[organ]
kind = \"township\"
```
";

const LEVELS: &str = "\
规则名作名称，级别作值；中文的规则名要放在英文双引号里，英文的不用（`blank-cell`），写哪一个都行。级别有`\"error\"` 错误，`\"warning\"` 警告，`\"info\"` 提示，`\"off\"` 不查。没有写的，用规则自己的级别。
各条规则见[规则说明](rules.md)。
";

const PARTS_EXAMPLE: &str = "\
```toml
[parts]
\"云岭县人民政府\" = [\"云岭县档案局\", \"云岭县水务局\"]
```
";

const LEDGER_EXAMPLE: &str = "\
```toml
[ledger]
\"收到日期\" = \"来文登记\"
\"办理结果\" = [\"处室意见\", \"局意见\"]

[ledger.words]
\"转信访科\" = \"信访举报投诉类申请\"
\"裁定驳回起诉\" = \"其他结果\"
```
";

/// The page on all settings, in Markdown.
pub fn page() -> String {
    let mut page = INTRODUCTION.to_owned();
    let mut section = "";
    for setting in settings() {
        if setting.section != section {
            section = setting.section;
            page.truncate(page.trim_end().len());
            page.push_str(&format!("\n\n## [{section}]\n\n"));
            page.push_str(if section == RULES { LEVELS } else { "" });
        }
        if section != RULES {
            page.push_str(&described(setting));
        }
    }
    page.truncate(page.trim_end().len());
    page.push_str(&format!("\n\n## [{PARTS}]\n\n{PARTS_DESCRIPTION}\n\n{PARTS_EXAMPLE}"));
    page.push_str(&format!(
        "\n## [{LEDGER}]\n\n{COLUMNS_DESCRIPTION}叫法有 {}。怎样读见[从台账到表三、表四](ledger.md)。\n\n{WORDS_DESCRIPTION}\n\n{LEDGER_EXAMPLE}",
        ledger::field_names().join("、")
    ));
    page
}

fn described(setting: &Setting) -> String {
    let head = format!("**`{}`**：{}", setting.key, setting.description);
    match &setting.values {
        Values::Whole { least, most } => {
            format!("{head}写 {least} 到 {most} 的整数，没有写的按 {}。\n\n", setting.default())
        }
        Values::Groups => format!("{head}\n\n"),
        Values::Name => format!("{head}没有写的按 {}。\n\n", setting.default()),
        Values::File => format!("{head}没有写的，不用模板。\n\n"),
        Values::Choice(choices) => {
            let default = setting.default();
            let lines: String = choices
                .iter()
                .map(|choice| {
                    let usual =
                        if default == choice.value { "（没有写的按这一项）" } else { "" };
                    format!("- `\"{}\"`：{}{usual}\n", choice.value, choice.description)
                })
                .collect();
            format!("{head}\n\n{lines}\n")
        }
    }
}

/// The JSON Schema of `nianbao.toml`. Editors send the same names and values.
pub fn schema() -> Value {
    let mut sections = Map::new();
    for setting in settings() {
        let section = sections.entry(setting.section).or_insert_with(
            || json!({ "type": "object", "additionalProperties": false, "properties": {} }),
        );
        if let Some(Value::Object(properties)) = section.get_mut("properties") {
            let names = setting.title.into_iter().chain([setting.key]);
            properties.extend(names.map(|name| (name.to_owned(), property(setting))));
        }
    }
    let names = json!({ "type": "array", "items": { "type": "string" } });
    let parts = json!({ "type": "object", "additionalProperties": names, "description": PARTS_DESCRIPTION });
    sections.insert(PARTS.to_owned(), parts);
    sections.insert(LEDGER.to_owned(), ledgers::schema());
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": super::FILE_NAME,
        "type": "object",
        "additionalProperties": false,
        "properties": sections,
    })
}

fn property(setting: &Setting) -> Value {
    let mut property = match &setting.values {
        Values::Whole { least, most } => {
            json!({ "type": "integer", "minimum": least, "maximum": most })
        }
        Values::Groups => {
            let names = json!({ "type": "array", "items": { "type": "string" } });
            json!({ "type": "array", "items": names })
        }
        Values::Name => json!({ "type": "string", "minLength": 1 }),
        Values::File => json!({ "type": "string" }),
        Values::Choice(choices) => json!({
            "type": "string",
            "enum": choices.iter().map(|choice| choice.value).collect::<Vec<_>>(),
            "enumDescriptions": choices.iter().map(|choice| choice.description).collect::<Vec<_>>(),
        }),
    };
    if let Value::Object(property) = &mut property {
        property.insert("description".to_owned(), json!(setting.description));
        // A rule that nobody sets has its own level.
        if setting.section != RULES {
            property.insert("default".to_owned(), setting.default());
        }
    }
    property
}

#[cfg(test)]
mod tests {
    use super::*;

    const STALE: &str =
        "it differs from the listing; run the tests with UPDATE_EXPECT=1 to write it";

    /// A file of `docs/`, written anew if that is asked for.
    fn file(name: &str, wanted: &str) -> String {
        let path = format!("{}/../../docs/{name}", env!("CARGO_MANIFEST_DIR"));
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(&path, wanted).expect("the file can be written");
        }
        std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n")
    }

    #[test]
    fn the_page_in_docs_is_this_one() {
        assert!(file("settings.md", &page()) == page(), "docs/settings.md: {STALE}");
    }

    /// The order of its keys is as the build has it.
    #[test]
    fn the_schema_in_docs_is_this_one() {
        let written = serde_json::to_string_pretty(&schema()).expect("it is JSON");
        let found = file("nianbao.schema.json", &format!("{written}\n"));
        let found: Option<Value> = serde_json::from_str(&found).ok();
        assert!(found == Some(schema()), "docs/nianbao.schema.json: {STALE}");
    }
}
