//! `invalid-number`: text, a negative or a fraction where a count belongs.

#![allow(clippy::indexing_slicing, reason = "positions come from the form itself")]

use finding::{Finding, Severity};
use form::{Column, Kind, unspaced};
use report::number::{Figure, Invalid};

use super::wording::{about_cell, cell_name};
use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "invalid-number",
    title: "数字无效",
    severity: Severity::Error,
    doc: Doc {
        what: "数字格里写的不是可用的数。件数只能是不小于 0 的整数；收费金额可以有小数，但不能是负数。",
        why: "写了文字、负数或小数的格无法参加勾稽核对，也无法汇总。常见的是误打字母、把减号当横线、把两格的数挤在一格里。",
        fix: None,
        wrong: Example::line("| 行政处罚", "| 行政处罚 | 若干 |"),
        right: Example::line("| 行政处罚", "| 行政处罚 | 37 |"),
        basis: Basis {
            grade: Grade::Printed,
            cites: &[Source::of("form-2021").part("附件"), Source::of("form-2019").part("附件")],
            note: "各表列的是件数，收费金额一列的单位是万元。",
        },
    },
    check: Check::report(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for part in context.parts {
        let of = part.of();
        for (_, row) in part.rows() {
            for (column, of_column) in of.columns.iter().enumerate() {
                let Some(cell) = row.cell(column) else { continue };
                let Figure::Invalid(invalid) = cell.figure else { continue };
                let of_row = &of.rows[row.index];
                let written = unspaced(&context.text[cell.range.clone()]);
                // What was not read has a finding of its own, once a line.
                if written.contains('\u{fffd}') {
                    continue;
                }
                let name = cell_name(of_row, of_column);
                let message = format!("{name}写的是“{written}”，{}", advice(invalid, of_column));
                findings.push(
                    Finding::new(RULE.name, RULE.severity, cell.range.clone(), message)
                        .about(about_cell(part.table(), of_row, of_column)),
                );
            }
        }
    }
}

fn advice(invalid: Invalid, column: &Column) -> String {
    match (invalid, column.kind) {
        (Invalid::Text, Kind::Amount) => {
            format!("不是数字。这一格以{}为单位，请改填数字，没有发生的填 0。", column.unit)
        }
        (Invalid::Text, _) => "不是数字。请改填数字，没有发生的填 0。".to_owned(),
        (Invalid::Negative, _) => "是负数。这一格不会小于 0，请核对后改填。".to_owned(),
        (Invalid::Fraction, _) => "不是整数。这一格只能填整数，请核对后改填。".to_owned(),
        (Invalid::TooLarge, _) => "数字大得不可能。请核对是不是多打了几位。".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::expect;

    #[test]
    fn what_is_no_count() {
        for (written, message) in [
            ("若干", "写的是“若干”，不是数字"),
            ("-3", "是负数"),
            ("2.5", "不是整数"),
            ("99999999999999999999", "大得不可能"),
        ] {
            let row = format!("| 行政处罚 | <err>{written}</err> |");
            expect("invalid-number").line("| 行政处罚", &row).message(message);
        }
    }

    #[test]
    fn an_amount_may_have_decimals() {
        expect("invalid-number").line("| 行政事业性收费", "| 行政事业性收费 | 0.021 |").none();
        expect("invalid-number")
            .line("| 行政事业性收费", "| 行政事业性收费 | <err>约两百</err> |")
            .message("以万元为单位");
    }
}
