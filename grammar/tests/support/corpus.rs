//! The corpus, `test/corpus/*.txt`, read without the tree-sitter program. Knows of its format only what these files use.

use std::{fs, path::Path};

/// A text, and the tree that it should have.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Example {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) tree: String,
}

fn is_rule(line: &str, mark: char) -> bool {
    line.len() >= 3 && line.chars().all(|c| c == mark)
}

/// Each example is a name between two rules of `=`, a text, a rule of `-`, and a tree.
pub(crate) fn read(corpus: &str) -> Vec<Example> {
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

/// All examples, in the order of their files' names.
pub(crate) fn corpus() -> Vec<Example> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("test/corpus");
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    files.iter().flat_map(|file| read(&fs::read_to_string(file).unwrap())).collect()
}
