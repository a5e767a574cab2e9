//! The formats that are read.
//!
//! What a file is called does not matter: many a `.doc` is a web page or RTF.

/// A format that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Docx,
    /// Word 2003 XML, or a .docx in one XML file.
    WordXml,
    Doc,
    Odt,
    Rtf,
    Xlsx,
    Xls,
    Ods,
    Html,
    Mht,
    Pdf,
}

/// The usual endings of files that are read. A file is looked into to see what it really is; these
/// tell which files of a folder are worth a look.
pub const EXTENSIONS: &[&str] = &[
    "docx", "doc", "wps", "odt", "rtf", "xlsx", "xls", "et", "ods", "html", "htm", "mht", "mhtml",
    "pdf",
];

impl Format {
    /// A word for programs: the usual ending of such files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::WordXml => "xml",
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Html => "html",
            Self::Mht => "mht",
            Self::Odt => "odt",
            Self::Ods => "ods",
            Self::Doc => "doc",
            Self::Rtf => "rtf",
            Self::Pdf => "pdf",
        }
    }

    /// What users call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Docx => "Word 文档",
            Self::WordXml => "Word XML 文档",
            Self::Xlsx => "Excel 工作簿",
            Self::Xls => "Excel 97-2003 工作簿",
            Self::Html => "网页",
            Self::Mht => "单个文件网页",
            Self::Odt => "OpenDocument 文档",
            Self::Ods => "OpenDocument 表格",
            Self::Doc => "Word 97-2003 文档",
            Self::Rtf => "RTF 文档",
            Self::Pdf => "PDF 文件",
        }
    }
}
