//! A stream of atoms as words, each with the figures behind them.

#![allow(clippy::indexing_slicing, reason = "positions come from the atoms themselves")]

use std::ops::Range;

use super::super::cells::RawCell;
use super::atoms::{Atom, AtomKind, is_count, lines};

/// Words, and the figures behind them.
#[derive(Debug, Clone, Default)]
pub(super) struct Segment<'a> {
    pub(super) words: Vec<&'a Atom>,
    /// The line that each word stands in.
    pub(super) lines: Vec<usize>,
    pub(super) run: Vec<Item>,
}

/// What stands in a row of figures.
#[derive(Debug, Clone)]
pub(super) enum Item {
    Figure(Range<usize>),
    /// An empty cell, at its place.
    Empty(Range<usize>),
    /// Lines of blanks between two figures: marks of something.
    Gap(usize),
}

impl Item {
    /// The item as a cell; none if it is none.
    pub(super) fn cell(&self, text: &str) -> Option<RawCell> {
        match self {
            Self::Figure(range) => {
                let written = &text[range.clone()];
                let joined = written.contains('\\').then(|| written.replace('\\', ""));
                Some(RawCell::new(text, range.clone(), joined))
            }
            Self::Empty(range) => Some(RawCell::new(text, range.clone(), Some(String::new()))),
            Self::Gap(_) => None,
        }
    }
}

/// Parts the stream before each word that follows a figure.
pub(super) fn segments<'a>(text: &str, atoms: &'a [Atom]) -> Vec<Segment<'a>> {
    let mut segments: Vec<Segment<'_>> = vec![Segment::default()];
    let closed = lines_are_closed(text, atoms);
    for (number, line) in lines(atoms).enumerate() {
        if is_count(text, line) {
            continue;
        }
        let bars = line.first().is_some_and(|atom| is_bar(text, atom));
        // Separators since the last cell, and blank cells that wait for what comes behind them.
        let mut separators: Vec<usize> = Vec::new();
        for atom in line {
            let Some(segment) = segments.last_mut() else { break };
            match &atom.kind {
                AtomKind::Separator => separators.push(atom.range.end),
                AtomKind::LineEnd => {}
                AtomKind::BlankLine => {
                    if !segment.run.is_empty() {
                        segment.run.push(Item::Gap(atom.range.start));
                    }
                }
                AtomKind::Word(_) => {
                    if segment.run.iter().any(|item| matches!(item, Item::Figure(_))) {
                        let (words, lines) = (vec![atom], vec![number]);
                        segments.push(Segment { words, lines, run: Vec::new() });
                    } else {
                        segment.run.clear();
                        segment.words.push(atom);
                        segment.lines.push(number);
                    }
                    separators.clear();
                }
                AtomKind::Figure | AtomKind::Blank => {
                    let begins = segment.run.is_empty() && segment.words.is_empty();
                    let empty = separators.len().saturating_sub(usize::from(!begins || bars));
                    let places = &separators[..empty.min(separators.len())];
                    segment.run.extend(places.iter().map(|at| Item::Empty(*at..*at)));
                    segment.run.push(match atom.kind {
                        AtomKind::Blank => Item::Empty(atom.range.clone()),
                        _ => Item::Figure(atom.range.clone()),
                    });
                    separators.clear();
                }
            }
        }
        trailing(&mut segments, &separators, bars || closed);
    }
    for segment in &mut segments {
        while matches!(segment.run.last(), Some(Item::Gap(..))) {
            segment.run.pop();
        }
    }
    segments
}

/// Whether an atom is a bar that parts cells or stands around them.
fn is_bar(text: &str, atom: &Atom) -> bool {
    atom.kind == AtomKind::Separator
        && text[atom.range.clone()].starts_with(['|', '│', '｜', '┃', '║'])
}

/// Whether the bar at the end of a line closes its last cell, as it does where most lines have one.
fn lines_are_closed(text: &str, atoms: &[Atom]) -> bool {
    let (mut with_bars, mut closed) = (0, 0);
    for line in lines(atoms).filter(|line| line.iter().any(|atom| is_bar(text, atom))) {
        with_bars += 1;
        let last = line.iter().rfind(|atom| atom.kind != AtomKind::LineEnd);
        closed += usize::from(last.is_some_and(|atom| is_bar(text, atom)));
    }
    2 * closed > with_bars
}

/// Blank cells at the end of a line of figures; the last mark may be the bar that closes the line.
fn trailing(segments: &mut [Segment<'_>], separators: &[usize], closed: bool) {
    let Some(segment) = segments.last_mut() else { return };
    if segment.run.iter().any(|item| matches!(item, Item::Figure(_))) {
        let count = separators.len().saturating_sub(usize::from(closed));
        segment.run.extend(separators[..count].iter().map(|at| Item::Empty(*at..*at)));
    }
}

/// Lines of blanks between figures are blank cells where they do not stand between all figures alike.
pub(super) fn fill_gaps(segments: &mut [Segment<'_>]) {
    let usual = usual_gap(segments);
    for segment in segments.iter_mut() {
        let mut run: Vec<Item> = Vec::with_capacity(segment.run.len());
        let mut gaps: Vec<usize> = Vec::new();
        for item in segment.run.drain(..) {
            match item {
                Item::Gap(at) => gaps.push(at),
                other => {
                    if !run.is_empty() {
                        let spare = gaps.len().saturating_sub(usual);
                        let places = gaps.iter().take(spare);
                        run.extend(places.map(|at| Item::Empty(*at..*at)));
                    }
                    gaps.clear();
                    run.push(other);
                }
            }
        }
        segment.run = run;
    }
}

/// How many lines of blanks part two figures usually: as most pairs have it.
fn usual_gap(segments: &[Segment<'_>]) -> usize {
    let mut counts = [0_usize; 4];
    for segment in segments {
        let mut gaps = 0;
        for (at, item) in segment.run.iter().enumerate() {
            match item {
                Item::Gap(..) => gaps += 1,
                _ => {
                    if at > 0 {
                        counts[gaps.min(3)] += 1;
                    }
                    gaps = 0;
                }
            }
        }
    }
    (0..4).max_by_key(|gap| (counts[*gap], 4 - gap)).unwrap_or(0)
}
