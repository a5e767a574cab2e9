//! Reports of an invented organ with realistic figures, and their cells for reading and writing.
//!
//! Applications are drawn one by one, each with its applicant and its outcome, as an office counts
//! them; so every sum holds, most cells are 0, and natural persons are most of the applicants.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use analysis::Analysis;
use fastrand::Rng;
use form::CellRef;
use form::{Form, forms};
use report::Official;
use text::{Edit, apply};

/// Positions of 表三 and 表四 among the form's tables.
pub(crate) const REQUESTS: usize = 1;
pub(crate) const CHALLENGES: usize = 2;

/// The values of a table's cells; `None` is a blank cell.
pub(crate) type Values = BTreeMap<CellRef, Option<i64>>;

/// 表三 and 表四 of a report.
#[derive(Debug, Clone)]
pub(crate) struct Figures {
    pub(crate) form: &'static Form,
    pub(crate) requests: Values,
    pub(crate) challenges: Values,
}

impl Figures {
    /// About `scale` applications.
    pub(crate) fn random(rng: &mut Rng, form: &'static Form, scale: usize) -> Self {
        let requests = requests(rng, form, scale);
        let challenges = challenges(rng, form, scale);
        Self { form, requests, challenges }
    }

    pub(crate) fn table(&self, index: usize) -> &Values {
        if index == REQUESTS { &self.requests } else { &self.challenges }
    }

    pub(crate) fn table_mut(&mut self, index: usize) -> &mut Values {
        if index == REQUESTS { &mut self.requests } else { &mut self.challenges }
    }

    /// A report with these figures and a paragraph of prose.
    pub(crate) fn report(&self, prose: &str) -> String {
        let analysis = empty(self.form);
        let mut edits = Vec::new();
        for (_, official) in analysis.report.official_tables() {
            edits.extend(self.edits(official));
        }
        edits.sort_by_key(|edit: &Edit| edit.range.start);
        let text = apply(&analysis.text, &edits);
        text.replacen("\n\n二、", &format!("\n\n{prose}\n\n二、"), 1)
    }

    fn edits(&self, official: &Official) -> Vec<Edit> {
        let values = match official.index {
            REQUESTS | CHALLENGES => self.table(official.index),
            _ => return Vec::new(),
        };
        let mut edits = Vec::new();
        for block in &official.blocks {
            for (place, value) in values {
                let cell =
                    block.cell(place.row, place.column).expect("the skeleton has every cell");
                let text = value.map_or_else(String::new, |value| value.to_string());
                edits.push(Edit { range: cell.range.clone(), text });
            }
        }
        edits
    }
}

/// A report without figures; the same analysis for all that are made of it.
fn empty(form: &'static Form) -> &'static Analysis {
    static EMPTY: LazyLock<Vec<Analysis>> = LazyLock::new(|| {
        let empty = |form| skeleton::report(form, "云岭县𠮷石局", form.first_year);
        forms().iter().map(|form| Analysis::new(empty(form))).collect()
    });
    let position = forms().iter().position(|other| std::ptr::eq(other, form));
    &EMPTY[position.expect("one of the editions")]
}

/// Weights that differ from table to table, as offices do.
fn jittered(rng: &mut Rng, weights: &[f64]) -> Vec<f64> {
    weights.iter().map(|weight| weight * (0.2 + 1.6 * rng.f64())).collect()
}

/// A position, drawn by weight.
fn drawn(rng: &mut Rng, weights: &[f64]) -> usize {
    let mut left = rng.f64() * weights.iter().sum::<f64>();
    for (at, weight) in weights.iter().enumerate() {
        left -= weight;
        if left < 0.0 {
            return at;
        }
    }
    0
}

fn requests(rng: &mut Rng, form: &'static Form, scale: usize) -> Values {
    let of = &form.tables[REQUESTS].blocks[0];
    let row = |id: &str| of.row_position(id).expect("every edition has it");
    let (received, carried_in) = (row("received"), row("carried_in"));
    let (all, carried_out) = (row("outcome_total"), row("carried_out"));
    let outcomes: Vec<usize> = (0..of.rows.len())
        .filter(|at| !of.rows[*at].group && ![received, carried_in, all, carried_out].contains(at))
        .collect();
    let columns = of.columns.len() - 1;
    let applicants = jittered(rng, &[0.8, 0.12, 0.01, 0.02, 0.03, 0.02]);
    let likely = |at: &usize| match of.rows[*at].id.as_str() {
        "granted" => 0.4,
        "unavailable.not_held" => 0.2,
        "partial" => 0.08,
        _ => 0.02,
    };
    let likely: Vec<f64> = outcomes.iter().map(likely).collect();
    let likely = jittered(rng, &likely);
    let mut counts: BTreeMap<(usize, usize), i64> = BTreeMap::new();
    for _ in 0..scale / 2 + rng.usize(0..=scale) {
        let column = drawn(rng, &applicants);
        let arrived = if rng.f64() < 0.06 { carried_in } else { received };
        let left = rng.f64() < 0.06;
        let outcome = outcomes[drawn(rng, &likely)];
        let rows = if left { vec![arrived, carried_out] } else { vec![arrived, outcome, all] };
        for row in rows {
            *counts.entry((row, column)).or_default() += 1;
            *counts.entry((row, columns)).or_default() += 1;
        }
    }
    values(of, &counts)
}

fn challenges(rng: &mut Rng, form: &'static Form, scale: usize) -> Values {
    let of = &form.tables[CHALLENGES].blocks[0];
    let mut counts: BTreeMap<(usize, usize), i64> = BTreeMap::new();
    let results = jittered(rng, &[0.5, 0.15, 0.2, 0.15]);
    for _ in 0..rng.usize(0..=scale / 10 + 3) {
        let (row, result) = (rng.usize(0..of.rows.len()), drawn(rng, &results));
        *counts.entry((row, result)).or_default() += 1;
        *counts.entry((row, of.columns.len() - 1)).or_default() += 1;
    }
    values(of, &counts)
}

fn values(of: &form::Block, counts: &BTreeMap<(usize, usize), i64>) -> Values {
    let mut values = Values::new();
    for (row, _) in of.rows.iter().enumerate().filter(|(_, row)| !row.group) {
        for column in 0..of.columns.len() {
            let value = counts.get(&(row, column)).copied().unwrap_or(0);
            values.insert(CellRef { block: 0, row, column }, Some(value));
        }
    }
    values
}
