//! Every text parses: no ERROR and no MISSING node, whatever stands in it.

#![allow(
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a test may fail by panicking, and must say when it did not run"
)]

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

/// Real reports, where they are at hand; they are not part of the repository.
#[test]
fn the_seeds_parse_without_error() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/seeds");
    let Ok(seeds) = std::fs::read_dir(&folder) else {
        eprintln!("SKIPPED: the seeds are not at {}; nothing was parsed", folder.display());
        return;
    };
    let mut parser = parser();
    for path in seeds.map(|entry| entry.unwrap().path()) {
        let text = std::fs::read_to_string(&path).unwrap();
        let root = parser.parse(&text, None).unwrap();
        assert!(!root.root_node().has_error(), "{}", path.display());
    }
}
