//! Ruling lines as the grids of tables.

use super::page::Rule;

/// Lines that are no further apart are one, in points.
const NEAR: f32 = 2.5;
/// A line may be drawn in pieces with such gaps between them.
const GAP: f32 = 4.0;
/// A table of a report has no more cells.
const MOST_SLOTS: usize = 20_000;

/// A table: where its rows and columns are, and which places are one cell.
#[derive(Debug, Clone, Default)]
pub(super) struct RuledTable {
    /// From left to right.
    pub(super) columns: Vec<f32>,
    /// From top to bottom.
    pub(super) rows: Vec<f32>,
    /// From top to bottom, then from left to right.
    pub(super) cells: Vec<RuledCell>,
}

/// A cell: its first row and column, and how many it spans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RuledCell {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
}

/// A page with more lines is a drawing.
const MOST_RULES: usize = 4_000;

/// The tables that the lines of a page make.
pub(super) fn tables(rules: &[Rule]) -> Vec<RuledTable> {
    let rules = joined(rules);
    if rules.len() > MOST_RULES {
        return Vec::new();
    }
    let mut tables: Vec<RuledTable> =
        connected(&rules).iter().filter_map(|group| table(group)).collect();
    tables.sort_by(|one, two| one.top().total_cmp(&two.top()));
    tables
}

impl RuledTable {
    pub(super) fn top(&self) -> f32 {
        self.rows.first().copied().unwrap_or(0.0)
    }

    /// The cell that a place is in.
    pub(super) fn cell_at(&self, (x, y): (f32, f32)) -> Option<usize> {
        let slot = |edges: &[f32], at: f32| {
            edges.windows(2).position(|edge| matches!(edge, [from, to] if *from <= at && at < *to))
        };
        let (column, row) = (slot(&self.columns, x)?, slot(&self.rows, y)?);
        self.cells.iter().position(|cell| {
            (cell.row..cell.row + cell.rows).contains(&row)
                && (cell.column..cell.column + cell.columns).contains(&column)
        })
    }
}

/// Lines in one, and pieces of a line, made one.
fn joined(rules: &[Rule]) -> Vec<Rule> {
    let mut rules: Vec<Rule> =
        rules.iter().copied().filter(|rule| rule.to - rule.from > 1.0).collect();
    rules.sort_by(|one, two| {
        one.upright
            .cmp(&two.upright)
            .then(one.at.total_cmp(&two.at))
            .then(one.from.total_cmp(&two.from))
    });
    // What stands in one line, give or take, is put side by side first.
    let mut lines: Vec<Vec<Rule>> = Vec::new();
    for rule in rules {
        let same = |line: &&mut Vec<Rule>| {
            line.last()
                .is_some_and(|last| last.upright == rule.upright && rule.at - last.at <= NEAR / 2.0)
        };
        match lines.last_mut().filter(|line| same(line)) {
            Some(line) => line.push(rule),
            None => lines.push(vec![rule]),
        }
    }
    let mut joined: Vec<Rule> = Vec::new();
    for mut line in lines {
        line.sort_by(|one, two| one.from.total_cmp(&two.from));
        let mut pieces: Vec<Rule> = Vec::new();
        for rule in line {
            match pieces.last_mut().filter(|last| rule.from <= last.to + GAP) {
                Some(last) => last.to = last.to.max(rule.to),
                None => pieces.push(rule),
            }
        }
        joined.append(&mut pieces);
    }
    joined
}

/// Groups of lines that touch.
fn connected(rules: &[Rule]) -> Vec<Vec<Rule>> {
    let mut groups: Vec<usize> = (0..rules.len()).collect();
    let uprights: Vec<usize> = (0..rules.len())
        .filter(|index| rules.get(*index).is_some_and(|rule| rule.upright))
        .collect();
    for (index, rule) in rules.iter().enumerate().filter(|(_, rule)| !rule.upright) {
        for other in &uprights {
            if rules.get(*other).is_some_and(|upright| touch(rule, upright)) {
                unite(&mut groups, index, *other);
            }
        }
    }
    let mut of_root: std::collections::BTreeMap<usize, Vec<Rule>> =
        std::collections::BTreeMap::new();
    for (index, rule) in rules.iter().enumerate() {
        let root = root(&groups, index);
        of_root.entry(root).or_default().push(*rule);
    }
    of_root.into_values().collect()
}

fn touch(level: &Rule, upright: &Rule) -> bool {
    let within = |rule: &Rule, at: f32| rule.from - GAP <= at && at <= rule.to + GAP;
    within(level, upright.at) && within(upright, level.at)
}

fn root(groups: &[usize], mut index: usize) -> usize {
    while let Some(next) = groups.get(index).filter(|next| **next != index) {
        index = *next;
    }
    index
}

fn unite(groups: &mut [usize], one: usize, two: usize) {
    let (one, two) = (root(groups, one), root(groups, two));
    let (low, high) = (one.min(two), one.max(two));
    if let Some(group) = groups.get_mut(high) {
        *group = low;
    }
}

/// The grid of lines that touch; none if they enclose nothing.
fn table(rules: &[Rule]) -> Option<RuledTable> {
    let columns = edges(rules, true);
    let rows = edges(rules, false);
    let (width, height) = (columns.len().checked_sub(1)?, rows.len().checked_sub(1)?);
    if width == 0 || height == 0 || width * height > MOST_SLOTS {
        return None;
    }
    let slot = |row: usize, column: usize| row * width + column;
    let mut groups: Vec<usize> = (0..width * height).collect();
    let middle = |edges: &[f32], index: usize| {
        Some(f32::midpoint(*edges.get(index)?, *edges.get(index + 1)?))
    };
    for row in 0..height {
        for column in 0..width {
            let (x, y) = (middle(&columns, column)?, middle(&rows, row)?);
            if column + 1 < width && !is_drawn(rules, true, *columns.get(column + 1)?, y) {
                unite(&mut groups, slot(row, column), slot(row, column + 1));
            }
            if row + 1 < height && !is_drawn(rules, false, *rows.get(row + 1)?, x) {
                unite(&mut groups, slot(row, column), slot(row + 1, column));
            }
        }
    }
    Some(RuledTable { cells: cells(&groups, width), columns, rows })
}

/// Where lines of a direction are.
fn edges(rules: &[Rule], upright: bool) -> Vec<f32> {
    let mut edges: Vec<f32> =
        rules.iter().filter(|rule| rule.upright == upright).map(|rule| rule.at).collect();
    edges.sort_by(f32::total_cmp);
    edges.dedup_by(|two, one| *two - *one <= NEAR);
    edges
}

/// Whether a line is drawn there.
fn is_drawn(rules: &[Rule], upright: bool, at: f32, along: f32) -> bool {
    let there = |rule: &&Rule| {
        rule.upright == upright
            && (rule.at - at).abs() <= NEAR
            && rule.from <= along
            && along <= rule.to
    };
    rules.iter().any(|rule| there(&rule))
}

/// The cells that united places make, each by its extent.
fn cells(groups: &[usize], width: usize) -> Vec<RuledCell> {
    let mut extents: std::collections::BTreeMap<usize, (usize, usize, usize, usize)> =
        std::collections::BTreeMap::new();
    for index in 0..groups.len() {
        let (row, column) = (index / width, index % width);
        let extent = extents.entry(root(groups, index)).or_insert((row, row, column, column));
        *extent =
            (extent.0.min(row), extent.1.max(row), extent.2.min(column), extent.3.max(column));
    }
    let mut cells: Vec<RuledCell> = extents
        .into_values()
        .map(|(top, bottom, left, right)| RuledCell {
            row: top,
            column: left,
            rows: bottom - top + 1,
            columns: right - left + 1,
        })
        .collect();
    cells.sort_by_key(|cell| (cell.row, cell.column));
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(upright: bool, at: f32, from: f32, to: f32) -> Rule {
        Rule { upright, at, from, to }
    }

    #[test]
    fn lines_in_pieces_make_merged_cells() {
        // Two rows; the first column reaches over both, and the second is cut in the lower row only.
        let rules = [
            rule(false, 0.0, 0.0, 40.0),
            rule(false, 0.3, 38.0, 90.0),
            rule(false, 20.0, 30.0, 90.0),
            rule(false, 40.0, 0.0, 90.0),
            rule(true, 0.0, 0.0, 40.0),
            rule(true, 30.0, 0.0, 19.0),
            rule(true, 30.4, 21.0, 40.0),
            rule(true, 60.0, 20.0, 40.0),
            rule(true, 90.0, 0.0, 40.0),
            // Something else on the page.
            rule(false, 200.0, 0.0, 90.0),
        ];
        let tables = tables(&rules);
        assert_eq!(tables.len(), 1);
        let table = tables.first().expect("there is one");
        let cell = |row, column, rows, columns| RuledCell { row, column, rows, columns };
        assert_eq!(
            table.cells,
            [cell(0, 0, 2, 1), cell(0, 1, 1, 2), cell(1, 1, 1, 1), cell(1, 2, 1, 1)]
        );
        assert_eq!(table.cell_at((10.0, 30.0)), Some(0));
        assert_eq!(table.cell_at((70.0, 30.0)), Some(3));
        assert_eq!(table.cell_at((70.0, 50.0)), None);
    }
}
