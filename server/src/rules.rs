//! The rules. A rule is a file: what it checks and why, its check, its fix and its tests.
//!
//! Rules see the report, not the tree, and are quiet in doubt. To add one, write its file and put
//! it into [`ALL`].

#[cfg(test)]
mod testing;
mod unbalanced_sum;

use crate::finding::{Finding, Severity};
use crate::report::Report;

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// The finding's code.
    pub name: &'static str,
    /// How grave a finding is, as a rule.
    pub severity: Severity,
    pub doc: Doc,
    check: fn(&Context<'_>, &mut Vec<Finding>),
}

/// What users are told of a rule, in Chinese Markdown.
#[derive(Debug)]
pub struct Doc {
    /// 检查什么. Its first sentence stands alone in lists.
    pub what: &'static str,
    /// 为什么.
    pub why: &'static str,
    /// 错误示例: gives this finding and no other of its level.
    pub wrong: Example,
    /// 正确示例: gives none.
    pub right: Example,
    /// 依据.
    pub basis: &'static str,
}

/// A piece of a report.
#[derive(Debug)]
pub struct Example {
    /// How the line of the sample report (`examples/clean.nianbao`) begins that it stands for.
    pub instead_of: &'static str,
    pub text: &'static str,
}

/// What a rule may look at.
#[derive(Debug, Clone, Copy)]
pub struct Context<'r> {
    pub text: &'r str,
    pub report: &'r Report,
}

/// Every rule, in the order of design and documentation.
pub static ALL: &[&Rule] = &[&unbalanced_sum::RULE];

/// The rule with this name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.name == name)
}

/// All findings of a report, in the order of the text, without those that a comment allows.
pub fn check(text: &str, report: &Report) -> Vec<Finding> {
    let context = Context { text, report };
    let mut findings = Vec::new();
    for rule in ALL {
        (rule.check)(&context, &mut findings);
    }
    findings.sort_by_key(|finding| (finding.range.start, finding.range.end));
    findings
}
