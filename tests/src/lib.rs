//! The independent oracle: reports of invented organs whose findings are known before the engine sees them.
//!
//! Nothing here may use the engine or its form files. The form is transcribed a second time in `fixtures/official.tsv`, the
//! arithmetic is done a second time in `identity`, and the engine is only ever run as a program.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

pub mod form;
pub mod sheet;

pub mod figures;
pub mod identity;

pub mod grid;
pub mod layout;
pub mod offline;
pub mod page;
pub mod style;

pub mod prose;
pub mod report;
pub mod said;

pub mod expected;
pub mod fault;

pub mod canonical;
pub mod careless;
pub mod case;
pub mod odd;

pub mod amounts;
pub mod answer;
pub mod binary;
pub mod extracted;
pub mod html;
pub mod preview;

pub mod client;
pub mod document;
pub mod fixture;
pub mod many;
pub mod modules;
pub mod office;
pub mod process;
pub mod python;
pub mod setup;
pub mod source;
pub mod spark;
pub mod text_model;
pub mod tool;
pub mod typing;
pub mod wine;

pub mod editor;
