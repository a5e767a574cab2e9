//! `.xlsx` and `.xls`, of Excel, WPS (`.et`) and whatever else writes them, by calamine.
//!
//! Cells are read one by one, not as a range: two cells in opposite corners of a sheet would make a
//! range of seventeen thousand million.

mod bounds;

use std::io::Cursor;

use calamine::{
    CellErrorType, Data, DataRef, Dimensions, ExcelDateTime, Reader as _, SheetType, SheetVisible,
    Xls, Xlsx,
};

use crate::archive::Archive;
use crate::document::{Document, Loss, Losses};
use crate::format::Format;
use crate::refusal::Refusal;
use crate::sheet::{Merged, Sheet, number};

/// So many cells of all sheets are read; a report has some thousand.
const MOST_CELLS: usize = 500_000;

/// Reads the Office Open XML workbook.
pub(crate) fn read_xlsx(bytes: &[u8]) -> Result<Document, Refusal> {
    xlsx(bytes).map(|book| book.document(Format::Xlsx))
}

/// Reads the workbook of Excel 5 to 2003.
pub(crate) fn read_xls(bytes: &[u8]) -> Result<Document, Refusal> {
    xls(bytes).map(|book| book.document(Format::Xls))
}

/// The sheets of an Office Open XML workbook.
pub(crate) fn xlsx(bytes: &[u8]) -> Result<Book, Refusal> {
    let mut archive = Archive::open(bytes)?;
    archive.bounded(".xml")?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    let (names, losses) = shown(&workbook);
    let mut book = Book { sheets: Vec::new(), losses, cells: 0 };
    for name in names {
        let merged = workbook.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let mut sheet = Sheet {
            name,
            merged: merged.into_iter().map(Into::into).collect(),
            ..Sheet::default()
        };
        let mut cells =
            workbook.worksheet_cells_reader(&sheet.name).map_err(|_| Refusal::Damaged)?;
        while let Some(cell) =
            cells.next_cell_with_formula_metadata().map_err(|_| Refusal::Damaged)?
        {
            let text = shared(&cell.value);
            if text.is_empty() && cell.formula.is_some() {
                book.losses.add(Loss::Formula);
            }
            book.add(&mut sheet, cell.pos, text)?;
        }
        book.sheets.push(sheet);
    }
    Ok(book)
}

/// The sheets of a workbook of Excel 5 to 2003.
pub(crate) fn xls(bytes: &[u8]) -> Result<Book, Refusal> {
    bounds::check(bytes)?;
    let mut workbook: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::XlsError::Password => Refusal::Encrypted,
        _ => Refusal::Damaged,
    })?;
    let (names, losses) = shown(&workbook);
    let mut book = Book { sheets: Vec::new(), losses, cells: 0 };
    for name in names {
        let merged = workbook.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let range = workbook.worksheet_range(&name).map_err(|_| Refusal::Damaged)?;
        let formulas = workbook.worksheet_formula(&name).unwrap_or_default();
        let mut sheet = Sheet {
            name,
            merged: merged.into_iter().map(Into::into).collect(),
            ..Sheet::default()
        };
        let start = range.start().unwrap_or_default();
        let at = |row: usize, column: usize, start: (u32, u32)| {
            Some((
                start.0.checked_add(u32::try_from(row).ok()?)?,
                start.1.checked_add(u32::try_from(column).ok()?)?,
            ))
        };
        for (row, column, value) in range.used_cells() {
            if let Some(position) = at(row, column, start) {
                book.add(&mut sheet, position, owned(value))?;
            }
        }
        let start = formulas.start().unwrap_or_default();
        for (row, column, _) in formulas.used_cells() {
            let value = at(row, column, start).and_then(|position| range.get_value(position));
            if value.is_none_or(|value| owned(value).is_empty()) {
                book.losses.add(Loss::Formula);
            }
        }
        book.sheets.push(sheet);
    }
    Ok(book)
}

/// Sheets that were read, and what of the file is not in them.
pub(crate) struct Book {
    pub(crate) sheets: Vec<Sheet>,
    pub(crate) losses: Losses,
    cells: usize,
}

impl Book {
    fn add(
        &mut self,
        sheet: &mut Sheet,
        position: (u32, u32),
        text: String,
    ) -> Result<(), Refusal> {
        if text.trim().is_empty() {
            return Ok(());
        }
        self.cells += 1;
        if self.cells > MOST_CELLS {
            return Err(Refusal::TooBig);
        }
        sheet.cells.insert(place(position), text);
        Ok(())
    }

    fn document(self, format: Format) -> Document {
        let blocks = self.sheets.iter().flat_map(Sheet::blocks).collect();
        Document { format, blocks, losses: self.losses }
    }
}

/// The names of the sheets that can be seen.
fn shown<R: calamine::Reader<RS>, RS: std::io::Read + std::io::Seek>(
    workbook: &R,
) -> (Vec<String>, Losses) {
    let mut losses = Losses::default();
    let sheets =
        workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let (shown, hidden): (Vec<_>, Vec<_>) =
        sheets.partition(|sheet| sheet.visible == SheetVisible::Visible);
    losses.add_many(Loss::HiddenSheet, hidden.len());
    (shown.into_iter().map(|sheet| sheet.name.clone()).collect(), losses)
}

fn place((row, column): (u32, u32)) -> (usize, usize) {
    (usize::try_from(row).unwrap_or(usize::MAX), usize::try_from(column).unwrap_or(usize::MAX))
}

impl From<Dimensions> for Merged {
    fn from(range: Dimensions) -> Self {
        Self { first: place(range.start), last: place(range.end) }
    }
}

fn shared(value: &DataRef<'_>) -> String {
    match value {
        DataRef::SharedString(text) => (*text).to_owned(),
        other => owned(&Data::from(other.clone())),
    }
}

fn owned(value: &Data) -> String {
    match value {
        Data::Int(value) => value.to_string(),
        Data::Float(value) => number(*value),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
        Data::DateTime(time) => date(time),
        Data::Error(error) => error_text(error).to_owned(),
        Data::Empty => String::new(),
    }
}

/// A date as reports write it. A number that somebody's program gave a format of dates is a date to
/// whoever sees the sheet.
fn date(time: &ExcelDateTime) -> String {
    let (year, month, day, ..) = time.to_ymd_hms_milli();
    if time.is_duration() || time.as_f64() < 1.0 {
        return number(time.as_f64());
    }
    format!("{year}年{month}月{day}日")
}

fn error_text(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        _ => "#ERROR!",
    }
}
