//! `unknown-row`: a row that belongs to no row of the form, or figures in the heading of a group.

use finding::{Finding, Severity};
use form::{key, numberless, unspaced};

use super::wording::about_table;
use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "unknown-row",
    title: "多出的行",
    severity: Severity::Warning,
    doc: Doc {
        what: "官方的表里有表样上没有的行，或者在“（三）不予公开”这样的标题行里填了数。",
        why: "多出的行不参加勾稽核对，里面的数也就没有计入总计。表样没有小计行，标题行不填数。",
        fix: None,
        wrong: Example::line("| 行政强制", "| 行政强制 | 2 |\n| 行政检查 | 4 |"),
        right: Example::line("| 行政强制", "| 行政强制 | 2 |"),
        basis: Basis {
            grade: Grade::Printed,
            cites: &[Source::of("form-2021").part("附件"), Source::of("form-2019").part("附件")],
            note: "",
        },
    },
    check: Check::report(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (_, official) in context.report.official_tables() {
        let table = official.table();
        for range in &official.unknown_rows {
            let written = unspaced(&context.text[range.clone()]);
            let message = match group(table, &written) {
                Some(group) => format!(
                    "“{}”是标题行，表样上这一行不填数，也没有小计。请把数填到它下面的分项里。",
                    group.short()
                ),
                None => format!(
                    "{}没有“{written}”这一行，里面的数没有参加核对。请对照表样改正行名；多出的行请删去，数并入相应的行。",
                    table.name
                ),
            };
            findings.push(
                Finding::new(RULE.name, RULE.severity, range.clone(), message)
                    .about(about_table(table)),
            );
        }
    }
}

/// The group of rows that a label names.
fn group(table: &'static form::Table, written: &str) -> Option<&'static form::Row> {
    let written = key(numberless(written));
    let rows = table.blocks.iter().flat_map(|block| &block.rows);
    rows.filter(|row| row.group).find(|row| key(numberless(&row.label)) == written)
}

#[cfg(test)]
mod tests {
    use super::super::testing::expect;

    #[test]
    fn a_row_that_the_form_does_not_have() {
        expect("unknown-row")
            .line("| 行政强制", "| 行政强制 | 2 |\n| <err>行政检查</err> | 4 |")
            .message("表二没有“行政检查”这一行");
    }

    #[test]
    fn a_subtotal_in_the_heading_of_a_group() {
        expect("unknown-row")
            .line(
                "| 　（四）无法提供",
                "| 　<err>（四）无法提供</err> | 5 | 0 | 0 | 0 | 0 | 0 | 5 |",
            )
            .message("“无法提供”是标题行");
    }
}
