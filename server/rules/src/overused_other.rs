//! `overused-other`: more applications under （六）3 其他 than can be.

use finding::{Finding, Related, Severity};
use form::numberless;

use super::row::{Found, rows};
use super::wording::about_row;
use super::{Basis, Check, Context, Doc, Example, Grade, Rule};

pub(super) static RULE: Rule = Rule {
    name: "overused-other",
    title: "归入其他的偏多",
    severity: Severity::Info,
    doc: Doc {
        what: "表三（六）3“其他”的件数，超过全部办理结果的百分之三十，而且不少于 10 件。两个界限都可以在设置里改。",
        why: "“其他”只收前面各类都不能归入的。占比过高，多半是有的申请可以归到前面的某一类。",
        fix: None,
        wrong: Example::lines(
            "| 　　3.其他",
            "| 　（七）总计",
            "\
| 　　3.其他 | 20 | 4 | 0 | 0 | 0 | 0 | 24 |
| 　（七）总计 | 51 | 10 | 0 | 1 | 0 | 0 | 62 |",
        )
        .beside(&[
            Example::line("全年新收", "收到的申请均按规定的程序和时限办理。"),
            Example::line(
                "| 一、本年新收",
                "| 一、本年新收政府信息公开申请数量 | 52 | 10 | 0 | 1 | 0 | 0 | 63 |",
            ),
        ]),
        right: Example::lines(
            "| 　　3.其他",
            "| 　（七）总计",
            "\
| 　　3.其他 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |
| 　（七）总计 | 32 | 6 | 0 | 1 | 0 | 0 | 39 |",
        ),
        basis: Basis {
            grade: Grade::Practice,
            cites: &[],
            note: "经验判断，没有成文规定。哪些申请归入“其他”，没有官方说明。",
        },
    },
    check: Check::report(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let limited = rows(context, |found| found.of.share_limit.is_some());
    findings.extend(limited.into_iter().filter_map(|row| finding(context, row)));
}

fn finding(context: &Context<'_>, part: Found<'_>) -> Option<Finding> {
    let whole = part.sibling(context, &part.of.share_limit.as_ref()?.of)?;
    let column = part.form().total_column()?;
    let (count, total) = (part.count(column)?, whole.count(column)?);
    let options = context.options;
    let is_many = count >= i64::from(options.overused_other_count) && total > 0 && count <= total;
    let share = i128::from(count) * 100;
    if !is_many || share <= i128::from(total) * i128::from(options.overused_other_percent) {
        return None;
    }
    let percent = share / i128::from(total);
    let (name, all) = (numberless(&part.of.label), group_name(&whole));
    let unit = part.form().columns.get(column)?.unit.as_str();
    let message = format!(
        "“{name}”有 {count} {unit}，占全部{all} {total} {unit}的 {percent}%，比例偏高。能归入前面各类的，请归入前面。"
    );
    let range = part.row.label.range.clone();
    let mut finding = Finding::new(RULE.name, RULE.severity, range, message)
        .about(about_row(part.table(), part.of));
    let places = [
        (part, format!("{name} {count} {unit}")),
        (whole, format!("{} {total} {unit}", whole.of.short())),
    ];
    finding.related = places
        .into_iter()
        .filter_map(|(found, message)| {
            Some(Related { message, range: found.row.cell(column)?.range.clone() })
        })
        .collect();
    Some(finding)
}

/// What a total is the total of: the group that it stands in.
fn group_name(total: &Found<'_>) -> &'static str {
    let parent = total.of.parent.as_deref();
    let group = parent.and_then(|id| total.form().rows.iter().find(|row| row.id == id));
    group.unwrap_or(total.of).short()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Expect, expect};
    use crate::Options;

    fn outcomes(other: &str, total: &str) -> Expect {
        let text = format!(
            "| 　　{other} |\n| 　（七）总计 | 32 | 6 | 0 | 1 | 0 | 0 | {total} |\n| 四、结转下年度继续办理 | 3 | 1 | 0 | 0 | 0 | 0 | 4 |"
        );
        expect("overused-other").lines("| 　　3.其他", "| 四、结转", &text)
    }

    #[test]
    fn above_both_limits() {
        outcomes("<err>3.其他</err> | 0 | 0 | 0 | 0 | 0 | 0 | 411", "721")
            .message("“其他”有 411 件，占全部办理结果 721 件的 57%");
        outcomes("<err>3.其他</err> | 0 | 0 | 0 | 0 | 0 | 0 | 10", "33").message("30%");
    }

    #[test]
    fn below_one_of_them() {
        for (count, total) in
            [("9", "9"), ("10", "34"), ("300", "1000"), ("12", ""), ("", "12"), ("20", "10")]
        {
            outcomes(&format!("3.其他 | 0 | 0 | 0 | 0 | 0 | 0 | {count}"), total).none();
        }
    }

    #[test]
    fn the_limits_are_those_that_are_set() {
        let options =
            Options { overused_other_percent: 60, overused_other_count: 3, ..Options::default() };
        outcomes("3.其他 | 0 | 0 | 0 | 0 | 0 | 0 | 411", "721").options(options.clone()).none();
        outcomes("<err>3.其他</err> | 0 | 0 | 0 | 0 | 0 | 0 | 3", "4")
            .options(options)
            .message("75%");
    }
}
