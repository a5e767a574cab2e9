//! What 表三 comes to: how requests were answered, and the year against the last. Which rows these
//! are follows from the form's identities.

use form::Line;
use report::{Block, Official, Report};

/// What an official table comes to.
#[derive(Debug)]
pub struct Summary {
    pub outcomes: Outcomes,
    /// None where last year's report is not at hand.
    pub years: Option<YearOnYear>,
}

/// How requests were answered.
#[derive(Debug)]
pub struct Outcomes {
    /// What they are all called.
    pub name: &'static str,
    pub unit: &'static str,
    pub counts: Vec<OutcomeCount>,
}

/// How many requests were answered in one way.
#[derive(Debug)]
pub struct OutcomeCount {
    pub name: &'static str,
    pub value: i64,
}

/// A year against the year before.
#[derive(Debug)]
pub struct YearOnYear {
    pub year: i32,
    pub year_before: i32,
    pub changes: Vec<Change>,
}

/// The same figure of two years.
#[derive(Debug, Clone, Copy)]
pub struct Change {
    pub name: &'static str,
    pub unit: &'static str,
    pub value: i64,
    pub value_before: i64,
}

impl Summary {
    /// The summary of a table; none for one that has no outcomes, or nothing in them and no year to
    /// compare with.
    pub(super) fn new(
        report: &Report,
        official: &Official,
        last_year: Option<&Report>,
    ) -> Option<Self> {
        let outcomes = Totals::new(official)?.outcomes()?;
        let years = last_year.and_then(|last_year| YearOnYear::new(report, last_year));
        let counted = outcomes.counts.iter().any(|outcome| outcome.value > 0);
        (counted || years.is_some()).then_some(Self { outcomes, years })
    }
}

/// The column of totals of a table.
struct Totals<'r> {
    of: &'static form::Block,
    block: &'r Block,
    /// The column's position, and what it counts in.
    column: usize,
    unit: &'static str,
}

impl<'r> Totals<'r> {
    /// None for a table without such a column.
    fn new(official: &'r Official) -> Option<Self> {
        let [block] = official.blocks.as_slice() else { return None };
        let of = official.block(block);
        let column = of.total_column()?;
        Some(Self { of, block, column, unit: &of.columns.get(column)?.unit })
    }

    /// What a row states, or the rows of a group together; none if nothing is stated.
    fn value(&self, row: &form::Row) -> Option<i64> {
        if !row.group {
            let position = self.of.row_position(&row.id)?;
            return self.block.cell(position, self.column)?.value()?.as_whole();
        }
        let members = self.of.rows.iter().filter(|it| it.parent.as_ref() == Some(&row.id));
        members.filter_map(|member| self.value(member)).reduce(|sum, value| sum + value)
    }

    /// The rows and groups that the total of all outcomes stands beside. None for a table without
    /// such a total.
    fn outcomes(&self) -> Option<Outcomes> {
        let rows = &self.of.rows;
        let mut sums = self.of.identities.iter().filter(|identity| identity.is_plain_sum());
        let total = sums.find_map(|identity| match identity.total_line() {
            Line::Row(row) => rows.get(row),
            Line::Column(_) => None,
        })?;
        let group = rows.iter().find(|row| Some(&row.id) == total.parent.as_ref())?;
        let kinds = rows.iter().filter(|row| row.parent == total.parent && row.id != total.id);
        let count = |row: &'static form::Row| {
            Some(OutcomeCount { name: row.short(), value: self.value(row)? })
        };
        let counts = kinds.filter_map(count).collect();
        Some(Outcomes { name: group.short(), unit: self.unit, counts })
    }

    /// The rows that tell how a year went: those that must balance across the years, or all.
    fn course(&self) -> impl Iterator<Item = &'static form::Row> {
        let both_sides =
            |it: &&form::Identity| it.is_sum() && !it.is_of_rows() && !it.is_plain_sum();
        let balance = self.of.identities.iter().find(both_sides);
        let rows = self.of.rows.iter().enumerate();
        rows.filter(move |(at, _)| balance.is_none_or(|it| it.has_row(*at))).map(|(_, row)| row)
    }
}

impl YearOnYear {
    /// What both reports state; none if that is nothing, or if they are not of two years that follow
    /// each other.
    fn new(report: &Report, last_year: &Report) -> Option<Self> {
        let (year, year_before) = (report.year()?, last_year.year()?);
        if year_before + 1 != year {
            return None;
        }
        let totals = |(_, official)| Totals::new(official).map(|totals| (official.index, totals));
        let earlier: Vec<_> = last_year.official_tables().filter_map(totals).collect();
        let mut changes = Vec::new();
        for (index, now) in report.official_tables().filter_map(totals) {
            let before = earlier.iter().find(|(other, _)| *other == index);
            let Some((_, before)) = before else { continue };
            changes.extend(now.course().filter_map(|row| {
                let same = before.of.rows.iter().find(|other| other.id == row.id)?;
                Some(Change {
                    name: row.short(),
                    unit: now.unit,
                    value: now.value(row)?,
                    value_before: before.value(same)?,
                })
            }));
        }
        (!changes.is_empty()).then_some(Self { year, year_before, changes })
    }
}
