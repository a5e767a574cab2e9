//! `contradicting-list`: a list in the prose whose parts do not make up its total.

use finding::{About, Finding, Related, Severity};
use prose::List;
use report::number::Number;

use super::{Basis, Check, Context, Doc, Example, Grade, Rule};

pub(super) static RULE: Rule = Rule {
    name: "contradicting-list",
    title: "分项与总数不符",
    severity: Severity::Warning,
    doc: Doc {
        what: "正文里“共 N 件，其中 A a 件、B b 件”这样的列举，各项加起来与总数不一致。",
        why: "列举的各项多是从几个科室收来的，改了一项，总数常常忘了跟着改。\n\n只核对看得出列全了的：写着“分别为”“具体为”或者用冒号引出，最后一项是“其他”，或者自然人与法人、新收与结转这样成对的都在。只写“其中”的可能只举了几项，各项之和不超过总数就不报；信息在几个渠道重复发布的，也不报。",
        fix: None,
        wrong: Example::line(
            "全年通过县",
            "全年公开信息215条：土地征收信息64条、国土空间规划信息38条、不动产登记信息103条。",
        ),
        right: Example::line(
            "全年通过县",
            "全年公开信息215条：土地征收信息64条、国土空间规划信息38条、不动产登记信息113条。",
        ),
        basis: Basis {
            grade: Grade::Derived,
            cites: &[],
            note: "由“共”“分别为”“其他”等词的含义得出。",
        },
    },
    check: Check::report(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let wrong = context.prose.lists(|list| !list.holds());
    findings.extend(wrong.map(|list| finding(context, &list)));
}

fn finding(context: &Context<'_>, list: &List) -> Finding {
    let List { value, unit, sum, .. } = list;
    let fault = if list.complete {
        format!(
            "总数写的是 {value} {unit}，后面各项加起来是 {sum} {unit}，差 {}",
            sum.abs_diff(*value)
        )
    } else {
        format!("总数只有 {value} {unit}，后面各项加起来有 {sum} {unit}，超过了总数")
    };
    let message = format!("{fault}。请核对各项和总数，把写错的改过来。");
    let about = About {
        left: Some(Number::whole(*sum)),
        right: Some(Number::whole(*value)),
        ..About::default()
    };
    let mut finding =
        Finding::new(RULE.name, RULE.severity, list.total.clone(), message).about(about);
    let related = |part: &std::ops::Range<usize>| Related {
        message: format!("其中的一项：{}", context.text.get(part.clone()).unwrap_or_default()),
        range: part.clone(),
    };
    finding.related = list.parts.iter().map(related).collect();
    finding
}

#[cfg(test)]
mod tests {
    use super::super::testing::expect;

    fn wrong(sentence: &str, message: &str) {
        expect("contradicting-list").line("全年通过县", sentence).message(message);
    }

    #[test]
    fn lists_that_claim_to_be_complete() {
        let message = "总数写的是 20 条，后面各项加起来是 19 条，差 1。";
        for sentence in [
            "全年公开信息<err>20条</err>：政策文件8条、公示公告11条。",
            "全年公开信息<err>20条</err>，分别为政策文件8条、公示公告11条。",
            "全年公开信息<err>20条</err>，其中政策文件8条、公示公告9条、其他2条。",
            "全年公开信息<err>20条</err>，其中政策文件8条，公示公告9条，其他信息2条。",
            "全年公开信息<err>20条</err>（具体为：政策文件8条、公示公告11条），比去年多3条。",
            "全年公开信息<err>20条</err>，其中：政策文件8条（规章1条、规范性文件7条）、其他11条。",
            "政策文件8条、公示公告11条，合计<err>20条</err>。",
        ] {
            wrong(sentence, message);
        }
        for sentence in [
            "收到来件<err>20件</err>，其中自然人12件、法人或其他组织7件。",
            "收到来件<err>20件</err>（其中新收12件，上年结转7件）。",
            "收到来件<err>20件</err>，其中线上12件、线下7件。",
            "收到来件<err>20件</err>（自然人12件，法人7件）。",
        ] {
            wrong(sentence, "后面各项加起来是 19 件，差 1。");
        }
        wrong("收到建议<err>20件</err>，其中甲类12件、乙类9件。", "各项加起来有 21 件，超过了总数");
    }

    #[test]
    fn lists_that_add_up_or_do_not_claim_to() {
        for sentence in [
            "全年公开信息20条，其中政策文件8条、公示公告11条。",
            "全年公开信息20条，其中政策文件8条、公示公告9条、其他3条。",
            "全年公开信息20条，其中网站20条、微信15条、其他渠道3条。",
            "全年公开信息20条，其中政策文件8条，召开会议3次，其他2次。",
            "收到来件20件，其中自然人13件，办结18件，其他2件。",
            "收到来件20件，其中甲类15件，乙类15件。",
            "收到来件20件，其中涉及83个事项，其他5个。",
            "收到来件20余件，其中自然人12件、法人3件。",
            "收到来件20件，其中自然人12件（其中法人代表3件）、法人8件。",
            "收到来件20件，其中甲类12件；乙类9件。",
            "收到来件、来信、来电分别为20件、8件、11件。",
            "新收12件，上年结转8件，合计20件。",
            "收到来件20件，涉及征地12件、拆迁15件。",
            "收到来件20件，其中涉及征地12件、拆迁15件。",
            "收到来件20件（自然人12件，法人8件），办结18件。",
            "收到来件20件（含上年结转3件）、办结19件。",
            "收到建议12件，办结12件，召开会议3次，合计20件。",
        ] {
            expect("contradicting-list").line("全年通过县", sentence).none();
        }
    }
}
