//! Above each official table with identities: how far it is filled, how many of its identities hold, and
//! which do not. The line is there from the beginning, so that the text does not jump when a sum comes.

use std::ops::Range;

use analysis::Analysis;
use balance::{Balance, balances};
use report::Official;

use super::progress::Progress;

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
            let progress = Progress::of(official);
            if progress.identities == 0 {
                return None;
            }
            let start = table.range.start;
            let title = title(official, progress, &balances(official));
            Some(CodeLens { range: start..start, title })
        })
        .collect()
}

fn title(official: &Official, progress: Progress, balances: &[Balance<'_>]) -> String {
    let table = official.table();
    let broken: Vec<String> =
        balances.iter().filter(|it| !it.holds()).map(|it| name(official, it)).collect();
    // One blank cell may keep no sum from being tested.
    if (progress.is_open() && progress.testable < progress.identities) || balances.is_empty() {
        return unfinished(&table.name, progress, &broken);
    }
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

/// `表三：已填 2/25 行，可核对 2/39 条勾稽关系，1 条不平（…）`.
fn unfinished(table: &str, progress: Progress, broken: &[String]) -> String {
    let Progress { rows, filled, identities, testable } = progress;
    let wrong = match broken {
        [] => String::new(),
        broken => format!("，{} 条不平（{}）", broken.len(), broken.join("；")),
    };
    format!("{table}：已填 {filled}/{rows} 行，可核对 {testable}/{identities} 条勾稽关系{wrong}")
}

/// `自然人 一＋二＝三（七）＋四`.
fn name(official: &Official, balance: &Balance<'_>) -> String {
    let of = official.block(balance.block);
    format!("{} {}", balance.line().short(of), balance.identity.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(text: String) -> Vec<String> {
        code_lenses(&Analysis::new(text)).into_iter().map(|lens| lens.title).collect()
    }

    #[test]
    fn a_table_tells_from_the_beginning_how_far_it_is() {
        let blank = skeleton::report(form::current_form(), "云岭县档案局", 2024);
        assert_eq!(
            titles(blank.clone()),
            [
                "表三：已填 0/25 行，可核对 0/39 条勾稽关系",
                "表四：已填 0/3 行，可核对 0/3 条勾稽关系"
            ]
        );
        let row = blank.lines().find(|line| line.starts_with("| 行政复议 ")).unwrap_or_default();
        let begun = titles(blank.replace(row, "| 行政复议 | 1 | 0 | 0 | 0 | 2 |"));
        let told = "表四：已填 1/3 行，可核对 1/3 条勾稽关系，1 条不平（";
        assert!(begun.last().is_some_and(|title| title.starts_with(told)), "{begun:?}");
        let clean = titles(include_str!("../../../examples/clean.nianbao").to_owned());
        assert_eq!(clean, ["表三：39 条勾稽关系全部成立", "表四：3 条勾稽关系全部成立"]);
    }
}
