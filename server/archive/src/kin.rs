//! Whether two names are those of one organ: 青禾区人民政府 and 云杉市青禾区政府.
//!
//! Quiet in doubt: 民政局 may be anybody's.

use form::{halfwidth, title_words, unspaced};

/// Names that are one organ's, group by group.
pub type Aliases = Vec<Vec<String>>;

/// What the names of one organ have in common at their ends; others may have it as well.
const MAX_ENDING: usize = 2;
/// A name that was shortened begins like the whole in so many characters.
const COMMON_BEGINNING: usize = 3;

/// How sure it is that two names are one organ's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kinship {
    None,
    Suspected,
    Same,
}

/// A name as names are compared: without blanks, notes in brackets, and what governments are called.
pub(crate) fn plain(name: &str) -> String {
    let name: String = unspaced(name).chars().map(halfwidth).collect();
    let closed = name.strip_suffix(')').and_then(|inner| inner.split_once('('));
    let name = closed.map_or(name.as_str(), |(before, _)| before);
    title_words().without_government(name).to_owned()
}

/// The end of a name, which all names of its organ have. Reports of one organ are found by it.
pub fn ending(name: &str) -> String {
    let plain = plain(name);
    let length = plain.chars().count();
    plain.chars().skip(length.saturating_sub(MAX_ENDING)).collect()
}

/// Whether two names, as [`plain`] gives them, are one organ's.
pub(crate) fn kinship(one: &str, other: &str) -> Kinship {
    if one == other {
        return Kinship::Same;
    }
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let words = title_words();
    match long.strip_suffix(short) {
        Some(area) => {
            let names_area = words.names_area(short) || words.is_area(short);
            let is_whole = words.is_area(area) || words.names_area(area);
            match names_area && is_whole && words.ends_in_area(area) {
                true => Kinship::Same,
                false => Kinship::Suspected,
            }
        }
        None if is_shortened(short, long) => Kinship::Suspected,
        None => Kinship::None,
    }
}

/// 云岭县工商局 and 云岭县工商行政管理局: one has all characters of the other in order, and both begin
/// and end alike.
fn is_shortened(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    let within = short.chars().all(|c| rest.any(|other| other == c));
    let begins =
        short.chars().zip(long.chars()).take(COMMON_BEGINNING).all(|(one, two)| one == two);
    // 水利局城关分局 is not 水利局.
    let ends = short.chars().last() == long.chars().last() && !long.starts_with(short);
    short.chars().count() > COMMON_BEGINNING && within && begins && ends
}

/// Whether two names are certainly those of one organ, or somebody has said so.
pub fn same_organ(one: &str, other: &str, aliases: &Aliases) -> bool {
    let (one, other) = (plain(one), plain(other));
    kinship(&one, &other) == Kinship::Same || are_aliases(aliases, &one, &other)
}

/// Whether somebody has said that two names are one organ's.
pub(crate) fn are_aliases(aliases: &Aliases, one: &str, other: &str) -> bool {
    let has = |group: &[String], name: &str| group.iter().any(|own| plain(own) == name);
    aliases.iter().any(|group| has(group, one) && has(group, other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_organ() {
        let kin = |one: &str, other: &str| kinship(&plain(one), &plain(other));
        for (one, other) in [
            ("青禾区人民政府", "云杉市青禾区人民政府"),
            ("青禾区政府", "云杉市青禾区"),
            ("云杉市水利局（云杉市河长制办公室）", "云杉市水利局"),
            ("云杉县水利局", "东江省南山市云杉县水利局"),
            ("云杉县 水利局", "云杉县水利局"),
        ] {
            assert_eq!(kin(one, other), Kinship::Same, "{one} {other}");
        }
        for (one, other) in [
            ("水利局", "云杉县水利局"),
            ("城关镇", "云杉县城关镇人民政府"),
            ("云杉县工商局", "云杉县工商行政管理局"),
        ] {
            assert_eq!(kin(one, other), Kinship::Suspected, "{one} {other}");
        }
        for (one, other) in [
            ("云杉县水利局", "青禾县水利局"),
            ("云杉县水利局", "云杉县水务局"),
            ("云杉县水利局", "云杉县水利局城关分局"),
            ("云杉县", "云杉县人民政府办公室"),
        ] {
            assert_eq!(kin(one, other), Kinship::None, "{one} {other}");
        }
    }
}
