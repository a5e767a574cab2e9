//! What is kept from one version of a text to the next makes no difference: after every edit of a random
//! script, tree, report and findings are those of the text read anew.
//!
//! `NIANBAO_STEPS` and `NIANBAO_SEED` make it longer, and another script.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stderr,
    unreachable_pub,
    reason = "a test that meets the unexpected must stop at once, and say what it was"
)]

#[path = "../../../tests/src/typing.rs"]
mod typing;

use std::collections::HashSet;

use analysis::{Analysis, Edits};
use archive::Neighbours;
use rules::Options;
use tree_sitter::{InputEdit, Node, Point, Tree};

use typing::{Edit, Typist};

const CLEAN: &str = include_str!("../../../examples/clean.nianbao");
const PASTED: &str = include_str!("../../../examples/pasted.nianbao");

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).map_or(usual, |value| value.parse().unwrap())
}

/// All nodes of a tree, in order.
fn nodes(tree: &Tree) -> Vec<Node<'_>> {
    let mut cursor = tree.walk();
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

/// Tells an edit to a tree, and makes it in the text.
fn apply(text: &mut String, tree: &mut Tree, edit: &Edit) {
    let Edit { range, text: new } = edit;
    text.replace_range(range.clone(), new);
    let at = |byte| Point { row: 0, column: byte };
    tree.edit(&InputEdit {
        start_byte: range.start,
        old_end_byte: range.end,
        new_end_byte: range.start + new.len(),
        start_position: at(range.start),
        old_end_position: at(range.end),
        new_end_position: at(range.start + new.len()),
    });
}

/// Types so many steps, and compares after each. In how many of them most of the tree was taken over.
fn typed(original: &str, seed: u64, steps: u64) -> u64 {
    let mut typist = Typist::new(seed, original);
    let mut analysis = Analysis::new(original.to_owned());
    let mut incremental = 0;
    for step in 0..steps {
        let edits = typist.edits(&analysis.text);
        let (mut text, mut tree) = (analysis.text.to_string(), analysis.tree.clone());
        edits.iter().for_each(|edit| apply(&mut text, &mut tree, edit));
        let before = Edits { former: &analysis, tree: Some(&tree) };
        let again =
            Analysis::among(text, Some(before), &Options::default(), |_| Neighbours::default());
        assert_same(&again, &analysis.text, &edits, &format!("seed {seed}, step {step}"));
        // The address of a node is that of its place in its parent: what is taken over keeps it.
        let old: HashSet<usize> = nodes(&tree).iter().map(Node::id).collect();
        let all = nodes(&again.tree);
        let kept = all.iter().filter(|node| old.contains(&node.id())).count();
        incremental += u64::from(kept * 2 > all.len());
        analysis = again;
    }
    incremental
}

fn assert_same(again: &Analysis, before: &str, edits: &[Edit], what: &str) {
    let fresh = Analysis::new(again.text.to_string());
    let shape = |tree: &Tree| -> Vec<_> {
        nodes(tree).iter().map(|node| (node.kind_id(), node.byte_range())).collect()
    };
    let difference = if shape(&again.tree) != shape(&fresh.tree) {
        "the tree"
    } else if format!("{:?}", again.report) != format!("{:?}", fresh.report) {
        "the report"
    } else if again.findings != fresh.findings {
        "the findings"
    } else {
        return;
    };
    eprintln!("{:#?}\n--- fresh:\n{:#?}", again.findings, fresh.findings);
    panic!("{what}: {difference} of\n{before:?}\nafter {edits:#?}");
}

#[test]
fn typing_is_as_reading_anew() {
    let (steps, seed) = (number("NIANBAO_STEPS", 1500), number("NIANBAO_SEED", 1));
    let scripts = [(CLEAN, seed), (PASTED, seed + 1)];
    let incremental: u64 = std::thread::scope(|scope| {
        let typing = scripts.map(|(text, seed)| scope.spawn(move || typed(text, seed, steps / 2)));
        typing.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    eprintln!("most of the tree was taken over in {incremental} of {steps} steps");
    assert!(incremental * 10 >= (steps / 2 * 2) * 9, "{incremental} of {steps}");
}
