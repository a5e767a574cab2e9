//! From text to tree. Parsing never fails: broken text is normal input.

use std::cell::RefCell;

use tree_sitter::{Parser, Tree};

thread_local! {
    static PARSER: RefCell<Parser> = RefCell::new(parser());
}

#[allow(
    clippy::expect_used,
    reason = "the grammar is compiled into the program; its tests load it"
)]
fn parser() -> Parser {
    let mut parser = Parser::new();
    parser
        .set_language(&tree_sitter_nianbao::LANGUAGE.into())
        .expect("the grammar's ABI does not fit the parser");
    parser
}

/// The tree of a text; `old` is the tree of the text before the edits that were told to it.
#[allow(clippy::expect_used, reason = "a parser with a language and no time limit returns a tree")]
pub fn parse(text: &str, old: Option<&Tree>) -> Tree {
    PARSER.with_borrow_mut(|parser| parser.parse(text, old).expect("the parser was cancelled"))
}
