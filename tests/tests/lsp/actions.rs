//! Code actions: what they promise is done when their edit is applied.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::path::PathBuf;

use nianbao_tests::binary;
use nianbao_tests::client::Client;
use nianbao_tests::document::{Document, in_each_encoding};
use nianbao_tests::fixture;
use nianbao_tests::setup::Setup;
use nianbao_tests::text_model::Encoding;
use serde_json::{Value, json};

/// The actions for the bytes between `‹` and `›`.
fn actions(client: &mut Client, document: &Document, marked: &str, context: Value) -> Vec<Value> {
    let range = document.text.range(document.text.span(marked));
    let params = json!({ "range": range, "context": context });
    document.ask_with(client, "codeAction", params).as_array().unwrap().clone()
}

fn any() -> Value {
    json!({ "diagnostics": [], "triggerKind": 1 })
}

fn only(kind: &str) -> Value {
    json!({ "diagnostics": [], "only": [kind], "triggerKind": 1 })
}

/// The text after the one action whose title contains `title`.
fn applied(document: &Document, actions: &[Value], title: &str) -> String {
    let titles: Vec<&str> =
        actions.iter().map(|action| action["title"].as_str().unwrap()).collect();
    let found = actions.iter().find(|action| action["title"].as_str().unwrap().contains(title));
    let action = found.unwrap_or_else(|| panic!("no {title:?} among {titles:#?}"));
    document.after(&action["edit"])
}

/// Rules of the findings in `text`, as the server has them.
fn rules(client: &mut Client, text: &str) -> Vec<String> {
    let document = Document::open_another(client, text);
    let diagnostics = document.diagnostics(client);
    document.close(client);
    diagnostics.iter().map(|it| it["code"].as_str().unwrap().to_owned()).collect()
}

fn count(client: &mut Client, text: &str, rule: &str) -> usize {
    rules(client, text).iter().filter(|found| *found == rule).count()
}

#[test]
fn a_total_is_mended() {
    in_each_encoding(&fixture::astral(), |client, document| {
        let marked = "（复议后起诉） | 1 | 0 | 0 | 0 | ‹3›";
        let actions = actions(client, document, marked, any());
        let mended = applied(document, &actions, "改为 1");
        assert!(mended.contains("（复议后起诉） | 1 | 0 | 0 | 0 | 1 |"));
        let before = count(client, &document.text.text, "unbalanced-sum");
        assert_eq!(count(client, &mended, "unbalanced-sum"), before - 1);
        let fix =
            actions.iter().find(|it| it["title"].as_str().unwrap().contains("改为 1")).unwrap();
        assert_eq!(fix["kind"], "quickfix");
        assert_eq!(fix["diagnostics"][0]["code"], "unbalanced-sum");
        // A figure is changed by a human, not by the button that takes what is best.
        assert_ne!(fix["isPreferred"], true);
    });
}

/// One wrong cell breaks three sums: one fix mends them all, and is offered once.
#[test]
fn a_fix_for_several_findings_is_offered_once() {
    in_each_encoding(&fixture::astral(), |client, document| {
        let actions = actions(client, document, "总计🀄 | ‹8› |", only("quickfix"));
        let fixes: Vec<&Value> =
            actions.iter().filter(|it| it["title"].as_str().unwrap().contains("改为 9")).collect();
        assert_eq!(fixes.len(), 1, "{actions:#?}");
        let mended = document.after(&fixes[0]["edit"]);
        assert_eq!(count(client, &mended, "unbalanced-sum"), 1, "表四's alone is left");
    });
}

#[test]
fn wording_is_mended() {
    in_each_encoding(&fixture::astral(), |client, document| {
        let actions = actions(client, document, "| ‹行政许可🀄› | 5", any());
        let mended = applied(document, &actions, "行政许可");
        assert!(mended.contains("| 行政许可 | 5 |"));
        assert_eq!(
            count(client, &mended, "altered-label"),
            count(client, &document.text.text, "altered-label") - 1
        );
    });
}

#[test]
fn what_is_safe_is_fixed_at_once() {
    in_each_encoding(&fixture::astral(), |client, document| {
        let actions = actions(client, document, "‹›云岭县𠮷水", only("source.fixAll.nianbao"));
        assert_eq!(actions.len(), 1, "{actions:#?}");
        assert_eq!(actions[0]["kind"], "source.fixAll.nianbao");
        let mended = document.after(&actions[0]["edit"]);
        assert_eq!(count(client, &mended, "altered-label"), 0);
        let figures = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        assert_eq!(figures(&mended), figures(&document.text.text), "a figure was touched");
        // As the command line does it.
        let folder = binary::folder(env!("CARGO_TARGET_TMPDIR"), "lsp-fix-all");
        std::fs::write(folder.join("a.nianbao"), &document.text.text).unwrap();
        binary::run(&folder, &["check", "--fix", "a.nianbao"]);
        assert_eq!(std::fs::read_to_string(folder.join("a.nianbao")).unwrap(), mended);
    });
}

/// A light bulb shows no source action, and all fixes take several checks of the report.
#[test]
fn what_mends_everything_is_offered_to_those_who_ask() {
    in_each_encoding(&fixture::astral(), |client, document| {
        for (trigger, offered) in [(1, true), (2, false)] {
            let context = json!({ "diagnostics": [], "triggerKind": trigger });
            let actions = actions(client, document, "‹›云岭县𠮷水", context);
            let is_all = |action: &Value| action["kind"] == "source.fixAll.nianbao";
            assert_eq!(actions.iter().any(is_all), offered, "trigger {trigger}");
        }
    });
}

#[test]
fn only_the_kinds_that_are_asked_for_are_offered() {
    in_each_encoding(&fixture::astral(), |client, document| {
        let marked = "‹（七）总计🀄 | 8› |";
        for kind in ["quickfix", "refactor", "refactor.rewrite", "source", "source.fixAll"] {
            let actions = actions(client, document, marked, only(kind));
            assert!(!actions.is_empty(), "nothing of kind {kind}");
            let kinds = actions.iter().map(|action| action["kind"].as_str().unwrap());
            let others: Vec<&str> =
                kinds.filter(|it| *it != kind && !it.starts_with(&format!("{kind}."))).collect();
            assert!(others.is_empty(), "asked for {kind}: {others:?}");
        }
        for kind in ["refactor.extract", "source.organizeImports", "quick"] {
            assert_eq!(actions(client, document, marked, only(kind)), [json!(null); 0], "{kind}");
        }
    });
}

#[test]
fn all_totals_of_a_table_are_recomputed() {
    let text = fixture::astral().replace(
        "继续办理🀄 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
        "继续办理🀄 | 1 | 0 | 0 | 0 | 0 | 0 | 7 |",
    );
    in_each_encoding(&text, |client, document| {
        let actions = actions(client, document, "‹（七）›总计🀄 | 8", only("refactor"));
        let recomputed = applied(document, &actions, "重算");
        assert!(recomputed.contains("总计🀄 | 9 | 2 | 0 | 0 | 0 | 0 | 11 |"), "{recomputed}");
        assert!(recomputed.contains("继续办理🀄 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |"));
        assert!(recomputed.contains("（复议后起诉） | 1 | 0 | 0 | 0 | 3 |"), "another table's");
        assert_eq!(count(client, &recomputed, "unbalanced-sum"), 1);
    });
}

#[test]
fn a_pasted_table_is_converted() {
    for name in ["moved-applications.txt", "wrapped-headers.txt"] {
        let text = std::fs::read_to_string(fixture::folder().join(name)).unwrap();
        in_each_encoding(&format!("𠮷水\n{text}"), |client, document| {
            let range = document.text.text.match_indices("自然人").next().unwrap().0;
            let at = document.text.range(range..range);
            let params = json!({ "range": at, "context": only("refactor") });
            let actions = document.ask_with(client, "codeAction", params);
            let converted = applied(document, actions.as_array().unwrap(), "表三");
            let sums = |client: &mut Client, text: &str| count(client, text, "unbalanced-sum");
            assert_eq!(sums(client, &converted), sums(client, &document.text.text));
            assert!(converted.contains("| 　（七）总计"), "{name}: {converted}");
            assert_eq!(
                converted.matches("\t规章").count(),
                text.matches("\t规章").count(),
                "表二 too"
            );
        });
    }
}

#[test]
fn a_rule_is_silenced_by_a_comment() {
    in_each_encoding(&fixture::astral(), |client, document| {
        let before = rules(client, &document.text.text);
        for (marked, rule, title) in [
            ("总计🀄 | ‹8› |", "unbalanced-sum", "合计不平"),
            ("| ‹行政许可🀄› | 5", "altered-label", "行列名称不符"),
            ("（复议后起诉） | 1 | 0 | 0 | 0 | ‹3›", "unbalanced-sum", "合计不平"),
        ] {
            let actions = actions(client, document, marked, any());
            let silenced = applied(document, &actions, &format!("不再提示“{title}”"));
            assert!(silenced.contains(&format!("<!-- nianbao: allow {title}")));
            let after = rules(client, &silenced);
            let of = |rules: &[String]| rules.iter().filter(|it| *it == rule).count();
            assert!(of(&after) < of(&before), "{marked}: {after:?}");
            assert!(!after.contains(&"unused-allow".to_owned()));
        }
    });
}

/// The reports among the fixtures that are text in UTF-8.
fn fixtures() -> impl Iterator<Item = (PathBuf, String)> {
    let files = fixture::files(&fixture::folder()).into_iter();
    let reports = files.filter(|path| path.extension().is_none_or(|it| it != "tsv"));
    reports.filter_map(|path| std::fs::read_to_string(&path).ok().map(|text| (path, text)))
}

/// Silencing does so wherever a finding can stand: in the title, in a heading, in prose, in a table's first row.
#[test]
fn every_finding_of_the_fixtures_can_be_silenced() {
    let mut setup = Setup::new(Encoding::Utf16);
    setup.capabilities["experimental"] = json!({ "nianbao": { "ruleTitles": true } });
    let mut client = Client::start(&setup);
    for (path, text) in fixtures() {
        let document = Document::open_file(&mut client, &path, &text);
        for diagnostic in document.diagnostics(&mut client) {
            let rule = diagnostic["code"].as_str().unwrap();
            let context = json!({ "diagnostics": [diagnostic], "only": ["quickfix"] });
            let params = json!({ "range": diagnostic["range"], "context": context });
            let actions = document.ask_with(&mut client, "codeAction", params);
            let silenced =
                applied(&document, actions.as_array().unwrap(), &format!("不再提示“{rule}”"));
            let what = format!("{}: {diagnostic}", path.display());
            assert!(
                count(&mut client, &silenced, rule) < count(&mut client, &text, rule),
                "{what}"
            );
            assert_eq!(count(&mut client, &silenced, "多余的注释"), 0, "{what}");
        }
    }
}

/// Every fix that is offered removes its finding, and brings no new one that is as grave.
#[test]
fn every_fix_of_the_fixtures_mends() {
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    for (path, text) in fixtures() {
        let document = Document::open_file(&mut client, &path, &text);
        let params = json!({ "range": document.everything(), "context": only("quickfix") });
        document.diagnostics(&mut client);
        let actions = document.ask_with(&mut client, "codeAction", params);
        for action in actions.as_array().unwrap() {
            let title = action["title"].as_str().unwrap();
            let rule = action["diagnostics"][0]["code"].as_str().unwrap();
            let mended = document.after(&action["edit"]);
            let [before, after] = [&text, &mended].map(|text| count(&mut client, text, rule));
            assert!(after < before, "{}: {title}: {rule} {before} → {after}", path.display());
        }
    }
}
