//! The sample reports in `examples/`: one without any fault, and two with faults on purpose.

use std::collections::BTreeSet;

use analysis::Analysis;
use format::formatted;

const CLEAN: &str = include_str!("../../../examples/clean.nianbao");
const FAULTY: &str = include_str!("../../../examples/faulty.nianbao");
const PASTED: &str = include_str!("../../../examples/pasted.nianbao");

fn analysed(text: &str) -> Analysis {
    Analysis::new(text.to_owned())
}

/// The identities that do not hold.
fn unbalanced(analysis: &Analysis) -> BTreeSet<&str> {
    analysis.findings.iter().filter_map(|finding| finding.about.identity).collect()
}

#[test]
fn the_clean_one_has_no_finding() {
    let analysis = analysed(CLEAN);
    assert!(analysis.findings.is_empty(), "{:#?}", analysis.findings);
    assert_eq!(analysis.report.official_tables().count(), 3);
    assert_eq!(formatted(CLEAN), CLEAN);
}

#[test]
fn the_faulty_one_breaks_every_identity() {
    assert_eq!(
        unbalanced(&analysed(FAULTY)),
        BTreeSet::from(["case-total", "cross-sum", "outcome-total", "row-total"])
    );
}

#[test]
fn the_pasted_one_is_read_like_any_other() {
    let analysis = analysed(PASTED);
    assert_eq!(analysis.report.official_tables().count(), 3);
    assert_eq!(unbalanced(&analysis), BTreeSet::from(["cross-sum", "outcome-total"]));
    assert_eq!(unbalanced(&analysed(&formatted(PASTED))), unbalanced(&analysis));
}
