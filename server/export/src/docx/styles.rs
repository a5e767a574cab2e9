//! What the styles look like, the typefaces, and the page numbers.

use super::fixed::NAMESPACE;
use super::style::{DEEPEST, LEAD, Side, Style};
use crate::options::{Fonts, substitute};
use crate::page;
use crate::xml::Xml;

/// The part that says what styles look like.
pub(super) fn styles(fonts: &Fonts) -> String {
    let mut xml = Xml::new();
    xml.element("w:styles", &[("xmlns:w", NAMESPACE)], |xml| {
        defaults(xml, fonts);
        for style in Style::ALL {
            paragraph_style(xml, style, fonts);
        }
        lead_style(xml, fonts);
        table_style(xml);
    });
    xml.finish()
}

fn defaults(xml: &mut Xml, fonts: &Fonts) {
    xml.element("w:docDefaults", &[], |xml| {
        xml.element("w:rPrDefault", &[], |xml| {
            xml.element("w:rPr", &[], |xml| {
                faces(xml, &fonts.body, &fonts.latin);
                size(xml, page::TEXT);
                xml.empty("w:lang", &[("w:val", "en-US"), ("w:eastAsia", "zh-CN")]);
            });
        });
        xml.empty("w:pPrDefault", &[]);
    });
}

fn paragraph_style(xml: &mut Xml, style: Style, fonts: &Fonts) {
    let mut attributes = vec![("w:type", "paragraph")];
    if style == Style::Normal {
        attributes.push(("w:default", "1"));
    }
    attributes.push(("w:styleId", style.id()));
    xml.element("w:style", &attributes, |xml| {
        xml.value("w:name", style.name());
        if style != Style::Normal {
            xml.value("w:basedOn", based_on(style).id());
        }
        xml.empty("w:qFormat", &[]);
        xml.element("w:pPr", &[], |xml| paragraph_properties(xml, style));
        xml.element("w:rPr", &[], |xml| run_properties(xml, style, fonts));
    });
}

fn based_on(style: Style) -> Style {
    match style {
        Style::Heading(_) => Style::Body,
        Style::TableLabel => Style::Table,
        _ => Style::Normal,
    }
}

fn paragraph_properties(xml: &mut Xml, style: Style) {
    match style {
        Style::Normal => {
            xml.value("w:widowControl", 0);
            // What Word does unless told otherwise. LibreOffice 7.4 takes it for the opposite, and
            // keeps to the margin.
            xml.value("w:overflowPunct", 1);
            xml.value("w:autoSpaceDE", 0);
            xml.value("w:autoSpaceDN", 0);
            spacing(xml, 0, 0);
            xml.value("w:jc", "both");
        }
        Style::Title => {
            xml.empty("w:keepNext", &[]);
            xml.value("w:snapToGrid", 0);
            spacing(xml, 0, page::LINE);
            xml.empty("w:contextualSpacing", &[]);
            xml.value("w:jc", "center");
        }
        Style::Subtitle => {
            xml.empty("w:keepNext", &[]);
            spacing(xml, 0, page::LINE);
            xml.value("w:jc", "center");
        }
        Style::Body => {
            let two = (page::CHARACTER * 2).to_string();
            xml.empty("w:ind", &[("w:firstLineChars", "200"), ("w:firstLine", &two)]);
        }
        Style::Heading(level) => {
            xml.empty("w:keepNext", &[]);
            xml.value("w:outlineLvl", level.saturating_sub(1));
        }
        Style::Table => {
            xml.value("w:snapToGrid", 0);
            xml.empty("w:spacing", &[("w:line", "240"), ("w:lineRule", "exact")]);
            xml.value("w:jc", "center");
        }
        Style::TableLabel => xml.value("w:jc", "left"),
        Style::Note => {
            xml.value("w:snapToGrid", 0);
            let line = [("w:before", "60"), ("w:line", "320"), ("w:lineRule", "exact")];
            xml.empty("w:spacing", &line);
        }
        Style::Signature | Style::Date => xml.value("w:jc", "right"),
        Style::Footer => {
            xml.value("w:snapToGrid", 0);
            xml.empty("w:spacing", &[("w:line", "400"), ("w:lineRule", "exact")]);
        }
    }
}

fn spacing(xml: &mut Xml, before: u32, after: u32) {
    let [before, after, line] = [before, after, page::LINE].map(|twips| twips.to_string());
    let attributes =
        [("w:before", &*before), ("w:after", &*after), ("w:line", &*line), ("w:lineRule", "exact")];
    xml.empty("w:spacing", &attributes);
}

fn run_properties(xml: &mut Xml, style: Style, fonts: &Fonts) {
    let (font, latin, points, tighter) = match style {
        Style::Normal => (&fonts.body, &fonts.latin, page::TEXT, page::TIGHTER),
        Style::Title => (&fonts.title, &fonts.latin, page::TITLE, 0),
        Style::Heading(1) => (&fonts.section, &fonts.latin, page::TEXT, page::TIGHTER),
        Style::Heading(2) | Style::Subtitle => {
            (&fonts.heading, &fonts.latin, page::TEXT, page::TIGHTER)
        }
        Style::Table => (&fonts.table, &fonts.latin, page::TABLE, 0),
        Style::Note => (&fonts.body, &fonts.latin, page::NOTE, 0),
        Style::Footer => (&fonts.table, &fonts.table, page::PAGE_NUMBER, 0),
        Style::Body
        | Style::Heading(3..)
        | Style::Heading(0)
        | Style::TableLabel
        | Style::Signature
        | Style::Date => return,
    };
    faces(xml, font, latin);
    xml.value("w:spacing", -i64::from(tighter));
    size(xml, points);
}

/// The typefaces of a style. Quotes and dashes are of the Chinese one.
fn faces(xml: &mut Xml, font: &str, latin: &str) {
    let faces = [
        ("w:hint", "eastAsia"),
        ("w:ascii", latin),
        ("w:hAnsi", latin),
        ("w:eastAsia", font),
        ("w:cs", latin),
    ];
    xml.empty("w:rFonts", &faces);
}

fn size(xml: &mut Xml, half_points: u32) {
    xml.value("w:sz", half_points);
    xml.value("w:szCs", half_points);
}

fn lead_style(xml: &mut Xml, fonts: &Fonts) {
    let (id, name) = LEAD;
    let attributes = [("w:type", "character"), ("w:customStyle", "1"), ("w:styleId", id)];
    xml.element("w:style", &attributes, |xml| {
        xml.value("w:name", name);
        xml.empty("w:qFormat", &[]);
        xml.element("w:rPr", &[], |xml| faces(xml, &fonts.heading, &fonts.latin));
    });
}

fn table_style(xml: &mut Xml) {
    let attributes = [("w:type", "table"), ("w:default", "1"), ("w:styleId", "TableNormal")];
    xml.element("w:style", &attributes, |xml| {
        xml.value("w:name", "Normal Table");
        xml.element("w:tblPr", &[], |xml| {
            xml.empty("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")]);
        });
    });
}

/// The part that names what stands in for typefaces that are missing.
pub(super) fn font_table(fonts: &Fonts) -> String {
    let mut xml = Xml::new();
    xml.element("w:fonts", &[("xmlns:w", NAMESPACE)], |xml| {
        for font in fonts.all() {
            xml.element("w:font", &[("w:name", font)], |xml| {
                if let Some(other) = substitute(font) {
                    xml.value("w:altName", other);
                }
                // GB 2312, or none in particular.
                xml.value("w:charset", if font == fonts.latin { "00" } else { "86" });
                xml.value("w:family", "auto");
                xml.value("w:pitch", "variable");
            });
        }
    });
    xml.finish()
}

/// The page number: — 1 —, one character from the edge of the text.
pub(super) fn footer(side: Side) -> String {
    let mut xml = Xml::new();
    xml.element("w:ftr", &[("xmlns:w", NAMESPACE)], |xml| {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.value("w:pStyle", Style::Footer.id());
                let one = (page::PAGE_NUMBER * 10).to_string();
                let (indents, alignment) = match side {
                    Side::Left => ([("w:leftChars", "100"), ("w:left", &*one)], "left"),
                    Side::Right => ([("w:rightChars", "100"), ("w:right", &*one)], "right"),
                };
                xml.empty("w:ind", &indents);
                xml.value("w:jc", alignment);
            });
            page_number_run(xml, "— ");
            xml.element("w:fldSimple", &[("w:instr", " PAGE ")], |xml| page_number_run(xml, "1"));
            page_number_run(xml, " —");
        });
    });
    xml.finish()
}

fn page_number_run(xml: &mut Xml, text: &str) {
    xml.element("w:r", &[], |xml| {
        xml.element("w:rPr", &[], |xml| xml.empty("w:rFonts", &[("w:hint", "eastAsia")]));
        xml.element("w:t", &[("xml:space", "preserve")], |xml| xml.text(text));
    });
}

/// The style of a heading of any level.
pub(super) fn heading(level: u8) -> Style {
    Style::Heading(level.clamp(1, DEEPEST))
}
