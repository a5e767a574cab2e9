//! `duplicate-row`: a row of the form that stands in a table twice.

#![allow(clippy::indexing_slicing, reason = "positions come from the form itself")]

use finding::{Finding, Related, Severity};
use report::{Cells, Row};

use super::part::{Part, Piece};
use super::wording::{about_row, about_table};
use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "duplicate-row",
    title: "重复的行",
    severity: Severity::Warning,
    doc: Doc {
        what: "官方的表里同一行出现了两次，或者同一张表出现了两次。",
        why: "核对勾稽关系时只用前一行，后一行的数没有计入；哪一行是对的，要由填表的人来定。",
        fix: None,
        wrong: Example::line("| 行政处罚", "| 行政处罚 | 37 |\n| 行政处罚 | 8 |"),
        right: Example::line("| 行政处罚", "| 行政处罚 | 37 |"),
        basis: Basis {
            grade: Grade::Printed,
            cites: &[Source::of("form-2021").part("附件"), Source::of("form-2019").part("附件")],
            note: "表样上每行一次。",
        },
    },
    check: Check::report(check),
};

/// More repeated rows than this in a further table make one finding.
const MAX_SINGLE: usize = 5;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for part in context.parts {
        for piece in &part.pieces {
            let repeats: Vec<Repeat<'_>> =
                piece.block.rows.iter().filter_map(|row| repeat(part, *piece, row)).collect();
            if repeats.len() > MAX_SINGLE {
                findings.push(whole_table(part, *piece, &repeats));
            } else {
                findings.extend(repeats.iter().map(|repeat| single(part, repeat)));
            }
        }
    }
}

/// A row, and the one before it that is the same row of the form.
struct Repeat<'r> {
    first: &'r Row,
    second: &'r Row,
    same_piece: bool,
}

fn repeat<'r>(part: &Part<'r>, piece: Piece<'r>, row: &'r Row) -> Option<Repeat<'r>> {
    let (first_piece, first) = part.row(row.index)?;
    let again = !std::ptr::eq(first, row) && !matches!(row.cells, Cells::Group);
    let same_piece = std::ptr::eq(first_piece.block, piece.block);
    again.then_some(Repeat { first, second: row, same_piece })
}

fn single(part: &Part<'_>, repeat: &Repeat<'_>) -> Finding {
    let of = &part.of().rows[repeat.second.index];
    let columns = 0..part.of().columns.len();
    let value = |row: &Row, column: usize| row.cell(column).and_then(|cell| cell.value());
    let same = columns.into_iter().all(|at| value(repeat.first, at) == value(repeat.second, at));
    let advice = match (same, repeat.same_piece) {
        (true, _) => "两行的数相同，请删去一行",
        (false, true) => "两行的数不同，核对时用的是前一行。请核对后删去一行",
        (false, false) => "两行的数不同，请核对后删去一行",
    };
    let message = format!("“{}”一行出现了两次，{advice}。", of.short());
    let range = repeat.second.label.range.clone();
    let mut finding =
        Finding::new(RULE.name, RULE.severity, range, message).about(about_row(part.table(), of));
    finding.related.push(first_time(repeat.first));
    finding
}

fn whole_table(part: &Part<'_>, piece: Piece<'_>, repeats: &[Repeat<'_>]) -> Finding {
    let message = format!(
        "{}出现了两次，这里有 {} 行与前面重复。请删去一张。",
        part.table().name,
        repeats.len()
    );
    let anchor = piece.block.anchor.clone();
    let mut finding =
        Finding::new(RULE.name, RULE.severity, anchor, message).about(about_table(part.table()));
    finding.related.extend(repeats.first().map(|repeat| first_time(repeat.first)));
    finding
}

fn first_time(row: &Row) -> Related {
    Related { message: "前一次在这里".to_owned(), range: row.label.range.clone() }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{CLEAN, expect};

    #[test]
    fn a_row_twice() {
        expect("duplicate-row")
            .line("| 行政处罚", "| 行政处罚 | 37 |\n| <err>行政处罚</err> | 8 |")
            .message("两行的数不同，核对时用的是前一行");
        expect("duplicate-row")
            .line("| 行政处罚", "| 行政处罚 | 37 |\n| <err>行政处罚</err> | 37 |")
            .message("两行的数相同");
    }

    #[test]
    fn a_table_twice_is_one_finding() {
        let start = CLEAN.find("| 申请人情况").expect("the sample has the table");
        let end = CLEAN.find("四、政府信息公开").expect("the sample has the section");
        let again = CLEAN[start..end].replacen("申请人情况", "<err>申请人情况</err>", 1);
        expect("duplicate-row")
            .line("四、政府信息公开", &format!("{again}四、政府信息公开行政复议、行政诉讼情况"))
            .message("表三出现了两次，这里有 25 行与前面重复");
    }
}
