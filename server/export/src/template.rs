//! An organ's own .docx, whose looks a report is given: styles, headers and footers, the page.
//!
//! Only these are taken. Its words, comments, properties and macros stay where they are.

mod gathered;
mod section;
mod style;

use document::xml::{Element, is_well_formed};
use document::{Package, Refusal};

use crate::package::Part;
use crate::page::Room;
use gathered::Gathered;

pub(crate) use section::Side;
pub(crate) use style::TemplateStyle;

const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// What is taken of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Its part with the styles, without the line that says that it is XML; none if it has no style.
    styles_part: Option<String>,
    styles: Vec<TemplateStyle>,
    /// What stands at the head and the foot of its last section.
    pub(crate) sides: Vec<Side>,
    /// The other settings of that section, as XML.
    section: Option<String>,
    pub(crate) room: Room,
    /// Whether odd and even pages differ, and whether their margins do.
    pub(crate) has_sides: bool,
    pub(crate) mirrors: bool,
    /// All that the parts above need.
    pub(crate) parts: Vec<Part>,
}

impl Template {
    /// Takes a `.docx` apart.
    ///
    /// # Errors
    /// If it is none, or cannot be read whole.
    pub fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        let mut package = Package::open(bytes)?;
        let main = package.main().to_owned();
        let relations = package.relations(&main)?;
        let related =
            |kind: &str| relations.iter().find(|it| it.is(kind)).and_then(|it| it.target.clone());
        let text = package.text(&main)?;
        let (mut sides, section) = section::of(&Element::parse(&text)?, &relations)?;

        let mut gathered = Gathered::default();
        for (at, side) in sides.iter_mut().enumerate() {
            side.id = format!("rIdTemplate{at}");
            gathered.take(&mut package, &side.part, Some((&side.id, &side.kind)))?;
        }
        for kind in ["theme", "numbering"] {
            if let Some(relation) = relations.iter().find(|it| it.is(kind))
                && let Some(part) = &relation.target
            {
                gathered.take(
                    &mut package,
                    part,
                    Some((&format!("rIdTemplate-{kind}"), &relation.kind)),
                )?;
            }
        }
        let styles = related("styles").map(|name| package.text(&name)).transpose()?;
        let settings = related("settings").map(|name| package.text(&name)).transpose()?;
        let settings = settings.as_deref().map(Element::parse).transpose()?;
        let is_set = |name| settings.as_ref().is_some_and(|settings| style::is_on(settings, name));
        let (styles_part, styles) = match &styles {
            Some(text) => style::part(text)?,
            None => (None, Vec::new()),
        };
        Ok(Self {
            styles_part,
            styles,
            sides,
            room: section.as_ref().map_or_else(Room::default, |section| section.room),
            section: section.map(|section| section.settings),
            has_sides: is_set("evenAndOddHeaders"),
            mirrors: is_set("mirrorMargins"),
            parts: gathered.parts,
        })
    }

    /// The settings of the page, as XML.
    pub(crate) fn section(&self) -> Option<&str> {
        self.section.as_deref()
    }

    pub(crate) fn has_footers(&self) -> bool {
        self.sides.iter().any(|side| side.is_footer)
    }

    /// Its part with the styles, and others behind them.
    pub(crate) fn styles_with(&self, others: &str) -> String {
        const XML: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
        match self.styles_part.as_deref().and_then(|part| Some(part.split_at(part.rfind("</")?))) {
            Some((styles, end)) => format!("{XML}\n{styles}{others}{end}"),
            None => format!("{XML}\n<w:styles xmlns:w=\"{NAMESPACE}\">{others}</w:styles>"),
        }
    }

    /// Whether its styles name a typeface.
    pub(crate) fn names(&self, font: &str) -> bool {
        let quoted = format!("\"{font}\"");
        self.styles_part.as_ref().is_some_and(|part| part.contains(&quoted))
    }

    /// The style of paragraphs that bear none.
    pub(crate) fn default_style(&self) -> Option<&TemplateStyle> {
        self.styles.iter().find(|style| style.is("paragraph") && style.is_default)
    }

    /// The style of paragraphs that has a name, the one of those without a style apart.
    pub(crate) fn paragraph_style(&self, name: &str) -> Option<&TemplateStyle> {
        self.styles.iter().find(|it| it.is("paragraph") && !it.is_default && it.is_called(name))
    }

    /// The style of characters that has a name.
    pub(crate) fn character_style(&self, name: &str) -> Option<&TemplateStyle> {
        self.styles.iter().find(|it| it.is("character") && it.is_called(name))
    }

    pub(crate) fn has_table_style(&self) -> bool {
        self.styles.iter().any(|style| style.is("table") && style.is_default)
    }

    pub(crate) fn has_id(&self, id: &str) -> bool {
        self.styles.iter().any(|style| style.id.eq_ignore_ascii_case(id))
    }

    /// Whether a style, or one that it is based on, puts numbers before its paragraphs.
    pub(crate) fn numbers(&self, style: &TemplateStyle) -> bool {
        style::numbers(&self.styles, style)
    }
}

/// XML of the template goes into the report as it is, and must be such that it can be read there.
fn checked(text: &str) -> Result<(), Refusal> {
    if is_well_formed(text) { Ok(()) } else { Err(Refusal::Damaged) }
}
