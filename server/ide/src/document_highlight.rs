//! The cells that belong together: all that take part in an identity with the one at hand.

use std::ops::Range;

use analysis::Analysis;
use balance::balances;

use super::at::{At, at};

/// A place that belongs to the one asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Highlight {
    pub range: Range<usize>,
    /// Whether it is a stated total, which the parts make up.
    pub total: bool,
}

/// The cells of all identities that the cell at an offset takes part in, each once, in the order
/// of the text. Nothing where there is no such cell.
pub fn document_highlights(analysis: &Analysis, offset: usize) -> Vec<Highlight> {
    let At::Cell(found) = at(analysis, offset) else { return Vec::new() };
    let mut highlights = vec![Highlight { range: found.cell.range.clone(), total: false }];
    for balance in balances(found.of.official) {
        let ours = balance.terms().any(|term| term.cell.range == found.cell.range);
        if !ours {
            continue;
        }
        let total = balance.total().cell.range.clone();
        for term in balance.terms() {
            highlights.push(Highlight {
                range: term.cell.range.clone(),
                total: term.cell.range == total,
            });
        }
    }
    highlights
        .sort_by_key(|highlight| (highlight.range.start, highlight.range.end, !highlight.total));
    highlights.dedup_by(|later, former| later.range == former.range);
    highlights
}
