//! A sheet: prose, or a table with what stands around it.

use layout::{CellKind, Grid, GridCell, GridPlace, GridSum, Kind, LayoutTable, Relation, TextRun};
use rust_xlsxwriter::{
    DataValidation, DataValidationRule, Format, Formula, Note, Worksheet, XlsxError,
};

use super::look::Look;
use crate::width::halves;

/// The width of a table, in characters of Excel; printing makes it fit on a portrait page.
const WIDTH: u32 = 92;
/// The width of prose. It must fit on the page without being scaled wherever digits are wide:
/// LibreOffice loses the last character of each line if it scales.
const PROSE: u32 = 72;
/// The height of a line and what a row has beside its lines, in points.
const LINE: u32 = 15;
const ROW: u32 = 6;
/// A4.
const PAPER: u8 = 9;
/// No row can be higher, in points.
const HIGHEST: u32 = 400;

/// A sheet of prose: a line a row.
pub(super) fn prose(sheet: &mut Worksheet, lines: &[String], look: &Look) -> Result<(), XlsxError> {
    set_page(sheet);
    sheet.set_column_width(0, f64::from(PROSE))?;
    for (row, line) in (0..).zip(lines) {
        sheet.write_string_with_format(row, 0, cut(line), &look.prose)?;
        sheet.set_row_height(row, f64::from(height(line, PROSE)))?;
    }
    Ok(())
}

/// A table, the heading above it and the notes below. Gives the row that the table begins in.
pub(super) fn table(
    sheet: &mut Worksheet,
    heading: Option<&TextRun>,
    table: &LayoutTable,
    notes: &[&TextRun],
    look: &Look,
) -> Result<u32, XlsxError> {
    set_page(sheet);
    let top = u32::from(heading.is_some());
    if let Some(run) = heading {
        sheet.write_string_with_format(
            0,
            0,
            cut(&run.text),
            &look.heading.clone().set_text_wrap(),
        )?;
        wide(sheet, 0, &run.text, &table.grid, &look.heading)?;
    }
    let widths = widths(&table.grid);
    for (column, width) in (0..).zip(&widths) {
        sheet.set_column_width(column, f64::from(*width))?;
    }
    let mut printed = Printed { sheet, look, top, sums: &table.sums };
    printed.grid(&table.grid, &widths)?;
    let mut next = top + rows(&table.grid);
    if let Some(leftover) = &table.leftover {
        let mut below = Printed { sheet: printed.sheet, look, top: next + 1, sums: &[] };
        below.grid(leftover, &widths)?;
        next += 1 + rows(leftover);
    }
    for note in notes {
        wide(sheet, next, &note.text, &table.grid, &look.prose)?;
        next += 1;
    }
    sheet.protect();
    Ok(top)
}

fn set_page(sheet: &mut Worksheet) {
    sheet.set_paper_size(PAPER).set_print_fit_to_pages(1, 0);
}

/// A line over all columns of a table.
fn wide(
    sheet: &mut Worksheet,
    row: u32,
    text: &str,
    grid: &Grid,
    format: &Format,
) -> Result<(), XlsxError> {
    let last = u16::try_from(grid.columns.len()).unwrap_or(1).saturating_sub(1);
    if last == 0 {
        sheet.write_string_with_format(row, 0, cut(text), format)?;
    } else {
        sheet.merge_range(row, 0, row, last, &cut(text), format)?;
    }
    sheet.set_row_height(row, f64::from(height(text, WIDTH)))?;
    Ok(())
}

fn rows(grid: &Grid) -> u32 {
    u32::try_from(grid.rows.len()).unwrap_or(0)
}

/// A grid on its way into a sheet.
struct Printed<'a> {
    sheet: &'a mut Worksheet,
    look: &'a Look,
    top: u32,
    sums: &'a [GridSum],
}

impl Printed<'_> {
    fn grid(&mut self, grid: &Grid, widths: &[u32]) -> Result<(), XlsxError> {
        for (row, cells) in (0..).zip(grid.placed()) {
            let mut highest = LINE + ROW;
            for (column, cell) in cells {
                let place = GridPlace { row, column };
                self.cell(place, cell, grid)?;
                let width: u32 = widths.iter().skip(column).take(cell.columns).sum();
                if cell.rows == 1 {
                    highest = highest.max(height(&cell.text, width));
                }
            }
            let row = self.row(row);
            self.sheet.set_row_height(row, f64::from(highest))?;
        }
        Ok(())
    }

    fn row(&self, row: usize) -> u32 {
        self.top + u32::try_from(row).unwrap_or(0)
    }

    fn cell(&mut self, place: GridPlace, cell: &GridCell, grid: &Grid) -> Result<(), XlsxError> {
        let format = self.format(place, cell).clone();
        let (row, column) = (self.row(place.row), letter(place.column));
        if cell.rows > 1 || cell.columns > 1 {
            let last_row = self.row((place.row + cell.rows).min(grid.rows.len()) - 1);
            let last_column = letter(place.column + cell.columns - 1);
            self.sheet.merge_range(row, column, last_row, last_column, "", &format)?;
        }
        match number(cell) {
            Some(number) => match self.formula(place) {
                Some(sum) => {
                    let formula = Formula::new(format!("={}", added(&sum.left, self.top, "")));
                    let formula = formula.set_result(number.to_string());
                    self.sheet.write_formula_with_format(row, column, formula, &format)?;
                }
                None => {
                    self.sheet.write_number_with_format(row, column, number, &format)?;
                }
            },
            None if cell.text.is_empty() => {
                self.sheet.write_blank(row, column, &format)?;
            }
            None => {
                self.sheet.write_string_with_format(row, column, cut(&cell.text), &format)?;
            }
        }
        self.remark(place)?;
        self.validate(place, cell)
    }

    /// The sum that a formula may stand for.
    fn formula(&self, total: GridPlace) -> Option<&GridSum> {
        let broken = |sum: &&GridSum| sum.tested.is_some_and(|tested| !tested.holds);
        if self.sums.iter().filter(broken).any(|sum| sum.total == total) {
            return None;
        }
        self.sums.iter().find(|sum| sum.total == total && sum.is_formula())
    }

    /// The sum that a total does not state.
    fn broken(&self, total: GridPlace) -> Option<&GridSum> {
        let broken = |sum: &&GridSum| {
            sum.total == total
                && sum.relation == Relation::Equal
                && sum.tested.is_some_and(|tested| !tested.holds)
        };
        self.sums.iter().find(broken)
    }

    fn format(&self, place: GridPlace, cell: &GridCell) -> &Format {
        match cell.kind {
            CellKind::Heading => &self.look.head,
            CellKind::Label | CellKind::Text => &self.look.label,
            CellKind::Figure if self.broken(place).is_some() => &self.look.wrong,
            CellKind::Figure if self.formula(place).is_some() => &self.look.sum,
            CellKind::Figure if cell.measure == Some(Kind::Count) => &self.look.count,
            CellKind::Figure => &self.look.amount,
        }
    }

    /// Says what is wrong with a total.
    fn remark(&mut self, place: GridPlace) -> Result<(), XlsxError> {
        let told = self.broken(place).and_then(|sum| {
            let tested = sum.tested?;
            Some(format!(
                "{}不平：各项加起来，这里应是 {}。这里保留了填写的数字，没有用公式。",
                sum.name, tested.expected
            ))
        });
        if let Some(told) = told {
            let note = Note::new(told).add_author_prefix(false).set_author("nianbao");
            self.sheet.insert_note(self.row(place.row), letter(place.column), &note)?;
        }
        Ok(())
    }

    /// Lets a place for a figure take nothing else.
    fn validate(&mut self, place: GridPlace, cell: &GridCell) -> Result<(), XlsxError> {
        let validation = match cell.measure {
            Some(Kind::Count) => DataValidation::new()
                .allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0))
                .set_error_message("这里填件数，要写不小于 0 的整数。")?,
            Some(Kind::Amount) => DataValidation::new()
                .allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0))
                .set_error_message("这里填金额，要写不小于 0 的数，单位见表头。")?,
            Some(Kind::Change) => DataValidation::new()
                .allow_whole_number(DataValidationRule::Between(-1_000_000_000, 1_000_000_000))
                .set_error_message("这里填增减的数量，要写整数，减少的写负数。")?,
            None => return Ok(()),
        };
        let validation = validation.set_error_title("请核对")?;
        let (row, first) = (self.row(place.row), letter(place.column));
        let last = letter(place.column + cell.columns - 1);
        self.sheet.add_data_validation(row, first, row, last, &validation)?;
        Ok(())
    }
}

/// What a figure is worth, where Excel can hold it exactly.
fn number(cell: &GridCell) -> Option<f64> {
    let value = cell.value?;
    let number = value.as_f64();
    (number.to_string() == value.to_string()).then_some(number)
}

/// `SUM(…)` of some places of a grid that begins in a row of a sheet; `sheet` stands before each.
pub(super) fn added(places: &[GridPlace], top: u32, sheet: &str) -> String {
    let name = |place: &GridPlace| {
        let row = top + u32::try_from(place.row).unwrap_or(0);
        format!("{sheet}{}", rust_xlsxwriter::utility::row_col_to_cell(row, letter(place.column)))
    };
    format!("SUM({})", places.iter().map(name).collect::<Vec<_>>().join(","))
}

/// A column as Excel counts it.
fn letter(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(0)
}

fn widths(grid: &Grid) -> Vec<u32> {
    let all = grid.columns.iter().sum::<u32>().max(1);
    grid.columns.iter().map(|share| (WIDTH * share / all).max(4)).collect()
}

/// How high a row is that has a text in a cell of a width: Excel does not find out for merged cells.
fn height(text: &str, width: u32) -> u32 {
    let halves = u32::try_from(halves(text)).unwrap_or(u32::MAX);
    halves.div_ceil(width.max(2) - 1).max(1).saturating_mul(LINE).saturating_add(ROW).min(HIGHEST)
}

/// What a cell can hold; nobody writes more on a line.
fn cut(text: &str) -> String {
    const MOST: usize = 32_000;
    text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}").chars().take(MOST).collect()
}
