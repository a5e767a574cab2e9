//! What lies on a clipboard as a block of figures: rows and columns, without the headings and labels that were
//! selected along with them.

#![allow(clippy::indexing_slicing, reason = "rows are as wide as the block")]

use form::{Kind, is_blank};
use report::number::{Figure, Invalid, read};

/// A block of figures.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// As they were written, without blanks around; equally many in each row.
    pub(super) rows: Vec<Vec<String>>,
    /// The label before each row, as far as labels were selected.
    pub(super) labels: Vec<Option<String>>,
}

impl Block {
    /// The block that a text is; none if it is something else: a sentence, or a table of words.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut rows: Vec<Vec<String>> = text.lines().filter_map(cells).collect();
        while rows.last().is_some_and(|row| row.iter().all(String::is_empty)) {
            rows.pop();
        }
        let width = rows.iter().map(Vec::len).max()?;
        rows.iter_mut().for_each(|row| row.resize(width, String::new()));
        let labelled = label_columns(&rows, width);
        rows.retain(|row| !is_heading(&row[labelled..]) || row.iter().all(String::is_empty));
        let labels = rows
            .iter()
            .map(|row| row[..labelled].iter().rfind(|cell| !cell.is_empty()).cloned())
            .collect();
        rows.iter_mut().for_each(|row| drop(row.drain(..labelled)));
        let block = Self { rows, labels };
        block.is_of_figures().then_some(block)
    }

    /// Whether most of what is written in it are figures. One in doubt does not make it something else, but is
    /// told; and one figure alone must be nothing but a figure.
    fn is_of_figures(&self) -> bool {
        let written = || self.rows.iter().flatten().filter(|cell| !cell.is_empty());
        let figures = written().filter(|cell| is_number(cell)).count();
        figures > 0 && (figures * 2 > written().count())
    }
}

/// The cells of a line, between TABs or bars; none for a row of dashes.
fn cells(line: &str) -> Option<Vec<String>> {
    let trimmed = line.trim_matches(|c| c == ' ' || c == '\r');
    let between_bars = !line.contains('\t') && trimmed.starts_with('|');
    let plain = |cell: &str| cell.trim_matches('"').trim_matches(is_blank).to_owned();
    if !between_bars {
        return Some(line.split('\t').map(plain).collect());
    }
    if trimmed.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ')) && trimmed.contains('-') {
        return None;
    }
    let inner = trimmed.strip_prefix('|').unwrap_or(trimmed);
    Some(inner.strip_suffix('|').unwrap_or(inner).split('|').map(plain).collect())
}

fn is_word(cell: &str) -> bool {
    matches!(read(cell, Kind::Amount, ""), Figure::Invalid(Invalid::Text))
}

fn is_number(cell: &str) -> bool {
    matches!(read(cell, Kind::Amount, ""), Figure::Number { .. })
}

/// How many columns at the left hold labels: words, or nothing.
fn label_columns(rows: &[Vec<String>], width: usize) -> usize {
    let has = |column: &usize, is: fn(&str) -> bool| rows.iter().any(|row| is(&row[*column]));
    let leading = (0..width).take_while(|column| !has(column, is_number)).count();
    // Columns that are blank in the rows at hand are labels if labels follow.
    let last = (0..leading).rev().find(|column| has(column, is_word));
    last.map_or(0, |last| last + 1).min(width.saturating_sub(1))
}

/// Whether the cells of a row are the headings of columns.
fn is_heading(cells: &[String]) -> bool {
    cells.iter().all(|cell| cell.is_empty() || is_word(cell))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Option<Vec<Vec<String>>> {
        Block::read(text).map(|block| block.rows)
    }

    #[test]
    fn blocks_of_figures() {
        assert_eq!(
            rows("1\t2\r\n3\t\r\n"),
            Some(vec![vec!["1".into(), "2".into()], vec!["3".into(), "".into()]])
        );
        assert_eq!(rows("7"), Some(vec![vec!["7".into()]]));
        assert_eq!(rows("| 1 | 2 |\n"), Some(vec![vec!["1".into(), "2".into()]]));
        assert_eq!(rows("\"1,234\"\t5"), Some(vec![vec!["1,234".into(), "5".into()]]));
    }

    #[test]
    fn headings_and_labels_are_no_figures() {
        let block =
            Block::read("\t自然人\t总计\n一、新收\t1\t2\n\n二、结转\t3\t4\n").expect("a block");
        assert_eq!(block.rows.concat(), ["1", "2", "", "", "3", "4"]);
        assert_eq!(block.labels[0].as_deref(), Some("一、新收"));
        assert_eq!(block.labels[1], None);
    }

    #[test]
    fn what_is_no_block() {
        for text in ["", "全年公开12条", "甲\t乙\n丙\t丁", "\n\n", "公开 3 条\t说明"]
        {
            assert_eq!(rows(text), None, "{text}");
        }
    }
}
