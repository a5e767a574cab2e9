//! Which column a figure belongs to, read from the header of a table.
//!
//! Copied headers come in one level or several, with merged cells left blank, repeated or gone. What
//! survives is the order of the labels, level by level; so a label over several columns is replaced
//! by the labels of the next level, in order, and positions are never trusted.

#![allow(clippy::indexing_slicing, reason = "ranges come from the tree, positions from the form")]

use std::ops::Range;

use form::{Head, equal_unspaced, forms, key, numberless, short_key, vocabulary};

use super::Label;

/// Two labels at least this similar may be one, if no other comes near.
const SIMILAR: f64 = 0.75;
/// By how much the best candidate must be ahead of the next.
const AHEAD: f64 = 0.1;

/// A header cell that is not blank.
#[derive(Debug, Clone)]
pub(super) struct HeadCell {
    pub(super) range: Range<usize>,
    pub(super) text: String,
}

/// What a place in the table's order of columns holds.
#[derive(Debug, Clone)]
pub(super) enum Slot {
    Column { column: usize, label: Label },
    Unknown(Range<usize>),
}

/// A slot, or a label that stands for slots of the next level.
#[derive(Debug, Clone)]
enum Item {
    Slot(Slot),
    Group(usize),
}

/// The columns of a block in the order of its header; `None` if the header cannot be read.
pub(super) fn columns(levels: &[Vec<HeadCell>], of: Of) -> Option<Vec<Slot>> {
    let mut items: Vec<Item> = Vec::new();
    for level in levels {
        let level: Vec<Item> = level.iter().filter_map(|cell| item(cell, of)).collect();
        items = match items.iter().any(|item| matches!(item, Item::Group(_))) {
            _ if level.is_empty() => items,
            true => expand(items, level),
            false if items.len() >= level.len() => items,
            false => level,
        };
    }
    if let Some(group) = items.iter().position(|item| matches!(item, Item::Group(_))) {
        items = gather(items, group, of)?;
    }
    let slots: Vec<Slot> = items
        .into_iter()
        .filter_map(|item| match item {
            Item::Slot(slot) => Some(slot),
            Item::Group(_) => None,
        })
        .collect();
    slots.iter().any(|slot| matches!(slot, Slot::Column { .. })).then_some(slots)
}

/// When all levels were written in one row, the columns of a group stand behind the group's own
/// level: puts them in its place. None if there are none.
fn gather(items: Vec<Item>, group: usize, of: Of) -> Option<Vec<Item>> {
    let Some(Item::Group(index)) = items.get(group) else { return None };
    let id = of.block().column_groups.get(*index)?.id.clone();
    let belongs = |item: &Item| match item {
        Item::Slot(Slot::Column { column, .. }) => {
            of.block().columns[*column].group.as_ref() == Some(&id)
        }
        _ => false,
    };
    let members: Vec<Item> = items.iter().filter(|item| belongs(item)).cloned().collect();
    if members.is_empty() {
        return None;
    }
    let before = items[..group].iter().filter(|item| !belongs(item)).cloned();
    let after = items[group + 1..].iter().filter(|item| !belongs(item)).cloned();
    Some(before.chain(members).chain(after).collect())
}

/// Replaces the group by those columns of the next level that are not in place already. If it was
/// repeated in each cell it spans, the first one counts.
fn expand(items: Vec<Item>, level: Vec<Item>) -> Vec<Item> {
    let present = |item: &Item| {
        match item {
        Item::Slot(Slot::Column { column, .. }) => items.iter().any(
            |other| matches!(other, Item::Slot(Slot::Column { column: same, .. }) if same == column),
        ),
        _ => false,
    }
    };
    let mut below: Vec<Item> = level.into_iter().filter(|item| !present(item)).collect();
    let mut expanded = Vec::new();
    for item in &items {
        match item {
            Item::Group(_) => expanded.append(&mut below),
            Item::Slot(_) => expanded.push(item.clone()),
        }
    }
    expanded
}

/// A block of an edition's table, by position.
#[derive(Debug, Clone, Copy)]
pub(super) struct Of {
    pub(super) form: usize,
    pub(super) table: usize,
    pub(super) block: usize,
}

impl Of {
    /// The form's block.
    pub(super) fn block(self) -> &'static form::Block {
        &forms()[self.form].tables[self.table].blocks[self.block]
    }

    /// What a header cell is in this block.
    pub(super) fn head(self, text: &str) -> Option<Head> {
        let ours = |found: &&form::HeadMatch| {
            (found.form, found.table, found.block) == (self.form, self.table, self.block)
        };
        vocabulary().heads(text).iter().find(ours).map(|found| found.head)
    }
}

fn item(cell: &HeadCell, of: Of) -> Option<Item> {
    let columns = &of.block().columns;
    let column = |column: usize| {
        let label = Label::new(cell.range.clone(), &cell.text, &columns[column].label);
        Some(Item::Slot(Slot::Column { column, label }))
    };
    match of.head(&cell.text) {
        Some(Head::Column(found)) => column(found),
        Some(Head::Group(group)) => Some(Item::Group(group)),
        Some(Head::Block | Head::Note | Head::Path) => None,
        None => match similar(&cell.text, columns.iter().map(|column| column.label.as_str())) {
            Some(found) => column(found),
            None => Some(Item::Slot(Slot::Unknown(cell.range.clone()))),
        },
    }
}

/// The one candidate that a label resembles: clearly, and more than any other.
pub(super) fn similar<'l>(text: &str, candidates: impl Iterator<Item = &'l str>) -> Option<usize> {
    let written = key(numberless(text));
    let mut ranked: Vec<(f64, usize)> = candidates
        .map(numberless)
        .map(|label| {
            let likeness = |key: &str| strsim::normalized_levenshtein(&written, key);
            likeness(&key(label)).max(likeness(&short_key(label)))
        })
        .enumerate()
        .map(|(index, likeness)| (likeness, index))
        .collect();
    ranked.sort_by(|one, two| two.0.total_cmp(&one.0));
    match ranked.as_slice() {
        [best, next, ..] if best.0 >= SIMILAR && best.0 - next.0 >= AHEAD => Some(best.1),
        [only] if only.0 >= SIMILAR => Some(only.1),
        _ => None,
    }
}

/// A group of figures below the many-level header of 表四: one row of the canonical table.
#[derive(Debug)]
pub(super) struct Band {
    pub(super) row: usize,
    /// The label of the band itself.
    pub(super) label: Label,
    pub(super) slots: Vec<Slot>,
}

/// A node of the many-level header that waits for the labels below it.
#[derive(Debug, Clone)]
enum Node {
    /// A part of the path to several rows, such as 行政诉讼.
    Path {
        depth: usize,
        rows: Vec<usize>,
    },
    Band {
        row: usize,
        range: Range<usize>,
        text: String,
        slots: Vec<Slot>,
    },
}

/// The rows and columns of the official layout of 表四, in the order of its header.
///
/// The labels, level after level, are dealt out from left to right: five columns to a row's band,
/// the parts of the next level to a part that several rows share. So it does not matter where in
/// its row a label stands. A header that does not come out even cannot be read.
pub(super) fn bands(labels: &[HeadCell], of: Of) -> Option<Vec<Band>> {
    let block = of.block();
    let all: Vec<usize> = (0..block.rows.len()).collect();
    let mut rest = labels;
    let mut nodes = Vec::new();
    while let Some((cell, behind)) = rest.split_first() {
        let Some(node) = path_node(cell, 0, &all, block) else { break };
        nodes.push(node);
        rest = skip_repeats(behind, cell);
    }
    let incomplete = |node: &Node| !matches!(node, Node::Band { slots, .. } if !slots.is_empty());
    while nodes.iter().any(incomplete) {
        let before = rest.len();
        nodes = deal(nodes, &mut rest, of)?;
        if rest.len() == before {
            return None;
        }
    }
    let bands: Vec<Band> = nodes.into_iter().filter_map(|node| node.into_band(block)).collect();
    (rest.is_empty() && bands.len() == block.rows.len()).then_some(bands)
}

/// A label that is repeated in each cell it spans counts once.
fn skip_repeats<'c>(cells: &'c [HeadCell], label: &HeadCell) -> &'c [HeadCell] {
    let repeats = cells.iter().take_while(|cell| equal_unspaced(&cell.text, &label.text)).count();
    &cells[repeats..]
}

impl Node {
    fn into_band(self, block: &'static form::Block) -> Option<Band> {
        match self {
            Self::Band { row, range, text, slots } => {
                let label = Label::new(range, &text, block.rows[row].header.last()?);
                Some(Band { row, label, slots })
            }
            Self::Path { .. } => None,
        }
    }
}

/// The node that a label is, among rows whose path agrees with what stands above it.
fn path_node(cell: &HeadCell, depth: usize, rows: &[usize], block: &form::Block) -> Option<Node> {
    let written = key(&cell.text);
    let matching: Vec<usize> = rows
        .iter()
        .copied()
        .filter(|row| block.rows[*row].header.get(depth).is_some_and(|part| key(part) == written))
        .collect();
    match matching.as_slice() {
        [] => None,
        [row] if block.rows[*row].header.len() == depth + 1 => Some(Node::Band {
            row: *row,
            range: cell.range.clone(),
            text: cell.text.clone(),
            slots: Vec::new(),
        }),
        _ => Some(Node::Path { depth, rows: matching }),
    }
}

/// Deals one level's labels out to the nodes above it; none if they do not come out even.
fn deal(nodes: Vec<Node>, labels: &mut &[HeadCell], of: Of) -> Option<Vec<Node>> {
    let block = of.block();
    let width = block.columns.len();
    let mut dealt = Vec::new();
    for node in nodes {
        match node {
            Node::Path { depth, rows } => {
                for _ in 0..rows.len() {
                    let (cell, behind) = labels.split_first()?;
                    dealt.push(path_node(cell, depth + 1, &rows, block)?);
                    *labels = skip_repeats(behind, cell);
                }
            }
            // Merged over two levels, it has its columns on the level after the next.
            Node::Band { ref slots, .. } if slots.is_empty() && begins_with_path(labels, of) => {
                dealt.push(node);
            }
            Node::Band { row, range, text, slots } if slots.is_empty() => {
                let (ours, behind) = labels.split_at_checked(width)?;
                let slots = band_slots(ours, of)?;
                dealt.push(Node::Band { row, range, text, slots });
                *labels = behind;
            }
            complete => dealt.push(complete),
        }
    }
    Some(dealt)
}

fn begins_with_path(labels: &[HeadCell], of: Of) -> bool {
    labels.first().is_some_and(|label| of.head(&label.text) == Some(Head::Path))
}

fn band_slots(cells: &[HeadCell], of: Of) -> Option<Vec<Slot>> {
    let slots: Option<Vec<Slot>> = cells
        .iter()
        .map(|cell| match item(cell, of)? {
            Item::Slot(slot) => Some(slot),
            Item::Group(_) => None,
        })
        .collect();
    slots.filter(|slots| slots.iter().any(|slot| matches!(slot, Slot::Column { .. })))
}
