//! The sheet that tests every sum, and turns red as Excel computes it anew.

use layout::{GridPlace, GridSum, LayoutTable, Relation};
use rust_xlsxwriter::{ConditionalFormatFormula, Formula, Worksheet, XlsxError};

use super::look::Look;
use super::sheet::added;

/// What the importer knows the sheet by: it is no part of the report.
const NAME: &str = "核对（自动计算）";
const HEAD: [&str; 5] = ["表", "核对什么", "各项之和", "应等于", "结果"];
const WIDTHS: [f64; 5] = [10.0, 56.0, 12.0, 12.0, 10.0];
const HOLDS: &str = "平";
const BROKEN: &str = "不平";

/// A table that was written.
pub(super) struct Checked<'l> {
    /// Of its sheet.
    pub(super) name: String,
    /// The row that it begins in.
    pub(super) top: u32,
    pub(super) table: &'l LayoutTable,
}

/// Writes the sheet.
pub(super) fn print(
    sheet: &mut Worksheet,
    tables: &[Checked<'_>],
    look: &Look,
) -> Result<(), XlsxError> {
    sheet.set_name(NAME)?.set_paper_size(9).set_print_fit_to_pages(1, 0);
    for (column, (head, width)) in (0..).zip(HEAD.into_iter().zip(WIDTHS)) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, head, &look.head)?;
    }
    let mut row = 1;
    for checked in tables {
        for sum in &checked.table.sums {
            line(sheet, row, checked, sum, look)?;
            row += 1;
        }
    }
    let alarm = ConditionalFormatFormula::new().set_rule(format!("=$E2=\"{BROKEN}\"").as_str());
    sheet.add_conditional_format(1, 0, row, 4, &alarm.set_format(&look.alarm))?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.protect();
    Ok(())
}

fn line(
    sheet: &mut Worksheet,
    row: u32,
    checked: &Checked<'_>,
    sum: &GridSum,
    look: &Look,
) -> Result<(), XlsxError> {
    let of = format!("'{}'!", checked.name);
    let (left, right) = (worth(checked.table, &sum.left), worth(checked.table, &sum.right));
    let (sign, holds, wanted) = match sum.relation {
        Relation::Equal => ("=", left == right, ""),
        Relation::AtMost => ("<=", left <= right, "（不大于）"),
        Relation::AtLeast => (">=", left >= right, "（不小于）"),
    };
    sheet.write_string_with_format(row, 0, checked.name.as_str(), &look.head)?;
    sheet.write_string_with_format(row, 1, format!("{}{wanted}", sum.name), &look.label)?;
    for (column, places, result) in [(2, &sum.left, left), (3, &sum.right, right)] {
        let formula = Formula::new(format!("={}", added(places, checked.top, &of)));
        let formula = formula.set_result(result.to_string());
        sheet.write_formula_with_format(row, column, formula, &look.sum)?;
    }
    let line = row + 1;
    let formula = format!("=IF(C{line}{sign}D{line},\"{HOLDS}\",\"{BROKEN}\")");
    let formula = Formula::new(formula).set_result(if holds { HOLDS } else { BROKEN });
    sheet.write_formula_with_format(row, 4, formula, &look.head)?;
    Ok(())
}

/// What the figures at some places come to, as Excel adds them: what is no number counts nothing.
fn worth(table: &LayoutTable, places: &[GridPlace]) -> f64 {
    let placed = table.grid.placed();
    let value = |place: &GridPlace| {
        let (_, cell) = placed.get(place.row)?.iter().find(|(at, _)| *at == place.column)?;
        cell.value.map(|value| value.as_f64())
    };
    places.iter().filter_map(value).sum()
}
