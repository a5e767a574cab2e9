//! Writing XML: every tag is closed, every text escaped, by construction.

use quick_xml::escape::escape;

/// A part of a package.
#[derive(Debug)]
pub(crate) struct Xml {
    text: String,
}

impl Xml {
    pub(crate) fn new() -> Self {
        Self {
            text: r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#.to_owned() + "\n",
        }
    }

    /// A piece that is put into a part.
    pub(crate) fn piece() -> Self {
        Self { text: String::new() }
    }

    /// An element and what is in it.
    pub(crate) fn element(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        content: impl FnOnce(&mut Self),
    ) {
        self.open(name, attributes);
        self.text.push('>');
        content(self);
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
    }

    /// An element with nothing in it.
    pub(crate) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.open(name, attributes);
        self.text.push_str("/>");
    }

    /// An element that says one thing, as most of Word's do.
    pub(crate) fn value(&mut self, name: &str, value: impl std::fmt::Display) {
        self.empty(name, &[("w:val", &value.to_string())]);
    }

    pub(crate) fn text(&mut self, text: &str) {
        // No XML can hold these two, and nobody sees them.
        self.text.push_str(&escape(text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}").as_str()));
    }

    /// XML that was written before.
    pub(crate) fn put(&mut self, xml: &str) {
        self.text.push_str(xml);
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.text.push('<');
        self.text.push_str(name);
        for (attribute, value) in attributes {
            self.text.push(' ');
            self.text.push_str(attribute);
            self.text.push_str("=\"");
            self.text.push_str(&escape(*value));
            self.text.push('"');
        }
    }
}
