//! The cells of one table as the author of a report typed them, and what each of them means.

use crate::form::{Named, TableForm};

/// What a cell stands for, whatever its typography.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    Number(i64),
    /// An amount of money: takes part in no identity.
    Amount,
    Blank,
    Invalid,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub text: String,
    pub value: Value,
}

impl Cell {
    pub fn number(value: i64) -> Self {
        Self { text: value.to_string(), value: Value::Number(value) }
    }

    pub fn amount(text: &str) -> Self {
        Self { text: text.to_owned(), value: Value::Amount }
    }

    pub fn blank(text: &str) -> Self {
        Self { text: text.to_owned(), value: Value::Blank }
    }

    pub fn invalid(text: &str) -> Self {
        Self { text: text.to_owned(), value: Value::Invalid }
    }
}

/// A cell as a part of an identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Number(i64),
    Blank,
    /// Missing, or not a number: no identity with it is tested.
    Unusable,
}

#[derive(Clone, Debug)]
pub struct Row {
    pub id: String,
    /// The label as written, one word for each level.
    pub path: Vec<String>,
    pub cells: Vec<Cell>,
    /// The column whose cell was not written at all, so that the row is too short.
    pub lost: Option<usize>,
}

#[derive(Clone, Debug)]
pub struct Sheet {
    pub part: String,
    pub title: String,
    pub columns: Vec<Named>,
    pub rows: Vec<Row>,
}

impl Sheet {
    /// A sheet of the form's rows and columns, each cell made by `fill(row, column)`.
    pub fn new(form: &TableForm, mut fill: impl FnMut(&str, &str) -> Cell) -> Self {
        let rows = form.rows.iter().map(|row| Row {
            id: row.id.clone(),
            path: row.path.clone(),
            cells: form.columns.iter().map(|column| fill(&row.id, &column.id)).collect(),
            lost: None,
        });
        Self {
            part: form.part.clone(),
            title: form.title.clone(),
            columns: form.columns.clone(),
            rows: rows.collect(),
        }
    }

    /// The official table this sheet belongs to: `disclosure`, `requests` or `challenges`.
    pub fn table(&self) -> &str {
        self.part.split('.').next().unwrap()
    }

    /// A row's label in the canonical shape, without its indent. In 表四 both levels stand in one: `行政诉讼（复议后起诉）`.
    pub fn canonical_label(&self, row: &Row) -> String {
        match &row.path[..] {
            [group, leaf] if self.part == "challenges" => format!("{group}（{leaf}）"),
            path => path.last().unwrap().clone(),
        }
    }

    pub fn row_index(&self, id: &str) -> Option<usize> {
        self.rows.iter().position(|row| row.id == id)
    }

    pub fn column_index(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.id == id)
    }

    pub fn cell(&self, row: &str, column: &str) -> Option<&Cell> {
        self.rows[self.row_index(row)?].cells.get(self.column_index(column)?)
    }

    pub fn cell_mut(&mut self, row: &str, column: &str) -> Option<&mut Cell> {
        let (row, column) = (self.row_index(row)?, self.column_index(column)?);
        self.rows[row].cells.get_mut(column)
    }

    /// A row that lost a cell tells nothing certain of any of its cells.
    pub fn part_at(&self, row: &str, column: &str) -> Part {
        let whole = self.row_index(row).is_some_and(|index| self.rows[index].lost.is_none());
        match self.cell(row, column).map(|cell| cell.value) {
            Some(Value::Number(value)) if whole => Part::Number(value),
            Some(Value::Blank) if whole => Part::Blank,
            _ => Part::Unusable,
        }
    }

    pub fn number(&self, row: &str, column: &str) -> i64 {
        match self.part_at(row, column) {
            Part::Number(value) => value,
            _ => 0,
        }
    }

    /// The sum of one column over all rows whose id begins with `prefix`.
    pub fn group(&self, prefix: &str, column: &str) -> i64 {
        self.rows
            .iter()
            .filter(|row| row.id.starts_with(prefix))
            .map(|row| self.number(&row.id, column))
            .sum()
    }
}
