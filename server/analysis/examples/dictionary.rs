//! The words of the form as a dictionary for fuzzers: one line each, in the notation of libFuzzer and AFL.
#![allow(clippy::print_stdout, reason = "a program that prints")]

use std::collections::BTreeSet;

use form::forms;

fn main() {
    let mut words: BTreeSet<String> = [
        "\n",
        "\r\n",
        "\t",
        "|",
        "| --- |",
        "<!-- nianbao: allow ",
        "-->",
        "《",
        "》",
        "，",
        "𠮷",
        "\u{3000}",
    ]
    .map(str::to_owned)
    .into();
    for form in forms() {
        words.extend(form.sections.iter().map(form::Section::heading));
        for block in form.tables.iter().flat_map(|table| &table.blocks) {
            words.extend(block.label.clone());
            words.extend(block.rows.iter().map(|row| row.label.clone()));
            words.extend(block.columns.iter().map(|column| column.label.clone()));
        }
    }
    for word in words {
        let bytes: String = word.bytes().map(|byte| format!("\\x{byte:02x}")).collect();
        println!("\"{bytes}\"");
    }
}
