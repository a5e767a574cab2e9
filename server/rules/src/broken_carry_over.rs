//! `broken-carry-over`: what was carried over is not what last year's report left.

use archive::Filed;
use finding::{About, Elsewhere, Finding, Related, Severity};
use report::Cell;
use report::number::Number;

use super::part::Part;
use super::wording::about_cell;
use super::{Basis, Check, Context, Doc, Example, Grade, Rule};

pub(super) static RULE: Rule = Rule {
    name: "broken-carry-over",
    title: "结转与上年不符",
    severity: Severity::Warning,
    doc: Doc {
        what: "“上年结转”与同一机关上一年年报的“结转下年度”不一致。逐列比较；要两年的年报在同一个文件夹里，机关名称相同，每年只有一份，才能比。",
        why: "上一年年底没有办完的，就是本年年初结转来的，两处是同一个数。对不上，往往是抄错了列，或者其中一年更正过而另一年没有跟着改。",
        fix: None,
        wrong: Example::lines(
            "| 一、本年新收",
            "| 二、上年结转",
            "\
| 一、本年新收政府信息公开申请数量 | 34 | 5 | 0 | 1 | 0 | 0 | 40 |
| 二、上年结转政府信息公开申请数量 | 1 | 2 | 0 | 0 | 0 | 0 | 3 |",
        ),
        right: Example::lines(
            "| 一、本年新收",
            "| 二、上年结转",
            "\
| 一、本年新收政府信息公开申请数量 | 33 | 6 | 0 | 1 | 0 | 0 | 40 |
| 二、上年结转政府信息公开申请数量 | 2 | 1 | 0 | 0 | 0 | 0 | 3 |",
        ),
        basis: Basis {
            grade: Grade::Practice,
            cites: &[],
            note: "由年报上下年衔接推出，格式没有明文。机构改革、上年年报更正等情形可能使两个数不同。",
        },
    },
    check: Check::report(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(last_year) = &context.neighbours.last_year else { return };
    for part in context.parts {
        let Some(other) = part.counterpart(&last_year.report) else { continue };
        for row in &part.of().rows {
            findings.extend(row.repeats.as_ref().and_then(|repeated| {
                let differences = differences(part, row, &other, repeated);
                finding(part, row, &other, repeated, &differences, last_year)
            }));
        }
    }
}

/// A column in which the two reports say different numbers.
struct Difference<'r> {
    column: &'static form::Column,
    cell: &'r Cell,
    value: Number,
    before: &'r Cell,
    value_before: Number,
}

fn differences<'r>(
    part: &Part<'r>,
    row: &form::Row,
    other: &Part<'r>,
    repeated: &str,
) -> Vec<Difference<'r>> {
    let columns = part.of().columns.iter();
    columns
        .filter_map(|column| {
            let cell = part.cell(&row.id, &column.id)?;
            let before = other.cell(repeated, &column.id)?;
            let (value, value_before) = (cell.value()?, before.value()?);
            let differs = value != value_before;
            differs.then_some(Difference { column, cell, value, before, value_before })
        })
        .collect()
}

fn finding(
    part: &Part<'_>,
    row: &'static form::Row,
    other: &Part<'_>,
    repeated: &str,
    differences: &[Difference<'_>],
    last_year: &Filed,
) -> Option<Finding> {
    let first = differences.first()?;
    let row_before = other.of().rows.iter().find(|row| row.id == repeated)?;
    let told: Vec<String> = differences
        .iter()
        .map(|it| format!("{}本年写 {}、上年写 {}", it.column.short(), it.value, it.value_before))
        .collect();
    let message = format!(
        "“{}”与上年年报（{}）的“{}”不一致：{}。请对照上年年报核对；上年年报更正过或者机构有调整的，以实际为准。",
        row.short(),
        last_year.name(),
        row_before.short(),
        told.join("；"),
    );
    let about = About {
        right: Some(first.value),
        expected: Some(first.value_before),
        ..about_cell(part.table(), row, first.column)
    };
    let range = first.cell.range.clone();
    let mut finding = Finding::new(RULE.name, RULE.severity, range, message).about(about);
    for it in differences {
        let name = |row: &form::Row| format!("{}·{}", row.short(), it.column.short());
        let message = format!("{} {}", name(row), it.value);
        finding.related.push(Related { message, range: it.cell.range.clone() });
        finding.elsewhere.push(Elsewhere {
            message: format!("上年年报：{} {}", name(row_before), it.value_before),
            of: last_year.clone(),
            range: it.before.range.clone(),
        });
    }
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::super::testing::expect;

    #[test]
    fn columns_are_compared_one_by_one() {
        expect("broken-carry-over")
            .beside_last_year()
            .line(
                "| 二、上年结转",
                "| 二、上年结转政府信息公开申请数量 | <err>1</err> | 2 | 0 | 0 | 0 | 0 | 3 |",
            )
            .message("自然人本年写 1、上年写 2；商业企业本年写 2、上年写 1。")
            .not_fixed();
        expect("broken-carry-over")
            .beside_last_year()
            .line(
                "| 二、上年结转",
                "| 二、上年结转政府信息公开申请数量 | 2 | 1 | 0 | 0 | 0 | 0 | <err>4</err> |",
            )
            .message("总计本年写 4、上年写 3。请对照");
    }

    #[test]
    fn what_is_blank_or_no_number_is_not_compared() {
        for cell in ["", "/", "若干"] {
            let row =
                format!("| 二、上年结转政府信息公开申请数量 | {cell} | 1 | 0 | 0 | 0 | 0 | 3 |");
            expect("broken-carry-over").beside_last_year().line("| 二、上年结转", &row).none();
        }
    }

    #[test]
    fn without_last_years_report_nothing_is_said() {
        expect("broken-carry-over")
            .line(
                "| 二、上年结转",
                "| 二、上年结转政府信息公开申请数量 | 1 | 2 | 0 | 0 | 0 | 0 | 3 |",
            )
            .none();
    }
}
