//! The parts of the package: what is in each, what it is, and what the main part calls it.

use layout::Layout;

use super::fixed::{self, FOOTER_EVEN, FOOTER_ODD, RELATIONSHIPS};
use super::look::Look;
use super::style::Side;
use super::{body, properties, settings, styles};
use crate::package::Part;
use crate::xml::Xml;

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
const THEME: &str = "application/vnd.openxmlformats-officedocument.theme+xml";
const CORE: &str = "application/vnd.openxmlformats-package.core-properties+xml";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A part of Word's own; `id` is what the main part calls it.
fn word(name: &str, text: String, kind: &str, id: Option<&str>) -> Part {
    part(&format!("word/{name}"), text, &format!("{WORD}{kind}+xml"), id, kind)
}

fn part(name: &str, text: String, content_type: &str, id: Option<&str>, kind: &str) -> Part {
    Part {
        name: name.to_owned(),
        bytes: text.into_bytes(),
        content_type: Some(content_type.to_owned()),
        related: id.map(|id| (id.to_owned(), format!("{RELATIONSHIPS}/{kind}"))),
    }
}

/// All parts, in the order in which they are written.
pub(super) fn of(layout: &Layout, look: &Look<'_>) -> Vec<Part> {
    let parts = written(layout, look);
    let about = |name: &str, text: String| Part {
        name: name.to_owned(),
        bytes: text.into_bytes(),
        content_type: None,
        related: None,
    };
    let mut all = vec![
        about("[Content_Types].xml", content_types(&parts)),
        about("_rels/.rels", fixed::RELATIONS.to_owned()),
        about("word/_rels/document.xml.rels", relations(&parts)),
    ];
    all.extend(parts);
    all
}

fn written(layout: &Layout, look: &Look<'_>) -> Vec<Part> {
    let mut parts = vec![
        word("document.xml", body::document(layout, look), "document.main", None),
        word("styles.xml", styles::styles(look), "styles", Some("rIdStyles")),
        word("settings.xml", settings::settings(look), "settings", Some("rIdSettings")),
        word("fontTable.xml", styles::font_table(look), "fontTable", Some("rIdFonts")),
    ];
    if look.has_page_numbers() {
        let sides =
            [("footer1.xml", Side::Right, FOOTER_ODD), ("footer2.xml", Side::Left, FOOTER_EVEN)];
        let footer = |(name, side, id)| word(name, styles::footer(side, look), "footer", Some(id));
        parts.extend(sides.map(footer));
    }
    match look.template {
        Some(template) => parts.extend(template.parts.iter().cloned()),
        None => {
            let (name, text) = ("word/theme/theme1.xml", fixed::THEME.to_owned());
            parts.push(part(name, text, THEME, Some("rIdTheme"), "theme"));
        }
    }
    parts.push(part("docProps/core.xml", properties::core(&layout.name), CORE, None, ""));
    parts
}

fn content_types(parts: &[Part]) -> String {
    let mut xml = Xml::new();
    xml.element("Types", &[("xmlns", TYPES)], |xml| {
        let usual = [
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            ("xml", "application/xml"),
        ];
        for (extension, content_type) in usual {
            let attributes = [("Extension", extension), ("ContentType", content_type)];
            xml.empty("Default", &attributes);
        }
        for part in parts {
            if let Some(content_type) = &part.content_type {
                let name = format!("/{}", part.name);
                xml.empty("Override", &[("PartName", &*name), ("ContentType", content_type)]);
            }
        }
    });
    xml.finish()
}

fn relations(parts: &[Part]) -> String {
    let mut xml = Xml::new();
    xml.element("Relationships", &[("xmlns", RELATIONS)], |xml| {
        for part in parts {
            if let Some((id, kind)) = &part.related {
                let target = format!("/{}", part.name);
                xml.empty("Relationship", &[("Id", &**id), ("Type", kind), ("Target", &target)]);
            }
        }
    });
    xml.finish()
}
