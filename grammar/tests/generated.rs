//! What is committed in `src/` is what `grammar.js` generates. Needs no program besides cargo.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::{fs, path::Path};

use tree_sitter_generate::{OptLevel, generate_parser_in_directory};

const COMMAND: &str = "tree-sitter generate --abi 14 --js-runtime native";
/// The widest choice: editors of the last years load it.
const ABI: usize = 14;
const FILES: &[&str] = &[
    "parser.c",
    "grammar.json",
    "node-types.json",
    "tree_sitter/alloc.h",
    "tree_sitter/array.h",
    "tree_sitter/parser.h",
];

/// Without the line ends that a checkout on Windows may have put in.
fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap().replace("\r\n", "\n")
}

#[test]
fn src_is_what_the_grammar_generates() {
    let grammar = Path::new(env!("CARGO_MANIFEST_DIR"));
    let generated = Path::new(env!("CARGO_TARGET_TMPDIR")).join("nianbao-generated");
    let mut diagnostics = Vec::new();
    generate_parser_in_directory(
        grammar,
        Some(&generated),
        Some(grammar.join("grammar.js")),
        ABI,
        None,
        Some("native"),
        true,
        OptLevel::default(),
        &mut diagnostics,
    )
    .unwrap();
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    for file in FILES {
        let same = read(&generated.join(file)) == read(&grammar.join("src").join(file));
        assert!(same, "src/{file} is out of date: run `{COMMAND}` in grammar/");
    }
}
