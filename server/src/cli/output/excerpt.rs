//! The lines of a report that a finding is about, and the places to mark in them.
//!
//! Related places can be dozens, or far away; a reader wants to see a few. Lines are those of
//! [`LineIndex`](text::position::LineIndex), whatever ends them in the file.

use std::ops::Range;

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use finding::{Finding, Related};

use crate::cli::check::Checked;

/// Some lines on end.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// Counted from 0.
    pub(super) first_line: usize,
    /// The lines, each ended by `\n`.
    pub(super) text: String,
    pub(super) marks: Vec<Mark>,
}

/// A place in an excerpt.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Bytes of the excerpt, within one line.
    pub(super) range: Range<usize>,
    pub(super) label: Option<String>,
    /// The finding's own place.
    pub(super) primary: bool,
}

/// So many related places on other lines are shown.
const MOST_RELATED: usize = 5;
/// Places with more lines between them stand in excerpts of their own.
const FAR: usize = 400;

/// A place in the report, cut to the one line that it begins in.
struct Place<'f> {
    line: usize,
    range: Range<usize>,
    label: Option<&'f str>,
    primary: bool,
}

/// What stands where a line is cut.
const CUT: &str = "...";

/// The excerpts for a finding, that with its own place first, and how many related places they
/// leave out. Lines are cut to so many columns: where the terminal breaks a line, no mark stands below
/// its place.
pub(super) fn excerpts(file: &Checked, finding: &Finding, width: usize) -> (Vec<Excerpt>, usize) {
    let mut own = place(file, &finding.range, None, true);
    let (same, others): (Vec<_>, Vec<_>) =
        related(file, finding).into_iter().partition(|place| place.range == own.range);
    own.label = same.first().and_then(|place| place.label);
    let (near, mut other): (Vec<_>, Vec<_>) =
        others.into_iter().partition(|place| place.line == own.line);
    // Of many parts of a sum those that are not nothing are worth a look.
    other.sort_by_key(|place| file.text.get(place.range.clone()) == Some("0"));
    let hidden = other.len().saturating_sub(MOST_RELATED);
    // The message names the parts of a sum, and a row of labels under one line is hard to read.
    let near = near.into_iter().map(|place| Place { label: None, ..place });
    let mut places: Vec<Place<'_>> =
        near.chain(other.into_iter().take(MOST_RELATED)).chain([own]).collect();
    places.sort_by_key(|place| place.line);
    let mut excerpts: Vec<Excerpt> = places
        .chunk_by(|one, two| two.line - one.line <= FAR)
        .map(|places| excerpt(file, places, width))
        .collect();
    excerpts.sort_by_key(|excerpt| !excerpt.marks.iter().any(|mark| mark.primary));
    (excerpts, hidden)
}

fn related<'f>(file: &Checked, finding: &'f Finding) -> Vec<Place<'f>> {
    let place = |related: &'f Related| place(file, &related.range, Some(&related.message), false);
    finding.related.iter().map(place).collect()
}

fn place<'f>(
    file: &Checked,
    range: &Range<usize>,
    label: Option<&'f str>,
    primary: bool,
) -> Place<'f> {
    let line = file.lines.line(range.start);
    let content = file.lines.line_range(&file.text, line);
    let start = range.start.clamp(content.start, content.end);
    Place { line, range: start..range.end.clamp(start, content.end), label, primary }
}

/// The excerpt from the first of these places to the last.
fn excerpt(file: &Checked, places: &[Place<'_>], width: usize) -> Excerpt {
    let first_line = places.first().map_or(0, |place| place.line);
    let last_line = places.last().map_or(0, |place| place.line);
    let mut excerpt = Excerpt { first_line, text: String::new(), marks: Vec::new() };
    for line in first_line..=last_line {
        let content = file.lines.line_range(&file.text, line);
        let here = || places.iter().filter(|place| place.line == line);
        let focus = here().find(|place| place.primary).or_else(|| here().next());
        let room = width.saturating_sub(format!("{} | ", last_line + 1).len());
        let text = file.text.get(content.clone()).unwrap_or_default();
        let within =
            |place: &Place<'_>| place.range.start - content.start..place.range.end - content.start;
        let shown = shown(text, &focus.map_or(0..0, within), room);
        let before = if shown.start > 0 { CUT } else { "" };
        let behind = if shown.end < text.len() { CUT } else { "" };
        let start = excerpt.text.len() + before.len();
        excerpt.marks.extend(here().filter_map(|place| {
            let range = within(place);
            let is_shown = shown.start <= range.start && range.end <= shown.end;
            is_shown.then(|| Mark {
                range: start + range.start - shown.start..start + range.end - shown.start,
                label: place.label.map(str::to_owned),
                primary: place.primary,
            })
        }));
        let text = text.get(shown).unwrap_or_default();
        excerpt.text.extend([before, text, behind, "\n"]);
    }
    excerpt
}

/// The part of a line that is shown in so many columns: all of it, if it fits, or else what stands
/// around a place in it.
fn shown(line: &str, focus: &Range<usize>, room: usize) -> Range<usize> {
    if line.width() <= room {
        return 0..line.len();
    }
    let column = |offset: usize| line.get(..offset).unwrap_or_default().width();
    let room = room.saturating_sub(2 * CUT.len());
    // More of what stands before it: the label of a row, and the mark's own label stands behind it.
    let left = match column(focus.end) {
        end if end <= room => 0,
        end => (end - room * 2 / 3).min(column(focus.start)),
    };
    let mut at = 0;
    let mut shown = line.len()..line.len();
    for (offset, c) in line.char_indices() {
        let end = at + c.width().unwrap_or(0);
        if at >= left && shown.start == line.len() {
            shown.start = offset;
        }
        if end > left + room && offset >= focus.end {
            shown.end = offset;
            break;
        }
        at = end;
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_fits_and_holds_its_place() {
        let line = "| 一、本年新收申请     |     16 |        5 |    0 |   22 |";
        assert_eq!(shown(line, &(0..1), 80), 0..line.len());
        for (offset, c) in line.char_indices() {
            let focus = offset..offset + c.len_utf8();
            for room in [20, 30, 40] {
                let range = shown(line, &focus, room);
                assert!(
                    range.start <= focus.start && focus.end <= range.end,
                    "{focus:?} {range:?}"
                );
                assert!(line[range].width() + 2 * CUT.len() <= room + 1, "{focus:?} {room}");
            }
        }
        assert_eq!(shown("", &(0..0), 0), 0..0);
        let whole = "全年新收政府信息公开申请25件";
        assert_eq!(shown(whole, &(0..whole.len()), 10), 0..whole.len(), "a place is never cut");
    }
}
