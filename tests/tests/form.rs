//! The engine's form files against this crate's own transcription of the official form: same parts, same order, same words.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a form file of another make must stop the test at once"
)]

use std::path::Path;

use nianbao_tests::form::{Form, Named, TableForm};
use toml::{Table, Value};

fn form_file(edition: &str) -> Table {
    let forms = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/forms");
    std::fs::read_to_string(forms.join(format!("{edition}.toml"))).unwrap().parse().unwrap()
}

fn text(value: &Value, field: &str) -> String {
    value.get(field).map(|value| value.as_str().unwrap().to_owned()).unwrap_or_default()
}

/// The id and the words of each entry that bears figures.
fn entries(block: &Value, list: &str) -> Vec<(String, String)> {
    let entries = block[list].as_array().unwrap().iter();
    let leaves = entries
        .filter(|entry| entry.get("group").is_none_or(|group| group.as_bool() != Some(true)));
    leaves.map(|entry| (text(entry, "id"), text(entry, "label"))).collect()
}

/// The same of the transcription; 表四's two levels are one label in the canonical shape.
fn own(named: &[Named]) -> Vec<(String, String)> {
    let label = |named: &Named| match &named.path[..] {
        [group, leaf] if group == "行政诉讼" => format!("{group}（{leaf}）"),
        path => path.last().unwrap().clone(),
    };
    named.iter().map(|named| (named.id.clone(), label(named))).collect()
}

fn assert_block(block: &Value, form: &TableForm, ids: bool) {
    for (list, named) in [("columns", &form.columns), ("rows", &form.rows)] {
        let (mut theirs, mut ours) = (entries(block, list), own(named));
        if !ids {
            // The English ids of the 2019 edition's own rows and columns are the form file's to choose.
            theirs.iter_mut().chain(&mut ours).for_each(|entry| entry.0.clear());
        }
        assert_eq!(theirs, ours, "{} {list}", form.part);
    }
}

fn assert_edition(edition: &'static str) {
    let (file, form) = (form_file(edition), Form::of_edition(edition));
    let heading = |section: &Value| {
        (text(section, "id"), format!("{}、{}", text(section, "number"), text(section, "title")))
    };
    let headings: Vec<_> = file["sections"].as_array().unwrap().iter().map(heading).collect();
    assert_eq!(headings, own(&form.sections));
    let tables = file["tables"].as_array().unwrap();
    let blocks = |index: usize| tables[index]["blocks"].as_array().unwrap();
    assert_eq!(
        tables.iter().map(|table| text(table, "id")).collect::<Vec<_>>(),
        ["disclosure", "requests", "challenges"]
    );
    assert_eq!(blocks(0).len(), form.disclosure.len());
    for (block, own) in blocks(0).iter().zip(&form.disclosure) {
        assert_eq!(format!("disclosure.{}", text(block, "id")), own.part);
        assert_eq!(text(block, "label"), own.title);
        assert_block(block, own, edition == "2021");
    }
    assert_block(&blocks(1)[0], &form.requests, true);
    assert_block(&blocks(2)[0], &form.challenges, true);
    assert_eq!(blocks(1)[0]["notes"].as_array().unwrap()[0].as_str().unwrap(), form.note);
}

#[test]
fn the_form_of_2021() {
    assert_edition("2021");
}

#[test]
fn the_form_of_2019() {
    assert_edition("2019");
}
