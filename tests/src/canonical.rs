//! Reads the canonical shape back, which is simple enough to be read without the engine: Markdown tables with one header row.

use std::collections::BTreeMap;

use crate::case::Placed;

type Place = (String, String, String);

/// Each figure of `cells` that does not stand, in a canonical table of `text`, under its column and beside its label.
pub fn differences(text: &str, cells: &[Placed]) -> Vec<String> {
    let found = read(text);
    let place = |cell: &Placed| (plain(&cell.table), plain(&cell.row), plain(&cell.column));
    let wrong = cells.iter().filter(|cell| found.get(&place(cell)) != Some(&cell.text));
    wrong.map(|cell| format!("not {:?} but {cell:?}", found.get(&place(cell)))).take(3).collect()
}

fn read(text: &str) -> BTreeMap<Place, String> {
    let mut cells = BTreeMap::new();
    let mut header: Option<Vec<String>> = None;
    for line in text.lines() {
        let Some(row) = row(line) else {
            header = None;
            continue;
        };
        let Some(header) = &header else {
            header = Some(row.iter().map(|cell| plain(cell)).collect());
            continue;
        };
        for (column, cell) in header.iter().zip(&row).skip(1) {
            cells.insert((header[0].clone(), plain(&row[0]), column.clone()), cell.clone());
        }
    }
    cells
}

/// The cells of a row between outer bars, without the white space around them.
fn row(line: &str) -> Option<Vec<String>> {
    let inner = line.trim().strip_prefix('|')?.strip_suffix('|')?;
    Some(inner.split('|').map(|cell| cell.trim().to_owned()).collect())
}

/// A label without white space and with its marks in one form: whether those are put right is not this reader's question.
fn plain(label: &str) -> String {
    let label: String = label.split_whitespace().collect();
    label.replace('（', "(").replace('）', ")").replace(['“', '”'], "\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case;
    use crate::style::{Bars, Dress, Family};

    #[test]
    fn reads_what_is_already_canonical_and_notices_a_changed_figure() {
        let barred = |dress| matches!(dress, Dress::Pipes { bars: Bars::Both, .. });
        let cases = case::clean(Family::Canonical, 60);
        let cases: Vec<_> = cases
            .into_iter()
            .filter(|case| barred(case.style.dress) && !case.style.spaces)
            .collect();
        assert!(cases.len() > 10);
        for case in cases {
            assert_eq!(differences(&case.text, &case.cells), Vec::<String>::new(), "{}", case.name);
            assert_ne!(
                differences(&case.text.replacen("| 0 |", "| 1 |", 1), &case.cells),
                Vec::<String>::new()
            );
        }
    }
}
