//! `missing-column`: a column of the form that a table lacks.

#![allow(clippy::indexing_slicing, reason = "positions come from the form itself")]

use finding::{Finding, Severity};

use super::part::Piece;
use super::wording::{about_column, about_table, block_name, listed};
use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "missing-column",
    title: "缺列",
    severity: Severity::Error,
    doc: Doc {
        what: "官方的表缺列，或者表头读不出来。",
        why: "表样上的列都要保留；没有发生的，通行做法是填 0。表头不全，就分不清每个数属于哪一列，勾稽关系也无从核对。",
        fix: None,
        wrong: Example::lines(
            "| 第二十条第（一）项",
            "| 行政规范性文件",
            "\
| 第二十条第（一）项 | 本年制发件数 | 现行有效件数 |
| :--- | ---: | ---: |
| 规章 | 0 | 0 |
| 行政规范性文件 | 2 | 9 |",
        ),
        right: Example::lines(
            "| 第二十条第（一）项",
            "| 行政规范性文件",
            "\
| 第二十条第（一）项 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
| :--- | ---: | ---: | ---: |
| 规章 | 0 | 0 | 0 |
| 行政规范性文件 | 2 | 1 | 9 |",
        ),
        basis: Basis {
            grade: Grade::Printed,
            cites: &[Source::of("form-2021").part("附件"), Source::of("form-2019").part("附件")],
            note: "",
        },
    },
    check: Check::report(check),
};

/// More missing columns than this make one finding.
const MAX_SINGLE: usize = 3;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for part in context.parts {
        for piece in &part.pieces {
            check_header(*piece, findings);
        }
    }
}

fn check_header(piece: Piece<'_>, findings: &mut Vec<Finding>) {
    let table = piece.official.table();
    let of = piece.official.block(piece.block);
    let name = block_name(table, of);
    let anchor = || piece.block.anchor.clone();
    if !piece.block.header_read {
        let columns = listed(of.columns.iter().map(|column| column.short()));
        let message = format!("{name}的表头缺失或者读不出来。请补上表头，列名依次是：{columns}。");
        findings.push(
            Finding::new(RULE.name, RULE.severity, anchor(), message).about(about_table(table)),
        );
        return;
    }
    let missing: Vec<usize> =
        (0..of.columns.len()).filter(|column| piece.block.columns[*column].is_none()).collect();
    if missing.len() > MAX_SINGLE {
        let names = listed(missing.iter().map(|column| of.columns[*column].short()));
        let message =
            format!("{name}缺 {} 列：{names}。请对照表样补上，没有发生的填 0。", missing.len());
        findings.push(
            Finding::new(RULE.name, RULE.severity, anchor(), message).about(about_table(table)),
        );
        return;
    }
    for column in missing {
        let column = &of.columns[column];
        let message = format!("{name}缺“{}”一列。请补上，没有发生的填 0。", column.short());
        findings.push(
            Finding::new(RULE.name, RULE.severity, anchor(), message)
                .about(about_column(table, column)),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::expect;

    #[test]
    fn a_column_that_is_not_there() {
        let table = "\
| <err>案件类型</err> | 结果维持 | 结果纠正 | 其他结果 | 总计 |
| :--- | ---: | ---: | ---: | ---: |
| 行政复议 | 1 | 0 | 0 | 1 |
| 行政诉讼（未经复议直接起诉） | 0 | 0 | 0 | 0 |
| 行政诉讼（复议后起诉） | 0 | 0 | 0 | 0 |";
        expect("missing-column")
            .lines("| 案件类型", "| 行政诉讼（复议后起诉）", table)
            .message("表四缺“尚未审结”一列");
    }

    #[test]
    fn a_block_without_its_header() {
        let block = "| <err>第二十条第（五）项</err> |  |\n| --- | --- |\n| 行政许可 | 1286 |";
        expect("missing-column")
            .lines("| 第二十条第（五）项", "| 行政许可", block)
            .message("的表头缺失或者读不出来");
    }
}
