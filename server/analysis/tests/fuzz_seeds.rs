//! Inputs that a fuzzer found to go ways of their own through the program: read, formatted and explained once more.
#![allow(clippy::unwrap_used, reason = "a test that meets the unexpected must stop at once")]

use std::path::Path;

use analysis::Analysis;
use format::formatted;

#[test]
fn what_a_fuzzer_has_found_is_still_in_order() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds/text");
    let files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    assert!(files.len() > 50, "{}", files.len());
    for file in files {
        let text = String::from_utf8(std::fs::read(&file).unwrap()).unwrap();
        let analysis = Analysis::new(text.clone());
        assert!(!analysis.tree.root_node().has_error(), "{file:?}");
        for finding in &analysis.explained().findings {
            assert!(text.get(finding.range.clone()).is_some(), "{file:?}: {finding:#?}");
        }
        let once = formatted(&text);
        assert_eq!(formatted(&once), once, "{file:?}");
    }
}
