//! `unrecognized-table`: a table beside the official ones that is none of them.

#![allow(clippy::indexing_slicing, reason = "positions come from the report itself")]

use std::ops::Range;

use finding::{Finding, Severity};
use report::{ElementKind, Section, Shape, Table, TableKind};

use super::wording::about_section;
use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "unrecognized-table",
    title: "认不出的表",
    severity: Severity::Warning,
    doc: Doc {
        what: "第二、三、四部分里有一张表，认不出是哪一张官方的表。",
        why: "认不出的表没有核对。可能是表头或者行名丢失、改动太多，也可能是另附的表。",
        fix: None,
        wrong: Example::line(
            "| 行政事业性收费",
            "\
| 行政事业性收费 | 38.64 |

| 月份 | 接待人次 |
| :--- | ---: |
| 上半年 | 12 |
| 下半年 | 20 |",
        ),
        right: Example::line("| 行政事业性收费", "| 行政事业性收费 | 38.64 |"),
        basis: Basis {
            grade: Grade::Printed,
            cites: &[Source::of("form-2021").part("附件"), Source::of("form-2019").part("附件")],
            note: "这三个部分各有统一格式的表。",
        },
    },
    check: Check::report(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for table in &context.report.tables {
        if !matches!(table.kind, TableKind::Unrecognized) {
            continue;
        }
        let inside = |section: &&Section| section.body.contains(&table.elements.start);
        let Some(section) = context.report.sections.iter().find(inside) else { continue };
        let of = &context.report.form.sections[section.index];
        let mut tables = context.report.form.tables.iter();
        let Some(official) = tables.find(|official| official.section == of.id) else { continue };
        let message = if is_loose(context, table) {
            format!(
                "这里像是{}，但表格线或者分隔丢了，分不清哪个数属于哪一格，没有核对。请从原来的文件或者网页重新复制这张表，或者用 nianbao import 转换原来的文件。",
                official.name
            )
        } else {
            format!(
                "认不出这是哪一张官方的表，没有核对。如果是{}，请对照表样检查表头和行名；如果是另附的表，可在表前加一行 <!-- nianbao: allow {} --> 不再提示。",
                official.name, RULE.name
            )
        };
        findings.push(
            Finding::new(RULE.name, RULE.severity, first_cell(context, table), message)
                .about(about_section(of)),
        );
    }
}

/// Whether nothing reliable parts the table's cells.
fn is_loose(context: &Context<'_>, table: &Table) -> bool {
    let rows = table.rows.iter().map(|row| &context.report.elements[*row].kind);
    rows.into_iter().all(|row| matches!(row, ElementKind::Row { shape: Shape::Loose, .. }))
}

fn first_cell(context: &Context<'_>, table: &Table) -> Range<usize> {
    let elements = &context.report.elements[table.elements.clone()];
    let cells = elements.iter().filter_map(|element| match &element.kind {
        ElementKind::Row { cells, .. } => Some(cells),
        _ => None,
    });
    let first = cells.flatten().find(|cell| !cell.is_empty());
    first.map_or_else(|| table.range.start..table.range.start, |cell| cell.range.clone())
}

#[cfg(test)]
mod tests {
    use super::super::testing::expect;

    const TABLE: &str = "| <err>月份</err> | 接待人次 |\n| --- | --- |\n| 上半年 | 12 |";

    #[test]
    fn a_table_among_the_official_ones() {
        let with = |line: &str| format!("{line}\n\n{TABLE}");
        expect("unrecognized-table")
            .line("| 行政事业性收费", &with("| 行政事业性收费 | 38.64 |"))
            .message("如果是表二，请对照表样");
    }

    #[test]
    fn a_table_whose_cells_are_lost_is_told_and_not_missed() {
        let text = "<err>第二十条第（五）项</err>\n行政许可 行政处罚\n1\n2\n行政强制\n3 4";
        let lines = ("| 第二十条第（一）项", "| 行政事业性收费");
        expect("unrecognized-table")
            .lines(lines.0, lines.1, text)
            .message("这里像是表二，但表格线或者分隔丢了");
        let bare = text.replace("<err>", "").replace("</err>", "");
        expect("missing-table").lines(lines.0, lines.1, &bare).none();
    }

    #[test]
    fn a_table_elsewhere_is_the_authors_own() {
        let text = format!("一、总体情况\n\n{}", TABLE.replace("<err>", "").replace("</err>", ""));
        expect("unrecognized-table").line("一、总体情况", &text).none();
    }
}
