//! From the tree to the report.

#![allow(clippy::indexing_slicing, reason = "ranges come from the tree, positions from the form")]

use tree_sitter::Tree;

use super::adopt::adopt_lines;
use super::collect::collect;
use super::elements::{Collected, Element, ElementKind};
use super::kept::Former;
use super::{Allow, Report, front, outline, tables};
use crate::syntax;

/// The report that a text holds, for a text that nobody edits.
pub fn read(text: &str) -> Report {
    lower(&syntax::parse(text, None), text, None)
}

/// The report that a text holds. `tree` is the text's tree; of the report of the text that it came
/// from, what did not change is kept.
pub fn lower(tree: &Tree, text: &str, former: Option<Former<'_>>) -> Report {
    let Collected { elements, inlines, sources } = collect(tree, text, former);
    let adopted = adopt_lines(text, &elements);
    let (elements, collected) = match adopted {
        Some(adopted) => (adopted, Some(elements)),
        None => (elements, None),
    };
    let title = front::title(text, &elements, form::current_form());
    let edition = title.as_ref().and_then(|title| form::form_for(title.year?));
    let form = edition.unwrap_or_else(form::current_form);
    let start = title.as_ref().map_or(0, |title| title.elements.end);
    let sections = outline::sections(text, &elements, start, form);
    let tables = tables::recognize(text, &elements, &sections, form, former);
    // Where there is no title, what stands before everything else is before it.
    let first = elements.iter().find(|element| !matches!(element.kind, ElementKind::Comment));
    let front_end = match (&title, first) {
        (Some(title), _) => title.range.start,
        (None, first) => first.map_or(text.len(), |first| first.range.start),
    };
    let allows = allows(text, &elements, front_end);
    Report {
        elements,
        inlines,
        title,
        form,
        edition_known: edition.is_some(),
        sections,
        tables,
        allows,
        sources,
        collected,
    }
}

/// The allow comments, and what each covers: the element that follows (a whole table if it is a
/// row), or the whole file where the comment stands before the title.
fn allows(text: &str, elements: &[Element], title_start: usize) -> Vec<Allow> {
    let comments = elements
        .iter()
        .enumerate()
        .filter(|(_, element)| matches!(element.kind, ElementKind::Comment));
    comments
        .filter_map(|(at, element)| {
            let rules = allowed_rules(&text[element.range.clone()])?;
            let scope = if element.range.start < title_start {
                0..text.len()
            } else {
                following_block(elements, at).unwrap_or(element.range.end..element.range.end)
            };
            Some(Allow { range: element.range.clone(), rules, scope })
        })
        .collect()
}

fn following_block(elements: &[Element], comment: usize) -> Option<std::ops::Range<usize>> {
    let mut rest =
        elements[comment..].iter().filter(|element| !matches!(element.kind, ElementKind::Comment));
    let first = rest.next()?;
    let same_block = |element: &&Element| {
        matches!(first.kind, ElementKind::Row { .. })
            && matches!(element.kind, ElementKind::Row { .. } | ElementKind::Delimiter { .. })
    };
    let end = rest.take_while(same_block).last().map_or(first.range.end, |last| last.range.end);
    Some(first.range.start..end)
}

/// The rule names in `<!-- nianbao: allow RULE[, RULE] 理由 -->`.
fn allowed_rules(comment: &str) -> Option<Vec<String>> {
    let inner = comment.trim_start_matches("<!--").trim_end_matches("-->").trim();
    let rest = inner.strip_prefix("nianbao")?.trim_start();
    let rest = rest.strip_prefix([':', '：'])?.trim_start().strip_prefix("allow")?;
    let is_name =
        |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    let mut rules = Vec::new();
    for word in rest.split([',', '，', '、']) {
        let mut parts = word.split_whitespace();
        match parts.next() {
            Some(name) if is_name(name) => rules.push(name.to_owned()),
            _ => break,
        }
        if parts.next().is_some() {
            break;
        }
    }
    Some(rules)
}
