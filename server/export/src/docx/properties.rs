//! What the file says of itself. It has no time: the same report is the same file.

use crate::xml::Xml;

/// The properties of a document with a title.
pub(super) fn core(title: &str) -> String {
    let spaces = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ];
    let mut xml = Xml::new();
    xml.element("cp:coreProperties", &spaces, |xml| {
        xml.element("dc:title", &[], |xml| xml.text(title));
        xml.element("dc:language", &[], |xml| xml.text("zh-CN"));
    });
    xml.finish()
}
