//! What the findings say of single cells.

use std::collections::BTreeMap;
use std::ops::Range;

use finding::Finding;

/// What a cell is marked as, the gravest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MarkKind {
    /// A part of a sum that does not hold.
    Part,
    /// It has a finding of another kind.
    Flagged,
    /// The stated total of a sum that does not hold.
    Broken,
}

/// Why a cell is marked.
#[derive(Debug)]
pub(super) struct Mark {
    pub(super) kind: MarkKind,
    /// The findings' own messages, a line each.
    pub(super) message: String,
}

/// The marks of a report, by where the cell begins and ends.
#[derive(Debug, Default)]
pub(super) struct Marks(BTreeMap<(usize, usize), Mark>);

impl Marks {
    pub(super) fn new(findings: &[Finding]) -> Self {
        let mut marks = Self::default();
        for finding in findings {
            if finding.about.identity.is_none() {
                marks.add(&finding.range, MarkKind::Flagged, &finding.message);
                continue;
            }
            marks.add(&finding.range, MarkKind::Broken, &finding.message);
            for related in finding.related.iter().filter(|it| it.range != finding.range) {
                marks.add(&related.range, MarkKind::Part, &finding.message);
            }
        }
        marks
    }

    fn add(&mut self, range: &Range<usize>, kind: MarkKind, message: &str) {
        let mark = self.0.entry((range.start, range.end));
        let mark = mark.or_insert_with(|| Mark { kind, message: String::new() });
        mark.kind = mark.kind.max(kind);
        if !mark.message.lines().any(|line| line == message) {
            if !mark.message.is_empty() {
                mark.message.push('\n');
            }
            mark.message.push_str(message);
        }
    }

    /// The mark of a cell.
    pub(super) fn of(&self, range: Option<&Range<usize>>) -> Option<&Mark> {
        let range = range?;
        self.0.get(&(range.start, range.end))
    }
}
