//! The layout of a report, printed as HTML: to look at beside the text, and for the clipboard.
//!
//! Text becomes markup nowhere: it is written by templates that escape it. Knows the layout and the
//! findings; knows neither form nor text nor editor, and turns no offset into a line by itself.

mod chart;
mod clipboard;
mod marks;
mod preview;

pub use clipboard::{Copied, copy_report, copy_table};
pub use preview::{Nonce, Preview, preview};
