//! The identities (勾稽关系): which cells of a block make up which sum.
//!
//! An identity is a linear sum with a relation, repeated for each row or each column. Along what it is
//! repeated is known here alone: everybody else asks for cells.

use serde::Deserialize;

use super::Block;
use super::explanation::Explanation;

/// The address of a cell in a table of an edition, by positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRef {
    pub block: usize,
    pub row: usize,
    pub column: usize,
}

/// Along what an identity is repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Over {
    /// Once a column; its terms are rows.
    Columns,
    /// Once a row of figures; its terms are columns.
    Rows,
}

/// How the left side of an identity stands to the right one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum Relation {
    #[default]
    #[serde(rename = "=")]
    Equal,
    #[serde(rename = "<=")]
    AtMost,
    #[serde(rename = ">=")]
    AtLeast,
}

/// A linear sum that must balance: the left terms equal the right terms, or bound them (勾稽关系).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    pub id: String,
    pub(super) over: Over,
    pub(super) left: Vec<String>,
    #[serde(default)]
    pub relation: Relation,
    pub(super) right: Vec<String>,
    /// The stated total, one of `right`; of a bound, the cell that is shown.
    pub(super) total: String,
    /// What users read.
    pub name: String,
    pub explanation: Explanation,
    /// Where its terms stand; worked out when the form is read.
    #[serde(skip)]
    places: Places,
}

/// The terms of an identity, as positions of the block's rows or columns.
#[derive(Debug, Default)]
struct Places {
    /// Position of the block in its table.
    block: usize,
    left: Vec<usize>,
    right: Vec<usize>,
    total: usize,
}

/// The row or column that an identity is computed for, by position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    Row(usize),
    Column(usize),
}

impl Relation {
    /// Whether the sums of both sides stand to each other as they must.
    pub fn holds(self, left: i64, right: i64) -> bool {
        match self {
            Self::Equal => left == right,
            Self::AtMost => left <= right,
            Self::AtLeast => left >= right,
        }
    }

    /// Its sign, as a sum in a message has it.
    pub fn sign(self) -> char {
        match self {
            Self::Equal => '＝',
            Self::AtMost => '≤',
            Self::AtLeast => '≥',
        }
    }

    /// The relation of the right side to the left one.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::Equal => Self::Equal,
            Self::AtMost => Self::AtLeast,
            Self::AtLeast => Self::AtMost,
        }
    }
}

impl Line {
    /// What messages call it.
    pub fn short(self, of: &Block) -> &str {
        match self {
            Self::Row(row) => of.rows.get(row).map_or("", |row| row.short()),
            Self::Column(column) => of.columns.get(column).map_or("", |column| column.short()),
        }
    }
}

impl Identity {
    /// Whether it makes one cell the total of others.
    pub fn is_sum(&self) -> bool {
        self.relation == Relation::Equal
    }

    /// Whether it is a total of parts, with nothing beside the total.
    pub fn is_plain_sum(&self) -> bool {
        self.is_sum() && self.places.right.len() == 1
    }

    /// How often it is computed in its block: as often as there are such lines.
    pub fn line_count(&self, of: &Block) -> usize {
        match self.over {
            Over::Columns => of.columns.len(),
            Over::Rows => of.rows.len(),
        }
    }

    /// A line that it is computed for.
    pub fn line(&self, line: usize) -> Line {
        match self.over {
            Over::Columns => Line::Column(line),
            Over::Rows => Line::Row(line),
        }
    }

    /// Whether it is computed for rows, so that its terms are columns.
    pub fn is_of_rows(&self) -> bool {
        self.over == Over::Rows
    }

    /// The cells of the left side, for a line.
    pub fn left(&self, line: usize) -> impl Iterator<Item = CellRef> {
        self.places.left.iter().map(move |term| self.cell(*term, line))
    }

    /// The cells of the right side.
    pub fn right(&self, line: usize) -> impl Iterator<Item = CellRef> {
        self.places.right.iter().map(move |term| self.cell(*term, line))
    }

    /// The cells of both sides, the left one's first.
    pub fn cells(&self, line: usize) -> impl Iterator<Item = CellRef> {
        self.left(line).chain(self.right(line))
    }

    /// The stated total.
    pub fn total(&self, line: usize) -> CellRef {
        self.cell(self.total_term(), line)
    }

    /// The row or column of its totals, by position.
    pub fn total_line(&self) -> Line {
        let term = self.total_term();
        match self.over {
            Over::Columns => Line::Row(term),
            Over::Rows => Line::Column(term),
        }
    }

    /// Position of the stated total on the right side.
    pub fn total_position(&self) -> usize {
        self.places.total
    }

    /// The line in which a cell is one of its terms.
    pub fn line_of(&self, cell: CellRef) -> Option<usize> {
        let (term, line) = match self.over {
            Over::Columns => (cell.row, cell.column),
            Over::Rows => (cell.column, cell.row),
        };
        let Places { block, left, right, .. } = &self.places;
        let is_term = left.contains(&term) || right.contains(&term);
        (*block == cell.block && is_term).then_some(line)
    }

    /// Whether a cell is one of the totals that it sums up.
    pub fn has_total(&self, cell: CellRef) -> bool {
        self.is_sum() && self.line_of(cell).is_some_and(|line| self.total(line) == cell)
    }

    /// Whether a row is one of its terms.
    pub fn has_row(&self, row: usize) -> bool {
        let Places { left, right, .. } = &self.places;
        self.over == Over::Columns && (left.contains(&row) || right.contains(&row))
    }

    /// What messages call a term: what tells it from the others of its line.
    pub fn term_name<'f>(&self, of: &'f Block, cell: CellRef) -> &'f str {
        match self.over {
            Over::Columns => Line::Row(cell.row).short(of),
            Over::Rows => Line::Column(cell.column).short(of),
        }
    }

    /// Whether it adds up totals, for a line: a blank among them is not known to be 0.
    pub fn adds_totals(&self, of: &Block, line: usize) -> bool {
        self.over == Over::Columns && of.is_total(line)
    }

    fn total_term(&self) -> usize {
        self.places.right.get(self.places.total).copied().unwrap_or_default()
    }

    fn cell(&self, term: usize, line: usize) -> CellRef {
        let (row, column) = match self.over {
            Over::Columns => (term, line),
            Over::Rows => (line, term),
        };
        CellRef { block: self.places.block, row, column }
    }

    /// Finds the rows and columns that it names. That there are such, a test sees to.
    pub(super) fn find_places(&mut self, block: usize, of: &Block) {
        let position = |id: &String| match self.over {
            Over::Columns => of.row_position(id),
            Over::Rows => of.column_position(id),
        };
        self.places = Places {
            block,
            left: self.left.iter().filter_map(position).collect(),
            right: self.right.iter().filter_map(position).collect(),
            total: self.right.iter().position(|id| *id == self.total).unwrap_or(0),
        };
    }

    /// The ids that it names and that are no rows or columns with figures.
    pub(super) fn unknown_terms<'f>(&'f self, of: &'f Block) -> impl Iterator<Item = &'f String> {
        self.left.iter().chain(&self.right).filter(move |term| match self.over {
            Over::Columns => !of.rows.iter().any(|row| row.id == **term && !row.group),
            Over::Rows => of.column_position(term).is_none(),
        })
    }
}
