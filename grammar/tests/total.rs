//! Every text parses: no ERROR and no MISSING node, whatever stands in it.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod support;

use support::{Random, parser};

#[test]
fn pieces_in_any_order_parse_without_error() {
    let mut parser = parser();
    let mut random = Random(1);
    let mut failed = Vec::new();
    for _ in 0..20_000 {
        let count = 1 + random.below(24);
        let text: String = (0..count).map(|_| random.piece()).collect();
        let tree = parser.parse(&text, None).unwrap();
        if tree.root_node().has_error() {
            failed.push(text);
        }
    }
    failed.sort_by_key(String::len);
    assert!(failed.is_empty(), "{} texts, the shortest {:?}", failed.len(), failed.first());
}
