//! Where a guide's outcome stands in a report: the row, and its cell in each column.

use std::ops::Range;

use form::guide::Outcome;
use report::Report;

use super::at::blocks;

/// A row of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The row's label.
    pub row: Range<usize>,
    /// What is written in the row's cells, each with the id of its column.
    pub cells: Vec<(&'static str, Range<usize>)>,
}

/// The row that an outcome counts in; none if the report lacks it, or if nothing is counted.
pub fn place(report: &Report, outcome: &Outcome) -> Option<Place> {
    let id = outcome.row.as_ref()?.id;
    let (of, row) = blocks(report)
        .filter(|of| of.official.table().id == outcome.table)
        .flat_map(|of| of.block.rows.iter().map(move |row| (of, row)))
        .find(|(of, row)| of.form().rows.get(row.index).is_some_and(|form| form.id == id))?;
    let ours = of.cells().filter(|cell| std::ptr::eq(cell.row, row));
    let cells =
        ours.filter_map(|found| Some((found.form_column()?.id.as_str(), found.cell.range.clone())));
    Some(Place { row: row.label.range.clone(), cells: cells.collect() })
}

#[cfg(test)]
mod tests {
    use analysis::Analysis;
    use form::guide::{Next, guides};

    use super::*;

    const REPORT: &str = "\
云岭县档案局2024年政府信息公开工作年度报告

三、收到和处理政府信息公开申请情况

| 申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |
| --- | --- | --- | --- | --- | --- | --- | --- |
| 一、本年新收政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |
| 　（一）予以公开 | 25 | 0 | 0 | 0 | 0 | 0 | 25 |
| 四、结转下年度继续办理 | 1 | 2 |
";

    fn found(answers: &[&str]) -> Option<(String, Vec<(&'static str, String)>)> {
        let analysis = Analysis::new(REPORT.to_owned());
        let form = analysis.report.form;
        let year = form.year_for(analysis.report.year());
        let progress = guides().first()?.walk(form, year, answers.iter().copied()).ok()?;
        let Next::Outcome(outcome) = progress.next else { panic!("there is more to ask") };
        let text = |range: Range<usize>| analysis.text[range].to_owned();
        let place = place(&analysis.report, &outcome)?;
        let cells = place.cells.into_iter().map(|(column, range)| (column, text(range)));
        Some((text(place.row), cells.collect()))
    }

    #[test]
    fn a_row_and_its_cells() {
        let answers = ["answered", "information", "here", "provided"];
        let (row, cells) = found(&answers).expect("the row is there");
        assert_eq!(row, "（一）予以公开");
        assert_eq!(cells.len(), 7);
        assert_eq!(cells.first(), Some(&("natural_person", "25".to_owned())));
    }

    #[test]
    fn a_row_whose_columns_cannot_be_told_has_no_cells() {
        let (row, cells) = found(&["pending"]).expect("the row is there");
        assert_eq!((row.as_str(), cells.len()), ("四、结转下年度继续办理", 0));
    }

    #[test]
    fn a_row_that_is_missing_has_no_place() {
        assert_eq!(found(&["withdrawn"]), None);
        assert_eq!(found(&["reopened", "earlier"]), None);
    }
}
