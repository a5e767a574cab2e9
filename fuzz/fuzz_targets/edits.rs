//! A text and edits of it: after each, what is kept of the former version makes no difference.
#![no_main]

use analysis::{Analysis, Edits};
use archive::Neighbours;
use libfuzzer_sys::fuzz_target;
use rules::Options;
use tree_sitter::{InputEdit, Point};

/// Where an edit begins, how much it takes away, and what it puts there.
type Edit = (u16, u8, String);

fuzz_target!(|input: (String, Vec<Edit>)| {
    let (text, edits) = input;
    let mut analysis = Analysis::new(text);
    for (start, length, new) in edits.into_iter().take(8) {
        let mut text = analysis.text.to_string();
        let start = text.floor_char_boundary(usize::from(start) % (text.len() + 1));
        let end =
            text.floor_char_boundary((start + usize::from(length)).min(text.len())).max(start);
        text.replace_range(start..end, &new);
        let mut tree = analysis.tree.clone();
        let at = |byte| Point { row: 0, column: byte };
        tree.edit(&InputEdit {
            start_byte: start,
            old_end_byte: end,
            new_end_byte: start + new.len(),
            start_position: at(start),
            old_end_position: at(end),
            new_end_position: at(start + new.len()),
        });
        let before = Edits { former: &analysis, tree: Some(&tree) };
        let again =
            Analysis::among(text, Some(before), &Options::default(), |_| Neighbours::default());
        let fresh = Analysis::new(again.text.to_string());
        let shape = |analysis: &Analysis| analysis.tree.root_node().to_sexp();
        assert_eq!(shape(&again), shape(&fresh));
        assert_eq!(format!("{:?}", again.report), format!("{:?}", fresh.report));
        assert_eq!(again.findings, fresh.findings);
        analysis = again;
    }
});
