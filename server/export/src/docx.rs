//! `.docx` (ECMA-376), set as GB/T 9704—2012 wants official documents.
//!
//! Written as XML by hand: no library for it can repeat the header rows of a table.

mod body;
mod fixed;
mod properties;
mod run;
mod style;
mod styles;
mod table;

use layout::Layout;
use zip::result::ZipResult;

use crate::options::Options;
use crate::package::package;

/// The report as a file.
pub(crate) fn print(layout: &Layout, options: &Options) -> ZipResult<Vec<u8>> {
    let parts = [
        ("[Content_Types].xml", fixed::CONTENT_TYPES.to_owned()),
        ("_rels/.rels", fixed::RELATIONS.to_owned()),
        ("word/document.xml", body::document(layout, options)),
        ("word/_rels/document.xml.rels", fixed::DOCUMENT_RELATIONS.to_owned()),
        ("word/styles.xml", styles::styles(&options.fonts)),
        ("word/settings.xml", fixed::SETTINGS.to_owned()),
        ("word/fontTable.xml", styles::font_table(&options.fonts)),
        ("word/footer1.xml", styles::footer(style::Side::Right)),
        ("word/footer2.xml", styles::footer(style::Side::Left)),
        ("word/theme/theme1.xml", fixed::THEME.to_owned()),
        ("docProps/core.xml", properties::core(&layout.name)),
    ];
    package(&parts.map(|(name, text)| (name.to_owned(), text.into_bytes())))
}
