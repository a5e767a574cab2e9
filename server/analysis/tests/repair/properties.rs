//! What holds for every repair, whatever is wrong.

use std::collections::BTreeMap;

use analysis::Analysis;
use balance::balances;
use fastrand::Rng;
use form::forms;
use text::{Edit, apply};

use crate::figures::Figures;
use crate::mistakes::Mistake;

/// Reports with one mistake or several, of every kind.
fn reports() -> Vec<String> {
    let mut rng = Rng::with_seed(42);
    let mut reports = Vec::new();
    for (at, mistake) in Mistake::ALL.into_iter().cycle().take(60).enumerate() {
        let form = &forms()[at % forms().len()];
        let mut figures = Figures::random(&mut rng, form, [20, 300, 5000][at % 3]);
        for _ in 0..=at % 3 {
            figures = mistake.made(&mut rng, &figures).unwrap_or(figures);
        }
        reports.push(figures.report(""));
    }
    reports
}

/// Which identities hold, by table, identity and line.
fn sums(analysis: &Analysis) -> BTreeMap<(usize, &str, usize), bool> {
    let mut sums = BTreeMap::new();
    for (table, (_, official)) in analysis.report.official_tables().enumerate() {
        for balance in balances(official) {
            sums.insert((table, balance.identity.id.as_str(), balance.line), balance.holds());
        }
    }
    sums
}

#[test]
fn a_repair_mends_what_it_says_and_breaks_nothing() {
    let mut count = 0;
    for text in reports() {
        let analysis = Analysis::new(text);
        let before = sums(&analysis);
        for repair in &analysis.explained().repairs {
            count += 1;
            let mut edits: Vec<Edit> = repair
                .cells
                .iter()
                .map(|cell| Edit { range: cell.range.clone(), text: cell.to.to_string() })
                .collect();
            edits.sort_by_key(|edit| edit.range.start);
            let mended = Analysis::new(apply(&analysis.text, &edits));
            let after = sums(&mended);
            for (sum, held) in &before {
                let is_mended = repair.mends.iter().any(|it| {
                    it.identity == sum.1 && it.line == sum.2 && repair.cells[0].table == sum.0
                });
                assert_eq!(after[sum], *held || is_mended, "{sum:?} {repair:#?}");
            }
            assert!(
                after.iter().all(|(sum, holds)| *holds || before.contains_key(sum)),
                "newly broken: {repair:#?}"
            );
            assert!(repair.cells.iter().all(|cell| cell.to >= 0 && cell.from != Some(cell.to)));
        }
    }
    assert!(count > 60, "{count}");
}

#[test]
fn the_same_text_has_the_same_repairs() {
    for text in reports() {
        let told = || Analysis::new(text.clone()).explained().clone();
        let (one, two) = (told(), told());
        assert_eq!(one.repairs, two.repairs);
        assert_eq!(one.findings, two.findings);
    }
}

/// Ranks begin with 1 and count the repairs before them, as in a race.
#[test]
fn ranks_are_in_order() {
    for text in reports() {
        let analysis = Analysis::new(text);
        for alternatives in analysis.explained().repairs.chunk_by(|one, two| one.mends == two.mends)
        {
            let mut rank = 1;
            for (at, repair) in alternatives.iter().enumerate() {
                if repair.rank != rank {
                    rank = at + 1;
                }
                assert_eq!(repair.rank, rank);
            }
        }
    }
}

/// A repair that is offered as a fix, applied, leaves no sum unbalanced that it was offered for.
#[test]
fn fixes_carry_all_cells() {
    for text in reports() {
        let analysis = Analysis::new(text);
        let count = |analysis: &Analysis| {
            analysis.findings.iter().filter(|it| it.rule == "unbalanced-sum").count()
        };
        for finding in analysis.explained().findings.iter().filter(|it| it.rule == "unbalanced-sum")
        {
            for fix in &finding.fixes {
                let mended = Analysis::new(apply(&analysis.text, &fix.edits));
                assert!(count(&mended) < count(&analysis), "{fix:#?}");
                let still = mended.findings.iter().any(|it| {
                    it.about.identity == finding.about.identity
                        && (it.about.row, it.about.column)
                            == (finding.about.row, finding.about.column)
                        && it.about.table == finding.about.table
                });
                assert!(!still, "{fix:#?}");
            }
        }
    }
}
