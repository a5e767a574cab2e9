//! The pages that the program makes of reports, as elements.

use std::process::Output;

use crate::binary;
use crate::html::{self, Element};

/// The pages of some texts.
pub fn pages(texts: &[&str]) -> Vec<Element> {
    let inputs: Vec<&[u8]> = texts.iter().map(|text| text.as_bytes()).collect();
    let outputs = binary::run_with_each_input(&["preview", "-"], &inputs);
    let page = |output: Output| {
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{error}");
        html::page(&String::from_utf8(output.stdout).unwrap())
    };
    outputs.into_iter().map(page).collect()
}

pub fn page(text: &str) -> Element {
    pages(&[text]).remove(0)
}

pub fn example(name: &str) -> String {
    let path = format!("{}/../examples/{name}.nianbao", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

/// The example, with the line that begins so replaced.
pub fn with_line(begins: &str, line: &str) -> String {
    let clean = example("clean");
    let found = clean.lines().find(|it| it.starts_with(begins)).unwrap();
    clean.replace(found, line)
}
