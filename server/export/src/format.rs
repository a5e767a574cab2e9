//! The formats that are written.

/// A format that is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Docx,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 1] = [Self::Docx];

    /// The ending of such files; a word for programs as well.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Docx => "docx",
        }
    }

    /// What users call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Docx => "Word 文档",
        }
    }

    /// The format that a file of such an ending has.
    pub fn of_extension(extension: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.extension().eq_ignore_ascii_case(extension))
    }
}
