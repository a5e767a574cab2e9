//! `missing-table`: an official table, or a block of one, that is not there.

#![allow(clippy::indexing_slicing, reason = "positions come from the form itself")]

use std::ops::Range;

use finding::{About, Finding, Fix, Severity};
use form::halfwidth;
use format::blank_table;
use report::{Cells, Element, ElementKind, Report, Row, Section, TableKind};
use text::Edit;

use super::insertion::after_line;
use super::part::{Part, Piece};
use super::stray::{is_any_table_unread, may_hold};
use super::wording::{about_table, block_name};
use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "missing-table",
    title: "缺表",
    severity: Severity::Error,
    doc: Doc {
        what: "缺少官方的表，或者表二缺少其中一块。第二、三、四部分各有一张官方的表，表二按条例第二十条分为几块。",
        why: "三张表是统一格式的固定内容。没有发生的，通行做法是保留表格、填 0，不以一句“无”或者“未收到申请”代替。\n\n2019 年度是第一次用统一格式，文件的说法是鼓励使用、确有困难的可以参照，这一年的报告与表样不同，不一定要改。",
        fix: Some("在这一部分的末尾补上空表，等待填写。"),
        wrong: Example::lines("| 案件类型", "| 行政诉讼（复议后起诉）", "见本报告第一部分。"),
        right: Example::lines(
            "| 案件类型",
            "| 行政诉讼（复议后起诉）",
            "\
| 案件类型 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
| :--- | ---: | ---: | ---: | ---: | ---: |
| 行政复议 | 2 | 1 | 1 | 0 | 4 |
| 行政诉讼（未经复议直接起诉） | 1 | 0 | 0 | 0 | 1 |
| 行政诉讼（复议后起诉） | 1 | 0 | 0 | 1 | 2 |",
        ),
        basis: Basis {
            grade: Grade::Law,
            cites: &[
                Source::of("regulation").article(50).paragraph(1),
                Source::of("form-2021").part("附件"),
                Source::of("form-2019").part("附件"),
            ],
            note: "",
        },
    },
    check: Check::report(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (index, table) in context.report.form.tables.iter().enumerate() {
        let pieces: Vec<&Part<'_>> =
            context.parts.iter().filter(|part| part.first().official.index == index).collect();
        if pieces.is_empty() {
            findings.extend(whole_table(context, table));
        } else {
            missing_blocks(context, index, &pieces, findings);
        }
    }
}

/// A report's first section that a table of the form belongs to. Whether one is missing there is
/// also asked by the rule on empty sections.
pub(super) fn section_without_table<'r>(
    report: &'r Report,
    table: &form::Table,
) -> Option<&'r Section> {
    let found = report.official_tables().any(|(_, official)| official.table().id == table.id);
    let of = |section: &&Section| report.form.sections[section.index].id == table.section;
    let section = report.sections.iter().find(of).filter(|_| !found)?;
    let unrecognized = report.tables.iter().any(|other| {
        matches!(other.kind, TableKind::Unrecognized)
            && section.body.contains(&other.elements.start)
    });
    (!unrecognized).then_some(section)
}

fn whole_table(context: &Context<'_>, table: &'static form::Table) -> Option<Finding> {
    let report = context.report;
    let section = section_without_table(report, table)?;
    if let Some(placeholder) = placeholder(context, section) {
        return Some(lost_table(table, placeholder));
    }
    let message = format!("缺{}（{}）。请补上这张表，没有发生的填 0。", table.name, table.caption);
    let last = report.elements[..section.body.end].last();
    let at = last.map_or(section.heading.end, |last| last.range.end);
    let edit = after_line(context.text, at, blank_table(table).trim_end());
    let about =
        About { section: Some(&report.form.sections[section.index].id), ..about_table(table) };
    let finding =
        Finding::new(RULE.name, RULE.severity, section.heading.clone(), message).about(about);
    // Figures that stand there may be the table's.
    let figures = has_figures(context.text, &report.elements[section.body.clone()]);
    let rows = table.blocks.iter().flat_map(|block| &block.rows);
    Some(match figures || may_hold(context, rows) {
        true => finding,
        false => finding.fix(fix(format!("补上空的{}", table.name), edit)),
    })
}

/// Whether lines of text hold figures, which may be those of a table that nobody could read.
fn has_figures(text: &str, elements: &[Element]) -> bool {
    let is_figure = |c: char| halfwidth(c).is_ascii_digit();
    elements.iter().any(|element| match &element.kind {
        ElementKind::Comment => false,
        ElementKind::Heading { number, .. } => {
            text[number.end..element.range.end].contains(is_figure)
        }
        _ => text[element.range.clone()].contains(is_figure),
    })
}

/// What a converter writes in place of a table that it cannot write.
const PLACEHOLDER: &str = "[TABLE]";

/// Where a section has that in place of its table.
fn placeholder(context: &Context<'_>, section: &Section) -> Option<Range<usize>> {
    let body = context.report.elements.get(section.body.clone())?;
    let written = |range: &Range<usize>| context.text[range.clone()].trim_matches('\\');
    let mut ranges = body.iter().map(|element| element.range.clone());
    ranges.find(|range| written(range).eq_ignore_ascii_case(PLACEHOLDER))
}

/// The figures are gone, and a blank table would only hide it.
fn lost_table(table: &'static form::Table, placeholder: Range<usize>) -> Finding {
    let message = format!(
        "这里的“{PLACEHOLDER}”是转换软件留下的记号：{}没有转换出来，里面的数都丢了。请从原来的文件重新复制这张表，或者用 nianbao import 转换原来的文件。",
        table.name
    );
    Finding::new(RULE.name, RULE.severity, placeholder, message).about(about_table(table))
}

fn fix(title: String, edit: Edit) -> Fix {
    Fix { title, safe: false, edits: vec![edit] }
}

/// The blocks that a table lacks, in the edition whose blocks it has.
fn missing_blocks(
    context: &Context<'_>,
    index: usize,
    parts: &[&Part<'_>],
    findings: &mut Vec<Finding>,
) {
    let ours = |part: &&&Part<'_>| std::ptr::eq(part.first().official.form, context.report.form);
    let reference = parts.iter().find(ours).unwrap_or(&parts[0]);
    let table = &reference.first().official.form.tables[index];
    // A header without rows would be read as part of what is written below it, and so would be a row
    // that may belong to a header.
    let complete = parts.iter().all(is_understood)
        && last_piece(parts).is_some_and(|piece| ends_with_a_row(context.report, piece));
    let is_there = |block: &form::Block| parts.iter().any(|part| part.of().id == block.id);
    let blocks = table.blocks.iter().enumerate();
    let missing: Vec<(usize, &form::Block)> =
        blocks.filter(|(_, block)| !is_there(block)).collect();
    // A table that nobody could read says so itself, and may be what is missing.
    if missing.is_empty() || is_any_table_unread(context.report) {
        return;
    }
    let anchor = |at: usize| {
        let above = parts.iter().rfind(|part| part.first().block.index < at);
        above.unwrap_or(&parts[0]).first().block.anchor.clone()
    };
    let names: Vec<String> = missing.iter().map(|(_, block)| block_name(table, block)).collect();
    let (what, title) = match names.as_slice() {
        [name] => (format!("缺{name}这一块"), format!("补上空的{name}")),
        names => (
            format!("{}缺 {} 块：{}", table.name, names.len(), names.join("、")),
            format!("补上空的 {} 块", names.len()),
        ),
    };
    let message = format!("{what}。请补上，没有发生的填 0。");
    let finding = Finding::new(RULE.name, RULE.severity, anchor(missing[0].0), message)
        .about(about_table(table));
    let end = last_piece(parts).map_or(0, |piece| piece.table.range.end);
    let blank: Vec<String> = missing.iter().map(|(at, _)| blank_block(table, *at)).collect();
    let edit = after_line(context.text, end, &blank.join("\n\n"));
    let rows = missing.iter().flat_map(|(_, block)| &block.rows);
    let is_safe = complete && !may_hold(context, rows);
    findings.push(if is_safe { finding.fix(fix(title, edit)) } else { finding });
}

/// Whether a block has rows, and nothing in it that is not understood: that may belong to the block that is
/// missing.
fn is_understood(part: &&Part<'_>) -> bool {
    let is_misfit = |row: &Row| matches!(row.cells, Cells::Misfit { .. });
    let is_read = |piece: &Piece<'_>| {
        piece.block.header_read
            && piece.block.unknown_columns.is_empty()
            && piece.block.columns.iter().all(Option::is_some)
            && piece.official.unknown_rows.is_empty()
    };
    part.rows().next().is_some()
        && part.pieces.iter().all(is_read)
        && !part.rows().any(|(_, row)| is_misfit(row))
}

/// The last of the table's pieces.
fn last_piece<'r>(parts: &[&Part<'r>]) -> Option<Piece<'r>> {
    let pieces = parts.iter().flat_map(|part| &part.pieces).copied();
    pieces.max_by_key(|piece| (piece.table.range.end, piece.block.anchor.start))
}

/// Whether the last row of a table is one of the form's.
fn ends_with_a_row(report: &Report, last: Piece<'_>) -> bool {
    let row = last.table.rows.last().map(|row| &report.elements[*row].range);
    let label = last.block.rows.last().map(|row| row.label.range.start);
    row.zip(label).is_some_and(|(row, label)| row.contains(&label))
}

/// A block of a table in the canonical shape, without figures.
fn blank_block(table: &'static form::Table, block: usize) -> String {
    let blank = blank_table(table);
    blank.trim_end().split("\n\n").nth(block).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::testing::expect;

    #[test]
    fn a_section_without_its_table() {
        expect("missing-table")
            .lines(
                "四、政府信息公开行政复议",
                "| 行政诉讼（复议后起诉）",
                "<err>四、政府信息公开行政复议、行政诉讼情况</err>\n\n没有发生。",
            )
            .message("缺表四")
            .fixed("没有发生。\n\n| 案件类型 ");
    }

    #[test]
    fn a_block_that_is_not_there() {
        expect("missing-table")
            .lines(
                "| 第二十条第（一）项",
                "| 行政许可",
                "\
| <err>第二十条第（一）项</err> | 本年制发件数 | 本年废止件数 | 现行有效件数 |
| :--- | ---: | ---: | ---: |
| 规章 | 0 | 0 | 0 |
| 行政规范性文件 | 2 | 1 | 9 |",
            )
            .message("缺表二“第二十条第（五）项”这一块")
            .fixed("\n\n| 第二十条第（五）项 | 本年处理决定数量 |\n");
    }

    #[test]
    fn a_table_that_ends_in_doubt_is_left_to_its_author() {
        expect("missing-table")
            .lines(
                "| 第二十条第（六）项",
                "| 行政事业性收费",
                "\
| <err>第二十条第（六）项</err> | 本年处理决定数量 |
| :--- | ---: |
| 行政处罚 | 0 |
| 行政强制 | 0 |
| 决定 | 收入 |",
            )
            .not_fixed();
    }

    #[test]
    fn no_block_is_put_beside_rows_that_may_be_its_own() {
        expect("missing-table")
            .lines(
                "| 第二十条第（六）项",
                "| 行政强制",
                "本年处理决定数量\n\n行政处罚：37\n\n行政强制：2\n",
            )
            .not_fixed();
    }

    #[test]
    fn silent_where_another_rule_tells_it() {
        let other = "| 案件 | 数量 |\n| --- | --- |\n| 甲 | 3 |";
        expect("missing-table").lines("| 案件类型", "| 行政诉讼（复议后起诉）", other).none();
        expect("missing-table")
            .lines("四、政府信息公开行政复议", "| 行政诉讼（复议后起诉）", "")
            .none();
    }

    #[test]
    fn what_a_converter_could_not_write_is_named() {
        expect("missing-table")
            .lines("| 申请人情况", "| 四、结转", "<err>[TABLE]</err>")
            .message("表三没有转换出来，里面的数都丢了")
            .not_fixed();
    }

    #[test]
    fn where_figures_stand_no_blank_table_is_put_beside_them() {
        for (line, fixed) in [
            ("见本报告第一部分。", true),
            ("行政复议结果维持2件，结果纠正1件。", false),
            ("结果维持 ２", false),
        ] {
            let text = super::super::testing::CLEAN;
            let start = text.find("| 案件类型").expect("the sample has the table");
            let end = text.find("五、存在").expect("the sample goes on");
            let text = format!("{}{line}\n\n{}", &text[..start], &text[end..]);
            let found = super::super::testing::findings_of(&text);
            let own = found.iter().find(|finding| finding.rule == "missing-table");
            assert_eq!(own.map(|finding| !finding.fixes.is_empty()), Some(fixed), "{line}");
        }
    }
}
