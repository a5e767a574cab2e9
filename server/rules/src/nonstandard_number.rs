//! `nonstandard-number`: a number that is not written as plain digits.

#![allow(clippy::indexing_slicing, reason = "positions come from the form itself")]

use finding::{Finding, Fix, Severity};
use form::Kind;
use report::number::Figure;
use text::Edit;

use super::wording::{about_cell, cell_name};
use super::{Basis, Check, Context, Doc, Example, Grade, Rule};

pub(super) static RULE: Rule = Rule {
    name: "nonstandard-number",
    severity: Severity::Warning,
    doc: Doc {
        what: "数字格里的数写法不规范：用了全角数字、千位逗号、中间的空格，或者带了单位和说明。",
        why: "人看得懂，汇总系统和表格软件未必读得出。核对勾稽关系时仍按它的数值计算。",
        fix: Some("改写成普通的半角数字，数值不变。"),
        wrong: Example::line("| 行政处罚", "| 行政处罚 | ３７件 |"),
        right: Example::line("| 行政处罚", "| 行政处罚 | 37 |"),
        basis: Basis {
            grade: Grade::Practice,
            cites: &[],
            note: "表中单位已在列名里写明，格内只写数字。未见成文规定。",
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
                let Figure::Number { value, standard: false } = cell.figure else { continue };
                let of_row = &of.rows[row.index];
                let written = &context.text[cell.range.clone()];
                let reason = match of_column.kind {
                    Kind::Amount => format!("列名里已写明单位是{}", of_column.unit),
                    Kind::Count | Kind::Change => "表里的数只写半角数字".to_owned(),
                };
                let name = cell_name(of_row, of_column);
                let message = format!("{name}写成了“{written}”。{reason}，请改为 {value}。");
                let edits = vec![Edit { range: cell.range.clone(), text: value.to_string() }];
                findings.push(
                    Finding::new(RULE.name, RULE.severity, cell.range.clone(), message)
                        .about(about_cell(part.table(), of_row, of_column))
                        .fix(Fix { title: format!("改为 {value}"), safe: false, edits }),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::expect;

    #[test]
    fn odd_ways_of_writing_six() {
        for written in ["６", "6件", "6 件", "06", "6.0", "6（含上年1件）"] {
            expect("nonstandard-number")
                .line("| 行政处罚", &format!("| 行政处罚 | <err>{written}</err> |"))
                .message("请改为 6")
                .fixed("| 行政处罚 | 6 |");
        }
    }

    #[test]
    fn yuan_become_ten_thousand_yuan() {
        expect("nonstandard-number")
            .line("| 行政事业性收费", "| 行政事业性收费 | <err>210元</err> |")
            .message("单位是万元，请改为 0.021")
            .fixed("| 行政事业性收费 | 0.021 |");
    }
}
