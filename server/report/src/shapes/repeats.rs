//! What stands in a table more than once, or was put there by a program.

#![allow(
    clippy::indexing_slicing,
    reason = "positions come from the form and from the words themselves"
)]

use super::atoms::{Atom, AtomKind, MIN_COUNT, is_count, lines, word};
use super::labels::Token;
use super::segments::Item;
use form::{Block, Head, TableId, forms, vocabulary};

/// The atoms without the numbers that a program gave to the rows: 0, 1, 2 and so on, before all else
/// in each.
pub(super) fn without_numbers(text: &str, atoms: &[Atom]) -> Vec<Atom> {
    let number = |line: &[Atom]| {
        let mut said = line.iter().enumerate().filter(|(_, atom)| atom.kind != AtomKind::Separator);
        let (at, first) = said.next()?;
        let number: usize = text[first.range.clone()].parse().ok()?;
        (first.kind == AtomKind::Figure).then_some((at, number))
    };
    let says = |atom: &Atom| matches!(atom.kind, AtomKind::Word(_) | AtomKind::Figure);
    let said = || lines(atoms).filter(|line| line.iter().any(says) && !is_count(text, line));
    let numbers: Option<Vec<usize>> = said().map(|line| Some(number(line)?.1)).collect();
    let counted = |numbers: &Vec<usize>| {
        numbers.len() >= MIN_COUNT && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
    };
    let labelled = said().any(|line| line.iter().any(|atom| word(atom).is_some()));
    if !labelled || numbers.filter(counted).is_none() {
        return atoms.to_vec();
    }
    let unnumbered = lines(atoms).flat_map(|line| {
        let spare = number(line).filter(|_| !is_count(text, line)).map(|(at, _)| at);
        line.iter().enumerate().filter(move |(at, _)| Some(*at) != spare).map(|(_, atom)| atom)
    });
    unnumbered.cloned().collect()
}

/// The atoms without the words of cells that say the same as the cell before them, or as the one above.
pub(super) fn without_repeats(atoms: &[Atom]) -> Vec<Atom> {
    let mut kept = Vec::new();
    let mut above: Vec<String> = Vec::new();
    for line in lines(atoms) {
        let mut here: Vec<String> = Vec::new();
        for cell in line.split_inclusive(|atom| atom.kind == AtomKind::Separator) {
            let words: String = cell.iter().filter_map(word).collect();
            let repeated = !words.is_empty()
                && (here.last() == Some(&words) || above.get(here.len()) == Some(&words));
            let is_kept = |atom: &&Atom| !repeated || word(atom).is_none();
            kept.extend(cell.iter().filter(is_kept).cloned());
            here.push(words);
        }
        if here.iter().any(|words| !words.is_empty()) {
            above = here;
        }
    }
    kept
}

pub(super) fn is_group(token: &Token, table: TableId) -> bool {
    vocabulary().look_up(&token.key).rows.iter().any(|found| {
        let blocks = &forms()[found.form].tables[found.table].blocks;
        found.id == table && blocks[found.block].rows[found.row].group
    })
}

pub(super) fn is_column(token: &Token, table: TableId) -> bool {
    let heads = vocabulary().look_up(&token.key).heads;
    heads.iter().any(|found| found.id == table && matches!(found.head, Head::Column(_)))
}

/// Where the label of a column that spans several is repeated, its figure is too: as often, or there
/// is no telling.
pub(super) fn collapsed(text: &str, run: &[Item], times: &[usize]) -> Vec<Item> {
    let width: usize = times.iter().sum();
    let padding = run.iter().rev().take_while(|item| matches!(item, Item::Empty(_))).count();
    if width == times.len() || run.len() < width || run.len() - padding > width {
        return run.to_vec();
    }
    let run = &run[..width];
    let written = |item: &Item| match item {
        Item::Figure(range) => &text[range.clone()],
        _ => "",
    };
    let mut rest = run;
    let mut kept = Vec::new();
    for times in times {
        let (same, behind) = rest.split_at((*times).min(rest.len()));
        if same.is_empty() || same.iter().any(|item| written(item) != written(&same[0])) {
            return run.to_vec();
        }
        kept.push(same[0].clone());
        rest = behind;
    }
    kept
}

/// Whether the columns of a header can be put in their order. Where the label over several of them is
/// lost, levels that were read one behind the other cannot, unless they stand in the form's.
pub(super) fn is_in_order(head: &[Token], table: TableId) -> bool {
    let found = |token: &Token| {
        let heads = vocabulary().look_up(&token.key).heads;
        heads.iter().find(|found| found.id == table).copied()
    };
    let heads: Vec<_> = head.iter().filter_map(found).collect();
    let Some(first) = heads.first() else { return true };
    let block = &forms()[first.form].tables[first.table].blocks[first.block];
    if block.column_groups.is_empty()
        || heads.iter().any(|found| matches!(found.head, Head::Group(_)))
    {
        return true;
    }
    let columns: Vec<usize> = heads
        .iter()
        .filter_map(|found| match found.head {
            Head::Column(column) => Some(column),
            _ => None,
        })
        .collect();
    columns.is_sorted()
}

/// Columns that span two levels of a header may be repeated on the second, and count once.
pub(super) fn drop_repeated_columns(labels: &mut Vec<Token>, table: TableId) {
    let blocks = blocks_of(table);
    if blocks.iter().all(|block| block.column_groups.is_empty()) {
        return;
    }
    let spans = |token: &Token| {
        let heads = vocabulary().look_up(&token.key).heads;
        heads.iter().any(|found| match found.head {
            Head::Column(column) => {
                let block = &forms()[found.form].tables[found.table].blocks[found.block];
                found.id == table && block.columns[column].group.is_none()
            }
            _ => false,
        })
    };
    let last = labels.len().saturating_sub(1);
    let mut seen: Vec<String> = Vec::new();
    let mut at = 0;
    labels.retain(|token| {
        at += 1;
        let repeated = at <= last && spans(token) && seen.contains(&token.key);
        seen.push(token.key.clone());
        !repeated
    });
}

/// In the official layout of 表四, columns that span two levels may be repeated on the second: takes
/// the first band of it away if that leaves as many as there must be.
pub(super) fn drop_repeated_band(labels: &mut Vec<Token>, table: TableId) {
    let is_path = |token: &Token| {
        let heads = vocabulary().look_up(&token.key).heads;
        heads.iter().any(|found| found.id == table && found.head == Head::Path)
    };
    let Some(block) = blocks_of(table).first() else { return };
    let bands = block.rows.iter().filter(|row| !row.header.is_empty()).count();
    let (width, columns) =
        (block.columns.len(), labels.iter().filter(|token| is_column(token, table)).count());
    if bands == 0 || columns != (bands + 1) * width {
        return;
    }
    let Some(last) = labels.iter().rposition(is_path) else { return };
    let behind = labels.len() - last - 1;
    if behind == bands * width {
        labels.drain(last + 1..=last + width);
    }
}

/// The blocks of a table in the newest edition that has it.
fn blocks_of(table: TableId) -> &'static [Block] {
    let of = |form: &'static form::Form| {
        let at = vocabulary().position_in(form, table)?;
        Some(form.tables[at].blocks.as_slice())
    };
    forms().iter().find_map(of).unwrap_or_default()
}
