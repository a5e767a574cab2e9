//! Whether an edition of the form makes sense: every reference resolves, every identity can be
//! computed. Nothing of this can go wrong in a report; a test runs it on the data.

use std::collections::BTreeSet;

use super::{Block, Explanation, Form, Identity, digits};

/// What is wrong with an edition, each with the place.
pub(super) fn faults(form: &Form) -> Vec<String> {
    let mut faults = Vec::new();
    let mut at = |place: String, fault: &str| {
        faults.push(format!("{}.toml: {place}: {fault}", form.edition));
    };
    for ids in [
        form.sections.iter().map(|section| &section.id).collect::<Vec<_>>(),
        form.tables.iter().map(|table| &table.id).collect(),
    ] {
        if ids.iter().collect::<BTreeSet<_>>().len() < ids.len() {
            at(format!("{ids:?}"), "an id is there twice");
        }
    }
    for section in &form.sections {
        explained(&section.id, &section.explanation, &mut at);
    }
    for table in &form.tables {
        explained(&table.id, &table.explanation, &mut at);
        if form.section_of(table).is_none() {
            at(table.id.clone(), "stands in a section that does not exist");
        }
        for block in &table.blocks {
            check_block(&format!("{}.{}", table.id, block.id), block, &mut at);
        }
    }
    faults
}

/// The first line stands alone, nothing is blank, and every citation is one of what exists.
fn explained(place: &str, explanation: &Explanation, at: &mut impl FnMut(String, &str)) {
    if explanation.first.matches('。').count() != 1 || !explanation.first.ends_with('。') {
        at(place.to_owned(), "its first line is not one sentence");
    }
    let points = explanation.points.iter().chain(explanation.examples.iter().flatten());
    if points.into_iter().any(|point| !point.say.ends_with('。')) {
        at(place.to_owned(), "a point or an example is no sentence");
    }
    if explanation.cites.is_empty() {
        at(place.to_owned(), "it cites nothing");
    }
    for fault in explanation.citations().filter_map(|citation| citation.resolve().err()) {
        at(place.to_owned(), &fault);
    }
}

fn check_block(place: &str, block: &Block, at: &mut impl FnMut(String, &str)) {
    explained(place, &block.explanation, at);
    let mut ids = BTreeSet::new();
    for row in &block.rows {
        let place = format!("{place}.{}", row.id);
        explained(&place, &row.explanation, at);
        if !ids.insert(&row.id) {
            at(place.clone(), "a row of this id exists already");
        }
        if digits(row.written()) != digits(&row.label) {
            at(place.clone(), "its short label has another number");
        }
        if let Some(parent) = &row.parent
            && !block.rows.iter().any(|other| other.id == *parent && other.group)
        {
            at(place.clone(), "its parent is no group of the block");
        }
        if row.share_limit.as_ref().is_some_and(|limit| block.row_position(&limit.of).is_none()) {
            at(place.clone(), "it is a part of a row that does not exist");
        }
        if row.repeats.as_ref().is_some_and(|other| block.row_position(other).is_none()) {
            at(place, "it repeats a row that does not exist");
        }
    }
    let mut ids = BTreeSet::new();
    for column in &block.columns {
        let place = format!("{place}.{}", column.id);
        explained(&place, &column.explanation, at);
        if !ids.insert(&column.id) {
            at(place.clone(), "a column of this id exists already");
        }
        if let Some(group) = &column.group
            && !block.column_groups.iter().any(|other| other.id == *group)
        {
            at(place.clone(), "its column group does not exist");
        }
        let changes = column.stock.iter().flat_map(|stock| [&stock.gains, &stock.losses]);
        if changes.into_iter().any(|other| block.column_position(other).is_none()) {
            at(place, "its stock changes by a column that does not exist");
        }
    }
    for identity in &block.identities {
        check_identity(&format!("{place}.{}", identity.id), block, identity, at);
    }
}

fn check_identity(
    place: &str,
    block: &Block,
    identity: &Identity,
    at: &mut impl FnMut(String, &str),
) {
    explained(place, &identity.explanation, at);
    for term in identity.unknown_terms(block) {
        at(place.to_owned(), &format!("`{term}` is no row or column with figures"));
    }
    if !identity.right.contains(&identity.total) {
        at(place.to_owned(), "its total is not on the right side");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide::guides;
    use crate::organ::OrganKind;
    use crate::{Citation, Table, edition, forms, regulation, shared_explanations};

    #[test]
    fn every_edition_makes_sense() {
        let faults: Vec<String> = forms().iter().flat_map(faults).collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    #[test]
    fn a_broken_form_is_told_with_its_place() {
        let broken = include_str!("../../forms/2021.toml")
            .replace("left = [\"received\",", "left = [\"receved\",")
            .replace("parent = \"refused\"", "parent = \"refusal\"");
        let form: Form = toml::from_str(&broken).expect("it is still TOML");
        let faults = faults(&form).join("\n");
        assert!(
            faults.contains("requests.requests.cross-sum: `receved` is no row or column"),
            "{faults}"
        );
        assert!(faults.contains("refused.state_secret: its parent is no group"), "{faults}");
    }

    #[test]
    fn an_edition_is_in_force_until_the_next() {
        let years: Vec<_> =
            forms().iter().rev().map(|form| (form.first_year, form.last_year)).collect();
        let next = years.iter().skip(1).map(|(first, _)| Some(first - 1)).chain([None]);
        assert!(years.iter().map(|(_, last)| *last).eq(next), "{years:?}");
    }

    #[test]
    fn the_form_has_every_official_cell() {
        let cells = |form: &Form| -> Vec<usize> {
            let of_block = |block: &Block| {
                block.rows.iter().filter(|row| !row.group).count() * block.columns.len()
            };
            form.tables.iter().map(|table| table.blocks.iter().map(of_block).sum()).collect()
        };
        let of = |id| cells(edition(id).expect("there is such an edition"));
        assert_eq!(of("2021"), [10, 25 * 7, 15], "domain: 2021");
        assert_eq!(of("2019")[1..], [23 * 7, 15], "domain: 2019");
    }

    #[test]
    fn the_regulation_is_complete() {
        let numbers: Vec<u32> =
            regulation().articles.iter().map(|article| article.number).collect();
        assert_eq!(numbers, (1..=56).collect::<Vec<_>>());
        for article in &regulation().articles {
            let Some(gist) = &article.gist else {
                panic!("article {} has no gist", article.number)
            };
            assert!(gist.first.ends_with('。'), "article {}", article.number);
            assert!(
                gist.points.iter().all(|point| point.say.ends_with('。')),
                "{}",
                article.number
            );
            let faults: Vec<String> =
                gist.citations().filter_map(|citation| citation.resolve().err()).collect();
            assert!(faults.is_empty(), "article {}: {faults:?}", article.number);
        }
    }

    #[test]
    fn rows_that_an_author_has_to_choose_among_have_a_worked_example() {
        for form in forms() {
            let tested = |table: &&Table| table.blocks.iter().any(|of| !of.identities.is_empty());
            for table in form.tables.iter().filter(tested) {
                for row in table.blocks.iter().flat_map(|block| &block.rows) {
                    let examples = row.explanation.examples.as_ref();
                    let told = examples.is_some_and(|examples| row.group || !examples.is_empty());
                    assert!(
                        told,
                        "{}: {} has no example, and does not say so",
                        form.edition, row.id
                    );
                }
            }
        }
    }

    /// Why an instrument is none to cite in a report for a year.
    fn out_of_force(citation: &Citation, year: i32) -> Option<String> {
        let of = citation.instrument()?;
        let begins = of.in_force.or(of.issued);
        let ends = of.successor().and_then(|next| next.in_force.or(next.issued));
        if begins.is_some_and(|day| day.year > year) {
            return Some(format!("`{}` is not in force yet", of.id));
        }
        ends.filter(|day| day.year < year).map(|day| format!("`{}` ended on {day}", of.id))
    }

    /// What is cited in a report for a year, with its points and examples.
    fn shown(of: &Explanation, year: i32) -> Vec<&Citation> {
        let points = of.points.iter().chain(of.examples.iter().flatten());
        let points = points.filter(|point| point.is_for(year)).flat_map(|point| &point.cites);
        of.cites.iter().chain(points).filter(|citation| citation.is_for(year)).collect()
    }

    #[test]
    fn what_is_cited_is_in_force_in_the_year() {
        const LATEST: i32 = 2030;
        let mut faults = Vec::new();
        for form in forms() {
            for year in form.first_year..=form.last_year.unwrap_or(LATEST) {
                let mut at = |place: &str, citations: Vec<&Citation>| {
                    let faulty = citations.into_iter().filter_map(|of| out_of_force(of, year));
                    faults.extend(faulty.map(|fault| format!("{year}, {place}: {fault}")));
                };
                for (place, explanation) in form.explanations() {
                    at(&place, shown(explanation, year));
                }
                for article in &regulation().articles {
                    let gist = article.gist.iter().flat_map(|gist| shown(gist, year));
                    at(&format!("article {}", article.number), gist.collect());
                }
                for kind in OrganKind::all() {
                    at(&kind.name, shown(&kind.deadline, year));
                }
                for guide in guides() {
                    let steps = guide.steps.iter().map(|step| (&step.id, &step.cites));
                    let leaves = guide.leaves.iter().map(|leaf| (&leaf.id, &leaf.cites));
                    for (id, cites) in steps.chain(leaves) {
                        let cites = cites.iter().filter(|citation| citation.is_for(year));
                        at(id, cites.collect());
                    }
                }
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    #[test]
    fn every_shared_explanation_is_used() {
        let used: BTreeSet<&str> = forms()
            .iter()
            .flat_map(Form::explanations)
            .map(|(_, explanation)| explanation.first.as_str())
            .collect();
        let unused: Vec<&str> = shared_explanations()
            .filter(|(_, explanation)| !used.contains(explanation.first.as_str()))
            .map(|(id, _)| id)
            .collect();
        assert_eq!(unused, Vec::<&str>::new());
    }

    #[test]
    fn the_regulation_has_the_paragraphs_and_items_of_its_text() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/law/tiaoli.md");
        let Ok(text) = std::fs::read_to_string(path) else { return };
        let mut articles: Vec<Vec<u32>> = Vec::new();
        for line in text.lines().map(str::trim).skip_while(|line| !line.starts_with("第一条")) {
            match articles.last_mut() {
                _ if line.is_empty() || line.starts_with('#') => {}
                Some(paragraphs) if line.starts_with('(') => {
                    *paragraphs.last_mut().expect("an item of a paragraph") += 1;
                }
                Some(paragraphs) if !line.starts_with('第') => paragraphs.push(0),
                _ => articles.push(vec![0]),
            }
        }
        let ours: Vec<Vec<u32>> =
            regulation().articles.iter().map(|article| article.paragraphs.clone()).collect();
        assert_eq!(ours, articles);
    }
}
