//! Whole tables and blocks of tables, to be filled in.

use form::{Block, Table};
use format::blank_block;

use super::boilerplate::boilerplate;
use super::candidate::Candidate;
use super::place::Place;
use super::template::Template;
use super::{CompletionKind, DocRef};
use crate::at::blocks;

/// The tables that belong into the section and are missing from the report, and the missing blocks
/// of tables that have several.
pub(super) fn missing(place: &Place<'_>) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for table in place.form().tables.iter().filter(|table| table.section == place.id()) {
        let lacks = |block: &&'static Block| !is_present(place, table, block);
        let lacking: Vec<&'static Block> = table.blocks.iter().filter(lacks).collect();
        if lacking.len() == table.blocks.len() {
            candidates.push(whole(place, table));
        }
        if table.blocks.len() > 1 {
            candidates.extend(lacking.iter().map(|block| one_block(place, block)));
        }
    }
    let ranked = candidates.into_iter().enumerate();
    ranked.map(|(rank, candidate)| Candidate { rank, ..candidate }).collect()
}

fn is_present(place: &Place<'_>, table: &Table, block: &Block) -> bool {
    let same = |id: &str, of: &Block| id == table.id && of.id == block.id;
    blocks(&place.analysis.report).any(|of| same(&of.official.table().id, of.form()))
}

fn whole(place: &Place<'_>, table: &'static Table) -> Candidate {
    let mut text = Template::default();
    for (at, block) in table.blocks.iter().enumerate() {
        text.text(if at > 0 { "\n\n" } else { "" });
        text.append(filled_in(block));
    }
    Candidate {
        label: format!("{}　{}", table.name, table.caption),
        kind: CompletionKind::Table,
        detail: Some(size(&text)),
        keys: std::iter::once(table.caption.clone())
            .chain(table.blocks.iter().map(|block| block.canonical_corner().to_owned()))
            .collect(),
        text,
        doc: DocRef::table(place.form(), &table.id),
        rank: 0,
    }
}

fn one_block(place: &Place<'_>, block: &'static Block) -> Candidate {
    let text = filled_in(block);
    let rows: Vec<&str> = block.rows.iter().map(|row| row.label.as_str()).collect();
    Candidate {
        label: block.canonical_corner().to_owned(),
        kind: CompletionKind::Table,
        detail: Some(format!("{}，{}", rows.join("、"), size(&text))),
        keys: rows.into_iter().map(str::to_owned).collect(),
        text,
        doc: DocRef::block(place.form(), &block.id),
        rank: 0,
    }
}

fn size(table: &Template) -> String {
    boilerplate().table_size.replace("{cells}", &table.stops().to_string())
}

/// A block with a stop in each cell that takes a figure.
fn filled_in(block: &'static Block) -> Template {
    // Rows follow the header and the alignment row.
    let rows = [None, None].into_iter().chain(block.rows.iter().map(Some));
    let mut text = Template::default();
    for (at, (line, row)) in blank_block(block).iter().zip(rows).enumerate() {
        text.text(if at > 0 { "\n" } else { "" });
        match row {
            Some(row) if !row.group => text.append(with_stops(line)),
            _ => text.text(line),
        }
    }
    text
}

/// A drawn row with a stop in each cell behind the label.
fn with_stops(line: &str) -> Template {
    let mut text = Template::default();
    for (at, cell) in line.split_inclusive('|').enumerate() {
        match cell.strip_suffix(" |").filter(|_| at > 1) {
            Some(blank) => {
                text.text(blank);
                text.stop("");
                text.text(" |");
            }
            None => text.text(cell),
        }
    }
    text
}
