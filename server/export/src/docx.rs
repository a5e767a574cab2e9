//! `.docx` (ECMA-376), set as GB/T 9704—2012 wants official documents, or as an organ's template is.
//!
//! Written as XML by hand: no library for it can repeat the header rows of a table.

mod body;
mod fixed;
mod look;
mod parts;
mod properties;
mod run;
mod section;
mod settings;
mod style;
mod styles;
mod table;

use layout::Layout;
use zip::result::ZipResult;

use crate::options::Options;
use crate::package::package;
use look::Look;

/// The report as a file.
pub(crate) fn print(layout: &Layout, options: &Options) -> ZipResult<Vec<u8>> {
    package(&parts::of(layout, &Look::new(options)))
}
