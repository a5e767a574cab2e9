//! From the tree to the report.

#![allow(clippy::indexing_slicing, reason = "ranges come from the tree, positions from the form")]

use tree_sitter::Tree;

use super::collect::collect;
use super::elements::{Collected, Element, ElementKind};
use super::kept::Former;
use super::reattach::reattach_table_lines;
use super::shapes::Anew;
use super::{
    Allow, Cells, Numbering, Official, Report, Section, Table, TableKind, Title, front, outline,
    shapes, tables,
};
use crate::syntax;
use form::Form;

/// The report that a text holds, for a text that nobody edits.
pub fn read(text: &str) -> Report {
    lower(&syntax::parse(text, None), text, None)
}

/// The report that a text holds. `tree` is the text's tree; of the report of the text that it came
/// from, what did not change is kept.
pub fn lower(tree: &Tree, text: &str, former: Option<Former<'_>>) -> Report {
    let Collected { elements, inlines, sources } = collect(tree, text, former);
    let reattached = reattach_table_lines(text, &elements);
    let mut seen = Seen::of(text, reattached.as_deref().unwrap_or(&elements), former);
    let mut changed = reattached;
    if !seen.is_whole()
        && let Some((again, reshaped)) = second_look(text, &elements, &seen, former)
    {
        (seen, changed) = (again, Some(reshaped));
    }
    let (elements, collected) = match changed {
        Some(changed) => (changed, Some(elements)),
        None => (elements, None),
    };
    // Where there is no title, what stands before everything else is before it.
    let first = elements.iter().find(|element| !matches!(element.kind, ElementKind::Comment));
    let front_end = match (&seen.title, first) {
        (Some(title), _) => title.range.start,
        (None, first) => first.map_or(text.len(), |first| first.range.start),
    };
    let allows = allows(text, &elements, front_end);
    Report {
        elements,
        inlines,
        title: seen.title,
        form: seen.form,
        edition_known: seen.edition_known,
        sections: seen.sections,
        tables: seen.tables,
        allows,
        sources,
        collected,
    }
}

/// What is found in the elements as other shapes have them, if it is more; tables and lines at first, and
/// where tables would be lost by it, lines alone.
fn second_look(
    text: &str,
    elements: &[Element],
    seen: &Seen,
    former: Option<Former<'_>>,
) -> Option<(Seen, Vec<Element>)> {
    [Anew::TablesAndLines, Anew::Lines].into_iter().find_map(|anew| {
        let reshaped = shapes::reshaped(text, elements, &seen.tables, seen.form, anew)?;
        let reshaped = reattach_table_lines(text, &reshaped).unwrap_or(reshaped);
        let again = Seen::of(text, &reshaped, former);
        again.is_more_than(seen).then_some((again, reshaped))
    })
}

/// What is found among the elements of a text.
struct Seen {
    title: Option<Title>,
    form: &'static Form,
    edition_known: bool,
    sections: Vec<Section>,
    tables: Vec<Table>,
}

impl Seen {
    fn of(text: &str, elements: &[Element], former: Option<Former<'_>>) -> Self {
        let title = front::title(text, elements, form::current_form());
        let edition = title.as_ref().and_then(|title| form::form_for(title.year?));
        let form = edition.unwrap_or_else(form::current_form);
        let start = title.as_ref().map_or(0, |title| title.elements.end);
        let sections = outline::sections(text, elements, start, form);
        let tables = tables::recognize(text, elements, &sections, form, former);
        Self { title, form, edition_known: edition.is_some(), sections, tables }
    }

    fn officials(&self) -> impl Iterator<Item = &Official> {
        self.tables.iter().filter_map(|table| match &table.kind {
            TableKind::Official(official) => Some(official),
            TableKind::Unrecognized => None,
        })
    }

    /// Whether all that a report has is there, so that nothing can be in another shape.
    fn is_whole(&self) -> bool {
        let there =
            |table: &form::Table| self.officials().any(|official| official.table().id == table.id);
        let misfits = |official: &Official| {
            let mut rows = official.blocks.iter().flat_map(|block| &block.rows);
            rows.any(|row| matches!(row.cells, Cells::Misfit { .. }))
        };
        self.sections.len() >= self.form.sections.len()
            && self.form.tables.iter().all(there)
            && self.tables.iter().all(|table| matches!(table.kind, TableKind::Official(_)))
            && self.officials().all(|official| {
                shapes::is_sound(official) && official.unknown_rows.is_empty() && !misfits(official)
            })
    }

    /// Whether nothing less is read, and something more: figures, headings, fewer unknown tables, or a table
    /// that was taken for prose. The same tables parted otherwise are no more.
    fn is_more_than(&self, other: &Self) -> bool {
        let (before, now) = (other.measure(), self.measure());
        let clearer = self.unknown() < other.unknown() && self.officials().next().is_some();
        let names = other.unknown().0 == 0 && self.unknown().0 > 0;
        (now != before || clearer || names)
            && now.iter().zip(before).all(|(now, before)| *now >= before)
    }

    /// How many tables, and rows of official tables, are none of the form's.
    fn unknown(&self) -> (usize, usize) {
        let is_none = |table: &&Table| matches!(table.kind, TableKind::Unrecognized);
        let rows = self.officials().map(|official| official.unknown_rows.len());
        (self.tables.iter().filter(is_none).count(), rows.sum())
    }

    /// How much is read: figures, sections, sections with their numbers, and the year of the title.
    fn measure(&self) -> [usize; 4] {
        let is_numbered = |section: &&Section| section.numbering == Numbering::Han;
        [
            self.officials().map(shapes::figures_of).sum(),
            self.sections.len(),
            self.sections.iter().filter(is_numbered).count(),
            usize::from(self.title.as_ref().is_some_and(|title| title.year.is_some())),
        ]
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
            let names = allowed_names(&text[element.range.clone()])?;
            let scope = if element.range.start < title_start {
                0..text.len()
            } else {
                following_block(elements, at).unwrap_or(element.range.end..element.range.end)
            };
            Some(Allow { range: element.range.clone(), names, scope })
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

/// The words in `<!-- nianbao: allow RULE[, RULE] 理由 -->` that may name rules: one an item, and none
/// behind an item that says more. Which words are names, the rules know.
fn allowed_names(comment: &str) -> Option<Vec<String>> {
    let inner = comment.trim_start_matches("<!--").trim_end_matches("-->").trim();
    let rest = inner.strip_prefix("nianbao")?.trim_start();
    let rest = rest.strip_prefix([':', '：'])?.trim_start().strip_prefix("allow")?;
    let mut names = Vec::new();
    for item in rest.split([',', '，', '、']) {
        let mut words = item.split_whitespace();
        let Some(name) = words.next() else { break };
        names.push(name.to_owned());
        if words.next().is_some() {
            break;
        }
    }
    Some(names)
}
