//! Why a file cannot be read, and what the user can do: one sentence each.

use std::fmt;

/// A file that is not read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Locked by a password.
    Encrypted,
    /// Its parts do not fit together, or some are missing.
    Damaged,
    /// It ends too early to be the format that it begins as.
    Empty,
    /// Bigger than any report, be it as it stands or unpacked.
    TooBig,
    /// A PDF without any text.
    Scanned,
    /// A PDF whose fonts do not say which characters they draw.
    Unmapped,
    /// A format that is known and not read; its name in Chinese.
    Unsupported(&'static str),
    /// No format that is known.
    Unknown,
    /// Something else where a .docx is wanted.
    NotDocx,
    /// A .docx by the strict form of its standard, which hardly anybody writes.
    Strict,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Encrypted => "文件加了密码，打不开。请先用原来的程序打开，取消密码，再保存一份",
            Self::Damaged => "文件已损坏，读不出来。请用原来的程序打开，确认正常后另存一份",
            Self::Empty => "文件里没有文字，也没有表格。请核对是不是选错了文件",
            Self::TooBig => "文件太大，不像是年报。请核对是不是选错了文件",
            Self::Scanned => {
                "这份 PDF 是扫描件，里面只有图片，没有文字。请找 Word 原稿，或者先做文字识别"
            }
            Self::Unmapped => {
                "这份 PDF 的字体没有带字符编码，文字读不出来。请找 Word 原稿，或者先做文字识别"
            }
            Self::Unsupported(format) => {
                return write!(
                    f,
                    "这是{format}，不能直接读。请用原来的程序打开，另存为 .docx 或 .xlsx"
                );
            }
            Self::NotDocx => "这不是 .docx 文件。请用 Word 或 WPS 打开，另存为 .docx",
            Self::Strict => {
                "这是“Strict Open XML”格式的 .docx。请用 Word 打开，另存为普通的“Word 文档（*.docx）”"
            }
            Self::Unknown => "认不出这是什么文件。可以读 Word、Excel、WPS、网页和 PDF 文件",
        })
    }
}

impl std::error::Error for Refusal {}
