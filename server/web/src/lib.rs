//! The engine for a page that runs in a browser: what `lsp` is for editors. The page keeps the text and hands each version over;
//! here are the report that it makes, and the answers. Knows nothing of what is right in a report, and does no I/O.

// The report under edit, and how places in it are told.
mod desk;
mod wire;

// What is answered, one file for each kind of question.
mod checking;
mod guide;
mod opening;
mod output;
mod writing;

// How questions come in and answers go out.
mod memory;
mod message;
mod page;

pub use page::Page;
