//! Which words of a report are the form's: labels of all editions, found by their key.
//!
//! A label alone seldom says which edition it belongs to, so every reading of it is kept, and
//! whoever knows more of the table chooses.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{
    Block, Form, Row, folded, forms, halfwidth, is_word, key, key_within, numberless, short_key,
};

/// A table, whichever edition: the position of its id among those of all editions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TableId(usize);

/// A row of the form, or a group of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LabelMatch {
    /// Position of the edition in [`forms`].
    pub form: usize,
    /// Position in the edition.
    pub table: usize,
    pub id: TableId,
    pub block: usize,
    pub row: usize,
}

/// What a header cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// 第二十条第（一）项: the heading of a block.
    Block,
    /// A cell that names no column, such as 信息内容.
    Note,
    /// A cell over several columns, such as 法人或其他组织.
    Group(usize),
    Column(usize),
    /// A part of the many-level header of 表四, such as 行政诉讼.
    Path,
}

/// A header cell of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeadMatch {
    pub form: usize,
    /// Position in the edition.
    pub table: usize,
    pub id: TableId,
    pub block: usize,
    pub head: Head,
}

/// All labels of all editions, by key.
#[derive(Debug, Default)]
pub struct Vocabulary {
    rows: HashMap<String, Vec<LabelMatch>>,
    heads: HashMap<String, Vec<HeadMatch>>,
    /// The ids of sections, by the keys of their titles.
    sections: HashMap<String, &'static str>,
    /// The ids of the tables of all editions.
    tables: Vec<&'static str>,
    /// No key of a row or a header is longer, in bytes.
    longest: usize,
    /// No key of a section is longer, in bytes.
    longest_section: usize,
    /// What the keys of sections begin with.
    section_beginnings: String,
    /// The keys of rows and headers of each table, in all editions, a line each.
    words_of_tables: Vec<String>,
}

/// What a text may be.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known {
    pub rows: &'static [LabelMatch],
    pub heads: &'static [HeadMatch],
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::of_all_editions);

/// The words of all editions.
pub fn vocabulary() -> &'static Vocabulary {
    &VOCABULARY
}

impl TableId {
    /// Its position among the tables of all editions.
    pub fn position(self) -> usize {
        self.0
    }
}

impl Vocabulary {
    /// The tables of all editions, those of the newest first.
    pub fn tables(&self) -> impl ExactSizeIterator<Item = TableId> + use<> {
        (0..self.tables.len()).map(TableId)
    }

    /// The position of a table in an edition; none if that has no such table.
    pub fn position_in(&self, form: &Form, table: TableId) -> Option<usize> {
        form.table_position(self.tables.get(table.0)?)
    }

    /// The rows and header cells that a label may be.
    pub fn look_up(&'static self, label: &str) -> Known {
        let key = key(label);
        // The number, which a row's key is without, comes first.
        let number = label.len() - numberless(label).len();
        let number = label.get(..number).unwrap_or_default();
        let number =
            number.chars().map(halfwidth).filter(|c| is_word(*c)).map(char::len_utf8).sum();
        let row = key.get(number..).unwrap_or_default();
        if row.len() > self.longest {
            return Known::default();
        }
        Known {
            rows: self.rows.get(row).map_or(&[], Vec::as_slice),
            heads: self.heads.get(&key).map_or(&[], Vec::as_slice),
        }
    }

    /// The rows that a label may name, its number and marks aside.
    pub fn rows(&self, label: &str) -> &[LabelMatch] {
        self.rows.get(&key(numberless(label))).map_or(&[], Vec::as_slice)
    }

    /// What a header cell may be. A number before it makes it a row's label.
    pub fn heads(&self, label: &str) -> &[HeadMatch] {
        self.heads.get(&key(label)).map_or(&[], Vec::as_slice)
    }

    /// The id of the section whose title this is, its number and marks aside.
    pub fn section(&self, title: &str) -> Option<&'static str> {
        let title = numberless(title);
        // Most lines are none, and begin unlike any.
        let first = title.chars().map(folded).find(|c| is_word(*c))?;
        let may_be = self.section_beginnings.contains(first);
        let key = may_be.then(|| key_within(title, self.longest_section))??;
        self.sections.get(&key).copied()
    }

    /// No key of a row or a header is longer, in bytes.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// In which tables a key is one of a label, or a part of one: a bit for each.
    pub fn tables_of(&self, key: &str) -> u8 {
        let tables = self.words_of_tables.iter().enumerate();
        tables.filter(|(_, words)| words.contains(key)).fold(0, |tables, (at, _)| tables | 1 << at)
    }

    /// Whether a line of its own can be nothing but the heading of a section or a block.
    pub fn stands_alone(&self, line: &str) -> bool {
        self.section(line).is_some()
            || self.heads(line).iter().any(|found| found.head == Head::Block)
    }

    fn of_all_editions() -> Self {
        let mut vocabulary = Self::default();
        for (position, form) in forms().iter().enumerate() {
            vocabulary.add_form(position, form);
        }
        let keys = vocabulary.rows.keys().chain(vocabulary.heads.keys());
        vocabulary.longest = keys.map(String::len).max().unwrap_or(0);
        vocabulary.longest_section = vocabulary.sections.keys().map(String::len).max().unwrap_or(0);
        vocabulary.words_of_tables =
            vocabulary.tables().map(|table| vocabulary.words_of(table)).collect();
        let beginnings = vocabulary.sections.keys().filter_map(|key| key.chars().next());
        vocabulary.section_beginnings = beginnings.collect();
        vocabulary
    }

    fn words_of(&self, table: TableId) -> String {
        let rows = self.rows.iter().filter(|(_, rows)| rows.iter().any(|row| row.id == table));
        let heads = self.heads.iter().filter(|(_, of)| of.iter().any(|head| head.id == table));
        let mut keys: Vec<&str> =
            rows.map(|(key, _)| key.as_str()).chain(heads.map(|(key, _)| key.as_str())).collect();
        keys.sort_unstable();
        keys.join("\n")
    }

    fn add_form(&mut self, form: usize, of: &'static Form) {
        for section in &of.sections {
            for title in std::iter::once(&section.title).chain(&section.variants) {
                self.sections.entry(key(title)).or_insert(&section.id);
            }
        }
        for (table, of_table) in of.tables.iter().enumerate() {
            let id = self.add_table(&of_table.id);
            for (block, of_block) in of_table.blocks.iter().enumerate() {
                self.add_heads(of_block, |head| HeadMatch { form, table, id, block, head });
                self.add_rows(of_block, |row| LabelMatch { form, table, id, block, row });
            }
        }
    }

    fn add_table(&mut self, id: &'static str) -> TableId {
        let known = self.tables.iter().position(|known| *known == id);
        TableId(known.unwrap_or_else(|| {
            self.tables.push(id);
            self.tables.len() - 1
        }))
    }

    fn add_heads(&mut self, block: &Block, found: impl Fn(Head) -> HeadMatch) {
        let mut add = |head: Head, label: &str| {
            let matches = self.heads.entry(key(label)).or_default();
            if !matches.contains(&found(head)) {
                matches.push(found(head));
            }
        };
        for label in block.label.iter().chain(&block.variants) {
            add(Head::Block, label);
        }
        for (index, column) in block.columns.iter().enumerate() {
            for label in std::iter::once(&column.label).chain(&column.variants) {
                add(Head::Column(index), label);
                add(Head::Column(index), &short_key(label));
            }
        }
        for (index, group) in block.column_groups.iter().enumerate() {
            for label in std::iter::once(&group.label).chain(&group.variants) {
                add(Head::Group(index), label);
            }
        }
        for part in block.rows.iter().flat_map(|row| &row.header) {
            add(Head::Path, part);
        }
        for label in std::iter::once(&block.corner).chain(&block.notes) {
            add(Head::Note, label);
        }
    }

    fn add_rows(&mut self, block: &Block, found: impl Fn(usize) -> LabelMatch) {
        for (index, row) in block.rows.iter().enumerate() {
            for wording in row_keys(block, row) {
                let matches = self.rows.entry(wording).or_default();
                if !matches.contains(&found(index)) {
                    matches.push(found(index));
                }
            }
        }
    }
}

/// The keys under which a row is found: its wordings, with notes in brackets left out where that
/// leaves it distinct, and its place in the header of the official layout.
fn row_keys(block: &Block, row: &Row) -> Vec<String> {
    let mut keys = Vec::new();
    let labels = [row.label.as_str(), row.written()].into_iter();
    for label in labels.chain(row.variants.iter().map(String::as_str)) {
        let label = numberless(label);
        keys.push(key(label));
        let short = short_key(label);
        let shared =
            block.rows.iter().filter(|other| short_key(numberless(&other.label)) == short).count();
        if shared == 1 {
            keys.push(short);
        }
    }
    if row.header.len() > 1 {
        keys.push(key(&row.header.concat()));
        keys.extend(row.header.last().map(|part| key(part)));
    }
    keys
}
