//! `.docx`, the format of Word since 2007 and of WPS (ECMA-376, ISO/IEC 29500).
//!
//! Headers and footers are parts of their own, which nothing here opens. Only local names are
//! looked at, so that the strict and the transitional form are one.

mod body;
mod numbering;
mod styles;

use crate::archive::Archive;
use crate::document::{Document, Losses};
use crate::flow;
use crate::format::Format;
use crate::package;
use crate::refusal::Refusal;
use crate::xml::Element;

use body::Body;
use numbering::Numbering;
use styles::Styles;

/// Reads the main part with its styles and numbers.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, Refusal> {
    let mut archive = Archive::open(bytes)?;
    let main = package::main_part(&mut archive)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let beside =
        |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    let text = archive.text(&main)?;
    let styles = archive.optional_text(&beside("styles.xml"))?.unwrap_or_default();
    let numbering = archive.optional_text(&beside("numbering.xml"))?.unwrap_or_default();
    // A report without styles or numbers is still one; so damage there costs no more than those.
    let (styles, numbering) = (Element::parse(&styles).ok(), Element::parse(&numbering).ok());
    document(Format::Docx, &Element::parse(&text)?, styles.as_ref(), numbering.as_ref())
}

/// A document of one piece: Word 2003 XML, or all parts in one XML file.
pub(crate) fn read_flat(bytes: &[u8]) -> Result<Document, Refusal> {
    let text = String::from_utf8_lossy(bytes);
    let root = Element::parse(&text)?;
    let mut parts = Vec::new();
    root.all("part", &mut parts);
    let part = |name: &str| {
        let part = parts
            .iter()
            .find(|part| part.attribute("name").is_some_and(|of| of.ends_with(name)))?;
        part.child("xmlData")?.elements().next()
    };
    let main = part("/document.xml").unwrap_or(&root);
    document(Format::WordXml, main, part("/styles.xml"), part("/numbering.xml"))
}

fn document(
    format: Format,
    root: &Element<'_>,
    styles: Option<&Element<'_>>,
    numbering: Option<&Element<'_>>,
) -> Result<Document, Refusal> {
    let styles = styles.map(Styles::of).unwrap_or_default();
    let numbering = numbering.map(Numbering::of).unwrap_or_default();
    let content = root.child("body").ok_or(Refusal::Damaged)?;
    let mut body = Body {
        styles,
        numbering,
        losses: Losses::default(),
        fields: Vec::new(),
        carried: String::new(),
    };
    let flow = body.flow(content);
    Ok(Document { format, blocks: flow::blocks(flow), losses: body.losses })
}
