//! The canonical shape of an official table: one column of labels, one row of headings, and a row
//! without figures for each group, all drawn so that the bars stand below each other.
//!
//! The only place that writes tables. Knows the form; knows no report.

#![allow(clippy::indexing_slicing, reason = "positions come from the form itself")]

use unicode_width::UnicodeWidthStr;

use super::AmbiguousWidth;

/// By how much a row is indented below the group that it belongs to.
const INDENT: &str = "\u{3000}";
/// The narrowest column that an alignment row can mark.
const MIN_WIDTH: usize = 3;

/// A block of an official table, to be written.
#[derive(Debug)]
pub(super) struct Sheet<'t> {
    pub(super) of: &'static form::Block,
    /// The heading of each column of the form.
    pub(super) columns: Vec<&'t str>,
    /// For each row of the form, what is to be written; none if the row is missing.
    pub(super) rows: Vec<Option<Line<'t>>>,
}

/// A row to be written: its label, and the text of a cell for each column of the form.
#[derive(Debug, Clone)]
pub(super) struct Line<'t> {
    pub(super) label: &'t str,
    pub(super) cells: Vec<&'t str>,
}

impl Sheet<'static> {
    /// The block with all its rows and nothing in its cells.
    pub(super) fn blank(of: &'static form::Block) -> Self {
        let line = |row: &'static form::Row| Some(Line::blank(row, of));
        Self { of, columns: headings(of), rows: of.rows.iter().map(line).collect() }
    }
}

/// The headings of a block's columns, as the form words them.
pub(super) fn headings(of: &'static form::Block) -> Vec<&'static str> {
    of.columns.iter().map(|column| column.label.as_str()).collect()
}

impl Line<'static> {
    fn blank(row: &'static form::Row, of: &form::Block) -> Self {
        Self { label: row.written(), cells: vec![""; of.columns.len()] }
    }
}

impl Sheet<'_> {
    /// The lines of the table, without line ends.
    pub(super) fn lines(&self, ambiguous: AmbiguousWidth) -> Vec<String> {
        let mut grid = vec![self.header()];
        grid.extend((0..self.of.rows.len()).filter_map(|row| self.row(row)));
        let widths: Vec<usize> = (0..=self.columns.len())
            .map(|column| {
                let cells = grid.iter().map(|cells| width(&cells[column], ambiguous));
                cells.fold(MIN_WIDTH, usize::max)
            })
            .collect();
        let mut lines: Vec<String> =
            grid.iter().map(|cells| drawn(cells, &widths, ambiguous)).collect();
        lines.insert(1, alignment(&widths));
        lines
    }

    fn header(&self) -> Vec<String> {
        let corner = self.of.canonical_corner();
        std::iter::once(&corner).chain(&self.columns).map(|cell| (*cell).to_owned()).collect()
    }

    /// The cells of a row; none if it is neither there nor the group of a row that is.
    fn row(&self, position: usize) -> Option<Vec<String>> {
        let of = &self.of.rows[position];
        let needed = || Line::blank(of, self.of);
        let line = match &self.rows[position] {
            Some(line) => line.clone(),
            None if self.has_members(of) => needed(),
            None => return None,
        };
        let label = indented(self.of, of, line.label);
        Some(std::iter::once(label).chain(line.cells.into_iter().map(str::to_owned)).collect())
    }

    /// Whether any row that is there belongs to this group, at whatever depth.
    fn has_members(&self, group: &form::Row) -> bool {
        self.of.rows.iter().zip(&self.rows).any(|(row, line)| {
            let child = row.parent.as_ref() == Some(&group.id);
            child && (line.is_some() || self.has_members(row))
        })
    }
}

/// A row's label below the groups that it belongs to.
pub(super) fn indented(of: &form::Block, row: &form::Row, label: &str) -> String {
    format!("{}{label}", INDENT.repeat(of.depth(row)))
}

/// Columns of a terminal that a text takes up.
fn width(text: &str, ambiguous: AmbiguousWidth) -> usize {
    match ambiguous {
        AmbiguousWidth::Wide => text.width_cjk(),
        AmbiguousWidth::Narrow => text.width(),
    }
}

/// Labels stand at the left, everything else at the right.
fn drawn(cells: &[String], widths: &[usize], ambiguous: AmbiguousWidth) -> String {
    let mut line = String::from("|");
    for (at, (cell, wanted)) in cells.iter().zip(widths).enumerate() {
        let padding = " ".repeat(wanted - width(cell, ambiguous).min(*wanted));
        let (before, after) = if at == 0 { ("", &*padding) } else { (&*padding, "") };
        line.push_str(&format!(" {before}{cell}{after} |"));
    }
    line
}

fn alignment(widths: &[usize]) -> String {
    let mut line = String::from("|");
    for (at, width) in widths.iter().enumerate() {
        let dashes = "-".repeat(width - 1);
        line.push_str(&if at == 0 { format!(" :{dashes} |") } else { format!(" {dashes}: |") });
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use form::current_form;

    #[test]
    fn bars_stand_below_each_other() {
        let of = &current_form().tables[0].blocks[0];
        let mut sheet = Sheet::blank(of);
        sheet.rows[0] = Some(Line { label: "规章", cells: vec!["0", "1,234", "“无”"] });
        sheet.rows[1] = None;
        assert_eq!(
            sheet.lines(AmbiguousWidth::Wide),
            [
                "| 第二十条第（一）项 | 本年制发件数 | 本年废止件数 | 现行有效件数 |",
                "| :----------------- | -----------: | -----------: | -----------: |",
                "| 规章               |            0 |        1,234 |       “无” |",
            ]
        );
        assert!(sheet.lines(AmbiguousWidth::Narrow)[2].ends_with("|         “无” |"));
    }

    #[test]
    fn a_group_is_written_where_it_has_rows() {
        let of = &current_form().tables[1].blocks[0];
        let mut sheet = Sheet::blank(of);
        for row in &mut sheet.rows {
            row.take_if(|line| !line.label.starts_with("1.属于"));
        }
        let labels: Vec<String> = (0..of.rows.len())
            .filter_map(|row| sheet.row(row))
            .filter_map(|cells| cells.into_iter().next())
            .collect();
        assert_eq!(labels, ["三、本年度办理结果", "　（三）不予公开", "　　1.属于国家秘密"]);
    }
}
