//! The parts of the package that are the same for every report.

pub(super) const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub(super) const RELATIONSHIPS: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

pub(super) const CONTENT_TYPES: &str = include_str!("fixed/content_types.xml");
pub(super) const RELATIONS: &str = include_str!("fixed/relations.xml");
pub(super) const DOCUMENT_RELATIONS: &str = include_str!("fixed/document_relations.xml");
pub(super) const SETTINGS: &str = include_str!("fixed/settings.xml");
pub(super) const THEME: &str = include_str!("fixed/theme.xml");
