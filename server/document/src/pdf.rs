//! `.pdf` with text (ISO 32000), by lopdf; what its pages draw is read here.
//!
//! A PDF knows no words, paragraphs or tables, only characters in places and lines that are drawn. So
//! characters become lines of text by where they stand, ruling lines become the grids of tables, and
//! what stands at the edge of every page is no part of the report.

mod characters;
mod cmap;
mod font;
mod grid;
mod layout;
mod page;
mod radicals;

use lopdf::{Document as Pdf, LoadOptions};

use crate::document::{Document, Loss, Losses};
use crate::format::Format;
use crate::refusal::Refusal;

use page::{Interpreter, Page};

/// A stream of a report does not unpack to more bytes.
const MOST_UNPACKED: usize = 32 << 20;
/// A report has no more pages.
const MOST_PAGES: usize = 2_000;
/// Of so many characters one at most may be unknown, or the text is not worth having.
const UNKNOWN_SHARE: usize = 3;

/// Reads the pages.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, Refusal> {
    let options =
        LoadOptions { max_decompressed_size: Some(MOST_UNPACKED), ..LoadOptions::default() };
    let pdf = Pdf::load_mem_with_options(bytes, options).map_err(|error| match error {
        lopdf::Error::Decryption(_) | lopdf::Error::InvalidPassword => Refusal::Encrypted,
        _ => Refusal::Damaged,
    })?;
    if pdf.is_encrypted() && !pdf.was_encrypted() {
        return Err(Refusal::Encrypted);
    }
    let ids: Vec<_> = pdf.page_iter().take(MOST_PAGES + 1).collect();
    if ids.len() > MOST_PAGES {
        return Err(Refusal::TooBig);
    }
    if ids.is_empty() {
        return Err(Refusal::Damaged);
    }
    let mut interpreter = Interpreter::new(&pdf);
    let pages = ids.into_iter().map(|id| interpreter.page(id)).collect::<Result<Vec<Page>, _>>()?;
    let mut losses = losses(&pages)?;
    let blocks = layout::blocks(pages, &mut losses);
    Ok(Document { format: Format::Pdf, blocks, losses })
}

/// What is to be told of the pages; pages without text, and text without characters, are refused.
fn losses(pages: &[Page]) -> Result<Losses, Refusal> {
    let characters: usize = pages.iter().map(|page| page.characters.len()).sum();
    let unknown: usize = pages.iter().map(|page| page.unknown).sum();
    let pictures: usize = pages.iter().map(|page| page.pictures).sum();
    if characters == 0 {
        return Err(if pictures > 0 { Refusal::Scanned } else { Refusal::Empty });
    }
    if unknown * UNKNOWN_SHARE > characters {
        return Err(Refusal::Unmapped);
    }
    let mut losses = Losses::default();
    let scanned = |page: &&Page| page.characters.is_empty() && page.pictures > 0;
    let scans = pages.iter().filter(scanned).count();
    losses.add_many(Loss::ScannedPage, scans);
    losses.add_many(
        Loss::Picture,
        pages.iter().filter(|page| !scanned(page)).map(|page| page.pictures).sum(),
    );
    losses.add_many(Loss::UnknownCharacter, unknown);
    Ok(losses)
}
