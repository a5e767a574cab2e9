//! The lines of prose with the marks in them, read once for all rules about marks and wording.
//!
//! Title, headings and paragraphs are prose; tables, comments and web addresses are not.

#![allow(clippy::indexing_slicing, reason = "ranges come from the report itself")]

use std::any::Any;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use form::{is_blank, vocabulary};
use report::{InlineKind, Report};

use super::passage::{LineKind, Passage};
use super::publication::{Date, date_of_line};

/// A date at the end of the report stands among its last lines.
const LAST_LINES: usize = 4;

/// The lines of prose of a report, in order.
#[derive(Debug, Default)]
pub struct Lines {
    lines: Vec<Line>,
    /// What was read of each line.
    scans: Vec<Arc<Scan>>,
}

/// A line by itself: offsets are bytes of it.
#[derive(Debug, Clone, Copy)]
pub struct Solo<'l> {
    pub text: &'l str,
    pub kind: LineKind,
    /// Where its words begin: behind a heading's number.
    pub words: usize,
    pub marks: &'l [Mark],
}

/// How a line is written, in bytes of the line: read once, however often the text around it changes.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// None if it is part of a table.
    marks: Option<Vec<Mark>>,
    /// What was made of it by itself, whatever stands around it.
    cache: LineCache,
    /// The day of publication that it states, if anybody has asked.
    day: OnceLock<Option<Date>>,
}

impl Scan {
    /// Reads a line.
    pub(super) fn by(passage: &Passage<'_>) -> Self {
        Self { marks: marks(passage), ..Self::default() }
    }

    /// The marks of a line; none if it is part of a table.
    fn marks(&self) -> &[Mark] {
        self.marks.as_deref().unwrap_or_default()
    }
}

/// What somebody made of a line by itself, kept with the line. The prose does not know what it is.
#[derive(Debug, Default)]
struct LineCache(OnceLock<Box<dyn Any + Send + Sync>>);

impl LineCache {
    /// What is kept, or else is made now; none if it is something else that is kept.
    fn get_or_init<T: Any + Send + Sync>(&self, make: impl FnOnce() -> T) -> Option<&T> {
        self.0.get_or_init(|| Box::new(make())).downcast_ref()
    }
}

/// A line of prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Position among the report's elements.
    pub element: usize,
    pub range: Range<usize>,
    pub kind: LineKind,
    /// Where its words begin: behind a heading's number.
    pub words: usize,
    /// Position among the lines.
    row: usize,
}

/// A mark, such as `，` or `(`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    pub at: usize,
    pub mark: char,
    /// What stands before it on the line, blanks aside; a line end if nothing does.
    pub before: char,
    /// What stands behind it.
    pub after: char,
}

/// What a web address is to the marks beside it.
const ADDRESS: char = 'w';
const LINE_END: char = '\n';

impl Lines {
    /// Makes room for so many lines.
    pub(super) fn reserve(&mut self, lines: usize) {
        self.lines.reserve(lines);
        self.scans.reserve(lines);
    }

    /// Adds a line, if it is prose.
    pub(super) fn push(&mut self, passage: &Passage<'_>, scan: &Arc<Scan>) {
        if scan.marks.is_none() {
            return;
        }
        let Passage { start, element, kind, words, .. } = *passage;
        self.lines.push(Line {
            element,
            range: start..start + passage.text.len(),
            kind,
            words: start + words,
            row: self.lines.len(),
        });
        self.scans.push(Arc::clone(scan));
    }

    /// All lines.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Line> {
        self.lines.iter()
    }

    /// The line at a position.
    pub fn get(&self, row: usize) -> Option<&Line> {
        self.lines.get(row)
    }

    /// Each line with what `look` makes of it by itself. It is asked once for a line, however often
    /// the text around it changes; so all that it makes must come from the line. There is room for
    /// one kind of thing (the rules keep their findings here): to another, no line is given.
    pub fn cached<T: Any + Send + Sync>(
        &self,
        text: &str,
        look: impl Fn(&Solo<'_>) -> T,
    ) -> impl Iterator<Item = (&Line, &T)> {
        let lines = self.lines.iter().zip(&self.scans);
        lines.filter_map(move |(line, scan)| {
            Some((line, scan.cache.get_or_init(|| look(&line.solo(text, scan)))?))
        })
    }

    /// The days that may be those of publication, each with its line: on lines of their own before the
    /// first section, and among the last lines. A line is read once for it, however often the text
    /// around it changes.
    pub fn days_of_publication<'l>(
        &'l self,
        text: &'l str,
        report: &Report,
    ) -> impl Iterator<Item = (&'l Line, Date)> + use<'l> {
        let front = report.sections.first().map_or(0, |section| section.heading.start);
        let is_prose = |line: &Line| line.kind != LineKind::Heading;
        let last = self.lines.iter().rev().filter(|line| is_prose(line)).take(LAST_LINES).last();
        let end = last.map_or(0, |line| line.range.start);
        let beside = move |line: &Line| line.range.start < front || line.range.start >= end;
        let lines = self.lines.iter().zip(&self.scans);
        lines.filter(move |(line, _)| is_prose(line) && beside(line)).filter_map(|(line, scan)| {
            let day = scan.day.get_or_init(|| date_of_line(&text[line.range.clone()]));
            Some((line, (*day)?))
        })
    }

    /// The marks in a line.
    pub fn marks(&self, line: &Line) -> Vec<Mark> {
        let start = line.range.start;
        let own = self.own_marks(line).iter();
        own.map(|mark| Mark { at: start + mark.at, ..*mark }).collect()
    }

    /// The marks in a line, in bytes of the line.
    pub fn own_marks(&self, line: &Line) -> &[Mark] {
        self.scans[line.row].marks()
    }
}

/// The marks in a line of prose; none if it is part of a table.
fn marks(passage: &Passage<'_>) -> Option<Vec<Mark>> {
    if passage.in_table || is_table_head(passage.text) {
        return None;
    }
    let mut marks: Vec<Mark> = Vec::new();
    let mut skipped = Skipped { passage, end: 0 };
    let mut before = LINE_END;
    let mut open = 0;
    for (at, c) in passage.text.char_indices() {
        if at < skipped.end || (!is_han(c) && is_blank(c)) {
            continue;
        }
        let c = match skipped.begin(at, c) {
            Some(Skip::Comment) => continue,
            Some(Skip::Address) => ADDRESS,
            None => c,
        };
        for mark in &mut marks[open..] {
            mark.after = c;
        }
        open = marks.len();
        if is_mark(c) {
            marks.push(Mark { at, mark: c, before, after: LINE_END });
        }
        before = c;
    }
    Some(marks)
}

impl Line {
    fn solo<'l>(&self, text: &'l str, scan: &'l Scan) -> Solo<'l> {
        Solo {
            text: &text[self.range.clone()],
            kind: self.kind,
            words: self.words - self.range.start,
            marks: scan.marks(),
        }
    }
}

impl Mark {
    /// Its place.
    pub fn range(&self) -> Range<usize> {
        self.at..self.at + self.mark.len_utf8()
    }
}

/// No header cell of the form is longer (in bytes).
const MAX_HEAD: usize = 120;

/// Whether a line is a header cell of the form that stands outside of its table.
fn is_table_head(line: &str) -> bool {
    line.len() <= MAX_HEAD && !vocabulary().heads(line).is_empty()
}

/// Something within a line that is no prose.
enum Skip {
    Comment,
    Address,
}

/// Finds what is no prose within a line.
struct Skipped<'p> {
    passage: &'p Passage<'p>,
    /// Where what was found last ends.
    end: usize,
}

impl Skipped<'_> {
    /// What begins here that is no prose.
    fn begin(&mut self, at: usize, c: char) -> Option<Skip> {
        match c {
            '<' => self.comment(at),
            'h' | 'w' => self.address(at),
            _ => None,
        }
    }

    fn comment(&mut self, at: usize) -> Option<Skip> {
        self.end = at + report::comment(&self.passage.text[at..])?;
        Some(Skip::Comment)
    }

    fn address(&mut self, at: usize) -> Option<Skip> {
        let here = self.passage.inline_at(at)?;
        self.end = Some(here).filter(|inline| inline.kind == InlineKind::Url)?.range.end;
        Some(Skip::Address)
    }
}

/// Whether a character is a Chinese one.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '〇' | '\u{20000}'..='\u{3ffff}')
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '(' | ')' | ',' | '.' | ':' | ';' | '?' | '!' | '"' | '\'' | '<' | '>' | '[' | ']'
            | '‘'..='”' | '…' | '、' | '。' | '〈'..='】' | '〔' | '〕'
            | '！' | '（' | '）' | '，' | '．' | '：' | '；' | '？' | '［' | '］' | '｡'..='､'
    )
}

#[cfg(test)]
mod tests {
    use super::super::testing::prose_of;

    fn marks(text: &str) -> Vec<(char, char, char)> {
        let lines = prose_of(text).lines;
        let marks = lines.iter().flat_map(|line| lines.marks(line));
        marks.map(|mark| (mark.before, mark.mark, mark.after)).collect()
    }

    #[test]
    fn marks_know_their_neighbours() {
        assert_eq!(
            marks("一、总体\n\n𠮷 ,  见“A”。\n"),
            [
                ('一', '、', '总'),
                ('𠮷', ',', '见'),
                ('见', '“', 'A'),
                ('A', '”', '。'),
                ('”', '。', '\n')
            ]
        );
    }

    #[test]
    fn tables_comments_and_addresses_are_no_prose() {
        assert_eq!(
            marks("总体(x)<!-- (秘) -->见http://a.cn/b?c,d ,略\n<!-- ，。 -->\n| 规章 | （0） |\n"),
            [('体', '(', 'x'), ('x', ')', '见'), ('w', ',', '略')]
        );
        assert_eq!(
            marks("甲<!-- ，<!-- 。 -->乙、丙\n"),
            [('甲', '<', '!'), ('<', '!', '-'), ('-', '，', '乙'), ('乙', '、', '丙')]
        );
    }
}
