//! Diagnostics that are pushed: those of the command line, at the right places, with all that an editor can show.
#![allow(
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once, and one that did not run must say so"
)]

use nianbao_tests::answer;
use nianbao_tests::binary;
use nianbao_tests::case;
use nianbao_tests::client::Client;
use nianbao_tests::document::Document;
use nianbao_tests::fixture;
use nianbao_tests::setup::{Setup, path};
use nianbao_tests::style::FAMILIES;
use nianbao_tests::text_model::Encoding;
use serde_json::{Value, json};

/// Rule, severity, message and bytes: what the command line and the editor must agree on.
type Finding = (String, String, String, [usize; 2]);

fn of_diagnostic(document: &Document, diagnostic: &Value) -> Finding {
    let severity = match diagnostic["severity"].as_u64() {
        Some(1) => "error",
        Some(2) => "warning",
        Some(3) => "info",
        _ => "none",
    };
    let bytes = document.text.bytes(&diagnostic["range"]);
    let text = |key: &str| diagnostic[key].as_str().unwrap_or_default().to_owned();
    (text("code"), severity.to_owned(), text("message"), [bytes.start, bytes.end])
}

fn of_json(finding: &Value) -> Finding {
    let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    let byte = |index: usize| usize::try_from(finding["bytes"][index].as_u64().unwrap()).unwrap();
    (text("rule"), text("severity"), text("message"), [byte(0), byte(1)])
}

/// The findings of the command line, text by text. Standard input has no neighbours to be compared with.
fn checked(texts: &[&str]) -> Vec<Vec<Finding>> {
    let inputs: Vec<&[u8]> = texts.iter().map(|text| text.as_bytes()).collect();
    let outputs = binary::run_with_each_input(&["check", "--output-format", "json", "-"], &inputs);
    let findings = |output| {
        let run = answer::read(&output);
        run.files.values().next().unwrap().findings.iter().map(of_json).collect()
    };
    outputs.into_iter().map(findings).collect()
}

fn assert_agree(texts: &[(String, String)]) {
    let checked = checked(&texts.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>());
    for encoding in Encoding::ALL {
        let mut client = Client::start(&Setup::new(encoding));
        for ((name, text), mut expected) in texts.iter().zip(checked.clone()) {
            let document = Document::open(&mut client, name, text);
            let diagnostics = document.diagnostics(&mut client);
            let mut found: Vec<Finding> =
                diagnostics.iter().map(|it| of_diagnostic(&document, it)).collect();
            found.sort();
            expected.sort();
            assert_eq!(found, expected, "{name} in {}", encoding.name());
            document.close(&mut client);
        }
    }
}

/// The texts of files; those in GB18030 are what the command line decodes them to.
fn texts(paths: &[std::path::PathBuf]) -> Vec<(String, String)> {
    let text = |path: &std::path::PathBuf| {
        let bytes = std::fs::read(path).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let text = String::from_utf8(bytes);
        (name, text.unwrap_or_else(|error| encoding_rs::GB18030.decode(error.as_bytes()).0.into()))
    };
    paths.iter().filter(|path| path.extension().is_some_and(|it| it != "tsv")).map(text).collect()
}

#[test]
fn the_command_line_and_the_editor_agree_on_the_fixtures() {
    let texts = texts(&fixture::files(&fixture::folder()));
    let crlf = texts.iter().map(|(name, text)| {
        (format!("crlf-{name}"), text.replace("\r\n", "\n").replace('\n', "\r\n"))
    });
    assert_agree(&[texts.clone(), crlf.collect()].concat());
}

#[test]
fn the_command_line_and_the_editor_agree_on_the_seeds() {
    let seeds = texts(&fixture::seeds());
    if seeds.is_empty() {
        eprintln!("SKIPPED: the seeds are not at hand; nothing was checked");
    }
    assert_agree(&seeds);
}

#[test]
fn the_command_line_and_the_editor_agree_on_faulty_reports() {
    let cases = FAMILIES.iter().flat_map(|&family| case::faulty(family, 1));
    assert_agree(&cases.map(|case| (case.name, case.text)).collect::<Vec<_>>());
}

#[test]
fn diagnostics_say_all_that_an_editor_can_show() {
    for encoding in Encoding::ALL {
        let mut client = Client::start(&Setup::new(encoding));
        let document = Document::open(&mut client, "𠮷.nianbao", &fixture::astral());
        let diagnostics = document.diagnostics(&mut client);
        let stated = document.text.span("（复议后起诉） | 1 | 0 | 0 | 0 | ‹3›");
        let diagnostic = diagnostics
            .iter()
            .find(|diagnostic| document.text.bytes(&diagnostic["range"]) == stated)
            .unwrap_or_else(|| panic!("nothing at 表四's total: {diagnostics:#?}"));
        assert_eq!(diagnostic["code"], "unbalanced-sum");
        assert_eq!(diagnostic["source"], "nianbao");
        assert_eq!(diagnostic["severity"], 1);
        let related = diagnostic["relatedInformation"].as_array().unwrap();
        let part = document.text.span("行政诉讼🀄（复议后起诉） | ‹1›");
        let places = related.iter().map(|it| {
            assert_eq!(it["location"]["uri"], document.uri);
            assert!(!it["message"].as_str().unwrap().is_empty());
            document.text.bytes(&it["location"]["range"])
        });
        assert!(places.collect::<Vec<_>>().contains(&part), "{related:?}");
        let fixes = diagnostic["data"]["fixes"].as_array().unwrap();
        assert!(!fixes.is_empty(), "no fix of a total: {diagnostic}");
        for fix in fixes {
            assert!(document.text.edited(&fix["edits"]).contains("| 1 | 0 | 0 | 0 | 1 |"));
        }
    }
}

/// The link of each code opens: a file that is there, with a heading for the rule.
#[test]
fn codes_are_explained() {
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    for (name, text) in texts(&fixture::files(&fixture::folder())) {
        let document = Document::open(&mut client, &name, &text);
        for diagnostic in document.diagnostics(&mut client) {
            let rule = diagnostic["code"].as_str().unwrap();
            let href = diagnostic["codeDescription"]["href"]
                .as_str()
                .unwrap_or_else(|| panic!("{rule} has no page"));
            let (page, anchor) =
                href.split_once('#').unwrap_or_else(|| panic!("{href} has no anchor"));
            // Those who show Markdown make anchors of headings so.
            let is_its = |line: &str| {
                let heading = line.strip_prefix("## ").unwrap_or_default();
                heading.ends_with(&format!(" {rule}"))
                    && percent(&heading.replace(' ', "-")) == anchor
            };
            let page = std::fs::read_to_string(path(page)).unwrap();
            assert!(page.lines().any(is_its), "no {rule} at {href}");
        }
        document.close(&mut client);
    }
}

/// Bytes outside ASCII as addresses have them.
fn percent(text: &str) -> String {
    let byte = |byte: u8| match byte.is_ascii() {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

/// A client whose readers see codes is sent what rules are called, and one that shows the page of a rule
/// itself, a link to its command.
#[test]
fn codes_are_chinese_for_those_who_show_them() {
    let mut setup = Setup::new(Encoding::Utf16);
    setup.capabilities["experimental"] =
        json!({ "nianbao": { "ruleTitles": true, "ruleCommand": "editor.rule" } });
    let mut client = Client::start(&setup);
    let document = Document::open(&mut client, "𠮷.nianbao", &fixture::astral());
    let diagnostics = document.diagnostics(&mut client);
    let sum = diagnostics.iter().find(|it| it["code"] == "合计不平").unwrap();
    assert_eq!(sum["data"]["rule"], "unbalanced-sum");
    let link = "command:editor.rule?%5B%22unbalanced-sum%22%5D";
    assert_eq!(sum["codeDescription"]["href"], link);
    assert!(diagnostics.iter().all(|it| !it["code"].as_str().unwrap().is_ascii()));
}

#[test]
fn what_is_superfluous_or_superseded_is_tagged() {
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    let unused = format!("<!-- nianbao: allow late-date 𠮷 -->\n\n{}", fixture::astral());
    let outdated =
        std::fs::read_to_string(fixture::folder().join("outdated-web-page.nianbao")).unwrap();
    for (rule, text, tag) in [("unused-allow", unused, 1), ("outdated-form", outdated, 2)] {
        let document = Document::open(&mut client, rule, &text);
        let diagnostics = document.diagnostics(&mut client);
        let of_rule: Vec<&Value> = diagnostics.iter().filter(|it| it["code"] == rule).collect();
        assert!(!of_rule.is_empty(), "no {rule}: {diagnostics:#?}");
        assert!(of_rule.iter().all(|it| it["tags"] == json!([tag])), "{of_rule:?}");
    }
}

/// An old client is sent nothing that it has not said it understands.
#[test]
fn a_bare_client_is_sent_bare_diagnostics() {
    let mut client = Client::start(&Setup::bare());
    let document = Document::open(&mut client, "a.nianbao", &fixture::astral());
    for diagnostic in document.diagnostics(&mut client) {
        for key in ["relatedInformation", "codeDescription", "tags"] {
            assert!(diagnostic.get(key).is_none(), "{key}: {diagnostic}");
        }
        assert!(diagnostic["message"].is_string() && diagnostic["code"].is_string());
    }
}

#[test]
fn each_version_has_its_own_diagnostics() {
    for encoding in Encoding::ALL {
        let mut client = Client::start(&Setup::new(encoding));
        let mut document = Document::open(&mut client, "𠮷.nianbao", &fixture::astral());
        let total =
            |document: &Document| document.text.span("（复议后起诉） | 1 | 0 | 0 | 0 | ‹3›");
        let is_there = |document: &Document, diagnostics: &[Value], place| {
            diagnostics.iter().any(|it| document.text.bytes(&it["range"]) == place)
        };
        let first = document.diagnostics(&mut client);
        assert!(is_there(&document, &first, total(&document)));
        let change = document.replace(total(&document), "1");
        document.change(&mut client, &[change]);
        let mended = document.diagnostics(&mut client);
        assert_eq!(mended.len() + 1, first.len());
        let place = document.text.span("（复议后起诉） | 1 | 0 | 0 | 0 | ‹1›");
        assert!(!is_there(&document, &mended, place));
    }
}

#[test]
fn diagnostics_are_cleared_on_close() {
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    let document = Document::open(&mut client, "a.nianbao", &fixture::astral());
    assert!(!document.diagnostics(&mut client).is_empty());
    document.close(&mut client);
    // What was said before counts for nothing: settings may have come in between.
    client.wait_for("clearing", |message| {
        message["params"]["uri"] == document.uri && message["params"]["diagnostics"] == json!([])
    });
    client.notices.clear();
    let finished = client.finish();
    assert!(finished.of_method("textDocument/publishDiagnostics").is_empty(), "more after close");
}

/// `c%3A` against `C:`: an editor that is sent another spelling shows the faults of a file that it does not know.
#[test]
fn the_clients_own_spelling_of_a_name_is_kept() {
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    for uri in [
        "file:///c%3A/Users/%E5%90%89%F0%A0%AE%B7/a%20b.nianbao",
        "file:///C:/Users/%e5%90%89/a.nianbao",
        "file:///tmp/a%2Bb+c/../d.nianbao",
        "untitled:Untitled-1",
        "vscode-vfs://github/a/b.nianbao?x=1#y",
    ] {
        let document = Document::open_as(&mut client, uri, &fixture::astral());
        let diagnostics = document.diagnostics(&mut client);
        let related: Vec<&Value> = diagnostics
            .iter()
            .filter_map(|it| it["relatedInformation"].as_array())
            .flatten()
            .map(|it| &it["location"]["uri"])
            .collect();
        assert!(!related.is_empty() && related.iter().all(|it| *it == uri), "{related:?}");
    }
}

/// One file alone works in full: no folder, no settings, a name that is no file's.
#[test]
fn a_file_alone_is_checked_in_full() {
    let mut alone = Client::start(&Setup::new(Encoding::Utf16));
    let untitled = Document::open_as(&mut alone, "untitled:1", &fixture::astral());
    let folder = binary::folder(env!("CARGO_TARGET_TMPDIR"), "lsp-alone");
    let path = folder.join("a.nianbao");
    std::fs::write(&path, fixture::astral()).unwrap();
    let mut within = Client::start(&Setup::new(Encoding::Utf16).folder(&folder));
    let file = Document::open_file(&mut within, &path, &fixture::astral());
    let findings = |document: &Document, client: &mut Client| {
        let diagnostics = document.diagnostics(client);
        diagnostics.iter().map(|it| of_diagnostic(document, it)).collect::<Vec<_>>()
    };
    assert_eq!(findings(&untitled, &mut alone), findings(&file, &mut within));
}
