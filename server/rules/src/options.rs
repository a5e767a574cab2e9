//! What the rules go by beside the report itself. Users can set it; `config` says how.

use form::organ::OrganKind;

/// What users can set for the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// What kind of organ reports; its name tells where this is `None`.
    pub organ_kind: Option<OrganKind>,
    /// Whether the organ may make 规章; its name tells where this is `None`.
    pub makes_regulations: Option<bool>,
    /// The share of （六）3 其他 among all outcomes, in per cent, above which it is told.
    pub overused_other_percent: u32,
    /// From how many applications on that share is told.
    pub overused_other_count: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            organ_kind: None,
            makes_regulations: None,
            overused_other_percent: 30,
            overused_other_count: 10,
        }
    }
}
