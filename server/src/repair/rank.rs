//! Which of several repairs is the most probable: by what people do wrong, not by count alone.
//!
//! Each repair costs as much as the mistakes that explain it, the cheapest explanation counting.
//! What costs the same has the same rank. A figure of the prose that agrees with the table only once
//! it is repaired speaks for the repair, and one that would no longer agree speaks against it.

#![allow(clippy::indexing_slicing, reason = "positions come from the form itself")]

use super::slip::Slip;
use super::table::Found;
use super::{Changed, Edited, Operation, Repair};
use crate::prose::{self, Counted};
use crate::report::{Official, Place, Report};

/// An amount in the next row or column, where nothing was written in its own place.
const MOVED_NEXT: u32 = 2;
/// An amount in another row or column of the same column or row, or a part of one.
const MOVED: u32 = 4;
/// Two cells next to each other changed places.
const SWAPPED_NEXT: u32 = 1;
/// Two cells of a row or column changed places.
const SWAPPED: u32 = 3;
/// Totals that were not recomputed, however many.
const TOTALS: u32 = 3;
/// What a figure of the prose counts for: more than any slip.
const PROSE: u32 = 8;

/// What speaks for one repair or the other.
pub(super) struct Evidence<'r> {
    pub(super) text: &'r str,
    pub(super) report: &'r Report,
    pub(super) edited: &'r [Edited],
    pub(super) official: &'r Official,
}

/// The repairs with their ranks, the most probable first.
pub(super) fn ranked(found: Vec<Found>, evidence: &Evidence<'_>) -> Vec<Repair> {
    let several = found.len() > 1;
    let counted = if several { counted(evidence) } else { Vec::new() };
    let mut costed: Vec<(u32, Repair)> = found
        .into_iter()
        .map(|found| {
            let (cost, operation) = explanation(&found.cells, evidence.official);
            let contradictions = contradictions(&found.cells, &counted);
            let Found { cells, mends } = found;
            (cost + PROSE * contradictions, Repair { cells, operation, mends, rank: 0 })
        })
        .collect();
    costed.sort_by_key(|(cost, _)| *cost);
    let costs: Vec<u32> = costed.iter().map(|(cost, _)| *cost).collect();
    let rank = |cost: u32| 1 + costs.iter().filter(|other| **other < cost).count();
    costed.into_iter().map(|(cost, repair)| Repair { rank: rank(cost), ..repair }).collect()
}

/// The figures of the prose that count cells of the table.
fn counted<'r>(evidence: &Evidence<'r>) -> Vec<Counted<'r>> {
    let counted = prose::counted(evidence.text, evidence.report);
    counted.into_iter().filter(|it| std::ptr::eq(it.official, evidence.official)).collect()
}

/// How many figures of the prose disagree with the repaired table.
fn contradictions(cells: &[Changed], counted: &[Counted<'_>]) -> u32 {
    let new = |place: Place| cells.iter().find(|cell| cell.place == place).map(|cell| cell.to);
    let disagrees = |it: &&Counted<'_>| !it.agrees(new);
    u32::try_from(counted.iter().filter(disagrees).count()).unwrap_or(u32::MAX / PROSE / 2)
}

/// The cheapest explanation of a change: its cost and what it is called.
pub(super) fn explanation(cells: &[Changed], official: &Official) -> (u32, Operation) {
    let whole = (cells.len() > 1 && cells.iter().all(|cell| cell.is_total))
        .then_some((TOTALS, Operation::Total));
    let Some((first, rest)) = cells.split_first() else { return (0, Operation::Other) };
    let alone = plus(single(first), rest, official);
    let pairs = rest.iter().enumerate().filter_map(|(at, second)| {
        let pair = pair(first, second, official)?;
        let others = [&rest[..at], &rest[at + 1..]].concat();
        Some(plus(pair, &others, official))
    });
    pairs.chain(whole).fold(alone, |best, other| if other.0 < best.0 { other } else { best })
}

/// An explanation of some cells together with the cheapest one of the others.
fn plus(own: (u32, Operation), others: &[Changed], official: &Official) -> (u32, Operation) {
    if others.is_empty() {
        return own;
    }
    let (cost, operation) = explanation(others, official);
    (own.0 + cost, if operation == own.1 { operation } else { Operation::Other })
}

fn single(cell: &Changed) -> (u32, Operation) {
    let slip = Slip::between(cell.from, cell.to);
    let operation = match slip {
        Slip::TwoDigits | Slip::Other if cell.is_total => Operation::Total,
        Slip::TwoDigits | Slip::Other => Operation::Other,
        Slip::Omitted => Operation::Omission,
        _ => Operation::Typo,
    };
    let cost = slip.cost();
    (if operation == Operation::Total { cost.min(TOTALS) } else { cost }, operation)
}

/// One mistake that explains the change of two cells, if there is one.
fn pair(one: &Changed, two: &Changed, official: &Official) -> Option<(u32, Operation)> {
    let same_line = one.place.row == two.place.row || one.place.column == two.place.column;
    if !same_line || one.place.block != two.place.block || one.by() + two.by() != 0 {
        return None;
    }
    let next = is_next(one.place, two.place, official);
    if one.to == two.from.unwrap_or(0) {
        return Some((if next { SWAPPED_NEXT } else { SWAPPED }, swap_or_move(one, two)));
    }
    // What was entered elsewhere is missing in its own place.
    let gains = if one.by() > 0 { one } else { two };
    let empty = gains.from.unwrap_or(0) == 0;
    Some((if next && empty { MOVED_NEXT } else { MOVED }, Operation::Move))
}

/// If one of the cells is empty, its figure was moved.
fn swap_or_move(one: &Changed, two: &Changed) -> Operation {
    let empty = |cell: &Changed| cell.from.unwrap_or(0) == 0;
    if empty(one) || empty(two) { Operation::Move } else { Operation::Swap }
}

/// Whether two places of a row or column are next to each other; headings of groups do not count.
fn is_next(one: Place, two: Place, official: &Official) -> bool {
    let of = &official.table().blocks[one.block];
    let between = |one: usize, two: usize| (one.min(two)..one.max(two)).skip(1);
    between(one.column, two.column).next().is_none()
        && between(one.row, two.row).all(|row| of.rows[row].group)
}
