//! Faults of whole tables: the wrong edition, none, or one too many.

use fastrand::Rng;

use crate::case::Draft;
use crate::figures::{Figures, Scale};
use crate::form::Form;
use crate::grid::Grid;
use crate::report::Block;

const SCALE: Scale = Scale { requests: 20, regulations: false };

/// 表二 of 2019 in a report for 2021 or later: what real reports still do.
pub(super) fn outdated_disclosure(rng: &mut Rng, draft: &mut Draft) -> bool {
    draft.report.figures.disclosure =
        Figures::random(rng, &Form::of_edition("2019"), SCALE).disclosure;
    draft.expected.must("E outdated-form disclosure");
    true
}

/// All tables of 2019 in a report for 2021 or later. Of 表三 the header does not tell the edition, so what is said of its
/// single （六） row is left open.
pub(super) fn outdated_report(rng: &mut Rng, draft: &mut Draft) -> bool {
    draft.report.figures = Figures::random(rng, &Form::of_edition("2019"), SCALE);
    draft.expected.must("E outdated-form disclosure");
    for key in
        ["E outdated-form requests", "E missing-row requests/other.", "W unknown-row requests"]
    {
        draft.expected.may(key);
    }
    true
}

/// 表二 of 2021 in a report for 2019 or 2020.
pub(super) fn early_disclosure(rng: &mut Rng, draft: &mut Draft) -> bool {
    if draft.report.form.edition != "2019" {
        return false;
    }
    draft.report.figures.disclosure =
        Figures::random(rng, &Form::of_edition("2021"), SCALE).disclosure;
    draft.expected.must("W outdated-form disclosure");
    true
}

/// A table of the author's own in one of the sections of the official tables.
pub(super) fn foreign_table(rng: &mut Rng, draft: &mut Draft) -> bool {
    let section = *rng.choice(&["disclosure", "requests", "challenges"]).unwrap();
    let grid = Grid::labels(&[
        &["月份", "接待人次", "培训场次"],
        &["上半年", "12", "3"],
        &["下半年", "20", "4"],
    ]);
    let body = &mut draft.report.section_mut(section).body;
    body.extend([Block::Paragraph("另附接待和培训情况如下。".to_owned()), Block::Foreign(grid)]);
    draft.expected.must("W unrecognized-table");
    true
}

/// A section of an official table without it.
pub(super) fn lost_table(rng: &mut Rng, draft: &mut Draft) -> bool {
    let table = *rng.choice(&["disclosure", "requests", "challenges"]).unwrap();
    draft.report.section_mut(table).body.clear();
    draft.expected.must(format!("E missing-table {table}"));
    draft.expected.may(format!("W empty-section {table}"));
    true
}
