//! `implausible-stock`: fewer in force than were made this year and not repealed.

#![allow(clippy::indexing_slicing, reason = "there are three figures")]

use finding::{Finding, Related, Severity};
use report::Row;
use report::number::{Figure, Number};

use super::row::{Found, row};
use super::wording::about_row;
use super::{Check, Context, Doc, Example, Rule};

pub(super) static RULE: Rule = Rule {
    name: "implausible-stock",
    severity: Severity::Warning,
    doc: Doc {
        what: "表二的现行有效件数，少于本年制发减去本年废止的件数。",
        why: "本年制发、又没有废止的，年底都是有效的，现行有效不会比它们还少。多半是漏计了以前年度的文件，或者把几列填串了。",
        fix: None,
        wrong: Example::line("| 行政规范性文件", "| 行政规范性文件 | 2 | 1 | 0 |"),
        right: Example::line("| 行政规范性文件", "| 行政规范性文件 | 2 | 1 | 9 |"),
        basis: "由三列的名称直接推出；“现行有效”怎样计，未见官方说明。",
    },
    check: Check::report(check),
};

const ROWS: [&str; 2] = ["regulations", "normative_documents"];
const COLUMNS: [&str; 3] = ["made", "repealed", "in_force"];

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let rows = ROWS.iter().filter_map(|id| row(context, "disclosure", id));
    findings.extend(rows.filter_map(finding));
}

/// Fewer in force than there must be at least, were these the values of a row; the three figures
/// in the order of the form, and the least number. A blank part counts as 0.
fn shortage(
    block: &form::Block,
    value: impl Fn(usize) -> Option<Figure>,
) -> Option<([i64; 3], i64)> {
    let figure = |id| match value(block.column_position(id)?)? {
        Figure::Number { value, .. } => value.as_whole(),
        Figure::Blank => (id != "in_force").then_some(0),
        Figure::Invalid(_) => None,
    };
    let [made, repealed, in_force] = COLUMNS.map(figure);
    let figures = [made?, repealed?, in_force?];
    let least = figures[0].checked_sub(figures[1])?;
    (figures[2] < least).then_some((figures, least))
}

/// Whether a row would have such a finding if these figures stood in its blank cells.
pub(super) fn would_be_found(
    block: &form::Block,
    row: &Row,
    written: impl Fn(usize) -> Option<i64>,
) -> bool {
    let value = |column| {
        let stated = row.cell(column)?.figure;
        let number = |value| Figure::Number { value: Number::whole(value), standard: true };
        Some(written(column).map_or(stated, number))
    };
    shortage(block, value).is_some()
}

fn finding(row: Found<'_>) -> Option<Finding> {
    let block = row.official.block(row.block);
    let (figures, least) = shortage(block, |column| Some(row.row.cell(column)?.figure))?;
    let [made, repealed, in_force] = figures;
    let message = format!(
        "{}现行有效 {in_force} 件，少于本年制发 {made} 件减去本年废止 {repealed} 件所得的 {least} 件。请核对这三个数。",
        row.of.short()
    );
    let mut finding = Finding::new(RULE.name, RULE.severity, row.row.label.range.clone(), message)
        .about(about_row(row.table(), row.of));
    finding.related = COLUMNS
        .iter()
        .zip(figures)
        .filter_map(|(id, figure)| {
            let column = block.columns.get(block.column_position(id)?)?;
            let message = format!("{} {figure} 件", column.short());
            Some(Related { message, range: row.cell(id)?.range.clone() })
        })
        .collect();
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::super::testing::expect;

    #[test]
    fn fewer_than_were_made() {
        expect("implausible-stock")
            .line("| 行政规范性文件", "| <err>行政规范性文件</err> | 5 | 1 | 3 |")
            .message("现行有效 3 件，少于本年制发 5 件减去本年废止 1 件所得的 4 件");
        expect("implausible-stock")
            .line("| 行政规范性文件", "| <err>行政规范性文件</err> | 5 | / | 3 |")
            .message("减去本年废止 0 件所得的 5 件");
    }

    #[test]
    fn what_is_possible_or_not_known() {
        for cells in ["5 | 1 | 4", "0 | 3 | 0", "5 | 1 | ", "5 | / | 6", "5 | 若干 | 0"] {
            let line = format!("| 行政规范性文件 | {cells} |");
            expect("implausible-stock").line("| 行政规范性文件", &line).none();
        }
    }
}
