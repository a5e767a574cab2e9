//! Lists of parts beside their total: 共收到申请 40 件，其中自然人 33 件、法人或其他组织 7 件.

#![allow(clippy::indexing_slicing, reason = "ranges come from the text itself")]

use std::ops::Range;

use form::is_blank;

use super::figure::{Figure, in_digits};
use super::passage::{CLAUSE_ENDS, MAX_SENTENCE, Passage, SENTENCE_ENDS, char_len, moved};
use super::word_set::WordSet;
use super::words::words;

/// A total and its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    pub total: Range<usize>,
    pub value: i64,
    pub unit: &'static str,
    pub parts: Vec<Range<usize>>,
    pub sum: i64,
    /// Whether the parts claim to be all; if not, they may only not be more than the total.
    pub complete: bool,
}

impl List {
    /// The list of a line that begins so many bytes further on.
    pub(super) fn moved(&self, by: usize) -> Self {
        let parts = self.parts.iter().map(|part| moved(part, by)).collect();
        Self { total: moved(&self.total, by), parts, ..*self }
    }

    /// Whether it adds up.
    pub fn holds(&self) -> bool {
        if self.complete { self.sum == self.value } else { self.sum <= self.value }
    }
}

/// The lists of a line that can be added up.
pub(super) fn lists(passage: &Passage<'_>) -> Vec<List> {
    let figures = in_digits(passage.text, 0..passage.text.len(), &words().lists.units);
    if figures.len() < 2 {
        return Vec::new();
    }
    let reader = Reader { passage, figures: &figures };
    let list = |at| reader.parts_behind(at).or_else(|| reader.parts_before(at));
    (0..figures.len()).filter_map(list).collect()
}

struct Reader<'p> {
    passage: &'p Passage<'p>,
    figures: &'p [Figure],
}

/// How a list is opened.
#[derive(Clone, Copy, PartialEq)]
enum Opening {
    Whole,
    Parts,
}

/// A part: its figure and what names it.
struct Part<'t> {
    figure: &'t Figure,
    name: String,
}

impl Reader<'_> {
    fn text(&self, range: Range<usize>) -> &str {
        self.passage.text.get(range).unwrap_or_default()
    }

    /// The list that a total opens.
    fn parts_behind(&self, at: usize) -> Option<List> {
        let total = &self.figures[at];
        let first = self.figures.get(at + 1)?;
        let (opening, name) = opening(self.text(total.range.end..first.range.start))?;
        let start = first.range.start - name.len();
        let end = self.end(total.range.end, start)?;
        // A list that goes on behind a semicolon is not read to its end.
        if self.text(end..self.passage.text.len()).starts_with(['；', ';']) {
            return None;
        }
        let (parts, commas) = self.parts(&self.figures[at + 1..], start..end)?;
        let complete = opening == Opening::Whole || is_complete(&parts);
        let counted = words().lists.counted.iter().any(|unit| unit == total.unit);
        if !complete && (commas || !counted) {
            return None;
        }
        list(total, &parts, complete)
    }

    /// Where a list ends: with its bracket or its sentence. None if that is far away.
    fn end(&self, open: usize, start: usize) -> Option<usize> {
        let bracket = self.text(open..start).contains(['（', '(']);
        let rest = self.text(start..self.passage.text.len());
        let mut depth = 0_usize;
        for (at, c) in rest.char_indices() {
            match c {
                '（' | '(' => depth += 1,
                _ if at > MAX_SENTENCE => return None,
                '）' | ')' if depth == 0 && bracket => return Some(start + at),
                '）' | ')' => depth = depth.saturating_sub(1),
                _ if depth == 0 && SENTENCE_ENDS.contains(&c) => return Some(start + at),
                _ => {}
            }
        }
        Some(self.passage.text.len())
    }

    /// The parts in a range, and whether commas part them. None if one cannot be told.
    fn parts<'s>(
        &'s self,
        figures: &'s [Figure],
        range: Range<usize>,
    ) -> Option<(Vec<Part<'s>>, bool)> {
        let known = &words().lists;
        let mut parts: Vec<Part<'s>> = Vec::new();
        let mut from = range.start;
        let mut joint = None;
        for figure in figures.iter().take_while(|figure| figure.range.end <= range.end) {
            let gap = self.text(from..figure.range.start);
            if is_bracketed(self.text(range.start..figure.range.start)) {
                continue;
            }
            let gap = without_brackets(gap);
            let mark = gap.find(['、', '，', ',']).map(|at| (at, gap[at..].chars().next()));
            let name = match mark {
                Some((at, Some(c))) if !parts.is_empty() => {
                    let kind = if c == '、' { '、' } else { '，' };
                    if *joint.get_or_insert(kind) != kind {
                        break;
                    }
                    gap[at + c.len_utf8()..].trim_start_matches(is_blank)
                }
                _ if parts.is_empty() => gap.as_str(),
                _ => break,
            };
            if known.stops.iter().any(|stop| name.starts_with(stop.as_str())) && !parts.is_empty() {
                break;
            }
            let nested = known.parts.is_in(name) || known.whole.is_in(name);
            if nested || known.vague.is_in(name) || known.overlapping.is_in(name) {
                return None;
            }
            parts.push(Part { figure, name: name.to_owned() });
            from = figure.range.end;
        }
        Some((parts, joint == Some('，')))
    }

    /// The list that a sum closes: A 3 件、B 4 件，合计 7 件.
    fn parts_before(&self, at: usize) -> Option<List> {
        let (total, former) = (&self.figures[at], &self.figures[..at]);
        let known = &words().lists;
        let gap = self.text(former.last()?.range.end..total.range.start).trim_matches(is_blank);
        let marks = |c: char| CLAUSE_ENDS.contains(&c) || c == '、';
        let gap = gap.trim_end_matches(['为', '共']).trim_start_matches(marks);
        if !known.sums.iter().any(|sum| sum == gap) {
            return None;
        }
        let sentence = self.passage.sentence(&total.range);
        if sentence.len() > MAX_SENTENCE {
            return None;
        }
        let from = former.iter().position(|figure| figure.range.start >= sentence.start)?;
        let figures = &former[from..];
        if figures.len() < 2 {
            return None;
        }
        let before = self.text(sentence.start..total.range.start);
        if known.parts.is_in(before) || known.whole.is_in(before) || known.vague.is_in(before) {
            return None;
        }
        let parts: Vec<Part<'_>> =
            figures.iter().map(|figure| Part { figure, name: String::new() }).collect();
        list(total, &parts, true)
    }
}

/// The list of these parts, if all count in the same unit.
fn list(total: &Figure, parts: &[Part<'_>], complete: bool) -> Option<List> {
    let same = |part: &Part<'_>| part.figure.unit == total.unit;
    if parts.is_empty() || (complete && parts.len() < 2) || !parts.iter().all(same) {
        return None;
    }
    let sum = parts.iter().map(|part| part.figure.value).sum::<Option<i64>>()?;
    Some(List {
        total: total.range.clone(),
        value: total.value?,
        unit: total.unit,
        parts: parts.iter().map(|part| part.figure.range.clone()).collect(),
        sum,
        complete,
    })
}

/// How the text between a total and the next figure opens a list, and what then names its first part.
fn opening(gap: &str) -> Option<(Opening, &str)> {
    let known = &words().lists;
    let hit = |set: &'static WordSet, opening| {
        set.hits(gap).map(move |(at, word)| (at, at + word.len(), opening)).next()
    };
    let colon = gap.find(['：', ':']).map(|at| (at, at + char_len(gap, at), Opening::Whole));
    let bracket = gap.find(['（', '(']).map(|at| (at, at + char_len(gap, at), Opening::Parts));
    let whole = hit(&known.whole, Opening::Whole);
    let parts = hit(&known.parts, Opening::Parts);
    let named = [whole, parts, colon].into_iter().flatten().min_by_key(|(at, ..)| *at);
    let (at, end, opening) = named.or(bracket)?;
    let before = gap[..at].trim_end_matches(|c: char| "，,（(。".contains(c) || is_blank(c));
    let name = gap[end..].trim_start_matches(|c: char| "，,：:".contains(c) || is_blank(c));
    let whole_clause = before.contains(|c: char| !c.is_alphanumeric()) || before.contains("的");
    let more = name.contains(|c: char| CLAUSE_ENDS.contains(&c) || SENTENCE_ENDS.contains(&c));
    (!whole_clause && !more && !known.vague.is_in(before)).then_some((opening, name))
}

fn is_complete(parts: &[Part<'_>]) -> bool {
    let known = &words().lists;
    let begins =
        |list: &[String], name: &str| list.iter().any(|word| name.starts_with(word.as_str()));
    let rest = parts.last().is_some_and(|last| {
        begins(&known.rest, &last.name)
            && (parts.len() > 3 || !begins(&known.weak_rest, &last.name))
    });
    let with = |word: &String| parts.iter().position(|part| part.name.contains(word.as_str()));
    let in_two = |(one, other): &(String, String)| match (with(one), with(other)) {
        (Some(one), Some(other)) => one != other,
        _ => false,
    };
    rest || known.groups.iter().any(in_two)
}

/// Whether the end of a text is inside a bracket.
fn is_bracketed(text: &str) -> bool {
    let open = text.matches(['（', '(']).count();
    open > text.matches(['）', ')']).count()
}

/// The text without what stands in brackets.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut outside = String::new();
    for c in text.chars() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    outside
}
