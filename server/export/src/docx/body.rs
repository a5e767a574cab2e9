//! The document: paragraphs and tables in the order of the layout, and the page that they stand on.

use layout::{Layout, LayoutBlock, TextRun};

use super::fixed::{NAMESPACE, RELATIONSHIPS};
use super::look::Look;
use super::run::run;
use super::style::Style;
use super::{section, styles, table};
use crate::closing::places;
use crate::page;
use crate::width::balanced;
use crate::xml::Xml;

/// The main part.
pub(super) fn document(layout: &Layout, look: &Look<'_>) -> String {
    let mut xml = Xml::new();
    let spaces = [("xmlns:w", NAMESPACE), ("xmlns:r", RELATIONSHIPS)];
    xml.element("w:document", &spaces, |xml| {
        xml.element("w:body", &[], |xml| {
            let mut below_table = false;
            for block in &layout.body {
                let is_table = matches!(block, LayoutBlock::Table(_));
                if is_table && below_table {
                    table::gap(xml, look);
                }
                print(xml, block, layout.organ.as_deref(), look);
                below_table = is_table;
            }
            if below_table {
                // A document ends with a paragraph.
                table::gap(xml, look);
            }
            section::print(xml, look);
        });
    });
    xml.finish()
}

fn print(xml: &mut Xml, block: &LayoutBlock, organ: Option<&str>, look: &Look<'_>) {
    match block {
        LayoutBlock::Title(lines) => {
            lines.iter().for_each(|line| title(xml, &line.text, organ, look));
        }
        LayoutBlock::Section(run) => plain(xml, styles::heading(1), run, look),
        LayoutBlock::Heading { level, run } => plain(xml, styles::heading(*level), run, look),
        LayoutBlock::Paragraph { lead, rest } => paragraph(xml, Style::Body, look, |xml| {
            if let Some(lead) = lead {
                run(xml, Some(look.lead()), &lead.text);
            }
            run(xml, None, &rest.text);
        }),
        LayoutBlock::Table(table) => {
            for (at, grid) in table.grids().enumerate() {
                if at > 0 {
                    table::gap(xml, look);
                }
                table::print(xml, grid, look);
            }
        }
        LayoutBlock::Note(run) => plain(xml, Style::Note, run, look),
        LayoutBlock::Day(run) => plain(xml, Style::Subtitle, run, look),
        LayoutBlock::Signature { organs, date } => {
            if look.options.signature {
                signature(xml, organs, date.as_ref(), look);
            }
        }
    }
}

/// A line of the title. If it is too long, it is broken behind the organ's name.
fn title(xml: &mut Xml, line: &str, organ: Option<&str>, look: &Look<'_>) {
    let behind = organ.and_then(|organ| Some(line.find(organ)? + organ.len()));
    let most = look.room().width / (page::TITLE * 5);
    paragraph(xml, Style::Title, look, |xml| {
        for (at, line) in balanced(line, most as usize, behind).into_iter().enumerate() {
            if at > 0 {
                xml.element("w:r", &[], |xml| xml.empty("w:br", &[]));
            }
            run(xml, None, line);
        }
    });
}

fn plain(xml: &mut Xml, style: Style, words: &TextRun, look: &Look<'_>) {
    paragraph(xml, style, look, |xml| run(xml, None, &words.text));
}

fn paragraph(xml: &mut Xml, style: Style, look: &Look<'_>, content: impl FnOnce(&mut Xml)) {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.value("w:pStyle", look.id(style));
            if look.numbers(style) {
                unnumbered(xml);
            }
        });
        content(xml);
    });
}

/// The numbers are in the text; those that a template's style would put before it are not wanted.
fn unnumbered(xml: &mut Xml) {
    xml.element("w:numPr", &[], |xml| xml.value("w:numId", 0));
}

/// Who signs, and when, below an empty line.
fn signature(xml: &mut Xml, organs: &[TextRun], date: Option<&TextRun>, look: &Look<'_>) {
    let (name, day) = places(organs, date);
    let mut before = page::LINE;
    for run in organs {
        signed(xml, Style::Signature, run, (name, before), look);
        before = 0;
    }
    if let Some(run) = date {
        signed(xml, Style::Date, run, (day, before), look);
    }
}

/// A line that stands so many half characters from the right, and so far below the one above.
fn signed(
    xml: &mut Xml,
    style: Style,
    words: &TextRun,
    (right, before): (usize, u32),
    look: &Look<'_>,
) {
    let halves = u32::try_from(right).unwrap_or(0);
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.value("w:pStyle", look.id(style));
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
