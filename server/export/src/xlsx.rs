//! `.xlsx`: a sheet a table, in official layout, that keeps adding up.
//!
//! A total whose stated sum holds is a formula; one that does not holds stays the number that the
//! author stated, coloured, with a note. A sheet of its own tests every sum as figures change. What
//! is no table stands on sheets between them, so that the workbook is the whole report.

mod checks;
mod look;
mod sheet;

use layout::{Layout, LayoutBlock, LayoutTable, TextRun};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::options::Options;
use look::Look;

/// A sheet to be written.
enum Sheet<'l> {
    Prose(Vec<String>),
    Table { heading: Option<&'l TextRun>, table: &'l LayoutTable, notes: Vec<&'l TextRun> },
}

/// The report as a workbook.
pub(crate) fn print(layout: &Layout, options: &Options) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // A workbook states when it was made; with the time left to the machine no two would be alike.
    let made = ExcelDateTime::from_ymd(2020, 1, 1)?;
    let properties = DocProperties::new().set_title(layout.name.as_str());
    book.set_properties(&properties.set_creation_datetime(&made));
    let look = Look::new(&options.fonts);
    let mut names = Names::default();
    let mut tables = Vec::new();
    for sheet in sheets(layout, options) {
        match sheet {
            Sheet::Prose(lines) => {
                let name = names.free("正文");
                sheet::prose(book.add_worksheet().set_name(name)?, &lines, &look)?;
            }
            Sheet::Table { heading, table, notes } => {
                let name = names.free(short_name(table));
                let sheet = book.add_worksheet().set_name(&name)?;
                let top = sheet::table(sheet, heading, table, &notes, &look)?;
                tables.push(checks::Checked { name, top, table });
            }
        }
    }
    if tables.iter().any(|checked| !checked.table.sums.is_empty()) {
        checks::print(book.add_worksheet(), &tables, &look)?;
    } else if names.taken.is_empty() {
        // A workbook has a sheet at least.
        book.add_worksheet();
    }
    book.save_to_buffer()
}

/// What stands on which sheet. The heading right above a table stands on the table's.
fn sheets<'l>(layout: &'l Layout, options: &Options) -> Vec<Sheet<'l>> {
    let mut sheets = Vec::new();
    let mut prose: Vec<String> = Vec::new();
    let mut heading: Option<&TextRun> = None;
    for block in &layout.body {
        match block {
            LayoutBlock::Table(table) => {
                add_prose(&mut sheets, &mut prose);
                let heading = heading.take();
                sheets.push(Sheet::Table { heading, table, notes: Vec::new() });
                continue;
            }
            LayoutBlock::Note(run) => {
                if let Some(Sheet::Table { notes, .. }) = sheets.last_mut() {
                    notes.push(run);
                    continue;
                }
            }
            _ => {}
        }
        prose.extend(heading.take().map(|run| run.text.clone()));
        match block {
            LayoutBlock::Section(run) => heading = Some(run),
            other => prose.extend(lines(other, options)),
        }
    }
    prose.extend(heading.map(|run| run.text.clone()));
    add_prose(&mut sheets, &mut prose);
    sheets
}

fn add_prose(sheets: &mut Vec<Sheet<'_>>, prose: &mut Vec<String>) {
    if !prose.is_empty() {
        sheets.push(Sheet::Prose(std::mem::take(prose)));
    }
}

/// The lines of a block that is no table.
fn lines(block: &LayoutBlock, options: &Options) -> Vec<String> {
    let text = |run: &TextRun| run.text.clone();
    match block {
        LayoutBlock::Title(lines) => lines.iter().map(text).collect(),
        LayoutBlock::Section(run)
        | LayoutBlock::Heading { run, .. }
        | LayoutBlock::Note(run)
        | LayoutBlock::Day(run) => vec![text(run)],
        LayoutBlock::Paragraph { lead, rest } => {
            vec![lead.iter().chain([rest]).map(text).collect()]
        }
        LayoutBlock::Signature { organs, date } if options.signature => {
            organs.iter().chain(date).map(text).collect()
        }
        LayoutBlock::Signature { .. } | LayoutBlock::Table(_) => Vec::new(),
    }
}

/// What a table is called, without what it is about.
fn short_name(table: &LayoutTable) -> &str {
    let name = table.name.as_deref().and_then(|name| name.split('\u{3000}').next());
    name.filter(|name| !name.is_empty()).unwrap_or("表格")
}

/// Names of sheets, none twice.
#[derive(Debug, Default)]
struct Names {
    taken: Vec<String>,
}

impl Names {
    fn free(&mut self, wanted: &str) -> String {
        /// As long as Excel allows, and room for a number.
        const LONGEST: usize = 26;
        let allowed = |c: &char| !"[]:*?/\\'".contains(*c);
        let plain: String = wanted.chars().filter(allowed).take(LONGEST).collect();
        let numbered = |number: usize| match number {
            1 => plain.clone(),
            _ => format!("{plain}{number}"),
        };
        let free = (1..).map(numbered).find(|name| !self.taken.contains(name)).unwrap_or_default();
        self.taken.push(free.clone());
        free
    }
}
