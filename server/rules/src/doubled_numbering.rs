//! `doubled-numbering`: what stands within a section is numbered like the sections.

#![allow(clippy::indexing_slicing, reason = "ranges come from the report itself")]

use std::ops::Range;

use finding::{Finding, Fix, Related, Severity};
use form::halfwidth;
use report::{ElementKind, Section};
use text::Edit;

use super::wording::about_section;
use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "doubled-numbering",
    title: "标题编号重了",
    severity: Severity::Info,
    doc: Doc {
        what: "一个部分里面的小标题也用“一、二、三、”编号，与六个部分的编号重了。",
        why: "全文出现两套“一、二、三、”，读者分不清哪些是六个部分，哪些是其中的小标题。",
        fix: Some(
            "把小标题的编号改为“（一）（二）（三）”；里面已有“（一）”一层的，由作者自己调整。",
        ),
        wrong: Example::lines(
            "（一）主动公开",
            "（五）监督保障",
            "\
一、主动公开
全年通过县政府门户网站公开信息215条。
二、依申请公开
按期答复全部申请。
三、政府信息管理
每季度核对一次已公开的信息。
四、政府信息公开平台建设
在登记大厅设置查阅点。
五、监督保障",
        ),
        right: Example::lines(
            "（一）主动公开",
            "（五）监督保障",
            "\
（一）主动公开
全年通过县政府门户网站公开信息215条。
（二）依申请公开
按期答复全部申请。
（三）政府信息管理
每季度核对一次已公开的信息。
（四）政府信息公开平台建设
在登记大厅设置查阅点。
（五）监督保障",
        ),
        basis: Basis {
            grade: Grade::Practice,
            cites: &[Source::of("gb-9704").part("“结构层次序数”")],
            note: "依次用“一、”“（一）”“1.”“（1）”。",
        },
    },
    check: Check::report(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for section in &context.report.sections {
        findings.extend(in_section(context, section));
    }
}

fn in_section(context: &Context<'_>, section: &Section) -> Option<Finding> {
    let numbers = numbers(context, section, 1);
    let [first, second, ..] = numbers.as_slice() else { return None };
    // What does not begin with one may be a part of its own, such as an appendix after the last.
    let is_list = context.text[first.clone()].starts_with('一')
        && context.text[second.clone()].starts_with('二');
    if !is_list {
        return None;
    }
    let of = &context.report.form.sections[section.index];
    let message = format!(
        "“{}”里的小标题也用“一、二、”编号，与六个部分的编号重了，应当用“（一）（二）”。",
        of.title
    );
    let mut finding =
        Finding::new(RULE.name, RULE.severity, first.clone(), message).about(about_section(of));
    let others = numbers.iter().skip(1).cloned();
    finding.related =
        others.map(|range| Related { message: "同样的编号".to_owned(), range }).collect();
    finding.fixes.extend(renumber(context, section, &numbers));
    Some(finding)
}

/// The numbers of a section's headings of a level.
fn numbers(context: &Context<'_>, section: &Section, level: u8) -> Vec<Range<usize>> {
    let tables = &context.report.tables;
    let number = |at: usize| match &context.report.elements[at].kind {
        ElementKind::Heading { level: of, number } if *of == level => Some((at, number.clone())),
        _ => None,
    };
    let numbers = section.body.clone().filter_map(number);
    let outside = |at: &usize| !tables.iter().any(|of| of.elements.contains(at));
    numbers.filter(|(at, _)| outside(at)).map(|(_, number)| number).collect()
}

/// The fix, unless the level below is taken.
fn renumber(context: &Context<'_>, section: &Section, numbers: &[Range<usize>]) -> Option<Fix> {
    if !self::numbers(context, section, 2).is_empty() {
        return None;
    }
    let edit = |range: &Range<usize>| {
        let ordinal = context.text[range.clone()].trim_end_matches(['、', '.', '．']);
        let is_han = !ordinal.contains(|c| halfwidth(c).is_ascii_digit());
        is_han.then(|| Edit { range: range.clone(), text: format!("（{ordinal}）") })
    };
    let edits = numbers.iter().map(edit).collect::<Option<Vec<Edit>>>()?;
    Some(Fix { title: "把小标题改为“（一）（二）”".to_owned(), safe: true, edits })
}

#[cfg(test)]
mod tests {
    use super::super::testing::expect;
    use super::*;

    #[test]
    fn subsections_numbered_like_sections() {
        let text = "<err>一、</err>主动公开情况\n\n公开12条。\n\n二、依申请公开情况";
        expect("doubled-numbering")
            .lines("（一）主动公开", "（五）监督保障", text)
            .message("“总体情况”里的小标题")
            .level(Severity::Info)
            .fixed("（二）依申请公开情况");
        let text = "<err>一、</err>深化主动公开\n\n（一）网站\n\n二、深化平台建设\n\n无。";
        expect("doubled-numbering").lines("（一）主动公开", "（五）监督保障", text).not_fixed();
        let text = "五、存在的主要问题及改进情况\n\n<err>一、</err>问题：公开不及时。\n二、改进：加强培训。";
        expect("doubled-numbering").lines("五、存在的主要", "改进情况", text).fixed("（一）问题");
    }

    #[test]
    fn numbers_that_are_no_second_list() {
        expect("doubled-numbering").none();
        let text = "2023年，未收取信息处理费。\n\n七、附则\n\n八、附件";
        expect("doubled-numbering").line("2023年，本机关未收取", text).none();
        expect("doubled-numbering").line("（一）主动公开", "一、主动公开").none();
    }
}
