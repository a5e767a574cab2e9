//! Bundles of lines: nobody sees them, and they keep an edit's cost down.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail by panicking")]

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use support::{Random, parse, parser};
use tree_sitter::{InputEdit, Point, Tree};

/// A line of text that begins a bundle, and one of the same length that does not.
const BEGINS: &str = "无";
const DOES_NOT: &str = "有";

const LINES: &[&str] = &[
    BEGINS,
    BEGINS,
    BEGINS,
    "一、甲",
    "（一）乙",
    "1.丙",
    "（1）丁",
    "| 戊 | 1 |",
    "己\t2",
    "\t庚",
    "",
    "<!-- 辛 -->",
];

#[test]
fn a_bundle_is_nothing_that_one_sees() {
    let mut random = Random(7);
    for _ in 0..3000 {
        let count = random.below(14);
        let lines: Vec<&str> = (0..count).map(|_| LINES[random.below(LINES.len())]).collect();
        let text = lines.join("\n");
        let tree = |text: &str| parse(text).root_node().to_sexp();
        assert_eq!(tree(&text), tree(&text.replace(BEGINS, DOES_NOT)), "{text:?}");
    }
}

/// What the parser does after a character is typed at the beginning: shifts, reductions and tokens that it reads.
fn steps_after_typing(text: &str) -> usize {
    let steps = Arc::new(AtomicUsize::new(0));
    let mut parser = parser();
    let mut tree: Tree = parser.parse(text, None).unwrap();
    let counter = Arc::clone(&steps);
    parser.set_logger(Some(Box::new(move |_, message| {
        let step = ["shift", "reduce", "lexed_lookahead"].iter().any(|it| message.starts_with(it));
        counter.fetch_add(usize::from(step), Ordering::Relaxed);
    })));
    let (at, point) = ("一、甲\n".len(), Point::new(1, 0));
    let typed = format!("{}字{}", &text[..at], &text[at..]);
    tree.edit(&InputEdit {
        start_byte: at,
        old_end_byte: at,
        new_end_byte: at + "字".len(),
        start_position: point,
        old_end_position: point,
        new_end_position: Point::new(1, "字".len()),
    });
    let tree = parser.parse(&typed, Some(&tree)).unwrap();
    assert_eq!(tree.root_node().to_sexp(), parse(&typed).root_node().to_sexp());
    steps.load(Ordering::Relaxed)
}

#[test]
fn lines_far_behind_an_edit_are_left_alone() {
    let lines: String = (0..4000).map(|at| format!("第{at}次会议。\n")).collect();
    let steps = steps_after_typing(&format!("一、甲\n{lines}"));
    assert!(steps < 800, "{steps} steps for 4000 lines");
}
