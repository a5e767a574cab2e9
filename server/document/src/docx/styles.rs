//! What styles say of the paragraphs that bear them: their numbers, and which are a table of contents.

use std::collections::HashMap;

use crate::title;
use crate::xml::Element;

/// The styles of a document, by id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    default: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    is_title: bool,
    based_on: Option<String>,
    numbers: Option<NumberReference>,
}

/// Which numbers a paragraph bears, as `w:numPr` says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct NumberReference {
    pub(super) list: Option<String>,
    pub(super) level: Option<usize>,
}

/// A chain of styles is no longer; a longer one goes round in a circle.
const LONGEST_CHAIN: usize = 16;

impl Styles {
    pub(super) fn of(root: &Element<'_>) -> Self {
        let mut styles = Self::default();
        for style in root.elements().filter(|element| element.name == "style") {
            let Some(id) = style.attribute("styleId") else { continue };
            let paragraph = style.attribute("type").is_none_or(|kind| kind == "paragraph");
            if paragraph && is_on(style.attribute("default").unwrap_or("0")) {
                styles.default = Some(id.to_owned());
            }
            styles.styles.insert(id.to_owned(), Style::of(style));
        }
        styles
    }

    /// The numbers that a paragraph of this style bears, and the style that gives them.
    pub(super) fn numbers<'s>(&'s self, id: Option<&'s str>) -> Option<(NumberReference, &'s str)> {
        self.chain(id).find_map(|(id, style)| Some((style.numbers.clone()?, id)))
    }

    /// Whether paragraphs of this style are lines of a table of contents.
    pub(super) fn is_contents(&self, id: Option<&str>) -> bool {
        let style = id.and_then(|id| self.styles.get(id));
        let level = style.and_then(|style| style.name.strip_prefix("toc "));
        level.is_some_and(|level| level.bytes().all(|byte| byte.is_ascii_digit()))
    }

    /// Whether paragraphs of this style are lines of the title, in which a line break is for looks.
    pub(super) fn is_title(&self, id: Option<&str>) -> bool {
        id.and_then(|id| self.styles.get(id)).is_some_and(|style| style.is_title)
    }

    /// The style and those that it is based on.
    fn chain<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let named = |id: &'s str| self.styles.get(id).map(|style| (id, style));
        let first = id.or(self.default.as_deref()).and_then(named);
        let next = move |(_, style): &(&str, &'s Style)| style.based_on.as_deref().and_then(named);
        std::iter::successors(first, next).take(LONGEST_CHAIN)
    }
}

impl Style {
    fn of(style: &Element<'_>) -> Self {
        let value = |name: &str| style.child(name)?.attribute("val");
        let named_title = |names: &str| value(names).is_some_and(title::is_title);
        Self {
            name: value("name").unwrap_or_default().to_lowercase(),
            is_title: named_title("name") || named_title("aliases"),
            based_on: value("basedOn").map(str::to_owned),
            numbers: style.descend(&["pPr", "numPr"]).map(NumberReference::of),
        }
    }
}

impl NumberReference {
    /// What `w:numPr` says.
    pub(super) fn of(properties: &Element<'_>) -> Self {
        let list = properties.child("numId").and_then(|list| list.attribute("val"));
        let level = properties.child("ilvl").and_then(|level| level.number("val"));
        Self { list: list.map(str::to_owned), level }
    }
}

/// A switch of OOXML; one that is named without a value is on.
pub(super) fn is_on(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off")
}
