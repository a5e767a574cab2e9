//! The floors: what cannot be done faster with the same means.

use std::time::Duration;

use ropey::Rope;
use tree_sitter::{InputEdit, Parser, Point, Tree};

use super::texts::Place;
use super::times;

pub(crate) fn parser() -> Parser {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_nianbao::LANGUAGE.into()).unwrap();
    parser
}

/// The whole text, parsed by tree-sitter alone.
pub(crate) fn fresh_parses(text: &str, count: usize) -> Vec<Duration> {
    let mut parser = parser();
    times::of(count, |_| drop(parser.parse(text, None).unwrap()))
}

/// The same edits, parsed by tree-sitter alone.
pub(crate) fn incremental_parses(text: &str, place: Place, count: usize) -> Vec<Duration> {
    let mut parser = parser();
    let mut tree = parser.parse(text, None).unwrap();
    let (at, typed) = (place.offset(text), place.typed());
    let longer = format!("{}{typed}{}", &text[..at], &text[at..]);
    times::of(count, |round| {
        let (old, new, text) =
            if round % 2 == 0 { (0, typed.len(), longer.as_str()) } else { (typed.len(), 0, text) };
        tell(&mut tree, at, old, new);
        tree = parser.parse(text, Some(&tree)).unwrap();
    })
}

/// The tree is asked for bytes only, so the rows need not be right.
fn tell(tree: &mut Tree, at: usize, old: usize, new: usize) {
    let point = |byte| Point { row: 0, column: byte };
    tree.edit(&InputEdit {
        start_byte: at,
        old_end_byte: at + old,
        new_end_byte: at + new,
        start_position: point(at),
        old_end_position: point(at + old),
        new_end_position: point(at + new),
    });
}

/// The edit of the text itself, and its copy as one string.
pub(crate) fn rope_edits(text: &str, place: Place, count: usize) -> Vec<Duration> {
    let mut rope = Rope::from_str(text);
    let at = rope.byte_to_char(place.offset(text));
    let typed = place.typed();
    times::of(count, |round| {
        match round % 2 {
            0 => rope.insert(at, typed),
            _ => rope.remove(at..at + typed.chars().count()),
        }
        drop(std::hint::black_box(rope.to_string()));
    })
}
