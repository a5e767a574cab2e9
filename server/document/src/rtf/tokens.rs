//! The words, groups and characters of RTF.

use std::collections::HashMap;

use encoding_rs::{Encoding, GBK};

/// A piece of the stream.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'b> {
    Open,
    Close,
    /// `\*`
    Ignorable,
    Word {
        name: &'b str,
        value: Option<i32>,
    },
    Text(String),
}

pub(super) struct Tokens<'b> {
    rest: &'b [u8],
    /// Bytes whose characters are not complete, or not known to be.
    bytes: Vec<u8>,
    /// UTF-16 units of `\u` that are not decoded yet.
    units: Vec<u16>,
    /// How many characters behind a `\u` stand for it in older programs, for each open group.
    fallbacks: Vec<usize>,
    /// How many of them are still to be left out.
    skip: usize,
    page: &'static Encoding,
    /// The encodings of the fonts that say so.
    fonts: HashMap<i32, &'static Encoding>,
    font: Option<i32>,
}

impl<'b> Tokens<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self {
            rest: bytes,
            bytes: Vec::new(),
            units: Vec::new(),
            fallbacks: vec![1],
            skip: 0,
            page: GBK,
            fonts: HashMap::new(),
            font: None,
        }
    }

    /// The text of what has been gathered.
    fn gathered(&mut self) -> Option<Token<'b>> {
        if !self.units.is_empty() {
            let units = std::mem::take(&mut self.units);
            return Some(Token::Text(String::from_utf16_lossy(&units)));
        }
        if self.bytes.is_empty() {
            return None;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let font = self.font.and_then(|font| self.fonts.get(&font)).copied();
        // A Latin font in a Chinese text has Chinese bytes all the same.
        let encoding =
            font.filter(|font| !font.decode_without_bom_handling(&bytes).1).unwrap_or(self.page);
        Some(Token::Text(encoding.decode_without_bom_handling(&bytes).0.into_owned()))
    }

    fn word(&mut self) -> Option<Token<'b>> {
        let letters = self.rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (name, rest) = self.rest.split_at_checked(letters)?;
        let negative = usize::from(rest.first() == Some(&b'-'));
        let digits = rest.iter().skip(negative).take_while(|byte| byte.is_ascii_digit()).count();
        let (number, rest) =
            rest.split_at_checked(if digits > 0 { negative + digits } else { 0 })?;
        self.rest = rest.strip_prefix(b" ").unwrap_or(rest);
        let value = std::str::from_utf8(number).ok().and_then(|number| number.parse().ok());
        let name = std::str::from_utf8(name).ok()?;
        self.meant(name, value)
    }

    /// What a word means to the decoding; others are for the reader.
    fn meant(&mut self, name: &'b str, value: Option<i32>) -> Option<Token<'b>> {
        match (name, value) {
            ("u", Some(value)) => {
                // Units beyond 32,767 are written as negative numbers.
                self.units.extend(u16::try_from(value.rem_euclid(0x1_0000)).ok());
                self.skip = self.fallbacks.last().copied().unwrap_or(1);
                return None;
            }
            ("uc", Some(value)) => {
                if let Some(fallback) = self.fallbacks.last_mut() {
                    *fallback = usize::try_from(value).unwrap_or(1).min(16);
                }
                return None;
            }
            ("ansicpg", Some(value)) => self.page = code_page(value).unwrap_or(self.page),
            ("f", Some(value)) => self.font = Some(value),
            ("fcharset", Some(value)) => {
                if let (Some(font), Some(encoding)) = (self.font, charset(value)) {
                    self.fonts.insert(font, encoding);
                }
            }
            ("bin", Some(value)) => {
                let length = usize::try_from(value).unwrap_or(0).min(self.rest.len());
                self.rest = self.rest.get(length..).unwrap_or_default();
            }
            _ => {}
        }
        Some(Token::Word { name, value })
    }

    /// `\'d7` and other signs behind a backslash.
    fn symbol(&mut self) -> Option<Token<'b>> {
        let (symbol, rest) = self.rest.split_first()?;
        self.rest = rest;
        match symbol {
            b'\'' => {
                let digits = rest.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
                let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
                self.rest = rest.get(2..).unwrap_or_default();
                self.byte(byte?)
            }
            b'*' => Some(Token::Ignorable),
            b'~' => Some(Token::Text(" ".to_owned())),
            b'_' => Some(Token::Text("-".to_owned())),
            b'\n' | b'\r' => Some(Token::Word { name: "par", value: None }),
            b'\\' | b'{' | b'}' => self.byte(*symbol),
            _ => None,
        }
    }

    fn byte(&mut self, byte: u8) -> Option<Token<'b>> {
        if self.skip > 0 {
            self.skip -= 1;
            return None;
        }
        let before = if self.units.is_empty() { None } else { self.gathered() };
        self.bytes.push(byte);
        before
    }

    /// Whether the text that has been gathered may go on.
    fn goes_on(&self) -> bool {
        match self.rest {
            [b'\\', b'\'', ..] => true,
            [b'\\', b'u', next, ..] if next.is_ascii_digit() || *next == b'-' => true,
            // It may stand between the two units of one character.
            [b'\\', b'u', b'c', next, ..] => next.is_ascii_digit(),
            [b'\\' | b'{' | b'}', ..] | [] => false,
            _ => true,
        }
    }
}

impl<'b> Iterator for Tokens<'b> {
    type Item = Token<'b>;

    fn next(&mut self) -> Option<Token<'b>> {
        loop {
            // What is gathered must come before the word that ends it.
            if !self.goes_on()
                && let Some(text) = self.gathered()
            {
                return Some(text);
            }
            let (first, rest) = self.rest.split_first()?;
            let is_unit = matches!(self.rest, [b'\\', b'u', next, ..] if next.is_ascii_digit() || *next == b'-');
            if is_unit && !self.bytes.is_empty() {
                return self.gathered();
            }
            self.rest = rest;
            let token = match first {
                b'{' => {
                    self.skip = 0;
                    self.fallbacks.push(self.fallbacks.last().copied().unwrap_or(1));
                    Some(Token::Open)
                }
                b'}' => {
                    self.skip = 0;
                    self.fallbacks.pop();
                    Some(Token::Close)
                }
                b'\\' if rest.first().is_some_and(u8::is_ascii_alphabetic) => self.word(),
                b'\\' => self.symbol(),
                b'\r' | b'\n' | 0 => None,
                byte => self.byte(*byte),
            };
            if token.is_some() {
                return token;
            }
        }
    }
}

fn code_page(number: i32) -> Option<&'static Encoding> {
    let label: &[u8] = match number {
        936 | 54936 => b"gbk",
        950 => b"big5",
        932 => b"shift_jis",
        949 => b"euc-kr",
        65001 => b"utf-8",
        // Writers in China say 1252 and write Chinese bytes; what is Latin is ASCII.
        _ => return None,
    };
    Encoding::for_label(label)
}

fn charset(number: i32) -> Option<&'static Encoding> {
    match number {
        134 => code_page(936),
        136 => code_page(950),
        128 => code_page(932),
        129 => code_page(949),
        _ => None,
    }
}
