//! `unknown-article`: an article that 条例 does not have.

#![allow(clippy::indexing_slicing, reason = "ranges come from the report itself")]

use finding::{Finding, Severity};
use form::regulation;
use prose::{Whose, citations};
use report::InlineKind;

use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "unknown-article",
    title: "条文不存在",
    severity: Severity::Warning,
    doc: Doc {
        what: "正文引用的《中华人民共和国政府信息公开条例》条文不存在，条号超出了全文的条数。看不出是哪部法规的条号，不作判断。",
        why: "条号写错，多半是把别的法规的条号写到了条例名下，或者打错了数字；依据写错，整句话就失去了依据。",
        fix: None,
        wrong: Example::line(
            "2023年，本机关坚持",
            "2023年，本机关按照《中华人民共和国政府信息公开条例》第六十条的要求，做好政府信息公开工作。",
        ),
        right: Example::line(
            "2023年，本机关坚持",
            "2023年，本机关按照《中华人民共和国政府信息公开条例》第二十条的要求，做好政府信息公开工作。",
        ),
        basis: Basis {
            grade: Grade::Law,
            cites: &[Source::of("regulation")],
            note: "条例的全称是《中华人民共和国政府信息公开条例》，全文五十六条。",
        },
    },
    check: Check::report(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let is_cited = |kind| kind == InlineKind::ArticleReference;
    if !context.report.inlines.iter().any(|inline| is_cited(inline.kind)) {
        return;
    }
    let regulation = regulation();
    for citation in citations(context.text, context.report) {
        let is_known = regulation.article(citation.article).is_some();
        if is_known || citation.whose != Whose::Regulation || !citation.named {
            continue;
        }
        let message = format!(
            "《{}》共 {} 条，没有第 {} 条。请核对条号，或者核对引用的是不是这部法规。",
            regulation.name,
            regulation.articles.len(),
            citation.article
        );
        findings.push(Finding::new(RULE.name, RULE.severity, citation.range, message));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Expect, expect};

    fn on(text: &str) -> Expect {
        expect("unknown-article").line("全年通过县政府", text)
    }

    #[test]
    fn articles_that_do_not_exist() {
        for text in [
            "依照《中华人民共和国政府信息公开条例》<err>第五十七条</err>办理。",
            "依照《政府信息公开条例》（以下简称《条例》）<err>第六十条第（一）项</err>办理。",
            "依照政府信息公开条例<err>第100条</err>办理。",
            "依照《政府信息公开条例》第十四条、<err>第六十五条</err>办理。",
        ] {
            on(text).message("共 56 条").not_fixed();
        }
    }

    #[test]
    fn articles_that_exist_or_are_of_others() {
        for text in [
            "依照《中华人民共和国政府信息公开条例》第五十六条办理。",
            "依照《中华人民共和国行政复议法》第六十八条维持。",
            "依照行政诉讼法第六十九条判决。",
            "按照第六十九条的规定处理。",
            "贯彻《政府信息公开条例》，又依照第六十九条的规定处理。",
            "依照《信访工作条例》（以下简称《条例》）第一百条办理。之后依照《条例》第九十条办理。",
        ] {
            on(text).none();
        }
    }
}
