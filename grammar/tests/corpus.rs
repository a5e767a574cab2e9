//! The corpus, `test/corpus/*.txt`, without the tree-sitter program: each example parses as written,
//! with every line end. Knows of the corpus format only what these files use.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail by panicking")]

mod support;

use std::{fs, path::Path};

use support::parse;

#[derive(Debug, PartialEq, Eq)]
struct Example {
    name: String,
    text: String,
    tree: String,
}

fn is_rule(line: &str, mark: char) -> bool {
    line.len() >= 3 && line.chars().all(|c| c == mark)
}

/// Each example is a name between two rules of `=`, a text, a rule of `-`, and a tree.
fn read(corpus: &str) -> Vec<Example> {
    let corpus = corpus.replace("\r\n", "\n");
    let mut lines = corpus.lines().peekable();
    let mut examples = Vec::new();
    while let Some(rule) = lines.next() {
        assert!(is_rule(rule, '='), "a rule of = should stand here: {rule}");
        let name = lines.next().unwrap().to_owned();
        assert!(is_rule(lines.next().unwrap(), '='), "after {name}");
        let text: Vec<_> = lines.by_ref().take_while(|line| !is_rule(line, '-')).collect();
        let mut tree = Vec::new();
        while let Some(line) = lines.next_if(|line| !is_rule(line, '=')) {
            tree.extend(line.split_whitespace());
        }
        examples.push(Example { name, text: text.join("\n"), tree: tree.join(" ") });
    }
    examples
}

fn corpus() -> Vec<Example> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("test/corpus");
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    files.iter().flat_map(|file| read(&fs::read_to_string(file).unwrap())).collect()
}

#[test]
fn every_example_parses_as_written() {
    let corpus = corpus();
    assert!(corpus.len() >= 70, "only {} examples were read", corpus.len());
    for Example { name, text, tree } in corpus {
        for line_end in ["\n", "\r\n", "\r"] {
            let text = text.replace('\n', line_end);
            let found = parse(&text).root_node().to_sexp();
            assert_eq!(found, tree, "{name}: {text:?}");
        }
    }
}

#[test]
fn the_reader_keeps_the_text_and_joins_the_tree() {
    let corpus = "===\r\nTwo\r\n===\r\n\r\n\ta\r\n\r\n---\r\n\r\n(a\r\n  b: (c))\r\n\r\n====\nNo end\n====\na\n---\n(a)\n";
    let example = |name: &str, text: &str, tree: &str| Example {
        name: name.into(),
        text: text.into(),
        tree: tree.into(),
    };
    assert_eq!(
        read(corpus),
        [example("Two", "\n\ta\n", "(a b: (c))"), example("No end", "a", "(a)")]
    );
}
