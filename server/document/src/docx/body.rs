//! The main part, read from top to bottom.
//!
//! Whatever wraps text without being text (links, fields, content controls, insertions) is looked
//! through; an element that nobody knows as well.

use super::numbering::Numbering;
use super::styles::{NumberReference, Styles, is_on};
use crate::document::{Loss, Losses};
use crate::flow::{Flow, Grid, Spanning};
use crate::title;
use crate::words;
use crate::xml::Element;

/// What has been read so far, and what the rest depends on.
pub(super) struct Body {
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    pub(super) losses: Losses,
    /// The fields that are open.
    pub(super) fields: Vec<Field>,
    /// Text of a paragraph whose end was deleted, so that it goes on in the next.
    pub(super) carried: String,
}

/// A field: its instruction, which nobody sees, then its result.
#[derive(Debug, Default)]
pub(super) struct Field {
    instruction: String,
    in_result: bool,
}

/// A paragraph while it is read.
#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    /// What stands in text boxes that are anchored here.
    boxes: Vec<Flow>,
}

impl Body {
    /// The paragraphs and tables in an element.
    pub(super) fn flow(&mut self, parent: &Element<'_>) -> Vec<Flow> {
        let mut flow = Vec::new();
        for element in parent.elements() {
            match element.name {
                "p" => self.paragraph(element, &mut flow),
                "tbl" => flow.push(Flow::Table(self.table(element))),
                "sdt" if is_contents(element) => self.losses.add(Loss::TableOfContents),
                "del" | "moveFrom" => self.losses.add(Loss::Revision),
                "altChunk" => self.losses.add(Loss::EmbeddedObject),
                "AlternateContent" => {
                    if let Some(content) = alternative(element) {
                        flow.extend(self.flow(content));
                    }
                }
                name if is_property(name) => {}
                _ => flow.extend(self.flow(element)),
            }
        }
        flow
    }

    fn paragraph(&mut self, element: &Element<'_>, flow: &mut Vec<Flow>) {
        let properties = element.child("pPr");
        let style = properties.and_then(|of| of.child("pStyle")?.attribute("val"));
        let mut paragraph =
            Paragraph { text: std::mem::take(&mut self.carried), ..Paragraph::default() };
        self.inlines(element, &mut paragraph);
        // An instruction does not go on in the next paragraph; if it seems to, its field is broken.
        self.fields.retain(|field| field.in_result);
        if properties.is_some_and(|of| of.descend(&["rPr", "del"]).is_some()) {
            self.losses.add(Loss::Revision);
            self.carried = paragraph.text;
            flow.append(&mut paragraph.boxes);
            return;
        }
        let number = self.number(properties, style);
        if self.styles.is_contents(style) {
            self.losses.add(Loss::TableOfContents);
            return;
        }
        let blank = words::trim(&paragraph.text).is_empty();
        let text = match number {
            Some(number) if !blank => number + words::trim(&paragraph.text),
            _ => paragraph.text,
        };
        if self.styles.is_title(style) {
            flow.push(title::line(&text));
        } else {
            flow.extend(title::lines(&text));
        }
        flow.append(&mut paragraph.boxes);
    }

    /// The automatic number of a paragraph. One without text is counted as well.
    fn number(&mut self, properties: Option<&Element<'_>>, style: Option<&str>) -> Option<String> {
        // Word 2003 wrote down what it had counted.
        let written = properties.and_then(|of| of.descend(&["listPr", "t"])?.attribute("val"));
        if let Some(written) = written {
            return Some(written.to_owned());
        }
        let of_style = self.styles.numbers(style);
        let own = properties.and_then(|of| of.child("numPr")).map(NumberReference::of);
        let (reference, style) = match (own, of_style) {
            (Some(own), Some((inherited, style))) => {
                let list = own.list.or(inherited.list);
                (NumberReference { list, level: own.level.or(inherited.level) }, Some(style))
            }
            (Some(own), None) => (own, style),
            (None, Some((inherited, style))) => (inherited, Some(style)),
            (None, None) => return None,
        };
        self.numbering.next(&reference, style, &self.styles)
    }

    /// The runs in an element.
    fn inlines(&mut self, parent: &Element<'_>, paragraph: &mut Paragraph) {
        for element in parent.elements() {
            match element.name {
                "r" => self.run(element, paragraph),
                "del" | "moveFrom" => self.losses.add(Loss::Revision),
                "ins" => {
                    self.losses.add(Loss::Revision);
                    self.inlines(element, paragraph);
                }
                "t" => self.push(&element.text(), paragraph),
                "AlternateContent" => {
                    if let Some(content) = alternative(element) {
                        self.inlines(content, paragraph);
                    }
                }
                // What an inserted paragraph mark or a bookmark says is no text.
                name if is_property(name) => {}
                _ => self.inlines(element, paragraph),
            }
        }
    }

    fn run(&mut self, run: &Element<'_>, paragraph: &mut Paragraph) {
        let hidden = run.descend(&["rPr", "vanish"]);
        if hidden.is_some_and(|hidden| is_on(hidden.attribute("val").unwrap_or("1"))) {
            if run.child("t").is_some() {
                self.losses.add(Loss::HiddenText);
            }
            return;
        }
        for element in run.elements() {
            match element.name {
                "t" => self.push(&element.text(), paragraph),
                "tab" | "ptab" => self.push("\t", paragraph),
                "br" | "cr" => self.push("\n", paragraph),
                "noBreakHyphen" => self.push("-", paragraph),
                "sym" => self.symbol(element, paragraph),
                "footnoteReference" | "endnoteReference" => self.losses.add(Loss::Footnote),
                "commentReference" => self.losses.add(Loss::Comment),
                "instrText" => {
                    if let Some(field) = self.fields.last_mut().filter(|field| !field.in_result) {
                        field.instruction.push_str(&element.text());
                    }
                }
                "fldChar" => self.field(element.attribute("fldCharType").unwrap_or_default()),
                "drawing" | "pict" | "object" => self.graphic(element, paragraph),
                "AlternateContent" => {
                    if let Some(content) = alternative(element) {
                        self.graphic(content, paragraph);
                    }
                }
                "ruby" => {
                    if let Some(base) = element.child("rubyBase") {
                        self.inlines(base, paragraph);
                    }
                }
                _ => {}
            }
        }
    }

    fn push(&self, text: &str, paragraph: &mut Paragraph) {
        if self.fields.iter().all(Field::is_shown) {
            paragraph.text.push_str(text);
        }
    }

    fn symbol(&mut self, element: &Element<'_>, paragraph: &mut Paragraph) {
        let code = element.attribute("char").and_then(|code| u32::from_str_radix(code, 16).ok());
        // Fonts of symbols have their characters in the private area, where each means its own.
        match code.filter(|code| !(0xE000..0xF900).contains(code)).and_then(char::from_u32) {
            Some(c) => self.push(c.encode_utf8(&mut [0; 4]), paragraph),
            None => self.losses.add(Loss::Symbol),
        }
    }

    fn field(&mut self, kind: &str) {
        match kind {
            "begin" => self.fields.push(Field::default()),
            "separate" => {
                if let Some(field) = self.fields.last_mut() {
                    field.in_result = true;
                    if field.is_contents() {
                        self.losses.add(Loss::TableOfContents);
                    }
                }
            }
            "end" => drop(self.fields.pop()),
            _ => {}
        }
    }

    /// A drawing: text boxes are read, once; of the rest it is only told that it was there.
    fn graphic(&mut self, element: &Element<'_>, paragraph: &mut Paragraph) {
        let mut boxes = Vec::new();
        element.all("txbxContent", &mut boxes);
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
        let has = |name: &str| {
            let mut found = Vec::new();
            element.all(name, &mut found);
            !found.is_empty()
        };
        if has("OLEObject") || has("chart") || has("textpath") {
            self.losses.add(Loss::EmbeddedObject);
        } else if has("blip") || has("imagedata") {
            self.losses.add(Loss::Picture);
        }
    }

    fn table(&mut self, table: &Element<'_>) -> Grid {
        let mut rows = Vec::new();
        wrapped(table, "tr", &mut rows);
        let rows = rows.into_iter().filter_map(|row| self.row(row)).collect();
        Grid { rows }
    }

    fn row(&mut self, row: &Element<'_>) -> Option<Vec<Spanning>> {
        let properties = row.child("trPr");
        if properties.is_some_and(|of| of.child("del").is_some()) {
            self.losses.add(Loss::Revision);
            return None;
        }
        let mut cells = Vec::new();
        let before = properties.and_then(|of| of.child("gridBefore")?.number("val")).unwrap_or(0);
        if before > 0 {
            cells.push(Spanning { columns: before, ..Spanning::default() });
        }
        let mut elements = Vec::new();
        wrapped(row, "tc", &mut elements);
        cells.extend(elements.into_iter().filter_map(|cell| self.cell(cell)));
        Some(cells)
    }

    /// A cell; none if it was deleted, or if the cell to its left reaches over it.
    fn cell(&mut self, cell: &Element<'_>) -> Option<Spanning> {
        let property = |name: &str| cell.child("tcPr")?.child(name);
        if property("cellDel").is_some() {
            self.losses.add(Loss::Revision);
            return None;
        }
        // A merge that is named without a value goes on.
        let goes_on =
            |of: &Element<'_>| of.attribute("val").is_none_or(|value| value == "continue");
        if property("hMerge").is_some_and(goes_on) {
            return None;
        }
        let covered = property("vMerge").is_some_and(goes_on);
        let columns = property("gridSpan").and_then(|span| span.number("val")).unwrap_or(1);
        let content = self.flow(cell);
        Some(Spanning { content, columns, rows: 1, covered })
    }
}

impl Field {
    fn is_shown(&self) -> bool {
        self.in_result && !self.is_contents()
    }

    fn is_contents(&self) -> bool {
        self.instruction.trim_start().starts_with("TOC")
    }
}

/// Properties are not content, though some hold elements that are named like it.
fn is_property(name: &str) -> bool {
    name.ends_with("Pr") || name.ends_with("PrEx") || name.ends_with("PrChange")
}

/// The rows of a table, or the cells of a row, whatever wraps them; not those of tables within.
fn wrapped<'e, 'x>(parent: &'e Element<'x>, name: &str, found: &mut Vec<&'e Element<'x>>) {
    for element in parent.elements() {
        if element.name == name {
            found.push(element);
        } else if !is_property(element.name) && !matches!(element.name, "tbl" | "del") {
            wrapped(element, name, found);
        }
    }
}

/// The content for programs that understand everything, or else that for the others: never both.
fn alternative<'e, 'x>(element: &'e Element<'x>) -> Option<&'e Element<'x>> {
    let choice = element.child("Choice").filter(|choice| !choice.children.is_empty());
    choice.or_else(|| element.child("Fallback"))
}

/// Whether a content control holds the table of contents.
fn is_contents(control: &Element<'_>) -> bool {
    let gallery = control.descend(&["sdtPr", "docPartObj", "docPartGallery"]);
    gallery.and_then(|of| of.attribute("val")) == Some("Table of Contents")
}
