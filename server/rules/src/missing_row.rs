//! `missing-row`: a row of the form that a table lacks, or whose cells cannot be told apart.

#![allow(clippy::indexing_slicing, reason = "positions come from the form itself")]

use finding::{Finding, Fix, Severity};
use report::{Cells, Element, ElementKind, Row, Shape};
use text::Edit;
use text::line_ends::{self, line_end, line_start};

use super::part::{Part, Piece};
use super::stray::may_hold;
use super::trial::{Trial, Written};
use super::wording::{about_row, about_table, block_name, listed};
use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "missing-row",
    title: "缺行",
    severity: Severity::Error,
    doc: Doc {
        what: "官方的表缺行，或者某一行的格数不对。格数不对的，分不清缺的或者多的是哪一格，这一行不参加勾稽核对。",
        why: "表样上的行都要保留；没有发生的，通行做法是填 0。缺了行，各项之和就无从核对。",
        fix: Some("在原位补上空行，等待填写。补了会使勾稽关系不平的，不提供。"),
        wrong: Example::lines("| 行政处罚", "| 行政强制", "| 行政处罚 | 37 |"),
        right: Example::lines("| 行政处罚", "| 行政强制", "| 行政处罚 | 37 |\n| 行政强制 | 2 |"),
        basis: Basis {
            grade: Grade::Printed,
            cites: &[Source::of("form-2021").part("附件"), Source::of("form-2019").part("附件")],
            note: "",
        },
    },
    check: Check::report(check),
};

/// More missing rows than this make one finding.
const MAX_SINGLE: usize = 5;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for part in context.parts {
        let of = part.of();
        let missing: Vec<usize> = (0..of.rows.len())
            .filter(|row| !of.rows[*row].group && part.row(*row).is_none())
            .collect();
        let all = part.rows().all(|(_, row)| matches!(row.cells, Cells::Group));
        if !missing.is_empty() && (all || missing.len() > MAX_SINGLE) {
            findings.push(many(context, part, &missing));
        } else {
            findings.extend(missing.iter().map(|row| single(context, part, *row)));
        }
        misfits(part, findings);
    }
}

fn single(context: &Context<'_>, part: &Part<'_>, row: usize) -> Finding {
    let of = &part.of().rows[row];
    let name = block_name(part.table(), part.of());
    let message = format!("{name}缺“{}”一行。请在原位补上，没有发生的填 0。", of.short());
    let above = (0..row).rev().find_map(|above| part.row(above));
    let anchor = above
        .map_or_else(|| part.first().block.anchor.clone(), |(_, above)| above.label.range.clone());
    let mut finding =
        Finding::new(RULE.name, RULE.severity, anchor, message).about(about_row(part.table(), of));
    finding.fixes.extend(fix(context, part, &[row], format!("补上“{}”一行", of.short())));
    finding
}

fn many(context: &Context<'_>, part: &Part<'_>, rows: &[usize]) -> Finding {
    let names = listed(rows.iter().map(|row| part.of().rows[*row].short()));
    let name = block_name(part.table(), part.of());
    let message = format!("{name}缺 {} 行：{names}。请对照表样补上，没有发生的填 0。", rows.len());
    let mut finding =
        Finding::new(RULE.name, RULE.severity, part.first().block.anchor.clone(), message)
            .about(about_table(part.table()));
    finding.fixes.extend(fix(context, part, rows, format!("补上缺少的 {} 行", rows.len())));
    finding
}

/// Rows whose cells are too few or too many. Where the header is at fault, it tells that itself.
fn misfits(part: &Part<'_>, findings: &mut Vec<Finding>) {
    let width = part.of().columns.len();
    for piece in &part.pieces {
        if !piece.block.header_read || piece.block.columns.iter().any(Option::is_none) {
            continue;
        }
        for row in &piece.block.rows {
            let Cells::Misfit { found, expected } = row.cells else { continue };
            let one_line = expected > width + piece.block.unknown_columns.len();
            findings.push(misfit(part, row, found, expected, one_line));
            if one_line {
                break;
            }
        }
    }
}

/// `one_line`: the figures of all rows stand in one line, as in the official layout of 表四.
fn misfit(part: &Part<'_>, row: &Row, found: usize, expected: usize, one_line: bool) -> Finding {
    let of = &part.of().rows[row.index];
    let (line, about) = if one_line {
        (format!("{}的数字行", part.table().name), about_table(part.table()))
    } else {
        (format!("“{}”一行", of.short()), about_row(part.table(), of))
    };
    let message = if found == 0 {
        format!("{line}没有数字格，应有 {expected} 格。请补上，没有发生的填 0。")
    } else if found < expected {
        format!(
            "{line}有 {found} 格，应有 {expected} 格，分不清缺的是哪一格，这一行没有参加核对。请补上缺的格，没有发生的填 0。"
        )
    } else {
        format!(
            "{line}有 {found} 格，应有 {expected} 格，分不清多的是哪一格，这一行没有参加核对。请删去多出的格。"
        )
    };
    Finding::new(RULE.name, RULE.severity, row.label.range.clone(), message).about(about)
}

/// Inserts rows with blank cells at their places, if the shape is certain and no identity breaks.
fn fix(context: &Context<'_>, part: &Part<'_>, rows: &[usize], title: String) -> Option<Fix> {
    let [piece] = part.pieces.as_slice() else { return None };
    // A row by another name may be it.
    let missing = rows.iter().map(|row| &part.of().rows[*row]);
    if !piece.official.unknown_rows.is_empty() || may_hold(context, missing) {
        return None;
    }
    let mut edits: Vec<Edit> = Vec::new();
    for row in rows {
        let edit = insertion(context, *piece, *row)?;
        match edits.iter_mut().find(|other| other.range == edit.range) {
            Some(other) => other.text.push_str(&edit.text),
            None => edits.push(edit),
        }
    }
    edits.sort_by_key(|edit| edit.range.start);
    let columns = 0..part.of().columns.len();
    let cells = |row: &usize| {
        columns.clone().map(|at| (piece.block.cell_ref(*row, at), None)).collect::<Vec<_>>()
    };
    let written: Written = rows.iter().flat_map(cells).collect();
    let harmless = Trial::new(piece.official, piece.block).newly_broken(&written).is_empty();
    harmless.then_some(Fix { title, safe: false, edits })
}

/// Writes a row below the nearest present one above it, or else above the nearest one below it.
fn insertion(context: &Context<'_>, piece: Piece<'_>, row: usize) -> Option<Edit> {
    let of = piece.official.block(piece.block);
    let present = |at: usize| piece.block.rows.iter().find(|other| other.index == at);
    let end = line_ends::first(context.text);
    if let Some(above) = (0..row).rev().find_map(present) {
        let line = blank_line(context, piece, above, &of.rows[row])?;
        let at = line_end(context.text, above.label.range.end);
        return Some(Edit { range: at..at, text: format!("{end}{line}") });
    }
    let below = (row + 1..of.rows.len()).find_map(present)?;
    let line = blank_line(context, piece, below, &of.rows[row])?;
    let at = line_start(context.text, below.label.range.start);
    Some(Edit { range: at..at, text: format!("{line}{end}") })
}

/// A row without figures in the shape of its neighbour; none unless the table is so plain that each
/// cell behind a label is a column of the form.
fn blank_line(
    context: &Context<'_>,
    piece: Piece<'_>,
    neighbour: &Row,
    row: &form::Row,
) -> Option<String> {
    let of = piece.official.block(piece.block);
    let header_is_plain =
        piece.block.unknown_columns.is_empty() && piece.block.columns.iter().all(Option::is_some);
    let plain = |row: &Row| element(context, piece, row).is_some_and(|at| is_plain(at, row, of));
    if !(header_is_plain && piece.block.rows.iter().all(plain)) {
        return None;
    }
    let element = element(context, piece, neighbour)?;
    let line = &context.text[element.range.clone()];
    match element.kind {
        ElementKind::Row { shape: Shape::Pipe, .. } if is_bordered(line) => {
            let indent = "\u{3000}".repeat(of.depth(row));
            Some(format!("| {indent}{} |{}", row.written(), "  |".repeat(of.columns.len())))
        }
        ElementKind::Row { shape: Shape::Tab, .. } => {
            Some(format!("{}{}", row.label, "\t".repeat(of.columns.len())))
        }
        _ => None,
    }
}

fn is_bordered(line: &str) -> bool {
    line.starts_with('|') && line.ends_with('|')
}

/// The line of a row.
fn element<'r>(context: &Context<'r>, piece: Piece<'_>, row: &Row) -> Option<&'r Element> {
    let elements = &context.report.elements[piece.table.elements.clone()];
    elements.iter().find(|element| element.range.contains(&row.label.range.start))
}

/// Whether a row has one label, and a cell for each column.
fn is_plain(element: &Element, row: &Row, of: &form::Block) -> bool {
    let ElementKind::Row { cells, .. } = &element.kind else { return false };
    let labelled = cells.first().is_some_and(|first| first.range == row.label.range);
    labelled && cells.len() == of.columns.len() + 1
}

#[cfg(test)]
mod tests {
    use super::super::testing::expect;

    #[test]
    fn a_row_that_is_not_there() {
        expect("missing-row")
            .lines("| 行政处罚", "| 行政强制", "| <err>行政处罚</err> | 37 |")
            .message("表二“第二十条第（六）项”缺“行政强制”一行")
            .fixed("| 行政处罚 | 37 |\n| 行政强制 |  |\n");
        expect("missing-row")
            .lines(
                "| 第二十条第（六）项",
                "| 行政处罚",
                "| <err>第二十条第（六）项</err> | 本年处理决定数量 |\n| --- | --- |",
            )
            .fixed("\n| 行政处罚 |  |\n| 行政强制");
    }

    #[test]
    fn a_sub_row_is_indented_in_its_group() {
        expect("missing-row")
            .lines(
                "| 　（三）不予公开",
                "| 　　1.属于国家秘密",
                "| 　<err>（三）不予公开</err> |  |  |  |  |  |  |  |",
            )
            .fixed("\n| 　　1.属于国家秘密 |  |  |  |  |  |  |  |\n| 　　2.法律");
    }

    #[test]
    fn no_fix_that_breaks_a_sum() {
        expect("missing-row")
            .lines(
                "| 三、本年度办理结果",
                "| 　（一）予以公开",
                "| <err>三、本年度办理结果</err> |  |  |  |  |  |  |  |",
            )
            .not_fixed();
    }

    #[test]
    fn many_rows_are_one_finding() {
        expect("missing-row")
            .lines(
                "| 申请人情况",
                "| 　　8.行政查询事项",
                "\
| <err>申请人情况</err> | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |
| :--- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
            )
            .message("表三缺 12 行：新收、上年结转、予以公开、部分公开、国家秘密、法律行政法规禁止公开等");
    }

    #[test]
    fn a_block_of_which_no_row_is_known_is_still_that_block() {
        let header =
            "| <err>第二十条第（八）项</err> | 本年收费金额（单位：万元） |\n| :--- | ---: |\n";
        for row in ["", "| 其他收费 | 38.64 |"] {
            expect("missing-row")
                .lines("| 第二十条第（八）项", "| 行政事业性收费", &format!("{header}{row}"))
                .message("缺 1 行：行政事业性收费");
        }
    }

    #[test]
    fn a_row_with_too_few_cells() {
        expect("missing-row")
            .line("| 行政复议", "| <err>行政复议</err> | 1 | 0 | 0 | 1 |")
            .message("“行政复议”一行有 4 格，应有 5 格，分不清缺的是哪一格");
        expect("missing-row")
            .line("| 行政复议", "| <err>行政复议</err> | 1 | 0 | 0 | 0 | 0 | 1 |")
            .message("分不清多的是哪一格");
    }
}
