//! The parts of the package that are the same for every report.

pub(super) const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub(super) const RELATIONSHIPS: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// What the main part calls its footers.
pub(super) const FOOTER_ODD: &str = "rIdFooterOdd";
pub(super) const FOOTER_EVEN: &str = "rIdFooterEven";

pub(super) const RELATIONS: &str = include_str!("fixed/relations.xml");
pub(super) const THEME: &str = include_str!("fixed/theme.xml");
