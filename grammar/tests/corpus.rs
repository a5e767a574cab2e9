//! Each example of the corpus parses as written, with every line end.

mod support;

use support::corpus::{Example, corpus, read};
use support::parse;

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
