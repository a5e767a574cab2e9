//! Small charts below 表三, for the page alone: how requests were answered, and the year against the
//! last. What they show follows from the form's identities. Every number is written beside its bar.

#![allow(clippy::indexing_slicing, reason = "positions come from the form itself")]

mod drawing;

use form::Line;
use maud::{Markup, html};
use report::{Block, Official, Report};

use drawing::{outcome_chart, year_chart};

/// The charts for an official table; nothing for one that has no outcomes.
pub(super) fn charts(report: &Report, official: &Official, last_year: Option<&Report>) -> Markup {
    let outcomes = Totals::new(official).and_then(|totals| totals.outcomes());
    let Some(outcomes) = outcomes else { return html! {} };
    let years = last_year.and_then(|last_year| Years::new(report, last_year));
    let counted = outcomes.bars.iter().any(|bar| bar.value > 0);
    if !counted && years.is_none() {
        return html! {};
    }
    html! {
        aside.charts {
            p { "以下图形只在预览中显示，不是年报的内容。" }
            @if counted { (outcome_chart(&outcomes)) }
            @if let Some(years) = years { (year_chart(&years)) }
        }
    }
}

/// How requests were answered.
struct Outcomes {
    /// What they are all called.
    name: &'static str,
    unit: &'static str,
    bars: Vec<Bar>,
}

struct Bar {
    name: &'static str,
    value: i64,
}

/// A year against the year before.
struct Years {
    now: i32,
    before: i32,
    pairs: Vec<Pair>,
}

/// The same figure of two years.
struct Pair {
    name: &'static str,
    unit: &'static str,
    now: i64,
    before: i64,
}

/// The column of totals of a table.
struct Totals<'r> {
    of: &'static form::Block,
    block: &'r Block,
    column: usize,
}

impl<'r> Totals<'r> {
    /// None for a table without such a column.
    fn new(official: &'r Official) -> Option<Self> {
        let [block] = official.blocks.as_slice() else { return None };
        let of = official.block(block);
        Some(Self { of, block, column: of.total_column()? })
    }

    fn unit(&self) -> &'static str {
        &self.of.columns[self.column].unit
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
        let bar =
            |row: &'static form::Row| Some(Bar { name: row.short(), value: self.value(row)? });
        let bars = kinds.filter_map(bar).collect();
        Some(Outcomes { name: group.short(), unit: self.unit(), bars })
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

impl Years {
    /// What both reports state; none if that is nothing, or if they are not of two years that follow
    /// each other.
    fn new(report: &Report, last_year: &Report) -> Option<Self> {
        let (year, before) = (report.year()?, last_year.year()?);
        if before + 1 != year {
            return None;
        }
        let totals = |(_, official)| Totals::new(official).map(|totals| (official.index, totals));
        let earlier: Vec<_> = last_year.official_tables().filter_map(totals).collect();
        let mut pairs = Vec::new();
        for (index, now) in report.official_tables().filter_map(totals) {
            let before = earlier.iter().find(|(other, _)| *other == index);
            let Some((_, before)) = before else { continue };
            pairs.extend(now.course().filter_map(|row| {
                let same = before.of.rows.iter().find(|other| other.id == row.id)?;
                let (unit, name) = (now.unit(), row.short());
                Some(Pair { name, unit, now: now.value(row)?, before: before.value(same)? })
            }));
        }
        let years = Self { now: year, before, pairs };
        (!years.pairs.is_empty()).then_some(years)
    }
}
