//! The title: which lines it is made of, and the organ and the year that it names.

#![allow(clippy::indexing_slicing, reason = "ranges come from the tree, positions from the form")]

use std::ops::Range;

use form::{Form, TitleWords, halfwidth, title_words, unspaced};

use super::Title;
use super::elements::{Element, ElementKind};

/// A title is sought among so many lines before the first heading.
const MAX_FRONT: usize = 60;
/// A line longer than this (in characters) is prose, unless it ends as titles do.
const MAX_PLAIN_CHARS: usize = 60;
/// No title is longer than this (in characters).
const MAX_TITLE_CHARS: usize = 120;
/// A title takes so many lines at most.
const MAX_TITLE_LINES: usize = 5;

/// Finds the title among the elements before the first heading. On a web page other lines may stand
/// before it.
pub(super) fn title(text: &str, elements: &[Element], form: &'static Form) -> Option<Title> {
    let front = Front::of(text, elements, form);
    let candidates = (0..front.lines.len()).filter_map(|at| front.candidate(at));
    // Of the same title twice, the one at the text counts; of others, the first.
    let best = candidates.reduce(|best, other| {
        let better = other.rank > best.rank || (other.rank == best.rank && other.read == best.read);
        if better { other } else { best }
    });
    best.or_else(|| front.first()).map(|found| front.title(&found, elements))
}

/// The lines before the first heading.
struct Front {
    lines: Vec<FrontLine>,
    form: &'static Form,
    words: &'static TitleWords,
}

struct FrontLine {
    element: usize,
    /// Without blanks.
    words: String,
    kind: FrontKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FrontKind {
    /// Navigation, metadata or buttons of a web page.
    Chrome,
    /// The name of a column of the web site; or a title that says no more.
    Column,
    /// A sentence, or whatever is too long.
    Prose,
    Plain,
}

/// What may be the title.
struct Candidate {
    /// Positions among the lines.
    lines: Range<usize>,
    read: (Option<String>, Option<i32>),
    /// The better, the higher: how much it names; whether it is a line of the text, and ends as titles do.
    rank: (usize, bool, bool),
}

impl Front {
    fn of(text: &str, elements: &[Element], form: &'static Form) -> Self {
        let words = title_words();
        let before = elements.iter().take(MAX_FRONT).enumerate();
        let before = before.take_while(|(_, it)| !matches!(it.kind, ElementKind::Heading { .. }));
        let paragraphs = before.filter(|(_, it)| matches!(it.kind, ElementKind::Paragraph));
        let lines = paragraphs.map(|(element, it)| {
            let line = &text[it.range.clone()];
            let (words, kind) = match is_short_line(line) {
                true => (unspaced(line), None),
                false => (String::new(), Some(FrontKind::Prose)),
            };
            let kind = kind.unwrap_or_else(|| FrontKind::of(&words, title_words()));
            FrontLine { element, words, kind }
        });
        Self { lines: lines.collect(), form, words }
    }

    /// The title that ends in a line, or all of which the line is.
    fn candidate(&self, at: usize) -> Option<Candidate> {
        let line = &self.lines[at];
        if line.kind == FrontKind::Prose {
            return None;
        }
        let ending = self.words.title_in(&line.words);
        let whole = || {
            let plain = line.kind == FrontKind::Plain
                && self.words.has_subject(&line.words)
                && !line.words.contains(['，', '。', '；']);
            (plain && split_at_year(&line.words).is_some()).then_some(line.words.as_str())
        };
        let ends = ending.is_some();
        let mut found =
            Growing { front: self, lines: at..at + 1, text: ending.or_else(whole)?.to_owned() };
        if ends && line.kind != FrontKind::Chrome {
            found.grow_upwards();
            found.grow_downwards();
        }
        let is_official = found.text.ends_with(&self.form.title_words[1]);
        if !is_official && !self.words.has_subject(&found.text) {
            return None;
        }
        let read = organ_and_year(&found.text, self.form);
        let named = usize::from(read.0.is_some()) + usize::from(read.1.is_some());
        let rank = (named, line.kind != FrontKind::Chrome, ends);
        Some(Candidate { lines: found.lines, read, rank })
    }

    /// The first line of the text, if it is short: it may be a title that ends otherwise.
    fn first(&self) -> Option<Candidate> {
        let is_text = |line: &&FrontLine| line.kind != FrontKind::Chrome;
        let at = self.lines.iter().position(|line| is_text(&line))?;
        let line = &self.lines[at];
        let read = || organ_and_year(&line.words, self.form);
        (line.kind != FrontKind::Prose).then(|| Candidate {
            lines: at..at + 1,
            read: read(),
            rank: (0, true, false),
        })
    }

    fn title(&self, found: &Candidate, elements: &[Element]) -> Title {
        let first = self.lines[found.lines.start].element;
        let last = self.lines[found.lines.end - 1].element;
        let (organ, year) = found.read.clone();
        let marked = |at: &usize| {
            self.lines.iter().any(|line| line.element == *at && is_marked(&line.words))
        };
        let before = |at: &usize| match elements[*at].kind {
            ElementKind::Comment => false,
            // Nothing but marks of a converter.
            ElementKind::Delimiter { table } => table != usize::MAX,
            _ => !marked(at),
        };
        let skipped: Vec<usize> = (0..first).filter(before).collect();
        let skipped = skipped
            .first()
            .zip(skipped.last())
            .map_or(0..0, |(one, other)| elements[*one].range.start..elements[*other].range.end);
        Title {
            range: elements[first].range.start..elements[last].range.end,
            elements: first..last + 1,
            skipped,
            organ,
            year,
        }
    }
}

impl FrontKind {
    fn of(words: &str, of: &TitleWords) -> Self {
        if of.is_chrome(words) || (is_marked(words) && of.title_in(words).is_none()) {
            Self::Chrome
        } else if of.is_column(words) {
            Self::Column
        } else {
            Self::Plain
        }
    }
}

/// A title whose first lines are being looked for, above the one that it ends in.
struct Growing<'f> {
    front: &'f Front,
    lines: Range<usize>,
    text: String,
}

impl Growing<'_> {
    fn grow_upwards(&mut self) {
        while self.lines.len() < MAX_TITLE_LINES {
            let Some(above) = self.lines.start.checked_sub(1) else { return };
            let line = &self.front.lines[above];
            let words = self.front.words;
            let may_be = matches!(line.kind, FrontKind::Plain | FrontKind::Column);
            let ends = words.title_in(&line.words).is_some();
            if !may_be || (ends && words.has_subject(&self.text)) || !self.wants(line) {
                return;
            }
            self.lines.start = above;
            self.text.insert_str(0, &line.words);
        }
    }

    /// Whether a line says what the title does not yet say.
    fn wants(&self, line: &FrontLine) -> bool {
        let words = self.front.words;
        let (organ, year) = organ_and_year(&self.text, self.front.form);
        if organ.is_none() && !words.has_subject(&self.text) {
            return words.has_subject(&line.words);
        }
        if line.kind == FrontKind::Column {
            return false;
        }
        let Some(organ) = organ else {
            // Where nothing else stands before, it can only be the organ, whatever its name.
            return words.is_organ(&line.words)
                || self.lines.start == 1
                || (year.is_none() && split_at_year(&line.words).is_some());
        };
        let more = year.is_none() && split_at_year(&line.words).is_some();
        let area = words.is_area(&line.words)
            && self.text.starts_with(&organ)
            && !words.names_area(&organ)
            && !organ.starts_with(&line.words);
        more || area
    }

    /// The organ, or the year in brackets, may stand below.
    fn grow_downwards(&mut self) {
        for _ in 0..2 {
            let (organ, year) = organ_and_year(&self.text, self.front.form);
            let Some(line) = self.front.lines.get(self.lines.end) else { return };
            let organ_there = organ.is_none() && self.front.words.is_organ(&line.words);
            let is_year = |line: &str| {
                let line = line.trim_matches(|c: char| "（）()".contains(c));
                split_at_year(line)
                    .is_some_and(|(before, _, after)| before.is_empty() && after.is_empty())
            };
            if line.kind != FrontKind::Plain
                || !(organ_there || (year.is_none() && is_year(&line.words)))
            {
                return;
            }
            self.lines.end += 1;
            if organ_there {
                self.text.insert_str(0, &line.words);
            } else {
                self.text.push_str(&line.words);
            }
        }
    }
}

/// The name of a sheet, as programs put it above its cells.
fn is_marked(words: &str) -> bool {
    words.starts_with(['#', '-'])
}

fn is_short_line(line: &str) -> bool {
    let count = line.chars().count();
    let ends = || count <= MAX_TITLE_CHARS && title_words().title_in(&unspaced(line)).is_some();
    (count <= MAX_PLAIN_CHARS || ends()) && !line.ends_with(['。', '：', ':', '；'])
}

/// Reads `某局2023年政府信息公开工作年度报告`, and `2023年度某局政府信息公开工作年度报告`.
fn organ_and_year(title: &str, form: &Form) -> (Option<String>, Option<i32>) {
    let subject = subject_of(title, form);
    let Some((before, year, after)) = split_at_year(subject) else {
        return (name(subject), split_at_year(title).map(|(_, year, _)| year));
    };
    (name(before).or_else(|| name(after)), Some(year))
}

/// What stands before the words that say what is reported on.
fn subject_of<'t>(title: &'t str, form: &Form) -> &'t str {
    let words = title_words();
    let [official, end] = &form.title_words;
    let at = title.find(official.as_str()).or_else(|| words.subject_at(title));
    at.map_or_else(|| endless(title, end), |at| &title[..at])
}

/// A title without the words that it ends with. Of 2023年度报告, the year is left.
fn endless<'t>(title: &'t str, end: &str) -> &'t str {
    let Some(subject) = title.strip_suffix(end) else { return title };
    match subject.ends_with(|c| digit(c).is_some()) {
        true => title.strip_suffix(title_words().without_yearly(end)).unwrap_or(title),
        false => subject,
    }
}

fn name(text: &str) -> Option<String> {
    let name = title_words()
        .without_about(text)
        .trim_matches(|c: char| !c.is_alphanumeric() && !"（）()“”".contains(c));
    let bracketed = name.strip_prefix(['（', '(']).and_then(|it| it.strip_suffix(['）', ')']));
    let name = bracketed.filter(|it| !it.contains(['（', '(', '）', ')'])).unwrap_or(name);
    (!name.is_empty()).then(|| name.to_owned())
}

/// The text before a four-digit year, the year, and the text behind 年 or 年度.
fn split_at_year(text: &str) -> Option<(&str, i32, &str)> {
    let starts = text.char_indices().map(|(at, _)| at);
    starts.into_iter().find_map(|at| {
        let digits: Vec<i32> = text[at..].chars().take(4).map_while(digit).collect();
        let [a, b, c, d] = digits.try_into().ok()?;
        let behind = text[at..].char_indices().nth(4).map(|(offset, _)| &text[at + offset..])?;
        let behind = behind.strip_prefix('年')?;
        let year = a * 1000 + b * 100 + c * 10 + d;
        let plausible = (1990..2100).contains(&year);
        plausible.then(|| (&text[..at], year, behind.strip_prefix('度').unwrap_or(behind)))
    })
}

/// 0–9 in ASCII, full width, or Chinese (二〇二三年).
fn digit(c: char) -> Option<i32> {
    if let Some(digit) = halfwidth(c).to_digit(10) {
        return i32::try_from(digit).ok();
    }
    let position = "〇一二三四五六七八九"
        .chars()
        .position(|numeral| numeral == c || (numeral == '〇' && "零○".contains(c)));
    position.and_then(|position| i32::try_from(position).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use form::current_form;

    fn read(title: &str) -> (Option<String>, Option<i32>) {
        organ_and_year(title, current_form())
    }

    #[test]
    fn organ_and_year_in_either_order() {
        let expected = (Some("云岭县档案局".to_owned()), Some(2023));
        for title in [
            "云岭县档案局2023年政府信息公开工作年度报告",
            "云岭县档案局2023年度政府信息公开工作年度报告",
            "云岭县档案局２０２３年政府信息公开工作年度报告",
            "云岭县档案局二〇二三年政府信息公开工作年度报告",
            "2023年云岭县档案局政府信息公开工作年度报告",
            "关于云岭县档案局2023年政府信息公开工作年度报告",
        ] {
            assert_eq!(read(title), expected, "{title}");
        }
    }

    #[test]
    fn what_a_title_does_not_say() {
        assert_eq!(read("政府信息公开工作年度报告"), (None, None));
        assert_eq!(
            read("云岭县档案局政府信息公开工作年度报告"),
            (Some("云岭县档案局".to_owned()), None)
        );
        assert_eq!(read("云岭县档案局政府信息公开工作2023年年度报告").1, Some(2023));
        assert_eq!(read("2023年政府信息公开工作年度报告"), (None, Some(2023)));
    }
}
