//! `implausible-regulations`: 规章 at an organ that cannot make any.

use finding::{Finding, Related, Severity};
use form::Organs;
use form::organ::may_make_regulations;

use super::row::{Found, rows};
use super::wording::about_row;
use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "implausible-regulations",
    title: "规章件数存疑",
    severity: Severity::Warning,
    doc: Doc {
        what: "机关没有规章制定权，表二的“规章”一行却不是 0。按机关名称推断；各市人民政府、国务院部门和看不准的机关不报。",
        why: "县级人民政府、乡镇人民政府、街道办事处和地方各级政府的部门都没有规章制定权。这一行有数，多半是把规范性文件或者上级的规章填了进来。",
        fix: None,
        wrong: Example::line("| 规章", "| 规章 | 1 | 0 | 1 |"),
        right: Example::line("| 规章", "| 规章 | 0 | 0 | 0 |"),
        basis: Basis {
            grade: Grade::Law,
            cites: &[
                Source::of("legislation-law-2015").article(80).until(2022),
                Source::of("legislation-law-2015").article(82).until(2022),
                Source::of("legislation-law").article(91).from(2023),
                Source::of("legislation-law").article(93).from(2023),
                Source::of("regulation").article(20).items(&[1]),
            ],
            note: "推断得不对的，在 nianbao.toml 里写明 [organ] makes-regulations = \"yes\"。",
        },
    },
    check: Check::report(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if !cannot_make_any(context) {
        return;
    }
    let of_makers = |found: &Found<'_>| {
        found.of.only_for.as_ref().is_some_and(|only| only.organs == Organs::RegulationMakers)
    };
    let rows = rows(context, of_makers).into_iter();
    findings.extend(rows.filter_map(|row| finding(context, row)));
}

fn finding(context: &Context<'_>, row: Found<'_>) -> Option<Finding> {
    let columns = row.form().columns.iter().enumerate().filter(|(_, of)| !of.counts_others);
    let related: Vec<Related> = columns
        .filter_map(|(at, column)| {
            let count = row.count(at).filter(|count| *count > 0)?;
            let message = format!("{} {count} {}", column.short(), column.unit);
            Some(Related { message, range: row.row.cell(at)?.range.clone() })
        })
        .collect();
    if related.is_empty() {
        return None;
    }
    let counts: Vec<&str> = related.iter().map(|related| related.message.as_str()).collect();
    let organ = context.report.organ().unwrap_or("本机关");
    let message = format!(
        "“{}”一行填了{}，{organ}一般没有规章制定权，这一行应当是 0。{}",
        row.of.short(),
        counts.join("、"),
        row.of.only_for.as_ref()?.advice
    );
    let mut finding = Finding::new(RULE.name, RULE.severity, row.row.label.range.clone(), message)
        .about(about_row(row.table(), row.of));
    finding.related = related;
    Some(finding)
}

/// As it is set, or as the organ's name leaves no doubt.
fn cannot_make_any(context: &Context<'_>) -> bool {
    match context.options.makes_regulations {
        Some(makes) => !makes,
        None => {
            context.organ_kind().is_some()
                && context.report.organ().is_some_and(|organ| !may_make_regulations(organ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{CLEAN, expect};
    use crate::Options;

    fn sample(organ: &str, row: &str) -> String {
        let lines = CLEAN.lines().map(|line| if line.starts_with("| 规章") { row } else { line });
        let text: Vec<&str> = lines.collect();
        text.join("\n").replacen("云岭县自然资源局", organ, 1)
    }

    #[test]
    fn organs_that_cannot_make_any() {
        for organ in [
            "云岭县自然资源局",
            "云岭县人民政府",
            "云岭县𠮷石镇人民政府",
            "云岭县城关街道办事处",
            "云岭市水务局",
        ] {
            expect("implausible-regulations")
                .text(&sample(organ, "| <err>规章</err> | 1 | 0 | 2 |"))
                .message("填了本年制发 1 件、现行有效 2 件");
        }
    }

    #[test]
    fn organs_that_may_and_those_that_nobody_knows() {
        for organ in
            ["云岭市人民政府", "云岭省人民政府", "国家档案局", "云岭县城市管理指挥中心", "云岭市"]
        {
            expect("implausible-regulations").text(&sample(organ, "| 规章 | 1 | 0 | 2 |")).none();
        }
        expect("implausible-regulations").line("| 规章", "| 规章 | / | / | / |").none();
    }

    #[test]
    fn what_is_set_counts() {
        let yes = Options { makes_regulations: Some(true), ..Options::default() };
        let no = Options { makes_regulations: Some(false), ..Options::default() };
        let row = "| 规章 | 1 | 0 | 2 |";
        expect("implausible-regulations").options(yes).text(&sample("云岭县水务局", row)).none();
        let row = "| <err>规章</err> | 1 | 0 | 2 |";
        expect("implausible-regulations")
            .options(no)
            .text(&sample("云岭市人民政府", row))
            .message("没有规章制定权");
    }
}
