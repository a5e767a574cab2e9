//! The computed sum beside a stated total, and what a cell that is probably wrong should hold.

use std::ops::Range;

use analysis::Analysis;
use balance::{Balance, balances, expected_of_blank};
use config::ShowSums;
use form::Relation;

/// A hint behind a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InlayHint {
    /// Where it is drawn: behind the stated total, or behind the cell that is probably wrong.
    pub offset: usize,
    /// What the parts add up to, such as `＝719`, or what the cell should hold, such as `应为 692？`.
    pub label: String,
    /// The arithmetic, or what would be mended.
    pub tooltip: String,
}

/// The hints for the totals within a range.
pub fn inlay_hints(analysis: &Analysis, range: &Range<usize>, show: ShowSums) -> Vec<InlayHint> {
    if show == ShowSums::Never {
        return Vec::new();
    }
    let mut hints: Vec<InlayHint> = Vec::new();
    for (_, official) in analysis.report.official_tables() {
        let stated = balances(official)
            .into_iter()
            .filter(|balance| show == ShowSums::Always || !balance.holds());
        let blank = expected_of_blank(official);
        for balance in stated.chain(blank) {
            let total = balance.total().cell.range.clone();
            if range.start <= total.end && total.start <= range.end {
                hints.push(hint(&balance, total.end));
            }
        }
    }
    for suspect in &analysis.explained().suspects {
        let offset = suspect.range.end;
        // Beside a total the sum of its parts may say the same.
        let computed = format!("＝{}", suspect.to);
        let is_told = hints.iter().any(|hint| hint.offset == offset && hint.label == computed);
        if !is_told && range.start <= offset && suspect.range.start <= range.end {
            let label = format!("应为 {}？", suspect.to);
            hints.push(InlayHint { offset, label, tooltip: suspect.message.clone() });
        }
    }
    hints.sort_by(|one, two| (one.offset, &one.label).cmp(&(two.offset, &two.label)));
    // Two identities that want the same total say so once; if they differ, both are told.
    hints.dedup_by(|later, former| later.offset == former.offset && later.label == former.label);
    hints
}

fn hint(balance: &Balance<'_>, offset: usize) -> InlayHint {
    let (relation, bound) = (balance.identity.relation.turned(), balance.expected());
    let label = format!("{}{bound}", relation.sign());
    let should = match relation {
        Relation::Equal => "应为",
        Relation::AtMost => "应不多于",
        Relation::AtLeast => "应不少于",
    };
    let tooltip = format!("{}：按各分项计算{should} {bound}", balance.identity.name);
    InlayHint { offset, label, tooltip }
}
