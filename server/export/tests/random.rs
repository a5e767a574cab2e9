//! Random reports: every figure is in every format once, and no other is.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
use export::{Format, Options, export};
use fastrand::Rng;
use form::{Form, Table, form_for};
use layout::Manuscript;

/// So many digits no number has that is not one of ours.
const LONG: usize = 7;

/// A report in the making.
struct Draft<'r> {
    random: &'r mut Rng,
    text: String,
    /// What must be printed, each once.
    figures: Vec<String>,
}

impl Draft<'_> {
    /// A figure that no other is; an amount may have a fraction.
    fn figure(&mut self, fraction: bool) -> String {
        let number = format!("{}{:05}", self.random.u32(10..1_000), self.figures.len());
        let number = match fraction && self.random.bool() {
            true => format!("{number}.{}5", self.random.u32(0..100)),
            false => number,
        };
        self.figures.push(number.clone());
        number
    }

    fn paragraph(&mut self) {
        let (one, other) = (self.figure(false), self.figure(true));
        let marks = ["“", "”……", "——", "😀", "堃㼆𠮷", "<&>", "《条例》"];
        let mark = marks[self.random.usize(..marks.len())];
        let comment =
            if self.random.bool() { "<!-- 12345678900 给自己看的 -->\n\n" } else { "" };
        self.text += &format!("公开信息{one}条，{mark}金额{other}万元。\n\n{comment}");
    }

    fn table(&mut self, table: &Table) {
        for block in &table.blocks {
            let columns: Vec<&str> = block.columns.iter().map(|column| &*column.label).collect();
            self.text += &format!("| {} | {} |\n", block.canonical_corner(), columns.join(" | "));
            self.text += &format!("| :--- |{}\n", " ---: |".repeat(columns.len()));
            for row in &block.rows {
                let cells: Vec<String> =
                    columns.iter().map(|_| self.cell(row.group, block.id == "fees")).collect();
                self.text += &format!("| {} | {} |\n", row.label, cells.join(" | "));
            }
            if self.random.u8(..4) == 0 {
                let cells: Vec<String> = columns.iter().map(|_| self.figure(false)).collect();
                self.text += &format!("| 本地加的一行 | {} |\n", cells.join(" | "));
            }
            self.text.push('\n');
        }
    }

    fn cell(&mut self, group: bool, amount: bool) -> String {
        match self.random.u8(..12) {
            _ if group => String::new(),
            0 => String::new(),
            1 => "0".to_owned(),
            2 => "/".to_owned(),
            3 => format!("{}件", self.figure(false)),
            _ => self.figure(amount),
        }
    }
}

/// A report of any edition, with the figures in it.
fn report(random: &mut Rng) -> (String, Vec<String>) {
    let year = random.i32(2019..2027);
    let form: &Form = form_for(year).unwrap();
    let mut draft = Draft { random, text: String::new(), figures: Vec::new() };
    draft.text = format!("云岭县𠮷石局{year}年政府信息公开工作年度报告\n\n");
    for section in &form.sections {
        draft.text += &format!("{}、{}\n\n", section.number, section.title);
        for at in 0..draft.random.usize(..4) {
            draft.text += ["", "（一）主动公开\n\n", "1.平台\n\n", "（2）人员\n\n"][at];
            draft.paragraph();
        }
        for table in form.tables.iter().filter(|table| table.section == section.id) {
            draft.table(table);
            if draft.random.bool() {
                let figure = draft.figure(false);
                draft.text += &format!("注：含{figure}件。\n\n");
            }
        }
    }
    if draft.random.bool() {
        draft.text += "云岭县𠮷石局\n\n2024年01月09日\n";
    }
    (draft.text, draft.figures)
}

/// The text of XML or HTML; what is a paragraph or a cell stands on a line of its own.
fn words(markup: &str) -> String {
    let pieces = markup.split('<').skip(1).filter_map(|piece| piece.split_once('>'));
    let lines = pieces.map(|(tag, text)| match tag {
        "/w:p" | "/td" | "/th" | "/p" | "br" => format!("\n{text}"),
        _ => text.to_owned(),
    });
    lines.collect()
}

fn printed(bytes: &[u8], format: Format) -> String {
    match format {
        Format::Docx => {
            let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
            let mut text = String::new();
            archive.by_name("word/document.xml").unwrap().read_to_string(&mut text).unwrap();
            words(&text)
        }
        Format::Html => words(std::str::from_utf8(bytes).unwrap().split_once("<body>").unwrap().1),
        Format::Xlsx => {
            let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
            let sheets: Vec<_> = book.worksheets();
            // The sheet of checks states sums again.
            let own = sheets.iter().filter(|(name, _)| !name.starts_with("核对"));
            let cells = own.flat_map(|(_, range)| range.used_cells().map(|(_, _, cell)| cell));
            cells
                .map(|cell| match cell {
                    Data::Float(number) => format!("{number}\n"),
                    other => format!("{other}\n"),
                })
                .collect()
        }
    }
}

/// How often each number of many digits stands in a text.
fn long_numbers(text: &str) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for number in text.split(|c: char| !c.is_ascii_digit() && c != '.') {
        let number = number.trim_matches('.');
        if number.bytes().filter(u8::is_ascii_digit).count() >= LONG {
            *found.entry(number.to_owned()).or_default() += 1;
        }
    }
    found
}

#[test]
fn every_figure_is_in_every_format_once_and_no_other() {
    let cases = std::env::var("NIANBAO_CASES").ok().and_then(|cases| cases.parse().ok());
    for seed in 0..cases.unwrap_or(60) {
        let (text, figures) = report(&mut Rng::with_seed(seed));
        let expected: BTreeMap<String, usize> = figures.into_iter().map(|it| (it, 1)).collect();
        let report = report::read(&text);
        let layout = Manuscript { text: &text, report: &report, last_year: None }.layout();
        for format in Format::ALL {
            let bytes = export(&layout, format, &Options::default()).unwrap();
            let found = long_numbers(&printed(&bytes, format));
            assert!(
                found == expected,
                "seed {seed}, {format:?}: {:?}\nof\n{text}",
                difference(&found, &expected)
            );
        }
    }
}

/// What is there too often or not at all.
fn difference<'n>(
    found: &'n BTreeMap<String, usize>,
    expected: &'n BTreeMap<String, usize>,
) -> Vec<(&'n String, Option<&'n usize>)> {
    let all = found.keys().chain(expected.keys());
    all.filter(|it| found.get(*it) != expected.get(*it)).map(|it| (it, found.get(it))).collect()
}
