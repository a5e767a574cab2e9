//! `altered-label`: a label that is recognised, but not worded as in the form.

use std::ops::Range;

use finding::{About, Finding, Fix, Severity};
use form::{Column, Wording, digits, figure_before, key, numberless, short_key};
use report::Label;
use text::Edit;
use text::line_ends::{line_end, line_start};

use super::part::Piece;
use super::wording::{about_column, about_row, about_table};
use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "altered-label",
    title: "行列名称不符",
    severity: Severity::Info,
    doc: Doc {
        what: "表中的行名、列名认得出来，但用字与表样不同。例如漏了编号或者括注，把“行政规范性文件”写成“规范性文件”，用了半角括号或者直引号。",
        why: "不影响核对。照表样写，读者和汇总系统才不会认错。",
        fix: Some("改成表样的用字，不动数字。"),
        wrong: Example::line("| 行政规范性文件", "| 规范性文件 | 2 | 1 | 9 |"),
        right: Example::line("| 行政规范性文件", "| 行政规范性文件 | 2 | 1 | 9 |"),
        basis: Basis {
            grade: Grade::Printed,
            cites: &[Source::of("form-2021").part("附件"), Source::of("form-2019").part("附件")],
            note: "表样怎样印就怎样写。",
        },
    },
    check: Check::report(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut told: Vec<Range<usize>> = Vec::new();
    for part in context.parts {
        for piece in &part.pieces {
            for altered in altered_labels(context, *piece) {
                // A header cell may belong to several blocks.
                if !told.contains(&altered.label.range) {
                    told.push(altered.label.range.clone());
                    findings.push(altered.finding(context));
                }
            }
        }
    }
}

/// A label that is not worded as in the form.
struct Altered<'r> {
    label: &'r Label,
    /// 行名, 列名 or 表头.
    what: &'static str,
    about: About,
    /// Whether the label's range holds all of it, so that it can be replaced.
    whole: bool,
}

fn altered_labels<'r>(
    context: &'r Context<'_>,
    piece: Piece<'r>,
) -> impl Iterator<Item = Altered<'r>> {
    let table = piece.official.table();
    let of = piece.official.block(piece.block);
    let rows = piece.block.rows.iter().filter(|row| is_altered(&row.label));
    let rows = rows.filter_map(move |row| {
        let about = about_row(table, of.rows.get(row.index)?);
        Some(Altered { label: &row.label, what: "行名", about, whole: true })
    });
    let columns = piece.block.columns.iter().zip(&of.columns);
    let columns = columns.filter_map(move |(label, column)| {
        let label = label.as_ref().filter(|label| is_altered(label))?;
        let whole = is_whole(&context.text[label.range.clone()], column);
        Some(Altered { label, what: "列名", about: about_column(table, column), whole })
    });
    let heads = piece.block.heads.iter().filter(|label| is_altered(label));
    let heads = heads.map(move |label| Altered {
        label,
        what: "表头",
        about: about_table(table),
        whole: true,
    });
    heads.chain(columns).chain(rows)
}

fn is_altered(label: &Label) -> bool {
    label.wording == Wording::Altered && !label.official.is_empty()
}

/// Whether this is all of a column's label: its other half may stand in the row below.
fn is_whole(written: &str, column: &Column) -> bool {
    let written = key(written);
    let official = key(&column.label);
    let is_half = official.len() > written.len() && official.starts_with(&written);
    let mut variants = column.variants.iter().map(|variant| key(variant));
    !is_half || written == short_key(&column.label) || variants.any(|variant| variant == written)
}

/// Whether a label holds digits that are not the form's, such as a figure that slipped in: it would be gone.
fn holds_figure(written: &str, official: &str) -> bool {
    let figures = |label: &str| digits(numberless(&label.replace('\\', "")));
    digits(written) != digits(official)
        && (figures(written) != figures(official) || figure_before(written).is_some())
}

/// Whether a label stands between TABs or bars. A bare line beside a table is its label as long as it has no
/// number; with one it would be a heading.
fn is_in_row(text: &str, label: &Range<usize>) -> bool {
    let before = &text[line_start(text, label.start)..label.start];
    let behind = &text[label.end..line_end(text, label.end)];
    [before, behind].iter().any(|beside| beside.contains(['\t', '|']))
}

/// Whether the line below is one of text. If a label that is broken over lines were joined above it, that
/// line would be taken for the rest of the label.
fn stands_above_text(text: &str, at: usize) -> bool {
    let below = text[at..].trim_start_matches([' ', '\u{3000}']);
    let below = below.strip_prefix("\r\n").or_else(|| below.strip_prefix(['\n', '\r']));
    below.is_some_and(|line| !line.starts_with(['\t', '\n', '\r']) && !line.is_empty())
}

impl Altered<'_> {
    fn finding(self, context: &Context<'_>) -> Finding {
        let official = self.label.official;
        let range = self.label.range.clone();
        let message = format!("{}的用字与表样不同，表样上写的是：{official}", self.what);
        let mut finding =
            Finding::new(RULE.name, RULE.severity, range.clone(), message).about(self.about);
        let joins_lines = context.text[range.clone()].contains(['\n', '\r']);
        let in_the_way = joins_lines && stands_above_text(context.text, range.end);
        if self.whole
            && !in_the_way
            && !holds_figure(&context.text[range.clone()], official)
            && is_in_row(context.text, &range)
            && !context.text[range.clone()].is_empty()
        {
            let edits = vec![Edit { range, text: official.to_owned() }];
            finding.fixes.push(Fix { title: format!("改为“{official}”"), safe: true, edits });
        }
        finding
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::expect;

    #[test]
    fn rows_columns_and_block_headings() {
        expect("altered-label")
            .line("| 　（二）部分公开", "| 　<err>(二)部分公开</err> | 1 | 0 | 0 | 0 | 0 | 0 | 1 |")
            .message("表样上写的是：（二）部分公开（区分处理的，只计这一情形，不计其他情形）")
            .fixed("| 　（二）部分公开（区分处理的，只计这一情形，不计其他情形） | 1 |");
        expect("altered-label")
            .line("| 第二十条第（五）项", "| <err>第二十条第(五)项</err> | 本年处理决定数量 |")
            .fixed("| 第二十条第（五）项 | 本年处理决定数量 |");
        expect("altered-label")
            .line("| 第二十条第（八）项", "| 第二十条第（八）项 | <err>本年收费金额</err> |")
            .fixed("| 第二十条第（八）项 | 本年收费金额（单位：万元） |");
    }

    #[test]
    fn a_label_is_not_joined_above_a_line_that_would_be_taken_for_its_rest() {
        let stacked = "\t第二十条第（六）项\n\n\t<err>信息\n内容。</err>\n另见说明。\n\t本年处理决定数量\n\n\t行政处罚\n\t5";
        expect("altered-label").lines("| 第二十条第（六）项", "| 行政强制", stacked).not_fixed();
    }

    #[test]
    fn a_bare_line_does_not_become_a_heading() {
        let stacked = "\
\t第二十条第（一）项\n
\t信息内容\n\t本年制发件数\n\t本年废止件数\n\t现行有效件数\n
\t规章\n\t0\n\t0\n\t0\n\n\n
<err>规范性文件</err>\n\t2\n\t1\n\t9\n";
        expect("altered-label")
            .lines("| 第二十条第（一）项", "| 行政规范性文件", stacked)
            .not_fixed();
    }

    #[test]
    fn a_figure_that_slipped_into_a_label_is_not_dropped() {
        for label in ["3.补正后申请内容仍不明确12", "32、 .补正后申请内容仍不明确"]
        {
            let row = format!("| 　　<err>{label}</err> | 0 | 0 | 0 | 0 | 0 | 0 | 0 |");
            expect("altered-label").line("| 　　3.补正后", &row).not_fixed();
        }
    }

    #[test]
    fn blanks_make_no_difference() {
        expect("altered-label").line("| 行政强制", "| 行政 强制 | 0 |").none();
    }
}
