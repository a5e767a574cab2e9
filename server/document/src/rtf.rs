//! `.rtf`, which Word, WordPad and WPS write, often under the name `.doc` (Rich Text Format 1.9.1).
//!
//! The file is a stream of words and groups; what a group begins with tells whether anybody sees it.
//! Automatic numbers stand in it as the writer counted them.

mod styles;
mod tokens;

use crate::document::{Document, Loss, Losses};
use crate::flow::{self, Flow, Grid, Spanning};
use crate::format::Format;
use crate::refusal::Refusal;
use crate::title;
use crate::words;

use styles::Styles;
use tokens::{Token, Tokens};

/// Groups that nest deeper are nobody's text.
const DEEPEST: usize = 1_000;

/// Reads the text.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, Refusal> {
    let mut reader = Reader::default();
    for token in Tokens::new(bytes) {
        match token {
            Token::Open if reader.outer.len() >= DEEPEST => return Err(Refusal::Damaged),
            Token::Open => reader.outer.push(reader.state),
            Token::Close => reader.close(),
            Token::Ignorable => reader.state.ignorable = true,
            Token::Word { name, value } => reader.word(name, value),
            Token::Text(text) => reader.text(&text),
        }
    }
    reader.end_line();
    reader.end_table();
    Ok(Document { format: Format::Rtf, blocks: flow::blocks(reader.flow), losses: reader.losses })
}

/// What holds until the end of a group.
#[derive(Debug, Clone, Copy, Default)]
struct State {
    hidden: bool,
    deleted: bool,
    /// Nobody sees what stands in this group.
    skipped: bool,
    /// The group may be left out by whoever does not know its first word.
    ignorable: bool,
    in_table: bool,
    text_box: bool,
    /// The style of the paragraph, or that which the sheet is naming.
    style: Option<i32>,
    style_sheet: bool,
    /// This is the number of a list, behind which a TAB is layout.
    number: bool,
}

#[derive(Default)]
struct Reader {
    state: State,
    outer: Vec<State>,
    losses: Losses,
    styles: Styles,
    flow: Vec<Flow>,
    text: String,
    /// The lines of the cell that is open, and the cells of its row.
    lines: Vec<Flow>,
    cells: Vec<Vec<Flow>>,
    rows: Vec<Vec<Spanning>>,
    definition: Definition,
    /// What stands in the text boxes of the paragraph.
    boxes: Vec<Flow>,
    /// The text of the paragraph that a text box interrupts.
    interrupted: Option<String>,
}

/// The cells of a row as its definition has them.
#[derive(Default)]
struct Definition {
    cells: Vec<Merge>,
    next: Merge,
}

#[derive(Debug, Clone, Copy, Default)]
struct Merge {
    from_left: bool,
    from_above: bool,
}

impl Reader {
    fn close(&mut self) {
        let inner = self.state;
        self.state = self.outer.pop().unwrap_or_default();
        if inner.text_box && !self.state.text_box {
            self.end_text_box();
        }
        // Whether a paragraph is in a table is no property of a group.
        self.state.in_table = inner.in_table;
    }

    fn text(&mut self, text: &str) {
        if let Some(style) = self.state.style.filter(|_| self.state.style_sheet) {
            self.styles.add(style, text);
        }
        if self.state.skipped || self.state.ignorable {
            return;
        }
        if self.state.deleted || self.state.hidden {
            let loss = if self.state.deleted { Loss::Revision } else { Loss::HiddenText };
            self.losses.add(loss);
            return;
        }
        self.text.push_str(text);
    }

    fn word(&mut self, name: &str, value: Option<i32>) {
        if self.destination(name) {
            return;
        }
        self.state.ignorable = false;
        let on = value != Some(0);
        match name {
            "par" | "sect" => self.end_paragraph(),
            "line" | "page" | "softline" => self.text("\n"),
            "tab" if self.state.number => {}
            "tab" => self.text("\t"),
            "cell" => self.end_cell(),
            "nestcell" | "nestrow" => self.end_cell_line(),
            "row" => self.end_row(),
            "trowd" => self.definition = Definition::default(),
            "clmrg" => self.definition.next.from_left = true,
            "clvmrg" => self.definition.next.from_above = true,
            "cellx" => {
                let cell = std::mem::take(&mut self.definition.next);
                self.definition.cells.push(cell);
            }
            "intbl" => self.state.in_table = true,
            "s" => self.state.style = value,
            "pard" => {
                self.state.in_table = false;
                self.state.style = None;
            }
            "plain" => {
                self.state.hidden = false;
                self.state.deleted = false;
            }
            "v" => self.state.hidden = on,
            "deleted" => self.state.deleted = on,
            "emdash" => self.text("—"),
            "endash" => self.text("–"),
            "lquote" => self.text("‘"),
            "rquote" => self.text("’"),
            "ldblquote" => self.text("“"),
            "rdblquote" => self.text("”"),
            "bullet" => self.text("•"),
            "emspace" | "enspace" | "qmspace" => self.text(" "),
            _ => {}
        }
    }

    /// Whether a word begins a group that is no text, and what is to be told of it.
    fn destination(&mut self, name: &str) -> bool {
        const UNSEEN: &[&str] = &[
            "fonttbl",
            "colortbl",
            "stylesheet",
            "info",
            "header",
            "headerl",
            "headerr",
            "headerf",
            "footer",
            "footerl",
            "footerr",
            "footerf",
            "fldinst",
            "sp",
            "shprslt",
            "nonshppict",
            "nonesttables",
            "bkmkstart",
            "bkmkend",
            "xe",
            "tc",
            "themedata",
            "datastore",
            "listtable",
            "listoverridetable",
            "pnseclvl",
            "revtbl",
            "rsidtbl",
            "generator",
            "latentstyles",
            "colorschememapping",
            "defchp",
            "defpap",
            "pgdsctbl",
            "template",
            "filetbl",
            "atnid",
            "atnauthor",
            "atrfstart",
            "atrfend",
        ];
        let loss = match name {
            "pict" => Some(Loss::Picture),
            "footnote" => Some(Loss::Footnote),
            "annotation" => Some(Loss::Comment),
            "objdata" => Some(Loss::EmbeddedObject),
            _ => None,
        };
        if loss.is_some() || UNSEEN.contains(&name) {
            if let Some(loss) = loss.filter(|_| !self.state.skipped) {
                self.losses.add(loss);
            }
            self.state.style_sheet |= name == "stylesheet";
            self.state.skipped = true;
            return true;
        }
        match name {
            "shptxt" => {
                self.state.ignorable = false;
                self.begin_text_box();
            }
            "listtext" | "pntext" => {
                self.state.ignorable = false;
                self.state.number = true;
            }
            // What these hold is seen, though they may be left out.
            "shpinst" | "shppict" | "fldrslt" | "field" => self.state.ignorable = false,
            _ if self.state.ignorable => {
                self.state.skipped = true;
                // Styles of characters begin so in the sheet, and what else of a style is no name.
                self.state.style = None;
            }
            _ => return false,
        }
        true
    }

    fn begin_text_box(&mut self) {
        if self.state.skipped || self.interrupted.is_some() {
            return;
        }
        self.state.text_box = true;
        self.interrupted = Some(std::mem::take(&mut self.text));
    }

    fn end_text_box(&mut self) {
        self.end_box_line();
        if !self.boxes.is_empty() {
            self.losses.add(Loss::TextBox);
        }
        self.text = self.interrupted.take().unwrap_or_default();
    }

    fn end_box_line(&mut self) {
        let text = std::mem::take(&mut self.text);
        if !words::trim(&text).is_empty() {
            self.boxes.push(Flow::Line(text));
        }
    }

    fn end_paragraph(&mut self) {
        if self.state.skipped {
            return;
        }
        if self.state.text_box {
            self.end_box_line();
        } else if self.state.in_table {
            self.end_cell_line();
        } else {
            self.end_table();
            self.end_line();
        }
    }

    fn end_line(&mut self) {
        let text = std::mem::take(&mut self.text);
        if self.state.style.is_some_and(|style| self.styles.is_title(style)) {
            self.flow.push(title::line(&text));
        } else {
            self.flow.extend(title::lines(&text));
        }
        self.flow.append(&mut self.boxes);
    }

    fn end_cell_line(&mut self) {
        let text = std::mem::take(&mut self.text);
        self.lines.push(Flow::Line(text));
        self.lines.append(&mut self.boxes);
    }

    fn end_cell(&mut self) {
        if self.state.skipped || self.state.text_box {
            return;
        }
        self.end_cell_line();
        self.cells.push(std::mem::take(&mut self.lines));
    }

    fn end_row(&mut self) {
        if self.state.skipped || self.state.text_box {
            return;
        }
        let merges =
            self.definition.cells.iter().copied().chain(std::iter::repeat(Merge::default()));
        let cells = std::mem::take(&mut self.cells).into_iter().zip(merges);
        let row = cells.filter(|(_, merge)| !merge.from_left).map(|(content, merge)| Spanning {
            content,
            covered: merge.from_above,
            ..Spanning::default()
        });
        self.rows.push(row.collect());
    }

    /// A table ends with the first paragraph behind it. Cells whose row never ended are lines.
    fn end_table(&mut self) {
        let left = std::mem::take(&mut self.cells).into_iter().flatten();
        let left: Vec<Flow> = left.chain(std::mem::take(&mut self.lines)).collect();
        let rows = std::mem::take(&mut self.rows);
        if !rows.is_empty() {
            self.flow.push(Flow::Table(Grid { rows }));
        }
        self.flow.extend(left);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(rtf: &str) -> String {
        let document = read(rtf.as_bytes()).expect("it is RTF");
        crate::write(&document).text
    }

    #[test]
    fn text_numbers_and_what_nobody_sees() {
        let rtf = r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0 Arial;}}{\*\generator X;}{\header 页}{\listtext\pard\plain \u19968\'3f\u12289\'3f\tab}\'d7\'dc\'cc\'e5{\v x}{\deleted y}\par{\field{\*\fldinst HYPERLINK}{\fldrslt \u35265?}}\par}";
        assert_eq!(text(rtf), "一、总体\n\n见\n");
    }

    #[test]
    fn a_title_is_one_line_and_a_paragraph_as_many_as_it_has() {
        let rtf = r"{\rtf1{\stylesheet{\s21\sbasedon0{\*\keycode \fs n}Ti{\b tle};}{\*\cs5 Title;}{\s22 Subtitle;}}
\pard\s21 a\u23616?{\line \u24180?}\par b\line c\par\pard d\line e\par\s22 f\line g\par\s5 h\line i\par}";
        assert_eq!(text(rtf), "a局年\n\nb c\n\nd\n\ne\n\nf\n\ng\n\nh\n\ni\n");
    }

    #[test]
    fn a_character_of_two_units_is_one_whatever_stands_between_them() {
        let rtf =
            r"{\rtf1\ansicpg936 \uc2 \u19977\'c8\'fd\uc0 \u55362\uc1 \u57271\'3f\u-10179?\u-8704?}";
        assert_eq!(text(rtf), "三𠮷😀\n");
    }

    #[test]
    fn merged_cells_stand_once() {
        let rtf = r"{\rtf1 \trowd\clvmgf\cellx1\clmgf\cellx2\clmrg\cellx3\pard\intbl a\cell b\par c\cell\cell\row
\trowd\clvmrg\cellx1\cellx2\cellx3\pard\intbl\cell 1\cell 2\cell\row\pard end\par}";
        assert_eq!(text(rtf), "| a | b c |\n|  | 1 | 2 |\n\nend\n");
    }

    #[test]
    fn a_text_box_stands_once_behind_its_paragraph() {
        let rtf =
            r"{\rtf1 a{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt in\par}}{\shprslt in}}b\par}";
        assert_eq!(text(rtf), "ab\n\nin\n");
    }
}
