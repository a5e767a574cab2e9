//! `missing-basis`: no mention of 条例 第五十条 before the first section.

use finding::{Finding, Fix, Severity};
use form::{Topic, regulation, unspaced};
use prose::contents::contents;

use super::insertion::after_line;
use super::passage::{front, section};
use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "missing-basis",
    title: "没写编制依据",
    severity: Severity::Info,
    doc: Doc {
        what: "开头没有写编制依据：标题和总体情况之间没有提到条例，也没有提到国办的格式文件。只提条例、没有写第五十条的不报；依据写在总体情况里的也不报。",
        why: "编制、公布年报的义务在条例第四十九条，年报写什么在第五十条。写明依据，读者知道这份报告的来由。",
        fix: Some("在标题后面补一句编制依据。"),
        wrong: Example::line(
            "根据《",
            "本报告所列数据的统计期限自2023年1月1日起，至2023年12月31日止。",
        ),
        right: Example::line(
            "根据《",
            "根据《中华人民共和国政府信息公开条例》第四十九条、第五十条的规定，编制本报告。",
        ),
        basis: Basis {
            grade: Grade::Practice,
            cites: &[Source::of("regulation").article(49), Source::of("regulation").article(50)],
            note: "编制、公布的义务在第四十九条，内容在第五十条；在开头写明依据是通行做法，未见成文规定。",
        },
    },
    check: Check::report(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let (Some(title), Some(front)) = (&context.report.title, front(context)) else { return };
    let basis = &contents().basis;
    if front.all().any(|line| basis.instruments.is_in(line)) {
        return;
    }
    let Some(first) = section(context, |of| of.must_mention(Topic::Basis, None)) else { return };
    // Many a word of praise for the regulation stands below; only what says that it is the basis counts.
    let states = |line: &str| {
        basis.article.is_in(&unspaced(line))
            || (basis.instruments.is_in(line) && basis.purpose.is_in(line))
    };
    if first.passage.all().any(states) {
        return;
    }
    let message =
        "开头没有写编制依据。可以加一句，写明根据条例第四十九条、第五十条的规定编制。".to_owned();
    let sentence = basis.sentence.replace("{regulation}", &regulation().name);
    let edits = vec![after_line(context.text, title.range.end, &sentence)];
    let fix = Fix { title: "在标题后面补写编制依据".to_owned(), safe: false, edits };
    findings.push(Finding::new(RULE.name, RULE.severity, title.range.clone(), message).fix(fix));
}

#[cfg(test)]
mod tests {
    use super::super::testing::expect;

    const TITLE: &str = "<err>云岭县自然资源局2023年政府信息公开工作年度报告</err>";

    #[test]
    fn nothing_is_said_of_the_basis() {
        expect("missing-basis")
            .lines("云岭县", "根据《", &format!("{TITLE}\n\n现将本机关2023年的工作情况报告如下。"))
            .message("开头没有写编制依据")
            .fixed("年度报告\n\n根据《中华人民共和国政府信息公开条例》第四十九条、第五十条的规定，编制本报告。\n\n现将");
    }

    #[test]
    fn every_way_to_state_it() {
        for line in [
            "依据《条例》第五十条，编制本报告。",
            "按照政府信息公开条例的要求，现公布本机关的年度报告。",
            "按照《中华人民共和国政府信息公开工作年度报告格式》编制。",
        ] {
            expect("missing-basis").line("根据《", line).none();
        }
        expect("missing-basis")
            .lines("根据《", "2023年", "一、总体情况\n\n根据《条例》第五十条，报告如下。")
            .none();
    }

    #[test]
    fn praise_for_the_regulation_is_no_basis() {
        expect("missing-basis")
            .lines(
                "云岭县",
                "一、总体情况",
                &format!("{TITLE}\n\n一、总体情况\n\n认真贯彻《条例》。"),
            )
            .message("开头没有写编制依据");
    }

    #[test]
    fn a_piece_of_a_report_is_not_judged() {
        expect("missing-basis").text("一、总体情况\n\n正文。\n").none();
    }
}
