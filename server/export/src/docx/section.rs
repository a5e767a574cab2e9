//! The page that everything stands on, with what stands at its head and foot.

use super::fixed::{FOOTER_EVEN, FOOTER_ODD};
use super::look::Look;
use crate::page;
use crate::template::{Side, Template};
use crate::xml::Xml;

/// The page of the template, or that of GB/T 9704: page numbers right on odd pages and left on even
/// ones, and a grid of 22 lines.
pub(super) fn print(xml: &mut Xml, look: &Look<'_>) {
    xml.element("w:sectPr", &[], |xml| {
        for side in look.template.map_or(&[][..], |template| &template.sides) {
            reference(xml, side);
        }
        if look.has_page_numbers() {
            for (kind, id) in [("default", FOOTER_ODD), ("even", FOOTER_EVEN)] {
                xml.empty("w:footerReference", &[("w:type", kind), ("r:id", id)]);
            }
        }
        match look.template.and_then(Template::section) {
            Some(settings) => xml.put(settings),
            None => usual(xml),
        }
    });
}

fn reference(xml: &mut Xml, side: &Side) {
    let name = if side.is_footer { "w:footerReference" } else { "w:headerReference" };
    xml.empty(name, &[("w:type", &side.pages), ("r:id", &side.id)]);
}

fn usual(xml: &mut Xml) {
    let size = [("w:w", page::WIDTH), ("w:h", page::HEIGHT)];
    numbers(xml, "w:pgSz", &size);
    let margins = [
        ("w:top", page::TOP),
        ("w:right", page::RIGHT),
        ("w:bottom", page::BOTTOM),
        ("w:left", page::LEFT),
        ("w:header", page::FOOTER),
        ("w:footer", page::FOOTER),
        ("w:gutter", 0),
    ];
    numbers(xml, "w:pgMar", &margins);
    xml.empty("w:docGrid", &[("w:type", "lines"), ("w:linePitch", &page::LINE.to_string())]);
}

fn numbers(xml: &mut Xml, name: &str, values: &[(&str, u32)]) {
    let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.to_string())).collect();
    let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    xml.empty(name, &values);
}
