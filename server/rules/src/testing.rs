//! What the tests of rules share: the sample report, a check of a text with marks, and the tests
//! that every rule must pass.

#![allow(clippy::indexing_slicing, reason = "a test that meets the unexpected must stop at once")]

mod examples;
mod fixes;
mod roles;

use std::ops::Range;
use std::sync::Arc;

use archive::{Aliases, Archive, Filed, Neighbours, Parts};
use finding::{Finding, Severity};
use prose::Prose;
use text::apply;

use super::{Example, Options, check};

/// A faultless report.
pub(super) const CLEAN: &str = include_str!("../../../examples/clean.nianbao");

/// The same organ's report for the year before.
const LAST_YEAR: &str = include_str!("testing/last_year.nianbao");

/// What a rule must find in the sample report.
pub(super) fn expect(rule: &'static str) -> Expect {
    Expect {
        rule,
        text: CLEAN.to_owned(),
        options: Options::default(),
        neighbours: Neighbours::default(),
    }
}

/// The organ's report for the year before.
fn last_year() -> Neighbours {
    Neighbours { last_year: Some(filed("上年.nianbao", LAST_YEAR)), ..Neighbours::default() }
}

/// What a text is compared with in a folder where the report for the year before is.
fn in_folder(text: &str) -> Neighbours {
    let mut archive = Archive::default();
    archive.file(filed("上年.nianbao", LAST_YEAR));
    let report = report::read(text);
    archive.neighbours(report.organ(), report.year(), &Parts::new(), &Aliases::new())
}

/// The sample itself, as the only report that it sums up.
fn parts() -> Neighbours {
    Neighbours { parts: vec![filed("分局.nianbao", CLEAN)], ..Neighbours::default() }
}

fn filed(path: &str, text: &str) -> Filed {
    Filed::new(path.into(), text.into(), Arc::new(report::read(text)))
}

/// The findings of a text beside other reports, as users are told them.
fn findings_beside(text: &str, options: &Options, neighbours: &Neighbours) -> Vec<Finding> {
    let report = report::read(text);
    let prose = Prose::read(text, &report, None);
    let findings = check(text, &report, &prose, options, neighbours);
    repair::explain(&prose, &report, &findings, &[]).findings
}

/// The findings of a text in a folder where the report for the year before is.
pub(super) fn findings_in_folder(text: &str, options: &Options) -> Vec<Finding> {
    findings_beside(text, options, &in_folder(text))
}

/// The findings of a text by itself, as users are told them.
pub(super) fn findings_of(text: &str) -> Vec<Finding> {
    findings_beside(text, &Options::default(), &Neighbours::default())
}

/// A text whose `<err>` marks say where a rule must find something, and nowhere else.
pub(super) struct Expect {
    rule: &'static str,
    text: String,
    neighbours: Neighbours,
    options: Options,
}

impl Expect {
    /// Instead of the sample, this text.
    pub(super) fn text(mut self, text: &str) -> Self {
        self.text = text.to_owned();
        self
    }

    /// Last year's report is there to compare with.
    pub(super) fn beside_last_year(mut self) -> Self {
        self.neighbours = last_year();
        self
    }

    /// A report with the sample's figures is there, as the only one that the report sums up.
    pub(super) fn beside_parts(mut self) -> Self {
        self.neighbours = parts();
        self
    }

    /// With this set.
    pub(super) fn options(mut self, options: Options) -> Self {
        self.options = options;
        self
    }

    /// The line that begins so is replaced.
    pub(super) fn line(self, beginning: &'static str, text: &str) -> Self {
        self.lines(beginning, beginning, text)
    }

    /// The lines from the first that begins with `first` to the next that begins with `last` are
    /// replaced.
    pub(super) fn lines(mut self, first: &str, last: &str, text: &str) -> Self {
        self.text = replaced(&self.text, first, last, text);
        self
    }

    /// Each finding's message holds this.
    pub(super) fn message(self, part: &str) -> Self {
        for finding in self.found() {
            assert!(finding.message.contains(part), "{}", finding.message);
        }
        self
    }

    /// Each finding has this level.
    pub(super) fn level(self, level: Severity) -> Self {
        for finding in self.found() {
            assert_eq!(finding.severity, level, "{}", finding.message);
        }
        self
    }

    /// The first finding has a fix, and the text mended by it holds this.
    pub(super) fn fixed(self, part: &str) -> Self {
        let found = self.found();
        let fix = found.first().and_then(|finding| finding.fixes.first()).expect("there is a fix");
        let (text, _) = unmarked(&self.text);
        let mended = apply(&text, &fix.edits);
        // Cells of the sample are padded.
        let squeezed = squeeze(&mended);
        assert!(squeezed.contains(&squeeze(part)), "{part:?} is not in\n{mended}");
        self
    }

    /// No finding has a fix.
    pub(super) fn not_fixed(self) {
        assert!(self.found().iter().all(|finding| finding.fixes.is_empty()));
    }

    /// There is no finding; the text has no marks.
    pub(super) fn none(self) {
        self.found();
    }

    /// The rule's findings, which stand exactly where the marks are.
    fn found(&self) -> Vec<Finding> {
        let (text, marks) = unmarked(&self.text);
        let mut found = findings_beside(&text, &self.options, &self.neighbours);
        found.retain(|finding| finding.rule == self.rule);
        let ranges: Vec<Range<usize>> = found.iter().map(|finding| finding.range.clone()).collect();
        let shown = |ranges: &[Range<usize>]| -> Vec<String> {
            ranges.iter().map(|range| format!("{range:?} {:?}", &text[range.clone()])).collect()
        };
        assert_eq!(shown(&ranges), shown(&marks), "{}: {found:#?}", self.rule);
        found
    }
}

/// The text without its marks, and where they were.
fn unmarked(text: &str) -> (String, Vec<Range<usize>>) {
    let mut plain = String::new();
    let mut marks = Vec::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("<err>") {
        let (inside, after) = behind.split_once("</err>").expect("each mark is closed");
        plain.push_str(before);
        marks.push(plain.len()..plain.len() + inside.len());
        plain.push_str(inside);
        rest = after;
    }
    plain.push_str(rest);
    (plain, marks)
}

/// The text with some of its lines replaced.
fn replaced(text: &str, first: &str, last: &str, by: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let start = lines.iter().position(|line| line.starts_with(first));
    let start = start.unwrap_or_else(|| panic!("no line begins with {first:?}"));
    let end = lines[start..].iter().position(|line| line.starts_with(last));
    let end = start + end.unwrap_or_else(|| panic!("no line begins with {last:?}"));
    let all = [&lines[..start], &[by], &lines[end + 1..]].concat();
    all.join("\n") + "\n"
}

/// The sample with an example in its place.
fn with_example(example: &Example) -> String {
    let pieces = std::iter::once(example).chain(example.beside);
    pieces.fold(CLEAN.to_owned(), |text, it| replaced(&text, it.first, it.last, it.text))
}

fn squeeze(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    for c in text.chars() {
        if !(c == ' ' && squeezed.ends_with(' ')) {
            squeezed.push(c);
        }
    }
    squeezed
}
