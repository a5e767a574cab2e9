//! How a report stands, in numbers.

use analysis::Analysis;
use balance::balances;
use finding::{Finding, Severity};

use super::progress::Progress;

/// How many sums there are, and findings of each level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// Sums that can be tested.
    pub identities: usize,
    /// Those of them that hold.
    pub holding: usize,
    /// How far the official tables are filled.
    pub progress: Progress,
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
}

/// How a report stands. `findings` are those that are shown.
pub fn summary(analysis: &Analysis, findings: &[Finding]) -> Summary {
    let of = |level| findings.iter().filter(|finding| finding.severity == level).count();
    let tables = analysis.report.official_tables();
    let balances: Vec<_> = tables.flat_map(|(_, official)| balances(official)).collect();
    Summary {
        identities: balances.len(),
        holding: balances.iter().filter(|balance| balance.holds()).count(),
        progress: analysis.report.official_tables().map(|(_, it)| Progress::of(it)).sum(),
        errors: of(Severity::Error),
        warnings: of(Severity::Warning),
        infos: of(Severity::Info),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_hold_is_counted() {
        let clean = include_str!("../../../examples/clean.nianbao");
        let of = |text: &str| {
            let analysis = Analysis::new(text.to_owned());
            summary(&analysis, &analysis.explained().findings)
        };
        let whole = of(clean);
        assert!(whole.identities > 10);
        assert_eq!((whole.holding, whole.errors), (whole.identities, 0));
        let broken = of(include_str!("../../../examples/faulty.nianbao"));
        assert!(broken.holding < broken.identities && broken.errors > 0);
    }
}
