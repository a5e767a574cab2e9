//! Figures and labels of the official tables.

use analysis::Analysis;
use balance::{Balance, Term, balances, computable};
use form::guide::guides;
use form::{Column, Head, Identity, Row as FormRow, forms, vocabulary};
use report::number::{Figure, Invalid};
use report::{Cell, ElementKind, Label, Row, TableKind};

use super::Page;
use super::touches;
use crate::at::{BlockAt, CellAt, cell_area};

/// A figure: what it counts, and the identities that it takes part in.
pub(super) fn cell(analysis: &Analysis, found: &CellAt<'_>, offset: usize) -> Page {
    let (row, column) = (found.form_row(), found.form_column());
    let name = |row: &FormRow, column: &Column| format!("{}·{}", row.short(), column.short());
    let name = row.zip(column).map(|(row, column)| name(row, column)).unwrap_or_default();
    let written = analysis.text.get(found.cell.range.clone()).unwrap_or_default();
    let unit = column.map_or("", |column| column.unit.as_str());
    let range = found.cell.range.clone();
    let inside = !range.is_empty() && touches(&range, offset);
    let range = if inside { range } else { cell_area(&analysis.text, &range) };
    let mut page = Page::new(range, &format!("{name}：{}", value(found.cell, written, unit)));
    page.items(
        [("行", row.map(|row| &row.explanation)), ("列", column.map(|column| &column.explanation))]
            .into_iter()
            .filter_map(|(what, explanation)| Some(format!("{what}：{}", explanation?.brief())))
            .collect(),
    );
    page.sums(identities(&found.of, |identity| identity.line_of(found.cell_ref())));
    page
}

fn value(cell: &Cell, written: &str, unit: &str) -> String {
    match cell.figure {
        Figure::Number { value, .. } => format!("{value} {unit}"),
        Figure::Blank => "空着".to_owned(),
        Figure::Invalid(Invalid::Text) => format!("“{written}”不是数字"),
        Figure::Invalid(Invalid::Negative) => format!("“{written}”是负数"),
        Figure::Invalid(Invalid::Fraction) => format!("“{written}”不是整数"),
        Figure::Invalid(Invalid::TooLarge) => format!("“{written}”太大"),
    }
}

/// The identities of a block for which `line` gives a row or column, with today's values; those that
/// do not hold come first.
fn identities(of: &BlockAt<'_>, line: impl Fn(&Identity) -> Option<usize>) -> Vec<String> {
    let tested = balances(of.official);
    let computed = computable(of.official);
    let mut told: Vec<(bool, String)> = Vec::new();
    for identity in &of.form().identities {
        let Some(line) = line(identity) else { continue };
        let ours = |balance: &&Balance<'_>| {
            balance.block.index == of.block.index
                && balance.identity.id == identity.id
                && balance.line == line
        };
        told.push(match (tested.iter().find(ours), computed.iter().find(ours)) {
            (Some(balance), _) => (balance.holds(), arithmetic(balance)),
            (None, Some(balance)) => (true, untested(balance)),
            (None, None) => {
                (true, format!("？ {}：有的格缺少或者不是数字，暂时不能核对", identity.name))
            }
        });
    }
    told.sort_by_key(|(holds, _)| *holds);
    told.into_iter().map(|(_, line)| line).collect()
}

/// `✓ 一＋二＝三（七）＋四：706 ＋ 13 ＝ 672 ＋ 47`.
fn arithmetic(balance: &Balance<'_>) -> String {
    let name = &balance.identity.name;
    let (left, right) = (side(&balance.left), side(&balance.right));
    let (left_sum, right_sum) = (balance.left_sum(), balance.right_sum());
    if balance.holds() {
        return format!("✓ {name}：{left} {} {right}", balance.identity.relation.sign());
    }
    let equal = |side: String, sum: i64| {
        if side.contains('＋') { format!("{side} ＝ {sum}") } else { side }
    };
    let stated = if balance.right.len() == 1 { "表上填的是 " } else { "" };
    format!(
        "✗ {name}：{}，{stated}{}，差 {}",
        equal(left, left_sum),
        equal(right, right_sum),
        (left_sum - right_sum).abs()
    )
}

/// `706 ＋ 13`. Of a long sum only the parts that are not zero are told.
fn side(terms: &[Term<'_>]) -> String {
    let shown = terms.iter().filter(|term| terms.len() <= 2 || term.value != 0);
    let shown: Vec<String> = shown.map(|term| term.value.to_string()).collect();
    if shown.is_empty() { "0".to_owned() } else { shown.join(" ＋ ") }
}

/// An identity whose stated total says nothing, or in which a total is added up that says nothing.
fn untested(balance: &Balance<'_>) -> String {
    let name = &balance.identity.name;
    let blank = |term: &Term<'_>| term.cell.figure == Figure::Blank;
    let total = balance.total();
    let others_known =
        balance.terms().filter(|term| term.cell.range != total.cell.range).all(|term| !blank(term));
    match (blank(&total), others_known) {
        (true, true) => format!("？ {name}：总计空着，按各分项应为 {}", balance.expected()),
        (true, false) => format!("？ {name}：总计空着，暂时不能核对"),
        (false, _) => format!("？ {name}：有的格空着，暂时不能核对"),
    }
}

/// The label of a row or of a group of rows.
pub(super) fn row(block: &BlockAt<'_>, row: &Row, year: Option<i32>) -> Option<Page> {
    let form = block.form().rows.get(row.index)?;
    let mut page = Page::new(row.label.range.clone(), &form.label);
    let told = form.explanation.told(block.official.form.year_for(year));
    page.explanation(&told);
    if !form.group {
        page.sums(identities(block, |identity| identity.is_of_rows().then_some(row.index)));
    }
    page.basis(&told.basis);
    page.guide = guides().iter().find(|guide| guide.table == block.official.table().id);
    Some(page)
}

/// The header cell of a column.
pub(super) fn column(
    block: &BlockAt<'_>,
    column: usize,
    label: &Label,
    year: Option<i32>,
) -> Option<Page> {
    let form = block.form().columns.get(column)?;
    let mut page = Page::new(label.range.clone(), &form.label);
    let told = form.explanation.told(block.official.form.year_for(year));
    page.explanation(&told);
    page.sums(identities(block, |identity| (!identity.is_of_rows()).then_some(column)));
    page.basis(&told.basis);
    Some(page)
}

/// The heading of a block; for any other header cell, the table.
pub(super) fn head(block: &BlockAt<'_>, label: &Label, year: Option<i32>) -> Page {
    let table = block.official.table();
    let named = table.blocks.iter().find(|of| of.label.as_deref() == Some(label.official));
    let Some(of) = named else { return whole_table(block, label.range.clone(), year) };
    let mut page = Page::new(label.range.clone(), &format!("{}：{}", table.name, label.official));
    let told = of.explanation.told(block.official.form.year_for(year));
    page.explanation(&told);
    page.basis(&told.basis);
    page
}

fn whole_table(block: &BlockAt<'_>, range: std::ops::Range<usize>, year: Option<i32>) -> Page {
    let table = block.official.table();
    let mut page = Page::new(range, &format!("{}：{}", table.name, table.caption));
    let told = table.explanation.told(block.official.form.year_for(year));
    page.explanation(&told);
    page.basis(&told.basis);
    page
}

/// A header cell over several columns, which the report does not keep.
pub(super) fn group(analysis: &Analysis, offset: usize) -> Option<Page> {
    let report = &analysis.report;
    let table = report.tables.iter().find(|table| touches(&table.range, offset))?;
    let TableKind::Official(official) = &table.kind else { return None };
    let cell = report.elements.get(table.elements.clone())?.iter().find_map(|element| {
        let ElementKind::Row { cells, .. } = &element.kind else { return None };
        cells.iter().find(|cell| !cell.is_empty() && touches(&cell.range, offset))
    })?;
    let form = forms().iter().position(|form| form.edition == official.form.edition)?;
    let heads = vocabulary().heads(cell.text(&analysis.text));
    let found = heads.iter().find(|found| (found.form, found.table) == (form, official.index))?;
    let block = official.blocks.iter().find(|block| block.index == found.block)?;
    let Head::Group(group) = found.head else {
        let block = BlockAt { table, official, block };
        return Some(whole_table(&block, cell.range.clone(), report.year()));
    };
    let of = official.block(block).column_groups.get(group)?;
    let mut page = Page::new(cell.range.clone(), &of.label);
    let told = of.explanation.told(official.form.year_for(report.year()));
    page.explanation(&told);
    page.basis(&told.basis);
    Some(page)
}
