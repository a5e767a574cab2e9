//! `blank-cell`: nothing, or a mark for nothing, where a number belongs.

#![allow(clippy::indexing_slicing, reason = "positions come from the form itself")]

use std::ops::Range;

use finding::{Finding, Fix, Related, Severity};
use form::CellRef;
use prose::{Tally, contradictions, contradictions_with};
use report::number::{Figure, Number};
use report::{Cell, Cells, Row};
use text::Edit;

use super::implausible_stock::would_be_found;
use super::part::{Part, Piece};
use super::trial::{Trial, Written};
use super::wording::{about_row, about_table, listed};
use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "blank-cell",
    title: "表格漏填",
    severity: Severity::Warning,
    doc: Doc {
        what: "该填数字的格空着，或者只有“/”“-”“—”“_”“无”一类的记号。一行只报一次；几行整行空着的，或者整张表都空着的，一张表只报一次。“规章”一行画斜线的，级别降为提示。",
        why: "空着的格，读者分不清是没有发生还是漏填。空着的分项在核对勾稽关系时按 0 计，空着的总计不核对。",
        fix: Some("填 0；空着的是总计的，填各项之和。填了会使勾稽关系不平的，不提供。"),
        wrong: Example::line("| 行政强制", "| 行政强制 |  |"),
        right: Example::line("| 行政强制", "| 行政强制 | 2 |"),
        basis: Basis {
            grade: Grade::Practice,
            cites: &[
                Source::of("legislation-law-2015").article(80).until(2022),
                Source::of("legislation-law-2015").article(82).until(2022),
                Source::of("legislation-law").article(91).from(2023),
                Source::of("legislation-law").article(93).from(2023),
            ],
            note: "没有见到空格必须填 0 的成文规定，实际公布的报告大多每格填数；所列条文说的是哪些机关有规章制定权。",
        },
    },
    check: Check::report(check),
};

/// How often the figures of a fix are made to fit the identities before it is given up.
const MAX_ROUNDS: usize = 4;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let from = findings.len();
    let mut tables: Vec<Vec<BlankRow<'_>>> = Vec::new();
    for part in context.parts {
        let rows = part.rows().filter_map(|(piece, row)| BlankRow::new(part, piece, row));
        let rows: Vec<BlankRow<'_>> = rows.collect();
        let Some(first) = rows.first() else { continue };
        match tables.iter_mut().find(|table| table[0].is_same_table(first)) {
            Some(table) => table.extend(rows),
            None => tables.push(rows),
        }
    }
    for rows in tables {
        if rows.iter().all(BlankRow::is_all_blank) && !rows.iter().any(BlankRow::is_beside_misfit) {
            findings.push(table_finding(&rows));
            continue;
        }
        let (unreached, others) = unreached(&rows);
        if !unreached.is_empty() {
            findings.push(unreached_finding(&unreached));
        }
        for rows in of_blocks(&others) {
            let trial = Trial::new(rows[0].piece.official, rows[0].piece.block);
            findings.extend(rows.iter().map(|row| row.finding(context.text, &trial)));
        }
    }
    without_contradicted_fixes(context, &mut findings[from..]);
}

/// The rows with nothing in them at all, where there are several, as in a table that somebody has begun
/// to fill; and the other rows with blank cells.
fn unreached<'a, 'r>(rows: &'a [BlankRow<'r>]) -> (Vec<&'a BlankRow<'r>>, Vec<&'a BlankRow<'r>>) {
    let blank = rows.iter().filter(|row| !row.blanks.is_empty());
    let (unreached, others): (Vec<_>, Vec<_>) = blank.partition(|row| row.is_unreached());
    match unreached.len() {
        0 | 1 => (Vec::new(), rows.iter().filter(|row| !row.blanks.is_empty()).collect()),
        _ => (unreached, others),
    }
}

/// The rows of each block.
fn of_blocks<'a, 'r>(rows: &'a [&'a BlankRow<'r>]) -> impl Iterator<Item = &'a [&'a BlankRow<'r>]> {
    rows.chunk_by(|one, two| std::ptr::eq(one.piece.block, two.piece.block))
}

/// A 0 is not offered where the prose says that there was something.
fn without_contradicted_fixes(context: &Context<'_>, findings: &mut [Finding]) {
    if findings.iter().all(|finding| finding.fixes.is_empty()) {
        return;
    }
    let now = contradictions(context.prose, context.report);
    let contradicted = |edits: &[Edit]| {
        let written = |cell: &Cell| {
            let edit = edits.iter().find(|edit| edit.range == cell.range);
            let filled = edit.and_then(|edit| edit.text.parse().ok()).map(Number::whole);
            filled.or_else(|| cell.value())
        };
        let after = contradictions_with(context.prose, context.report, written);
        let told = |tally: &Tally<'_>| now.iter().any(|now| now.claim == tally.claim);
        !after.iter().all(told)
    };
    for finding in findings {
        finding.fixes.retain(|fix| !contradicted(&fix.edits));
    }
}

/// A row with figures, and which of its cells are blank.
struct BlankRow<'r> {
    piece: Piece<'r>,
    row: &'r Row,
    of: &'static form::Row,
    /// Positions of columns, and their cells.
    blanks: Vec<(usize, &'r Cell)>,
    cells: usize,
    /// Whether the row stands there once more: it may be the other one that counts.
    is_doubled: bool,
}

impl<'r> BlankRow<'r> {
    fn new(part: &Part<'r>, piece: Piece<'r>, row: &'r Row) -> Option<Self> {
        let block = piece.official.block(piece.block);
        let cells = || (0..block.columns.len()).filter_map(|at| Some((at, row.cell(at)?)));
        let blanks = cells().filter(|(_, cell)| cell.figure == Figure::Blank).collect();
        let of = &block.rows[row.index];
        let cells = cells().count();
        let is_doubled = part.rows().filter(|(_, other)| other.index == row.index).count() > 1;
        (cells > 0).then_some(Self { piece, row, of, blanks, cells, is_doubled })
    }

    fn is_same_table(&self, other: &Self) -> bool {
        std::ptr::eq(self.piece.official.table(), other.piece.official.table())
    }

    /// Whether there is nothing in it, and no mark for nothing either.
    fn is_unreached(&self) -> bool {
        self.is_all_blank() && self.blanks.iter().all(|(_, cell)| cell.range.is_empty())
    }

    fn is_all_blank(&self) -> bool {
        self.blanks.len() == self.cells
    }

    /// Whether the block has rows whose cells cannot be told, and may well be filled.
    fn is_beside_misfit(&self) -> bool {
        self.piece.block.rows.iter().any(|row| matches!(row.cells, Cells::Misfit { .. }))
    }

    /// Whether it is struck through, as organs do that have nothing to tell there.
    fn is_struck(&self, text: &str) -> bool {
        let slash = |(_, cell): &(usize, &Cell)| matches!(&text[cell.range.clone()], "/" | "／");
        self.of.slash_is_common && self.blanks.iter().all(slash)
    }

    fn finding(&self, text: &str, trial: &Trial<'_>) -> Finding {
        let struck = self.is_struck(text);
        let severity = if struck { Severity::Info } else { RULE.severity };
        let message = if struck { self.struck_message() } else { self.message(text) };
        let table = self.piece.official.table();
        let mut finding = Finding::new(RULE.name, severity, self.row.label.range.clone(), message)
            .about(about_row(table, self.of));
        finding.related = self.related().collect();
        finding.fixes.extend(self.fix(trial));
        finding
    }

    fn struck_message(&self) -> String {
        let row = self.of.short();
        format!("“{row}”一行画的是斜线。没有制定权的机关常这样写；填 0 更清楚，也便于核对。")
    }

    fn message(&self, text: &str) -> String {
        let row = self.of.short();
        let columns = &self.piece.official.block(self.piece.block).columns;
        let names = listed(self.blanks.iter().map(|(column, _)| columns[*column].short()));
        let what = match self.blanks.as_slice() {
            _ if self.is_all_blank() => format!("“{row}”一行没有填数"),
            [(_, cell)] if cell.range.is_empty() => format!("“{row}”一行的“{names}”一格空着"),
            [(_, cell)] => {
                let mark = &text[cell.range.clone()];
                format!("“{row}”一行的“{names}”一格写的是“{mark}”，没有填数")
            }
            blanks => format!("“{row}”一行有 {} 格没有填数：{names}", blanks.len()),
        };
        format!("{what}。请填上数字，没有发生的填 0。")
    }

    fn related(&self) -> impl Iterator<Item = Related> {
        let columns = &self.piece.official.block(self.piece.block).columns;
        self.blanks.iter().map(|(column, cell)| Related {
            message: format!("“{}”没有填数", columns[*column].short()),
            range: cell.range.clone(),
        })
    }

    /// Fills in 0, and into a blank total the sum, if that leaves all identities as they are.
    fn fix(&self, trial: &Trial<'_>) -> Option<Fix> {
        Some(self.fix_with(&filled(&[self], trial)?))
    }

    fn cell_ref(&self, column: usize) -> CellRef {
        self.piece.block.cell_ref(self.row.index, column)
    }

    /// Whether something stands in the row that is no number: then its cells may be others than they seem.
    fn holds_words(&self) -> bool {
        let Cells::Read(cells) = &self.row.cells else { return false };
        cells.iter().flatten().any(|cell| matches!(cell.figure, Figure::Invalid(_)))
    }

    /// Whether fewer would be in force than can be: then it is not 0 that belongs there.
    fn leaves_too_few(&self, written: &Written) -> bool {
        let value = |column: usize| written.get(&self.cell_ref(column)).copied().flatten();
        would_be_found(self.piece.official.block(self.piece.block), self.row, value)
            && !would_be_found(self.piece.official.block(self.piece.block), self.row, |_| None)
    }

    fn fix_with(&self, written: &Written) -> Fix {
        let columns = &self.piece.official.block(self.piece.block).columns;
        let value = |column: usize| written.get(&self.cell_ref(column)).copied().flatten();
        let mut sums = Vec::new();
        let mut edits = Vec::new();
        for (column, cell) in &self.blanks {
            let value = value(*column).unwrap_or(0);
            if value != 0 {
                sums.push(format!("“{}”填 {value}", columns[*column].short()));
            }
            edits.push(Edit { range: cell.range.clone(), text: value.to_string() });
        }
        if sums.is_empty() {
            sums.push("填 0".to_owned());
        } else if sums.len() < edits.len() {
            sums.push("其余填 0".to_owned());
        }
        Fix { title: sums.join("，"), safe: false, edits: in_order(edits) }
    }
}

/// What belongs into the blank cells of rows of a block: 0, and into a blank total the sum. None if an
/// identity that held, or could not be tested, would not hold then.
fn filled(rows: &[&BlankRow<'_>], trial: &Trial<'_>) -> Option<Written> {
    if rows.iter().any(|row| row.holds_words() || row.is_doubled) {
        return None;
    }
    let places = rows.iter().flat_map(|row| row.blanks.iter().map(|(at, _)| row.cell_ref(*at)));
    let mut written: Written = places.map(|place| (place, Some(0))).collect();
    for _ in 0..MAX_ROUNDS {
        let broken = trial.newly_broken(&written);
        if broken.is_empty() || rows.iter().any(|row| !trial.counts(row.row)) {
            let is_refused = rows.iter().any(|row| row.leaves_too_few(&written))
                || is_any_sum_contradicted(&written, trial);
            return (!is_refused).then_some(written);
        }
        for broken in broken {
            let expected = broken.expected.filter(|expected| *expected >= 0)?;
            *written.get_mut(&broken.total)? = Some(expected);
        }
    }
    None
}

/// Whether a computed figure does not fit another sum that it is part of: then a part of its own is missing.
fn is_any_sum_contradicted(written: &Written, trial: &Trial<'_>) -> bool {
    let mut computed = written.iter().filter(|(_, value)| value.is_some_and(|value| value != 0));
    computed.any(|(place, _)| trial.is_broken_at(*place, written))
}

/// One finding for the rows of a table that nobody has come to yet.
fn unreached_finding(rows: &[&BlankRow<'_>]) -> Finding {
    let table = rows[0].piece.official.table();
    let cells: usize = rows.iter().map(|row| row.cells).sum();
    let names = listed(rows.iter().map(|row| row.of.short()));
    let message = format!(
        "{}还有 {cells} 格没填，一共 {} 行：{names}。请接着填，没有发生的填 0。",
        table.name,
        rows.len()
    );
    let first = rows.iter().map(|row| row.row.label.range.clone()).min_by_key(|range| range.start);
    let mut finding = Finding::new(RULE.name, RULE.severity, first.unwrap_or(0..0), message)
        .about(about_table(table));
    let related = |row: &&BlankRow<'_>| Related {
        message: format!("“{}”一行没有填数", row.of.short()),
        range: row.row.label.range.clone(),
    };
    finding.related = rows.iter().map(related).collect();
    finding.fixes.extend(unreached_fix(rows));
    finding
}

/// Fills all of them, with sums in blank totals.
fn unreached_fix(rows: &[&BlankRow<'_>]) -> Option<Fix> {
    let mut edits = Vec::new();
    let mut has_sums = false;
    for rows in of_blocks(rows) {
        let trial = Trial::new(rows[0].piece.official, rows[0].piece.block);
        let written = filled(rows, &trial)?;
        for row in rows {
            for (column, cell) in &row.blanks {
                let value = written.get(&row.cell_ref(*column)).copied().flatten().unwrap_or(0);
                has_sums |= value != 0;
                edits.push(Edit { range: cell.range.clone(), text: value.to_string() });
            }
        }
    }
    let sums = if has_sums { "，总计填各项之和" } else { "" };
    let title = format!("没填的 {} 行都填 0{sums}", rows.len());
    Some(Fix { title, safe: false, edits: in_order(edits) })
}

fn table_finding(rows: &[BlankRow<'_>]) -> Finding {
    let table = rows[0].piece.official.table();
    let ranges = || rows.iter().flat_map(|row| row.blanks.iter().map(|(_, cell)| &cell.range));
    let message = format!(
        "{}的 {} 格数字全都没有填。请逐格填写，没有发生的填 0。",
        table.name,
        ranges().count()
    );
    let anchor = rows.iter().map(|row| row.piece.block.anchor.clone());
    let anchor = anchor.min_by_key(|range| range.start).unwrap_or(0..0);
    let zero = |range: &Range<usize>| Edit { range: range.clone(), text: "0".to_owned() };
    let edits = in_order(ranges().map(zero).collect());
    let mut finding = Finding::new(RULE.name, RULE.severity, anchor, message)
        .about(about_table(table))
        .fix(Fix { title: format!("{}全部填 0", table.name), safe: false, edits });
    finding.related = rows.iter().flat_map(BlankRow::related).collect();
    finding
}

/// Columns may stand in another order than in the form.
fn in_order(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|edit| edit.range.start);
    edits
}

#[cfg(test)]
mod tests {
    use super::super::testing::expect;
    use finding::Severity;

    #[test]
    fn of_two_rows_none_is_filled() {
        expect("blank-cell")
            .line("| 行政强制", "| <err>行政强制</err> |  |\n| 行政强制 | 2 |")
            .not_fixed();
    }

    #[test]
    fn blanks_and_marks_in_a_row() {
        let row = |cell: &str| format!("| <err>行政强制</err> | {cell} |");
        for cell in ["", " ", "/", "-", "—", "_", "无"] {
            expect("blank-cell")
                .line("| 行政强制", &row(cell))
                .level(Severity::Warning)
                .fixed("| 行政强制 | 0 |");
        }
        expect("blank-cell").line("| 行政强制", &row("—")).message("“行政强制”一行没有填数");
        expect("blank-cell")
            .line("| 行政复议", "| <err>行政复议</err> | 1 | 0 |  | 0 | 1 |")
            .message("“行政复议”一行的“其他结果”一格空着")
            .fixed("| 行政复议 | 1 | 0 | 0 | 0 | 1 |");
        expect("blank-cell")
            .line("| 行政复议", "| <err>行政复议</err> | 1 | / |  | 0 | 1 |")
            .message("有 2 格没有填数：结果纠正、其他结果");
    }

    #[test]
    fn a_struck_row_is_a_hint_where_it_is_common() {
        expect("blank-cell")
            .line("| 规章", "| <err>规章</err> | / | ／ | / |")
            .level(Severity::Info)
            .message("画的是斜线");
        expect("blank-cell")
            .line("| 规章", "| <err>规章</err> | / | / |  |")
            .level(Severity::Warning);
        expect("blank-cell")
            .line("| 行政规范性文件", "| <err>行政规范性文件</err> | / | / | / |")
            .level(Severity::Warning);
    }

    #[test]
    fn a_blank_total_gets_the_sum() {
        expect("blank-cell")
            .line("| 行政复议", "| <err>行政复议</err> | 2 | 1 | 1 | 0 |  |")
            .fixed("| 行政复议 | 2 | 1 | 1 | 0 | 4 |");
    }

    #[test]
    fn no_sum_that_another_one_contradicts() {
        expect("blank-cell")
            .line("| 　（一）予以公开", "| 　（一）予以公开 | 5 | 3 | 0 | 1 | 0 | 0 | 16 |")
            .line("| 　（七）总计", "| 　<err>（七）总计</err> | - | 6 | 0 | 1 | 0 | 0 | 39 |")
            .not_fixed();
    }

    #[test]
    fn no_fix_that_breaks_a_sum() {
        let row = "| 　<err>（七）总计</err> | 32 | 7 | 0 | 1 | 0 | 0 |  |";
        expect("blank-cell").line("| 　（七）总计", row).not_fixed();
    }

    #[test]
    fn no_zero_where_the_prose_says_otherwise() {
        expect("blank-cell")
            .line("| 行政规范性文件", "| <err>行政规范性文件</err> | | 1 | 9 |")
            .not_fixed();
        expect("blank-cell")
            .line("| 行政规范性文件", "| <err>行政规范性文件</err> | | 1 | 9 |")
            .line("全年通过县", "制发行政规范性文件0件。")
            .fixed("| 行政规范性文件 | 0| 1 | 9 |");
    }

    #[test]
    fn one_finding_for_the_rows_that_nobody_has_come_to() {
        let table = "\
| 案件类型 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
| :--- | ---: | ---: | ---: | ---: | ---: |
| 行政复议 | 1 | 0 | 0 | 0 | 1 |
| <err>行政诉讼（未经复议直接起诉）</err> |  |  |  |  |  |
| 行政诉讼（复议后起诉） |  |  |  |  |  |";
        expect("blank-cell")
            .line("全年新收", "没有发生行政诉讼。")
            .lines("| 案件类型", "| 行政诉讼（复议后起诉）", table)
            .level(Severity::Warning)
            .message("表四还有 10 格没填，一共 2 行：")
            .fixed("| 行政诉讼（复议后起诉） | 0 | 0 | 0 | 0 | 0 |");
        // What somebody has begun, or struck out, is told by itself.
        for row in ["| 1 |  |  |  |  |", "| / | / | / | / | / |"] {
            let row = format!("| <err>行政诉讼（复议后起诉）</err> {row}");
            let text = table.replace("| 行政诉讼（复议后起诉） |  |  |  |  |  |", &row);
            expect("blank-cell").lines("| 案件类型", "| 行政诉讼（复议后起诉）", &text);
        }
    }

    #[test]
    fn totals_of_rows_that_nobody_has_come_to_are_sums() {
        let blank = "|  |  |  |  |  |  |  |";
        let total = format!("| 　（七）总计 {blank}");
        expect("blank-cell")
            .line("| 　（二）部分公开", &format!("| 　<err>（二）部分公开</err> {blank}"))
            .line("| 　（七）总计", &total)
            .message("表三还有 14 格没填，一共 2 行：部分公开、");
    }

    #[test]
    fn one_finding_for_a_blank_table() {
        let table = "\
| <err>案件类型</err> | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
| :--- | ---: | ---: | ---: | ---: | ---: |
| 行政复议 |  |  |  |  |  |
| 行政诉讼（未经复议直接起诉） |  |  |  |  |  |
| 行政诉讼（复议后起诉） |  |  |  |  |  |";
        expect("blank-cell")
            .line("全年新收", "未发生因政府信息公开引发的行政复议、行政诉讼。")
            .lines("| 案件类型", "| 行政诉讼（复议后起诉）", table)
            .message("表四的 15 格数字全都没有填")
            .fixed("| 行政诉讼（复议后起诉） | 0 | 0 | 0 | 0 | 0 |");
    }
}
