//! Finding headings, tables and rows of a report by a part of their name.

use analysis::Analysis;
use form::{halfwidth, is_blank};

use super::document_symbol::{Symbol, document_symbols};

/// The entries of a report's outline whose name holds the query, in the order of the text and without
/// what stands below them; all if the query is empty. Blanks, case and full-width letters make no
/// difference.
pub fn workspace_symbols(analysis: &Analysis, query: &str) -> Vec<Symbol> {
    let mut found = Vec::new();
    gather(document_symbols(analysis), &folded(query), &mut found);
    found
}

fn gather(symbols: Vec<Symbol>, query: &str, found: &mut Vec<Symbol>) {
    for mut symbol in symbols {
        let below = std::mem::take(&mut symbol.children);
        if folded(&symbol.name).contains(query) {
            found.push(symbol);
        }
        gather(below, query, found);
    }
}

fn folded(text: &str) -> String {
    text.chars().filter(|c| !is_blank(*c)).map(halfwidth).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sample::{report, texts};

    #[test]
    fn entries_are_found_by_a_part_of_their_name() {
        let analysis = Analysis::new(report("𠮷。", &[("received", "total", "745")]));
        let found = workspace_symbols(&analysis, " 本年新收");
        let [row] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(row.name, "一、本年新收政府信息公开申请数量");
        assert_eq!(row.detail.as_deref(), Some("745"));
        let selected = texts(&analysis.text, std::slice::from_ref(&row.selection));
        assert_eq!(selected, ["一、本年新收政府信息公开申请数量"]);
        let names = |query| {
            let found = workspace_symbols(&analysis, query);
            found.into_iter().map(|symbol| symbol.name).collect::<Vec<_>>()
        };
        assert_eq!(names("(一)依申请"), ["（一）依申请公开"]);
        assert_eq!(names("𠮷"), ["云岭县𠮷石局2023年政府信息公开工作年度报告"]);
        assert!(names("没有这个").is_empty());
        assert!(names("").len() > 40);
        assert!(workspace_symbols(&analysis, "").iter().all(|symbol| symbol.children.is_empty()));
    }
}
