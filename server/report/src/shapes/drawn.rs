//! Tables drawn with lines, `│` and `─` or `|`, `+` and `-`, whose cells take several lines of text.
//!
//! Read line by line, a label that goes on below would be parted by the figures beside it, and a group's
//! label stands between the rules of its rows. So the lines are looked at as a plane: what the drawn
//! lines enclose is a cell. Where they enclose nothing, the table is left to others.

#![allow(clippy::indexing_slicing, reason = "positions come from the lines' own walls")]

use std::ops::Range;

use super::super::cells::trimmed;
use super::atoms::{Atom, AtomKind, Word, atoms};
use super::writing::Writing;
use unicode_width::UnicodeWidthChar;

/// A drawn table has so many lines at least.
const MIN_LINES: usize = 3;
/// A wall stands beside its column by so much at most, where a program and a font disagree on how wide
/// the characters before it are.
const MAX_SHIFT: usize = 2;

/// A stretch of lines that are drawn.
#[derive(Debug)]
pub(super) struct Drawing {
    pub(super) range: Range<usize>,
    lines: Vec<Range<usize>>,
}

/// The drawings of a text, in order.
pub(super) fn drawings(text: &str) -> Vec<Drawing> {
    let mut drawings = Vec::new();
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let range = trimmed(text, start..start + line.len());
        start += line.len();
        if is_drawn(&text[range.clone()]) {
            lines.push(range);
        } else if !range.is_empty() || !line.starts_with('\n') {
            drawings.extend(drawing(text, std::mem::take(&mut lines)));
        }
    }
    drawings.extend(drawing(text, lines));
    drawings
}

fn is_drawn(line: &str) -> bool {
    let mut marks = line.chars();
    let (first, last) = (marks.next(), marks.next_back());
    let is_edge = |c: Option<char>| c.is_some_and(|c| is_wall(c) || matches!(c, '|' | '+'));
    is_edge(first) && is_edge(last)
}

/// Lines as a drawing, if there is a rule among them.
fn drawing(text: &str, lines: Vec<Range<usize>>) -> Option<Drawing> {
    let is_rule = |line: &&Range<usize>| Line::of(text, line, 1).is_rule();
    let range = lines.first()?.start..lines.last()?.end;
    let rules = lines.iter().filter(is_rule).count();
    (lines.len() >= MIN_LINES && rules > 1).then_some(Drawing { range, lines })
}

fn is_horizontal(c: char) -> bool {
    matches!(c, '─' | '━' | '┄' | '┅' | '┈' | '┉' | '╌' | '╍' | '═')
}

/// Whether a character is a drawn line that parts what is left of it from what is right.
fn is_wall(c: char) -> bool {
    ('\u{2500}'..='\u{257f}').contains(&c) && !is_horizontal(c)
}

/// What stands between two walls of a line.
#[derive(Debug)]
struct Span {
    range: Range<usize>,
    /// The column of the wall behind it.
    end: usize,
    is_rule: bool,
    is_blank: bool,
}

/// A line, from its first wall on.
#[derive(Debug)]
struct Line {
    /// The column of its first wall.
    start: usize,
    spans: Vec<Span>,
}

impl Line {
    /// Parts a line at its walls; a drawn character takes so many columns.
    fn of(text: &str, range: &Range<usize>, drawn: usize) -> Self {
        let written = &text[range.clone()];
        let is_ascii = written.starts_with(['|', '+']);
        let indent = text[..range.start].chars().rev().take_while(|c| *c == ' ').count();
        let mut line = Self { start: indent, spans: Vec::new() };
        let mut column = indent;
        let mut begin = None;
        for (at, c) in written.char_indices() {
            let is_drawn = ('\u{2500}'..='\u{257f}').contains(&c);
            if is_wall(c) || is_ascii && (c == '|' || is_cross(written, at)) {
                if let Some(begin) = begin {
                    let inner = &written[begin..at];
                    let is_rule = !inner.is_empty() && inner.chars().all(is_horizontal)
                        || is_ascii && is_ascii_rule(inner);
                    let range = range.start + begin..range.start + at;
                    let is_blank = inner.trim().is_empty();
                    line.spans.push(Span { range, end: column, is_rule, is_blank });
                }
                begin = Some(at + c.len_utf8());
            }
            column += if is_drawn { drawn } else { c.width_cjk().unwrap_or(0) };
        }
        line
    }

    /// Whether it has a rule, and holds no text.
    fn is_rule(&self) -> bool {
        self.spans.iter().any(|span| span.is_rule)
            && self.spans.iter().all(|span| span.is_rule || span.is_blank)
    }

    /// The columns of its walls.
    fn walls(&self) -> impl Iterator<Item = usize> {
        std::iter::once(self.start).chain(self.spans.iter().map(|span| span.end))
    }
}

/// Whether a plus is where drawn lines cross.
fn is_cross(line: &str, at: usize) -> bool {
    let is_line = |c: Option<char>| c.is_none_or(|c| matches!(c, '-' | '=' | '+'));
    line[at..].starts_with('+')
        && is_line(line[..at].chars().next_back()) | is_line(line[at..].chars().nth(1))
}

fn is_ascii_rule(inner: &str) -> bool {
    !inner.is_empty() && (inner.chars().all(|c| c == '-') || inner.chars().all(|c| c == '='))
}

/// What drawn lines enclose.
#[derive(Debug)]
struct Cell {
    /// Its first line.
    top: usize,
    /// The positions of the walls left and right of it.
    sides: (usize, usize),
    /// What it encloses of that.
    first: Range<usize>,
    /// What is written in it, line by line, without blank lines.
    pieces: Vec<Range<usize>>,
}

impl Drawing {
    /// The cells as a stream, row by row: of each its word, its figure, or a blank. None if the lines
    /// enclose no cells, or a cell holds more than that.
    pub(super) fn atoms(&self, text: &str, writing: Writing) -> Option<Vec<Atom>> {
        let cells = self.cells(text)?;
        let begins_text =
            |side: usize| cells.iter().any(|cell| cell.sides.0 == side && !cell.pieces.is_empty());
        let mut stream = Vec::new();
        let mut top = 0;
        for cell in cells.iter().filter(|cell| begins_text(cell.sides.0)) {
            if cell.top != top {
                let range = cell.first.start..cell.first.start;
                stream.push(Atom { range, kind: AtomKind::LineEnd });
                top = cell.top;
            }
            stream.push(cell.atom(text, writing)?);
        }
        Some(stream)
    }

    /// The cells, from top to bottom and from left to right.
    fn cells(&self, text: &str) -> Option<Vec<Cell>> {
        let lines = self.parted(text);
        let walls = columns(&lines);
        let mut cells: Vec<Cell> = Vec::new();
        // The cell that each place between two walls belongs to.
        let mut open: Vec<Option<usize>> = vec![None; walls.len()];
        for (top, line) in lines.iter().enumerate() {
            let mut left = position(&walls, line.start)?;
            for span in &line.spans {
                let right = position(&walls, span.end).filter(|right| *right > left)?;
                let above = open[left];
                if span.is_rule {
                    open[left..right].fill(None);
                } else if let Some(cell) = above.map(|above| &mut cells[above]) {
                    if cell.sides != (left, right) {
                        return None;
                    }
                    cell.pieces.extend(written(text, &span.range));
                } else {
                    if open[left..right].iter().any(Option::is_some) {
                        return None;
                    }
                    open[left..right].fill(Some(cells.len()));
                    let pieces = written(text, &span.range).into_iter().collect();
                    let (sides, first) = ((left, right), span.range.clone());
                    cells.push(Cell { top, sides, first, pieces });
                }
                left = right;
            }
        }
        Some(cells)
    }

    /// The lines, parted at their walls: by the width of drawn characters that has walls stand one below
    /// the other.
    fn parted(&self, text: &str) -> Vec<Line> {
        let of_width =
            |drawn| self.lines.iter().map(|line| Line::of(text, line, drawn)).collect::<Vec<_>>();
        let (narrow, wide) = (of_width(1), of_width(2));
        if columns(&wide).len() < columns(&narrow).len() { wide } else { narrow }
    }
}

/// Where walls stand: as the rules have them, whose width is in no doubt.
fn columns(lines: &[Line]) -> Vec<usize> {
    let rules = lines.iter().filter(|line| line.is_rule());
    let mut columns: Vec<usize> = rules.flat_map(Line::walls).collect();
    columns.sort_unstable();
    columns.dedup();
    columns
}

/// The one wall nearest to a column.
fn position(walls: &[usize], column: usize) -> Option<usize> {
    let near = |wall: &usize| (wall.abs_diff(column), *wall);
    let (position, wall) = walls.iter().enumerate().min_by_key(|(_, wall)| near(wall))?;
    (wall.abs_diff(column) <= MAX_SHIFT).then_some(position)
}

fn written(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let range = trimmed(text, range.clone());
    (!range.is_empty()).then_some(range)
}

impl Cell {
    /// What it holds: a word, a figure, or nothing. A word of several lines stands at the cell's beginning,
    /// since there is no one part of the text that holds it and nothing else.
    fn atom(&self, text: &str, writing: Writing) -> Option<Atom> {
        let joined: String = self.pieces.iter().map(|piece| &text[piece.clone()]).collect();
        let inner = atoms(&joined, 0..joined.len(), writing);
        let place = self.first.start..self.first.start;
        match inner.as_slice() {
            [] => Some(Atom { range: place, kind: AtomKind::Blank }),
            [Atom { range: figure, kind: AtomKind::Figure }] if self.pieces.len() == 1 => {
                let start = self.pieces[0].start;
                let range = start + figure.start..start + figure.end;
                Some(Atom { range, kind: AtomKind::Figure })
            }
            words => {
                let is_line = |only: &&Range<usize>| only.end <= self.first.end;
                let line = self.pieces.first().filter(|_| self.pieces.len() == 1).filter(is_line);
                let range = line.cloned().unwrap_or(place);
                Some(Atom { range, kind: AtomKind::Word(joined_word(words)?) })
            }
        }
    }
}

/// Words as one; none if they are not all words.
fn joined_word(atoms: &[Atom]) -> Option<Word> {
    let mut whole = Word { written: String::new(), key: String::new() };
    for atom in atoms {
        let AtomKind::Word(word) = &atom.kind else { return None };
        whole.written += &word.written;
        whole.key += &word.key;
    }
    Some(whole)
}
