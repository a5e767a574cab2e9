//! Any text is parsed, lowered, checked and explained; every range is in it and between characters.
#![no_main]

use std::ops::Range;

use analysis::Analysis;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: String| {
    let analysis = Analysis::new(text);
    let text = &analysis.text;
    let is_part =
        |range: &Range<usize>| assert!(text.get(range.clone()).is_some(), "{range:?} of {text:?}");
    assert!(!analysis.tree.root_node().has_error(), "an error node in {text:?}");
    for finding in &analysis.explained().findings {
        is_part(&finding.range);
        finding.related.iter().for_each(|related| is_part(&related.range));
        finding.fixes.iter().flat_map(|fix| &fix.edits).for_each(|edit| is_part(&edit.range));
    }
});
