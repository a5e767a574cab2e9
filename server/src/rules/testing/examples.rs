//! The examples in the rules' docs give what they claim.

use super::{CLEAN, with_example};
use crate::analysis::Analysis;
use crate::finding::{Finding, Severity};
use crate::rules::ALL;

fn findings(text: String) -> Vec<Finding> {
    Analysis::new(text).findings
}

#[test]
fn the_sample_is_clean() {
    assert_eq!(findings(CLEAN.to_owned()), []);
}

#[test]
fn each_wrong_example_gives_exactly_its_rule() {
    for rule in ALL {
        let found = findings(with_example(&rule.doc.wrong));
        assert!(found.iter().any(|finding| finding.severity == rule.severity), "{}", rule.name);
        assert!(found.iter().all(|finding| finding.rule == rule.name), "{}: {found:#?}", rule.name);
    }
}

#[test]
fn each_right_example_gives_nothing() {
    for rule in ALL {
        let mut found = findings(with_example(&rule.doc.right));
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
