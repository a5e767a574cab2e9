//! `repeated-phrase`: words or stops that stand twice in a row.

#![allow(clippy::indexing_slicing, reason = "ranges come from the text itself")]

use super::{Context, Doc, Example, Rule};
use crate::finding::{Edit, Finding, Fix, Severity};
use crate::prose::Doubling;

pub(super) static RULE: Rule = Rule {
    name: "repeated-phrase",
    severity: Severity::Warning,
    doc: Doc {
        what: "同样的字词或者标点连着写了两遍，如“关于印发关于印发”“的的”“，，”。叠词（一步一步、渐渐）、前后两个词相接（区政府政府网站）不在其内；隔开的重复是行文习惯，也不在其内。",
        why: "多是复制、修改时留下的，拼写检查查不出来，读的人一眼就看见。",
        fix: Some("删去多出的一遍。重复的字词删去前请读一遍上下文；重复的标点可以放心删。"),
        wrong: Example::line(
            "2023年，本机关坚持",
            "2023年，本机关进一步加强进一步加强主动公开，，落实关于印发关于印发工作要点的通知。",
        ),
        right: Example::line(
            "2023年，本机关坚持",
            "2023年，本机关进一步加强主动公开，进一步加强依申请公开，一步一步落实《关于转发〈关于印发工作要点的通知〉的通知》，在县政府政府网站发布。",
        ),
        basis: "没有成文规定，属于校对的通行要求。",
    },
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    findings.extend(context.prose.doublings.iter().map(|doubling| finding(context.text, doubling)));
}

fn finding(text: &str, doubling: &Doubling) -> Finding {
    let phrase = &text[doubling.first.clone()];
    let message = format!("“{phrase}”连着写了两遍，请删去一遍。");
    let edits = vec![Edit { range: doubling.second.clone(), text: String::new() }];
    let fix =
        Fix { title: format!("删去重复的“{phrase}”"), safe: doubling.is_mark, edits };
    let range = doubling.first.start..doubling.second.end;
    Finding::new(RULE.name, RULE.severity, range, message).fix(fix)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Expect, expect};
    use super::*;

    fn on(text: &str) -> Expect {
        expect("repeated-phrase").line("全年通过县政府", text)
    }

    #[test]
    fn words_written_twice() {
        for (text, fixed) in [
            ("落实《<err>关于印发关于印发</err>工作要点的通知》。", "《关于印发工作要点的通知》"),
            ("公开政府信息<err>的的</err>数量。", "公开政府信息的数量。"),
            ("<err>进行进行</err>公开。", "\n进行公开。"),
            ("做好𠮷<err>政府信息公开政府信息公开</err>工作。", "做好𠮷政府信息公开工作。"),
            ("落实<err>《条例》《条例》</err>要求。", "落实《条例》要求。"),
            ("<err>2023年2023年</err>，公开12条。", "\n2023年，公开12条。"),
            ("<err>及时更新信息，及时更新信息，</err>方便查阅。", "\n及时更新信息，方便查阅。"),
            ("<err>我局我局</err>公开12条。", "\n我局公开12条。"),
            ("公开12条<err>，，</err>转载3条。", "公开12条，转载3条。"),
            ("公开12条<err>。。</err>", "公开12条。\n"),
            ("政务公开<err>工作工作</err>还不平衡。", "政务公开工作还不平衡。"),
            ("提高<err>信息公开信息公开</err>水平和<err>质量质量</err>。", "提高信息公开水平"),
        ] {
            on(text).fixed(fixed);
        }
    }

    #[test]
    fn words_that_are_right() {
        for text in [
            "渐渐、一一、常常、人人、稳稳、实实在在、条条、好好、层层把关、年年更新。",
            "一步一步推进，一件一件落实，一项一项核对，逐条逐项。",
            "渠县县政府、西城区区政府、云岭镇镇政府、派出所所长、政府办办公室。",
            "编制政府信息公开公开指南，在县人民政府政府网站发布。",
            "规范规范性文件管理，公开各部门部门预算，从事公开工作工作人员。",
            "实现公开目的的同时，为了了解群众需求，以及及时回应，积极参与与监督，关键是是否公开。",
            "进一步加强主动公开，进一步加强依申请公开。",
            "谁公开谁审查、谁主管谁负责，应公开尽公开，能公开尽公开。",
            "共收到11件，2222元，100%100%，…………，——。",
            "越来越好，面对面、一对一，点对点，边查边改。",
            "诚信信息、公开开展情况、职工工作、财政政策、更加加强、息息相关。",
            "暂无。。。",
            "吉林省吉林市。",
        ] {
            on(text).none();
        }
    }

    #[test]
    fn only_words_are_taken_out_with_a_question() {
        let safe = |text: &str| {
            let report = format!("一、总体情况\n\n{text}\n");
            let findings = crate::analysis::Analysis::new(report).findings;
            let found = findings.iter().find(|finding| finding.rule == RULE.name);
            found.map(|finding| finding.fixes[0].safe)
        };
        assert_eq!(safe("公开12条，，转载3条。"), Some(true));
        assert_eq!(safe("进行进行公开。"), Some(false));
    }
}
