//! `contradicting-year`: the prose is about another year than the title says.

use finding::{Finding, Related, Severity};
use prose::{Year, YearOf};

use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

/// So many statements of one other year, and none of the title's, speak against the title.
const AGAINST_TITLE: usize = 2;

pub(super) static RULE: Rule = Rule {
    name: "contradicting-year",
    title: "年份不一致",
    severity: Severity::Warning,
    doc: Doc {
        what: "正文里说的年份与标题不一致。核对统计期限、导语里“某年年报”的年份、总体情况里“某年，本机关……”的年份，以及第五部分打算“某年”做的事是不是已经过去的年份。",
        why: "年报多在上年的基础上改写，最容易漏改的就是年份。统计期限写错，表里的数就成了另一年的。\n\n回顾和比较（上年度决算、比上年增长、文件名称里的年份、上一年的考核结果）都不报。正文都说另一年、没有一处与标题相同的，可能是标题写错了，在标题处提示。",
        fix: None,
        wrong: Example::line(
            "2023年，本机关坚持",
            "2022年，本机关坚持以公开为常态、不公开为例外，做好政府信息公开工作。",
        ),
        right: Example::line(
            "2023年，本机关坚持",
            "2023年，本机关坚持以公开为常态、不公开为例外，做好政府信息公开工作，公开了2022年度部门决算。",
        ),
        basis: Basis {
            grade: Grade::Practice,
            cites: &[Source::of("regulation").article(49)],
            note: "年报报告的是上一年度；统计期限为该年度 1 月 1 日至 12 月 31 日，是通行做法。",
        },
    },
    check: Check::report(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(title) = context.report.year() else { return };
    let years = &context.prose.years;
    let wrong: Vec<&Year> = years.iter().filter(|year| contradicts(year, title)).collect();
    let Some(first) = wrong.first() else { return };
    let of_the_year = |year: &&Year| year.of != YearOf::Plan;
    let same = wrong.iter().all(|year| year.year == first.year && of_the_year(year));
    let none_agrees = !years.iter().filter(of_the_year).any(|year| year.year == title);
    if same && none_agrees && wrong.len() >= AGAINST_TITLE {
        findings.extend(against_title(context, &wrong, title));
        return;
    }
    findings.extend(wrong.iter().map(|year| {
        Finding::new(RULE.name, RULE.severity, year.range.clone(), message(year, title))
    }));
}

fn contradicts(year: &Year, title: i32) -> bool {
    match year.of {
        YearOf::Period | YearOf::Report | YearOf::Work => year.year != title,
        YearOf::Plan => year.year <= title,
    }
}

fn message(year: &Year, title: i32) -> String {
    let stated = year.year;
    match year.of {
        YearOf::Period => format!(
            "统计期限写的是 {stated} 年，标题是 {title} 年。请核对，期限应当是 {title} 年 1 月 1 日至 12 月 31 日。"
        ),
        YearOf::Report => {
            format!("这里说的是 {stated} 年的年报，标题是 {title} 年。请核对，把写错的年份改过来。")
        }
        YearOf::Work => format!(
            "这里写的是 {stated} 年的工作，标题是 {title} 年。请核对是不是从别的年报抄来的，年份没有改。"
        ),
        YearOf::Plan => format!(
            "打算做的事写在 {stated} 年，那一年已经过去了。请核对，{title} 年的年报一般写 {} 年的打算。",
            title + 1
        ),
    }
}

fn against_title(context: &Context<'_>, wrong: &[&Year], title: i32) -> Option<Finding> {
    let range = context.report.title.as_ref()?.range.clone();
    let stated = wrong.first()?.year;
    let message = format!(
        "标题写的是 {title} 年，正文有 {} 处说的是 {stated} 年，没有一处是 {title} 年。请核对标题和正文，把写错的年份改过来。",
        wrong.len()
    );
    let mut finding = Finding::new(RULE.name, RULE.severity, range, message);
    let related = |year: &&Year| Related {
        message: format!("这里是 {stated} 年"),
        range: year.range.clone(),
    };
    finding.related = wrong.iter().map(related).collect();
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{CLEAN, expect};

    fn wrong(line: &'static str, text: &str, message: &str) {
        expect("contradicting-year").line(line, text).message(message);
    }

    #[test]
    fn the_period_and_this_report() {
        wrong(
            "根据《中华",
            "编制本报告。所列数据的统计期限自<err>2022年</err>1月1日起，至2023年12月31日止。",
            "统计期限写的是 2022 年，标题是 2023 年。",
        );
        wrong("根据《中华", "现公布<err>2022年</err>度政府信息公开工作年度报告。", "2022 年的年报");
        wrong(
            "根据《中华",
            "现公布《云岭县自然资源局<err>2022年</err>政府信息公开工作年度报告》。",
            "2022 年的年报",
        );
    }

    #[test]
    fn this_years_work_and_next_years_plans() {
        for text in [
            "<err>2022年</err>，本机关坚持依法公开。",
            "<err>2022年</err>度，云岭县自然资源局坚持依法公开。",
            "<err>2022年</err>县自然资源局坚持依法公开。",
            "<err>2022年</err>全年主动公开信息12条。",
        ] {
            wrong("2023年，本机关坚持", text, "这里写的是 2022 年的工作");
        }
        wrong(
            "改进情况",
            "改进情况：健全机制。<err>2023年</err>，我局将进一步加强培训。",
            "{} 年的年报一般写 2024 年的打算".trim_start_matches("{} "),
        );
    }

    #[test]
    fn everything_but_the_title() {
        let text = CLEAN.replacen("2023年", "2022年", 1);
        let title = text.lines().next().expect("there is a title");
        let text = text.replacen(title, &format!("<err>{title}</err>"), 1);
        expect("contradicting-year").text(&text).message("正文有 3 处说的是 2023 年");
    }

    #[test]
    fn other_years_that_are_in_place() {
        for text in [
            "2022年，本机关被评为先进单位。",
            "2022年，本机关收到申请12件；2023年收到40件。",
            "2022年以来，本机关坚持依法公开。",
            "2022年，国务院印发文件。",
            "2024年，本机关将继续努力。",
            "与2022年相比，申请增加3件。按照《云岭县2022年政务公开工作要点》，公开2022年度部门决算。",
            "按时公布2022年度政府信息公开工作年度报告。",
        ] {
            expect("contradicting-year").line("2023年，本机关坚持", text).none();
        }
        expect("contradicting-year")
            .line(
                "根据《中华",
                "统计期限自2023年1月1日起，至12月31日止，本报告于2024年1月20日公布。",
            )
            .none();
        for text in [
            "2024年，我局将进一步加强培训。",
            "2023年，我局在公开方面仍有不足。",
            "到2025年，将持续推进。",
        ] {
            expect("contradicting-year").line("改进情况", text).none();
        }
    }
}
