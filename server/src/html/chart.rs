//! Small charts below 表三, for the page alone: how requests were answered, and this year against
//! the last. Lengths are drawn; every number is written beside its bar.

#![allow(clippy::indexing_slicing, reason = "positions come from the form itself")]

use maud::{Markup, html};

use crate::form::{self, Over};
use crate::report::{Block, Official, Report};

/// Units of the drawing.
const WIDTH: i64 = 640;
const LABEL: i64 = 168;
const BAR: i64 = 360;
const LINE: i64 = 26;

/// The charts for an official table; nothing for a table without outcomes.
pub(super) fn charts(report: &Report, official: &Official, last_year: Option<&Report>) -> Markup {
    let Some(sums) = Sums::new(official) else { return html! {} };
    let outcomes = sums.outcomes();
    let years = last_year.map(|last_year| comparison(report, last_year)).unwrap_or_default();
    if outcomes.is_empty() && years.is_empty() {
        return html! {};
    }
    html! {
        aside.charts {
            p { "以下图形只在预览中显示，不是年报的内容。" }
            @if !outcomes.is_empty() { (outcome_chart(&outcomes)) }
            @if !years.is_empty() { (year_chart(&year(Some(report)), &year(last_year), &years)) }
        }
    }
}

fn year(report: Option<&Report>) -> String {
    report.and_then(Report::year).map_or_else(String::new, |year| format!("{year} 年"))
}

/// A row of a chart.
struct Bar {
    label: &'static str,
    value: i64,
}

/// The same figure of two years.
struct Pair {
    label: &'static str,
    now: i64,
    before: i64,
}

/// The column of totals of a block.
struct Sums<'r> {
    of: &'static form::Block,
    block: &'r Block,
    column: usize,
}

impl<'r> Sums<'r> {
    /// None for a table without a column of totals.
    fn new(official: &'r Official) -> Option<Self> {
        let [block] = official.blocks.as_slice() else { return None };
        let of = official.block(block);
        let over_rows = of.identities.iter().find(|identity| identity.over == Over::Rows)?;
        Some(Self { of, block, column: of.column_position(&over_rows.total)? })
    }

    fn of_row(&self, row: &form::Row) -> Option<i64> {
        let position = self.of.row_position(&row.id)?;
        self.block.cell(position, self.column)?.value()?.as_whole()
    }

    /// The stated total of a row, or the sum of a group's rows; none if nothing is stated.
    fn value(&self, row: &form::Row) -> Option<i64> {
        if !row.group {
            return self.of_row(row);
        }
        let members = self.of.rows.iter().filter(|member| member.parent.as_ref() == Some(&row.id));
        members.filter_map(|member| self.value(member)).reduce(|sum, value| sum + value)
    }

    /// The kinds of outcomes: what the total of all outcomes stands beside.
    fn outcomes(&self) -> Vec<Bar> {
        let columns = self.of.identities.iter().filter(|it| it.over == Over::Columns);
        let total = columns
            .filter(|it| it.right.len() == 1)
            .find_map(|it| self.of.rows.iter().find(|row| row.id == it.total));
        let Some(total) = total else { return Vec::new() };
        let kinds =
            self.of.rows.iter().filter(|row| row.parent == total.parent && row.id != total.id);
        let bars: Vec<Bar> = kinds
            .filter_map(|row| Some(Bar { label: row.short(), value: self.value(row)? }))
            .collect();
        if bars.iter().any(|bar| bar.value > 0) { bars } else { Vec::new() }
    }

    /// The rows that tell how a year went: those of the sum over both sides, or all.
    fn lines(&self) -> Vec<&'static form::Row> {
        let both_sides =
            self.of.identities.iter().find(|it| it.over == Over::Columns && it.right.len() > 1);
        let wanted = |row: &&form::Row| {
            both_sides.is_none_or(|it| it.left.contains(&row.id) || it.right.contains(&row.id))
        };
        self.of.rows.iter().filter(wanted).collect()
    }
}

/// What both reports state.
fn comparison(report: &Report, last_year: &Report) -> Vec<Pair> {
    let sums = |report| {
        Report::official_tables(report)
            .filter_map(|(_, official)| Some((official.index, Sums::new(official)?)))
    };
    let before: Vec<(usize, Sums<'_>)> = sums(last_year).collect();
    let mut pairs = Vec::new();
    for (index, now) in sums(report) {
        let Some((_, before)) = before.iter().find(|(other, _)| *other == index) else { continue };
        for row in now.lines() {
            let earlier = before.of.rows.iter().find(|other| other.id == row.id);
            let value = earlier.and_then(|earlier| before.value(earlier));
            if let (Some(now), Some(before)) = (now.value(row), value) {
                pairs.push(Pair { label: row.short(), now, before });
            }
        }
    }
    pairs
}

fn outcome_chart(bars: &[Bar]) -> Markup {
    let most = bars.iter().map(|bar| bar.value).max().unwrap_or(0);
    let sum: i64 = bars.iter().map(|bar| bar.value).sum();
    let words: Vec<String> =
        bars.iter().map(|bar| format!("{} {} 件", bar.label, bar.value)).collect();
    let drawn = html! {
        @for (line, bar) in (0..).zip(bars) {
            (label(line * LINE + 18, bar.label))
            (self::bar("now", line * LINE + 5, bar.value, most, &format!("{}（{}%）", bar.value, bar.value * 100 / sum.max(1))))
        }
    };
    figure("本年各类办理结果（件，取总计列）", &words.join("，"), LINE, bars.len(), &drawn)
}

fn year_chart(this: &str, last: &str, pairs: &[Pair]) -> Markup {
    let most = pairs.iter().map(|pair| pair.now.max(pair.before)).max().unwrap_or(0);
    let words: Vec<String> = pairs
        .iter()
        .map(|pair| format!("{} {this} {} 件、{last} {} 件", pair.label, pair.now, pair.before))
        .collect();
    let drawn = html! {
        @for (line, pair) in (0..).zip(pairs) {
            @let y = line * LINE * 2;
            (label(y + 24, pair.label))
            (bar("now", y + 4, pair.now, most, &format!("{this} {}（{}）", pair.now, change(pair))))
            (bar("before", y + 24, pair.before, most, &format!("{last} {}", pair.before)))
        }
    };
    figure("与上年比较（件，取总计列）", &words.join("；"), LINE * 2, pairs.len(), &drawn)
}

/// How a figure has changed, with its sign.
fn change(pair: &Pair) -> String {
    match pair.now - pair.before {
        0 => "持平".to_owned(),
        more if more > 0 => format!("增加 {more}"),
        less => format!("减少 {}", -less),
    }
}

/// A drawing with its heading; `words` say the same to those who cannot see it.
fn figure(heading: &str, words: &str, line: i64, lines: usize, drawn: &Markup) -> Markup {
    let height = line * i64::try_from(lines).unwrap_or(0);
    html! {
        figure {
            figcaption { (heading) }
            svg viewBox={ "0 0 " (WIDTH) " " (height) } role="img" aria-label=(words) { (drawn) }
        }
    }
}

fn label(y: i64, label: &str) -> Markup {
    html! { text.name x=(LABEL - 8) y=(y) { (label) } }
}

fn bar(class: &str, y: i64, value: i64, most: i64, words: &str) -> Markup {
    let length = BAR * value.max(0) / most.max(1);
    html! {
        rect class=(class) x=(LABEL) y=(y) width=(length.max(1)) height="16" {}
        text.value x=(LABEL + length + 8) y=(y + 13) { (words) }
    }
}
