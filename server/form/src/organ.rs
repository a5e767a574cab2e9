//! What kind of organ a name stands for. The words stand in `forms/organs.toml`.
//!
//! Quiet in doubt: a name that may be of two kinds is of none.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::Explanation;

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
    regulation_makers: Makers,
}

/// What users are told of a kind of organ.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    kind: OrganKind,
    /// What it is called.
    pub name: String,
    /// The last day for publication, in the year after the one that is reported on.
    pub month: u32,
    pub day: u32,
    /// Until when it publishes, what that follows from, and what else its report must have.
    pub deadline: Explanation,
}

/// How names of a kind begin or end. The first that fits decides.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    #[serde(default)]
    beginnings: Vec<String>,
    #[serde(default)]
    endings: Vec<String>,
    /// `None` where such a name does not tell.
    kind: Option<OrganKind>,
}

/// The names of organs that may be able to make 规章.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Makers {
    beginnings: Vec<String>,
    within: Vec<String>,
    endings: Vec<String>,
}

static ORGANS: LazyLock<Organs> = LazyLock::new(read);

#[allow(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
fn read() -> Organs {
    toml::from_str(include_str!("../../forms/organs.toml")).expect("the organs cannot be read")
}

/// The kind of an organ, if its name leaves no doubt.
pub fn kind(name: &str) -> Option<OrganKind> {
    let fits = |names: &&Names| {
        begins(name, &names.beginnings) || names.endings.iter().any(|end| name.ends_with(end))
    };
    ORGANS.names.iter().find(fits)?.kind
}

/// Whether an organ may be able to make 规章, as far as its name tells.
pub fn may_make_regulations(name: &str) -> bool {
    let makers = &ORGANS.regulation_makers;
    begins(name, &makers.beginnings)
        || makers.within.iter().any(|part| name.contains(part))
        || makers.endings.iter().any(|end| name.ends_with(end))
}

fn begins(name: &str, beginnings: &[String]) -> bool {
    beginnings.iter().any(|beginning| name.starts_with(beginning))
}

impl OrganKind {
    /// What users are told of each kind.
    pub fn all() -> impl Iterator<Item = &'static Kind> {
        ORGANS.kinds.iter()
    }

    /// What users are told of it; `None` only if the file forgot it, which a test excludes.
    pub fn told(self) -> Option<&'static Kind> {
        ORGANS.kinds.iter().find(|told| told.kind == self)
    }

    /// Whether it is a 人民政府, whose reports must say more (条例第五十条第一款第（四）项).
    pub fn is_government(self) -> bool {
        matches!(self, Self::Government | Self::Township)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_of_an_organ_is_told_where_its_name_leaves_no_doubt() {
        use OrganKind::{Department, Government, Subdistrict, Township};
        for (name, expected) in [
            ("云岭县人民政府", Some(Government)),
            ("云岭市", Some(Government)),
            ("云岭县𠮷石镇人民政府", Some(Township)),
            ("云岭县𠮷石镇", Some(Township)),
            ("云岭县城关街道办事处", Some(Subdistrict)),
            ("云岭县档案局", Some(Department)),
            ("云岭县卫生健康委员会", Some(Department)),
            ("云岭县人民政府办公室", Some(Department)),
            ("云岭县人民政府外事办公室", Some(Department)),
            ("云岭县公安局城关分局", None),
            ("云岭县城市管理指挥中心", None),
            ("云岭经济开发区", None),
            ("云岭经济开发区管理委员会", None),
            ("中共云岭县委办公室", None),
            ("云岭县委机构编制委员会办公室", None),
        ] {
            assert_eq!(kind(name), expected, "{name}");
        }
    }

    #[test]
    fn who_may_make_regulations() {
        for name in [
            "云岭市人民政府",
            "云岭市人民政府办公室",
            "国家档案局",
            "水利部",
            "云岭自治区人民政府",
            "云岭市",
        ] {
            assert!(may_make_regulations(name), "{name}");
        }
        for name in
            ["云岭县人民政府", "云岭市青榆区人民政府", "云岭市水务局", "云岭县𠮷石镇人民政府"]
        {
            assert!(!may_make_regulations(name), "{name}");
        }
    }

    #[test]
    fn every_kind_is_told() {
        use OrganKind::{Department, Government, Subdistrict, Township};
        for kind in [Government, Township, Subdistrict, Department] {
            let told = kind.told().expect("it is told");
            assert!(!told.name.is_empty(), "{kind:?}");
            assert!(!told.deadline.cites.is_empty(), "{kind:?}");
            for citation in told.deadline.citations() {
                assert_eq!(citation.resolve(), Ok(()), "{kind:?}");
            }
        }
    }
}
