//! Text that may be a part of the form which nobody could read. Beside it no fix puts a blank one.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use form::{digits, forms, numberless, unspaced};
use report::{ElementKind, Report, TableKind};

use super::Context;

/// Whether rows of the form may stand in the text by other names or in another shape: in a table that was not
/// recognised, or in lines that no table has taken.
pub(super) fn may_hold<'f>(
    context: &Context<'_>,
    rows: impl IntoIterator<Item = &'f form::Row>,
) -> bool {
    let rows = rows.into_iter().filter(|row| !row.group);
    let labels: BTreeSet<String> = rows.flat_map(labels).collect();
    is_any_table_unread(context.report)
        || lines(context).any(|line| LABELS.rows(&line).any(|label| labels.contains(label)))
}

/// How a row may be called in a text: without blanks and without its number.
fn labels(row: &form::Row) -> impl Iterator<Item = String> {
    let labels = [row.label.as_str(), row.written(), row.short()];
    labels.into_iter().map(|label| unspaced(numberless(label)))
}

/// All that rows are called in any edition. This is asked at each keystroke while a row is missing.
static LABELS: LazyLock<Labels> = LazyLock::new(Labels::new);

struct Labels {
    labels: Vec<String>,
    words: AhoCorasick,
}

impl Labels {
    #[allow(
        clippy::expect_used,
        reason = "the form's labels are part of the program, and too few to fail"
    )]
    fn new() -> Self {
        let blocks = forms().iter().flat_map(|form| &form.tables).flat_map(|table| &table.blocks);
        let rows = blocks.flat_map(|block| &block.rows).filter(|row| !row.group);
        let unique: BTreeSet<String> = rows.flat_map(labels).collect();
        let labels: Vec<String> = unique.into_iter().collect();
        let words = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(&labels)
            .expect("an automaton of the form's labels");
        Self { labels, words }
    }

    /// The labels as which a line without blanks may be a row of the form.
    fn rows<'l>(&'l self, line: &'l str) -> impl Iterator<Item = &'l str> {
        let found = self.words.find_overlapping_iter(line);
        let rows = found.filter(|found| is_row(line, found.range()));
        rows.filter_map(|found| Some(self.labels.get(found.pattern().as_usize())?.as_str()))
    }
}

/// Whether there is a table that nobody could read.
pub(super) fn is_any_table_unread(report: &Report) -> bool {
    report.tables.iter().any(|table| matches!(table.kind, TableKind::Unrecognized))
}

/// The lines of text without blanks, but sentences.
fn lines<'r>(context: &Context<'r>) -> impl Iterator<Item = String> + use<'r> {
    let text = context.text;
    let elements = context.report.elements.iter();
    let lines = elements.filter(|element| {
        matches!(element.kind, ElementKind::Paragraph | ElementKind::Heading { .. })
    });
    let lines = lines.filter_map(|element| text.get(element.range.clone()));
    lines.filter(|line| !line.contains(['。', '；'])).map(unspaced)
}

/// Whether a line is nothing but a label of the form, which stands there, or holds figures behind it.
fn is_row(line: &str, label: Range<usize>) -> bool {
    let (Some(before), Some(behind)) = (line.get(..label.start), line.get(label.end..)) else {
        return false;
    };
    let alone = numberless(before).is_empty() && behind.is_empty();
    alone || !digits(behind).is_empty()
}
