//! A line of prose in its place: the heading above it, its sentences, the year and the body that
//! they speak of. All that is read of a line is in bytes of the line.

#![allow(clippy::indexing_slicing, reason = "ranges come from the text itself")]

use std::ops::Range;

use form::is_usual;
use report::{Element, ElementKind, Inline, Report};

use super::date::{Date, dates};
use super::words::{Within, words};

/// Marks that end a sentence, as far as figures go.
pub(super) const SENTENCE_ENDS: [char; 6] = ['。', '；', ';', '！', '？', '｡'];

fn ends_sentence(c: char) -> bool {
    !is_usual(c) && SENTENCE_ENDS.contains(&c)
}

/// A sentence longer than this (in bytes) is none, but a text that lost its marks: what its figures count
/// cannot be told.
pub(super) const MAX_SENTENCE: usize = 6000;

/// Marks that part the clauses of a sentence.
pub(super) const CLAUSE_ENDS: [char; 4] = ['，', ',', '：', ':'];

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    Title,
    Heading,
    Paragraph,
}

/// A line of prose, and all that its reading depends on. Two that are equal are read alike, wherever
/// they stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Passage<'t> {
    /// The line; offsets are bytes of it.
    pub(super) text: &'t str,
    /// Where it stands in the report's text.
    pub(super) start: usize,
    /// Position among the report's elements.
    pub(super) element: usize,
    pub(super) kind: LineKind,
    /// Where its words begin: behind a heading's number.
    pub(super) words: usize,
    /// Whether it stands between the rows of a table.
    pub(super) in_table: bool,
    /// The heading that it stands below.
    heading: &'t str,
    /// Id of the section that it stands in; none before the first.
    pub(super) section: Option<&'static str>,
    /// The organ that reports, and the year.
    pub(super) organ: Option<&'t str>,
    pub(super) year: Option<i32>,
    /// Its inlines, in bytes of the report's text.
    inlines: &'t [Inline],
}

/// Where a line of prose stands, and what it stands below: all that makes a [`Passage`] of it, with the
/// text and the report.
#[derive(Debug)]
pub(super) struct Place {
    range: Range<usize>,
    element: usize,
    kind: LineKind,
    /// Where its words begin, in bytes of the line.
    words: usize,
    in_table: bool,
    heading: Range<usize>,
    section: Option<&'static str>,
    /// Positions among the report's inlines.
    inlines: Range<usize>,
}

/// The lines of a report's prose, title and headings included, in order.
pub(super) fn places(text: &str, report: &Report) -> Vec<Place> {
    let mut places = Vec::with_capacity(report.elements.len());
    let mut sections = report.sections.iter().peekable();
    let mut tables = report.tables.iter().map(|table| table.elements.clone()).peekable();
    let mut inlines = 0;
    let mut heading = 0..0;
    let mut section = None;
    for (at, element) in report.elements.iter().enumerate() {
        let Some((kind, words)) = line_kind(report, at, element) else { continue };
        let Range { start, end } = element.range;
        if let Some(own) = sections.next_if(|own| own.heading == element.range) {
            heading = start..end;
            section = report.form.sections.get(own.index).map(|of| of.id.as_str());
        } else if kind == LineKind::Heading {
            heading = start..text[start..end].find(SENTENCE_ENDS).map_or(end, |at| start + at);
        }
        while tables.next_if(|table| table.end <= at).is_some() {}
        let rest = &report.inlines[inlines..];
        let up_to = |end: usize| rest.iter().take_while(|it| it.range.start < end).count();
        let own = inlines + up_to(start)..inlines + up_to(end);
        inlines = own.end;
        places.push(Place {
            range: start..end,
            element: at,
            kind,
            words: words.saturating_sub(start),
            in_table: tables.peek().is_some_and(|table| table.contains(&at)),
            heading: heading.clone(),
            section,
            inlines: own,
        });
    }
    places
}

impl Place {
    /// Where the line begins.
    pub(super) fn start(&self) -> usize {
        self.range.start
    }

    /// The line itself; `text` and `report` are those that it was found in.
    pub(super) fn passage<'t>(&self, text: &'t str, report: &'t Report) -> Passage<'t> {
        Passage {
            text: &text[self.range.clone()],
            start: self.range.start,
            element: self.element,
            kind: self.kind,
            words: self.words,
            in_table: self.in_table,
            heading: &text[self.heading.clone()],
            section: self.section,
            organ: report.organ(),
            year: report.year(),
            inlines: &report.inlines[self.inlines.clone()],
        }
    }
}

/// What a line of prose is, and where its words begin; none if it is none.
fn line_kind(report: &Report, at: usize, element: &Element) -> Option<(LineKind, usize)> {
    let is_title = report.title.as_ref().is_some_and(|title| title.elements.contains(&at));
    match &element.kind {
        ElementKind::Heading { number, .. } => Some((LineKind::Heading, number.end)),
        ElementKind::Paragraph if is_title => Some((LineKind::Title, element.range.start)),
        ElementKind::Paragraph => Some((LineKind::Paragraph, element.range.start)),
        _ => None,
    }
}

impl<'t> Passage<'t> {
    /// Whether another line is read alike, though it may stand elsewhere.
    pub(super) fn reads_like(&self, other: &Passage<'_>) -> bool {
        (self.kind, self.words, self.in_table) == (other.kind, other.words, other.in_table)
            && self.text == other.text
            && (self.section, self.heading) == (other.section, other.heading)
            && (self.organ, self.year) == (other.organ, other.year)
            && self.inlines.len() == other.inlines.len()
            && self.all_inlines().zip(other.all_inlines()).all(|(one, other)| one == other)
    }

    /// The inlines of the line, in bytes of it.
    fn all_inlines(&self) -> impl Iterator<Item = Inline> + use<'t> {
        let start = self.start;
        self.inlines.iter().map(move |inline| within(inline, start))
    }

    /// The inline that begins at a byte of the line.
    pub(super) fn inline_at(&self, at: usize) -> Option<Inline> {
        let start = |inline: &Inline| inline.range.start - self.start;
        let place = self.inlines.binary_search_by_key(&at, start).ok()?;
        Some(within(self.inlines.get(place)?, self.start))
    }

    /// The sentence around a part of the line. It is not sought further than it may be long.
    pub(super) fn sentence(&self, part: &Range<usize>) -> Range<usize> {
        let from = self.text.floor_char_boundary(part.start.saturating_sub(MAX_SENTENCE));
        let to = self.text.ceil_char_boundary(self.text.len().min(part.end + MAX_SENTENCE));
        let before = &self.text[from..part.start];
        let behind = &self.text[part.end..to];
        let start = before.rfind(ends_sentence).map_or(from, |at| from + at + char_len(before, at));
        let end = behind.find(ends_sentence).unwrap_or(behind.len());
        start..part.end + end
    }

    /// The sentences of the line.
    pub(super) fn sentences(&self) -> impl Iterator<Item = Range<usize>> + use<'t> {
        let mut at = 0;
        self.text.split_inclusive(SENTENCE_ENDS).map(move |piece| {
            let end = at + piece.trim_end_matches(SENTENCE_ENDS).len();
            let sentence = at..end;
            at += piece.len();
            sentence
        })
    }

    /// Whether the text up to `end` speaks of a topic.
    pub(super) fn on_topic(&self, topic: &str, sentence: &Range<usize>, end: usize) -> bool {
        let Some(topic) = words().topics.get(topic) else { return false };
        let start = match topic.within {
            Within::Sentence => sentence.start,
            Within::Paragraph => 0,
        };
        let before = &self.text[start..end];
        match topic.turns.last_place(before) {
            // Where words of both kinds begin, the foreign one counts.
            Some(last) => !topic.foreign.begins(&before[last..]),
            None => topic.headed.is_in(self.heading),
        }
    }

    /// Whether no other year is spoken of before `end`, and from `segment` on no part of the year.
    pub(super) fn this_year(&self, sentence: &Range<usize>, segment: usize, end: usize) -> bool {
        if sentence.len() > MAX_SENTENCE {
            return false;
        }
        let dates: Vec<Date> = dates(self.text, sentence.start..end).collect();
        let year = dates.iter().rev().find_map(|date| date.year);
        let whole = |date: &Date| {
            let written = &self.text[date.range.clone()];
            words().whole_year_dates.iter().any(|day| written.ends_with(day.as_str()))
        };
        let mut days = dates.iter().filter(|date| date.day && date.range.start >= segment);
        let other = year.is_some() && self.year.is_some() && year != self.year;
        !other && days.all(whole)
    }

    /// The inlines between two places of the line.
    pub(super) fn inlines(&self, start: usize, end: usize) -> impl Iterator<Item = Inline> {
        self.all_inlines()
            .filter(move |inline| start <= inline.range.start && inline.range.end <= end)
    }

    /// Whether the text before a figure may speak of another body than the one that reports.
    pub(super) fn is_elsewhere(&self, before: &str) -> bool {
        let organ = self.organ.unwrap_or_default();
        let words = words();
        let own_area = |(_, body): (usize, &str)| words.areas.has(body) && is_own_area(organ, body);
        let whole = words.bodies.hits(before).any(own_area);
        words.bodies.hits(before).any(|(at, body)| {
            (words.elsewhere.has(body) && !(whole && words.levels.has(body)))
                || (words.areas.has(body) && !is_own_area(organ, body))
                || (words.governments.has(body) && !is_own_office(organ, &before[at..]))
        })
    }
}

/// Whether 全县 is all that the organ reports for: 云岭县人民政府, or 云岭县 for short.
fn is_own_area(organ: &str, area: &str) -> bool {
    let place = organ.strip_suffix(words().government.as_str()).unwrap_or(organ);
    let last = |text: &str| text.chars().next_back();
    last(place).is_some() && last(place) == last(area)
}

/// Whether 县政府办公室, or 镇政府, is the organ itself. A county's government reports for its
/// departments as well, so that 县政府 is only a part of it; its office reports for it, so that there
/// 县政府 is meant.
fn is_own_office(organ: &str, mention: &str) -> bool {
    let words = words();
    let short = |text: &str| {
        let pairs = words.short_names.iter();
        pairs.fold(text.to_owned(), |text, (long, short)| text.replace(long, short))
    };
    let organ = short(organ);
    let mention = short(mention);
    let own = words.own_offices.iter().filter(|office| organ.ends_with(office.as_str()));
    own.into_iter().any(|office| {
        let government = office.strip_suffix('办').unwrap_or(office);
        mention.starts_with(government)
    })
}

/// An inline, in bytes of the line that begins at `start`.
fn within(inline: &Inline, start: usize) -> Inline {
    Inline { range: inline.range.start - start..inline.range.end - start, kind: inline.kind }
}

/// A range so many bytes further on.
pub(super) fn moved(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

/// The length of the character at a place, in bytes.
pub(super) fn char_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_government_is_its_area_and_an_office_only_itself() {
        assert!(is_own_area("云岭县人民政府", "全县"));
        assert!(is_own_area("云岭县𠮷石镇人民政府", "全镇"));
        assert!(!is_own_area("云岭县人民政府", "全市"));
        assert!(!is_own_area("云岭县档案局", "全县"));
        assert!(is_own_office("云岭县人民政府办公室", "县政府办公室收到"));
        assert!(is_own_office("云岭县人民政府办公室", "县政府办收到"));
        assert!(is_own_office("云岭县𠮷石镇人民政府", "镇政府收到"));
        assert!(is_own_area("云岭市", "全市"));
        assert!(is_own_office("云岭市人民政府办公厅", "市政府收到"));
        assert!(!is_own_office("云岭县人民政府", "县政府收到"));
        assert!(!is_own_office("云岭县人民政府", "县政府办公室收到"));
        assert!(!is_own_office("云岭县档案局", "县政府办收到"));
    }
}
