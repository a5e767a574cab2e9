//! Which printer makes which format.

use layout::Layout;

use crate::format::Format;
use crate::options::Options;
use crate::{docx, html, xlsx};

/// Why a file could not be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The program's own; it says where.
    Broken(String),
}

/// The report as a file of a format.
pub fn export(layout: &Layout, format: Format, options: &Options) -> Result<Vec<u8>, Fault> {
    match format {
        Format::Docx => docx::print(layout, options).map_err(|error| broken(&error)),
        Format::Html => Ok(html::print(layout, options)),
        Format::Xlsx => xlsx::print(layout, options).map_err(|error| broken(&error)),
    }
}

fn broken(error: &dyn std::error::Error) -> Fault {
    Fault::Broken(error.to_string())
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Broken(error) => {
                write!(f, "文件没有做成，这是程序的毛病，请告诉开发者：{error}")
            }
        }
    }
}
