//! What a document looks like: as GB/T 9704 has it, or as an organ's own template does.

use super::style::{LEAD, Style};
use crate::options::{Options, substituted};
use crate::page::Room;
use crate::template::{Template, TemplateStyle};

/// The options, with what the template says above them.
pub(super) struct Look<'o> {
    pub(super) options: &'o Options,
    pub(super) template: Option<&'o Template>,
    styles: Vec<(Style, Named<'o>)>,
    lead: Named<'o>,
}

/// A style of the template, or one that is added under a name that the template has not.
enum Named<'o> {
    Taken(&'o TemplateStyle),
    Added(String),
}

impl<'o> Look<'o> {
    pub(super) fn new(options: &'o Options) -> Self {
        let template = options.template.as_deref();
        let named = |id: &str, taken: Option<&'o TemplateStyle>| {
            taken.map_or_else(|| Named::Added(free(template, id)), Named::Taken)
        };
        let paragraph = |style: Style| {
            let taken = template.and_then(|template| taken(template, style));
            (style, named(style.id(), taken))
        };
        let lead = template.and_then(|template| template.character_style(LEAD.1));
        Self {
            options,
            template,
            styles: Style::ALL.map(paragraph).into(),
            lead: named(LEAD.0, lead),
        }
    }

    /// What a style is called within the file.
    pub(super) fn id(&self, style: Style) -> &str {
        self.named(style).map_or(style.id(), Named::id)
    }

    /// Whether the template has the style.
    pub(super) fn has(&self, style: Style) -> bool {
        self.named(style).is_some_and(|named| named.taken().is_some())
    }

    /// Whether a style of the template puts numbers before its paragraphs.
    pub(super) fn numbers(&self, style: Style) -> bool {
        let taken = self.named(style).and_then(Named::taken);
        taken.is_some_and(|of| self.template.is_some_and(|template| template.numbers(of)))
    }

    /// What the style of words that serve as a heading is called within the file.
    pub(super) fn lead(&self) -> &str {
        self.lead.id()
    }

    pub(super) fn has_lead(&self) -> bool {
        self.lead.taken().is_some()
    }

    pub(super) fn has_table_style(&self) -> bool {
        self.template.is_some_and(Template::has_table_style)
    }

    /// The typefaces that the document may name.
    pub(super) fn fonts(&self) -> Vec<&str> {
        let mut fonts = self.options.fonts.all();
        for font in substituted() {
            let named = self.template.is_some_and(|template| template.names(font));
            if named && !fonts.contains(&font) {
                fonts.push(font);
            }
        }
        fonts
    }

    pub(super) fn room(&self) -> Room {
        self.template.map_or_else(Room::default, |template| template.room)
    }

    /// Whether the page numbers of GB/T 9704 stand at the foot: a template may have something else there.
    pub(super) fn has_page_numbers(&self) -> bool {
        self.template.is_none_or(|template| !template.has_footers())
    }

    /// Whether odd and even pages differ.
    pub(super) fn has_sides(&self) -> bool {
        self.template.is_none_or(|template| template.sides.is_empty() || template.has_sides)
    }

    fn named(&self, style: Style) -> Option<&Named<'o>> {
        self.styles.iter().find(|(of, _)| *of == style).map(|(_, named)| named)
    }
}

impl<'o> Named<'o> {
    fn id(&self) -> &str {
        match self {
            Self::Taken(style) => &style.id,
            Self::Added(id) => id,
        }
    }

    fn taken(&self) -> Option<&'o TemplateStyle> {
        match self {
            Self::Taken(style) => Some(style),
            Self::Added(_) => None,
        }
    }
}

/// The style that a template has for something.
fn taken(template: &Template, style: Style) -> Option<&TemplateStyle> {
    if style == Style::Normal {
        return template.default_style();
    }
    let by_name = |name| template.paragraph_style(name);
    by_name(style.name()).or_else(|| style.chinese_name().and_then(by_name))
}

/// A name within the file that no style of a template has.
fn free(template: Option<&Template>, id: &str) -> String {
    let is_free = |id: &String| template.is_none_or(|template| !template.has_id(id));
    let numbered = |number: usize| match number {
        0 => id.to_owned(),
        _ => format!("{id}Nianbao{number}"),
    };
    (0..).map(numbered).find(is_free).unwrap_or_default()
}
