//! `missing-section`: one of the six sections is not there.

#![allow(clippy::indexing_slicing, reason = "positions come from the form itself")]

use finding::{Finding, Fix, Severity};
use format::blank_table;
use report::{ElementKind, Section, Table};
use text::Edit;

use super::insertion::{after_line, before_line};
use super::stray::may_hold;
use super::wording::about_section;
use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source, is_prose};

pub(super) static RULE: Rule = Rule {
    name: "missing-section",
    title: "六个部分不全",
    severity: Severity::Error,
    doc: Doc {
        what: "缺少六个部分中的某一个。",
        why: "第二至第六部分对应条例第五十条规定的五项内容，第一部分“总体情况”来自统一格式。没有内容可写的部分，通行做法是保留标题，写一句说明。\n\n2019 年度是第一次用统一格式，文件的说法是鼓励使用、确有困难的可以参照，这一年的报告与表样不同，不一定要改。",
        fix: Some("补上标题；这一部分有官方的表而报告里没有的，连同空表一起补上。"),
        wrong: Example::lines(
            "五、存在",
            "六、其他",
            "\
五、存在的主要问题及改进情况

存在的主要问题：征地信息的发布还不够及时。改进情况：已把征地信息公开纳入项目审批流程。

2023年，本机关未收取信息处理费，发出收费通知的件数和总金额，以及实际收取的总金额均为0。",
        ),
        right: Example::lines(
            "五、存在",
            "六、其他",
            "\
五、存在的主要问题及改进情况

存在的主要问题：征地信息的发布还不够及时。改进情况：已把征地信息公开纳入项目审批流程。

六、其他需要报告的事项

2023年，本机关未收取信息处理费，发出收费通知的件数和总金额，以及实际收取的总金额均为0。",
        ),
        basis: Basis {
            grade: Grade::Law,
            cites: &[
                Source::of("regulation").article(50),
                Source::of("form-2021").part("“一、报告内容”"),
                Source::of("form-2021").part("附件"),
                Source::of("form-2019").part("附件"),
            ],
            note: "第二至第六部分对应条例的五项内容，第一部分“总体情况”来自格式文件。",
        },
    },
    check: Check::report(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let of = &context.report.form.sections;
    let present = |index: usize| context.report.sections.iter().any(|other| other.index == index);
    let missing: Vec<usize> = (0..of.len()).filter(|index| !present(*index)).collect();
    if missing.len() == of.len() {
        findings.push(all(context));
    } else if missing.len() > MAX_SINGLE {
        findings.push(several(context, &missing));
    } else {
        findings.extend(missing.iter().map(|index| single(context, *index)));
    }
}

/// More missing sections than this have one cause, and make one finding.
const MAX_SINGLE: usize = 2;

/// One finding for most sections: their headings were lost, or only a part of a report is here.
fn several(context: &Context<'_>, missing: &[usize]) -> Finding {
    let report = context.report;
    let heading = |index: usize| format!("“{}”", report.form.sections[index].heading());
    let found: Vec<String> = report.sections.iter().map(|it| heading(it.index)).collect();
    let lost: Vec<String> = missing.iter().map(|index| heading(*index)).collect();
    let message = format!(
        "只找到{}，缺 {} 个部分：{}。如果内容已经写了，只需在它前面各补一行标题；如果这只是年报的一部分，可以不管这一条。",
        found.join("、"),
        missing.len(),
        lost.join("、")
    );
    let range = report.sections.first().map_or(0..0, |first| first.heading.clone());
    Finding::new(RULE.name, RULE.severity, range, message)
}

/// One finding where no section was found at all.
fn all(context: &Context<'_>) -> Finding {
    let of = &context.report.form.sections;
    if context.is_tables_only() {
        return only_tables(context);
    }
    let headings: Vec<String> = of.iter().map(form::Section::heading).collect();
    let message = format!(
        "没有找到年报的任何一个部分。年报有 {} 个部分：{}。请各写一行标题。",
        of.len(),
        headings.join("；")
    );
    let range = context.report.title.as_ref().map_or(0..0, |title| title.range.clone());
    let pieces: Vec<String> = (0..of.len()).map(|index| lines(context, index)).collect();
    let edit = after_line(context.text, last_line(context.text), &pieces.join("\n\n"));
    let finding = Finding::new(RULE.name, RULE.severity, range, message);
    // Text below the title may be the sections, by other names.
    if context.prose.lines.iter().any(is_prose) || !context.report.tables.is_empty() {
        return finding;
    }
    finding.fix(Fix {
        title: format!("补上 {} 个部分的标题和空表", of.len()),
        safe: false,
        edits: vec![edit],
    })
}

/// Tables alone are no report yet, and may be meant to be none.
fn only_tables(context: &Context<'_>) -> Finding {
    let count = context.report.form.sections.len();
    let message = format!(
        "这里只有表，没有标题和 {count} 个部分，像是从表格软件里复制的，只核对了表里的数。如果要写成年报，请补上标题和各部分的内容。"
    );
    let first = context.report.official_tables().next();
    let at = first.map_or(0, |(table, _)| table.range.start);
    Finding::new(RULE.name, Severity::Info, at..at, message)
}

fn single(context: &Context<'_>, index: usize) -> Finding {
    let of = &context.report.form.sections[index];
    let heading = of.heading();
    let sections = &context.report.sections;
    let next = sections.iter().filter(|other| other.index > index).min_by_key(|other| other.index);
    let (range, place) = match next {
        Some(next) => {
            let name = context.report.form.sections[next.index].heading();
            (next.heading.clone(), format!("“{name}”之前"))
        }
        None => {
            let last = sections.last().map_or(0..0, |last| last.heading.clone());
            (last, "报告末尾".to_owned())
        }
    };
    if let Some(other) = stand_in(context, index, next) {
        let message = format!(
            "缺第{}部分“{heading}”。“{other}”写的可能就是这一部分：如果是，请把它改为“{heading}”；如果不是，请另写一个标题。",
            of.number
        );
        return Finding::new(RULE.name, RULE.severity, range, message).about(about_section(of));
    }
    let message = format!(
        "缺第{}部分“{heading}”。请在{place}补上标题和内容；如果内容已经写了，只需补上标题。",
        of.number
    );
    let finding = Finding::new(RULE.name, RULE.severity, range, message).about(about_section(of));
    // Where its table may be one that nobody could read, the heading alone would not mend it.
    let may_be_there = own_table(context, index).is_none() && is_table_unread(context, index);
    let left = Left::before(context, index, next);
    let unclear = may_be_there || left.prose.is_some();
    if left.headings
        || (has_table(context, index) && own_table(context, index).is_none() && unclear)
    {
        return finding;
    }
    finding.fix(Fix {
        title: format!("补上“{heading}”"),
        safe: false,
        edits: vec![insertion(context, index, next, &left)],
    })
}

/// A heading that stands where a missing section should, and has its number: it may be that section, by
/// another name.
fn stand_in<'r>(context: &Context<'r>, index: usize, next: Option<&Section>) -> Option<&'r str> {
    let report = context.report;
    let former = report.sections.iter().filter(|other| other.index < index).map(|it| it.body.start);
    let start = former.max().unwrap_or_default();
    let end = next.map_or(report.elements.len(), |next| next.body.start.saturating_sub(1));
    let number = report.form.sections[index].number.as_str();
    let elements = report.elements.get(start..end)?;
    elements.iter().find_map(|element| match &element.kind {
        ElementKind::Heading { level: 1, number: written } => {
            let bears = context.text[written.clone()].trim().trim_end_matches('、') == number;
            let words = context.text.get(element.range.clone())?;
            bears.then_some(words)
        }
        _ => None,
    })
}

/// Inserts the heading: above the section's own table if that is there, or else above the text that is left
/// behind the table before it, or else above the section that comes next, or else at the end.
fn insertion(context: &Context<'_>, index: usize, next: Option<&Section>, left: &Left) -> Edit {
    let lines = lines(context, index);
    if let Some(table) = own_table(context, index) {
        return before_line(context.text, start_with_comments(context, table), &lines);
    }
    if let Some(prose) = left.prose {
        return before_line(context.text, prose, &lines);
    }
    match next {
        Some(next) => before_line(context.text, next.heading.start, &lines),
        None => after_line(context.text, last_line(context.text), &lines),
    }
}

/// A place in the last line that is not empty. One that holds nothing but a TAB is a cell.
fn last_line(text: &str) -> usize {
    text.trim_end_matches(['\n', '\r']).len()
}

/// Whether a section has a table of the form.
fn has_table(context: &Context<'_>, index: usize) -> bool {
    let form = context.report.form;
    form.tables.iter().any(|table| table.section == form.sections[index].id)
}

/// Whether the section's table may be there, and nobody could read it.
fn is_table_unread(context: &Context<'_>, index: usize) -> bool {
    let form = context.report.form;
    let own = form.tables.iter().filter(|table| table.section == form.sections[index].id);
    may_hold(context, own.flat_map(|table| &table.blocks).flat_map(|block| &block.rows))
}

/// What stands before the place of a missing section and belongs to none.
#[derive(Default)]
struct Left {
    /// Whether it has headings, which may be the section's own by other names.
    headings: bool,
    /// Where prose begins behind the table of the section above.
    prose: Option<usize>,
}

impl Left {
    fn before(context: &Context<'_>, index: usize, next: Option<&Section>) -> Self {
        let report = context.report;
        let former = report.sections.iter().filter(|other| other.index < index);
        let former = former.max_by_key(|other| other.body.start);
        let start = former.map_or(0, |former| former.body.start);
        let end = next.map_or(report.elements.len(), |next| next.body.start.saturating_sub(1));
        let is_table = |at: &usize| report.tables.iter().any(|it| it.elements.contains(at));
        let last_row = (start..end).rev().find(is_table);
        let last_row = last_row.filter(|_| former.is_some_and(|it| has_table(context, it.index)));
        let mut left = Self::default();
        for (at, element) in report.elements.iter().enumerate().take(end).skip(start) {
            match element.kind {
                ElementKind::Heading { level, .. } => {
                    left.headings |= level == 1 || former.is_none()
                }
                ElementKind::Paragraph if last_row.is_some_and(|last| at > last) => {
                    left.prose = left.prose.or(Some(element.range.start));
                }
                _ => {}
            }
        }
        left
    }
}

/// The heading, and the blank table that belongs below it unless it stands elsewhere.
fn lines(context: &Context<'_>, index: usize) -> String {
    let of = &context.report.form.sections[index];
    let mut lines = of.heading();
    let tables = context.report.form.tables.iter().filter(|table| table.section == of.id);
    // One that nobody could read may be it.
    let is_there = own_table(context, index).is_some() || is_table_unread(context, index);
    for table in tables.filter(|_| !is_there) {
        lines.push_str("\n\n");
        lines.push_str(blank_table(table).trim_end());
    }
    lines
}

/// The first official table that belongs into a section.
fn own_table<'r>(context: &Context<'r>, index: usize) -> Option<&'r Table> {
    let id = &context.report.form.sections[index].id;
    let mut tables = context.report.official_tables();
    tables.find(|(_, official)| official.table().section == *id).map(|(table, _)| table)
}

/// Where a table begins, with the comments right above it: they speak of the table.
fn start_with_comments(context: &Context<'_>, table: &Table) -> usize {
    let above = context.report.elements[..table.elements.start].iter().rev();
    let comments = above.take_while(|element| matches!(element.kind, ElementKind::Comment));
    comments.last().map_or(table.range.start, |first| first.range.start)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{CLEAN, expect, findings_of};
    use finding::Severity;

    #[test]
    fn a_section_between_others() {
        let end = CLEAN.find("六、").expect("the sample has the section");
        let start = CLEAN.find("五、").expect("the sample has the section");
        let text = format!("{}<err>六、其他需要报告的事项</err>\n\n无。\n", &CLEAN[..start]);
        assert!(end > start);
        expect("missing-section")
            .text(&text)
            .message(
                "缺第五部分“五、存在的主要问题及改进情况”。请在“六、其他需要报告的事项”之前补上",
            )
            .fixed("\n\n五、存在的主要问题及改进情况\n\n六、其他需要报告的事项\n");
    }

    #[test]
    fn the_last_section() {
        let end = CLEAN.find("六、").expect("the sample has the section");
        let text = CLEAN[..end].replacen(
            "五、存在的主要问题及改进情况",
            "<err>五、存在的主要问题及改进情况</err>",
            1,
        );
        expect("missing-section")
            .text(&text)
            .message("请在报告末尾补上")
            .fixed("\n\n六、其他需要报告的事项\n");
    }

    #[test]
    fn a_heading_goes_above_its_table() {
        expect("missing-section")
            .lines(
                "四、政府信息公开",
                "| 案件类型",
                "| 案件类型 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |",
            )
            .line("五、存在", "<err>五、存在的主要问题及改进情况</err>")
            .fixed("\n\n四、政府信息公开行政复议、行政诉讼情况\n\n| 案件类型");
    }

    #[test]
    fn a_table_comes_with_its_heading() {
        expect("missing-section")
            .lines("四、政府信息公开", "五、存在", "<err>五、存在的主要问题及改进情况</err>")
            .fixed("\n\n四、政府信息公开行政复议、行政诉讼情况\n\n| 案件类型 ");
    }

    #[test]
    fn a_section_by_another_name_gets_no_second_heading() {
        let text = CLEAN.replacen("一、总体情况", "一、机构职能", 1).replacen(
            "二、主动公开政府信息情况",
            "<err>二、主动公开政府信息情况</err>",
            1,
        );
        expect("missing-section")
            .text(&text)
            .message("“一、机构职能”写的可能就是这一部分")
            .not_fixed();
        let text = "<err>云岭县自然资源局2023年政府信息公开工作年度报告</err>\n\n今年工作平稳。\n";
        expect("missing-section").text(text).not_fixed();
    }

    #[test]
    fn many_are_told_once() {
        let text = "云岭县𠮷石局2023年政府信息公开工作年度报告\n\n<err>一、总体情况</err>\n\n公开信息12条。\n";
        expect("missing-section")
            .text(text)
            .message("只找到“一、总体情况”，缺 5 个部分：“二、主动公开政府信息情况”、")
            .not_fixed();
    }

    #[test]
    fn text_behind_a_table_becomes_the_section() {
        let text = CLEAN.replacen("五、存在的主要问题及改进情况\n", "", 1).replacen(
            "六、其他需要报告的事项",
            "<err>六、其他需要报告的事项</err>",
            1,
        );
        expect("missing-section")
            .text(&text)
            .message("缺第五部分")
            .fixed("\n五、存在的主要问题及改进情况\n\n存在的主要问题：");
    }

    #[test]
    fn no_blank_table_is_put_beside_lines_that_may_be_it() {
        let start = CLEAN.find("四、政府信息公开").expect("the sample has the section");
        let end = CLEAN.find("五、存在").expect("the sample has the section");
        let lines = "行政复议：2 0 0 1 3\n\n行政诉讼（复议后起诉）：0 0 0 0 0\n\n";
        let rest = CLEAN[end..].replacen("五、", "<err>五、", 1).replacen(
            "改进情况\n",
            "改进情况</err>\n",
            1,
        );
        let text = format!("{}{lines}{rest}", &CLEAN[..start]);
        expect("missing-section").text(&text).message("缺第四部分").not_fixed();
    }

    #[test]
    fn one_finding_where_there_is_none() {
        expect("missing-section")
            .text("<err></err>")
            .message("没有找到年报的任何一个部分")
            .fixed("一、总体情况\n\n二、主动公开政府信息情况\n\n| 第二十条第（一）项 ");
        expect("missing-section")
            .text("<err>云岭县自然资源局2023年政府信息公开工作年度报告</err>\n");
    }

    #[test]
    fn tables_alone_are_told_once() {
        let is_row = |line: &&str| line.is_empty() || line.starts_with('|');
        let tables: Vec<&str> = CLEAN.lines().filter(is_row).collect();
        let tables = tables.join("\n");
        for names in ["", "## 表二\n\n"] {
            let findings = findings_of(&format!("{names}{tables}"));
            let [finding] = findings.as_slice() else { panic!("{findings:#?}") };
            assert_eq!((finding.rule, finding.severity), ("missing-section", Severity::Info));
        }
        let prose = "本机关2023年没有收到申请，也没有收费，特此说明如下。";
        let findings = findings_of(&format!("{prose}\n\n{tables}"));
        assert!(findings.iter().any(|it| it.severity == Severity::Error), "{findings:#?}");
    }
}
