//! The lines and tables of a page, as a browser would show them.

use super::dom::{Element, Id, Kind, Tree, is_block};
use super::furniture::Furniture;
use crate::document::{Loss, Losses};
use crate::flow::{Flow, Grid, Spanning};
use crate::numeral::Numeral;
use crate::words;

pub(super) struct Reader<'t> {
    pub(super) tree: &'t Tree,
    pub(super) furniture: &'t Furniture,
    pub(super) losses: Losses,
}

/// What has been read of an element.
#[derive(Default)]
struct Lines {
    flow: Vec<Flow>,
    /// For each piece of the flow, how much of it is links.
    links: Vec<Links>,
    text: String,
    of_text: Links,
}

/// How many links there are in a line, and how many characters of it they are.
#[derive(Debug, Clone, Copy, Default)]
struct Links {
    count: usize,
    length: usize,
    /// Whether the line stands in an element of a list of links.
    whole: bool,
}

impl Reader<'_> {
    /// The whole page, without the lines that only lead elsewhere.
    pub(super) fn read(&mut self) -> Vec<Flow> {
        let mut lines = Lines::default();
        self.children(0, &mut lines);
        lines.flush();
        let (flow, dropped) = lines.without_navigation();
        self.losses.add_many(Loss::PageFurniture, dropped);
        flow
    }

    fn children(&mut self, id: Id, lines: &mut Lines) {
        for child in self.tree.children(id) {
            self.node(*child, lines);
        }
    }

    fn node(&mut self, id: Id, lines: &mut Lines) {
        match self.tree.node(id).map(|node| &node.kind) {
            Some(Kind::Text(text)) => lines.text.push_str(text),
            Some(Kind::Element(element)) => self.element(id, element, lines),
            None => {}
        }
    }

    fn element(&mut self, id: Id, element: &Element, lines: &mut Lines) {
        if element.is_hidden() {
            return;
        }
        if self.furniture.contains(id) {
            self.losses.add(Loss::PageFurniture);
            return;
        }
        match element.name.as_str() {
            "br" => lines.flush(),
            "img" => self.losses.add(Loss::Picture),
            "del" => self.losses.add(Loss::Revision),
            "a" if element.attribute("href").is_some() => self.link(id, lines),
            "table" => {
                lines.flush();
                self.table(id, lines);
            }
            "ol" => self.list(id, element, lines),
            "pre" => self.preformatted(id, lines),
            name if is_block(name) => {
                lines.flush();
                self.children(id, lines);
                lines.flush();
            }
            _ => self.children(id, lines),
        }
    }

    fn link(&mut self, id: Id, lines: &mut Lines) {
        let before = visible(&lines.text);
        self.children(id, lines);
        let length = visible(&lines.text).saturating_sub(before);
        if length > 0 {
            lines.of_text.count += 1;
            lines.of_text.length += length;
        }
    }

    /// A list whose items have numbers that stand nowhere in its text.
    fn list(&mut self, id: Id, list: &Element, lines: &mut Lines) {
        lines.flush();
        let style =
            list.style("list-style-type").or_else(|| list.attribute("type").map(str::to_owned));
        let style = ListStyle::named(style.as_deref().unwrap_or("decimal"));
        let mut number =
            list.attribute("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
        for child in self.tree.children(id) {
            let Some(item) = self.tree.element(*child).filter(|element| element.name == "li")
            else {
                self.node(*child, lines);
                continue;
            };
            number = item
                .attribute("value")
                .and_then(|value| value.trim().parse().ok())
                .unwrap_or(number);
            let before = lines.flow.len();
            self.element(*child, item, lines);
            if let Some(Flow::Line(first)) = lines.flow.get_mut(before) {
                first.insert_str(0, &style.write(number));
            }
            number = number.saturating_add(1);
        }
    }

    fn preformatted(&mut self, id: Id, lines: &mut Lines) {
        lines.flush();
        let mut inner = Lines::default();
        self.children(id, &mut inner);
        let text = std::mem::take(&mut inner.text);
        inner.flow.into_iter().for_each(|piece| lines.push(piece));
        text.lines().for_each(|line| lines.push(Flow::Line(line.to_owned())));
    }

    /// A table. What stands in it beside its cells is shown before it, as browsers do.
    fn table(&mut self, id: Id, lines: &mut Lines) {
        let mut rows = Vec::new();
        self.rows(id, &mut rows, lines);
        lines.flush();
        lines.push(Flow::Table(Grid { rows }));
    }

    fn rows(&mut self, id: Id, rows: &mut Vec<Vec<Spanning>>, outside: &mut Lines) {
        for child in self.tree.children(id) {
            match self.tree.node(*child).map(|node| &node.kind) {
                Some(Kind::Text(text)) => outside.text.push_str(text),
                Some(Kind::Element(element)) if !element.is_hidden() => {
                    match element.name.as_str() {
                        "tr" => {
                            let mut cells = Vec::new();
                            self.row(*child, &mut cells, outside);
                            rows.push(cells);
                        }
                        "td" | "th" | "caption" => rows.push(vec![self.cell(*child, element)]),
                        "del" => self.losses.add(Loss::Revision),
                        // A table within a table, without a cell around it, or a form around the rows.
                        _ => self.rows(*child, rows, outside),
                    }
                }
                _ => {}
            }
        }
    }

    fn row(&mut self, id: Id, cells: &mut Vec<Spanning>, outside: &mut Lines) {
        for child in self.tree.children(id) {
            match self.tree.node(*child).map(|node| &node.kind) {
                Some(Kind::Text(text)) => outside.text.push_str(text),
                Some(Kind::Element(element)) if !element.is_hidden() => {
                    match element.name.as_str() {
                        "td" | "th" => cells.push(self.cell(*child, element)),
                        "del" => self.losses.add(Loss::Revision),
                        _ => self.row(*child, cells, outside),
                    }
                }
                _ => {}
            }
        }
    }

    fn cell(&mut self, id: Id, element: &Element) -> Spanning {
        let mut lines = Lines::default();
        self.children(id, &mut lines);
        lines.flush();
        let span =
            |name| element.attribute(name).and_then(|span| span.trim().parse().ok()).unwrap_or(1);
        Spanning {
            content: lines.flow,
            columns: span("colspan"),
            rows: span("rowspan"),
            covered: false,
        }
    }
}

impl Lines {
    fn push(&mut self, piece: Flow) {
        self.flow.push(piece);
        self.links.push(Links::default());
    }

    /// Ends the line.
    fn flush(&mut self) {
        let text = words::collapse(&std::mem::take(&mut self.text)).replace('\u{a0}', " ");
        let mut links = std::mem::take(&mut self.of_text);
        if words::trim(&text).is_empty() {
            return;
        }
        links.whole = links.length >= visible(&text);
        self.flow.push(Flow::Line(text));
        self.links.push(links);
    }

    /// The flow without paths of links, and without links one below the other; and how many lines
    /// went.
    fn without_navigation(self) -> (Vec<Flow>, usize) {
        let neighbours = |index: usize| {
            let whole = |index: Option<usize>| {
                index.and_then(|index| self.links.get(index)).is_some_and(|links| links.whole)
            };
            whole(index.checked_sub(1)) || whole(index.checked_add(1))
        };
        let is_navigation = |index: usize, piece: &Flow| match (piece, self.links.get(index)) {
            (Flow::Line(text), Some(links)) => {
                let path = links.count >= 2 && links.length * 3 > visible(text);
                path || (links.whole && neighbours(index))
            }
            _ => false,
        };
        let drop: Vec<bool> = self
            .flow
            .iter()
            .enumerate()
            .map(|(index, piece)| is_navigation(index, piece))
            .collect();
        let dropped = drop.iter().filter(|drop| **drop).count();
        let kept =
            self.flow.into_iter().zip(drop).filter(|(_, drop)| !drop).map(|(piece, _)| piece);
        (kept.collect(), dropped)
    }
}

/// How many characters can be seen.
fn visible(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// How the items of a list are numbered.
#[derive(Clone, Copy)]
struct ListStyle {
    numeral: Numeral,
    mark: &'static str,
}

impl ListStyle {
    /// By what CSS or the attribute `type` calls it.
    fn named(name: &str) -> Self {
        let (numeral, mark) = match name {
            "cjk-ideographic"
            | "simp-chinese-informal"
            | "trad-chinese-informal"
            | "cjk-decimal" => (Numeral::Chinese, "、"),
            "simp-chinese-formal" => (Numeral::ChineseFormal, "、"),
            "cjk-heavenly-stem" => (Numeral::Stems, "、"),
            "a" | "lower-alpha" | "lower-latin" => (Numeral::Letters { upper: false }, "."),
            "A" | "upper-alpha" | "upper-latin" => (Numeral::Letters { upper: true }, "."),
            "i" | "lower-roman" => (Numeral::Roman { upper: false }, "."),
            "I" | "upper-roman" => (Numeral::Roman { upper: true }, "."),
            "none" | "disc" | "circle" | "square" => (Numeral::None, ""),
            _ => (Numeral::Decimal, "."),
        };
        Self { numeral, mark }
    }

    fn write(self, number: usize) -> String {
        self.numeral.write(number) + self.mark
    }
}
