//! `unknown-column`: a column that belongs to no column of the form, or to one for the second time.

use finding::{Finding, Severity};
use form::{key, short_key, unspaced};

use super::wording::about_table;
use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "unknown-column",
    title: "多出的列",
    severity: Severity::Warning,
    doc: Doc {
        what: "官方的表里有表样上没有的列，或者同一列出现了两次。",
        why: "多出的列不参加勾稽核对，里面的数也就没有计入总计。",
        fix: None,
        wrong: Example::lines(
            "| 第二十条第（六）项",
            "| 行政强制",
            "\
| 第二十条第（六）项 | 本年处理决定数量 | 其中：罚款 |
| :--- | ---: | ---: |
| 行政处罚 | 37 | 4 |
| 行政强制 | 2 | 0 |",
        ),
        right: Example::lines(
            "| 第二十条第（六）项",
            "| 行政强制",
            "\
| 第二十条第（六）项 | 本年处理决定数量 |
| :--- | ---: |
| 行政处罚 | 37 |
| 行政强制 | 2 |",
        ),
        basis: Basis {
            grade: Grade::Printed,
            cites: &[Source::of("form-2021").part("附件"), Source::of("form-2019").part("附件")],
            note: "",
        },
    },
    check: Check::report(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for part in context.parts {
        let table = part.table();
        for range in part.pieces.iter().flat_map(|piece| &piece.block.unknown_columns) {
            let written = unspaced(&context.text[range.clone()]);
            let message = if is_official(part.of(), &written) {
                format!("“{written}”一列出现了两次，核对时用的是前一列。请核对后删去一列。")
            } else {
                format!(
                    "{}没有“{written}”这一列，里面的数没有参加核对。请对照表样改正列名；多出的列请删去。",
                    table.name
                )
            };
            findings.push(
                Finding::new(RULE.name, RULE.severity, range.clone(), message)
                    .about(about_table(table)),
            );
        }
    }
}

/// Whether a header cell names a column of the form.
fn is_official(block: &form::Block, written: &str) -> bool {
    let labels = block.columns.iter().flat_map(|of| std::iter::once(&of.label).chain(&of.variants));
    labels.into_iter().any(|label| [key(label), short_key(label)].contains(&key(written)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::expect;

    #[test]
    fn columns_that_the_form_does_not_have() {
        let block = |column: &str| {
            format!(
                "| 第二十条第（五）项 | 本年处理决定数量 | <err>{column}</err> |\n| --- | --- | --- |\n| 行政许可 | 1286 | 5 |"
            )
        };
        expect("unknown-column")
            .lines("| 第二十条第（五）项", "| 行政许可", &block("网上办理"))
            .message("表二没有“网上办理”这一列");
        expect("unknown-column")
            .lines("| 第二十条第（五）项", "| 行政许可", &block("本年处理决定数量"))
            .message("出现了两次");
    }
}
