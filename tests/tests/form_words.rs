//! The form is data: no word and no id of any edition stands in the code, be it Rust, TypeScript or Lua.
//!
//! Docs of rules, which quote the form to explain themselves, and tests may. A word that the code has in another sense is listed
//! here with the reason.
#![allow(clippy::unwrap_used, reason = "a test that meets the unexpected must stop at once")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use nianbao_tests::source::{literals, script_lines, without_tests};
use toml::Value;

/// Words that mean something else where they stand: file, word, reason.
const OTHERS: &[(&str, &str, &str)] = &[
    ("server/ide/src/semantic_tokens.rs", "total", "a modifier's name in the protocol"),
    ("server/repair/src/lib.rs", "total", "the name of an operation in JSON"),
    ("server/repair/src/lib.rs", "other", "the name of an operation in JSON"),
    ("server/src/cli/explain/json.rs", "in_force", "a key of the answer in JSON"),
    ("server/src/cli/arguments.rs", "政府信息公开工作年度报告", "what the program is for"),
    ("server/src/cli/explain/json.rs", "in_force", "since when an instrument is in force"),
    ("server/src/cli/arguments.rs", "不予公开", "an example in the help"),
    ("server/src/cli/arguments.rs", "法律服务机构", "an example in the help"),
    ("server/src/cli/arguments.rs", "第二十条第（一）项", "an example in the help"),
    ("editors/vscode/src/createReport.ts", "上年结转", "what the command does, in its own words"),
    ("server/config/src/setting.rs", "办理结果", "the description of a setting for a rule"),
    ("server/config/src/reference.rs", "办理结果", "an example of a setting"),
    ("server/config/src/reference.rs", "信访举报投诉类申请", "an example of a setting"),
    ("server/config/src/reference.rs", "其他结果", "an example of a setting"),
    ("editors/vscode/src/createReport.ts", "结转下年度", "what the command does, in its own words"),
    (
        "editors/neovim/lua/nianbao/detect.lua",
        "政府信息公开工作年度报告",
        "tells a report from other texts before a server runs",
    ),
    (
        "server/src/cli/arguments.rs",
        "requests",
        "the name of a guide, which is asked where none is named",
    ),
    (
        "editors/vscode/src/guide.ts",
        "requests",
        "the name of a guide, for which there is a command",
    ),
    (
        "editors/vscode/src/guide.ts",
        "challenges",
        "the name of a guide, for which there is a command",
    ),
    (
        "editors/neovim/lua/nianbao/command/guide.lua",
        "requests",
        "the name of a guide, which can be typed",
    ),
    (
        "editors/neovim/lua/nianbao/command/guide.lua",
        "challenges",
        "the name of a guide, which can be typed",
    ),
];

/// Shorter words (in characters) are everybody's.
const SHORTEST: usize = 3;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// Words and ids of all editions.
fn form_words() -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut words, mut ids) = (BTreeSet::new(), BTreeSet::new());
    for file in fs::read_dir(root().join("server/forms")).unwrap() {
        let form: toml::Table = fs::read_to_string(file.unwrap().path()).unwrap().parse().unwrap();
        if form.contains_key("edition") {
            gather("", &Value::Table(form), &mut words, &mut ids);
        }
    }
    (words, ids)
}

fn gather(key: &str, value: &Value, words: &mut BTreeSet<String>, ids: &mut BTreeSet<String>) {
    const LABELS: [&str; 8] =
        ["label", "short", "title", "variants", "caption", "corner", "notes", "header"];
    match value {
        Value::Table(table) => table.iter().for_each(|(key, value)| gather(key, value, words, ids)),
        Value::Array(list) => list.iter().for_each(|value| gather(key, value, words, ids)),
        Value::String(id) if key == "id" => drop(ids.insert(id.clone())),
        Value::String(text) if LABELS.contains(&key) => {
            let word =
                text.trim_start_matches(|c| "（）一二三四五六七八九十0123456789、. ".contains(c));
            if word.chars().count() >= SHORTEST {
                words.insert(word.to_owned());
            }
        }
        _ => {}
    }
}

/// The source files below a folder, tests of every kind aside.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let is_other = ["tests", "examples", "testing", "node_modules", "sample", "forms"]
            .contains(&name.as_str());
        if path.is_dir() {
            if !is_other {
                sources(&path, found);
            }
        } else if [".rs", ".ts", ".lua"].iter().any(|end| name.ends_with(end))
            && !["tests.rs", "testing.rs"].contains(&name.as_str())
        {
            found.push(path);
        }
    }
}

/// The source without tests and without the names and docs of rules.
fn code(source: &str) -> String {
    let source = without_tests(source);
    let source = without(&source, "static RULE: Rule = Rule {", "\n    severity: ");
    let source = without(&source, "doc: Doc {", "\n    },\n");
    // A long example stands below its doc.
    without(&source, "\nconst OLD: &str = ", ";\n\nfn ")
}

/// The source without what stands between two marks.
fn without(source: &str, begin: &str, end: &str) -> String {
    let mut code = String::new();
    let mut rest = source;
    while let Some((before, behind)) = rest.split_once(begin) {
        code.push_str(before);
        rest = behind.split_once(end).map_or("", |(_, rest)| rest);
    }
    code + rest
}

/// Whether a text is an id, or a line of a script has it in quotes.
fn is_id(text: &str, id: &str) -> bool {
    text == id || ['"', '\'', '`'].iter().any(|mark| text.contains(&format!("{mark}{id}{mark}")))
}

#[test]
fn no_word_and_no_id_of_the_form_stands_in_the_code() {
    let (words, ids) = form_words();
    let mut files = Vec::new();
    for folder in
        ["server", "editors/vscode/src", "editors/web/src", "editors/neovim/lua", "xtask/src"]
    {
        sources(&root().join(folder), &mut files);
    }
    assert!(words.len() > 100 && ids.len() > 50 && files.len() > 200, "{}", files.len());
    let mut found = BTreeSet::new();
    let mut unused: BTreeSet<(&str, &str)> =
        OTHERS.iter().map(|(file, word, _)| (*file, *word)).collect();
    for file in files {
        let code = code(&fs::read_to_string(&file).unwrap());
        let name = file.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
        let texts =
            if name.ends_with(".rs") { literals(&code) } else { script_lines(&code).collect() };
        for text in texts {
            let named = words.iter().filter(|word| text.contains(word.as_str()));
            for word in named.chain(ids.iter().filter(|id| is_id(text, id))) {
                let part_of = |other: &str| other.contains(word.as_str()) && text.contains(other);
                match OTHERS.iter().find(|(of, other, _)| *of == name && part_of(other)) {
                    Some((of, other, _)) => drop(unused.remove(&(*of, *other))),
                    None => drop(found.insert(format!("{name}: {word}"))),
                }
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
    assert!(unused.is_empty(), "not in the code any more: {unused:?}");
}
