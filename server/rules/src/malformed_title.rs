//! `malformed-title`: a title that names no organ or no year, or none at all.

use finding::{Finding, Severity};

use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "malformed-title",
    title: "报告标题不规范",
    severity: Severity::Warning,
    doc: Doc {
        what: "没有标题，或者标题里没有写机关名称、年份。",
        why: "读者要从标题知道是哪个机关、哪一年的报告；本工具也要从年份知道该用哪一版的表。",
        fix: None,
        wrong: Example::line("云岭县", "云岭县自然资源局政府信息公开工作年度报告"),
        right: Example::line("云岭县", "云岭县自然资源局2023年政府信息公开工作年度报告"),
        basis: Basis {
            grade: Grade::Practice,
            cites: &[Source::of("regulation").article(49), Source::of("regulation").article(50)],
            note: "按年度公布是条例的规定；标题怎样写是通行做法，未见成文规定。",
        },
    },
    check: Check::report(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if context.is_tables_only() {
        return;
    }
    let form = context.report.form;
    let example = format!("“某某局{}年{}”", form.first_year, form.title);
    let (range, message) = match &context.report.title {
        None => (0..0, format!("没有找到标题。请在开头写上，例如{example}。")),
        Some(title) => {
            let missing = match (&title.organ, title.year) {
                (Some(_), Some(_)) => return,
                (None, Some(_)) => "没有写机关名称".to_owned(),
                (Some(_), None) => {
                    format!("没有写年份，暂按 {}核对", form.name)
                }
                (None, None) => format!("没有写机关名称和年份，暂按 {}核对", form.name),
            };
            (title.range.clone(), format!("标题里{missing}。请补全，例如{example}。"))
        }
    };
    findings.push(Finding::new(RULE.name, RULE.severity, range, message));
}

#[cfg(test)]
mod tests {
    use super::super::testing::expect;

    #[test]
    fn what_a_title_must_say() {
        expect("malformed-title")
            .line("云岭县", "<err>云岭县自然资源局政府信息公开工作年度报告</err>")
            .message("没有写年份，暂按 2021 年格式核对");
        expect("malformed-title")
            .line("云岭县", "<err>2023年政府信息公开工作年度报告</err>")
            .message("没有写机关名称");
        expect("malformed-title")
            .line("云岭县", "<err>政府信息公开工作年度报告</err>")
            .message("没有写机关名称和年份");
    }

    #[test]
    fn a_text_without_title() {
        expect("malformed-title").text("<err></err>").message("没有找到标题");
        expect("malformed-title").text("<err></err>\n\n一、总体情况\n").message("没有找到标题");
    }
}
