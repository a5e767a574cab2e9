//! Every text parses: no ERROR and no MISSING node, whatever stands in it.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking"
)]

use tree_sitter::Parser;

fn parser() -> Parser {
    let mut parser = Parser::new();
    parser
        .set_language(&tree_sitter_nianbao::LANGUAGE.into())
        .unwrap();
    parser
}

/// A linear congruential generator: the same texts on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % bound
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

#[test]
fn pieces_in_any_order_parse_without_error() {
    let mut parser = parser();
    let mut random = Random(1);
    let mut failed = Vec::new();
    for _ in 0..20_000 {
        let count = 1 + random.below(24);
        let text: String = (0..count)
            .map(|_| PIECES[random.below(PIECES.len())])
            .collect();
        let tree = parser.parse(&text, None).unwrap();
        if tree.root_node().has_error() {
            failed.push(text);
        }
    }
    failed.sort_by_key(String::len);
    assert!(
        failed.is_empty(),
        "{} texts, the shortest {:?}",
        failed.len(),
        failed.first()
    );
}
