//! The formats of a data set.

/// A format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Csv,
    Jsonl,
    Parquet,
}

impl Format {
    /// All formats, the usual one first.
    pub const ALL: [Self; 3] = [Self::Csv, Self::Jsonl, Self::Parquet];

    /// The ending of its files, which names it.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Parquet => "parquet",
        }
    }

    /// What users call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "CSV 表格",
            Self::Jsonl => "JSON Lines",
            Self::Parquet => "Parquet 文件",
        }
    }

    /// The format of an ending, or of a name that somebody wrote.
    pub fn of_extension(extension: &str) -> Option<Self> {
        let extension = extension.trim_start_matches('.').to_lowercase();
        match extension.as_str() {
            "ndjson" => Some(Self::Jsonl),
            _ => Self::ALL.into_iter().find(|format| format.extension() == extension),
        }
    }
}
