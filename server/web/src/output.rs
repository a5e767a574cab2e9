//! The report as it will be published: a page beside the text, files, and the clipboard.

use export::Format;
use finding::{Finding, Severity};
use html::{Copied, Nonce, Preview};
use serde_json::json;

use crate::desk::Desk;
use crate::message::{Answer, Answered};
use crate::wire::Place;

/// The page.
pub(crate) fn preview(desk: &Desk, nonce: &str) -> Answer {
    let nonce = Nonce::new(nonce).ok_or("预览没有做成。")?;
    let wire = desk.wire();
    let page = html::preview(Preview {
        layout: &desk.manuscript().layout(),
        findings: desk.findings(),
        locate: &|offset| wire.position(offset),
        nonce: &nonce,
    });
    Ok(json!(page).into())
}

/// A file of a format, and what it is called.
pub(crate) fn export(desk: &Desk, format: &str) -> Answer {
    let format = Format::of_extension(format).ok_or("只能导出 docx、xlsx 和 html。")?;
    let layout = desk.manuscript().layout();
    let file = export::export(&layout, format, &export::Options::default())
        .map_err(|fault| format!("{fault}。"))?;
    Ok(Answered { value: json!({ "name": layout.name }), file })
}

/// The report for the clipboard, or the table at a place.
pub(crate) fn copy(desk: &Desk, at: Option<Place>) -> Answer {
    let manuscript = desk.manuscript();
    let mut of = 0..desk.analysis.text.len();
    let Copied { html, text } = match at {
        None => html::copy_report(&manuscript.layout()),
        Some(at) => {
            let offset = desk.wire().offset(at);
            let tables = desk.analysis.report.tables.iter();
            let table = tables
                .filter(|table| (table.range.start..=table.range.end).contains(&offset))
                .min_by_key(|table| table.range.len())
                .ok_or("光标不在表格里，请先把光标移到要复制的表格中。")?;
            of = table.range.clone();
            html::copy_table(&manuscript.table(table))
        }
    };
    let is_wrong = |it: &&Finding| it.severity == Severity::Error && of.contains(&it.range.start);
    let errors = desk.findings().iter().filter(is_wrong).count();
    Ok(json!({ "html": html, "text": text, "errors": errors }).into())
}
