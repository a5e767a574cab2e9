//! Words within a paragraph.

use crate::xml::Xml;

/// A stretch of text. Word draws “ ” … — in the Latin typeface unless every run says otherwise.
pub(super) fn run(xml: &mut Xml, style: Option<&str>, text: &str) {
    if text.is_empty() {
        return;
    }
    xml.element("w:r", &[], |xml| {
        xml.element("w:rPr", &[], |xml| {
            if let Some(style) = style {
                xml.value("w:rStyle", style);
            }
            xml.empty("w:rFonts", &[("w:hint", "eastAsia")]);
        });
        for (at, line) in text.split(['\n', '\r']).enumerate() {
            if at > 0 {
                xml.empty("w:br", &[]);
            }
            for (at, words) in line.split('\t').enumerate() {
                if at > 0 {
                    xml.empty("w:tab", &[]);
                }
                xml.element("w:t", &[("xml:space", "preserve")], |xml| xml.text(words));
            }
        }
    });
}
