//! `missing-fee-statement`: 其他需要报告的事项 without a word on 信息处理费.

use finding::{Finding, Severity};
use form::Topic;
use prose::contents::contents;
use prose::{Fee, FeeKind};
use report::number::Number;

use super::passage::{Part, section, sections};
use super::wording::about_section;
use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "missing-fee-statement",
    title: "没写收费情况",
    severity: Severity::Warning,
    doc: Doc {
        what: "第六部分没有写信息处理费的收取情况，或者收了费，只写了实际收取的金额，没有写发出收费通知的件数和总金额。查 2021 年度起的报告；别处写了的不报。",
        why: "通行写法是写明三个数：发出收费通知的件数、通知的总金额、实际收取的总金额。没有发生的，写明均为 0；只写“无”，看不出有没有收费。",
        fix: None,
        wrong: Example::line("2023年，本机关未收取", "无。"),
        right: Example::line(
            "2023年，本机关未收取",
            "2023年，本机关未收取信息处理费，发出收费通知的件数和总金额，以及实际收取的总金额均为0。",
        ),
        basis: Basis {
            grade: Grade::Practice,
            cites: &[Source::of("regulation").article(42), Source::of("fee-rules")],
            note: "写在第六部分、写明三个数，是据多份已公布的报告归纳的，没有读到规定原文。",
        },
    },
    check: Check::report(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let wanted = |of: &form::Section| of.must_mention(Topic::Fee, None);
    let Some(place) = section(context, wanted).filter(|_| context.report.edition_known) else {
        return;
    };
    let mut parts = sections(context, |of| of.hears_of(Topic::Fee));
    let is_told = |part: Part<'_>| part.passage.all().any(|line| contents().fee.signs.is_in(line));
    // Where another section says it, there is nothing to add for the reader.
    if place.passage.is_empty() || parts.any(is_told) {
        findings.extend(only_collected(context, &place));
        return;
    }
    let message = "没有写信息处理费的收取情况。通行写法是写明发出收费通知的件数和总金额，以及实际收取的总金额，请补写；没有发生的，写明均为 0。";
    let range = place.section.heading.clone();
    let finding = Finding::new(RULE.name, RULE.severity, range, message.to_owned())
        .about(about_section(place.of));
    findings.push(finding);
}

/// A sum that was collected, where neither the notices nor their sum is told.
fn only_collected(context: &Context<'_>, place: &Part<'_>) -> Option<Finding> {
    let fees = &context.prose.fees;
    let collected = |fee: &&Fee| {
        let before = context.text.get(..fee.range.start).unwrap_or_default();
        let clause = before.rsplit(['，', '；', '。', '\n']).next().unwrap_or_default();
        let names = contents().fee.name.is_in(clause);
        fee.kind == FeeKind::Collected && fee.value != Number::whole(0) && names
    };
    let first = fees.iter().find(collected)?;
    let mut parts = sections(context, |of| of.hears_of(Topic::Fee));
    let notices = &contents().fee.notices;
    let told = |part: Part<'_>| part.passage.all().any(|line| notices.is_in(line));
    if !fees.iter().all(|fee| collected(&fee)) || context.prose.explains_fees || parts.any(told) {
        return None;
    }
    let message =
        "只写了实际收取的金额，没有写发出收费通知的件数和总金额。通行写法是三个数都写，请补写。";
    let finding = Finding::new(RULE.name, RULE.severity, first.range.clone(), message.to_owned());
    Some(finding.about(about_section(place.of)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::expect;

    const HEADING: &str = "<err>六、其他需要报告的事项</err>";

    #[test]
    fn nothing_is_said_of_the_fee() {
        expect("missing-fee-statement")
            .lines("六、", "2023年，本机关未", &format!("{HEADING}\n\n　　无。\n"))
            .message("没有写信息处理费的收取情况");
        expect("missing-fee-statement")
            .lines("六、", "2023年，本机关未", &format!("{HEADING}\n\n办理建议提案3件。"))
            .message("均为 0");
    }

    #[test]
    fn every_way_to_say_it() {
        for line in [
            "本年度未产生信息处理费。",
            "本机关依据《政府信息公开信息处理费管理办法》办理。",
            "本年度发出2个收费通知。",
            "没有收取费用的情况。",
        ] {
            expect("missing-fee-statement").line("2023年，本机关未", line).none();
        }
    }

    #[test]
    fn one_figure_of_three() {
        for line in [
            "2023年，本机关实际收取信息处理费共计<err>400元</err>。",
            "本年度收取信息处理费<err>400元</err>。",
        ] {
            expect("missing-fee-statement")
                .line("2023年，本机关未", line)
                .message("没有写发出收费通知的件数和总金额");
        }
        for line in [
            "本年度发出收费通知2件，总金额400元，实际收取400元。",
            "本年度未收取信息处理费。",
            "本年度收取信息处理费400元，与收费通知的金额相同。",
        ] {
            expect("missing-fee-statement").line("2023年，本机关未", line).none();
        }
    }

    #[test]
    fn what_is_not_asked_for() {
        let older = |text: &str| text.replace("2023年", "2020年").replace("信息处理费", "事项");
        let text = older(super::super::testing::CLEAN);
        expect("missing-fee-statement").text(&text).none();
        expect("missing-fee-statement")
            .lines("六、", "2023年，本机关未", "六、其他需要报告的事项")
            .none();
    }
}
