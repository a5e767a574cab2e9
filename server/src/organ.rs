//! What kind of organ a name stands for. The words stand in `forms/organs.toml`.
//!
//! Quiet in doubt: a name that may be of two kinds is of none.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// The kinds that the regulation and the form treat differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OrganKind {
    /// 县级以上人民政府.
    Government,
    /// 乡镇人民政府.
    Township,
    /// 街道办事处.
    Subdistrict,
    /// 政府部门.
    Department,
}

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Organs {
    kinds: Vec<Kind>,
    names: Vec<Names>,
}

/// What users are told of a kind of organ.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    kind: OrganKind,
    /// What it is called.
    pub name: String,
    /// Until when it publishes, and what else its report must have.
    pub deadline: String,
}

/// How names of a kind end. The first that fits decides.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    endings: Vec<String>,
    /// `None` where such a name does not tell.
    kind: Option<OrganKind>,
}

static ORGANS: LazyLock<Organs> = LazyLock::new(read);

#[allow(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
fn read() -> Organs {
    toml::from_str(include_str!("../forms/organs.toml")).expect("the organs cannot be read")
}

/// The kind of an organ, if its name leaves no doubt.
pub fn kind(name: &str) -> Option<OrganKind> {
    let ends = |names: &&Names| names.endings.iter().any(|ending| name.ends_with(ending.as_str()));
    ORGANS.names.iter().find(ends)?.kind
}

impl OrganKind {
    /// What users are told of it; `None` only if the file forgot it, which a test excludes.
    pub fn told(self) -> Option<&'static Kind> {
        ORGANS.kinds.iter().find(|told| told.kind == self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_of_an_organ_is_told_where_its_name_leaves_no_doubt() {
        assert_eq!(kind("云岭县人民政府"), Some(OrganKind::Government));
        assert_eq!(kind("云岭县𠮷石镇人民政府"), Some(OrganKind::Township));
        assert_eq!(kind("云岭县城关街道办事处"), Some(OrganKind::Subdistrict));
        assert_eq!(kind("云岭县档案局"), Some(OrganKind::Department));
        assert_eq!(kind("云岭县公安局城关分局"), None);
        assert_eq!(kind("云岭县城市管理指挥中心"), None);
    }

    #[test]
    fn every_kind_is_told() {
        use OrganKind::{Department, Government, Subdistrict, Township};
        for kind in [Government, Township, Subdistrict, Department] {
            assert!(kind.told().is_some_and(|told| !told.name.is_empty()), "{kind:?}");
        }
    }
}
