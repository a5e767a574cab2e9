//! `missing-aspect`: 总体情况 that never speaks of one of the five aspects, or, of a government, of
//! one of the three results.

use finding::{Finding, Severity};
use form::organ::OrganKind;
use form::{Organs, Topic};
use prose::contents::{Aspect, contents};

use super::passage::{Part, section, sections};
use super::wording::about_section;
use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "missing-aspect",
    title: "总体情况缺项",
    severity: Severity::Info,
    doc: Doc {
        what: "总体情况缺了五个方面中的某一个：主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障。各级人民政府（含乡镇）的报告，还要写工作考核、社会评议、责任追究三项结果。本工具只看有没有提到，不看写得好不好。",
        why: "统一格式写明，总体情况主要包括这五个方面；三项结果是条例第五十条规定各级人民政府的年报应当包括的。没有发生的，例如没有发生责任追究，也写一句。\n\n街道办事处不是一级人民政府，条例没有要求写三项结果，这里不提示。",
        fix: None,
        wrong: Example::lines(
            "（一）主动公开",
            "明确分管",
            "\
（一）主动公开

及时公布政策文件和办事流程，同步发布解读材料。

（二）依申请公开

按规定的程序和时限答复申请。

（三）政府信息公开平台建设

优化门户网站的专栏，增加查询功能。

（四）监督保障

明确承办科室，组织业务培训。",
        ),
        right: Example::lines(
            "（三）政府信息管理",
            "落实公开属性",
            "\
（三）政府信息管理

落实公开属性源头认定和发布前保密审查，及时清理失效内容。",
        ),
        basis: Basis {
            grade: Grade::Law,
            cites: &[
                Source::of("form-2021").part("“（一）总体情况”"),
                Source::of("regulation").article(50).paragraph(1).items(&[4]),
            ],
            note: "五个方面，文件写的是“主要包括”；写到什么程度才够，没有统一说明。",
        },
    },
    check: Check::report(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let wanted = |of: &form::Section| of.must_mention(Topic::Aspects, None);
    let Some(overview) = section(context, wanted) else { return };
    if overview.passage.is_empty() {
        return;
    }
    let aspects = &contents().aspects;
    let missing: Vec<&str> = aspects
        .iter()
        .filter(|aspect| !is_spoken_of(aspect, &overview))
        .map(|aspect| aspect.name.as_str())
        .collect();
    if !missing.is_empty() {
        let advice = contents().advice.aspects.replace("{section}", &overview.of.title);
        let message = format!("没有写到{}。{advice}", missing.join("、"));
        findings.push(finding(&overview, message));
    }
    if context.organ_kind().is_some_and(OrganKind::is_government) {
        findings.extend(results(context));
    }
}

/// Whether an aspect is spoken of. Where each of the others has a heading of its own, a passing
/// word does not do.
fn is_spoken_of(aspect: &Aspect, overview: &Part<'_>) -> bool {
    let passage = &overview.passage;
    let headed = |aspect: &Aspect| passage.headings.iter().any(|line| aspect.headings.is_in(line));
    if headed(aspect) {
        return true;
    }
    let others = contents().aspects.iter().filter(|other| other.name != aspect.name);
    let signs = if others.into_iter().all(headed) { &aspect.strong } else { &aspect.signs };
    passage.all().any(|line| speaks(line, signs))
}

/// Whether a line says any of the words, otherwise than in a list of what there is.
fn speaks(line: &str, signs: &prose::WordSet) -> bool {
    signs.is_in(line)
        && line.split_inclusive(['。', '；']).any(|it| signs.is_in(it) && !is_listing(it))
}

/// So many names make a list.
const LISTED: usize = 3;

/// 本报告由总体情况、主动公开政府信息情况……组成, or 从主动公开、依申请公开、政府信息管理等方面.
fn is_listing(sentence: &str) -> bool {
    let listing = &contents().listing;
    let sections = || form::forms().iter().flat_map(|form| &form.sections);
    let titles = || {
        let mut named: Vec<&str> = sections().map(|of| of.title.trim_end_matches("情况")).collect();
        named.sort_unstable();
        named.dedup();
        named.into_iter().filter(|title| sentence.contains(title)).count()
    };
    if listing.words.is_in(sentence) && titles() >= LISTED {
        return true;
    }
    let joined = |aspect: &&Aspect| {
        let follows = |joint: &String| sentence.contains(&format!("{}{joint}", aspect.name));
        listing.joints.iter().any(follows)
    };
    contents().aspects.iter().filter(joined).count() >= LISTED
}

/// What a government's report never speaks of, wherever that may stand.
fn results(context: &Context<'_>) -> Option<Finding> {
    let governments = Some(Organs::Governments);
    let place = section(context, |of| of.must_mention(Topic::Results, governments))?;
    let parts: Vec<Part<'_>> = sections(context, |of| of.hears_of(Topic::Results)).collect();
    let is_missing = |signs: &prose::WordSet| {
        !parts.iter().any(|part| part.passage.all().any(|line| signs.is_in(line)))
    };
    let missing: Vec<&str> = contents()
        .results
        .iter()
        .filter(|result| is_missing(&result.signs))
        .map(|result| result.name.as_str())
        .collect();
    if missing.is_empty() {
        return None;
    }
    let advice = &contents().advice.results;
    Some(finding(&place, format!("没有写到{}的结果。{advice}", missing.join("、"))))
}

fn finding(place: &Part<'_>, message: String) -> Finding {
    Finding::new(RULE.name, RULE.severity, place.section.heading.clone(), message)
        .about(about_section(place.of))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{CLEAN, expect};

    const HEADING: &str = "<err>一、总体情况</err>";

    /// The sample, with its heading marked, of another organ, and without some of its lines.
    fn sample(organ: &str, lost: &[&str]) -> String {
        let lines = CLEAN.lines().filter(|line| !lost.iter().any(|lost| line.starts_with(lost)));
        let text: Vec<&str> = lines.collect();
        text.join("\n").replace("一、总体情况\n", &format!("{HEADING}\n")).replacen(
            "云岭县自然资源局",
            organ,
            1,
        )
    }

    #[test]
    fn each_aspect() {
        for (lost, name) in [
            (["（一）主动公开", "全年通过县政府"], "没有写到主动公开。"),
            (["（二）依申请公开", "全年新收"], "没有写到依申请公开。"),
            (["（三）政府信息管理", "落实公开属性"], "没有写到政府信息管理。"),
            (["（四）政府信息公开平台", "优化门户"], "没有写到政府信息公开平台建设。"),
            (["（五）监督保障", "明确分管"], "没有写到监督保障。"),
        ] {
            // What other aspects say of it in passing is left out, too.
            let text = sample("云岭县自然资源局", &lost).replace("通过县政府门户网站", "");
            expect("missing-aspect").text(&text).message(name);
        }
    }

    #[test]
    fn a_passing_word_does_where_the_text_has_no_headings() {
        let text = "\
一、总体情况

本机关及时公布办事指南，按规定办理依申请事项，发布前逐级审核，办好网站专栏，并组织培训。";
        expect("missing-aspect").lines("一、总体情况", "明确分管", text).none();
    }

    #[test]
    fn a_list_of_parts_or_aspects_speaks_of_none() {
        for list in [
            "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、存在的主要问题及改进情况、其他需要报告的事项组成。",
            "本机关从主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面开展工作。",
        ] {
            expect("missing-aspect")
                .lines("一、总体情况", "明确分管", &format!("{HEADING}\n\n{list}"))
                .message(
                    "没有写到主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障。",
                );
        }
    }

    #[test]
    fn governments_report_three_results() {
        let text = sample("云岭县𠮷石镇人民政府", &[]);
        expect("missing-aspect").text(&text).message("没有写到工作考核、社会评议、责任追究的结果");
        let text = sample("云岭县人民政府", &[])
            .replace("组织业务培训4次", "组织年度考核、问卷调查，没有发生责任追究");
        expect("missing-aspect").text(&text.replace("<err>", "").replace("</err>", "")).none();
        expect("missing-aspect").none();
    }
}
