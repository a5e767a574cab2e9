//! Automatic numbers: 一、（一） that stand in no paragraph, but are counted where it is shown.

use std::collections::HashMap;

use super::styles::{NumberReference, Styles};
use crate::numeral::Numeral;
use crate::xml::Element;

/// The lists of a document, and how far each has been counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// By the id of the list's definition.
    definitions: HashMap<String, Definition>,
    /// By the id that paragraphs refer to.
    lists: HashMap<String, List>,
}

/// What lists look like; those of one definition are counted on together.
#[derive(Debug, Default)]
struct Definition {
    levels: Vec<Level>,
    /// The style whose list this one is.
    link: Option<String>,
    counts: Vec<Option<usize>>,
}

#[derive(Debug, Clone)]
struct Level {
    start: usize,
    numeral: Numeral,
    /// `%1` stands for the number of level 1.
    text: String,
    /// Whether all numbers in it are decimal.
    legal: bool,
    /// Whether a level above lets it begin anew.
    restarts: bool,
    /// The style whose paragraphs have this level.
    style: Option<String>,
}

#[derive(Debug, Default)]
struct List {
    definition: String,
    /// Where levels begin anew when the list is first used.
    starts: HashMap<usize, usize>,
    used: bool,
}

/// Word has nine levels.
const LEVELS: usize = 9;

impl Numbering {
    pub(super) fn of(root: &Element<'_>) -> Self {
        let mut numbering = Self::default();
        for element in root.elements() {
            match element.name {
                "abstractNum" => {
                    let id = element.attribute("abstractNumId").unwrap_or_default().to_owned();
                    numbering.definitions.insert(id, Definition::of(element));
                }
                "num" => {
                    let id = element.attribute("numId").unwrap_or_default().to_owned();
                    numbering.lists.insert(id, List::of(element));
                }
                _ => {}
            }
        }
        numbering
    }

    /// The number of the next paragraph that refers to a list, directly or by its style.
    pub(super) fn next(
        &mut self,
        reference: &NumberReference,
        style: Option<&str>,
        styles: &Styles,
    ) -> Option<String> {
        let id = reference.list.as_deref()?;
        let definition = self.definition_of(id, styles)?;
        let list = self.lists.get_mut(id)?;
        let first = !std::mem::replace(&mut list.used, true);
        let definition = self.definitions.get_mut(&definition)?;
        let named = |level: &Level| style.is_some() && level.style.as_deref() == style;
        let of_style = || definition.levels.iter().position(named);
        let level = reference.level.or_else(of_style).unwrap_or(0).min(LEVELS - 1);
        if first {
            definition.restart(&list.starts);
        }
        definition.count(level);
        definition.label(level)
    }

    /// The id of a list's definition. One that only names a style is that of the style's list.
    fn definition_of(&self, list: &str, styles: &Styles) -> Option<String> {
        let id = &self.lists.get(list)?.definition;
        let definition = self.definitions.get(id)?;
        let link = definition.link.as_deref().filter(|_| definition.levels.is_empty());
        let linked = link.and_then(|style| styles.numbers(Some(style))?.0.list);
        let linked = linked.and_then(|list| self.lists.get(&list));
        Some(linked.map_or(id, |list| &list.definition).clone())
    }
}

impl Definition {
    fn of(element: &Element<'_>) -> Self {
        let mut levels: Vec<(usize, Level)> = element
            .elements()
            .filter(|element| element.name == "lvl")
            .map(|level| (level.number("ilvl").unwrap_or(0), Level::of(level)))
            .collect();
        levels.sort_by_key(|(index, _)| *index);
        let link = element.child("numStyleLink").and_then(|link| link.attribute("val"));
        Self {
            levels: levels.into_iter().map(|(_, level)| level).collect(),
            link: link.map(str::to_owned),
            counts: vec![None; LEVELS],
        }
    }

    fn restart(&mut self, starts: &HashMap<usize, usize>) {
        for (level, count) in self.counts.iter_mut().enumerate() {
            if let Some(start) = starts.get(&level) {
                *count = start.checked_sub(1);
                if let Some(level) = self.levels.get_mut(level) {
                    level.start = *start;
                }
            }
        }
    }

    fn count(&mut self, counted: usize) {
        for (index, count) in self.counts.iter_mut().enumerate() {
            let start = self.levels.get(index).map_or(1, |level| level.start);
            let restarts = self.levels.get(index).is_none_or(|level| level.restarts);
            if index == counted {
                *count = Some(count.map_or(start, |count| count.saturating_add(1)));
            } else if index < counted {
                *count = Some(count.unwrap_or(start));
            } else if restarts {
                *count = None;
            }
        }
    }

    fn label(&self, level: usize) -> Option<String> {
        let shown = self.levels.get(level)?;
        if shown.numeral == Numeral::None {
            // A dot or a square says nothing that the text does not.
            return None;
        }
        let mut label = shown.text.clone();
        for (index, count) in self.counts.iter().enumerate().take(level + 1) {
            let place = format!("%{}", index + 1);
            if label.contains(&place) {
                let own = self.levels.get(index).map_or(Numeral::Decimal, |level| level.numeral);
                let numeral = if shown.legal { Numeral::Decimal } else { own };
                label = label.replace(&place, &numeral.write(count.unwrap_or(1)));
            }
        }
        Some(label)
    }
}

impl Level {
    fn of(element: &Element<'_>) -> Self {
        let child = |name: &str| element.child(name);
        let value = |name: &str| child(name).and_then(|of| of.attribute("val"));
        // WPS writes formats of its own behind an alternative that older programs understand.
        let format = value("numFmt").or_else(|| {
            let choice = child("AlternateContent")?.child("Fallback")?;
            choice.child("numFmt")?.attribute("val")
        });
        Self {
            start: child("start").and_then(|start| start.number("val")).unwrap_or(0),
            numeral: format.map_or(Numeral::Decimal, Numeral::of_ooxml),
            text: value("lvlText").unwrap_or_default().to_owned(),
            legal: child("isLgl")
                .is_some_and(|legal| super::styles::is_on(legal.attribute("val").unwrap_or("1"))),
            restarts: value("lvlRestart") != Some("0"),
            style: value("pStyle").map(str::to_owned),
        }
    }
}

impl List {
    fn of(element: &Element<'_>) -> Self {
        let definition = element.child("abstractNumId").and_then(|of| of.attribute("val"));
        let overridden = element.elements().filter(|element| element.name == "lvlOverride");
        let starts = overridden.filter_map(|level| {
            Some((level.number("ilvl")?, level.child("startOverride")?.number("val")?))
        });
        Self {
            definition: definition.unwrap_or_default().to_owned(),
            starts: starts.collect(),
            used: false,
        }
    }
}
