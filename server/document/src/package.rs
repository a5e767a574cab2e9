//! A `.docx` as the package of parts that it is (ECMA-376, part 2): which part relates to which, and
//! what each of them is.

use crate::archive::Archive;
use crate::format::Format;
use crate::refusal::Refusal;
use crate::sniff::sniff;
use crate::xml::Element;

/// What names have in the strict form alone.
const STRICT: &str = "http://purl.oclc.org/ooxml/";

/// A package that was opened. All of its parts are named from its root, without a slash.
pub struct Package<'b> {
    archive: Archive<'b>,
    main: String,
    types: String,
}

/// What one part says of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// What the part calls it.
    pub id: String,
    /// A web address that names the kind.
    pub kind: String,
    /// The other part; none if it is outside.
    pub target: Option<String>,
}

impl Relation {
    /// Whether it is of a kind, by the last word of its name.
    pub fn is(&self, kind: &str) -> bool {
        self.kind.rsplit('/').next() == Some(kind)
    }
}

impl<'b> Package<'b> {
    /// Opens a `.docx`.
    ///
    /// # Errors
    /// If it is none, or cannot be opened.
    pub fn open(bytes: &'b [u8]) -> Result<Self, Refusal> {
        match sniff(bytes) {
            Ok(Some(Format::Docx)) => {}
            Err(refusal @ (Refusal::Encrypted | Refusal::Damaged | Refusal::TooBig)) => {
                return Err(refusal);
            }
            _ => return Err(Refusal::NotDocx),
        }
        let mut archive = Archive::open(bytes)?;
        let main = main_part(&mut archive)?;
        let types = archive.text("[Content_Types].xml")?;
        let mut package = Self { archive, main, types };
        let text = package.archive.text(&package.main)?;
        if text.contains(STRICT) {
            return Err(Refusal::Strict);
        }
        Ok(package)
    }

    /// The part with the text.
    pub fn main(&self) -> &str {
        &self.main
    }

    /// A part that must be there.
    ///
    /// # Errors
    /// If it is not, or cannot be read.
    pub fn part(&mut self, name: &str) -> Result<Vec<u8>, Refusal> {
        self.archive.part(name)?.ok_or(Refusal::Damaged)
    }

    /// A part that must be there, as text.
    ///
    /// # Errors
    /// If it is not, or cannot be read.
    pub fn text(&mut self, name: &str) -> Result<String, Refusal> {
        self.archive.text(name)
    }

    /// What a part says of others.
    ///
    /// # Errors
    /// If that cannot be read.
    pub fn relations(&mut self, part: &str) -> Result<Vec<Relation>, Refusal> {
        let Some(text) = self.archive.optional_text(&relations_of(part))? else {
            return Ok(Vec::new());
        };
        let root = Element::parse(&text)?;
        let relation = |element: &Element<'_>| {
            let inside = element.attribute("TargetMode") != Some("External");
            let target = element.attribute("Target")?;
            Some(Relation {
                id: element.attribute("Id")?.to_owned(),
                kind: element.attribute("Type")?.to_owned(),
                target: inside.then(|| resolved(part, target)),
            })
        };
        Ok(root.elements().filter_map(relation).collect())
    }

    /// What a part is.
    pub fn content_type(&self, part: &str) -> Option<String> {
        let root = Element::parse(&self.types).ok()?;
        let own = |element: &&Element<'_>| {
            element
                .attribute("PartName")
                .is_some_and(|name| name.trim_start_matches('/').eq_ignore_ascii_case(part))
        };
        let extension = part.rsplit_once('.').map_or("", |(_, extension)| extension);
        let of_extension = |element: &&Element<'_>| {
            element.attribute("Extension").is_some_and(|it| it.eq_ignore_ascii_case(extension))
        };
        let found = root.elements().find(own).or_else(|| root.elements().find(of_extension))?;
        found.attribute("ContentType").map(str::to_owned)
    }
}

/// The part that has what another says of others.
#[must_use]
pub fn relations_of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let slash = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{slash}_rels/{name}.rels")
}

/// The part that another one means by a target.
fn resolved(from: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = from.split('/').collect();
    path.pop();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}

/// The name of the main part: what the package says, or where everybody puts it.
pub(crate) fn main_part(archive: &mut Archive<'_>) -> Result<String, Refusal> {
    let usual = "word/document.xml".to_owned();
    let Some(relations) = archive.optional_text("_rels/.rels")? else { return Ok(usual) };
    let Ok(relations) = Element::parse(&relations) else { return Ok(usual) };
    let main = relations.elements().find(|relation| {
        relation.attribute("Type").is_some_and(|of| of.ends_with("/officeDocument"))
    });
    let target = main.and_then(|relation| relation.attribute("Target"));
    Ok(target.map_or(usual, |target| target.trim_start_matches('/').to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_told_from_the_part_that_names_them() {
        assert_eq!(resolved("word/document.xml", "header1.xml"), "word/header1.xml");
        assert_eq!(resolved("word/header1.xml", "../media/a.png"), "media/a.png");
        assert_eq!(resolved("word/document.xml", "/word/styles.xml"), "word/styles.xml");
        assert_eq!(relations_of("word/header1.xml"), "word/_rels/header1.xml.rels");
        assert_eq!(relations_of("a.xml"), "_rels/a.xml.rels");
    }

    #[test]
    fn what_is_no_docx_is_refused() {
        for bytes in [&b""[..], b"{\\rtf1}", "甲".as_bytes()] {
            assert_eq!(Package::open(bytes).err(), Some(Refusal::NotDocx));
        }
        assert_eq!(Package::open(b"PK\x03\x04").err(), Some(Refusal::Damaged));
    }
}
