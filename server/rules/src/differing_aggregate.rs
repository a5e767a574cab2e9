//! `differing-aggregate`: what an organ sums up is not the sum of the reports of its parts.

use archive::Filed;
use finding::{Finding, Related, Severity};
use report::Cell;
use report::number::Number;

use super::part::Part;
use super::wording::about_table;
use super::{Basis, Check, Context, Doc, Example, Grade, Rule};

pub(super) static RULE: Rule = Rule {
    name: "differing-aggregate",
    title: "与各单位之和不符",
    severity: Severity::Info,
    doc: Doc {
        what: "汇总年报的数，与下属各单位年报同一格之和不同。只在 nianbao.toml 的 [parts] 里写明谁汇总谁、而且各单位这一年的年报都在同一个文件夹里时才比。",
        why: "汇总时漏掉一个单位、或者某个单位后来改了数，合计就对不上，逐格比较可以很快找到。",
        fix: None,
        wrong: Example::line("| 行政许可", "| 行政许可 | 1288 |"),
        right: Example::line("| 行政许可", "| 行政许可 | 1286 |"),
        basis: Basis {
            grade: Grade::Practice,
            cites: &[],
            note: "汇总的口径没有全国规定：汇总机关自己的数算不算在内，各单位是否都独立编报，都会使两边不同。",
        },
    },
    check: Check::report(check),
};

/// So many cells are told in the message; all are related places.
const MOST_TOLD: usize = 5;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let filed = &context.neighbours.parts;
    if filed.is_empty() {
        return;
    }
    for part in context.parts {
        let differences = differences(part, filed);
        findings.extend(finding(part, &differences, filed));
    }
}

/// A cell that is not the sum of the same cells of the parts.
struct Difference<'r> {
    row: &'static form::Row,
    column: &'static form::Column,
    cell: &'r Cell,
    value: Number,
    sum: Number,
}

fn differences<'r>(part: &Part<'r>, filed: &[Filed]) -> Vec<Difference<'r>> {
    let counterparts: Option<Vec<Part<'_>>> =
        filed.iter().map(|of| part.counterpart(&of.report)).collect();
    let Some(counterparts) = counterparts else { return Vec::new() };
    let of = part.of();
    let cells = of.rows.iter().flat_map(|row| of.columns.iter().map(move |column| (row, column)));
    cells
        .filter_map(|(row, column)| {
            let cell = part.cell(&row.id, &column.id)?;
            let value = cell.value()?;
            let values = counterparts.iter().map(|other| other.cell(&row.id, &column.id)?.value());
            let sum =
                values.into_iter().try_fold(Number::whole(0), |sum, value| sum.plus(value?))?;
            (value != sum).then_some(Difference { row, column, cell, value, sum })
        })
        .collect()
}

fn finding(part: &Part<'_>, differences: &[Difference<'_>], filed: &[Filed]) -> Option<Finding> {
    let first = differences.first()?;
    let name = |it: &Difference<'_>| format!("{}·{}", it.row.short(), it.column.short());
    let told: Vec<String> = differences
        .iter()
        .take(MOST_TOLD)
        .map(|it| format!("{} 写 {}，各单位之和 {}", name(it), it.value, it.sum))
        .collect();
    let more = if differences.len() > MOST_TOLD { "……" } else { "" };
    let message = format!(
        "{}有 {} 格与 {} 个单位年报的合计不同：{}{more}。汇总口径不同的，可以不同；请核对有没有漏报或者改过的单位。",
        part.table().name,
        differences.len(),
        filed.len(),
        told.join("；"),
    );
    let mut finding = Finding::new(RULE.name, RULE.severity, first.cell.range.clone(), message)
        .about(about_table(part.table()));
    finding.related = differences
        .iter()
        .map(|it| Related {
            message: format!("{} {}，各单位之和 {}", name(it), it.value, it.sum),
            range: it.cell.range.clone(),
        })
        .collect();
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::super::testing::expect;

    #[test]
    fn each_cell_is_compared_with_the_sum_of_the_parts() {
        expect("differing-aggregate")
            .beside_parts()
            .line("| 行政许可", "| 行政许可 | <err>1288</err> |")
            .message("表二有 1 格与 1 个单位年报的合计不同：行政许可·本年处理决定数量 写 1288，各单位之和 1286。");
        expect("differing-aggregate")
            .beside_parts()
            .line("| 行政事业性收费", "| 行政事业性收费 | 38.640 |")
            .none();
    }

    #[test]
    fn without_the_parts_nothing_is_said() {
        expect("differing-aggregate").line("| 行政许可", "| 行政许可 | 1288 |").none();
    }
}
