//! The identities of the official tables (勾稽关系), computed.
//!
//! One evaluator ([`evaluate`]), wherever the figures come from: a report ([`balances`]), or what it
//! would be with other figures in it. Knows which identities can be tested: a blank part counts as 0,
//! but a blank total states nothing, and a part that is missing or no number leaves the sum open. In
//! the column of totals a blank part is not known to be 0 either.

#![allow(clippy::indexing_slicing, reason = "positions come from the form itself")]

use std::rc::Rc;

use form::{CellRef, Identity, Line};
use report::number::Figure;
use report::{Block, Cell, Official, Row};

/// What stands in a cell that is there and holds no other text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    Blank,
    Whole(i64),
}

/// An identity, computed for one row or column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sums {
    pub left: i64,
    pub right: i64,
    /// The stated total, as part of the right side.
    pub total: i64,
    /// Whether blanks keep it from being tested.
    pub is_open: bool,
}

impl Value {
    /// What a figure says; none if it is no whole number.
    pub fn of(figure: Figure) -> Option<Self> {
        match figure {
            Figure::Blank => Some(Self::Blank),
            Figure::Number { value, .. } => value.as_whole().map(Self::Whole),
            Figure::Invalid(_) => None,
        }
    }

    fn counted(self) -> i64 {
        match self {
            Self::Blank => 0,
            Self::Whole(value) => value,
        }
    }
}

impl Sums {
    /// The total that would make it hold, or just hold where it is a bound.
    pub fn expected(self) -> i64 {
        self.left - (self.right - self.total)
    }
}

/// Computes an identity for one row or column of a block, from what `value` says of its cells; none
/// if some of them are missing or hold no whole number.
pub fn evaluate(
    identity: &Identity,
    line: usize,
    of: &form::Block,
    value: impl Fn(CellRef) -> Option<Value>,
) -> Option<Sums> {
    let mut blanks = false;
    let mut sum = |cells: &mut dyn Iterator<Item = CellRef>| {
        cells
            .map(|cell| {
                let value = value(cell)?;
                blanks |= value == Value::Blank;
                Some(value.counted())
            })
            .sum::<Option<i64>>()
    };
    // The right side is short: where a row or column is missing, it mostly tells.
    let (right, left) = (sum(&mut identity.right(line))?, sum(&mut identity.left(line))?);
    let total = value(identity.total(line))?;
    let is_open = total == Value::Blank || (blanks && identity.adds_totals(of, line));
    Some(Sums { left, right, total: total.counted(), is_open })
}

/// One identity of a report, for one row or column.
#[derive(Debug, Clone)]
pub struct Balance<'r> {
    pub identity: &'static Identity,
    pub block: &'r Block,
    /// Position of the row or column that it is computed for.
    pub line: usize,
    pub left: Vec<Term<'r>>,
    pub right: Vec<Term<'r>>,
}

/// A cell that takes part in an identity.
#[derive(Debug, Clone, Copy)]
pub struct Term<'r> {
    pub at: CellRef,
    pub cell: &'r Cell,
    /// Its value; 0 if the cell is blank.
    pub value: i64,
}

impl Term<'_> {
    /// Whether nothing is written there.
    pub fn is_blank(&self) -> bool {
        self.cell.figure == Figure::Blank
    }
}

impl<'r> Balance<'r> {
    /// The stated total.
    pub fn total(&self) -> Term<'r> {
        self.right[self.identity.total_position()]
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
        self.identity.relation.holds(self.left_sum(), self.right_sum())
    }

    /// The total that would make it hold, or just hold where it is a bound.
    pub fn expected(&self) -> i64 {
        self.left_sum() - (self.right_sum() - self.total().value)
    }

    /// Whether it cannot be tested, given which of its cells are blank: a blank total states nothing,
    /// and a blank among totals is not known to be 0.
    pub fn is_open(&self, official: &Official, is_blank: impl Fn(&Term<'r>) -> bool) -> bool {
        is_blank(&self.total())
            || (self.identity.adds_totals(official.block(self.block), self.line)
                && self.terms().any(is_blank))
    }

    /// All terms, those of the left side first.
    pub fn terms(&self) -> impl Iterator<Item = &Term<'r>> {
        self.left.iter().chain(&self.right)
    }

    /// The row or column that it is computed for.
    pub fn line(&self) -> Line {
        self.identity.line(self.line)
    }
}

fn sum(terms: &[Term<'_>]) -> i64 {
    terms.iter().map(|term| term.value).sum()
}

/// All identities of a table that can be tested, in the order of the form.
pub fn balances(official: &Official) -> Vec<Balance<'_>> {
    all(official).filter(|balance| !balance.is_open(official, Term::is_blank)).collect()
}

/// How many identities a block of the form has, one for each row or column that has figures.
pub fn count(of: &form::Block) -> usize {
    let has_figures = |identity: &Identity, line: usize| match identity.line(line) {
        Line::Row(row) => !of.rows[row].group,
        Line::Column(_) => true,
    };
    let of_identity = |identity: &Identity| {
        (0..identity.line_count(of)).filter(|line| has_figures(identity, *line)).count()
    };
    of.identities.iter().map(of_identity).sum()
}

/// The identities of a table that can be tested and do not hold, in the order of the form.
pub fn broken(official: &Official) -> Vec<Balance<'_>> {
    let broken = lines(official).filter(|(lines, line)| {
        let holds = |sums: Sums| lines.identity.relation.holds(sums.left, sums.right);
        lines.sums(*line).is_some_and(|sums| !sums.is_open && !holds(sums))
    });
    broken.filter_map(|(lines, line)| lines.balance(line)).collect()
}

/// All identities whose cells are there and hold numbers or nothing, whether or not the stated
/// total says anything.
pub fn computable(official: &Official) -> Vec<Balance<'_>> {
    all(official).collect()
}

fn all(official: &Official) -> impl Iterator<Item = Balance<'_>> {
    lines(official).filter_map(|(lines, line)| lines.balance(line))
}

/// Each identity with each row or column that it is computed for.
fn lines(official: &Official) -> impl Iterator<Item = (Rc<Lines<'_>>, usize)> {
    official.blocks.iter().flat_map(|block| {
        let of = official.block(block);
        let mut rows = vec![None; of.rows.len()];
        for row in block.rows.iter().rev() {
            rows[row.index] = Some(row);
        }
        let rows: Rc<[Option<&Row>]> = rows.into();
        of.identities.iter().flat_map(move |identity| {
            let lines = Rc::new(Lines { block, of, identity, rows: Rc::clone(&rows) });
            (0..identity.line_count(of)).map(move |line| (Rc::clone(&lines), line))
        })
    })
}

/// An identity, ready to be computed for each row or column.
struct Lines<'r> {
    block: &'r Block,
    of: &'static form::Block,
    identity: &'static Identity,
    /// The block's rows, by their position in the form; of two that are the same, the first.
    rows: Rc<[Option<&'r Row>]>,
}

impl<'r> Lines<'r> {
    fn sums(&self, line: usize) -> Option<Sums> {
        let value = |at: CellRef| Value::of(self.cell(at)?.figure);
        evaluate(self.identity, line, self.of, value)
    }

    fn balance(&self, line: usize) -> Option<Balance<'r>> {
        let right =
            self.identity.right(line).map(|at| self.term(at)).collect::<Option<Vec<_>>>()?;
        let left = self.identity.left(line).map(|at| self.term(at)).collect::<Option<Vec<_>>>()?;
        Some(Balance { identity: self.identity, block: self.block, line, left, right })
    }

    fn term(&self, at: CellRef) -> Option<Term<'r>> {
        let cell = self.cell(at)?;
        Some(Term { at, cell, value: Value::of(cell.figure)?.counted() })
    }

    fn cell(&self, at: CellRef) -> Option<&'r Cell> {
        (*self.rows.get(at.row)?)?.cell(at.column)
    }
}

/// The identities whose stated total is blank while all parts are there: what the total would be.
pub fn expected_of_blank(official: &Official) -> Vec<Balance<'_>> {
    let blank_total = |balance: &Balance<'_>| {
        let mut parts = balance.terms().filter(|term| term.at != balance.total().at);
        balance.identity.is_sum()
            && balance.total().is_blank()
            && parts.all(|term| !term.is_blank())
    };
    all(official).filter(blank_total).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use report::read;

    const CLEAN: &str = include_str!("../../../examples/clean.nianbao");

    /// For each identity whose total is blank: its id and what the total would be.
    fn blank_totals(text: &str) -> Vec<(String, i64)> {
        let report = read(text);
        let tables = report.official_tables();
        let blank = tables.flat_map(|(_, official)| expected_of_blank(official));
        blank.map(|balance| (balance.identity.id.clone(), balance.expected())).collect()
    }

    #[test]
    fn where_a_sum_holds_the_total_is_what_is_expected() {
        let report = read(CLEAN);
        let mut with_others = 0;
        for (_, official) in report.official_tables() {
            for balance in balances(official) {
                assert!(balance.holds());
                assert_eq!(balance.expected(), balance.total().value, "{}", balance.identity.id);
                let others = balance.right_sum() - balance.total().value;
                with_others += usize::from(others > 0);
            }
        }
        assert!(with_others > 0, "no identity has another figure beside its total");
    }

    #[test]
    fn a_blank_total_is_computed_from_its_parts_if_all_are_there() {
        assert_eq!(blank_totals(CLEAN), []);
        let row = CLEAN.lines().find(|line| line.contains("（七）总计")).expect("it is there");
        let cells: Vec<&str> = row.split('|').collect();
        let without = |columns: &[usize]| {
            let cells = cells.iter().enumerate();
            let cells = cells.map(|(at, cell)| if columns.contains(&at) { " " } else { cell });
            CLEAN.replace(row, &cells.collect::<Vec<_>>().join("|"))
        };
        let number = |at: usize| cells.get(at).and_then(|cell| cell.trim().parse().ok());
        let first: i64 = number(2).expect("a number");
        let all: i64 = number(8).expect("a number");
        let sums = |column: usize, ids: &[&str], total: i64| {
            let mut found = blank_totals(&without(&[column]));
            found.sort();
            let expected: Vec<_> = ids.iter().map(|id| ((*id).to_owned(), total)).collect();
            assert_eq!(found, expected);
        };
        sums(2, &["cross-sum", "outcome-total"], first);
        sums(8, &["cross-sum", "outcome-total", "row-total"], all);
        let found = blank_totals(&without(&[2, 8]));
        assert!(found.iter().all(|(id, _)| id != "row-total"), "a part is blank: {found:?}");
    }

    /// A blank part counts as 0; but where totals are added up, a blank one is not known to be 0.
    #[test]
    fn a_blank_among_totals_leaves_a_sum_open_and_one_among_parts_does_not() {
        let row = CLEAN.lines().find(|line| line.contains("（一）予以公开")).expect("it is there");
        let open = |column: usize| -> Vec<String> {
            let cells = row.split('|').enumerate();
            let cells = cells.map(|(at, cell)| if at == column { " " } else { cell });
            let text = CLEAN.replace(row, &cells.collect::<Vec<_>>().join("|"));
            let report = read(&text);
            let of = |official| {
                let all = computable(official).into_iter();
                let open = all.filter(move |it| it.is_open(official, Term::is_blank));
                open.map(|it| it.identity.id.clone()).collect::<Vec<_>>()
            };
            report.official_tables().flat_map(|(_, official)| of(official)).collect()
        };
        assert_eq!(open(2), Vec::<String>::new());
        assert_eq!(open(8), ["outcome-total", "row-total"]);
    }
}
