//! Word, Excel, web pages and PDF as plain documents: bytes in, lines and tables out.
//!
//! Reports are written in one program and published in another format. Each [`format`] is a reader
//! that makes a [`document`] of a file's bytes; [`text`] writes the text of a report from it, which
//! then is read like any other. Nothing here knows a word of the official form, opens a file, starts
//! a thread or another program: the bytes are given, and so it runs in a browser as well.

// What every reader makes.
pub mod document;

// The text that is written from it.
pub mod text;

// Sheets for whoever reads lists.
pub mod grid;

// The parts of a .docx, for whoever takes more of it than its words.
pub mod package;
pub mod xml;

// Which formats there are, and who reads them.
pub mod format;
mod registry;
mod sniff;

// One file a format.
#[cfg(feature = "doc")]
mod doc;
mod docx;
mod excel;
mod html;
mod mime;
mod odf;
#[cfg(feature = "pdf")]
mod pdf;
mod rtf;

// What readers share.
mod archive;
mod contain;
mod flow;
mod numeral;
mod sheet;
mod title;
mod words;

// Why a file is not read.
pub mod refusal;

pub use document::{Document, Loss, Losses, Place};
pub use format::{EXTENSIONS, Format};
pub use grid::{Cover, Grid, GridCell, GridRow, Grids};
pub use package::Package;
pub use refusal::Refusal;
pub use registry::{is_document, read, read_html, read_sheets};
pub use text::{Text, write};
