//! Every kind of line beside every other: each gets the node that its kind demands.
//!
//! What is demanded is written here from the format's description, and knows nothing of how the
//! scanner decides.

#![allow(clippy::indexing_slicing, reason = "a test may fail by panicking")]

mod support;

use support::{descendants, parser};
use tree_sitter::{Node, Parser};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Line {
    Blank,
    WideBlank,
    Section,
    Subsection,
    Item,
    Subitem,
    WordHeading,
    Text,
    IndentedText,
    BarRow,
    BareRow,
    Delimiter,
    TabRow,
    PaddedRow,
    NumberedRow,
    Cell,
    BlankCell,
    Comment,
    CommentThenText,
    Opener,
    Closer,
}
use Line::*;

const LINES: &[(Line, &str)] = &[
    (Blank, ""),
    (WideBlank, "\u{3000}\u{a0}"),
    (Section, "一、总体情况"),
    (Subsection, "（二）主动公开"),
    (Item, "３．𠮷县"),
    (Subitem, "(4)其他"),
    (WordHeading, "五、\t其他"),
    (Text, "法人或其他组织"),
    // Begins a bundle: see bundles.rs.
    (Text, "无"),
    (IndentedText, "\u{3000}\u{3000}依据《条例》，办理15件。"),
    (BarRow, "| 规章 | 0 |"),
    (BareRow, "一、本年新收 | 7"),
    (Delimiter, "| :-- | --: |"),
    (TabRow, "规章\t0\t0"),
    (PaddedRow, "\t\t现行有效"),
    (NumberedRow, "一、\t本年新收\t7"),
    (Cell, "\t自然人"),
    (BlankCell, "\t\u{3000}"),
    (Comment, "<!-- 待核 -->"),
    (CommentThenText, "<!-- 待核 -->已核"),
    (Opener, "<!-- 待核"),
    (Closer, "已核 -->"),
];

/// A line inside a node that started above it.
const CONTINUED: Option<&str> = Some("continued");

/// What each line must be; nothing for a blank one.
fn expected(lines: &[Line]) -> Vec<Option<&'static str>> {
    let mut kinds = Vec::new();
    let mut title = Some("title");
    while let Some(line) = lines.get(kinds.len()) {
        let below = &lines[kinds.len() + 1..];
        let (kind, taken) = expected_node(*line, below);
        let text = kind == Some("paragraph");
        kinds.push(if text { title.or(kind) } else { kind });
        if !matches!(kind, None | Some("comment")) {
            title = None;
        }
        kinds.extend(std::iter::repeat_n(CONTINUED, taken));
    }
    kinds
}

/// The node that a line starts, and how many lines below it belong to that node.
fn expected_node(line: Line, below: &[Line]) -> (Option<&'static str>, usize) {
    match line {
        Blank | WideBlank => (None, 0),
        Section | Subsection | Item | Subitem | WordHeading => (Some("heading"), 0),
        Text | IndentedText | CommentThenText | Closer => (Some("paragraph"), 0),
        BarRow | BareRow => (Some("pipe_table row"), 0),
        Delimiter => (Some("pipe_table delimiter_row"), 0),
        TabRow | PaddedRow | NumberedRow => (Some("tab_table row"), 0),
        Cell | BlankCell => (Some("stacked_table cell"), wrapped(below)),
        Comment => (Some("comment"), 0),
        Opener => match comment_end(below) {
            Some(taken) => (Some("comment"), taken),
            None => (Some("paragraph"), 0),
        },
    }
}

/// A line without TAB goes on with the cell above if the next one is a cell, and at most one blank
/// line stands before it.
fn wrapped(below: &[Line]) -> usize {
    let blanks = below.first().map_or(0, |line| usize::from(matches!(line, Blank | WideBlank)));
    match below[blanks..] {
        [Text | IndentedText | Closer, Cell | BlankCell, ..] => blanks + 1,
        _ => 0,
    }
}

/// A comment ends in the first line that closes it, unless another is opened before.
fn comment_end(below: &[Line]) -> Option<usize> {
    let at = below
        .iter()
        .position(|line| matches!(line, Closer | Comment | CommentThenText | Opener))?;
    (below[at] == Closer).then_some(at + 1)
}

/// What each line is in the tree. `starts` are the bytes at which the lines start.
fn found<'t>(root: Node<'t>, starts: &[usize]) -> Vec<Option<&'t str>> {
    let line_of = |byte: usize| starts.partition_point(|start| *start <= byte) - 1;
    let mut kinds = vec![None; starts.len()];
    for node in descendants(root) {
        let Some(kind) = line_kind(node) else {
            continue;
        };
        let (first, last) = (line_of(node.start_byte()), line_of(node.end_byte() - 1));
        for slot in &kinds[first..=last] {
            assert_eq!(*slot, None, "two nodes share a line: {}", root.to_sexp());
        }
        kinds[first] = Some(kind);
        kinds[first + 1..=last].fill(CONTINUED);
    }
    kinds
}

/// The kind of a node that starts a line; nothing for one that holds lines or is part of one.
fn line_kind<'t>(node: Node<'t>) -> Option<&'t str> {
    let parent = node.parent().map_or("", |parent| parent.kind());
    match (node.kind(), parent) {
        ("comment", "paragraph" | "title") => None,
        (kind @ ("heading" | "title" | "paragraph" | "comment"), _) => Some(kind),
        ("row", "pipe_table") => Some("pipe_table row"),
        ("delimiter_row", _) => Some("pipe_table delimiter_row"),
        ("row", "tab_table") => Some("tab_table row"),
        ("cell", "row") => {
            let table = node.parent()?.parent()?;
            (table.kind() == "stacked_table").then_some("stacked_table cell")
        }
        _ => None,
    }
}

fn check(parser: &mut Parser, lines: &[(Line, &str)], line_end: &str, last_end: &str) {
    let mut text = String::new();
    let mut starts = Vec::new();
    for (at, (_, line)) in lines.iter().enumerate() {
        starts.push(text.len());
        text.push_str(line);
        text.push_str(if at + 1 < lines.len() { line_end } else { last_end });
    }
    let kinds: Vec<Line> = lines.iter().map(|(kind, _)| *kind).collect();
    let tree = parser.parse(&text, None);
    let root = tree.as_ref().map(|tree| tree.root_node());
    let root = root.unwrap_or_else(|| unreachable!("no time limit is set"));
    assert!(!root.has_error(), "{text:?} {}", root.to_sexp());
    assert_eq!(found(root, &starts), expected(&kinds), "{kinds:?} in {text:?}: {}", root.to_sexp());
}

/// Checks the lines with every line end, with and without one at the end of the text.
fn check_all(parser: &mut Parser, lines: &[(Line, &str)]) {
    for line_end in ["\n", "\r\n", "\r"] {
        check(parser, lines, line_end, "");
        check(parser, lines, line_end, line_end);
    }
}

#[test]
fn every_line_alone_and_every_pair() {
    let mut parser = parser();
    for first in LINES {
        check_all(&mut parser, &[*first]);
        for second in LINES {
            check_all(&mut parser, &[*first, *second]);
        }
    }
}

#[test]
fn every_triple() {
    let mut parser = parser();
    for first in LINES {
        for second in LINES {
            for third in LINES {
                check_all(&mut parser, &[*first, *second, *third]);
            }
        }
    }
}

#[test]
fn every_four_around_a_cell() {
    let mut parser = parser();
    for first in [(Cell, "\t自然人"), (BlankCell, "\t")] {
        for second in LINES {
            for third in LINES {
                for fourth in LINES {
                    check_all(&mut parser, &[first, *second, *third, *fourth]);
                }
            }
        }
    }
}
