//! Bytes of a file as text, and back.
//!
//! Reports are UTF-8, but on Chinese Windows many a text file is GB18030 (GBK, GB2312), and
//! Notepad's “Unicode” is UTF-16. All of them are read; a file is written back as it was. What is
//! no text at all is told apart, so that the user learns what to do with it.

use std::fmt;

use encoding_rs::GB18030;

use crate::line_ends;

/// How a text is written in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Gb18030,
    /// With a byte order mark, which is not part of the text.
    Utf16Le,
    /// With a byte order mark, which is not part of the text.
    Utf16Be,
}

/// Why bytes are no text. Its display tells the user what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotText {
    /// Word's or Excel's own format, or WPS's.
    Office,
    Pdf,
    /// Some other file that was never text.
    Binary,
    /// UTF-8 with broken bytes in this line, counted from 1.
    Damaged {
        line: usize,
    },
    /// Neither UTF-8 nor GB18030.
    Unknown,
}

/// The text of some bytes. Valid UTF-8 stays as it is, a byte order mark included.
pub fn decode(bytes: Vec<u8>) -> Result<(String, Encoding), NotText> {
    if let Some(format) = signature(&bytes) {
        return Err(format);
    }
    if let Some((text, encoding)) = utf16(&bytes) {
        return text.map(|text| (text, encoding)).ok_or(NotText::Unknown);
    }
    match String::from_utf8(bytes) {
        Ok(text) if is_mostly_control(&text) => Err(NotText::Binary),
        Ok(text) => Ok((text, Encoding::Utf8)),
        Err(error) => gb18030(error.as_bytes()).map(|text| (text, Encoding::Gb18030)),
    }
}

/// The bytes of a text in an encoding; none if that encoding cannot say it, or if the bytes would not
/// be read as this text again: a few characters of GB18030 look like UTF-8.
pub fn encode(text: &str, encoding: Encoding) -> Option<Vec<u8>> {
    let bytes = match encoding {
        Encoding::Utf8 => return Some(text.as_bytes().to_vec()),
        Encoding::Gb18030 => GB18030.encode(text).0.into_owned(),
        Encoding::Utf16Le => with_mark(text).flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => with_mark(text).flat_map(u16::to_be_bytes).collect(),
    };
    let read = decode(bytes.clone());
    read.is_ok_and(|(read, _)| read == text).then_some(bytes)
}

fn with_mark(text: &str) -> impl Iterator<Item = u16> {
    std::iter::once(0xFEFF).chain(text.encode_utf16())
}

fn signature(bytes: &[u8]) -> Option<NotText> {
    const ZIP: &[u8] = b"PK\x03\x04";
    const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0";
    if bytes.starts_with(ZIP) || bytes.starts_with(COMPOUND) {
        Some(NotText::Office)
    } else if bytes.starts_with(b"%PDF") {
        Some(NotText::Pdf)
    } else {
        None
    }
}

/// None if there is no byte order mark of UTF-16; no text if what follows is not UTF-16.
fn utf16(bytes: &[u8]) -> Option<(Option<String>, Encoding)> {
    let (rest, encoding, unit): (_, _, fn([u8; 2]) -> u16) = match bytes {
        [0xFF, 0xFE, rest @ ..] => (rest, Encoding::Utf16Le, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => (rest, Encoding::Utf16Be, u16::from_be_bytes),
        _ => return None,
    };
    let (pairs, odd) = rest.as_chunks::<2>();
    let units = pairs.iter().map(|&pair| unit(pair));
    let text: Option<String> = char::decode_utf16(units).collect::<Result<_, _>>().ok();
    Some((text.filter(|text| odd.is_empty() && !is_mostly_control(text)), encoding))
}

/// Reads as GB18030 what is not UTF-8. Nearly any bytes above 127 can be read so; hence what is
/// UTF-8 but for a few broken bytes must be told apart first, or it would turn into nonsense.
fn gb18030(bytes: &[u8]) -> Result<String, NotText> {
    if let Some(line) = damage(bytes) {
        return Err(NotText::Damaged { line });
    }
    let text = GB18030
        .decode_without_bom_handling_and_without_replacement(bytes)
        .ok_or(if bytes.contains(&0) { NotText::Binary } else { NotText::Unknown })?;
    let binary = text.chars().any(is_control);
    if binary { Err(NotText::Binary) } else { Ok(text.into_owned()) }
}

/// The first line with broken bytes, counted from 1, if the bytes are UTF-8 otherwise. Chinese
/// characters take three bytes in UTF-8, which text in GB18030 hardly ever resembles.
fn damage(bytes: &[u8]) -> Option<usize> {
    let mut characters = 0;
    let mut broken = 0;
    let mut line = None;
    let mut lines = 1;
    for chunk in bytes.utf8_chunks() {
        characters += chunk.valid().chars().filter(|c| c.len_utf8() >= 3).count();
        lines += line_ends::count(chunk.valid());
        if !chunk.invalid().is_empty() {
            broken += 1;
            line = line.or(Some(lines));
        }
    }
    line.filter(|_| characters > broken * 2)
}

/// A control character that has no place in a text.
fn is_control(c: char) -> bool {
    c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r' | '\x0b' | '\x0c' | '\x1a')
}

/// Whether control characters are so many that this was never text. A few are a slip of an editor.
fn is_mostly_control(text: &str) -> bool {
    let controls = text.chars().filter(|c| is_control(*c)).count();
    controls >= 16 && controls * 8 > text.chars().count()
}

impl Encoding {
    /// What users call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Gb18030 => "GB18030",
            Self::Utf16Le | Self::Utf16Be => "UTF-16",
        }
    }
}

impl fmt::Display for NotText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Office => f.write_str(
                "这是 Word、Excel 或 WPS 的文件，不是文本文件。请先用 nianbao import 把它转成年报文本",
            ),
            Self::Pdf => f.write_str(
                "这是 PDF 文件，不是文本文件。请先用 nianbao import 把它转成年报文本",
            ),
            Self::Binary => f.write_str("这不是文本文件。请核对文件名，或者把年报的文字另存为文本文件"),
            Self::Damaged { line } => write!(
                f,
                "第 {line} 行有损坏的字符，文件可能没有保存完整。请用编辑器打开，改正这一行，再按 UTF-8 编码保存"
            ),
            Self::Unknown => f.write_str(
                "认不出文字编码，它既不是 UTF-8，也不是 GB18030。请用编辑器打开，确认文字正常后，按 UTF-8 编码另存",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "云岭县档案局2023年政府信息公开工作年度报告\r\n一、总体情况\r\n新收申请11件，“依法”办理。\r\n";

    #[test]
    fn what_would_be_read_as_another_text_is_not_written() {
        let (mistaken, encoding) =
            decode(b"\xe7\xb0\x80\xb0\x80".to_vec()).expect("it can be read");
        assert_eq!(encoding, Encoding::Gb18030);
        for text in [&mistaken, "饹洓涷洓涷洓€洓"] {
            assert_eq!(encode(text, Encoding::Gb18030), None, "{text}");
        }
    }

    #[test]
    fn every_encoding_is_read_and_written_back() {
        for encoding in [Encoding::Utf8, Encoding::Gb18030, Encoding::Utf16Le, Encoding::Utf16Be] {
            for text in [REPORT, "𠮷林　镕·〇℃￥①ⅷ…—"] {
                let bytes = encode(text, encoding).expect("it can be said");
                assert_eq!(decode(bytes), Ok((text.to_owned(), encoding)));
            }
        }
    }

    #[test]
    fn a_byte_order_mark_of_utf_8_stays() {
        let text = "\u{feff}一、总体情况";
        assert_eq!(decode(text.into()), Ok((text.to_owned(), Encoding::Utf8)));
    }

    #[test]
    fn a_stray_control_character_is_no_reason_to_refuse() {
        for text in ["\0", "总计\u{1}12", ""] {
            assert_eq!(decode(text.into()), Ok((text.to_owned(), Encoding::Utf8)));
        }
    }

    #[test]
    fn damaged_utf_8_is_not_taken_for_gb18030() {
        let mut bytes = REPORT.as_bytes().to_vec();
        let second_line = REPORT.find("总体").expect("it is there");
        bytes.remove(second_line);
        assert_eq!(decode(bytes), Err(NotText::Damaged { line: 2 }));
        for line_end in ["\n", "\r"] {
            let text = REPORT.replace("\r\n", line_end);
            let mut bytes = text.into_bytes();
            bytes.truncate(bytes.len() - 2);
            assert_eq!(decode(bytes), Err(NotText::Damaged { line: 3 }), "{line_end:?}");
        }
        let mut cut = REPORT.as_bytes().to_vec();
        cut.truncate(REPORT.find("局").expect("it is there") + 2);
        assert_eq!(decode(cut), Err(NotText::Damaged { line: 1 }));
    }

    #[test]
    fn what_is_no_text_is_named() {
        assert_eq!(decode(b"PK\x03\x04\x14\0".to_vec()), Err(NotText::Office));
        assert_eq!(decode(b"\xD0\xCF\x11\xE0\xA1".to_vec()), Err(NotText::Office));
        assert_eq!(decode(b"%PDF-1.7\n\xE2".to_vec()), Err(NotText::Pdf));
        assert_eq!(decode(b"\0\x01\x02\x03".repeat(20)), Err(NotText::Binary));
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\x0d".to_vec()), Err(NotText::Binary));
        assert_eq!(decode(b"r\xe9sum\xe9 ok\n".to_vec()), Err(NotText::Unknown));
        assert_eq!(decode(b"\xFF\xFE\x00".to_vec()), Err(NotText::Unknown));
    }
}
