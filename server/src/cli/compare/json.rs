//! A comparison for other programs. Keys and ids are fixed; see docs/compare.md.

use compare::{Difference, Grid, Passage, Relation, Value};
use finding::Severity;
use serde::Serialize;

use super::{Compared, Comparison, Problem};
use crate::cli::check::Checked;
use crate::cli::output::json::number;

#[derive(Serialize)]
struct Document<'c> {
    version: u32,
    files: Vec<FileEntry<'c>>,
    pairs: Vec<PairEntry<'c>>,
    /// Null where two reports were named.
    grid: Option<GridEntry<'c>>,
    errors: Vec<ErrorEntry<'c>>,
}

#[derive(Serialize)]
struct FileEntry<'c> {
    path: &'c str,
    organ: Option<&'c str>,
    year: Option<i32>,
    edition: Option<&'c str>,
    errors: usize,
    warnings: usize,
    infos: usize,
    /// The day on which it says that it was published, if that is late: `2024-02-06`.
    late: Option<String>,
}

/// Reports are told by their places in `files`.
#[derive(Serialize)]
struct PairEntry<'c> {
    before: usize,
    after: usize,
    relation: &'static str,
    problems: Vec<ProblemEntry<'c>>,
    differences: Vec<DifferenceEntry<'c>>,
    same: usize,
    blank_or_zero: usize,
    of_one_edition: usize,
    of_one_report: Vec<TableEntry>,
    passages: Vec<PassageEntry<'c>>,
}

#[derive(Serialize)]
struct ProblemEntry<'c> {
    file: usize,
    rule: &'c str,
    title: &'c str,
    severity: &'static str,
    message: &'c str,
    line: usize,
}

#[derive(Serialize)]
struct DifferenceEntry<'c> {
    table_id: &'c str,
    block_id: &'c str,
    row_id: &'c str,
    column_id: &'c str,
    name: String,
    unit: &'c str,
    before: ValueEntry<'c>,
    after: ValueEntry<'c>,
    change: Option<serde_json::Number>,
    percent: Option<f64>,
}

#[derive(Serialize)]
struct ValueEntry<'c> {
    state: &'static str,
    written: &'c str,
    value: Option<serde_json::Number>,
    line: Option<usize>,
}

#[derive(Serialize)]
struct TableEntry {
    table: &'static str,
    of: &'static str,
}

#[derive(Serialize)]
struct PassageEntry<'c> {
    section: &'c str,
    share: f64,
    before: TextEntry<'c>,
    after: TextEntry<'c>,
}

#[derive(Serialize)]
struct TextEntry<'c> {
    line: usize,
    text: &'c str,
}

#[derive(Serialize)]
struct GridEntry<'c> {
    years: &'c [i32],
    organs: Vec<OrganEntry<'c>>,
    unknown: &'c [usize],
}

#[derive(Serialize)]
struct OrganEntry<'c> {
    organ: &'c str,
    /// For each year, which ought to be one.
    files: &'c [Vec<usize>],
}

#[derive(Serialize)]
struct ErrorEntry<'c> {
    path: &'c str,
    message: &'c str,
}

pub(super) fn document(comparison: &Comparison) -> std::io::Result<String> {
    let files = comparison.files.iter().enumerate();
    let errors = comparison.unread.iter();
    let document = Document {
        version: 1,
        files: files.map(|(at, file)| entry(comparison, at, file)).collect(),
        pairs: comparison.pairs.iter().filter_map(|pair| pair_entry(comparison, pair)).collect(),
        grid: comparison.grid.as_ref().map(grid),
        errors: errors.map(|it| ErrorEntry { path: &it.path, message: &it.message }).collect(),
    };
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

fn entry<'c>(comparison: &'c Comparison, at: usize, file: &'c Checked) -> FileEntry<'c> {
    let late = comparison.late.get(at).copied().flatten();
    FileEntry {
        path: &file.path,
        organ: file.organ.as_deref(),
        year: file.year,
        edition: file.edition,
        errors: file.count(Severity::Error),
        warnings: file.count(Severity::Warning),
        infos: file.count(Severity::Info),
        late: late.map(|day| format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)),
    }
}

fn pair_entry<'c>(comparison: &'c Comparison, compared: &'c Compared) -> Option<PairEntry<'c>> {
    let [before, after] = comparison.files_of(compared);
    let (before, after) = (before?, after?);
    let pair = &compared.pair;
    let of = |problem: &'c Problem| problem_entry(comparison, problem);
    let table = |(table, later): &(&'static str, bool)| TableEntry {
        table,
        of: if *later { "after" } else { "before" },
    };
    Some(PairEntry {
        before: compared.before,
        after: compared.after,
        relation: match pair.relation {
            Relation::NextYear => "next-year",
            Relation::LaterYear => "later-year",
            Relation::TwoOrgans => "two-organs",
            Relation::TwoVersions => "two-versions",
            Relation::Other => "unknown",
        },
        problems: compared.problems.iter().filter_map(of).collect(),
        differences: pair
            .differences
            .cells
            .iter()
            .map(|it| difference(it, before, after))
            .collect(),
        same: pair.differences.same,
        blank_or_zero: pair.differences.blank_or_zero,
        of_one_edition: pair.differences.of_one_edition,
        of_one_report: pair.differences.of_one_report.iter().map(table).collect(),
        passages: pair.passages.iter().filter_map(|it| passage(it, before, after)).collect(),
    })
}

fn problem_entry<'c>(comparison: &'c Comparison, problem: &'c Problem) -> Option<ProblemEntry<'c>> {
    let file = comparison.files.get(problem.file)?;
    let finding = &problem.finding;
    Some(ProblemEntry {
        file: problem.file,
        rule: finding.rule,
        title: rules::title(finding.rule),
        severity: finding.severity.id(),
        message: &finding.message,
        line: line(file, finding.range.start),
    })
}

fn difference<'c>(of: &'c Difference, before: &Checked, after: &Checked) -> DifferenceEntry<'c> {
    let [table_id, block_id, row_id, column_id] = of.ids;
    DifferenceEntry {
        table_id,
        block_id,
        row_id,
        column_id,
        name: super::text::name(of),
        unit: of.unit,
        before: value(&of.before, before),
        after: value(&of.after, after),
        change: of.change().and_then(number),
        percent: of.percent(),
    }
}

fn value<'c>(of: &'c Value, file: &Checked) -> ValueEntry<'c> {
    ValueEntry {
        state: of.state.id(),
        written: &of.written,
        value: of.number.and_then(number),
        line: of.range.as_ref().map(|range| line(file, range.start)),
    }
}

fn passage<'c>(
    of: &'c Passage,
    before: &'c Checked,
    after: &'c Checked,
) -> Option<PassageEntry<'c>> {
    let text = |file: &'c Checked, range: &std::ops::Range<usize>| {
        Some(TextEntry { line: line(file, range.start), text: file.text.get(range.clone())? })
    };
    Some(PassageEntry {
        section: &of.section,
        share: of.share,
        before: text(before, &of.before)?,
        after: text(after, &of.after)?,
    })
}

fn grid(grid: &Grid) -> GridEntry<'_> {
    let organs = grid.organs.iter();
    GridEntry {
        years: &grid.years,
        organs: organs.map(|it| OrganEntry { organ: &it.name, files: &it.reports }).collect(),
        unknown: &grid.unknown,
    }
}

/// Lines are counted from 1; of a document, those of the text that is made of it.
fn line(file: &Checked, offset: usize) -> usize {
    file.lines.line(offset) + 1
}
