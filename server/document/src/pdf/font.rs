//! A font as far as text needs it: what its codes mean, and how wide they are.

use std::collections::HashMap;

use lopdf::{Dictionary, Document as Pdf, Encoding, Object};

use super::cmap::{CMap, Predefined};

/// A table of a font does not unpack to more bytes.
const MOST_UNPACKED: usize = 4 << 20;

/// A font.
#[derive(Debug)]
pub(super) struct Font {
    to_unicode: Option<CMap>,
    kind: Kind,
    /// In thousandths of the size, by code.
    widths: HashMap<u32, f32>,
    default_width: f32,
}

#[derive(Debug)]
enum Kind {
    /// One byte a code; the texts of all.
    Simple(Vec<Option<String>>),
    /// Two bytes a code, which say nothing by themselves.
    Composite,
    Predefined(Predefined),
}

/// A code of a font, with what it draws.
#[derive(Debug)]
pub(super) struct Drawn {
    /// None if the font does not tell.
    pub(super) text: Option<String>,
    /// In parts of the size.
    pub(super) width: f32,
    /// How many bytes it takes.
    pub(super) length: usize,
    /// Whether it is the blank that word spacing widens.
    pub(super) is_blank: bool,
}

impl Font {
    pub(super) fn of(font: &Dictionary, pdf: &Pdf) -> Self {
        let stream = font.get_deref(b"ToUnicode", pdf).and_then(Object::as_stream).ok();
        let content =
            stream.and_then(|stream| stream.get_plain_content_with_limit(MOST_UNPACKED).ok());
        let to_unicode = content.map(|content| CMap::parse(&content));
        if font.get_deref(b"Subtype", pdf).and_then(Object::as_name).ok() == Some(b"Type0") {
            return Self::composite(font, pdf, to_unicode);
        }
        let (widths, default_width) = simple_widths(font, pdf);
        Self { to_unicode, kind: Kind::Simple(simple_texts(font, pdf)), widths, default_width }
    }

    fn composite(font: &Dictionary, pdf: &Pdf, to_unicode: Option<CMap>) -> Self {
        let name = font.get_deref(b"Encoding", pdf).and_then(Object::as_name).unwrap_or_default();
        let kind = Predefined::named(name).map_or(Kind::Composite, Kind::Predefined);
        let descendants = font.get_deref(b"DescendantFonts", pdf).and_then(Object::as_array).ok();
        let descendant =
            descendants.and_then(|fonts| fonts.first()).and_then(|font| dictionary(font, pdf));
        let default_width =
            descendant.and_then(|font| float(font.get_deref(b"DW", pdf).ok()?)).unwrap_or(1000.0);
        let widths =
            descendant.and_then(|font| font.get_deref(b"W", pdf).and_then(Object::as_array).ok());
        let widths = widths.map(|array| composite_widths(array, pdf)).unwrap_or_default();
        Self { to_unicode, kind, widths, default_width }
    }

    /// The first code of some bytes, which are not empty.
    pub(super) fn first(&self, bytes: &[u8]) -> Drawn {
        let usual = if matches!(self.kind, Kind::Composite) { 2 } else { 1 };
        let (length, mut text) = match (&self.kind, &self.to_unicode) {
            (Kind::Predefined(table), _) => table.first(bytes),
            (_, Some(map)) => map.first(bytes, usual),
            _ => (usual, None),
        };
        let length = if matches!(self.kind, Kind::Simple(_)) { 1 } else { length.max(1) };
        let code = bytes.get(..length.min(bytes.len())).unwrap_or_default();
        let code = code.iter().fold(0, |code, byte| code << 8 | u32::from(*byte));
        if let (None, Kind::Simple(texts)) = (&text, &self.kind) {
            text = usize::try_from(code).ok().and_then(|code| texts.get(code)).cloned().flatten();
        }
        let width = match self.kind {
            // Widths are of the font's own numbers, which only the table that is not here knows.
            Kind::Predefined(_) => {
                if length == 1 || code < 0x80 {
                    500.0
                } else {
                    1000.0
                }
            }
            _ => self.widths.get(&code).copied().unwrap_or(self.default_width),
        };
        Drawn { text, width: width / 1000.0, length, is_blank: length == 1 && code == 32 }
    }
}

/// What each byte means to a font that has one byte a code.
fn simple_texts(font: &Dictionary, pdf: &Pdf) -> Vec<Option<String>> {
    let encoding = font.get_font_encoding_with_limit(pdf, MOST_UNPACKED).ok();
    let encoding = encoding.filter(|encoding| !matches!(encoding, Encoding::UnicodeMapEncoding(_)));
    (0..=u8::MAX)
        .map(|byte| {
            let text = encoding.as_ref()?.bytes_to_string(&[byte]).ok()?;
            Some(text).filter(|text| !text.is_empty() && !text.contains('\u{fffd}'))
        })
        .collect()
}

fn simple_widths(font: &Dictionary, pdf: &Pdf) -> (HashMap<u32, f32>, f32) {
    let first = font.get_deref(b"FirstChar", pdf).and_then(Object::as_i64).unwrap_or(0);
    let array = font.get_deref(b"Widths", pdf).and_then(Object::as_array);
    let widths = array.into_iter().flatten().enumerate().filter_map(|(index, width)| {
        let code = u32::try_from(first.checked_add(i64::try_from(index).ok()?)?).ok()?;
        Some((code, resolved(width, pdf)?))
    });
    let widths: HashMap<u32, f32> = widths.collect();
    // The standard fonts tell no widths; half a size is what figures have in most of them.
    let missing = if widths.is_empty() { 500.0 } else { 0.0 };
    (widths, missing)
}

/// `[1 [500 600] 10 20 1000]`: widths of codes one by one, and of a range (ISO 32000-1, 9.7.4.3).
fn composite_widths(array: &[Object], pdf: &Pdf) -> HashMap<u32, f32> {
    const LONGEST_RANGE: u32 = 70_000;
    let mut widths = HashMap::new();
    let mut rest = array;
    while let [first, second, after @ ..] = rest {
        let Some(first) = first.as_i64().ok().and_then(|first| u32::try_from(first).ok()) else {
            break;
        };
        if let Ok((_, Object::Array(each))) = pdf.dereference(second) {
            let codes = (first..).zip(each);
            widths.extend(codes.filter_map(|(code, width)| Some((code, resolved(width, pdf)?))));
            rest = after;
            continue;
        }
        let [width, after @ ..] = after else { break };
        let last = second.as_i64().ok().and_then(|last| u32::try_from(last).ok()).unwrap_or(first);
        if let Some(width) = resolved(width, pdf) {
            let last = last.min(first.saturating_add(LONGEST_RANGE));
            widths.extend((first..=last).map(|code| (code, width)));
        }
        rest = after;
    }
    widths
}

fn resolved(object: &Object, pdf: &Pdf) -> Option<f32> {
    float(pdf.dereference(object).ok()?.1)
}

pub(super) fn float(object: &Object) -> Option<f32> {
    object.as_float().ok().filter(|value| value.is_finite())
}

pub(super) fn dictionary<'p>(object: &'p Object, pdf: &'p Pdf) -> Option<&'p Dictionary> {
    match pdf.dereference(object).ok()?.1 {
        Object::Dictionary(dictionary) => Some(dictionary),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}
