//! The part with the settings of the document.

use super::fixed::NAMESPACE;
use super::look::Look;
use crate::xml::Xml;

/// What the document is set to.
pub(super) fn settings(look: &Look<'_>) -> String {
    let mut xml = Xml::new();
    xml.element("w:settings", &[("xmlns:w", NAMESPACE)], |xml| {
        xml.empty("w:zoom", &[("w:percent", "100")]);
        if look.template.is_some_and(|template| template.mirrors) {
            xml.empty("w:mirrorMargins", &[]);
        }
        xml.value("w:defaultTabStop", 420);
        if look.has_sides() {
            xml.empty("w:evenAndOddHeaders", &[]);
        }
        xml.value("w:characterSpacingControl", "doNotCompress");
        xml.element("w:compat", &[], |xml| {
            let mode = [
                ("w:name", "compatibilityMode"),
                ("w:uri", "http://schemas.microsoft.com/office/word"),
                ("w:val", "15"),
            ];
            xml.empty("w:compatSetting", &mode);
        });
        xml.empty("w:themeFontLang", &[("w:val", "en-US"), ("w:eastAsia", "zh-CN")]);
    });
    xml.finish()
}
