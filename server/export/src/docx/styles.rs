//! What the styles look like, the typefaces, and the page numbers.

use super::fixed::NAMESPACE;
use super::look::Look;
use super::style::{DEEPEST, LEAD, Side, Style};
use crate::options::{Fonts, substitute};
use crate::page;
use crate::xml::Xml;

/// The part that says what styles look like.
pub(super) fn styles(look: &Look<'_>) -> String {
    let Some(template) = look.template else {
        let mut xml = Xml::new();
        xml.element("w:styles", &[("xmlns:w", NAMESPACE)], |xml| {
            defaults(xml, &look.options.fonts);
            added(xml, look);
        });
        return xml.finish();
    };
    let mut xml = Xml::piece();
    added(&mut xml, look);
    template.styles_with(&xml.finish())
}

/// The styles that a template does not have.
fn added(xml: &mut Xml, look: &Look<'_>) {
    let fonts = &look.options.fonts;
    for style in Style::ALL {
        if !look.has(style) {
            paragraph_style(xml, style, fonts, look);
        }
    }
    if !look.has_lead() {
        lead_style(xml, fonts, look);
    }
    if !look.has_table_style() {
        table_style(xml);
    }
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

fn paragraph_style(xml: &mut Xml, style: Style, fonts: &Fonts, look: &Look<'_>) {
    let mut attributes = vec![("w:type", "paragraph")];
    if style == Style::Normal {
        attributes.push(("w:default", "1"));
    }
    attributes.push(("w:styleId", look.id(style)));
    xml.element("w:style", &attributes, |xml| {
        xml.value("w:name", style.name());
        if style != Style::Normal {
            xml.value("w:basedOn", look.id(based_on(style)));
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
            no_indent(xml);
            xml.empty("w:contextualSpacing", &[]);
            xml.value("w:jc", "center");
        }
        Style::Subtitle => {
            xml.empty("w:keepNext", &[]);
            spacing(xml, 0, page::LINE);
            no_indent(xml);
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
            lines(xml, 0, 240);
            no_indent(xml);
            xml.value("w:jc", "center");
        }
        Style::TableLabel => xml.value("w:jc", "left"),
        Style::Note => {
            xml.value("w:snapToGrid", 0);
            lines(xml, 60, 320);
            no_indent(xml);
        }
        Style::Signature | Style::Date => {
            no_indent(xml);
            xml.value("w:jc", "right");
        }
        Style::Footer => {
            xml.value("w:snapToGrid", 0);
            lines(xml, 0, 400);
        }
    }
}

/// Lines of an exact height, whatever a template's own text has.
fn lines(xml: &mut Xml, before: u32, height: u32) {
    let (before, height) = (before.to_string(), height.to_string());
    let exact =
        [("w:before", &*before), ("w:after", "0"), ("w:line", &*height), ("w:lineRule", "exact")];
    xml.empty("w:spacing", &exact);
}

/// Text that begins at the edge, even if a template's own text does not.
fn no_indent(xml: &mut Xml) {
    let none = [
        ("w:leftChars", "0"),
        ("w:left", "0"),
        ("w:rightChars", "0"),
        ("w:right", "0"),
        ("w:firstLineChars", "0"),
        ("w:firstLine", "0"),
    ];
    xml.empty("w:ind", &none);
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

fn lead_style(xml: &mut Xml, fonts: &Fonts, look: &Look<'_>) {
    let attributes = [("w:type", "character"), ("w:customStyle", "1"), ("w:styleId", look.lead())];
    xml.element("w:style", &attributes, |xml| {
        xml.value("w:name", LEAD.1);
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
pub(super) fn font_table(look: &Look<'_>) -> String {
    let fonts = &look.options.fonts;
    let mut xml = Xml::new();
    xml.element("w:fonts", &[("xmlns:w", NAMESPACE)], |xml| {
        for font in look.fonts() {
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
pub(super) fn footer(side: Side, look: &Look<'_>) -> String {
    let mut xml = Xml::new();
    xml.element("w:ftr", &[("xmlns:w", NAMESPACE)], |xml| {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.value("w:pStyle", look.id(Style::Footer));
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
