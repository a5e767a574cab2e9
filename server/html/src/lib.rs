//! The report as it will be published, as HTML: to look at beside the text, and for the clipboard.
//!
//! Official tables stand in their official layout, with merged cells, whatever shape the text has
//! them in. Text becomes markup nowhere: it is written by templates that escape it. Knows the report
//! and the findings; knows no editor, and turns no offset into a line by itself.

mod chart;
mod clipboard;
mod content;
mod grid;
mod leftover;
mod marks;
mod official;
mod plain;
mod preview;

pub use clipboard::{Copied, copy_report, copy_table};
pub use preview::{Nonce, Preview, preview};
