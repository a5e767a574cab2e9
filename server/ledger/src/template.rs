//! An empty ledger to fill in: a workbook whose kinds and outcomes are chosen from lists.

use form::{Block, Form, numberless};
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatBorder, Formula, Workbook,
    XlsxError,
};

use crate::cases;
use crate::requests;
use crate::vocabulary::{Role, Subject, vocabulary};

/// The columns of an empty ledger of applications, and how wide they are.
const OF_REQUESTS: [(Role, f64); 10] = [
    (Role::Sequence, 6.0),
    (Role::Number, 14.0),
    (Role::Received, 14.0),
    (Role::Applicant, 14.0),
    (Role::Kind, 16.0),
    (Role::Content, 40.0),
    (Role::Extended, 8.0),
    (Role::Answered, 14.0),
    (Role::Outcome, 44.0),
    (Role::Article, 20.0),
];

/// The same of one of reviews and lawsuits.
const OF_CASES: [(Role, f64); 8] = [
    (Role::Sequence, 6.0),
    (Role::Number, 24.0),
    (Role::Kind, 32.0),
    (Role::Applicant, 18.0),
    (Role::Content, 40.0),
    (Role::Received, 14.0),
    (Role::Answered, 14.0),
    (Role::Outcome, 16.0),
];

/// Rows with lists to choose from.
const ROWS: u32 = 2000;
const LISTS: &str = "选项";

/// An empty ledger for an edition of the form; none if it has no table for it.
pub fn template(form: &'static Form, subject: Subject) -> Option<Vec<u8>> {
    let (columns, kinds, outcomes): (&[(Role, f64)], _, _) = match subject {
        Subject::Requests => {
            let words = requests::Words::of(form)?;
            (&OF_REQUESTS, kinds(words.block), outcomes(&words))
        }
        Subject::Cases => {
            let block = cases::Words::of(form)?.block;
            let rows = block.rows.iter().filter(|row| !row.group);
            (&OF_CASES, rows.map(|row| row.label.clone()).collect(), kinds(block))
        }
    };
    written(subject, columns, [kinds, outcomes]).ok()
}

/// The columns of a block that are no totals.
fn kinds(block: &Block) -> Vec<String> {
    let columns = block.columns.iter().enumerate().filter(|(at, _)| !block.is_total(*at));
    columns.map(|(_, column)| column.label.clone()).collect()
}

/// What may become of an application.
fn outcomes(words: &requests::Words) -> Vec<String> {
    let block = words.block;
    let outcome = |at: &usize| {
        let row = block.rows.get(*at)?;
        // The outermost group tells no more than that they are outcomes.
        let is_told = |it: &&form::Row| row.parent.as_ref() == Some(&it.id) && it.parent.is_some();
        let group = block.rows.iter().find(is_told);
        let label = numberless(&row.label).to_owned();
        Some(group.map_or_else(
            || label.clone(),
            |group| format!("{}：{label}", numberless(&group.label)),
        ))
    };
    words.outcome_rows.iter().filter_map(outcome).collect()
}

fn written(
    subject: Subject,
    columns: &[(Role, f64)],
    choices: [Vec<String>; 2],
) -> Result<Vec<u8>, XlsxError> {
    let layout = vocabulary().layout(subject);
    let [kinds, outcomes] = choices.each_ref().map(Vec::len);
    let mut workbook = Workbook::new();
    let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&date));
    let head = Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0x00D9_E7F5))
        .set_border(FormatBorder::Thin);
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let sheet = workbook.add_worksheet().set_name("台账")?;
    for (column, (role, width)) in (0_u16..).zip(columns.iter().copied()) {
        sheet.write_with_format(0, column, layout.name(role), &head)?;
        sheet.set_column_width(column, width)?;
        let list = match role {
            Role::Kind => Some(list('A', kinds)),
            Role::Outcome => Some(list('B', outcomes)),
            Role::Extended => Some(DataValidation::new().allow_list_strings(&["是", "否"])?),
            Role::Received | Role::Answered => {
                sheet.set_column_format(column, &day)?;
                None
            }
            _ => None,
        };
        if let Some(list) = list {
            sheet.add_data_validation(1, column, ROWS, column, &list)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    let lists = workbook.add_worksheet().set_name(LISTS)?;
    for (column, choices) in (0_u16..).zip(choices) {
        for (row, choice) in (0_u32..).zip(choices) {
            lists.write(row, column, choice)?;
        }
    }
    lists.set_column_width(0, 20)?.set_column_width(1, 60)?;
    workbook.save_to_buffer()
}

fn list(column: char, length: usize) -> DataValidation {
    let range = format!("='{LISTS}'!${column}$1:${column}${length}");
    DataValidation::new().allow_list_formula(Formula::new(range))
}
