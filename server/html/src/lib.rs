//! The layout of a report, printed as HTML: to look at beside the text, and for the clipboard; and
//! reports side by side.
//!
//! Text becomes markup nowhere: it is written by templates that escape it. Knows the layout and the
//! findings; knows neither form nor text nor editor, and turns no offset into a line by itself.

mod chart;
mod clipboard;
mod comparison;
mod marks;
mod page;
mod preview;

pub use clipboard::{Copied, copy_report, copy_table};
pub use comparison::{
    CellState, CellView, ComparisonPage, GridView, PairView, PassageView, ProblemView, Side,
    comparison,
};
pub use page::Nonce;
pub use preview::{Preview, preview};
