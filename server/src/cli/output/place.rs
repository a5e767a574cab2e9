//! Places in a report as people count them, the same in every format.

use std::ops::Range;

use serde::Serialize;
use text::position::Unit;

use crate::cli::check::Checked;
use crate::cli::document::Spot;

/// From a place up to, but not including, another.
#[derive(Serialize)]
pub(super) struct Extent {
    pub(super) start: Point,
    pub(super) end: Point,
}

/// A place as people count: from 1, columns in Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) struct Point {
    pub(super) line: usize,
    pub(super) column: usize,
}

/// Where a byte range of a file's text is.
pub(super) fn extent_of(file: &Checked, range: &Range<usize>) -> Extent {
    Extent { start: start_of(file, range), end: start_of(file, &(range.end..range.end)) }
}

/// Where a byte range of the text stands in the file that the text was made from; none if the file
/// is that text.
pub(super) fn spot_of(file: &Checked, range: &Range<usize>) -> Option<Spot> {
    let document = file.document.as_ref()?;
    Some(document.spot(range, file.lines.line(range.start)))
}

/// Where a byte range of a file's text begins.
pub(super) fn start_of(file: &Checked, range: &Range<usize>) -> Point {
    let position = file.lines.position(&file.text, range.start, Unit::Utf32);
    Point { line: position.line + 1, column: position.column + 1 }
}

/// Where a byte range of a file's text begins, in words: 第 12 行, or where that is in the document.
pub(in crate::cli) fn told(file: &Checked, range: &Range<usize>) -> String {
    match spot_of(file, range) {
        Some(spot) => spot.to_string(),
        None => format!("第 {} 行", file.lines.line(range.start) + 1),
    }
}
