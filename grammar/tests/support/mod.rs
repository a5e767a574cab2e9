//! What the grammar's tests share: a parser, the corpus, texts at random.

#![allow(
    dead_code,
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "each test uses a part of it, and may fail by panicking"
)]

pub(crate) mod corpus;

use tree_sitter::{Node, Parser, Tree};

pub(crate) fn parser() -> Parser {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_nianbao::LANGUAGE.into()).unwrap();
    parser
}

/// The tree of a text that was not parsed before.
pub(crate) fn parse(text: &str) -> Tree {
    parser().parse(text, None).unwrap()
}

/// The node and all below it, parents first.
pub(crate) fn descendants(node: Node<'_>) -> Vec<Node<'_>> {
    let mut cursor = node.walk();
    let mut nodes = Vec::new();
    loop {
        nodes.push(cursor.node());
        if cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return nodes;
            }
        }
    }
}

/// A linear congruential generator: the same texts on every machine.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % bound
    }

    pub(crate) fn piece(&mut self) -> &'static str {
        PIECES[self.below(PIECES.len())]
    }
}

/// Every kind of line, and pieces that turn one kind into another.
const PIECES: &[&str] = &[
    "\n",
    "\n",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\t",
    "|",
    "|",
    " ",
    "\u{3000}",
    "\u{a0}",
    "一、",
    "（一）",
    "1.",
    "（1）",
    "2、",
    "总体情况",
    "\n无\n",
    "\u{20000}",
    "𠮷",
    "0",
    "０",
    "1,234",
    "件",
    "0.021万元",
    "《条例》",
    "《",
    "》",
    "“",
    "”",
    "第二十条第（一）项",
    "第",
    "2023年",
    "1月31日",
    "<!-- x -->",
    "<!--",
    "-->",
    "<",
    "https://a.cn/x",
    "| :-- | --: |",
    "|---|",
    "-",
    "\\",
    "\\|",
    "\u{0}",
    "\u{2028}",
    "\u{feff}",
    "h",
    "w",
    "、",
    "。",
    "一",
    "1",
    "（",
    "）",
    "\t\n",
    "\n\n",
    "\n\n\n",
];
