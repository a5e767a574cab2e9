//! What rules are called: each has an id, for programs, and a title, for readers. Whoever names a rule
//! may write either.

use report::Allow;

use super::{ALL, Rule};

/// A name at least this similar to a rule's is that rule's, misspelt.
const SIMILAR: f64 = 0.6;

/// The rule with this id or title.
pub fn rule(name: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.name == name || rule.title == name)
}

/// What readers call the rule with this id.
pub fn title(id: &'static str) -> &'static str {
    rule(id).map_or(id, |rule| rule.title)
}

/// All that a rule may be called by, its title first.
pub fn names() -> impl Iterator<Item = &'static str> {
    ALL.iter().flat_map(|rule| [rule.title, rule.name])
}

/// What a comment allows, or means to.
#[derive(Debug, Clone, Copy)]
pub(super) enum Named<'a> {
    Rule(&'static Rule, &'a str),
    /// A name that no rule has, and the one that it is most like.
    Unknown(&'a str, Option<&'static str>),
}

/// The rules that a comment names. Words that are no names are the reason.
pub(super) fn named(allow: &Allow) -> impl Iterator<Item = Named<'_>> {
    let known = |name| match rule(name) {
        Some(rule) => Some(Named::Rule(rule, name)),
        None => {
            let meant = meant(name);
            (is_id(name) || meant.is_some()).then_some(Named::Unknown(name, meant))
        }
    };
    allow.names.iter().map_while(move |name| known(name))
}

/// The rules that there are among those that a comment names.
pub fn allowed(allow: &Allow) -> impl Iterator<Item = &'static Rule> {
    named(allow).filter_map(|named| match named {
        Named::Rule(rule, _) => Some(rule),
        Named::Unknown(..) => None,
    })
}

/// Whether a word is written as ids are.
fn is_id(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_lowercase() || c == '-')
}

/// The name that a misspelt one is most like.
fn meant(name: &str) -> Option<&'static str> {
    let likeness = |known: &&str| strsim::normalized_levenshtein(name, known);
    let nearest = names().max_by(|one, two| likeness(one).total_cmp(&likeness(two)));
    nearest.filter(|known| likeness(known) >= SIMILAR)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    /// A title stands in comments, in the middle of sentences and on the command line.
    #[test]
    fn titles_are_short_chinese_and_one_a_rule() {
        let titles = ALL.iter().map(|rule| rule.title);
        assert_eq!(titles.clone().collect::<HashSet<_>>().len(), ALL.len());
        for title in titles {
            let length = title.chars().count();
            assert!((2..=10).contains(&length), "{title}");
            assert!(title.chars().all(|c| ('一'..='鿿').contains(&c)), "{title}");
        }
    }

    #[test]
    fn a_rule_goes_by_either_name() {
        for known in ALL {
            for name in [known.name, known.title] {
                assert_eq!(rule(name).map(|rule| rule.name), Some(known.name));
            }
            assert_eq!(title(known.name), known.title);
        }
        assert!(rule("合计").is_none());
    }

    fn told(comment: &str) -> Vec<String> {
        let report = report::read(comment);
        let named = report.allows.iter().flat_map(named);
        named
            .map(|named| match named {
                Named::Rule(rule, _) => rule.name.to_owned(),
                Named::Unknown(name, meant) => format!("{name}?{}", meant.unwrap_or_default()),
            })
            .collect()
    }

    #[test]
    fn comments_name_rules_in_either_way_and_give_reasons() {
        for (comment, expected) in [
            ("blank-cell", vec!["blank-cell"]),
            ("blank-cell, 已核实", vec!["blank-cell"]),
            ("表格漏填 已核实", vec!["blank-cell"]),
            (
                "表格漏填，合计不平、missing-row 已核实",
                vec!["blank-cell", "unbalanced-sum", "missing-row"],
            ),
            ("表格漏填、已经核实，合计不平", vec!["blank-cell"]),
            ("合计不对 已核实", vec!["合计不对?合计不平"]),
            ("blank-cells", vec!["blank-cells?blank-cell"]),
            ("bad", vec!["bad?"]),
            ("已核实", vec![]),
            ("Blank-Cell", vec!["Blank-Cell?blank-cell"]),
            ("", vec![]),
        ] {
            assert_eq!(told(&format!("<!-- nianbao: allow {comment} -->")), expected, "{comment}");
        }
    }
}
