//! How a text comes to be: files that are opened, what is pasted into an empty page, new reports; and how it is written back.

use document::Document;
use form::{form_for, forms};
use serde_json::{Value, json};
use text::encoding::{Encoding, decode, encode};
use text::line_ends;

use crate::message::{Answer, Answered};

/// Years beyond this are slips of the keyboard.
const LAST_YEAR: i32 = 2100;

/// A text that was read, and what its reader should know.
pub(crate) struct Opened {
    pub(crate) text: String,
    notes: Vec<String>,
    /// Its own name if it is a text, that its file can be written back to.
    crlf: bool,
    imported: bool,
}

/// Reads a file: a report's text, or a document that one is made of.
pub(crate) fn open(bytes: &[u8]) -> Result<Opened, String> {
    if document::is_document(bytes) {
        let document = document::read(bytes).map_err(|refusal| format!("{refusal}。"))?;
        return Ok(imported(&document));
    }
    let (text, encoding) = decode(bytes.to_vec()).map_err(|not_text| format!("{not_text}。"))?;
    let crlf = line_ends::commonest(&text) == "\r\n";
    let text = line_ends::unified(text.trim_start_matches('\u{feff}'), "\n");
    let mut notes = Vec::new();
    if encoding != Encoding::Utf8 {
        notes.push(format!("原文是 {} 编码，另存时写成 UTF-8", encoding.name()));
    }
    Ok(Opened { text, notes, crlf, imported: false })
}

/// A document as a report in the canonical shape.
fn imported(document: &Document) -> Opened {
    let text = document::write(document).text;
    let report = report::read(&text);
    let text = text::apply(&text, &format::edits(&text, &report));
    let mut notes = vec![format!("由{}转成", document.format.name())];
    notes.extend(document.losses.iter().map(|(loss, count)| loss.told(count)));
    if report.year().is_none() && report.official_tables().next().is_none() {
        notes.push("没有找到年报的标题和表格，请核对是不是选错了文件".to_owned());
    }
    Opened { text, notes, crlf: false, imported: true }
}

/// What is pasted into an empty page: a whole report. HTML counts before the text if there is a table in it.
pub(crate) fn whole(text: &str, html: Option<&str>) -> Opened {
    let of_html = html.and_then(|html| document::read_html(html).ok());
    if let Some(document) = of_html.filter(has_table) {
        let mut opened = imported(&document);
        opened.notes.remove(0);
        return opened;
    }
    let text = line_ends::unified(text, "\n");
    Opened { text, notes: Vec::new(), crlf: false, imported: false }
}

fn has_table(document: &Document) -> bool {
    document.blocks.iter().any(|block| matches!(block, document::document::Block::Table(_)))
}

impl Opened {
    pub(crate) fn told(&self) -> Value {
        json!({
            "text": self.text,
            "notes": self.notes,
            "crlf": self.crlf,
            "imported": self.imported,
        })
    }
}

/// The text of a new report, after last year's if it is given.
pub(crate) fn new_report(organ: &str, year: i32, last: Option<&report::Report>) -> Answer {
    let organ = organ.trim();
    if organ.is_empty() {
        return Err("请写机关全称。".to_owned());
    }
    let form = form_for(year).filter(|_| year <= LAST_YEAR).ok_or_else(|| {
        let first = forms().iter().map(|form| form.first_year).min().unwrap_or(year);
        format!("没有 {year} 年度的年报格式，请写 {first} 到 {LAST_YEAR} 之间的年份。")
    })?;
    let (text, carried) = match last {
        Some(last) => skeleton::report_after(form, organ, year, last),
        None => (skeleton::report(form, organ, year), 0),
    };
    Ok(json!({ "text": text, "carried": carried }).into())
}

/// The bytes of the text's file.
pub(crate) fn saved(text: &str, crlf: bool) -> Answer {
    let text = line_ends::unified(text, if crlf { "\r\n" } else { "\n" });
    let file = encode(&text, Encoding::Utf8).unwrap_or_default();
    Ok(Answered { value: Value::Null, file })
}
