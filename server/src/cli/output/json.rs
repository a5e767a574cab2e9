//! `json`: everything, for other programs. Keys and ids are fixed; only messages are Chinese.

use std::io::{self, Write};

use finding::{About, Finding, Fix, Related, Severity};
use repair::{Changed, Repair};
use report::number::Number;
use serde::Serialize;
use text::Edit;

use super::place::{Extent, extent_of, spot_of};
use crate::cli::check::{Checked, Checkup};
use crate::cli::document::{Origin, Spot};
use crate::cli::files::Unread;

#[derive(Serialize)]
struct Document<'c> {
    version: u32,
    files: Vec<FileEntry<'c>>,
    errors: Vec<ErrorEntry<'c>>,
    summary: Summary,
}

#[derive(Serialize)]
struct FileEntry<'c> {
    path: &'c str,
    organ: Option<&'c str>,
    year: Option<i32>,
    edition: Option<&'c str>,
    /// What the file is, if it is no text. Ranges are then those of the text that is made of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<DocumentEntry>,
    findings: Vec<FindingEntry<'c>>,
    repairs: Vec<RepairEntry>,
}

#[derive(Serialize)]
struct DocumentEntry {
    format: &'static str,
    losses: Vec<LossEntry>,
}

#[derive(Serialize)]
struct LossEntry {
    kind: &'static str,
    count: usize,
    message: String,
}

#[derive(Serialize)]
pub(super) struct ErrorEntry<'c> {
    path: &'c str,
    message: &'c str,
}

#[derive(Serialize)]
pub(super) struct Summary {
    files: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
}

#[derive(Serialize)]
struct FindingEntry<'c> {
    rule: &'c str,
    /// The rule's name in Chinese.
    title: &'c str,
    severity: &'c str,
    message: &'c str,
    range: Extent,
    bytes: [usize; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<Spot>,
    about: AboutEntry,
    related: Vec<RelatedEntry<'c>>,
    fixes: Vec<FixEntry<'c>>,
}

#[derive(Serialize)]
struct RelatedEntry<'c> {
    message: &'c str,
    range: Extent,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<Spot>,
}

#[derive(Serialize)]
struct FixEntry<'c> {
    title: &'c str,
    safe: bool,
    edits: Vec<EditEntry<'c>>,
}

#[derive(Serialize)]
struct EditEntry<'c> {
    range: Extent,
    text: &'c str,
}

#[derive(Serialize)]
struct RepairEntry {
    cells: Vec<CellEntry>,
    operation: &'static str,
    mends: Vec<AboutEntry>,
    rank: usize,
}

#[derive(Serialize)]
struct CellEntry {
    table: &'static str,
    row: &'static str,
    column: &'static str,
    /// Null where the cell is blank.
    from: Option<i64>,
    to: i64,
}

#[derive(Serialize)]
pub(super) struct AboutEntry {
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    table: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    identity: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    left: Option<serde_json::Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    right: Option<serde_json::Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<serde_json::Number>,
}

impl Summary {
    pub(super) fn new(checkup: &Checkup) -> Self {
        Self {
            files: checkup.files.len(),
            errors: checkup.count(Severity::Error),
            warnings: checkup.count(Severity::Warning),
            infos: checkup.count(Severity::Info),
        }
    }
}

pub(super) fn write(checkup: &Checkup, out: &mut dyn Write) -> io::Result<()> {
    let document = Document {
        version: 1,
        files: checkup.files.iter().map(file).collect(),
        errors: checkup.unread.iter().map(error).collect(),
        summary: Summary::new(checkup),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn file(file: &Checked) -> FileEntry<'_> {
    FileEntry {
        path: &file.path,
        organ: file.organ.as_deref(),
        year: file.year,
        edition: file.edition,
        document: file.document.as_ref().map(|document| document_entry(&document.origin)),
        findings: file.findings.iter().map(|found| finding(file, found)).collect(),
        repairs: file.repairs.iter().map(|found| repair(file, found)).collect(),
    }
}

fn document_entry(origin: &Origin) -> DocumentEntry {
    let loss = |(loss, count): (document::Loss, usize)| LossEntry {
        kind: loss.id(),
        count,
        message: loss.told(count),
    };
    DocumentEntry { format: origin.format.id(), losses: origin.losses.iter().map(loss).collect() }
}

pub(super) fn error(unread: &Unread) -> ErrorEntry<'_> {
    ErrorEntry { path: &unread.path, message: &unread.message }
}

fn finding<'c>(file: &'c Checked, finding: &'c Finding) -> FindingEntry<'c> {
    let related = |related: &'c Related| RelatedEntry {
        message: &related.message,
        range: extent_of(file, &related.range),
        place: spot_of(file, &related.range),
    };
    FindingEntry {
        rule: finding.rule,
        title: rules::title(finding.rule),
        severity: finding.severity.id(),
        message: &finding.message,
        range: extent_of(file, &finding.range),
        bytes: [finding.range.start, finding.range.end],
        place: spot_of(file, &finding.range),
        about: about(&finding.about),
        related: finding.related.iter().map(related).collect(),
        fixes: finding.fixes.iter().map(|found| fix(file, found)).collect(),
    }
}

fn fix<'c>(file: &Checked, fix: &'c Fix) -> FixEntry<'c> {
    let edit = |edit: &'c Edit| EditEntry { range: extent_of(file, &edit.range), text: &edit.text };
    FixEntry { title: &fix.title, safe: fix.safe, edits: fix.edits.iter().map(edit).collect() }
}

fn repair(file: &Checked, repair: &Repair) -> RepairEntry {
    let cell = |cell: &Changed| CellEntry {
        table: cell.ids.table,
        row: cell.ids.row,
        column: cell.ids.column,
        from: cell.from,
        to: cell.to,
    };
    RepairEntry {
        cells: repair.cells.iter().map(cell).collect(),
        operation: repair.operation.id(),
        mends: repair.mended(&file.findings).map(|found| about(&found.about)).collect(),
        rank: repair.rank,
    }
}

pub(super) fn about(about: &About) -> AboutEntry {
    AboutEntry {
        section: about.section,
        table: about.table,
        identity: about.identity,
        row: about.row,
        column: about.column,
        left: about.left.and_then(number),
        right: about.right.and_then(number),
        expected: about.expected.and_then(number),
    }
}

/// A number as programs are told it.
pub(in crate::cli) fn number(number: Number) -> Option<serde_json::Number> {
    match number.as_whole() {
        Some(whole) => Some(whole.into()),
        None => serde_json::Number::from_f64(number.as_f64()),
    }
}
