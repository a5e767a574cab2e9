//! `early-date`: a day of publication before the year that is reported on is over, or that does not exist.

use finding::{Finding, Severity};
use prose::Date;

use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "early-date",
    title: "公布日期过早",
    severity: Severity::Info,
    doc: Doc {
        what: "报告写明的公布日期早于报告年度的最后一天，或者日历上没有这一天。只看开头和结尾单独成行的日期。",
        why: "报告的数统计到 12 月 31 日，不会在这一天以前公布。多半是年份沿用了上一年的，或者月、日写错了。",
        fix: None,
        wrong: Example::line(
            "2023年，本机关未收取",
            "\
2023年，本机关未收取信息处理费，发出收费通知的件数和总金额，以及实际收取的总金额均为0。

2023年1月26日",
        ),
        right: Example::line(
            "2023年，本机关未收取",
            "\
2023年，本机关未收取信息处理费，发出收费通知的件数和总金额，以及实际收取的总金额均为0。

2024年1月26日",
        ),
        basis: Basis {
            grade: Grade::Law,
            cites: &[Source::of("regulation").article(49)],
            note: "条例规定公布的是上一年度的报告。",
        },
    },
    check: Check::report(check).before_title(),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(year) = context.report.year() else { return };
    let last = Date { year, month: 12, day: 31 };
    for (line, date) in context.prose.lines.days_of_publication(context.text, context.report) {
        let message = if !date.exists() {
            format!("没有 {date}这一天，请核对公布日期。")
        } else if date.year == year && date < last {
            format!("公布日期 {date}早于统计期限的最后一天（{last}）。请核对日期和标题里的年份。")
        } else {
            continue;
        };
        findings.push(Finding::new(RULE.name, RULE.severity, line.range.clone(), message));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{CLEAN, expect};

    #[test]
    fn before_the_year_is_over_or_never() {
        for (line, message) in [
            ("<err>2023年12月19日</err>", "早于统计期限的最后一天（2023 年 12 月 31 日）"),
            ("<err>公布日期：2023-01-20</err>", "早于"),
            ("<err>二〇二三年一月二十日</err>", "早于"),
            ("<err>2024年2月30日</err>", "没有 2024 年 2 月 30 日这一天"),
            ("<err>2024年13月3日</err>", "没有 2024 年 13 月 3 日这一天"),
        ] {
            expect("early-date").text(&format!("{CLEAN}\n{line}\n")).message(message);
        }
    }

    #[test]
    fn days_that_may_be_right() {
        for line in ["2023年12月31日", "2024年1月20日", "2024年2月29日", "成文日期：2019年5月15日"]
        {
            expect("early-date").text(&format!("{CLEAN}\n{line}\n")).none();
        }
        expect("early-date").line("全年通过县政府", "2023年5月1日").none();
    }
}
