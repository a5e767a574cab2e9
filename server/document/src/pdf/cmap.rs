//! What the codes of a font stand for: its own table (`ToUnicode`, ISO 32000-1 9.10.3), or one of
//! those that every reader has to know.

use std::collections::BTreeMap;

use encoding_rs::{Encoding, GB18030, UTF_16BE};

/// Longer tables are nobody's font.
const MOST_CODES: u32 = 100_000;

/// A table from codes to text.
#[derive(Debug, Default)]
pub(super) struct CMap {
    /// By length in bytes, and code.
    codes: BTreeMap<(usize, u32), String>,
    /// The lengths that codes have.
    lengths: Vec<usize>,
}

/// A predefined table of Chinese fonts.
#[derive(Debug, Clone, Copy)]
pub(super) enum Predefined {
    Utf16,
    Gbk,
}

impl Predefined {
    /// The table of a name (ISO 32000-1, table 118).
    pub(super) fn named(name: &[u8]) -> Option<Self> {
        let starts =
            |beginnings: &[&[u8]]| beginnings.iter().any(|beginning| name.starts_with(beginning));
        if starts(&[b"UniGB-UCS2", b"UniGB-UTF16", b"UniCNS-UCS2", b"UniCNS-UTF16"]) {
            Some(Self::Utf16)
        } else if starts(&[b"GBK-EUC", b"GBKp-EUC", b"GBK2K", b"GB-EUC"]) {
            Some(Self::Gbk)
        } else {
            None
        }
    }

    /// The first code of some bytes and its text.
    pub(super) fn first(self, bytes: &[u8]) -> (usize, Option<String>) {
        let (length, encoding): (usize, &Encoding) = match (self, bytes) {
            // High surrogates come with the low one.
            (Self::Utf16, [0xD8..=0xDB, ..]) => (4, UTF_16BE),
            (Self::Utf16, _) => (2, UTF_16BE),
            (Self::Gbk, [0x81..=0xFE, 0x30..=0x39, ..]) => (4, GB18030),
            (Self::Gbk, [0x81..=0xFE, ..]) => (2, GB18030),
            (Self::Gbk, _) => (1, GB18030),
        };
        let code = bytes.get(..length.min(bytes.len())).unwrap_or_default();
        let text = encoding.decode_without_bom_handling_and_without_replacement(code);
        (length, text.map(std::borrow::Cow::into_owned))
    }
}

impl CMap {
    pub(super) fn parse(bytes: &[u8]) -> Self {
        let mut map = Self::default();
        let mut tokens = Tokens { rest: bytes };
        while let Some(token) = tokens.next() {
            match token {
                Token::Word(b"begincodespacerange") => map.code_space(&mut tokens),
                Token::Word(b"beginbfchar") => map.characters(&mut tokens),
                Token::Word(b"beginbfrange") => map.ranges(&mut tokens),
                _ => {}
            }
        }
        map.lengths.sort_unstable();
        map.lengths.dedup();
        map
    }

    /// The first code of some bytes and its text.
    pub(super) fn first(&self, bytes: &[u8], usual: usize) -> (usize, Option<String>) {
        for length in &self.lengths {
            let Some(code) = bytes.get(..*length) else { continue };
            if let Some(text) = self.codes.get(&(*length, number(code))) {
                return (*length, Some(text.clone()));
            }
        }
        (usual, None)
    }

    fn code_space(&mut self, tokens: &mut Tokens<'_>) {
        while let Some(Token::Bytes(first)) = tokens.next() {
            self.lengths.push(first.len());
            tokens.next();
        }
    }

    fn characters(&mut self, tokens: &mut Tokens<'_>) {
        while let (Some(Token::Bytes(code)), Some(Token::Bytes(text))) =
            (tokens.next(), tokens.next())
        {
            self.insert(code.len(), number(&code), utf16(&text));
        }
    }

    fn ranges(&mut self, tokens: &mut Tokens<'_>) {
        while let (Some(Token::Bytes(first)), Some(Token::Bytes(last))) =
            (tokens.next(), tokens.next())
        {
            let (length, first, last) = (first.len(), number(&first), number(&last));
            let last = last.min(first.saturating_add(MOST_CODES));
            match tokens.next() {
                Some(Token::Bytes(text)) => {
                    for code in first..=last {
                        self.insert(length, code, counted_on(&text, code - first));
                    }
                }
                Some(Token::Word(b"[")) => {
                    let mut code = first;
                    while let Some(Token::Bytes(text)) = tokens.next() {
                        self.insert(length, code, utf16(&text));
                        code = code.saturating_add(1);
                    }
                }
                _ => return,
            }
        }
    }

    fn insert(&mut self, length: usize, code: u32, text: String) {
        if u32::try_from(self.codes.len()).is_ok_and(|count| count < MOST_CODES) {
            self.lengths.push(length);
            self.codes.insert((length, code), text);
        }
        if self.lengths.len() > 64 {
            self.lengths.sort_unstable();
            self.lengths.dedup();
        }
    }
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte))
}

fn utf16(bytes: &[u8]) -> String {
    UTF_16BE.decode_without_bom_handling(bytes).0.into_owned()
}

/// The text of a code that is so many behind the first of its range: the last byte counts on.
fn counted_on(text: &[u8], by: u32) -> String {
    let mut bytes = text.to_vec();
    if let [.., high, low] = bytes.as_mut_slice() {
        let unit = u16::from_be_bytes([*high, *low]);
        let unit = unit.wrapping_add(u16::try_from(by).unwrap_or(0));
        [*high, *low] = unit.to_be_bytes();
    }
    utf16(&bytes)
}

#[derive(Debug)]
enum Token<'b> {
    Word(&'b [u8]),
    Bytes(Vec<u8>),
}

struct Tokens<'b> {
    rest: &'b [u8],
}

impl<'b> Iterator for Tokens<'b> {
    type Item = Token<'b>;

    fn next(&mut self) -> Option<Token<'b>> {
        let start = self.rest.iter().position(|byte| !byte.is_ascii_whitespace())?;
        let rest = self.rest.get(start..)?;
        let (token, length) = match rest {
            [b'[' | b']', ..] => (Token::Word(rest.get(..1)?), 1),
            [b'<', b'<', ..] | [b'>', b'>', ..] => (Token::Word(rest.get(..2)?), 2),
            [b'<', inner @ ..] => {
                let end = inner.iter().position(|byte| *byte == b'>')?;
                (Token::Bytes(hexadecimal(inner.get(..end)?)), end + 2)
            }
            [b'%', ..] => {
                let end = rest
                    .iter()
                    .position(|byte| matches!(byte, b'\n' | b'\r'))
                    .unwrap_or(rest.len());
                (Token::Word(b"%"), end)
            }
            _ => {
                let ends = |byte: &u8| byte.is_ascii_whitespace() || b"<>[]%".contains(byte);
                let end = rest.iter().skip(1).position(ends).map_or(rest.len(), |end| end + 1);
                (Token::Word(rest.get(..end)?), end)
            }
        };
        self.rest = rest.get(length..).unwrap_or_default();
        Some(token)
    }
}

fn hexadecimal(digits: &[u8]) -> Vec<u8> {
    let values: Vec<u8> = digits
        .iter()
        .filter_map(|digit| {
            char::from(*digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
        })
        .collect();
    values
        .chunks(2)
        .map(|pair| pair.first().unwrap_or(&0) << 4 | pair.get(1).unwrap_or(&0))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_and_ranges_are_looked_up() {
        let map = CMap::parse(
            b"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange\n2 beginbfchar <0003> <4E00> <0004> <d84edc00>\nendbfchar\n\
            2 beginbfrange <0010> <0012> <4E8C> <0020> <0021> [<0041> <0042>] endbfrange",
        );
        let first = |bytes: &[u8]| map.first(bytes, 2).1.unwrap_or_default();
        assert_eq!(first(&[0, 3, 9]), "一");
        assert_eq!(first(&[0, 0x11]), "亍");
        assert_eq!(first(&[0, 0x21]), "B");
        assert_eq!(first(&[0, 4]), "\u{23800}");
        assert_eq!(map.first(&[9, 9], 2), (2, None));
    }

    #[test]
    fn predefined_tables_are_encodings() {
        assert_eq!(Predefined::Utf16.first(&[0x4E, 0, 1]), (2, Some("一".to_owned())));
        assert_eq!(Predefined::Gbk.first(&[0xD2, 0xBB]), (2, Some("一".to_owned())));
        assert_eq!(Predefined::Gbk.first(b"1"), (1, Some("1".to_owned())));
        assert!(
            Predefined::named(b"UniGB-UCS2-H").is_some()
                && Predefined::named(b"Identity-H").is_none()
        );
    }
}
