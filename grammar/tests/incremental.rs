//! An edited tree equals a fresh one, after every step of a random script of edits.
//!
//! `NIANBAO_STEPS` makes the scripts longer.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail by panicking")]

mod support;

use std::{collections::HashSet, ops::Range};

use support::corpus::corpus;
use support::{Random, descendants, parser};
use tree_sitter::{InputEdit, Point, Tree};

/// A report with every construct, in every line end.
const REPORT: &str = "\
<!-- nianbao: allow late-date 经批准延期 -->\r\n\
𠮷县人民政府\r\n2023年政府信息公开工作年度报告\r\n\r\n\
\u{3000}\u{3000}依据《中华人民共和国政府信息公开条例》第五十条，编制本报告。\r\n\
一、总体情况\r\n\
（一）主动公开。2023年1月1日至12月31日，公开信息1,745件，收费0.021万元。\r\n\
1.“一网通办”见https://www.example.cn/a?b=1。\r\n（1）其他\r\n<!-- 待核\r\n两行 -->\r\n\
二、\t主动公开政府信息情况\n\
\t第二十条第（一）项\n\n\t信息内容\n\t本年制发件数\n\t本年废止件数\n\n\t规章\n\t0\n\t\u{3000}\n\n\
\t行政规范性\n文件\n\t12\n\n3\n\t9\n\n\n三、收到和处理情况\n\
项目\t自然人\t总计\n一、本年新收\t７\t７\n\t\t0\n\n\
| 申请人情况 | 自然人 | 总计 |\n| :--------- | -----: | ---: |\n| 　1.国家秘密 | 3 | 3 |\n甲 | 乙\\|丙 |\r\
四、行政复议\r\t维持\r其他\r\t0\r\r五、问题\r无。<!-- 无 -->|\r六、其他";

/// Where a byte is, as tree-sitter counts: rows by "\n", columns in bytes.
fn point(text: &str, byte: usize) -> Point {
    let before = &text[..byte];
    let column = before.rfind('\n').map_or(byte, |at| byte - at - 1);
    Point::new(before.matches('\n').count(), column)
}

/// A boundary between two characters; the two halves of CRLF are two.
fn boundary(text: &str, random: &mut Random) -> usize {
    let mut byte = random.below(text.len() + 1);
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

/// Replaces bytes of the text, and tells the tree.
fn replace(text: &mut String, tree: &mut Tree, bytes: Range<usize>, inserted: &str) {
    let new_end = bytes.start + inserted.len();
    let start_position = point(text, bytes.start);
    let old_end_position = point(text, bytes.end);
    text.replace_range(bytes.clone(), inserted);
    tree.edit(&InputEdit {
        start_byte: bytes.start,
        old_end_byte: bytes.end,
        new_end_byte: new_end,
        start_position,
        old_end_position,
        new_end_position: point(text, new_end),
    });
}

/// Replaces up to five characters at a random place by up to two pieces. What sets it back.
fn edit(text: &mut String, tree: &mut Tree, random: &mut Random) -> (Range<usize>, String) {
    let start = boundary(text, random);
    let deleted = text[start..].chars().take(random.below(6));
    let end = start + deleted.map(char::len_utf8).sum::<usize>();
    let inserted: String = (0..random.below(3)).map(|_| random.piece()).collect();
    let former = text[start..end].to_owned();
    replace(text, tree, start..end, &inserted);
    (start..start + inserted.len(), former)
}

/// As many as the variable says, or as is usual.
fn steps(usual: usize) -> usize {
    std::env::var("NIANBAO_STEPS").map_or(usual, |steps| steps.parse().unwrap())
}

/// A line for each node: depth is left out, since parents come first and ranges nest.
fn dump(tree: &Tree) -> Vec<String> {
    let mut cursor = tree.walk();
    let mut lines = vec![tree.root_node().to_sexp()];
    loop {
        let node = cursor.node();
        let (kind, field) = (node.kind(), cursor.field_name());
        lines.push(format!("{kind} {field:?} {:?}", node.range()));
        if cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return lines;
            }
        }
    }
}

/// The inner nodes of a tree, by their identity, which a reused node keeps.
fn inner_nodes(tree: &Tree) -> HashSet<usize> {
    let nodes = descendants(tree.root_node());
    let inner = nodes.iter().filter(|node| node.child_count() > 0);
    inner.map(tree_sitter::Node::id).collect()
}

#[test]
fn an_edited_tree_equals_a_fresh_one() {
    let mut parser = parser();
    let mut random = Random(1);
    let (mut nodes, mut reused) = (0, 0);
    for _ in 0..50 {
        let mut text = REPORT.to_owned();
        let mut tree = parser.parse(&text, None).unwrap();
        for step in 0..steps(100) {
            let before = text.clone();
            for _ in 0..1 + random.below(5) / 4 {
                edit(&mut text, &mut tree, &mut random);
            }
            let new = parser.parse(&text, Some(&tree)).unwrap();
            let fresh = parser.parse(&text, None).unwrap();
            assert!(!new.root_node().has_error(), "step {step}: {text:?}");
            assert_eq!(dump(&new), dump(&fresh), "step {step}: {before:?} to {text:?}");
            let old_nodes = inner_nodes(&tree);
            let new_nodes = inner_nodes(&new);
            nodes += new_nodes.len();
            reused += new_nodes.intersection(&old_nodes).count();
            tree = new;
        }
    }
    assert!(reused * 2 > nodes, "only {reused} of {nodes} nodes were reused");
}

/// What `tree-sitter fuzz` does, but that no edit divides a character: tree-sitter takes it that a
/// token which ends before a character has looked at its first byte only.
#[test]
fn an_example_that_is_edited_and_set_back_is_as_it_was() {
    let mut parser = parser();
    let mut random = Random(2);
    for example in corpus() {
        let original = parser.parse(&example.text, None).unwrap();
        for _ in 0..steps(20) {
            let (mut text, mut tree) = (example.text.clone(), original.clone());
            let edits = 0..1 + random.below(5);
            let back: Vec<_> = edits.map(|_| edit(&mut text, &mut tree, &mut random)).collect();
            tree = parser.parse(&text, Some(&tree)).unwrap();
            let fresh = parser.parse(&text, None).unwrap();
            assert_eq!(dump(&tree), dump(&fresh), "{}: {text:?}", example.name);
            for (range, former) in back.into_iter().rev() {
                replace(&mut text, &mut tree, range, &former);
            }
            tree = parser.parse(&text, Some(&tree)).unwrap();
            assert_eq!(dump(&tree), dump(&original), "{}: {text:?}", example.name);
        }
    }
}

/// A blank line that was read where no row could follow must still know of the line below it.
#[test]
fn a_gap_between_rows_is_told_anew() {
    let mut parser = parser();
    let mut text = "一、甲\n乙\n\t丙\n\n\t丁\t戊\n".to_owned();
    let mut tree = parser.parse(&text, None).unwrap();
    for (old, new) in [("乙", "乙乙"), ("丁\t", "丁")] {
        let start = text.find(old).unwrap();
        replace(&mut text, &mut tree, start..start + old.len(), new);
        tree = parser.parse(&text, Some(&tree)).unwrap();
        assert_eq!(dump(&tree), dump(&parser.parse(&text, None).unwrap()), "{text:?}");
    }
}
