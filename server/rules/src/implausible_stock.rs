//! `implausible-stock`: fewer in force than were made this year and not repealed.

use finding::{Finding, Related, Severity};
use report::Row;
use report::number::{Figure, Number};

use super::row::{Found, rows};
use super::wording::about_row;
use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "implausible-stock",
    title: "现行有效件数偏少",
    severity: Severity::Warning,
    doc: Doc {
        what: "表二的现行有效件数，少于本年制发减去本年废止的件数。",
        why: "本年制发、又没有废止的，年底都是有效的，现行有效不会比它们还少。多半是漏计了以前年度的文件，或者把几列填串了。",
        fix: None,
        wrong: Example::line("| 行政规范性文件", "| 行政规范性文件 | 2 | 1 | 0 |"),
        right: Example::line("| 行政规范性文件", "| 行政规范性文件 | 2 | 1 | 9 |"),
        basis: Basis {
            grade: Grade::Derived,
            cites: &[Source::of("form-2021").part("附件表二")],
            note: "由三列的名称直接推出；“现行有效”怎样计，没有官方说明。",
        },
    },
    check: Check::report(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for row in rows(context, |found| stocks(found.form()).next().is_some()) {
        findings.extend(stocks(row.form()).filter_map(|stock| finding(row, stock)));
    }
}

/// A column that goes on from last year's, by position, with those that change it.
#[derive(Debug, Clone, Copy)]
struct Columns {
    gains: usize,
    losses: usize,
    stock: usize,
}

fn stocks(block: &form::Block) -> impl Iterator<Item = Columns> {
    block.columns.iter().enumerate().filter_map(|(stock, column)| {
        let of = column.stock.as_ref()?;
        let position = |id: &str| block.column_position(id);
        Some(Columns { gains: position(&of.gains)?, losses: position(&of.losses)?, stock })
    })
}

/// The figures of a row in which the stock is less than it must be at least.
#[derive(Debug, Clone, Copy)]
struct Shortage {
    gains: i64,
    losses: i64,
    stock: i64,
    least: i64,
}

/// Fewer in force than there must be at least, were these the values of a row. A blank part counts
/// as 0.
fn shortage(columns: Columns, value: impl Fn(usize) -> Option<Figure>) -> Option<Shortage> {
    let whole = |column, blank: Option<i64>| match value(column)? {
        Figure::Number { value, .. } => value.as_whole(),
        Figure::Blank => blank,
        Figure::Invalid(_) => None,
    };
    let (gains, losses) = (whole(columns.gains, Some(0))?, whole(columns.losses, Some(0))?);
    let (stock, least) = (whole(columns.stock, None)?, gains.checked_sub(losses)?);
    (stock < least).then_some(Shortage { gains, losses, stock, least })
}

/// Whether a row would have such a finding if these figures stood in its blank cells.
pub(super) fn would_be_found(
    block: &form::Block,
    row: &Row,
    written: impl Fn(usize) -> Option<i64>,
) -> bool {
    let value = |column| {
        let stated = row.cell(column)?.figure;
        let number = |value| Figure::Number { value: Number::whole(value), standard: true };
        Some(written(column).map_or(stated, number))
    };
    stocks(block).any(|stock| shortage(stock, value).is_some())
}

fn finding(row: Found<'_>, columns: Columns) -> Option<Finding> {
    let Shortage { gains, losses, stock, least } =
        shortage(columns, |column| Some(row.row.cell(column)?.figure))?;
    let name = |column: usize| row.form().columns.get(column).map_or("", |column| column.short());
    let unit = row.form().columns.get(columns.stock)?.unit.as_str();
    let message = format!(
        "{}{} {stock} {unit}，少于{} {gains} {unit}减去{} {losses} {unit}所得的 {least} {unit}。请核对这三个数。",
        row.of.short(),
        name(columns.stock),
        name(columns.gains),
        name(columns.losses),
    );
    let mut finding = Finding::new(RULE.name, RULE.severity, row.row.label.range.clone(), message)
        .about(about_row(row.table(), row.of));
    let figures = [(columns.gains, gains), (columns.losses, losses), (columns.stock, stock)];
    finding.related = figures
        .into_iter()
        .filter_map(|(column, figure)| {
            let message = format!("{} {figure} {unit}", name(column));
            Some(Related { message, range: row.row.cell(column)?.range.clone() })
        })
        .collect();
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::super::testing::expect;

    #[test]
    fn fewer_than_were_made() {
        expect("implausible-stock")
            .line("| 行政规范性文件", "| <err>行政规范性文件</err> | 5 | 1 | 3 |")
            .message("现行有效 3 件，少于本年制发 5 件减去本年废止 1 件所得的 4 件");
        expect("implausible-stock")
            .line("| 行政规范性文件", "| <err>行政规范性文件</err> | 5 | / | 3 |")
            .message("减去本年废止 0 件所得的 5 件");
    }

    #[test]
    fn what_is_possible_or_not_known() {
        for cells in ["5 | 1 | 4", "0 | 3 | 0", "5 | 1 | ", "5 | / | 6", "5 | 若干 | 0"] {
            let line = format!("| 行政规范性文件 | {cells} |");
            expect("implausible-stock").line("| 行政规范性文件", &line).none();
        }
    }
}
