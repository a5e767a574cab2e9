//! The examples in the rules' docs give what they claim.

use archive::Neighbours;
use finding::{Finding, Severity};

use super::{CLEAN, LAST_YEAR, findings_beside, in_folder, last_year, parts, with_example};
use crate::{ACROSS, ALL, Options, Rule, differing_aggregate};

/// The findings of a rule's example, beside the reports that the rule needs.
fn findings(rule: &Rule, text: &str) -> Vec<Finding> {
    let neighbours = if rule.name == differing_aggregate::RULE.name {
        parts()
    } else if ACROSS.iter().any(|across| across.name == rule.name) {
        in_folder(text)
    } else {
        Neighbours::default()
    };
    findings_beside(text, &Options::default(), &neighbours)
}

#[test]
fn the_samples_are_clean() {
    for neighbours in [Neighbours::default(), last_year(), parts()] {
        assert_eq!(findings_beside(CLEAN, &Options::default(), &neighbours), []);
    }
    assert_eq!(findings_beside(LAST_YEAR, &Options::default(), &Neighbours::default()), []);
}

#[test]
fn each_wrong_example_gives_exactly_its_rule() {
    for rule in ALL {
        let found = findings(rule, &with_example(&rule.doc.wrong));
        assert!(found.iter().any(|finding| finding.severity == rule.severity), "{}", rule.name);
        assert!(found.iter().all(|finding| finding.rule == rule.name), "{}: {found:#?}", rule.name);
    }
}

#[test]
fn each_right_example_gives_nothing() {
    for rule in ALL {
        let mut found = findings(rule, &with_example(&rule.doc.right));
        found.retain(|finding| finding.severity > Severity::Info || finding.rule == rule.name);
        assert_eq!(found, [], "{}", rule.name);
    }
}

#[test]
fn names_are_unique_and_the_last_rule_sees_all_others() {
    let mut names: Vec<&str> = ALL.iter().map(|rule| rule.name).collect();
    assert_eq!(names.last(), Some(&"unused-allow"));
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), ALL.len());
}
