//! `.odt` and `.ods`, the formats of OpenOffice and LibreOffice (OpenDocument, ISO/IEC 26300).
//!
//! Text and tables of both are the same elements of one part. Headers and footers stand in another
//! part; what was deleted under revision stands aside, where nobody looks.

mod lists;
mod spreadsheet;

use std::collections::HashSet;

use crate::archive::Archive;
use crate::document::{Document, Loss, Losses};
use crate::flow::{self, Flow, Grid, Spanning};
use crate::format::Format;
use crate::refusal::Refusal;
use crate::sheet::Sheet;
use crate::title;
use crate::words;
use crate::xml::Element;

use lists::Lists;

/// Reads a text document.
pub(crate) fn read_text(bytes: &[u8]) -> Result<Document, Refusal> {
    let (content, styles) = parts(bytes)?;
    let content = Element::parse(&content)?;
    let styles = Element::parse(&styles).ok();
    let text = content.descend(&["body", "text"]).ok_or(Refusal::Damaged)?;
    let lists = Lists::of([styles.as_ref(), Some(&content)].into_iter().flatten());
    let titles = titles([styles.as_ref(), Some(&content)].into_iter().flatten());
    let mut reader = Reader { lists, titles, losses: Losses::default() };
    let flow = reader.flow(text);
    Ok(Document { format: Format::Odt, blocks: flow::blocks(flow), losses: reader.losses })
}

/// Reads a workbook.
pub(crate) fn read_spreadsheet(bytes: &[u8]) -> Result<Document, Refusal> {
    let (content, _) = parts(bytes)?;
    spreadsheet::read(&Element::parse(&content)?)
}

/// The sheets of a spreadsheet.
pub(crate) fn sheets(bytes: &[u8]) -> Result<(Vec<Sheet>, Losses), Refusal> {
    let (content, _) = parts(bytes)?;
    spreadsheet::sheets(&Element::parse(&content)?)
}

fn parts(bytes: &[u8]) -> Result<(String, String), Refusal> {
    let mut archive = Archive::open(bytes)?;
    let manifest = archive.optional_text("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(Refusal::Encrypted);
    }
    Ok((archive.text("content.xml")?, archive.optional_text("styles.xml")?.unwrap_or_default()))
}

/// The styles that are called a title, and those that an editor made of them for single paragraphs.
fn titles<'e>(parts: impl Iterator<Item = &'e Element<'e>>) -> HashSet<String> {
    let mut styles = Vec::new();
    parts.for_each(|part| part.all("style", &mut styles));
    let is_title = |style: &&&Element<'_>| {
        ["name", "display-name", "parent-style-name"]
            .iter()
            .filter_map(|name| style.attribute(name))
            .any(title::is_title)
    };
    let names = styles.iter().filter(is_title).filter_map(|style| style.attribute("name"));
    names.map(str::to_owned).collect()
}

struct Reader {
    lists: Lists,
    /// The styles of lines of the title, in which a line break is for looks.
    titles: HashSet<String>,
    losses: Losses,
}

/// A paragraph while it is read.
#[derive(Default)]
struct Paragraph {
    text: String,
    /// What stands in text boxes that are anchored here.
    boxes: Vec<Flow>,
}

impl Reader {
    fn flow(&mut self, parent: &Element<'_>) -> Vec<Flow> {
        let mut flow = Vec::new();
        for element in parent.elements() {
            match element.name {
                "p" | "h" => self.paragraph(element, None, &mut flow),
                "list" => self.list(element, 0, None, &mut flow),
                "table" => flow.push(Flow::Table(self.table(element))),
                "table-of-content" => self.losses.add(Loss::TableOfContents),
                "tracked-changes" => {
                    self.losses.add_many(Loss::Revision, element.elements().count());
                }
                "frame" | "custom-shape" => {
                    let mut paragraph = Paragraph::default();
                    self.frame(element, &mut paragraph);
                    flow.append(&mut paragraph.boxes);
                }
                "sequence-decls" | "variable-decls" | "user-field-decls" | "forms" => {}
                _ => flow.extend(self.flow(element)),
            }
        }
        flow
    }

    fn paragraph(&mut self, element: &Element<'_>, number: Option<String>, flow: &mut Vec<Flow>) {
        let mut paragraph = Paragraph::default();
        self.inlines(element, &mut paragraph);
        let level = element.number("outline-level").filter(|_| element.name == "h");
        let number = number.or_else(|| self.lists.heading(level?));
        let blank = words::trim(&paragraph.text).is_empty();
        let text = match number {
            Some(number) if !blank => number + words::trim(&paragraph.text),
            _ => paragraph.text,
        };
        if element.attribute("style-name").is_some_and(|style| self.titles.contains(style)) {
            flow.push(title::line(&text));
        } else {
            flow.extend(title::lines(&text));
        }
        flow.append(&mut paragraph.boxes);
    }

    fn inlines(&mut self, parent: &Element<'_>, paragraph: &mut Paragraph) {
        for node in &parent.children {
            let element = match node {
                crate::xml::Node::Text(text) => {
                    paragraph.text.push_str(&collapsed(text));
                    continue;
                }
                crate::xml::Node::Element(element) => element,
            };
            match element.name {
                "s" => {
                    const MOST: usize = 64;
                    let count = element.number("c").unwrap_or(1).min(MOST);
                    paragraph.text.extend(std::iter::repeat_n(' ', count));
                }
                "tab" => paragraph.text.push('\t'),
                "line-break" => paragraph.text.push('\n'),
                "note" => self.losses.add(Loss::Footnote),
                "annotation" => self.losses.add(Loss::Comment),
                "hidden-text" | "hidden-paragraph" => self.losses.add(Loss::HiddenText),
                "ruby-text" | "annotation-end" => {}
                "frame" | "custom-shape" | "g" => self.frame(element, paragraph),
                _ => self.inlines(element, paragraph),
            }
        }
    }

    /// A drawing: text boxes are read; of the rest it is only told that it was there.
    fn frame(&mut self, element: &Element<'_>, paragraph: &mut Paragraph) {
        let mut boxes = Vec::new();
        element.all("text-box", &mut boxes);
        if element.name == "custom-shape" {
            boxes.push(element);
        }
        for content in &boxes {
            let flow = self.flow(content);
            if flow
                .iter()
                .any(|piece| !matches!(piece, Flow::Line(text) if words::trim(text).is_empty()))
            {
                self.losses.add(Loss::TextBox);
                paragraph.boxes.extend(flow);
            }
        }
        if boxes.is_empty() {
            let has = |name: &str| element.child(name).is_some();
            if has("object") || has("object-ole") {
                self.losses.add(Loss::EmbeddedObject);
            } else if has("image") {
                self.losses.add(Loss::Picture);
            }
        }
    }

    fn list(
        &mut self,
        list: &Element<'_>,
        level: usize,
        style: Option<&str>,
        flow: &mut Vec<Flow>,
    ) {
        let style = list.attribute("style-name").or(style);
        if level == 0
            && list.attribute("continue-numbering") != Some("true")
            && list.attribute("continue-list").is_none()
        {
            self.lists.restart(style);
        }
        for item in list.elements() {
            let mut counted = item.name != "list-item";
            for element in item.elements() {
                match element.name {
                    "list" => self.list(element, level + 1, style, flow),
                    "p" | "h" => {
                        let first = !std::mem::replace(&mut counted, true);
                        let start = item.number("start-value");
                        let number =
                            if first { self.lists.next(style, level, start) } else { None };
                        self.paragraph(element, number, flow);
                    }
                    "table" => flow.push(Flow::Table(self.table(element))),
                    _ => flow.extend(self.flow(element)),
                }
            }
        }
    }

    fn table(&mut self, table: &Element<'_>) -> Grid {
        let mut rows = Vec::new();
        self.rows(table, &mut rows);
        Grid { rows }
    }

    fn rows(&mut self, parent: &Element<'_>, rows: &mut Vec<Vec<Spanning>>) {
        for element in parent.elements() {
            match element.name {
                "table-row" => {
                    let cells = element.elements().filter(|cell| cell.name == "table-cell");
                    rows.push(cells.map(|cell| self.cell(cell)).collect());
                }
                "table-header-rows" | "table-rows" | "table-row-group" => self.rows(element, rows),
                _ => {}
            }
        }
    }

    fn cell(&mut self, cell: &Element<'_>) -> Spanning {
        Spanning {
            content: self.flow(cell),
            columns: cell.number("number-columns-spanned").unwrap_or(1),
            rows: cell.number("number-rows-spanned").unwrap_or(1),
            covered: false,
        }
    }
}

/// Blanks and line ends of the source are one blank each run (OpenDocument 1.3 part 3, 6.1.2).
fn collapsed(text: &str) -> String {
    let mut collapsed = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' | '\t' | '\n' | '\r' if collapsed.ends_with(' ') => {}
            ' ' | '\t' | '\n' | '\r' => collapsed.push(' '),
            _ => collapsed.push(c),
        }
    }
    collapsed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_made_of_the_title_for_one_paragraph_is_one_too() {
        let part = "<a><style name=\"Title\"/><style name=\"P1\" parent-style-name=\"Title\"/>\
                    <style name=\"P2\" parent-style-name=\"Text\"/><style name=\"x\" display-name=\"标题\"/></a>";
        let part = Element::parse(part).expect("it is well-formed");
        let expected = ["Title", "P1", "x"].map(str::to_owned);
        assert_eq!(titles([&part].into_iter()), expected.into());
    }
}
