//! Every fix, applied, removes its finding and adds none of equal or higher level.

#![allow(clippy::indexing_slicing, reason = "a test that meets the unexpected must stop at once")]

use std::collections::BTreeMap;

use finding::Finding;
use text::apply;

use super::{CLEAN, findings_of, with_example};
use crate::ALL;

/// What makes two findings of different texts the same. Figures in messages may change.
type Key = (&'static str, String, Option<String>);

fn key(finding: &Finding) -> Key {
    let about = &finding.about;
    let ids = [about.section, about.table, about.identity, about.row, about.column];
    let message = ids.iter().all(Option::is_none).then(|| finding.message.clone());
    (finding.rule, format!("{ids:?}"), message)
}

fn counted(findings: &[Finding]) -> BTreeMap<Key, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry(key(finding)).or_default() += 1;
    }
    counts
}

/// Applies each fix of a text by itself. Returns how many there were.
fn check(text: &str) -> usize {
    let findings = findings_of(text);
    let before = counted(&findings);
    let mut fixes = 0;
    for finding in &findings {
        for fix in &finding.fixes {
            fixes += 1;
            let mended = findings_of(&apply(text, &fix.edits));
            let after = counted(&mended);
            let count =
                |counts: &BTreeMap<Key, usize>, key: &Key| counts.get(key).copied().unwrap_or(0);
            let told = || {
                let list = |findings: &[Finding]| -> String {
                    let line = |f: &Finding| format!("{:?} {} {}\n", f.severity, f.rule, f.message);
                    findings.iter().map(line).collect()
                };
                let (before, after) = (list(&findings), list(&mended));
                format!("{}\n{fix:#?}\nbefore:\n{before}after:\n{after}", finding.message)
            };
            assert!(
                count(&after, &key(finding)) < count(&before, &key(finding)),
                "stays: {}",
                told()
            );
            for other in mended.iter().filter(|other| other.severity >= finding.severity) {
                let grows = count(&after, &key(other)) > count(&before, &key(other));
                assert!(!grows, "adds {other:#?}\nby {}", told());
            }
        }
    }
    fixes
}

/// The sample in each of the shapes that tables are pasted in.
fn shapes() -> [String; 4] {
    let rows = |row: fn(&str) -> String| {
        let lines = CLEAN.lines().filter(|line| !line.starts_with("| :-"));
        let lines =
            lines.map(|line| if line.starts_with('|') { row(line) } else { line.to_owned() });
        lines.collect::<Vec<_>>().join("\n")
    };
    [
        CLEAN.to_owned(),
        CLEAN.replace('\n', "\r\n"),
        rows(|line| cells(line).join("\t")),
        rows(|line| format!("\t{}\n", cells(line).join("\n\t"))),
    ]
}

fn cells(line: &str) -> Vec<&str> {
    line.trim_matches('|').split('|').map(str::trim).collect()
}

#[test]
fn in_the_examples() {
    for rule in ALL {
        let fixes = check(&with_example(&rule.doc.wrong));
        assert_eq!(fixes > 0, rule.doc.fix.is_some(), "{}", rule.name);
    }
}

#[test]
fn where_a_line_was_lost() {
    for text in shapes() {
        let mut fixes = 0;
        for (at, line) in text.split_inclusive('\n').scan(0, |at, line| {
            *at += line.len();
            Some((*at - line.len(), line))
        }) {
            fixes += check(&format!("{}{}", &text[..at], &text[at + line.len()..]));
        }
        assert!(fixes > 5, "{fixes}");
    }
}

#[test]
fn where_a_number_is_something_else() {
    for text in shapes() {
        let digits: Vec<usize> =
            text.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at).collect();
        for other in ["", "/", "７", "若干", "1,000", " "] {
            let fixes: usize = digits
                .iter()
                .map(|at| check(&format!("{}{other}{}", &text[..*at], &text[at + 1..])))
                .sum();
            assert!(fixes > 0 || other == "若干", "{other:?}");
        }
    }
}

#[test]
fn where_words_are_changed() {
    let changes = [
        ("（", "("),
        ("、", ","),
        ("“三安全一稳定”", "\"三安全一稳定\""),
        ("行政处罚", "处罚"),
        ("政府信息公开", ""),
        ("\n一、", "\n1、"),
        ("二、", ""),
        ("三、", "四、"),
        ("件数", "数量"),
        ("情况\n", "情况。\n"),
        ("总计", "合计"),
    ];
    for text in shapes() {
        for (from, to) in changes {
            check(&text.replace(from, to));
            for (at, _) in text.match_indices(from) {
                check(&format!("{}{to}{}", &text[..at], &text[at + from.len()..]));
            }
        }
    }
}

#[test]
fn where_sections_are_lost() {
    for text in shapes() {
        let starts: Vec<usize> =
            ["一、总体", "二、主动", "三、收到", "四、政府", "五、存在", "六、其他"]
                .iter()
                .map(|heading| text.find(&format!("\n{heading}")).expect("it is there") + 1)
                .chain([text.len()])
                .collect();
        for first in 0..6 {
            for last in first + 1..=6 {
                check(&format!("{}{}", &text[..starts[first]], &text[starts[last]..]));
                check(&text[starts[first]..starts[last]]);
            }
        }
    }
}
