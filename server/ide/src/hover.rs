//! What a place of the report is: headings, labels, figures, references, and what is wrong there.
//!
//! The first line is short; details follow. The text is Markdown, and what comes from the report
//! is escaped; [`plain`] is for clients that show none.

mod page;
mod prose;
mod table;
mod title;

use std::ops::Range;

use analysis::Analysis;
use finding::Finding;
use form::guide::Guide;

use super::at::{At, at};
use page::Page;

pub use page::plain;

/// What is shown for a place.
#[derive(Debug, Clone)]
pub struct Hover {
    /// What it is about.
    pub range: Range<usize>,
    pub markdown: String,
    /// What leads to the right row, if it is about a row that is one of several to choose from.
    pub guide: Option<&'static Guide>,
}

/// What stands at an offset, and the rules that find something there. `findings` are those that are
/// shown.
pub fn hover(analysis: &Analysis, findings: &[Finding], offset: usize) -> Option<Hover> {
    let here = |finding: &&Finding| touches(&finding.range, offset);
    let mut found: Vec<&Finding> = findings.iter().filter(here).collect();
    found.sort_by_key(|finding| finding.range.len());
    let mut page = match page_at(analysis, offset) {
        Some(page) => page,
        None => {
            // Where nothing else is known, the rule is what there is to say.
            let first = found.first()?;
            Page::of_rule(first.range.clone(), rules::rule(first.rule)?)
        }
    };
    let mut told: Vec<&str> = page.rules().to_vec();
    for finding in found {
        if !told.contains(&finding.rule) {
            told.push(finding.rule);
            page.rule(finding.rule);
        }
    }
    Some(Hover { range: page.range.clone(), markdown: page.markdown(), guide: page.guide })
}

fn touches(range: &Range<usize>, offset: usize) -> bool {
    range.start <= offset && offset <= range.end
}

fn page_at(analysis: &Analysis, offset: usize) -> Option<Page> {
    match at(analysis, offset) {
        At::Cell(found) => Some(table::cell(analysis, &found, offset)),
        At::Row { block, row } => table::row(&block, row, analysis.report.year()),
        At::Column { block, column, label } => {
            table::column(&block, column, label, analysis.report.year())
        }
        At::Head { block, label } => Some(table::head(&block, label, analysis.report.year())),
        At::Section(section) => title::section(analysis, section),
        At::Inline(_) | At::Other => prose::page(analysis, offset)
            .or_else(|| title::around(analysis, offset))
            .or_else(|| table::group(analysis, offset))
            .or_else(|| allow(analysis, offset)),
        At::Title(title) => Some(title::title(analysis, title)),
    }
}

/// An allow comment: what it silences.
fn allow(analysis: &Analysis, offset: usize) -> Option<Page> {
    let allow = analysis.report.allows.iter().find(|allow| touches(&allow.range, offset))?;
    let known: Vec<&rules::Rule> = rules::allowed(allow).collect();
    if known.is_empty() {
        return None;
    }
    let names: Vec<&str> = known.iter().map(|rule| rule.title).collect();
    let where_to = if allow.scope == (0..analysis.text.len()) {
        "全文"
    } else {
        "紧接着的一段或一张表"
    };
    let mut page =
        Page::new(allow.range.clone(), &format!("{where_to}不再提示“{}”", names.join("”“")));
    for rule in known {
        page.rule(rule.name);
    }
    Some(page)
}

fn first_sentence(text: &str) -> &str {
    text.split('。').next().unwrap_or(text)
}

#[cfg(test)]
mod tests;
