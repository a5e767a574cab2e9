//! Automatic numbers of OpenDocument: 一、（一） that stand in no paragraph.

use std::collections::HashMap;

use crate::numeral::Numeral;
use crate::xml::Element;

/// The list styles of a document, and how far each list has been counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    styles: HashMap<String, Style>,
    /// How headings are numbered.
    outline: Style,
}

#[derive(Debug, Default)]
struct Style {
    levels: Vec<Level>,
    counts: [Option<usize>; LEVELS],
}

#[derive(Debug)]
struct Level {
    /// From 0.
    index: usize,
    start: usize,
    numeral: Numeral,
    /// What stands around the numbers: `%1%` is that of level 1.
    pattern: String,
}

/// OpenDocument's writers have ten levels.
const LEVELS: usize = 10;

impl Lists {
    pub(super) fn of<'e, 'x: 'e>(roots: impl Iterator<Item = &'e Element<'x>>) -> Self {
        let mut lists = Self::default();
        for root in roots {
            for styles in root
                .elements()
                .filter(|element| matches!(element.name, "styles" | "automatic-styles"))
            {
                for style in styles.elements() {
                    let name = style.attribute("name").unwrap_or_default().to_owned();
                    match style.name {
                        "list-style" => drop(lists.styles.insert(name, Style::of(style))),
                        "outline-style" => lists.outline = Style::of(style),
                        _ => {}
                    }
                }
            }
        }
        lists
    }

    /// Lets a list begin anew.
    pub(super) fn restart(&mut self, style: Option<&str>) {
        if let Some(style) = style.and_then(|style| self.styles.get_mut(style)) {
            style.counts = [None; LEVELS];
        }
    }

    /// The number of the next item of a level, counted from 0.
    pub(super) fn next(
        &mut self,
        style: Option<&str>,
        level: usize,
        start: Option<usize>,
    ) -> Option<String> {
        self.styles.get_mut(style?)?.next(level, start)
    }

    /// The number of the next heading of a level, counted from 1.
    pub(super) fn heading(&mut self, level: usize) -> Option<String> {
        self.outline.next(level.checked_sub(1)?, None)
    }
}

impl Style {
    fn of(style: &Element<'_>) -> Self {
        let levels = style.elements().filter_map(Level::of).collect();
        Self { levels, counts: [None; LEVELS] }
    }

    fn next(&mut self, level: usize, start: Option<usize>) -> Option<String> {
        let shown = self.levels.iter().find(|of| of.index == level)?;
        let begin =
            |index: usize| self.levels.iter().find(|of| of.index == index).map_or(1, |of| of.start);
        for (index, count) in self.counts.iter_mut().enumerate() {
            if index < level {
                *count = Some(count.unwrap_or_else(|| begin(index)));
            } else if index == level {
                let next = count.map_or_else(|| begin(index), |count| count.saturating_add(1));
                *count = Some(start.unwrap_or(next));
            } else {
                *count = None;
            }
        }
        if shown.numeral == Numeral::None {
            return None;
        }
        let mut label = shown.pattern.clone();
        for of in &self.levels {
            let number = self.counts.get(of.index).copied().flatten().unwrap_or(1);
            label = label.replace(&format!("%{}%", of.index + 1), &of.numeral.write(number));
        }
        Some(label)
    }
}

impl Level {
    fn of(element: &Element<'_>) -> Option<Self> {
        let index = element.number("level")?.checked_sub(1).filter(|index| *index < LEVELS)?;
        let numbered = matches!(element.name, "list-level-style-number" | "outline-level-style");
        let format = element.attribute("num-format").filter(|_| numbered).unwrap_or_default();
        let text = |name: &str| element.attribute(name).unwrap_or_default();
        let pattern = match element.attribute("num-list-format") {
            Some(pattern) => pattern.to_owned(),
            None => {
                let first =
                    (index + 1).saturating_sub(element.number("display-levels").unwrap_or(1));
                let places: Vec<String> =
                    (first..=index).map(|index| format!("%{}%", index + 1)).collect();
                format!("{}{}{}", text("num-prefix"), places.join("."), text("num-suffix"))
            }
        };
        let numeral = numeral(format);
        Some(Self { index, start: element.number("start-value").unwrap_or(1), numeral, pattern })
    }
}

/// What `style:num-format` calls it: the first of the numbers, or some.
fn numeral(format: &str) -> Numeral {
    match format.split(',').next().unwrap_or_default().trim() {
        "" => Numeral::None,
        "一" => Numeral::Chinese,
        "壹" => Numeral::ChineseFormal,
        "甲" => Numeral::Stems,
        "①" => Numeral::Circled,
        "１" => Numeral::FullWidth,
        "01" => Numeral::Padded,
        "a" => Numeral::Letters { upper: false },
        "A" => Numeral::Letters { upper: true },
        "i" => Numeral::Roman { upper: false },
        "I" => Numeral::Roman { upper: true },
        _ => Numeral::Decimal,
    }
}
