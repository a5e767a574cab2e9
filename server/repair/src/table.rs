//! The identities of a table as equations, and changes of cells as repairs of the table.

#![allow(clippy::indexing_slicing, reason = "cells are counted here")]

use std::collections::BTreeMap;

use balance::{Balance, Term, computable};
use form::{CellRef, Kind};
use report::Official;

use super::equations::Equations;
use super::search::{Change, fewest};
use super::{CellIds, Changed, Edited, Fault};

/// Identities that share cells: what is wrong in one tells about the others.
pub(super) struct Component<'r> {
    official: &'r Official,
    edited: &'r [Edited],
    /// Position among the report's tables.
    table: usize,
    /// Those that can be tested.
    tested: Vec<Balance<'r>>,
    /// What a change must leave as it is: sums that cannot be tested as long as some of their cells are
    /// blank, and bounds that hold.
    guards: Vec<Balance<'r>>,
    cells: Vec<CellOf<'r>>,
}

/// A cell of a component.
#[derive(Clone, Copy)]
struct CellOf<'r> {
    place: CellRef,
    term: Term<'r>,
}

/// A change and the identities that it mends.
pub(super) struct Found {
    pub(super) cells: Vec<Changed>,
    pub(super) mends: Vec<Fault>,
}

/// The parts of a table in which some identity does not hold.
pub(super) fn components<'r>(
    table: usize,
    official: &'r Official,
    edited: &'r [Edited],
) -> Vec<Component<'r>> {
    let is_open = |it: &Balance<'_>| it.is_open(official, Term::is_blank);
    let (tested, mut guards): (Vec<_>, Vec<_>) =
        computable(official).into_iter().partition(|it| it.identity.is_sum() && !is_open(it));
    if tested.iter().all(Balance::holds) {
        return Vec::new();
    }
    guards.retain(|it| is_open(it) || it.holds());
    let components = connected(tested).into_iter().filter(|part| !part.iter().all(Balance::holds));
    let component = |tested: Vec<Balance<'r>>| {
        let cells = cells(&tested);
        Component { official, edited, table, tested, guards: guards.clone(), cells }
    };
    components.map(component).collect()
}

/// Parts the identities into those that hang together by their cells.
fn connected(tested: Vec<Balance<'_>>) -> Vec<Vec<Balance<'_>>> {
    let mut parts: Vec<Vec<Balance<'_>>> = Vec::new();
    let mut part_of: BTreeMap<CellRef, usize> = BTreeMap::new();
    for balance in tested {
        let places: Vec<CellRef> = balance.terms().map(|term| term.at).collect();
        let mut met: Vec<usize> = places.iter().filter_map(|at| part_of.get(at).copied()).collect();
        met.sort_unstable();
        met.dedup();
        let home = met.first().copied().unwrap_or(parts.len());
        if home == parts.len() {
            parts.push(Vec::new());
        }
        for other in met.iter().skip(1) {
            let moved = std::mem::take(&mut parts[*other]);
            parts[home].extend(moved);
            part_of.values_mut().filter(|part| *part == other).for_each(|part| *part = home);
        }
        part_of.extend(places.into_iter().map(|at| (at, home)));
        parts[home].push(balance);
    }
    parts
}

/// The cells of some identities, in the order of the form.
fn cells<'r>(tested: &[Balance<'r>]) -> Vec<CellOf<'r>> {
    let mut cells: BTreeMap<CellRef, Term<'r>> = BTreeMap::new();
    for balance in tested {
        cells.extend(balance.terms().map(|term| (term.at, *term)));
    }
    cells.into_iter().map(|(place, term)| CellOf { place, term }).collect()
}

impl Component<'_> {
    /// All ways to mend it with the fewest cells.
    pub(super) fn repairs(&self) -> Vec<Found> {
        let changes = fewest(&self.equations(), &|change| self.admits(change));
        changes.iter().map(|change| self.found(change)).collect()
    }

    /// The totals computed from the parts, where that mends everything.
    pub(super) fn recomputed(&self) -> Option<Found> {
        let mut values: Vec<i64> = self.cells.iter().map(|cell| cell.term.value).collect();
        let sum = |values: &[i64], terms: &[Term<'_>]| -> i64 {
            terms.iter().map(|term| values[self.position(term)]).sum()
        };
        // A total may be a part of another: after two rounds, all have settled.
        for balance in self.tested.iter().chain(&self.tested).filter(|it| it.right.len() == 1) {
            let total = self.position(&balance.total());
            values[total] = sum(&values, &balance.left);
        }
        let holds =
            |balance: &Balance<'_>| sum(&values, &balance.left) == sum(&values, &balance.right);
        let all = values.iter().enumerate();
        let changed = all.filter(|(cell, value)| self.cells[*cell].term.value != **value);
        let change: Change = changed.map(|(cell, value)| (cell, *value)).collect();
        (self.tested.iter().all(holds) && self.admits(&change)).then(|| self.found(&change))
    }

    fn position(&self, term: &Term<'_>) -> usize {
        self.cells.binary_search_by_key(&term.at, |cell| cell.place).unwrap_or_default()
    }

    fn equations(&self) -> Equations {
        let terms = self.tested.iter().map(|balance| {
            let side = |terms: &[Term<'_>], factor: i64| -> Vec<(usize, i64)> {
                terms.iter().map(|term| (self.position(term), factor)).collect()
            };
            [side(&balance.left, 1), side(&balance.right, -1)].concat()
        });
        let signed = |cell: &CellOf<'_>| {
            self.form_block(cell.place).columns[cell.place.column].kind == Kind::Change
        };
        Equations {
            values: self.cells.iter().map(|cell| cell.term.value).collect(),
            signed: self.cells.iter().map(signed).collect(),
            terms: terms.collect(),
        }
    }

    /// Whether the identities that can only be tested once a change has filled their blanks hold, and
    /// the bounds that held before.
    fn admits(&self, change: &Change) -> bool {
        let new = |term: &Term<'_>| {
            change.iter().find(|(cell, _)| self.cells[*cell].place == term.at).map(|(_, to)| *to)
        };
        self.guards.iter().all(|balance| {
            let blank = |term: &Term<'_>| term.is_blank() && new(term).is_none();
            let sum = |terms: &[Term<'_>]| -> i64 {
                terms.iter().map(|term| new(term).unwrap_or(term.value)).sum()
            };
            balance.terms().all(|term| new(term).is_none())
                || balance.is_open(self.official, blank)
                || balance.identity.relation.holds(sum(&balance.left), sum(&balance.right))
        })
    }

    fn found(&self, change: &Change) -> Found {
        let changed = |(cell, to): &(usize, i64)| {
            let CellOf { place, term } = &self.cells[*cell];
            Changed {
                table: self.table,
                place: *place,
                ids: self.ids(*place),
                range: term.cell.range.clone(),
                from: (!term.is_blank()).then_some(term.value),
                to: *to,
                is_total: self.is_total(*place),
                just_edited: self.edited.contains(&Edited { table: self.table, place: *place }),
            }
        };
        let cells: Vec<Changed> = change.iter().map(changed).collect();
        let mut mends: Vec<Fault> =
            self.tested.iter().filter(|balance| !balance.holds()).map(fault).collect();
        mends.sort_by_key(|fault| fault.range.start);
        Found { cells, mends }
    }

    fn ids(&self, place: CellRef) -> CellIds {
        let of = self.form_block(place);
        CellIds {
            table: &self.official.table().id,
            row: &of.rows[place.row].id,
            column: &of.columns[place.column].id,
        }
    }

    fn is_total(&self, place: CellRef) -> bool {
        self.form_block(place).identities.iter().any(|identity| identity.has_total(place))
    }

    fn form_block(&self, place: CellRef) -> &'static form::Block {
        &self.official.table().blocks[place.block]
    }
}

fn fault(balance: &Balance<'_>) -> Fault {
    Fault {
        block: balance.block.index,
        identity: &balance.identity.id,
        line: balance.line,
        range: balance.total().cell.range.clone(),
    }
}
