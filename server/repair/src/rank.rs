//! Which of several repairs is the most probable: by what people do wrong, not by count alone.
//!
//! The improbability of the mistakes that explain a repair is added up in bits, the cheapest
//! explanation counting. Repairs that are about as probable share a rank, so that none seems certain
//! that is not. A figure of the prose that agrees with the table only once it is repaired speaks for
//! the repair, and one that would no longer agree speaks against it.

#![allow(clippy::indexing_slicing, reason = "positions come from the form itself")]

use form::CellRef;
use prose::{Counted, Prose};
use report::{Official, Report};

use super::slip::{Slip, size};
use super::table::Found;
use super::{Changed, Operation, Repair};

/// A figure was entered in the next row or column, or two neighbours changed places.
const DISPLACED: u32 = 2;
/// The same where the cells are not next to each other.
const FAR: u32 = 3;
/// A part of an amount was counted elsewhere; how much it was comes on top.
const AMOUNT: u32 = 4;
/// Totals were not recomputed, however many; by how much comes on top.
const TOTALS: u32 = 3;
/// A figure of the prose that disagrees: more than any slip.
const PROSE: u32 = 12;
/// Repairs that differ by so little are equally probable.
const ALIKE: u32 = 1;

/// What speaks for one repair or the other.
pub(super) struct Evidence<'r> {
    pub(super) prose: &'r Prose,
    pub(super) report: &'r Report,
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
    costed.sort_by_key(|(bits, _)| *bits);
    in_ranks(costed)
}

/// Gives repairs that are about as probable the same rank, beginning with the most probable.
fn in_ranks(costed: Vec<(u32, Repair)>) -> Vec<Repair> {
    let mut first = (0, 1);
    let ranked = costed.into_iter().enumerate().map(|(at, (bits, repair))| {
        if at == 0 || bits > first.0 + ALIKE {
            first = (bits, at + 1);
        }
        Repair { rank: first.1, ..repair }
    });
    ranked.collect()
}

/// Where the author has just changed a part, the most probable repair may only undo that; then the
/// totals, recomputed, come first.
pub(super) fn respecting_edits(repairs: Vec<Repair>, recomputed: Option<Found>) -> Vec<Repair> {
    let undoes = |repair: &Repair| {
        repair.rank == 1 && repair.cells.iter().any(|cell| cell.just_edited && !cell.is_total)
    };
    let Some(Found { cells, mends }) = recomputed.filter(|_| repairs.iter().any(undoes)) else {
        return repairs;
    };
    let first = Repair { cells, operation: Operation::Total, mends, rank: 1 };
    let others = repairs.into_iter().filter(|repair| repair.cells != first.cells);
    let others: Vec<Repair> =
        others.map(|repair| Repair { rank: repair.rank + 1, ..repair }).collect();
    [vec![first], others].concat()
}

/// The figures of the prose that count cells of the table.
fn counted<'r>(evidence: &Evidence<'r>) -> Vec<Counted<'r>> {
    let counted = prose::counted(evidence.prose, evidence.report);
    counted.into_iter().filter(|it| std::ptr::eq(it.official, evidence.official)).collect()
}

/// How many figures of the prose disagree with the repaired table.
fn contradictions(cells: &[Changed], counted: &[Counted<'_>]) -> u32 {
    let new = |place: CellRef| cells.iter().find(|cell| cell.place == place).map(|cell| cell.to);
    let disagrees = |it: &&Counted<'_>| !it.agrees(new);
    u32::try_from(counted.iter().filter(disagrees).count()).unwrap_or(u32::MAX / PROSE / 2)
}

/// The cheapest explanation of a change: its bits and what it is called.
pub(super) fn explanation(cells: &[Changed], official: &Official) -> (u32, Operation) {
    let largest = cells.iter().map(|cell| size(cell.to)).max().unwrap_or(0);
    let whole = (cells.len() > 1 && cells.iter().all(|cell| cell.is_total))
        .then_some((TOTALS + largest / 2, Operation::Total));
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
    let bits = slip.bits(cell.from, cell.to);
    let recomputed = TOTALS + size(cell.to);
    (if operation == Operation::Total { bits.min(recomputed) } else { bits }, operation)
}

/// One mistake that explains the change of two cells, if there is one.
fn pair(one: &Changed, two: &Changed, official: &Official) -> Option<(u32, Operation)> {
    let same_line = one.place.row == two.place.row || one.place.column == two.place.column;
    if !same_line || one.place.block != two.place.block || one.by() + two.by() != 0 {
        return None;
    }
    let far = if is_next(one.place, two.place, official) { 0 } else { FAR };
    if one.to == two.from.unwrap_or(0) {
        return Some((DISPLACED + far, swap_or_move(one, two)));
    }
    // It may have been any part of what belongs in the place that lacks it; small parts are likelier.
    let lacks = if one.by() > 0 { one } else { two };
    Some((AMOUNT + size(lacks.to) / 2 + far, Operation::Move))
}

/// If one of the cells is empty, its figure was moved.
fn swap_or_move(one: &Changed, two: &Changed) -> Operation {
    let empty = |cell: &Changed| cell.from.unwrap_or(0) == 0;
    if empty(one) || empty(two) { Operation::Move } else { Operation::Swap }
}

/// Whether two places of a row or column are next to each other; headings of groups do not count.
fn is_next(one: CellRef, two: CellRef, official: &Official) -> bool {
    let of = &official.table().blocks[one.block];
    let between = |one: usize, two: usize| (one.min(two)..one.max(two)).skip(1);
    between(one.column, two.column).next().is_none()
        && between(one.row, two.row).all(|row| of.rows[row].group)
}
