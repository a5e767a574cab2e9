//! A case: a report as text, and everything that is known of it.

use fastrand::Rng;

use crate::expected::Expected;
use crate::fault::{FAULTS, Fault};
use crate::figures::{Figures, Scale};
use crate::form::Form;
use crate::identity;
use crate::layout;
use crate::prose::{self, Naming};
use crate::report::Report;
use crate::sheet::Sheet;
use crate::style::{FAMILIES, Family, Headings, Style};

#[derive(Clone)]
pub struct Case {
    /// Shape, number and fault: names the case for good, since its number is its seed.
    pub name: String,
    pub family: Family,
    pub text: String,
    pub expected: Expected,
    /// What no formatter may touch.
    pub paragraphs: Vec<String>,
    /// Each figure as typed.
    pub cells: Vec<Placed>,
    /// No fault, so that the whole report can be brought into the canonical shape.
    pub clean: bool,
    pub style: Style,
}

/// A figure with the words that say, in the canonical shape, which one it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    pub table: String,
    pub row: String,
    pub column: String,
    pub text: String,
}

/// A report in the making, on which faults are worked.
pub struct Draft {
    pub report: Report,
    pub style: Style,
    pub family: Family,
    pub expected: Expected,
}

/// Faultless reports of one family, `count` of them.
pub fn clean(family: Family, count: usize) -> Vec<Case> {
    (0..count).map(|index| build(family, index, None)).collect()
}

/// Reports with one fault each, every kind of fault `each` times.
pub fn faulty(family: Family, each: usize) -> Vec<Case> {
    let numbered = FAULTS.iter().flat_map(|fault| std::iter::repeat_n(fault, each)).enumerate();
    numbered
        .map(|(index, fault)| build(family, 200 + index, Some(fault)))
        .filter(|case| !case.name.is_empty())
        .collect()
}

fn build(family: Family, index: usize, fault: Option<&Fault>) -> Case {
    let place = FAMILIES.iter().position(|other| *other == family).unwrap();
    let mut rng = Rng::with_seed((place * 10_000 + index) as u64);
    let mut draft = draft(&mut rng, family, index, fault);
    let applies = fault.is_none_or(|fault| (fault.work)(&mut rng, &mut draft));
    let name = match fault {
        Some(fault) if applies => format!("{family:?}-{index:03}-{}", fault.name).to_lowercase(),
        None => format!("{family:?}-{index:03}-clean").to_lowercase(),
        // The fault makes no sense in this layout: no case.
        _ => String::new(),
    };
    finish(&mut rng, draft, name, fault.is_none())
}

fn draft(rng: &mut Rng, family: Family, index: usize, fault: Option<&Fault>) -> Draft {
    let newest = fault.is_some_and(|fault| fault.needs_2021);
    let year = if newest || rng.u8(0..5) > 0 { rng.i32(2021..=2025) } else { rng.i32(2019..=2020) };
    let form = Form::of_year(year);
    let author = prose::author(rng, index, year);
    let scales: &[i64] = if fault.is_some() { &[20, 300, 5000] } else { &[0, 20, 300, 5000] };
    let requests = *rng.choice(scales).unwrap();
    let mut figures = Figures::random(rng, &form, Scale { requests, regulations: false });
    let mut style = Style::random(rng, family);
    if fault.is_some_and(|fault| fault.plain_headings) {
        style.headings = Headings::Numbered;
    }
    layout::reorder(rng, &mut figures, &style);
    let naming = if fault.is_none() {
        *rng.choice(&[Naming::Nothing, Naming::TrueFigures]).unwrap()
    } else {
        Naming::Nothing
    };
    let mut expected =
        Expected { organ: Some(author.organ.clone()), year: Some(year), ..Expected::default() };
    match style.headings {
        Headings::Numbered => {}
        Headings::Misnumbered | Headings::Unnumbered => expected.must("W malformed-heading"),
    }
    Draft { report: Report::new(form, author, figures, naming), style, family, expected }
}

fn finish(rng: &mut Rng, draft: Draft, name: String, clean: bool) -> Case {
    let Draft { report, style, family, mut expected } = draft;
    let page = report.write(rng, &style);
    for sum in identity::broken(&report.form, &report.figures) {
        let key = (sum.table.clone(), sum.row.clone(), sum.column.clone());
        // A sum of a table that was left out of the text cannot be found in it.
        if let Some(bytes) = page.cells.get(&key) {
            expected.add_sum(sum, bytes.clone());
        }
    }
    let cells = report.figures.sheets().flat_map(placed).collect();
    Case {
        name,
        family,
        paragraphs: report.paragraphs(),
        text: page.text,
        expected,
        cells,
        clean,
        style,
    }
}

fn placed(sheet: &Sheet) -> impl Iterator<Item = Placed> {
    let cells = sheet
        .rows
        .iter()
        .flat_map(|row| row.cells.iter().zip(&sheet.columns).map(move |pair| (row, pair)));
    cells.map(|(row, (cell, column))| Placed {
        table: sheet.title.clone(),
        row: sheet.canonical_label(row),
        column: column.leaf().to_owned(),
        text: cell.text.clone(),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn faultless_reports_balance_and_are_the_same_every_time() {
        for family in FAMILIES {
            let [first, second] = [clean(family, 40), clean(family, 40)];
            assert!(first.iter().all(|case| case.expected.sums.is_empty()));
            assert!(first.iter().zip(&second).all(|(one, other)| one.text == other.text));
        }
    }

    #[test]
    fn every_fault_is_worked_somewhere_and_every_identity_broken() {
        let cases: Vec<Case> = FAMILIES.iter().flat_map(|&family| faulty(family, 6)).collect();
        let unworked =
            FAULTS.iter().find(|fault| !cases.iter().any(|case| case.name.ends_with(fault.name)));
        assert_eq!(unworked.map(|fault| fault.name), None);
        let broken: BTreeSet<_> =
            cases.iter().flat_map(|c| &c.expected.sums).map(|found| found.sum.identity).collect();
        assert_eq!(
            broken.into_iter().collect::<Vec<_>>(),
            ["case-total", "cross-sum", "outcome-total", "row-total"]
        );
    }

    #[test]
    fn no_two_reports_are_of_one_organ() {
        let cases = [clean(Family::Pipes, 200), faulty(Family::Pipes, 20)].concat();
        let organs: Vec<_> = cases.iter().filter_map(|case| case.expected.organ.clone()).collect();
        assert_eq!(organs.iter().collect::<BTreeSet<_>>().len(), organs.len());
    }
}
