//! Aligning a table as the cursor leaves a cell, and where the cursor then stands.
//!
//! Only blanks around cells change, as in [`super::on_type_formatting`]; no line is added or goes.

use std::ops::Range;

use analysis::Analysis;
use format::AmbiguousWidth;
use text::Edit;

use super::at::cell_area;
use super::on_type_formatting::aligned;

/// A place in the aligned text: so many bytes behind a place of the text as it was. What lies between are
/// blanks, which any encoding counts alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shifted {
    /// A byte offset of the text before the edits.
    pub anchor: usize,
    /// By how many blanks its column differs afterwards.
    pub by: isize,
}

/// The edits that align the table at an offset, in order; none for one that has no row of dashes, or whose look
/// is in doubt.
pub fn edits(analysis: &Analysis, offset: usize, ambiguous: AmbiguousWidth) -> Vec<Edit> {
    aligned(analysis, offset, ambiguous)
}

/// Where a cell that was found in the text stands when such edits were made: the beginning and the end of what
/// is written in it. In a blank cell between bars the cursor stands at the right, where figures do.
pub fn shifted(text: &str, edits: &[Edit], cell: &Range<usize>) -> Range<Shifted> {
    let area = cell_area(text, cell);
    let before_bar = text.get(area.end..).is_some_and(|rest| rest.starts_with('|'));
    if cell.is_empty() && before_bar && !area.is_empty() {
        let bar = shift(text, edits, area.end);
        let at = Shifted { by: bar.by - 1, ..bar };
        return at..at;
    }
    let start = shift(text, edits, cell.start);
    start..Shifted { anchor: cell.end, by: start.by }
}

fn shift(text: &str, edits: &[Edit], anchor: usize) -> Shifted {
    let line = text.get(..anchor).and_then(|text| text.rfind('\n')).map_or(0, |at| at + 1);
    let signed = |length: usize| isize::try_from(length).unwrap_or(0);
    let before = edits.iter().filter(|it| line <= it.range.start && it.range.end <= anchor);
    let by = before.map(|it| signed(it.text.len()) - signed(it.range.len())).sum();
    Shifted { anchor, by }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that meets the unexpected must stop at once")]
mod tests {
    use text::apply;

    use super::*;
    use crate::sheet::{Way, cell_beside};

    const TEXT: &str = "\
二、主动公开政府信息情况

| 第二十条第（六）项 | 本年处理决定数量 |
| :----------------- | ---------------: |
| 行政处罚           | 12345               |
| 行政强制           |                |

下文
";

    #[test]
    fn the_table_is_aligned_and_the_cursor_stands_in_the_next_cell() {
        let analysis = Analysis::new(TEXT.to_owned());
        let offset = TEXT.find("2345").expect("it is there");
        let edits = edits(&analysis, offset, AmbiguousWidth::Wide);
        let cell = cell_beside(&analysis, offset, Way::Next).expect("there is a next cell");
        let aligned = apply(TEXT, &edits);
        assert!(aligned.contains("| 行政处罚           |            12345 |\n"), "{aligned}");
        assert!(aligned.contains("| 行政强制           |                  |\n"), "{aligned}");
        let place = shifted(TEXT, &edits, &cell).start;
        let line = TEXT[..place.anchor].rfind('\n').map_or(0, |at| at + 1);
        let column = (place.anchor - line).checked_add_signed(place.by).expect("it is in the line");
        let row = aligned.lines().find(|line| line.starts_with("| 行政强制")).expect("a row");
        assert_eq!(&row[column..], " |", "the cursor stands at the right of the blank cell");
    }

    #[test]
    fn a_table_that_is_aligned_stays() {
        let analysis = Analysis::new(TEXT.to_owned());
        let aligned =
            apply(TEXT, &edits(&analysis, TEXT.find("12345").unwrap(), AmbiguousWidth::Wide));
        let again = Analysis::new(aligned.clone());
        assert!(edits(&again, aligned.find("12345").unwrap(), AmbiguousWidth::Wide).is_empty());
    }
}
