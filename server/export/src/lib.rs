//! The report as files that leave the program: a layout in, bytes out.
//!
//! One file a format, all listed in [`Format`]. A printer knows neither the form nor the text: what
//! is printed, and in which order, the layout says. The same layout gives the same bytes.

mod closing;
mod docx;
mod format;
mod html;
mod options;
mod package;
mod page;
mod registry;
mod template;
mod width;
mod xlsx;
mod xml;

pub use format::Format;
pub use options::{Fonts, Options};
pub use registry::{Fault, export};
pub use template::Template;
