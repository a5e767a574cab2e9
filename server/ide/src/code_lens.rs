//! Above each official table: how many of its identities hold, and which do not.

use std::ops::Range;

use analysis::Analysis;
use balance::{Balance, balances};
use report::Official;

/// A line above a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeLens {
    /// The table's first cell.
    pub range: Range<usize>,
    pub title: String,
}

/// The lines above the tables that have identities.
pub fn code_lenses(analysis: &Analysis) -> Vec<CodeLens> {
    let tables = analysis.report.official_tables();
    tables
        .filter_map(|(table, official)| {
            let balances = balances(official);
            if balances.is_empty() {
                return None;
            }
            let start = table.range.start;
            Some(CodeLens { range: start..start, title: title(official, &balances) })
        })
        .collect()
}

fn title(official: &Official, balances: &[Balance<'_>]) -> String {
    let table = official.table();
    let broken: Vec<String> =
        balances.iter().filter(|it| !it.holds()).map(|it| name(official, it)).collect();
    if broken.is_empty() {
        return format!("{}：{} 条勾稽关系全部成立", table.name, balances.len());
    }
    let holds = balances.len() - broken.len();
    format!(
        "{}：{} 条勾稽关系，{holds} 条成立，{} 条不平（{}）",
        table.name,
        balances.len(),
        broken.len(),
        broken.join("；")
    )
}

/// `自然人 一＋二＝三（七）＋四`.
fn name(official: &Official, balance: &Balance<'_>) -> String {
    let of = official.block(balance.block);
    format!("{} {}", balance.line().short(of), balance.identity.name)
}
