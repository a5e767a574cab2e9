//! The lines of a report that a finding is about, and the places to mark in them.
//!
//! Related places can be dozens, or far away; a reader wants to see a few. Lines are those of
//! [`LineIndex`](text::position::LineIndex), whatever ends them in the file.

use std::ops::Range;

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

/// The excerpts for a finding, that with its own place first, and how many related places they
/// leave out.
pub(super) fn excerpts(file: &Checked, finding: &Finding) -> (Vec<Excerpt>, usize) {
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
        .map(|places| excerpt(file, places))
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
fn excerpt(file: &Checked, places: &[Place<'_>]) -> Excerpt {
    let first_line = places.first().map_or(0, |place| place.line);
    let last_line = places.last().map_or(0, |place| place.line);
    let mut excerpt = Excerpt { first_line, text: String::new(), marks: Vec::new() };
    for line in first_line..=last_line {
        let content = file.lines.line_range(&file.text, line);
        let shift = |offset: usize| offset - content.start + excerpt.text.len();
        excerpt.marks.extend(places.iter().filter(|place| place.line == line).map(|place| Mark {
            range: shift(place.range.start)..shift(place.range.end),
            label: place.label.map(str::to_owned),
            primary: place.primary,
        }));
        excerpt.text.push_str(file.text.get(content).unwrap_or_default());
        excerpt.text.push('\n');
    }
    excerpt
}
