//! Reports that are still Word, Excel, web or PDF files: read as text, and told by their own places.
//!
//! Lines and columns of the text that was made mean nothing to somebody who has the file before
//! him; the table, row and column of the form do, and the page or paragraph.

use std::io;
use std::ops::Range;
use std::sync::Arc;

use document::{Format, Losses, Place, Refusal};
use report::Report;
use serde::Serialize;

use super::Terminal;

/// What a text was made from.
#[derive(Debug)]
pub(super) struct Origin {
    pub(super) format: Format,
    pub(super) losses: Losses,
    /// For each line of the text.
    places: Vec<Option<Place>>,
}

/// A report in a file that is no text.
#[derive(Debug)]
pub(super) struct Located {
    pub(super) origin: Origin,
    pub(super) report: Arc<Report>,
}

/// Where something stands in such a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Spot {
    /// In words of the form: `表三 新收·自然人`, or the section's heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraph: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    table: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<usize>,
    /// The same for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

/// Reads the bytes of a document.
pub(super) fn read(bytes: &[u8]) -> std::result::Result<(String, Origin), Refusal> {
    let document = document::read(bytes)?;
    let written = document::write(&document);
    let origin =
        Origin { format: document.format, losses: document.losses, places: written.places };
    Ok((written.text, origin))
}

impl Origin {
    /// Why nothing can be changed in the file, and what to do.
    pub(super) fn unwritable(&self) -> String {
        let format = self.format.name();
        format!("这是{format}，不能直接改。请先用 nianbao import 转成年报文本，再改那一份")
    }

    /// Where a line of the text stands in the file. It counts from 0.
    pub(super) fn place(&self, line: usize) -> Option<String> {
        let place = self.places.get(line)?.as_ref()?.to_string();
        (!place.is_empty()).then_some(place)
    }

    /// What is known of the file beside its lines, for whoever keeps that of many files.
    #[must_use]
    pub(super) fn without_places(self) -> Self {
        Self { places: Vec::new(), ..self }
    }

    /// What is not in the text, a sentence for each kind of thing.
    pub(super) fn losses(&self) -> impl Iterator<Item = String> {
        self.losses.iter().map(|(loss, count)| loss.told(count))
    }
}

impl Located {
    /// Where a byte range of the text stands in the file. `line` counts from 0.
    pub(super) fn spot(&self, range: &Range<usize>, line: usize) -> Spot {
        let place = self.origin.places.get(line).cloned().flatten().unwrap_or_default();
        let shown = place.to_string();
        Spot {
            name: report::name(&self.report, range),
            page: place.page,
            paragraph: place.paragraph,
            sheet: place.sheet,
            table: place.table,
            row: place.row,
            text: (!shown.is_empty()).then_some(shown),
        }
    }
}

/// `表三 新收·自然人（第 2 个表格第 5 行）`.
impl std::fmt::Display for Spot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (&self.name, &self.text) {
            (Some(name), Some(text)) => write!(f, "{name}（{text}）"),
            (Some(one), None) | (None, Some(one)) => f.write_str(one),
            (None, None) => f.write_str("全文"),
        }
    }
}

/// Says what of the files is not in the texts that were looked at.
pub(super) fn tell_losses<'o>(
    files: impl Iterator<Item = (&'o str, &'o Origin)>,
    terminal: &mut Terminal,
) -> io::Result<()> {
    const FEW: usize = 3;
    let mut more = 0;
    for (index, (path, origin)) in files.filter(|(_, origin)| !origin.losses.is_empty()).enumerate()
    {
        if index >= FEW {
            more += 1;
            continue;
        }
        let losses: Vec<String> = origin.losses().collect();
        writeln!(terminal.err, "说明：{path}：{}。", losses.join("；"))?;
    }
    if more > 0 {
        writeln!(
            terminal.err,
            "说明：另有 {more} 个文件也有内容没有读，用 nianbao import 转换时会逐一说明。"
        )?;
    }
    Ok(())
}
