//! The settings that VS Code shows are those of the program: the part of the extension's package.json
//! between two of its own lines is written from the listing, and compared with it here.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::path::Path;

use config::setting::{Setting, Values, settings};
use serde_json::{Value, json};

/// The section whose settings are one object for VS Code, since there are as many as rules.
const RULES: &str = "rules";
const START: &str =
    "    \"configuration\": {\n      \"title\": \"%category%\",\n      \"properties\": {\n";
/// The first setting that is the extension's own.
const END: &str = "        \"nianbao.server.path\": {";

fn schema(setting: &Setting) -> Value {
    match &setting.values {
        Values::Choice(choices) => json!({
            "type": "string",
            "enum": choices.iter().map(|choice| choice.value).collect::<Vec<_>>(),
            "enumDescriptions": choices.iter().map(|choice| choice.description).collect::<Vec<_>>(),
        }),
        Values::Whole { least, most } => {
            json!({ "type": "integer", "minimum": least, "maximum": most })
        }
        Values::Name => json!({ "type": "string", "minLength": 1 }),
        Values::File => json!({ "type": "string" }),
        Values::Groups => {
            let names = json!({ "type": "array", "items": { "type": "string" } });
            json!({ "type": "array", "items": names })
        }
    }
}

fn property(setting: &Setting, order: usize) -> Value {
    let mut property = schema(setting);
    property["scope"] = json!("window");
    property["order"] = json!(order);
    property["default"] = setting.default();
    property["description"] = json!(setting.description);
    property
}

fn rules() -> Value {
    let levels = settings().iter().filter(|setting| setting.section == RULES);
    // What is offered is the titles; the ids are as good.
    let ids: Vec<&str> = levels.clone().map(|setting| setting.key).collect();
    let by_id = levels.clone().next().map(schema);
    let property = |setting: &Setting| {
        let mut property = schema(setting);
        property["description"] = json!(setting.description);
        (setting.title.unwrap().to_owned(), property)
    };
    json!({
        "type": "object",
        "scope": "window",
        "order": 0,
        "default": {},
        "additionalProperties": false,
        "markdownDescription": "调整规则的级别，或者关掉一条规则。左边写规则名，右边选级别。规则名见命令“年报：打开规则说明”。报告所在的文件夹里有 `nianbao.toml` 的，以文件为准。",
        "patternProperties": { format!("^({})$", ids.join("|")): by_id },
        "properties": levels.map(property).collect::<serde_json::Map<_, _>>(),
    })
}

/// The lines of package.json that are the program's.
fn lines() -> String {
    let others = settings().iter().filter(|setting| setting.section != RULES).enumerate();
    let others = others.map(|(at, setting)| (setting.name(), property(setting, at + 1)));
    let all = std::iter::once((RULES.to_owned(), rules())).chain(others);
    all.map(|(name, property)| {
        let property = serde_json::to_string_pretty(&property).unwrap().replace('\n', "\n        ");
        format!("        \"nianbao.{name}\": {property},\n")
    })
    .collect()
}

/// The lines as JSON; the order of the keys is as the build has it.
fn entries(lines: &str) -> Value {
    let object = format!("{{{}}}", lines.trim().trim_end_matches(','));
    serde_json::from_str(&object).expect("the settings are JSON")
}

/// The server would tell the user that it does not know them.
#[test]
fn the_extension_keeps_its_own_settings_to_itself() {
    let extension = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../editors/vscode");
    let read = |file: &str| std::fs::read_to_string(extension.join(file)).unwrap();
    let manifest: Value = serde_json::from_str(&read("package.json")).unwrap();
    let all = manifest["contributes"]["configuration"]["properties"].as_object().unwrap();
    let sections = all.keys().filter_map(|name| name.strip_prefix("nianbao.")?.split('.').next());
    let own = sections.filter(|name| settings().iter().all(|setting| setting.section != *name));
    let source = read("src/server.ts");
    let kept = source.split_once("OWN_SETTINGS = [").and_then(|(_, rest)| rest.split_once(']'));
    let kept = kept.expect("the list of the extension's own settings").0;
    for name in own {
        assert!(kept.contains(&format!("'{name}'")), "{name} is sent to the server");
    }
}

#[test]
fn the_extension_offers_every_setting() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../editors/vscode/package.json");
    let manifest = std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    let start = manifest.find(START).expect("the settings begin") + START.len();
    let end = manifest.find(END).expect("the extension's own settings begin");
    let (before, kept, behind) = (&manifest[..start], &manifest[start..end], &manifest[end..]);
    let expected = lines();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, format!("{before}{expected}{behind}")).unwrap();
        return;
    }
    assert!(
        entries(kept) == entries(&expected),
        "editors/vscode/package.json does not have the settings of the program; run the tests with UPDATE_EXPECT=1 to write them"
    );
}
