//! The parts of a template that are taken, with those that they need in turn: pictures, for example.

use std::collections::BTreeSet;

use document::package::relations_of;
use document::{Package, Refusal};

use crate::package::Part;

/// Nobody's header has more.
const MOST: usize = 200;
/// Parts that are written anew, whatever the template has under their names.
const OWN: [&str; 6] = [
    "word/document.xml",
    "word/styles.xml",
    "word/settings.xml",
    "word/fontTable.xml",
    "docProps/core.xml",
    "[Content_Types].xml",
];

/// Parts in the order in which they were asked for.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) parts: Vec<Part>,
    names: BTreeSet<String>,
}

impl Gathered {
    /// Takes a part and what it needs; `related` is by which name and kind the main part knows it.
    pub(super) fn take(
        &mut self,
        package: &mut Package<'_>,
        name: &str,
        related: Option<(&str, &str)>,
    ) -> Result<(), Refusal> {
        let owned = |(id, kind): (&str, &str)| (id.to_owned(), kind.to_owned());
        if !self.names.insert(name.to_owned()) || OWN.contains(&name) {
            return Ok(());
        }
        if self.names.len() > MOST {
            return Err(Refusal::TooBig);
        }
        let content_type = package.content_type(name).ok_or(Refusal::Damaged)?;
        let bytes = package.part(name)?;
        if content_type.ends_with("xml") {
            super::checked(&String::from_utf8_lossy(&bytes))?;
        }
        let others = package.relations(name)?;
        self.parts.push(Part {
            name: name.to_owned(),
            bytes,
            content_type: Some(content_type),
            related: related.map(owned),
        });
        if others.is_empty() {
            return Ok(());
        }
        let about = relations_of(name);
        let bytes = package.part(&about)?;
        self.parts.push(Part { name: about, bytes, content_type: None, related: None });
        for other in others.iter().filter_map(|it| it.target.as_deref()) {
            self.take(package, other, None)?;
        }
        Ok(())
    }
}
