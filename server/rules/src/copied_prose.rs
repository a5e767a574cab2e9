//! `copied-prose`: paragraphs that repeat last year's nearly word for word.

use archive::likeness::paragraphs;
use finding::{Elsewhere, Finding, Severity};

use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "copied-prose",
    title: "照抄上年",
    severity: Severity::Info,
    doc: Doc {
        what: "一段话与同一机关上一年年报的一段几乎相同，只改了个别字和数。导语和第六部分多是固定的说法，不比；不到 40 个字的段落也不比。",
        why: "照抄上一年，读者看不到这一年做了什么。文件写明，内容雷同、敷衍塞责等问题造成不良后果的，由主管部门依据条例第四十七条追究责任。",
        fix: None,
        wrong: Example::line(
            "优化门户网站",
            "改版门户网站的信息公开专栏，增设征地补偿、规划许可2个栏目。在乡镇便民服务中心设置3个查阅点，配备查询电脑和打印设备。",
        ),
        right: Example::line(
            "优化门户网站",
            "在不动产登记大厅增设两处查阅点，把征地补偿标准、办事流程做成一图读懂，群众扫码就能看；门户网站的征地专栏照常更新。",
        ),
        basis: Basis {
            grade: Grade::Law,
            cites: &[Source::of("form-2021").part("“（四）明确责任”")],
            note: "多像算照抄，没有规定；这里在 85% 的字没有改动时提示。",
        },
    },
    check: Check::report(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(last_year) = &context.neighbours.last_year else { return };
    let (text, report) = (&last_year.text, &last_year.report);
    for paragraph in paragraphs(context.text, context.report) {
        if context.report.form.sections.get(paragraph.section).is_some_and(|of| of.formulaic) {
            continue;
        }
        let repeated = last_year.likeness.repeated(text, report, &paragraph);
        let Some(repeated) = repeated else { continue };
        let percent = (repeated.share * 100.0).floor();
        let how = if percent < 100.0 {
            format!("有 {percent}% 相同")
        } else {
            "除标点外完全相同".to_owned()
        };
        let message = format!(
            "这一段与上年年报（{}）的一段{how}。请写本年的情况；确实没有变化的，可以不改。",
            last_year.name(),
        );
        let mut finding = Finding::new(RULE.name, RULE.severity, paragraph.range, message);
        finding.elsewhere = vec![Elsewhere {
            message: "上年年报里的这一段".to_owned(),
            of: last_year.clone(),
            range: repeated.range,
        }];
        findings.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::expect;

    #[test]
    fn nearly_the_same_words_in_the_same_section() {
        expect("copied-prose")
            .beside_last_year()
            .line("优化门户网站", "<err>改版门户网站的信息公开专栏，增设征地补偿、规划许可2个栏目。在各乡镇便民服务中心设置查阅点，配备查询电脑和打印设备。</err>")
            .message("请写本年的情况");
    }

    #[test]
    fn without_last_years_report_nothing_is_said() {
        expect("copied-prose")
            .line("优化门户网站", "改版门户网站的信息公开专栏，增设征地补偿、规划许可两个栏目。在乡镇便民服务中心设置查阅点，配备查询电脑和打印设备。")
            .none();
    }

    #[test]
    fn what_is_told_anew_or_is_short_is_no_copy() {
        for line in [
            "优化门户网站，增设查阅点。",
            "把征地补偿标准、办事流程做成一图读懂，在查阅点增加两台查询设备，群众扫码就能看到本乡镇的征地批复和补偿公告。",
        ] {
            expect("copied-prose").beside_last_year().line("优化门户网站", line).none();
        }
    }
}
