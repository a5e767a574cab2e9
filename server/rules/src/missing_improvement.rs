//! `missing-improvement`: 存在的主要问题及改进情况 with problems and no improvements, or with
//! nothing at all.

use finding::{Finding, Severity};
use form::Topic;
use prose::contents::{Says, contents};

use super::passage::section;
use super::wording::about_section;
use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "missing-improvement",
    title: "没写改进情况",
    severity: Severity::Warning,
    doc: Doc {
        what: "第五部分写了问题，没有写改进情况，或者只写了“无”。",
        why: "这一部分要报告两件事：主要问题和改进情况。只写问题或者只写“无”，内容就不全；内容不全面、敷衍塞责等问题造成不良后果的，由主管部门依据条例第四十七条追究责任。",
        fix: None,
        wrong: Example::lines(
            "存在的主要问题",
            "改进情况",
            "存在的主要问题：一是征地信息的发布还不够及时；二是答复文书的说理不够充分。",
        ),
        right: Example::lines(
            "存在的主要问题",
            "改进情况",
            "\
存在的主要问题：一是征地信息的发布还不够及时；二是答复文书的说理不够充分。

改进情况：一是把征地信息公开纳入项目审批流程；二是建立答复文书会审制度。",
        ),
        basis: Basis {
            grade: Grade::Law,
            cites: &[
                Source::of("regulation").article(50).paragraph(1).items(&[4]),
                Source::of("form-2021").part("“（四）明确责任”"),
            ],
            note: "",
        },
    },
    check: Check::report(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(problems) = section(context, |of| of.must_mention(Topic::Improvement, None)) else {
        return;
    };
    if problems.passage.is_empty() {
        return;
    }
    let text = problems.passage.all().collect::<Vec<_>>().join("\n");
    let titles = [&problems.of.title].into_iter().chain(&problems.of.variants);
    let message = match contents().improvement.says(&text, titles.map(String::as_str)) {
        Says::More => return,
        Says::Problems => "这一部分写了问题，没有写改进情况。请逐条补写。",
        Says::Nothing => "这一部分没有写出问题和改进情况。请写明主要问题和改进情况。",
    };
    let range = problems.section.heading.clone();
    let finding = Finding::new(RULE.name, RULE.severity, range, message.to_owned());
    findings.push(finding.about(about_section(problems.of)));
}

#[cfg(test)]
mod tests {
    use super::super::testing::expect;

    fn problems(body: &str) -> String {
        format!("<err>五、存在的主要问题及改进情况</err>\n\n{body}")
    }

    #[test]
    fn problems_only_or_nothing() {
        expect("missing-improvement")
            .lines("五、", "改进情况", &problems("一是解读形式单一。\n\n二是业务能力有待提升。"))
            .message("没有写改进情况");
        expect("missing-improvement")
            .lines("五、", "改进情况", &problems("　　无。"))
            .message("没有写出问题和改进情况");
    }

    #[test]
    fn an_empty_section_is_told_elsewhere() {
        expect("missing-improvement")
            .lines("五、", "改进情况", "五、存在的主要问题及改进情况")
            .none();
        expect("missing-improvement").lines("五、", "改进情况", "").none();
    }

    #[test]
    fn improvements_under_headings_of_their_own() {
        let body = "五、存在的主要问题及改进情况\n\n（一）主要问题\n\n解读形式单一。\n\n（二）改进措施\n\n综合运用图解、问答。";
        expect("missing-improvement").lines("五、", "改进情况", body).none();
    }
}
