//! The styles of a template, by their names.

use document::Refusal;
use document::xml::Element;

use super::NAMESPACE;

/// A style of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TemplateStyle {
    pub(crate) id: String,
    pub(crate) is_default: bool,
    kind: String,
    /// As they are compared.
    names: Vec<String>,
    based_on: Option<String>,
    has_numbers: bool,
}

/// A chain of styles is no longer; a longer one goes round in a circle.
const LONGEST_CHAIN: usize = 16;

impl TemplateStyle {
    pub(super) fn is(&self, kind: &str) -> bool {
        self.kind == kind
    }

    pub(super) fn is_called(&self, name: &str) -> bool {
        self.names.contains(&compared(name))
    }

    fn of(element: &Element<'_>) -> Option<Self> {
        let value = |name: &str| element.child(name)?.attribute("val");
        let names =
            value("name").into_iter().chain(value("aliases").unwrap_or_default().split(','));
        Some(Self {
            id: element.attribute("styleId")?.to_owned(),
            is_default: element.attribute("default").is_some_and(is_yes),
            kind: element.attribute("type").unwrap_or("paragraph").to_owned(),
            names: names.map(compared).filter(|name| !name.is_empty()).collect(),
            based_on: value("basedOn").map(str::to_owned),
            has_numbers: element.descend(&["pPr", "numPr"]).is_some(),
        })
    }
}

/// The part as it is written out again, if it has any style, and the styles.
pub(super) fn part(text: &str) -> Result<(Option<String>, Vec<TemplateStyle>), Refusal> {
    super::checked(text)?;
    let root = Element::parse(text)?;
    let styles: Vec<_> = root.elements().filter(|it| it.name == "style").collect();
    let styles: Vec<_> = styles.into_iter().filter_map(TemplateStyle::of).collect();
    let start = text.find("<?xml").and_then(|at| Some(at + text.get(at..)?.find("?>")? + 2));
    let body = text.get(start.unwrap_or(0)..).unwrap_or_default().trim();
    Ok(((!styles.is_empty()).then(|| with_prefix(body)), styles))
}

/// The part with the prefix declared that added styles are written with.
fn with_prefix(part: &str) -> String {
    let tag = part.split('>').next().unwrap_or_default();
    match tag.find(char::is_whitespace) {
        Some(at) if !tag.contains("xmlns:w=") => {
            let (name, rest) = part.split_at(at);
            format!("{name} xmlns:w=\"{NAMESPACE}\"{rest}")
        }
        _ => part.to_owned(),
    }
}

/// Whether a style, or one that it is based on, puts numbers before its paragraphs.
pub(super) fn numbers(styles: &[TemplateStyle], style: &TemplateStyle) -> bool {
    let parent = |style: &&TemplateStyle| {
        let id = style.based_on.as_deref()?;
        styles.iter().find(|style| style.id == id)
    };
    std::iter::successors(Some(style), parent).take(LONGEST_CHAIN).any(|style| style.has_numbers)
}

/// Whether settings have a switch on.
pub(super) fn is_on(settings: &Element<'_>, name: &str) -> bool {
    settings.child(name).is_some_and(|it| it.attribute("val").is_none_or(is_yes))
}

fn is_yes(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}

/// A name without what programs write in one way or another.
fn compared(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}
