//! Everything that the forms explain, as one list: what it is called, and where it stands.

use form::guide::{Guide, guides};
use form::{Block, Column, Explanation, Form, Identity, Row, Section, Table, numberless};

/// A part of a form that has an explanation.
#[derive(Debug)]
pub(super) struct Part {
    /// What kind of part it is, in Chinese.
    pub(super) kind: &'static str,
    pub(super) title: String,
    pub(super) id: &'static str,
    /// Where it stands, for the reader.
    pub(super) place: String,
    /// What people call it, in words of the form.
    pub(super) names: Vec<&'static str>,
    /// What people call it by its number, such as （七） and 三（七）; written without blanks.
    pub(super) numbers: Vec<String>,
    pub(super) explanation: &'static Explanation,
    /// The edition that it is a part of.
    pub(super) form: &'static Form,
    /// What leads to it question by question, where several rows may be meant.
    pub(super) guide: Option<&'static Guide>,
}

/// All parts of a form, from the whole to the details.
pub(super) fn parts(form: &'static Form) -> Vec<Part> {
    let mut parts: Vec<Part> = form.sections.iter().map(|part| section(form, part)).collect();
    parts.extend(form.tables.iter().map(|part| table(form, part)));
    for table in &form.tables {
        let place = format!("{}　{}　{}", form.name, table.name, table.caption);
        let mut of_table = Vec::new();
        for part in &table.blocks {
            add_block(form, table, part, &place, &mut of_table);
        }
        let guide = guide_to(table);
        parts.extend(of_table.into_iter().map(|part| match part.kind {
            ROW => Part { guide, ..part },
            _ => part,
        }));
    }
    parts
}

/// What a row is called.
const ROW: &str = "行";

fn guide_to(table: &Table) -> Option<&'static Guide> {
    guides().iter().find(|guide| guide.table == table.id)
}

fn section(form: &'static Form, section: &'static Section) -> Part {
    let number = &section.number;
    Part {
        kind: "部分",
        title: format!("{number}、{}", section.title),
        id: &section.id,
        place: format!("{}　第{number}部分", form.name),
        names: [&section.title].into_iter().chain(&section.variants).map(String::as_str).collect(),
        numbers: vec![number.clone(), format!("第{number}部分")],
        explanation: &section.explanation,
        form,
        guide: None,
    }
}

fn table(form: &'static Form, table: &'static Table) -> Part {
    let section = form.section_of(table);
    let place = section.map_or(String::new(), |section| format!("　在第{}部分", section.number));
    Part {
        kind: "表",
        title: format!("{}　{}", table.name, table.caption),
        id: &table.id,
        place: format!("{}{place}", form.name),
        names: vec![&table.name, &table.caption],
        numbers: Vec::new(),
        explanation: &table.explanation,
        form,
        guide: guide_to(table),
    }
}

fn add_block(
    form: &'static Form,
    table: &'static Table,
    block: &'static Block,
    place: &str,
    parts: &mut Vec<Part>,
) {
    // A table of one block is the same as its block.
    if table.blocks.len() > 1 {
        parts.push(self::block(form, block, place));
    }
    let place = match &block.label {
        Some(label) => format!("{place}　{label}"),
        None => place.to_owned(),
    };
    parts.extend(block.rows.iter().map(|part| row(form, block, part, &place)));
    parts.extend(block.column_groups.iter().map(|group| Part {
        kind: "列",
        title: group.label.clone(),
        id: &group.id,
        place: place.clone(),
        names: [&group.label].into_iter().chain(&group.variants).map(String::as_str).collect(),
        numbers: Vec::new(),
        explanation: &group.explanation,
        form,
        guide: None,
    }));
    parts.extend(block.columns.iter().map(|part| column(form, part, &place)));
    parts.extend(block.identities.iter().map(|part| identity(form, part, &place)));
}

fn block(form: &'static Form, block: &'static Block, place: &str) -> Part {
    let label = block.canonical_corner();
    Part {
        kind: "表二的一块",
        title: label.to_owned(),
        id: &block.id,
        place: place.to_owned(),
        names: std::iter::once(label).chain(block.variants.iter().map(String::as_str)).collect(),
        numbers: Vec::new(),
        explanation: &block.explanation,
        form,
        guide: None,
    }
}

fn row(form: &'static Form, block: &'static Block, row: &'static Row, place: &str) -> Part {
    let names = [
        row.label.as_str(),
        numberless(&row.label),
        row.written(),
        numberless(row.written()),
        row.short(),
    ];
    Part {
        kind: ROW,
        title: row.label.clone(),
        id: &row.id,
        place: place.to_owned(),
        names: names.into_iter().chain(row.variants.iter().map(String::as_str)).collect(),
        numbers: numbers(block, row),
        explanation: &row.explanation,
        form,
        guide: None,
    }
}

/// `（三）1` and `三（三）1` for a row that is numbered 1 under （三） under 三.
fn numbers(block: &Block, row: &Row) -> Vec<String> {
    let Some(own) = number(row) else { return Vec::new() };
    let parent = row.parent.as_deref().and_then(|id| block.rows.iter().find(|row| row.id == id));
    let of_parent = parent.map(|parent| numbers(block, parent)).unwrap_or_default();
    let mut numbers: Vec<String> =
        of_parent.iter().map(|number| format!("{number}{own}")).collect();
    // `1` alone could be any; （七） is only one.
    if own.starts_with('（') || parent.is_none() {
        numbers.push(own.to_owned());
    }
    numbers
}

/// The number that a row's label begins with, without the mark behind it.
fn number(row: &Row) -> Option<&str> {
    let number = row.label.strip_suffix(numberless(&row.label))?;
    let number = number.trim_end_matches(['、', '.', ' ']);
    (!number.is_empty()).then_some(number)
}

fn column(form: &'static Form, column: &'static Column, place: &str) -> Part {
    let names = [column.label.as_str(), column.short()];
    Part {
        kind: "列",
        title: column.label.clone(),
        id: &column.id,
        place: place.to_owned(),
        names: names.into_iter().chain(column.variants.iter().map(String::as_str)).collect(),
        numbers: Vec::new(),
        explanation: &column.explanation,
        form,
        guide: None,
    }
}

fn identity(form: &'static Form, identity: &'static Identity, place: &str) -> Part {
    Part {
        kind: "勾稽关系",
        title: identity.name.clone(),
        id: &identity.id,
        place: place.to_owned(),
        names: vec![&identity.name],
        numbers: Vec::new(),
        explanation: &identity.explanation,
        form,
        guide: None,
    }
}
