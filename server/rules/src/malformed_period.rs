//! `malformed-period`: a 统计期限 whose days are not the first and the last of the year, or are miswritten.

use finding::{Finding, Severity};
use prose::{PeriodFault, Solo, period_slips};

use super::{Basis, Check, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "malformed-period",
    title: "统计期限不对",
    severity: Severity::Warning,
    doc: Doc {
        what: "统计期限不是从 1 月 1 日起、到 12 月 31 日止，或者日期写坏了：漏了“年”，月、日超出日历。年中成立、撤并的机关，期限本来就不是一整年，不在其内。",
        why: "年报的数是全年的。期限写到 12 月 20 日，读者会以为最后几天的申请没有算进去；多半是定稿时没有改。",
        fix: None,
        wrong: Example::line(
            "根据《",
            "根据《中华人民共和国政府信息公开条例》第五十条的规定，编制本报告。统计期限自2023年1月1日起，至2023年12月20日止。",
        ),
        right: Example::line(
            "根据《",
            "根据《中华人民共和国政府信息公开条例》第五十条的规定，编制本报告。统计期限自2023年1月1日起，至2023年12月31日止。",
        ),
        basis: Basis {
            grade: Grade::Practice,
            cites: &[Source::of("regulation").article(49)],
            note: "年报报告的是上一年度；统计期限为该年度 1 月 1 日至 12 月 31 日，是通行做法。",
        },
    },
    check: Check::line(check),
};

fn check(line: &Solo<'_>, findings: &mut Vec<Finding>) {
    findings.extend(period_slips(line.text).into_iter().map(|slip| {
        let written = line.text.get(slip.range.clone()).unwrap_or_default();
        let message = match slip.fault {
            PeriodFault::NoYearMark => {
                format!("统计期限的日期“{written}”写坏了，年份后面漏了“年”。请补上。")
            }
            PeriodFault::NoSuchDay => {
                format!("统计期限里的“{written}”，日历上没有这一天。请核对。")
            }
            PeriodFault::Begins => {
                format!(
                    "统计期限从“{written}”开始，应当从 1 月 1 日起。请核对表里的数是不是全年的。"
                )
            }
            PeriodFault::Ends => {
                format!(
                    "统计期限到“{written}”为止，应当到 12 月 31 日止。请核对表里的数是不是全年的。"
                )
            }
        };
        Finding::new(RULE.name, RULE.severity, slip.range, message)
    }));
}

#[cfg(test)]
mod tests {
    use super::super::testing::expect;

    #[test]
    fn each_fault_is_told() {
        for (period, message) in [
            ("统计期限自2023年1月1日起，至<err>2023年12月25日</err>止。", "应当到 12 月 31 日止"),
            ("统计期限自<err>2023年3月1日</err>起，至2023年12月31日止。", "应当从 1 月 1 日起"),
            ("统计期限自<err>20231月1日</err>起，至2023年12月31日止。", "漏了“年”"),
            ("统计期限自2023年1月1日起，至<err>2023年12月32日</err>止。", "没有这一天"),
        ] {
            let text =
                format!("根据《中华人民共和国政府信息公开条例》第五十条，编制本报告。{period}");
            expect("malformed-period").line("根据《", &text).message(message).not_fixed();
        }
    }
}
