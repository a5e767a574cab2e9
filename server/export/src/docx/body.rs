//! The document: paragraphs and tables in the order of the layout, and the page that they stand on.

use layout::{Layout, LayoutBlock, TextRun};

use super::fixed::{NAMESPACE, RELATIONSHIPS};
use super::run::run;
use super::style::{LEAD, Style};
use super::{styles, table};
use crate::closing::places;
use crate::options::Options;
use crate::page;
use crate::width::balanced;
use crate::xml::Xml;

/// Half characters in a line of the title.
const TITLE_LINE: usize = (page::TEXT_WIDTH / (page::TITLE * 5)) as usize;

/// The main part.
pub(super) fn document(layout: &Layout, options: &Options) -> String {
    let mut xml = Xml::new();
    let spaces = [("xmlns:w", NAMESPACE), ("xmlns:r", RELATIONSHIPS)];
    xml.element("w:document", &spaces, |xml| {
        xml.element("w:body", &[], |xml| {
            let mut below_table = false;
            for block in &layout.body {
                let is_table = matches!(block, LayoutBlock::Table(_));
                if is_table && below_table {
                    table::gap(xml);
                }
                print(xml, block, layout.organ.as_deref(), options);
                below_table = is_table;
            }
            if below_table {
                // A document ends with a paragraph.
                table::gap(xml);
            }
            section(xml);
        });
    });
    xml.finish()
}

fn print(xml: &mut Xml, block: &LayoutBlock, organ: Option<&str>, options: &Options) {
    match block {
        LayoutBlock::Title(lines) => lines.iter().for_each(|line| title(xml, &line.text, organ)),
        LayoutBlock::Section(run) => plain(xml, styles::heading(1), run),
        LayoutBlock::Heading { level, run } => plain(xml, styles::heading(*level), run),
        LayoutBlock::Paragraph { lead, rest } => paragraph(xml, Style::Body, |xml| {
            if let Some(lead) = lead {
                run(xml, Some(LEAD.0), &lead.text);
            }
            run(xml, None, &rest.text);
        }),
        LayoutBlock::Table(table) => {
            for (at, grid) in table.grids().enumerate() {
                if at > 0 {
                    table::gap(xml);
                }
                table::print(xml, grid);
            }
        }
        LayoutBlock::Note(run) => plain(xml, Style::Note, run),
        LayoutBlock::Day(run) => plain(xml, Style::Subtitle, run),
        LayoutBlock::Signature { organs, date } => {
            if options.signature {
                signature(xml, organs, date.as_ref());
            }
        }
    }
}

/// A line of the title. If it is too long, it is broken behind the organ's name.
fn title(xml: &mut Xml, line: &str, organ: Option<&str>) {
    let behind = organ.and_then(|organ| Some(line.find(organ)? + organ.len()));
    paragraph(xml, Style::Title, |xml| {
        for (at, line) in balanced(line, TITLE_LINE, behind).into_iter().enumerate() {
            if at > 0 {
                xml.element("w:r", &[], |xml| xml.empty("w:br", &[]));
            }
            run(xml, None, line);
        }
    });
}

fn plain(xml: &mut Xml, style: Style, words: &TextRun) {
    paragraph(xml, style, |xml| run(xml, None, &words.text));
}

fn paragraph(xml: &mut Xml, style: Style, content: impl FnOnce(&mut Xml)) {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| xml.value("w:pStyle", style.id()));
        content(xml);
    });
}

/// Who signs, and when, below an empty line.
fn signature(xml: &mut Xml, organs: &[TextRun], date: Option<&TextRun>) {
    let (name, day) = places(organs, date);
    let mut before = page::LINE;
    for run in organs {
        signed(xml, Style::Signature, run, name, before);
        before = 0;
    }
    if let Some(run) = date {
        signed(xml, Style::Date, run, day, before);
    }
}

fn signed(xml: &mut Xml, style: Style, words: &TextRun, right: usize, before: u32) {
    let halves = u32::try_from(right).unwrap_or(0);
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.value("w:pStyle", style.id());
            if style == Style::Signature {
                xml.empty("w:keepNext", &[]);
            }
            xml.empty("w:spacing", &[("w:before", &before.to_string())]);
            let (chars, twips) = (halves * 50, halves * page::CHARACTER / 2);
            let indent = [("w:rightChars", &*chars.to_string()), ("w:right", &*twips.to_string())];
            xml.empty("w:ind", &indent);
        });
        run(xml, None, &words.text);
    });
}

/// The page: page numbers right on odd pages and left on even ones, and a grid of 22 lines.
fn section(xml: &mut Xml) {
    xml.element("w:sectPr", &[], |xml| {
        for (kind, id) in [("default", "rIdFooterOdd"), ("even", "rIdFooterEven")] {
            xml.empty("w:footerReference", &[("w:type", kind), ("r:id", id)]);
        }
        let size = [("w:w", page::WIDTH), ("w:h", page::HEIGHT)];
        numbers(xml, "w:pgSz", &size);
        let margins = [
            ("w:top", page::TOP),
            ("w:right", page::RIGHT),
            ("w:bottom", page::BOTTOM),
            ("w:left", page::LEFT),
            ("w:header", page::FOOTER),
            ("w:footer", page::FOOTER),
            ("w:gutter", 0),
        ];
        numbers(xml, "w:pgMar", &margins);
        xml.empty("w:docGrid", &[("w:type", "lines"), ("w:linePitch", &page::LINE.to_string())]);
    });
}

fn numbers(xml: &mut Xml, name: &str, values: &[(&str, u32)]) {
    let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.to_string())).collect();
    let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    xml.empty(name, &values);
}
