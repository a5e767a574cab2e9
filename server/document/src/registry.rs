//! Which reader reads which format. One listing serves the command line, the server and whoever else
//! reads files.

use crate::contain::contain;
#[cfg(feature = "doc")]
use crate::doc;
use crate::document::Document;
use crate::format::Format;
use crate::grid::{self, Grids};
#[cfg(feature = "pdf")]
use crate::pdf;
use crate::refusal::Refusal;
use crate::sheet::Sheet;
use crate::{docx, excel, html, mime, odf, rtf, sniff};

/// No report is bigger; reading anything beyond would only make the user wait.
const BIGGEST: usize = 64 << 20;

/// The reader of a format.
fn reader(format: Format) -> fn(&[u8]) -> Result<Document, Refusal> {
    match format {
        Format::Docx => docx::read,
        Format::WordXml => docx::read_flat,
        Format::Xlsx => excel::read_xlsx,
        Format::Xls => excel::read_xls,
        Format::Html => html::read,
        Format::Mht => mime::read,
        Format::Odt => odf::read_text,
        Format::Ods => odf::read_spreadsheet,
        #[cfg(feature = "doc")]
        Format::Doc => doc::read,
        Format::Rtf => rtf::read,
        #[cfg(feature = "pdf")]
        Format::Pdf => pdf::read,
        // A reader that was left out to keep the program small.
        #[cfg(not(feature = "doc"))]
        Format::Doc => |_| Err(Refusal::Unsupported(Format::Doc.name())),
        #[cfg(not(feature = "pdf"))]
        Format::Pdf => |_| Err(Refusal::Unsupported(Format::Pdf.name())),
    }
}

/// Whether these bytes are a document of some format, be it one that is read or not. Plain text is
/// none.
pub fn is_document(bytes: &[u8]) -> bool {
    contain(|| sniff::sniff(bytes)) != Ok(None)
}

/// Reads HTML that is text already, such as a clipboard has it; it may be a piece of a page, and end
/// in a NUL. What is plain text has no table in the end.
pub fn read_html(text: &str) -> Result<Document, Refusal> {
    if text.len() > BIGGEST {
        return Err(Refusal::TooBig);
    }
    contain(|| Ok(html::document(text)))
}

/// Reads the sheets of a spreadsheet, or the tables of another document.
pub fn read_sheets(bytes: &[u8]) -> Result<Grids, Refusal> {
    if bytes.len() > BIGGEST {
        return Err(Refusal::TooBig);
    }
    contain(|| {
        let format = sniff::sniff(bytes)?.ok_or(Refusal::Unknown)?;
        let (sheets, losses) = match format {
            Format::Xlsx => excel::xlsx(bytes).map(|book| (book.sheets, book.losses)),
            Format::Xls => excel::xls(bytes).map(|book| (book.sheets, book.losses)),
            Format::Ods => odf::sheets(bytes),
            _ => return reader(format)(bytes).map(grid::of_document),
        }?;
        Ok(Grids { format, grids: sheets.iter().map(Sheet::grid).collect(), losses })
    })
}

/// Reads a document. Plain text is refused as unknown: it needs no reader.
pub fn read(bytes: &[u8]) -> Result<Document, Refusal> {
    if bytes.len() > BIGGEST {
        return Err(Refusal::TooBig);
    }
    let document = contain(|| {
        let format = sniff::sniff(bytes)?.ok_or(Refusal::Unknown)?;
        reader(format)(bytes)
    })?;
    if document.blocks.is_empty() { Err(Refusal::Empty) } else { Ok(document) }
}
