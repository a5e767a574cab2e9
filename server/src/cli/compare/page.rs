//! A comparison as a page for a browser.

use compare::{Grid, Organ, Reported};
use html::{
    CellState, CellView, ComparisonPage, GridView, PairView, PassageView, ProblemView, Side,
};

use super::text::{cell, doubles, holes, late};
use super::{Compared, Comparison, Problem};
use crate::cli::check::Checked;
use crate::cli::output::place;
use finding::Severity;

pub(super) fn page(comparison: &Comparison) -> String {
    html::comparison(&ComparisonPage {
        title: title(comparison),
        nonce: None,
        grid: comparison.grid.as_ref().map(|grid| grid_view(comparison, grid)),
        pairs: comparison.pairs.iter().filter_map(|pair| pair_view(comparison, pair)).collect(),
    })
}

fn title(comparison: &Comparison) -> String {
    match (&comparison.grid, comparison.pairs.as_slice()) {
        (None, [compared]) => format!("年报对照：{}", compared.pair.subject()),
        _ => format!("年报对照：{} 份年报", comparison.files.len()),
    }
}

fn grid_view<'c>(comparison: &'c Comparison, grid: &'c Grid) -> GridView<'c> {
    let row = |organ: &'c Organ| {
        let cells = organ.reports.iter().map(|reports| cell_view(comparison, reports));
        (organ.name.as_str(), cells.collect())
    };
    let unknown = grid.unknown.iter().filter_map(|at| comparison.files.get(*at));
    GridView {
        years: &grid.years,
        organs: grid.organs.iter().map(row).collect(),
        lists: vec![
            ("缺的年报", holes(grid)),
            ("同一机关同一年有几份的", doubles(comparison, grid)),
            ("公布晚于期限的", late(comparison)),
            ("标题看不出机关或者年度的", unknown.map(|file| file.path.clone()).collect()),
        ],
    }
}

fn cell_view(comparison: &Comparison, reports: &[usize]) -> CellView {
    let words = cell(comparison, reports);
    let gravest = |file: &Checked| file.findings.iter().map(|it| it.severity).max();
    let state = match reports {
        [] => CellState::Missing,
        [at] => match comparison.files.get(*at).and_then(gravest) {
            Some(Severity::Error) => CellState::Faulty,
            Some(Severity::Warning) => CellState::Doubtful,
            _ if words == "✓" => CellState::Good,
            _ => CellState::Doubtful,
        },
        _ => CellState::Doubtful,
    };
    CellView { words, state }
}

fn pair_view<'c>(comparison: &'c Comparison, compared: &'c Compared) -> Option<PairView<'c>> {
    let [before, after] = comparison.files_of(compared);
    let (before, after) = (before?, after?);
    let pair = &compared.pair;
    let passages = pair.passages.iter().map(|passage| PassageView {
        passage,
        share: passage.told_share(),
        places: [place::told(before, &passage.before), place::told(after, &passage.after)],
    });
    Some(PairView {
        report: Reported::from(&pair.after).told(),
        names: pair.names(),
        paths: [&before.path, &after.path],
        problems: compared
            .problems
            .iter()
            .filter_map(|it| problem(comparison, compared, it))
            .collect(),
        differences: &pair.differences,
        rest: pair.rest(),
        passages: passages.collect(),
        locate: &|_, _| None,
    })
}

fn problem<'c>(
    comparison: &'c Comparison,
    of: &Compared,
    problem: &'c Problem,
) -> Option<ProblemView<'c>> {
    let file = comparison.files.get(problem.file)?;
    let finding = &problem.finding;
    Some(ProblemView {
        level: finding.severity.name(),
        is_error: finding.severity == Severity::Error,
        side: if problem.file == of.before { Side::Before } else { Side::After },
        offset: finding.range.start,
        place: format!("{} {}", file.path, place::told(file, &finding.range)),
        message: &finding.message,
    })
}
