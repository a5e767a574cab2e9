//! Settings, from the editor and from `nianbao.toml`: in force at once, and wrong ones reported where they stand.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::ops::Range;
use std::path::{Path, PathBuf};

use nianbao_tests::binary;
use nianbao_tests::client::Client;
use nianbao_tests::document::Document;
use nianbao_tests::fixture;
use nianbao_tests::setup::{Setup, uri};
use nianbao_tests::text_model::{Encoding, Text};
use serde_json::{Value, json};

const OFF: &str = "# 𠮷：本县不用这条规则\n[rules]\nunbalanced-sum = \"off\"\n";

/// A folder with a report in a folder below, and with settings if there are any.
struct Folder {
    toml: PathBuf,
    report: PathBuf,
}

impl Folder {
    fn new(name: &str, settings: Option<&str>) -> Self {
        let root = binary::folder(env!("CARGO_TARGET_TMPDIR"), name);
        std::fs::create_dir(root.join("年报𠮷")).unwrap();
        let report = root.join("年报𠮷/a.nianbao");
        std::fs::write(&report, fixture::astral()).unwrap();
        let folder = Self { toml: root.join("nianbao.toml"), report };
        if let Some(settings) = settings {
            std::fs::write(&folder.toml, settings).unwrap();
        }
        folder
    }

    fn root(&self) -> &Path {
        self.toml.parent().unwrap()
    }

    /// Writes settings, and tells the server that the file has changed.
    fn write(&self, client: &mut Client, settings: Option<&str>) {
        let kind = match settings {
            Some(settings) => {
                std::fs::write(&self.toml, settings).unwrap();
                2
            }
            None => {
                std::fs::remove_file(&self.toml).unwrap();
                3
            }
        };
        let change = json!({ "uri": uri(&self.toml), "type": kind });
        client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [change] }));
    }

    fn open(&self, client: &mut Client) -> Document {
        Document::open_file(client, &self.report, &fixture::astral())
    }
}

fn is_off(diagnostics: &Value) -> bool {
    diagnostics.as_array().unwrap().iter().all(|it| it["code"] != "unbalanced-sum")
}

/// Waits until the diagnostics of `document` are as `wanted`.
fn wait_for_diagnostics(
    client: &mut Client,
    document: &str,
    what: &str,
    wanted: impl Fn(&Value) -> bool,
) -> Value {
    let is_wanted = |message: &Value| {
        message["method"] == "textDocument/publishDiagnostics"
            && message["params"]["uri"] == document
            && wanted(&message["params"]["diagnostics"])
    };
    client.wait_for(what, is_wanted)["params"]["diagnostics"].take()
}

fn started(folder: &Folder) -> Client {
    Client::start(&Setup::new(Encoding::Utf16).folder(folder.root()))
}

#[test]
fn the_nearest_file_upward_counts() {
    let folder = Folder::new("lsp-settings-nearest", Some(OFF));
    let mut client = started(&folder);
    let document = folder.open(&mut client);
    assert!(is_off(&json!(document.diagnostics(&mut client))));
    document.close(&mut client);
    std::fs::write(
        folder.report.with_file_name("nianbao.toml"),
        "[rules]\nunbalanced-sum = \"info\"\n",
    )
    .unwrap();
    let mut client = started(&folder);
    let document = folder.open(&mut client);
    let severities: Vec<Value> = document
        .diagnostics(&mut client)
        .into_iter()
        .filter(|it| it["code"] == "unbalanced-sum")
        .map(|it| it["severity"].clone())
        .collect();
    assert_eq!(severities, vec![json!(3); 4]);
}

#[test]
fn diagnostics_follow_the_file() {
    let folder = Folder::new("lsp-settings-follow", None);
    let mut client = started(&folder);
    let document = folder.open(&mut client);
    assert!(!is_off(&json!(document.diagnostics(&mut client))));
    folder.write(&mut client, Some(OFF));
    wait_for_diagnostics(&mut client, &document.uri, "the rule to be off", is_off);
    client.notices.clear();
    folder.write(&mut client, None);
    wait_for_diagnostics(&mut client, &document.uri, "the rule to be on", |it| !is_off(it));
}

#[test]
fn a_client_that_pulls_is_told_to_pull_again() {
    let folder = Folder::new("lsp-settings-pull", None);
    let mut client = Client::start(&Setup::new(Encoding::Utf16).pulling().folder(folder.root()));
    let document = folder.open(&mut client);
    assert!(!is_off(&document.ask(&mut client, "diagnostic")["items"]));
    folder.write(&mut client, Some(OFF));
    loop {
        client.wait_for_method("workspace/diagnostic/refresh");
        if is_off(&document.ask(&mut client, "diagnostic")["items"]) {
            break;
        }
    }
}

#[test]
fn diagnostics_follow_the_editors_settings() {
    let folder = Folder::new("lsp-settings-editor", None);
    let mut client = started(&folder);
    let document = folder.open(&mut client);
    document.diagnostics(&mut client);
    client.settings = json!({ "rules": { "unbalanced-sum": "off" } });
    client.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
    wait_for_diagnostics(&mut client, &document.uri, "the rule to be off", is_off);
    client.notices.clear();
    // What is taken away is the default again.
    client.settings = Value::Null;
    client.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
    wait_for_diagnostics(&mut client, &document.uri, "the rule to be on", |it| !is_off(it));
}

/// An editor that cannot be asked sends its settings along, under the server's name or without it.
#[test]
fn settings_that_are_sent_along_count() {
    for settings in [
        json!({ "nianbao": { "rules": { "unbalanced-sum": "off" } } }),
        json!({ "rules": { "unbalanced-sum": "off" } }),
    ] {
        let mut client = Client::start(&Setup::bare());
        let document = Document::open(&mut client, "𠮷.nianbao", &fixture::astral());
        assert!(!is_off(&json!(document.diagnostics(&mut client))));
        client.notify("workspace/didChangeConfiguration", json!({ "settings": settings }));
        wait_for_diagnostics(&mut client, &document.uri, "the rule to be off", is_off);
        let options = Setup { options: settings, ..Setup::bare() };
        let mut client = Client::start(&options);
        let document = Document::open(&mut client, "𠮷.nianbao", &fixture::astral());
        assert!(is_off(&json!(document.diagnostics(&mut client))), "initializationOptions");
    }
}

/// What a project has agreed on stands above what one of its editors prefers, even where it says what is the default.
#[test]
fn the_file_stands_above_the_editor() {
    let toml = "[inlay-hints]\nsums = \"broken\"\n";
    let folder = Folder::new("lsp-settings-above", Some(toml));
    let settings = json!({ "inlay-hints": { "sums": "always" } });
    let setup =
        Setup { options: settings.clone(), ..Setup::new(Encoding::Utf16).settings(settings) };
    let mut client = Client::start(&setup.folder(folder.root()));
    let document = folder.open(&mut client);
    let hints =
        document.ask_with(&mut client, "inlayHint", json!({ "range": document.everything() }));
    assert_eq!(hints.as_array().unwrap().len(), 3);
}

/// The diagnostics of the settings' file itself: bytes and message.
fn faults(client: &mut Client, folder: &Folder) -> Vec<(Range<usize>, String)> {
    let uri = uri(&folder.toml);
    let diagnostics = wait_for_diagnostics(client, &uri, "diagnostics of nianbao.toml", |_| true);
    let text = Text::new(&std::fs::read_to_string(&folder.toml).unwrap(), client.encoding);
    let list = diagnostics.as_array().unwrap();
    list.iter()
        .map(|it| (text.bytes(&it["range"]), it["message"].as_str().unwrap().to_owned()))
        .collect()
}

/// Settings with a fault between `‹` and `›`, and the name that the message must tell.
const WRONG: [(&str, &str); 5] = [
    ("# 𠮷\n[inlay-hints]\nsums = ‹\"有时𠮷\"› # 𠮷\n", "sums"),
    ("# 𠮷\n[rules]\nmissing-row = ‹\"大声𠮷\"›\n", "missing-row"),
    ("[rules]\n‹\"没有𠮷\"› = \"off\"\n", "没有𠮷"),
    // The name stands in a comment, too: that is not the place.
    ("# no-such-rule𠮷\n[rules]\n‹no-such-rule› = \"off\"\n", "no-such-rule"),
    ("# 𠮷\n[‹formatting›]\nx = 1\n", "formatting"),
];

#[test]
fn a_wrong_value_is_reported_at_its_place() {
    for (marked, _) in WRONG {
        let settings = marked.replace(['‹', '›'], "");
        for encoding in Encoding::ALL {
            let folder = Folder::new(&format!("lsp-settings-place-{}", encoding.name()), None);
            let mut client = Client::start(&Setup::new(encoding).folder(folder.root()));
            folder.write(&mut client, Some(&settings));
            let faults = faults(&mut client, &folder);
            assert_eq!(faults.len(), 1, "{settings}: {faults:?}");
            let place = Text::new(&settings, encoding).span(marked);
            // With the quotes or without.
            let found = &faults[0].0;
            let is_near = |one: usize, other: usize| one.abs_diff(other) <= 1;
            assert!(
                is_near(found.start, place.start) && is_near(found.end, place.end),
                "{settings}: at {found:?}, not {place:?}"
            );
            folder.write(&mut client, Some("[rules]\n"));
            wait_for_diagnostics(&mut client, &uri(&folder.toml), "no fault", |it| {
                *it == json!([])
            });
        }
    }
}

#[test]
fn a_wrong_value_is_reported_with_the_settings_name() {
    for (marked, name) in WRONG {
        let folder = Folder::new("lsp-settings-name", None);
        let mut client = started(&folder);
        folder.write(&mut client, Some(&marked.replace(['‹', '›'], "")));
        let (_, message) = faults(&mut client, &folder).remove(0);
        assert!(message.contains(name), "{name} is not in {message}");
        assert!(!message.contains("expected"), "not in Chinese: {message}");
    }
}

/// The file was wrong before the editor was started: the author must learn of it without touching the file.
#[test]
fn a_file_that_is_wrong_from_the_beginning_is_reported() {
    let folder =
        Folder::new("lsp-settings-wrong-first", Some("[inlay-hints]\nsums = \"有时𠮷\"\n"));
    let mut client = started(&folder);
    folder.open(&mut client);
    let faults = faults(&mut client, &folder);
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].1.contains("inlay-hints.sums"), "{faults:?}");
}

#[test]
fn what_is_right_counts_beside_what_is_wrong() {
    let settings = "[rules]\nunbalanced-sum = \"off\"\n[inlay-hints]\nsums = \"有时\"\n";
    let folder = Folder::new("lsp-settings-partly-wrong", Some(settings));
    let mut client = started(&folder);
    let document = folder.open(&mut client);
    assert!(is_off(&json!(document.diagnostics(&mut client))));
}

/// There is no place to show it at: a message, with the setting's name.
#[test]
fn a_wrong_value_of_the_editor_is_told_in_a_message() {
    for (settings, name) in [
        (json!({ "inlay-hints": { "sums": "有时𠮷" } }), "sums"),
        (json!({ "rules": { "no-such-rule": "off" } }), "no-such-rule"),
        (json!({ "rules": { "missing-row": 7 } }), "missing-row"),
    ] {
        let mut client = Client::start(&Setup::new(Encoding::Utf16).settings(settings.clone()));
        let told = client.wait_for_method("window/showMessage");
        assert!(told["message"].as_str().unwrap().contains(name), "{settings}: {told}");
    }
}

#[test]
fn wrong_initialization_options_are_told_in_a_message() {
    let options = json!({ "rules": { "no-such-rule": "off" } });
    let mut client = Client::start(&Setup { options, ..Setup::bare() });
    let told = client.wait_for_method("window/showMessage");
    assert!(told["message"].as_str().unwrap().contains("no-such-rule"), "{told}");
}

/// What the rules go by is set, and the findings follow: in the server and on the command line alike.
#[test]
fn findings_follow_what_the_rules_go_by() {
    let folder = Folder::new("lsp-settings-organ", None);
    let text = with_regulations(&fixture::astral());
    std::fs::write(&folder.report, &text).unwrap();
    let mut client = started(&folder);
    let document = Document::open_file(&mut client, &folder.report, &text);
    let told = |list: &Value| {
        list.as_array().unwrap().iter().any(|it| it["code"] == "implausible-regulations")
    };
    assert!(told(&json!(document.diagnostics(&mut client))));
    folder.write(&mut client, Some("[organ]\nmakes-regulations = \"yes\"\n"));
    wait_for_diagnostics(&mut client, &document.uri, "the finding to go", |it| !told(it));
    let run = binary::run(folder.root(), &["check", "--output-format", "json"]);
    let answer: Value = serde_json::from_slice(&run.stdout).unwrap();
    let findings = answer["files"][0]["findings"].as_array().unwrap().clone();
    assert!(findings.iter().all(|it| it["rule"] != "implausible-regulations"), "{findings:?}");
}

/// The report, with 规章 made in the year.
fn with_regulations(text: &str) -> String {
    let lines = text.lines().map(|line| match line.starts_with("| 规章") {
        true => "| 规章 | 1 | 0 | 1 |",
        false => line,
    });
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

/// Editors send null for what is not set.
#[test]
fn null_is_not_set() {
    for settings in [
        Value::Null,
        json!({}),
        json!({ "rules": null }),
        json!({ "inlay-hints": { "sums": null } }),
    ] {
        let mut client = Client::start(&Setup::new(Encoding::Utf16).settings(settings.clone()));
        client.wait_for_method("workspace/configuration");
        let document = Document::open(&mut client, "𠮷.nianbao", &fixture::astral());
        assert!(!is_off(&json!(document.diagnostics(&mut client))));
        let finished = client.finish();
        assert!(finished.of_method("window/showMessage").is_empty(), "{settings}");
    }
}
