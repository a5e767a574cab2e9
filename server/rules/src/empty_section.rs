//! `empty-section`: a heading with nothing under it.

#![allow(clippy::indexing_slicing, reason = "positions come from the report itself")]

use finding::{Finding, Severity};
use report::{ElementKind, Section};

use super::missing_table::section_without_table;
use super::wording::about_section;
use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "empty-section",
    title: "标题下没有内容",
    severity: Severity::Warning,
    doc: Doc {
        what: "标题下面没有内容：没有段落、表格，也没有下一级标题。几个并列的小标题下面都没有内容的，看作一个列举，不报。",
        why: "多半是忘了写，或者内容贴到了别处。确实没有的，写一句说明，读者才知道不是遗漏。",
        fix: None,
        wrong: Example::lines(
            "（三）政府信息管理",
            "（四）政府信息公开平台建设",
            "（三）政府信息管理\n\n（四）政府信息公开平台建设",
        ),
        right: Example::lines(
            "（三）政府信息管理",
            "（四）政府信息公开平台建设",
            "\
（三）政府信息管理

对已公开的信息每季度核对一次，及时更新或者撤下失效内容。

（四）政府信息公开平台建设",
        ),
        basis: Basis {
            grade: Grade::Practice,
            cites: &[Source::of("form-2021").part("“一、报告内容”")],
            note: "文件写明报告内容不能遗漏，也不宜泛化；没有内容的部分写一句说明，是通行做法。",
        },
    },
    check: Check::report(check),
};

/// A numbered line longer than this (in characters) is a paragraph.
const MAX_HEADING_CHARS: usize = 40;

/// Sections, and headings of four levels below.
const LEVELS: usize = 5;

/// A heading, of a section or below.
struct Head<'r> {
    element: usize,
    /// 0 for a section, else the level of the number, 1 to 4.
    level: u8,
    section: Option<&'r Section>,
    is_empty: bool,
}

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let heads = heads(context);
    let are_listed = are_listed(&heads);
    for (at, head) in heads.iter().enumerate().filter(|(_, head)| head.is_empty) {
        let silent = match head.section {
            Some(section) => is_told_by_its_table(context, section),
            None => are_listed[at],
        };
        if !silent {
            findings.push(finding(context, head));
        }
    }
}

/// All headings, in the order of the text.
fn heads<'r>(context: &Context<'r>) -> Vec<Head<'r>> {
    let report = context.report;
    let section_at = |at: usize| {
        let before = report.sections.partition_point(|section| section.body.start <= at);
        report.sections.get(before).filter(|section| section.body.start == at + 1)
    };
    let level_at = |at: usize| match (section_at(at), &report.elements[at].kind) {
        (Some(_), _) => Some(0),
        (None, ElementKind::Heading { level, .. }) => Some(*level),
        (None, _) => None,
    };
    let elements = 0..report.elements.len();
    let mut heads = Vec::new();
    for (element, level) in elements.clone().filter_map(|at| Some((at, level_at(at)?))) {
        // A control character that is a blank to Unicode makes a paragraph, and says nothing.
        let is_silent = |at: &usize| {
            let element = &report.elements[*at];
            matches!(element.kind, ElementKind::Comment)
                || context.text[element.range.clone()].trim().is_empty()
        };
        let next = (element + 1..elements.end).find(|at| !is_silent(at));
        let ends = next.is_none_or(|next| level_at(next).is_some_and(|next| next <= level));
        let section = section_at(element);
        let range = report.elements[element].range.clone();
        let is_empty = ends && (section.is_some() || !says_something(&context.text[range]));
        heads.push(Head { element, level, section, is_empty });
    }
    heads
}

/// Whether a numbered line is a paragraph, or a heading that its text goes on from.
fn says_something(line: &str) -> bool {
    line.contains(['。', '；', '：', '！', '？', ';', ':', '，'])
        || line.chars().count() > MAX_HEADING_CHARS
}

/// Whether the heading's table is missing, which has a finding of its own.
fn is_told_by_its_table(context: &Context<'_>, section: &Section) -> bool {
    let mut tables = context.report.form.tables.iter();
    tables.any(|table| {
        section_without_table(context.report, table)
            .is_some_and(|other| std::ptr::eq(other, section))
    })
}

/// Which headings are of several beside each other that have nothing under them: a list.
fn are_listed(heads: &[Head<'_>]) -> Vec<bool> {
    // The list that is open at each level, and of each list how many it has and whether all are empty.
    let mut open = [None; LEVELS];
    let mut lists: Vec<(usize, bool)> = Vec::new();
    let mut list_of = Vec::with_capacity(heads.len());
    for head in heads {
        let level = usize::from(head.level);
        open[level + 1..].fill(None);
        let list = *open[level].get_or_insert(lists.len());
        if list == lists.len() {
            lists.push((0, true));
        }
        let (count, all_empty) = &mut lists[list];
        *count += 1;
        *all_empty &= head.is_empty;
        list_of.push(list);
    }
    let is_list = |(count, all_empty): (usize, bool)| count > 1 && all_empty;
    list_of.into_iter().map(|list| is_list(lists[list])).collect()
}

fn finding(context: &Context<'_>, head: &Head<'_>) -> Finding {
    let range = context.report.elements[head.element].range.clone();
    let title = &context.text[range.clone()];
    let advice = match head.section {
        Some(_) => "请补写；确实没有的，也请写一句说明",
        None => "请补写，或者删去这个标题",
    };
    let message = format!("“{title}”下面没有内容。{advice}。");
    let finding = Finding::new(RULE.name, RULE.severity, range, message);
    match head.section.map(|section| &context.report.form.sections[section.index]) {
        Some(of) => finding.about(about_section(of)),
        None => finding,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::expect;

    fn overview(body: &str) -> String {
        format!("一、总体情况\n\n（一）开头\n\n正文。\n\n{body}")
    }

    #[test]
    fn sections_and_headings_below() {
        expect("empty-section")
            .lines("五、存在", "六、其他", "<err>五、存在的主要问题及改进情况</err>\n\n<!-- 待写 -->\n\n六、其他需要报告的事项")
            .message("下面没有内容。请补写；确实没有的，也请写一句说明");
        expect("empty-section")
            .line("一、总体情况", &overview("<err>（二）监督保障</err>\n\n（三）结尾\n\n正文。"))
            .message("“（二）监督保障”下面没有内容。请补写，或者删去这个标题");
    }

    #[test]
    fn a_control_character_says_nothing() {
        expect("empty-section")
            .lines(
                "五、存在",
                "六、其他",
                "<err>五、存在的主要问题及改进情况</err>\n\u{85}\n六、其他需要报告的事项",
            )
            .message("下面没有内容");
    }

    #[test]
    fn what_says_something_itself_is_no_heading() {
        let body = "（二）监督保障。本年度开展检查两次。\n（三）平台建设\n1.改版网站，增加栏目";
        expect("empty-section").line("一、总体情况", &overview(body)).none();
    }

    #[test]
    fn a_list_is_no_row_of_empty_headings() {
        let body = "（二）主要问题\n\n1.更新不够及时\n2.检索方式较少\n\n（三）结尾\n\n正文。";
        expect("empty-section").line("一、总体情况", &overview(body)).none();
    }

    #[test]
    fn a_missing_table_is_told_once() {
        expect("empty-section")
            .lines(
                "四、政府信息公开",
                "| 行政诉讼（复议后起诉）",
                "四、政府信息公开行政复议、行政诉讼情况",
            )
            .none();
    }
}
