//! `.doc` and `.wps`, the binary format of Word 97 to 2003 and of WPS Writer, by rwml.

mod numbers;

use rwml::{Block, DocModel, Paragraph, SourceRegionKind, Table};

use crate::document::{Document, Loss, Losses};
use crate::flow::{self, Flow, Grid, Spanning};
use crate::format::Format;
use crate::refusal::Refusal;
use crate::title;
use crate::words;

use numbers::Numbers;

/// Reads the main text; headers, footers and notes are parts of their own.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, Refusal> {
    let document = rwml::Document::open(bytes).map_err(|error| match error {
        rwml::Error::Encrypted { .. } => Refusal::Encrypted,
        rwml::Error::UnsupportedVersion(_) => Refusal::Unsupported("Word 95 或更早的文档"),
        rwml::Error::NoText => Refusal::Empty,
        _ => Refusal::Damaged,
    })?;
    let model = document.model();
    let mut losses = Losses::default();
    losses.add_many(Loss::Comment, document.comments().len());
    losses.add_many(Loss::Footnote, document.notes().len());
    let mut reader = Reader { losses, numbers: Numbers::of(bytes) };
    let mut flow = reader.flow(&main_blocks(&model));
    let boxes = document.text_boxes();
    reader.losses.add_many(Loss::TextBox, boxes.len());
    flow.extend(
        boxes
            .iter()
            .flat_map(|of| of.text.split(['\r', '\n', '\x0b']))
            .map(|text| Flow::Line(text.to_owned())),
    );
    Ok(Document { format: Format::Doc, blocks: flow::blocks(flow), losses: reader.losses })
}

/// The blocks of the main text.
fn main_blocks(model: &DocModel) -> Vec<&Block> {
    if model.regions.is_empty() {
        return model.blocks.iter().collect();
    }
    let main = model.regions.iter().filter(|region| region.kind == SourceRegionKind::Main);
    main.filter_map(|region| model.blocks.get(region.block_start..region.block_end))
        .flatten()
        .collect()
}

struct Reader {
    losses: Losses,
    numbers: Numbers,
}

impl Reader {
    fn flow(&mut self, blocks: &[&Block]) -> Vec<Flow> {
        let mut flow = Vec::new();
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    let text = self.paragraph(paragraph);
                    if paragraph.props.style_name.as_deref().is_some_and(title::is_title) {
                        flow.push(title::line(&text));
                    } else {
                        flow.extend(title::lines(&text));
                    }
                }
                Block::Table(table) => flow.push(Flow::Table(self.table(table))),
                Block::Image(_) => self.losses.add(Loss::Picture),
                Block::Chart(_) => self.losses.add(Loss::EmbeddedObject),
                Block::PageBreak | Block::SectionBreak(_) => {}
            }
        }
        flow
    }

    fn paragraph(&mut self, paragraph: &Paragraph) -> String {
        let mut text = String::new();
        for run in &paragraph.runs {
            if run.image.is_some() {
                self.losses.add(Loss::Picture);
            }
            if run.props.hidden {
                self.losses.add(Loss::HiddenText);
                continue;
            }
            text.push_str(&run.text);
        }
        let label = paragraph
            .props
            .list
            .as_ref()
            .filter(|list| list.ordered)
            .map(|list| list.label.as_str());
        match label.map(words::trim) {
            Some(label) if !words::trim(&text).is_empty() => {
                self.numbers.written(label) + words::trim(&text)
            }
            _ => text,
        }
    }

    fn table(&mut self, table: &Table) -> Grid {
        let mut rows = Vec::with_capacity(table.rows.len());
        for row in &table.rows {
            let cells = row.cells.iter().map(|cell| Spanning {
                content: self.flow(&cell.blocks.iter().collect::<Vec<_>>()),
                columns: cell.col_span.into(),
                rows: cell.row_span.into(),
                covered: false,
            });
            rows.push(cells.collect());
        }
        Grid { rows }
    }
}
