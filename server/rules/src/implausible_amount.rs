//! `implausible-amount`: 元 typed where 万元 belong.

use finding::{Finding, Related, Severity};
use form::Role;
use report::number::Number;

use super::row::{Found, rows};
use super::wording::about_row;
use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "implausible-amount",
    title: "金额单位存疑",
    severity: Severity::Warning,
    doc: Doc {
        what: "表二的收费金额与正文里的金额是同一个数，而正文的单位是元，表的单位是万元。",
        why: "表二的收费金额以万元为单位。正文写收费 2000 元，表里也填 2000，就成了 2000 万元。",
        fix: None,
        wrong: Example::line(
            "2023年，本机关未收取",
            "2023年，本机关共收取行政事业性收费38.64元，未收取信息处理费。",
        ),
        right: Example::line(
            "2023年，本机关未收取",
            "2023年，本机关共收取行政事业性收费38.64万元，未收取信息处理费。",
        ),
        basis: Basis {
            grade: Grade::Printed,
            cites: &[Source::of("form-2021").part("附件表二")],
            note: "列名是“本年收费金额（单位：万元）”。",
        },
    },
    check: Check::report(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let charges = rows(context, |found| found.of.role == Some(Role::Charges)).into_iter();
    findings.extend(charges.filter_map(|row| finding(context, row)));
}

fn finding(context: &Context<'_>, row: Found<'_>) -> Option<Finding> {
    let cell = row.row.cell(row.form().amount_column()?)?;
    let stated = cell.value()?;
    // A fee for handling an application is a multiple of ten.
    if stated.as_f64() < 10.0 {
        return None;
    }
    let range = in_prose(context, stated)?;
    let amount = stated.ten_thousandth();
    let message = format!(
        "正文写收费 {stated} 元，表里也填了 {stated}，而表的单位是万元。{stated} 元应填 {amount}；确实是 {stated} 万元的，请核对正文。"
    );
    let mut finding = Finding::new(RULE.name, RULE.severity, row.row.label.range.clone(), message)
        .about(about_row(row.table(), row.of));
    finding.related = vec![
        Related { message: format!("表里填了 {stated}"), range: cell.range.clone() },
        Related { message: format!("正文写 {stated} 元"), range },
    ];
    Some(finding)
}

/// Where a sum in 元 of the prose is this number.
fn in_prose(context: &Context<'_>, stated: Number) -> Option<std::ops::Range<usize>> {
    let mut sums = context.prose.money.iter();
    sums.find(|(_, sum)| *sum == stated).map(|(range, _)| range.clone())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{CLEAN, Expect, expect};

    fn amounts(cell: &str, prose: &str) -> Expect {
        let line = |line: &str| match line {
            line if line.starts_with("| 行政事业性收费") => format!("| {cell} |"),
            line if line.starts_with("2023年，本机关未收取") => prose.to_owned(),
            line => line.to_owned(),
        };
        let text: Vec<String> = CLEAN.lines().map(line).collect();
        expect("implausible-amount").text(&text.join("\n"))
    }

    #[test]
    fn the_same_number_in_both_units() {
        amounts(
            "<err>行政事业性收费</err> | 210",
            "本年度发出2个收费通知，收取信息处理费总金额为210元。",
        )
        .message("210 元应填 0.021；确实是 210 万元的，请核对正文");
        amounts("<err>行政事业性收费</err> | 1200", "收取信息处理费1,200 元。")
            .message("应填 0.12");
    }

    #[test]
    fn other_sums() {
        amounts("行政事业性收费 | 0.021", "收取信息处理费总金额为210元。").none();
        amounts("行政事业性收费 | 210", "收取信息处理费总金额为210万元。").none();
        amounts("行政事业性收费 | 210", "发放宣传品价值210元。").none();
        amounts("行政事业性收费 | 0", "收取信息处理费总金额为0元。").none();
        amounts("行政事业性收费 |", "收取信息处理费总金额为0元。").none();
    }
}
