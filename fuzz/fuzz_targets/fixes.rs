//! Every fix, applied by itself, gives a text that is checked again, and in which its finding is gone or elsewhere.
#![no_main]

use analysis::Analysis;
use libfuzzer_sys::fuzz_target;
use text::apply;

fuzz_target!(|text: String| {
    let analysis = Analysis::new(text);
    for finding in analysis.explained().findings.iter().take(20) {
        for fix in finding.fixes.iter().take(3) {
            let fixed = apply(&analysis.text, &fix.edits);
            assert_ne!(*fixed, *analysis.text, "a fix that changes nothing: {finding:#?}");
            let after = Analysis::new(fixed);
            let same = |other: &&finding::Finding| {
                (other.rule, &other.message, &other.range)
                    == (finding.rule, &finding.message, &finding.range)
            };
            let again = after.explained().findings.iter().find(same);
            assert!(again.is_none(), "{finding:#?}\nis still in {:?}", after.text);
        }
    }
});
