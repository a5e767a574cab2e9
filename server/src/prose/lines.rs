//! The lines of prose with the marks in them, read once for all rules about marks and wording.
//!
//! Title, headings and paragraphs are prose; tables, comments and web addresses are not.

#![allow(clippy::indexing_slicing, reason = "ranges come from the report itself")]

use std::ops::Range;

use crate::form::{is_blank, vocabulary};
use crate::report::{Element, ElementKind, InlineKind, Report};

/// The lines of prose of a report, in order.
#[derive(Debug, Default)]
pub struct Lines {
    lines: Vec<Line>,
    marks: Vec<Mark>,
}

/// A line of prose.
#[derive(Debug)]
pub struct Line {
    /// Position among the report's elements.
    pub element: usize,
    pub range: Range<usize>,
    pub kind: LineKind,
    /// Where its words begin: behind a heading's number.
    pub words: usize,
    marks: Range<usize>,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    Title,
    Heading,
    Paragraph,
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
    /// Reads the lines of a report.
    pub fn of(text: &str, report: &Report) -> Self {
        let mut lines = Self::default();
        let mut tables = report.tables.iter().map(|table| table.elements.clone()).peekable();
        let mut skipped = Skipped { text, report, inline: 0, end: 0 };
        for (at, element) in report.elements.iter().enumerate() {
            while tables.next_if(|table| table.end <= at).is_some() {}
            let in_table = tables.peek().is_some_and(|table| table.contains(&at));
            if let Some((kind, words)) = line_kind(report, at, element)
                && !in_table
                && !is_table_head(&text[element.range.clone()])
            {
                let start = lines.marks.len();
                lines.scan(text, element.range.clone(), &mut skipped);
                let (range, marks) = (element.range.clone(), start..lines.marks.len());
                lines.lines.push(Line { element: at, range, kind, words, marks });
            }
        }
        lines
    }

    /// All lines.
    pub fn iter(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter()
    }

    /// The marks in a line.
    pub fn marks(&self, line: &Line) -> &[Mark] {
        &self.marks[line.marks.clone()]
    }

    /// Adds the marks of a line.
    fn scan(&mut self, text: &str, line: Range<usize>, skipped: &mut Skipped<'_>) {
        let mut before = LINE_END;
        let mut open = self.marks.len();
        for (offset, c) in text[line.clone()].char_indices() {
            let at = line.start + offset;
            if at < skipped.end || (!is_han(c) && is_blank(c)) {
                continue;
            }
            let c = match skipped.begin(at, c, line.end) {
                Some(Skip::Comment) => continue,
                Some(Skip::Address) => ADDRESS,
                None => c,
            };
            for mark in &mut self.marks[open..] {
                mark.after = c;
            }
            open = self.marks.len();
            if is_mark(c) {
                self.marks.push(Mark { at, mark: c, before, after: LINE_END });
            }
            before = c;
        }
    }
}

impl Mark {
    /// Its place.
    pub fn range(&self) -> Range<usize> {
        self.at..self.at + self.mark.len_utf8()
    }
}

fn line_kind(report: &Report, at: usize, element: &Element) -> Option<(LineKind, usize)> {
    let is_title = report.title.as_ref().is_some_and(|title| title.elements.contains(&at));
    match &element.kind {
        ElementKind::Heading { number, .. } => Some((LineKind::Heading, number.end)),
        ElementKind::Paragraph if is_title => Some((LineKind::Title, element.range.start)),
        ElementKind::Paragraph => Some((LineKind::Paragraph, element.range.start)),
        _ => None,
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
struct Skipped<'r> {
    text: &'r str,
    report: &'r Report,
    /// The first inline that may still come.
    inline: usize,
    /// Where what was found last ends.
    end: usize,
}

impl Skipped<'_> {
    /// What begins here that is no prose.
    fn begin(&mut self, at: usize, c: char, line_end: usize) -> Option<Skip> {
        match c {
            '<' => self.comment(at, line_end),
            'h' | 'w' => self.address(at),
            _ => None,
        }
    }

    fn comment(&mut self, at: usize, line_end: usize) -> Option<Skip> {
        let rest = &self.text[at..line_end];
        let length = rest.starts_with("<!--").then(|| rest.find("-->"))?? + "-->".len();
        self.end = at + length;
        Some(Skip::Comment)
    }

    fn address(&mut self, at: usize) -> Option<Skip> {
        let inlines = &self.report.inlines;
        while inlines.get(self.inline).is_some_and(|inline| inline.range.start < at) {
            self.inline += 1;
        }
        let inline = inlines.get(self.inline)?;
        let is_here = inline.range.start == at && inline.kind == InlineKind::Url;
        self.end = is_here.then_some(inline.range.end)?;
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
    use super::*;
    use crate::analysis::Analysis;

    fn marks(text: &str) -> Vec<(char, char, char)> {
        let analysis = Analysis::new(text.to_owned());
        let lines = Lines::of(&analysis.text, &analysis.report);
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
    }
}
