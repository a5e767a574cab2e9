//! `late-date`: a day of publication behind the one that the regulation or common practice sets.

use finding::{Finding, Severity};
use prose::Date;

use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "late-date",
    title: "公布日期偏晚",
    severity: Severity::Info,
    doc: Doc {
        what: "报告写明的公布日期晚了：部门应在次年 1 月 31 日前，县级以上人民政府应在次年 3 月 31 日前；乡镇、街道按通行做法，与部门相同。只看开头和结尾单独成行的日期；看不出机关类型的不查。",
        why: "公布有时限。日期写错了，或者沿用了上一年的，也会在这里看出来。",
        fix: None,
        wrong: Example::line(
            "2023年，本机关未收取",
            "\
2023年，本机关未收取信息处理费，发出收费通知的件数和总金额，以及实际收取的总金额均为0。

2024年2月6日",
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
            note: "条例没有写乡镇、街道的期限，与部门同在 1 月 31 日前是通行做法。",
        },
    },
    check: Check::report(check).before_title(),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(year) = context.report.year() else { return };
    let Some(kind) = context.organ_kind().and_then(|kind| kind.told()) else { return };
    let last = Date::last_for(kind, year);
    let days = context.prose.lines.days_of_publication(context.text, context.report);
    for (line, date) in days.filter(|(_, date)| date.exists() && *date > last) {
        let deadline = &kind.deadline;
        let message = format!(
            "公布日期 {date}晚于 {last}：{}（{}）。日期写错的请改正。本工具把本机关当作{}；不是的，请在设置里写明机关类型。",
            deadline.first.trim_end_matches('。'),
            form::cited(&deadline.cites),
            kind.name
        );
        let range = line.range.clone();
        findings.push(Finding::new(RULE.name, RULE.severity, range, message));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{CLEAN, Expect, expect};
    use crate::Options;
    use form::organ::OrganKind;

    /// The sample of an organ with a line at its end.
    fn dated(organ: &str, line: &str) -> Expect {
        let text = CLEAN.replacen("云岭县自然资源局", organ, 1);
        expect("late-date").text(&format!("{text}\n{line}\n"))
    }

    #[test]
    fn each_kind_has_its_day() {
        dated("云岭县水务局", "<err>2024年2月1日</err>").message("1 月 31 日前公布");
        dated("云岭县𠮷石镇人民政府", "<err>2024-02-01</err>").message("没有写乡镇的期限");
        dated("云岭县城关街道办事处", "<err>二〇二四年二月一日</err>").message("没有写街道的期限");
        dated("云岭县人民政府", "<err>发布日期：2024年4月1日</err>")
            .message("3 月 31 日前公布（条例第四十九条第二款）。");
        for (organ, line) in [
            ("云岭县水务局", "2024年1月31日"),
            ("云岭县人民政府", "2024年3月31日"),
            ("云岭县水务局", "2023年12月31日"),
            ("云岭县城市管理指挥中心", "2024年5月1日"),
            ("云岭县水务局", "2024年5月1日起，将启用新的专栏。"),
        ] {
            dated(organ, line).none();
        }
    }

    #[test]
    fn at_the_beginning_too_and_nowhere_else() {
        let title = "云岭县自然资源局2023年政府信息公开工作年度报告";
        expect("late-date")
            .line(title, &format!("{title}\n\n<err>发布时间：2024-02-06 09:00</err>"))
            .message("晚于 2024 年 1 月 31 日");
        expect("late-date").line("全年通过县政府", "2024年5月1日").none();
    }

    #[test]
    fn the_kind_that_is_set_counts() {
        let options = Options { organ_kind: Some(OrganKind::Department), ..Options::default() };
        dated("云岭县城市管理指挥中心", "<err>2024年5月1日</err>")
            .options(options)
            .message("政府部门");
    }
}
