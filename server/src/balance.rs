//! The identities of the official tables (勾稽关系), computed with the figures of a report.
//!
//! Knows which identities can be tested: a blank part counts as 0, but a blank total states
//! nothing, and a part that is missing or no number leaves the sum open. In the column of totals a
//! blank part is not known to be 0 either.

#![allow(clippy::indexing_slicing, reason = "positions come from the form itself")]

use crate::form::{self, Over};
use crate::number::Figure;
use crate::report::{Block, Cell, Official};

/// One identity, for one row or column.
#[derive(Debug, Clone)]
pub struct Balance<'r> {
    pub identity: &'static form::Identity,
    pub block: &'r Block,
    /// Position of the row or column that it is computed for.
    pub line: usize,
    pub left: Vec<Term<'r>>,
    pub right: Vec<Term<'r>>,
    /// Position of the stated total in `right`.
    total: usize,
}

/// A cell that takes part in an identity.
#[derive(Debug, Clone, Copy)]
pub struct Term<'r> {
    /// Positions in the form's block.
    pub row: usize,
    pub column: usize,
    pub cell: &'r Cell,
    /// Its value; 0 if the cell is blank.
    pub value: i64,
}

impl<'r> Balance<'r> {
    /// The stated total.
    pub fn total(&self) -> Term<'r> {
        self.right[self.total]
    }

    /// The sum of the parts.
    pub fn left_sum(&self) -> i64 {
        sum(&self.left)
    }

    /// The sum of the side with the stated total.
    pub fn right_sum(&self) -> i64 {
        sum(&self.right)
    }

    /// Whether it holds.
    pub fn holds(&self) -> bool {
        self.left_sum() == self.right_sum()
    }

    /// The total that would make it hold.
    pub fn expected(&self) -> i64 {
        self.left_sum() - (self.right_sum() - self.total().value)
    }

    /// All terms, those of the left side first.
    pub fn terms(&self) -> impl Iterator<Item = &Term<'r>> {
        self.left.iter().chain(&self.right)
    }
}

fn sum(terms: &[Term<'_>]) -> i64 {
    terms.iter().map(|term| term.value).sum()
}

/// All identities of a table that can be tested, in the order of the form.
pub fn balances(official: &Official) -> Vec<Balance<'_>> {
    let mut balances = Vec::new();
    for block in &official.blocks {
        let of = official.block(block);
        for identity in &of.identities {
            let lines = match identity.over {
                Over::Columns => of.columns.len(),
                Over::Rows => of.rows.len(),
            };
            balances.extend((0..lines).filter_map(|line| balance(block, of, identity, line)));
        }
    }
    balances
}

fn balance<'r>(
    block: &'r Block,
    of: &'static form::Block,
    identity: &'static form::Identity,
    line: usize,
) -> Option<Balance<'r>> {
    let term = |id: &String| term(block, of, identity.over, id, line);
    let left: Vec<Term<'_>> = identity.left.iter().map(term).collect::<Option<_>>()?;
    let right: Vec<Term<'_>> = identity.right.iter().map(term).collect::<Option<_>>()?;
    let total = identity.right.iter().position(|id| *id == identity.total)?;
    let balance = Balance { identity, block, line, left, right, total };
    let blank = |term: &Term<'_>| term.cell.figure == Figure::Blank;
    let open = blank(&balance.total()) || (sums_totals(of, &balance) && balance.terms().any(blank));
    (!open).then_some(balance)
}

/// A column of totals: another identity of the block has it as its total.
fn sums_totals(of: &form::Block, balance: &Balance<'_>) -> bool {
    balance.identity.over == Over::Columns
        && of.identities.iter().any(|other| {
            other.over == Over::Rows
                && of.columns.get(balance.line).is_some_and(|column| column.id == other.total)
        })
}

fn term<'r>(
    block: &'r Block,
    of: &form::Block,
    over: Over,
    id: &str,
    line: usize,
) -> Option<Term<'r>> {
    let (row, column) = match over {
        Over::Columns => (of.row_position(id)?, line),
        Over::Rows => (line, of.column_position(id)?),
    };
    let cell = block.cell(row, column)?;
    let value = match cell.figure {
        Figure::Blank => 0,
        Figure::Number { value, .. } => value.as_whole()?,
        Figure::Invalid(_) => return None,
    };
    Some(Term { row, column, cell, value })
}
