//! Prose put together at random from words and marks, right and wrong ones.

use analysis::Analysis;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;
use rules::ALL;
use text::apply;

/// What sentences are made of. Each mark comes in its right and its wrong shapes.
const PIECES: &[&str] = &[
    "公开",
    "公开",
    "政府信息公开",
    "政府",
    "网站",
    "的",
    "了",
    "一是",
    "二是",
    "没有",
    "12件",
    "2023年",
    "2023",
    "3",
    "1,234",
    "8:30",
    "iOS",
    "APEC",
    "http://www.example.cn/a,b",
    "云政办函",
    "5号",
    "第二十条第",
    "第六十条",
    "条例",
    "𠮷",
    "，",
    "，",
    "。",
    "。",
    "、",
    "；",
    "：",
    ",",
    ",",
    ".",
    ";",
    ":",
    "?",
    "!",
    "｡",
    "､",
    "“",
    "”",
    "\"",
    "\"",
    "‘",
    "’",
    "'",
    "《",
    "》",
    "〈",
    "〉",
    "<",
    ">",
    "（",
    "）",
    "(",
    ")",
    "(",
    ")",
    "【",
    "】",
    "〔",
    "〕",
    "[",
    "]",
    "｢",
    "」",
    " ",
    "\u{3000}",
    "…",
    "<!--",
    "-->",
    "一、",
    "(一)",
    "1.",
    "\n",
    "\n",
    "\n\n",
];

/// A report whose first section says this.
fn report(prose: &str) -> String {
    format!("云岭县档案局2023年政府信息公开工作年度报告\n\n一、总体情况\n\n{prose}\n")
}

/// How many findings a rule has in a text. A message may change, since it tells all the marks of a line.
fn count(analysis: &Analysis, rule: &str) -> usize {
    analysis.findings.iter().filter(|finding| finding.rule == rule).count()
}

/// Applies each fix by itself: its rule then has a finding less, and none has more.
fn check(text: &str) -> Result<(), TestCaseError> {
    let before = Analysis::new(text.to_owned());
    for finding in before.findings.iter().filter(|finding| finding.about.section.is_none()) {
        for fix in &finding.fixes {
            let after = Analysis::new(apply(text, &fix.edits));
            for rule in ALL {
                let most = count(&before, rule.name) - usize::from(rule.name == finding.rule);
                let (found, mended) = (count(&after, rule.name), &after.text);
                prop_assert!(found <= most, "{}: {text:?} by {fix:?} {mended:?}", rule.name);
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: RngSeed::Fixed(15834), cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn fixes_mend_and_break_nothing(pieces in vec(select(PIECES), 0..40)) {
        check(&report(&pieces.concat()))?;
    }

    #[test]
    fn any_text_has_findings_within_it(text in "\\PC{0,60}", pieces in vec(select(PIECES), 0..20)) {
        let text = format!("{text}{}{text}", pieces.concat());
        let analysis = Analysis::new(text);
        for finding in &analysis.findings {
            let ranges = finding.related.iter().map(|related| &related.range).chain([&finding.range]);
            let edits = finding.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| &edit.range);
            for range in ranges.chain(edits) {
                prop_assert!(analysis.text.get(range.clone()).is_some(), "{range:?} of {finding:?}");
            }
        }
    }
}
