//! What can be done at a place: the fixes of its findings, and changes that need no finding.

use std::collections::BTreeMap;
use std::ops::Range;

use analysis::Analysis;
use analysis::mend::{FixPolicy, Mended, mend, usable};
use balance::{Balance, Term, computable};
use finding::Finding;
use form::CellRef;
use format::Options;
use report::{Official, Table};
use text::Edit;
use text::line_ends;

/// Something that can be done.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// What it does, in Chinese.
    pub title: String,
    pub kind: ActionKind,
    /// In the order of the text.
    pub edits: Vec<Edit>,
    /// The findings that it is for, by position.
    pub mends: Vec<usize>,
    /// Whether it is the one to take if only one is taken.
    pub preferred: bool,
}

/// What kind of action it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActionKind {
    /// Mends a finding.
    QuickFix,
    /// Mends all findings that can be mended without touching a figure.
    FixAll,
    /// Changes a table as a whole.
    Rewrite,
}

/// The actions for a range. `findings` are those of the report, as they are shown; tables are written
/// as the user wants them.
pub fn code_actions(
    analysis: &Analysis,
    findings: &[Finding],
    range: &Range<usize>,
    options: Options,
) -> Vec<Action> {
    let touched = findings.iter().enumerate().filter(|(_, finding)| touches(&finding.range, range));
    let mut actions = Vec::new();
    let mut silences = Vec::new();
    for (at, finding) in touched {
        for (rank, fix) in finding.fixes.iter().enumerate() {
            add(
                &mut actions,
                Action {
                    title: fix.title.clone(),
                    kind: ActionKind::QuickFix,
                    edits: fix.edits.clone(),
                    mends: vec![at],
                    preferred: rank == 0 && fix.safe,
                },
            );
        }
        silences.extend(silence(analysis, finding, at));
    }
    for silence in silences {
        add(&mut actions, silence);
    }
    for (table, official) in
        analysis.report.official_tables().filter(|(table, _)| touches(&table.range, range))
    {
        actions.extend(recompute(official));
        actions.extend(convert(analysis, table, official, options));
    }
    actions
}

fn touches(one: &Range<usize>, two: &Range<usize>) -> bool {
    one.start <= two.end && two.start <= one.end
}

/// Two findings may share a way out: it is offered once, for both.
fn add(actions: &mut Vec<Action>, action: Action) {
    match actions.iter_mut().find(|other| other.edits == action.edits) {
        Some(same) => same.mends.extend(action.mends),
        None => actions.push(action),
    }
}

/// All fixes that touch no figure, as `nianbao check --fix` makes them: the text is checked again until
/// none is left. `findings` are those that are shown; `counts` tells whether another one would be.
pub fn fix_all(
    analysis: &Analysis,
    findings: &[Finding],
    counts: impl Fn(&Finding) -> bool,
) -> Option<Action> {
    let safe = |(_, finding): &(usize, &Finding)| usable(finding, FixPolicy::Safe).is_some();
    let mends: Vec<usize> = findings.iter().enumerate().filter(safe).map(|(at, _)| at).collect();
    if mends.is_empty() {
        return None;
    }
    let Mended { edits, .. } = mend(analysis, FixPolicy::Safe, counts);
    let title = format!("修正全部 {} 处版式、用字和标点问题（不动数字）", mends.len());
    (!edits.is_empty()).then_some(Action {
        title,
        kind: ActionKind::FixAll,
        edits,
        mends,
        preferred: false,
    })
}

/// An allow comment on a line of its own above the block that the finding stands in.
fn silence(analysis: &Analysis, finding: &Finding, at: usize) -> Option<Action> {
    let report = &analysis.report;
    let in_title =
        report.title.as_ref().is_some_and(|title| finding.range.start <= title.range.end);
    let table = report.tables.iter().find(|table| touches(&table.range, &finding.range));
    let element = report.elements.iter().find(|element| finding.range.start <= element.range.end);
    let block = match (in_title, table) {
        (true, _) => line_ends::mark(&analysis.text).len(),
        (false, Some(table)) => table.range.start,
        (false, None) => element?.range.start,
    };
    let line = line_ends::line_start(&analysis.text, block);
    let line_end = line_ends::first(&analysis.text);
    let rule = rules::title(finding.rule);
    let text = format!("<!-- nianbao: allow {rule} 理由： -->{line_end}");
    let title = if in_title {
        format!("整份报告不再提示“{rule}”（插入说明）")
    } else {
        format!("此处不再提示“{rule}”（插入说明）")
    };
    let edits = vec![Edit { range: line..line, text }];
    Some(Action { title, kind: ActionKind::QuickFix, edits, mends: vec![at], preferred: false })
}

/// All totals of a table, computed from their parts.
pub fn recompute(official: &Official) -> Option<Action> {
    let sums: Vec<Balance<'_>> =
        computable(official).into_iter().filter(|sum| sum.identity.is_plain_sum()).collect();
    let mut totals: BTreeMap<CellRef, i64> = BTreeMap::new();
    // A total may be a part of another: twice over, all have settled.
    for _ in 0..2 {
        for sum in &sums {
            let value = |term: &Term<'_>| totals.get(&term.at).copied().unwrap_or(term.value);
            let parts: i64 = sum.left.iter().map(value).sum();
            totals.insert(sum.total().at, parts);
        }
    }
    let changed = sums.iter().filter_map(|sum| {
        let total = sum.total();
        let computed = *totals.get(&total.at)?;
        let stated = total.cell.value().and_then(report::number::Number::as_whole);
        (stated != Some(computed))
            .then(|| Edit { range: total.cell.range.clone(), text: computed.to_string() })
    });
    let mut edits: Vec<Edit> = changed.collect();
    edits.sort_by_key(|edit| edit.range.start);
    edits.dedup();
    let title = format!("按各分项重算{}的全部合计（改 {} 格）", official.table().name, edits.len());
    (!edits.is_empty()).then_some(Action {
        title,
        kind: ActionKind::Rewrite,
        edits,
        mends: Vec::new(),
        preferred: false,
    })
}

/// A table of another shape as an aligned one. Only what formatting would do to it.
fn convert(
    analysis: &Analysis,
    table: &Table,
    official: &Official,
    options: Options,
) -> Option<Action> {
    let edits: Vec<Edit> = format::edits_with(&analysis.text, &analysis.report, options)
        .into_iter()
        .filter(|edit| table.range.start <= edit.range.end && edit.range.start <= table.range.end)
        .collect();
    let title = format!("把{}整理成对齐的标准表格", official.table().name);
    (!edits.is_empty()).then_some(Action {
        title,
        kind: ActionKind::Rewrite,
        edits,
        mends: Vec::new(),
        preferred: false,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that meets the unexpected must stop at once")]
mod tests {
    use format::AmbiguousWidth;
    use text::apply;

    use super::*;

    /// The text of the example after a table of it was written anew, as the user wants it.
    fn converted(text: &str, options: Options) -> Option<String> {
        let analysis = Analysis::new(text.to_owned());
        let all = code_actions(&analysis, &[], &(0..text.len()), options);
        let mut rewritten = all.iter().filter(|it| it.title == "把表三整理成对齐的标准表格");
        rewritten.next().map(|action| apply(text, &action.edits))
    }

    #[test]
    fn a_table_is_written_as_the_user_wants_it() {
        let clean = include_str!("../../../examples/clean.nianbao");
        let narrow = Options { ambiguous_width: AmbiguousWidth::Narrow };
        let row = clean.lines().find(|line| line.contains("一、本年新收")).unwrap();
        let dash = clean.replace(row, &row.replacen(" 0 |", "— |", 1));
        for text in [clean, &dash] {
            assert_eq!(converted(text, Options::default()), None, "it is aligned");
        }
        assert_eq!(converted(&dash, narrow), Some(format::formatted_with(&dash, narrow)));
        let cells = |line: &str| line.split('|').map(str::trim).collect::<Vec<_>>().join("|");
        let ragged: String = clean.lines().map(|line| cells(line) + "\n").collect();
        let table = |text: &str| -> Vec<String> {
            let rows = text.lines().skip_while(|line| !line.contains("一、本年新收"));
            rows.take(20).map(str::to_owned).collect()
        };
        assert_eq!(table(&converted(&ragged, Options::default()).unwrap()), table(clean));
    }
}
