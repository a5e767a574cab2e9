//! `uncompared-year`: a report for the year before that may be the same organ's, and was not compared.

use finding::{Finding, Severity};

use super::{Basis, Check, Context, Doc, Example, Grade, Rule};

pub(super) static RULE: Rule = Rule {
    name: "uncompared-year",
    title: "没有与上年比",
    severity: Severity::Info,
    doc: Doc {
        what: "文件夹里有上一年的年报，可能是同一机关的，但是拿不准，没有与本年比：机关名称写法不同，或者上一年有几份。名称只差上级地名、“人民政府”与“政府”的，算同一机关，不提示。",
        why: "两年不比，“上年结转”抄错就看不出来；不说一声，会以为已经比过。",
        fix: None,
        wrong: Example::line("云岭县", "自然资源局2023年政府信息公开工作年度报告"),
        right: Example::line("云岭县", "东江市云岭县自然资源局2023年政府信息公开工作年度报告"),
        basis: Basis {
            grade: Grade::Practice, cites: &[], note: "只是说明本工具比了什么。"
        },
    },
    check: Check::report(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(title) = &context.report.title else { return };
    let untaken = &context.neighbours.untaken;
    let Some(first) = untaken.first() else { return };
    let year = first.report.year().unwrap_or_default();
    let message = match untaken.len() {
        1 => format!(
            "“{}”（{}）{year} 年的年报可能是同一机关的，名称不同，没有与本年比。是同一机关的，请统一名称，或者在 nianbao.toml 的 [organ] 里写 aliases。",
            first.report.organ().unwrap_or_default(),
            first.name()
        ),
        count => {
            let names: Vec<String> = untaken.iter().map(|filed| filed.name()).collect();
            format!(
                "本机关 {year} 年的年报有 {count} 份（{}），不知道哪一份算数，没有与本年比。请只留一份。",
                names.join("、")
            )
        }
    };
    findings.push(Finding::new(RULE.name, RULE.severity, title.range.clone(), message));
}

#[cfg(test)]
mod tests {
    use super::super::Options;
    use super::super::testing::{CLEAN, findings_in_folder};

    #[test]
    fn a_report_under_another_name_is_told() {
        let told = |organ: &str| -> Vec<String> {
            let text = CLEAN.replacen("云岭县自然资源局", organ, 1);
            let found = findings_in_folder(&text, &Options::default());
            let own = found.into_iter().filter(|finding| finding.rule == "uncompared-year");
            own.map(|finding| finding.message).collect()
        };
        let [message] = told("自然资源局").try_into().expect("there is one");
        assert!(
            message.starts_with("“云岭县自然资源局”（上年.nianbao）2022 年的年报"),
            "{message}"
        );
        for organ in ["云岭县自然资源局", "东江市云岭县自然资源局", "云岭县水务局"]
        {
            assert_eq!(told(organ), Vec::<String>::new(), "{organ}");
        }
    }
}
