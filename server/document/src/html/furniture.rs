//! What a page has around its article: navigation, search, footers.
//!
//! Told by the markup alone, and never by so much text that it may be the article.

use super::dom::{Element, Id, Kind, Tree};

/// Which nodes are furniture, by id.
pub(super) struct Furniture(Vec<bool>);

impl Furniture {
    pub(super) fn contains(&self, id: Id) -> bool {
        self.0.get(id).copied().unwrap_or(false)
    }
}

/// Of a page's text this part at most is one piece of furniture: one in so many.
const SHARE: usize = 8;

/// Finds the elements that are furniture.
pub(super) fn find(tree: &Tree) -> Furniture {
    let weights = weights(tree);
    let total = weights.first().copied().unwrap_or(0);
    let light = |id: Id| weights.get(id).is_some_and(|weight| weight * SHARE < total);
    let is_furniture =
        |id: Id| tree.element(id).is_some_and(|element| looks_it(element) && light(id));
    Furniture((0..tree.len()).map(is_furniture).collect())
}

/// How much text stands in each node, links aside.
fn weights(tree: &Tree) -> Vec<usize> {
    let mut weights = vec![0; tree.len()];
    // Children come after their parents.
    for id in (0..tree.len()).rev() {
        let own = match tree.node(id).map(|node| &node.kind) {
            Some(Kind::Text(text)) => text.chars().filter(|c| !c.is_whitespace()).count(),
            Some(Kind::Element(element)) if element.is_hidden() || element.name == "a" => 0,
            _ => tree.children(id).iter().filter_map(|child| weights.get(*child)).sum(),
        };
        if let Some(weight) = weights.get_mut(id) {
            *weight = own;
        }
    }
    weights
}

fn looks_it(element: &Element) -> bool {
    const ELEMENTS: &[&str] = &["nav", "footer", "aside"];
    const ROLES: &[&str] = &["navigation", "banner", "contentinfo", "search", "complementary"];
    // Words of class names and ids, as sites of organs have them, pinyin included.
    const WORDS: &[&str] = &[
        "nav",
        "navbar",
        "menu",
        "foot",
        "footer",
        "bottom",
        "header",
        "top",
        "banner",
        "crumb",
        "crumbs",
        "breadcrumb",
        "breadcrumbs",
        "location",
        "position",
        "weizhi",
        "share",
        "bdsharebuttonbox",
        "copyright",
        "sidebar",
        "toolbar",
        "search",
        "qrcode",
        "print",
        "daohang",
        "toubu",
        "dibu",
    ];
    if ELEMENTS.contains(&element.name.as_str())
        || element.attribute("role").is_some_and(|role| ROLES.contains(&role))
        // Writer keeps the headers and footers of its pages so.
        || (element.name == "div" && matches!(element.attribute("title"), Some("header" | "footer")))
    {
        return true;
    }
    let is_container = matches!(
        element.name.as_str(),
        "div" | "ul" | "section" | "header" | "p" | "span" | "table" | "td"
    );
    let names = [element.attribute("class"), element.attribute("id")];
    let mut words = names.into_iter().flatten().flat_map(|names| names.split([' ', '-', '_']));
    is_container && words.any(|word| WORDS.contains(&word.to_ascii_lowercase().as_str()))
}
