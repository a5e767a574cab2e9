//! The page of a template, and what stands at its head and foot.

use document::Refusal;
use document::package::Relation;
use document::xml::Element;

use crate::page::{self, Room};
use crate::xml::Xml;

/// What stands at the head or the foot of some pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Side {
    pub(crate) is_footer: bool,
    /// Which pages: `default`, `even` or `first`.
    pub(crate) pages: String,
    /// What the main part calls it.
    pub(crate) id: String,
    /// The part, and its kind.
    pub(super) part: String,
    pub(super) kind: String,
}

/// The settings of a section.
#[derive(Debug)]
pub(super) struct Section {
    pub(super) settings: String,
    pub(super) room: Room,
}

/// The settings that are taken; changes that are tracked, and a printer's own, are not.
const TAKEN: [&str; 12] = [
    "pgSz",
    "pgMar",
    "paperSrc",
    "pgBorders",
    "lnNumType",
    "pgNumType",
    "cols",
    "vAlign",
    "titlePg",
    "textDirection",
    "rtlGutter",
    "docGrid",
];
/// The narrowest and the widest that a text can be, in twips.
const ROOM: std::ops::RangeInclusive<u32> = 2_000..=31_680;

/// The last section, and what stands at the head and foot there: what a section does not name is as in
/// the one before.
pub(super) fn of(
    document: &Element<'_>,
    relations: &[Relation],
) -> Result<(Vec<Side>, Option<Section>), Refusal> {
    let mut sections = Vec::new();
    document.child("body").ok_or(Refusal::Damaged)?.all("sectPr", &mut sections);
    let mut sides: Vec<Side> = Vec::new();
    for element in sections.iter().flat_map(|section| section.elements()) {
        let Some(side) = side(element, relations)? else { continue };
        sides.retain(|it| (it.is_footer, &it.pages) != (side.is_footer, &side.pages));
        sides.push(side);
    }
    // Headers stand before footers, and the order does not depend on how the sections were changed.
    sides.sort_by(|one, other| (one.is_footer, &one.pages).cmp(&(other.is_footer, &other.pages)));
    Ok((sides, sections.last().map(|section| settings(section))))
}

fn side(element: &Element<'_>, relations: &[Relation]) -> Result<Option<Side>, Refusal> {
    let is_footer = element.name == "footerReference";
    if !is_footer && element.name != "headerReference" {
        return Ok(None);
    }
    let id = element.attribute("id").unwrap_or_default();
    let relation = relations.iter().find(|relation| relation.id == id).ok_or(Refusal::Damaged)?;
    let part = relation.target.clone().ok_or(Refusal::Damaged)?;
    let known = |pages: &&str| matches!(*pages, "even" | "first");
    let pages = element.attribute("type").filter(known).unwrap_or("default");
    let (pages, kind) = (pages.to_owned(), relation.kind.clone());
    Ok(Some(Side { is_footer, pages, id: String::new(), part, kind }))
}

fn settings(section: &Element<'_>) -> Section {
    let mut xml = Xml::piece();
    for setting in section.elements().filter(is_taken) {
        copy(&mut xml, setting);
    }
    Section { settings: xml.finish(), room: room(section) }
}

fn is_taken(setting: &&Element<'_>) -> bool {
    // The tables of a report are as wide as its page.
    let parts_page = setting.name == "cols" && setting.number("num").is_some_and(|it| it > 1);
    TAKEN.contains(&setting.name) && !parts_page
}

fn copy(xml: &mut Xml, element: &Element<'_>) {
    let named = |name: &str| format!("w:{name}");
    let attributes: Vec<_> =
        element.attributes().map(|(name, value)| (named(name), value)).collect();
    let attributes: Vec<_> =
        attributes.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    let name = named(element.name);
    if element.elements().next().is_none() {
        xml.empty(&name, &attributes);
    } else {
        xml.element(&name, &attributes, |xml| {
            element.elements().for_each(|element| copy(xml, element));
        });
    }
}

/// The room for text; that of GB/T 9704 where the section does not say, or nonsense.
fn room(section: &Element<'_>) -> Room {
    let number =
        |element: &str, name: &str| u32::try_from(section.child(element)?.number(name)?).ok();
    let left = |size: u32, before: u32, behind: u32, more: u32| {
        size.checked_sub(before)?.checked_sub(behind)?.checked_sub(more)
    };
    let margin = |name, usual| number("pgMar", name).unwrap_or(usual);
    let width = left(
        number("pgSz", "w").unwrap_or(page::WIDTH),
        margin("left", page::LEFT),
        margin("right", page::RIGHT),
        margin("gutter", 0),
    );
    let height = left(
        number("pgSz", "h").unwrap_or(page::HEIGHT),
        margin("top", page::TOP),
        margin("bottom", page::BOTTOM),
        0,
    );
    let sound = |length: Option<u32>| length.filter(|length| ROOM.contains(length));
    Room {
        width: sound(width).unwrap_or(page::TEXT_WIDTH),
        height: sound(height).unwrap_or(page::TEXT_HEIGHT),
    }
}
