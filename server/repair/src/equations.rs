//! Linear equations over whole numbers, and what is left of them once some cells may have any value.
//!
//! Knows no table. Everything is exact: rows are combined with whole factors and kept small by their
//! common divisor.

#![allow(clippy::indexing_slicing, reason = "cells are counted by the one who states the problem")]

use std::rc::Rc;

/// Equations that values should fulfil: in each, the sum of factor × value should be 0.
#[derive(Debug, Clone)]
pub(super) struct Equations {
    /// The value that each cell has now.
    pub(super) values: Vec<i64>,
    /// Whether a cell may be below zero.
    pub(super) signed: Vec<bool>,
    /// Each equation's cells and their factors.
    pub(super) terms: Vec<Vec<(usize, i64)>>,
}

/// An equation, or a sum of multiples of equations.
#[derive(Debug, Clone)]
struct Row {
    /// A factor for each cell.
    factors: Vec<i64>,
    /// By how much the cells, as they are, exceed 0.
    excess: i128,
    /// The cells whose factor is not 0.
    support: CellSet,
}

/// A set of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CellSet(Vec<u64>);

/// The equations after the chosen cells were eliminated from them.
#[derive(Debug, Clone)]
pub(super) struct Reduced {
    /// Those that no chosen cell can mend.
    open: Vec<Rc<Row>>,
    /// The chosen cells, each with the equation that gives its value.
    chosen: Vec<(usize, Rc<Row>)>,
}

impl CellSet {
    pub(super) fn empty(cells: usize) -> Self {
        Self(vec![0; cells.div_ceil(64)])
    }

    pub(super) fn insert(&mut self, cell: usize) {
        self.0[cell / 64] |= 1 << (cell % 64);
    }

    pub(super) fn without(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(one, other)| one & !other).collect())
    }

    pub(super) fn extend(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(one, other)| *one |= other);
    }

    pub(super) fn is_disjoint(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(one, other)| one & other == 0)
    }

    pub(super) fn len(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.0.len() * 64).filter(|cell| self.0[cell / 64] >> (cell % 64) & 1 == 1)
    }
}

impl Row {
    fn new(factors: Vec<i64>, excess: i128) -> Self {
        let mut support = CellSet::empty(factors.len());
        for (cell, factor) in factors.iter().enumerate() {
            if *factor != 0 {
                support.insert(cell);
            }
        }
        Self { factors, excess, support }
    }

    /// The row without a cell that another row has.
    fn eliminate(&self, cell: usize, by: &Self) -> Self {
        let (own, other) = (by.factors[cell], self.factors[cell]);
        let pairs = self.factors.iter().zip(&by.factors);
        let factors: Vec<i64> = pairs.map(|(one, two)| one * own - two * other).collect();
        let excess = self.excess * i128::from(own) - by.excess * i128::from(other);
        let divisor = factors.iter().fold(0, |divisor, factor| gcd(divisor, *factor));
        // An equation without cells only says whether it holds.
        if divisor <= 1 || excess % i128::from(divisor) != 0 {
            return Self::new(factors, excess);
        }
        let factors = factors.into_iter().map(|factor| factor / divisor).collect();
        Self::new(factors, excess / i128::from(divisor))
    }
}

fn gcd(one: i64, two: i64) -> i64 {
    let (mut one, mut two) = (one.abs(), two.abs());
    while two != 0 {
        (one, two) = (two, one % two);
    }
    one
}

impl Reduced {
    pub(super) fn new(equations: &Equations) -> Self {
        let row = |terms: &Vec<(usize, i64)>| {
            let mut factors = vec![0; equations.values.len()];
            let mut excess = 0;
            for (cell, factor) in terms {
                factors[*cell] += factor;
                excess += i128::from(*factor) * i128::from(equations.values[*cell]);
            }
            Rc::new(Row::new(factors, excess))
        };
        Self { open: equations.terms.iter().map(row).collect(), chosen: Vec::new() }
    }

    /// For each equation that does not hold, the cells that could mend it.
    pub(super) fn broken(&self, excluded: &CellSet) -> Vec<CellSet> {
        let broken = self.open.iter().filter(|row| row.excess != 0);
        broken.map(|row| row.support.without(excluded)).collect()
    }

    /// The equations once a further cell may have any value; none if that cell is in none of them.
    pub(super) fn choose(&self, cell: usize) -> Option<Self> {
        let at = self.open.iter().position(|row| row.factors[cell] != 0)?;
        let pivot = Rc::clone(&self.open[at]);
        let reduce = |row: &Rc<Row>| match row.factors[cell] {
            0 => Rc::clone(row),
            _ => Rc::new(row.eliminate(cell, &pivot)),
        };
        let others = self.open.iter().enumerate().filter(|(other, _)| *other != at);
        let open = others.map(|(_, row)| reduce(row)).collect();
        let mut chosen: Vec<_> =
            self.chosen.iter().map(|(cell, row)| (*cell, reduce(row))).collect();
        chosen.push((cell, pivot));
        Some(Self { open, chosen })
    }

    pub(super) fn holds(&self) -> bool {
        self.open.iter().all(|row| row.excess == 0)
    }

    /// By how much each chosen cell must change; none if one would be no whole number or would stay
    /// as it is.
    pub(super) fn changes(&self) -> Option<Vec<(usize, i64)>> {
        let change = |(cell, row): &(usize, Rc<Row>)| {
            let factor = i128::from(row.factors[*cell]);
            let whole = row.excess % factor == 0 && row.excess != 0;
            let change = i64::try_from(-row.excess / factor).ok()?;
            whole.then_some((*cell, change))
        };
        self.chosen.iter().map(change).collect()
    }
}
