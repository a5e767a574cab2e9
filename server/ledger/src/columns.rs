//! The header of a sheet: which row it is, be it one or two, and what each column is.

use std::collections::{BTreeMap, BTreeSet};

use document::{Grid, GridRow};
use form::{key, short_key};

use crate::vocabulary::{Field, Layout, Role, Subject, vocabulary};

/// What the columns of a sheet are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    pub found: Vec<Named>,
    /// Headers that mean nothing here.
    pub others: Vec<String>,
}

/// A column that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub role: Role,
    /// As the ledger has it.
    pub header: String,
    /// From 0.
    pub column: usize,
    /// What a mark in it says, where the header over a group of columns has the name: 申请人类别 over 自然人,
    /// 企业 and so on.
    pub ticked: Option<String>,
}

/// A sheet of a ledger.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub name: String,
    pub subject: Subject,
    pub columns: Columns,
    /// What all of its rows are, where its name or title says that and no column does.
    pub kind: Option<&'static str>,
    /// The rows below the header.
    pub rows: Vec<GridRow>,
}

/// So far down a header is sought.
const LOWEST_HEADER: usize = 20;
/// A header names at least so many columns that are known.
const LEAST: usize = 3;

impl Columns {
    /// The columns of a role.
    pub fn of(&self, role: Role) -> impl Iterator<Item = usize> {
        self.found.iter().filter(move |named| named.role == role).map(|named| named.column)
    }

    pub(crate) fn has(&self, role: Role) -> bool {
        self.of(role).next().is_some()
    }
}

/// What somebody has told of ledgers, beside the words that are known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hints {
    /// What users call a column, and what its header is in the ledger.
    pub columns: Vec<(String, String)>,
    /// A word of the ledger, and one that is known and means the same.
    pub words: Vec<(String, String)>,
}

/// A header that was found.
struct Header {
    at: usize,
    height: usize,
    roles: usize,
    columns: Columns,
}

impl Sheet {
    /// The ledger in a sheet; none if it has no header that is known.
    pub fn of(grid: Grid, told: &Hints) -> Result<Self, Grid> {
        let headers = Subject::ALL.into_iter().filter_map(|subject| {
            let header = header(&grid, vocabulary().layout(subject), told)?;
            let titles = grid.rows.iter().take(header.at).flat_map(|row| &row.cells);
            let titles = titles.map(|cell| cell.text.clone()).chain([grid.name.clone()]);
            let titled = || vocabulary().cases.titled(&titles.collect::<Vec<_>>());
            let is_open = subject == Subject::Cases && !header.columns.has(Role::Kind);
            Some((subject, is_open.then(titled).flatten(), header))
        });
        // A subject whose columns are all there comes before one that has more of them, and of equals the first.
        let best = headers.reduce(|best, next| {
            let rank = |(subject, kind, header): &(Subject, Option<&str>, Header)| {
                let missing = missing(*subject, &header.columns, kind.is_some());
                (missing.is_empty(), header.roles)
            };
            if rank(&next) > rank(&best) { next } else { best }
        });
        let Some((subject, kind, Header { at, height, columns, .. })) = best else {
            return Err(grid);
        };
        let rows: Vec<GridRow> = grid.rows.into_iter().skip(at + height).collect();
        let columns = with_marks(columns, &rows);
        Ok(Self { name: grid.name, subject, columns, kind, rows })
    }

    /// The columns that are missing without which nothing can be counted.
    pub(crate) fn missing(&self) -> Vec<Role> {
        missing(self.subject, &self.columns, self.kind.is_some())
    }
}

fn missing(subject: Subject, columns: &Columns, has_kind: bool) -> Vec<Role> {
    let is_there = |role: &Role| columns.has(*role) || *role == Role::Kind && has_kind;
    let required = vocabulary().layout(subject).required.iter();
    let missing = required.filter(|roles| !roles.iter().any(is_there));
    missing.filter_map(|roles| roles.first().copied()).collect()
}

/// The header of a grid that names most columns of a layout.
fn header(grid: &Grid, layout: &Layout, told: &Hints) -> Option<Header> {
    let told: Vec<(Role, &str)> = told
        .columns
        .iter()
        .filter_map(|(name, header)| Some((layout.role_named(name)?, header.as_str())))
        .collect();
    (0..grid.rows.len().min(LOWEST_HEADER))
        .flat_map(|at| [1, 2].map(|height| (at, height)))
        .filter_map(|(at, height)| {
            let columns = columns(grid.rows.get(at..at + height)?, layout, &told);
            let roles: BTreeSet<Role> = columns.found.iter().map(|named| named.role).collect();
            let roles = roles.len();
            (roles >= LEAST).then_some(Header { at, height, roles, columns })
        })
        // Of equals one with columns for marks, then the lower, so that a title over the header is none of it,
        // then the first.
        .reduce(|best, next| {
            let rank = |header: &Header| {
                let has_marks = header.columns.found.iter().any(|named| named.ticked.is_some());
                (header.roles, has_marks, std::cmp::Reverse(header.height))
            };
            if rank(&next) > rank(&best) { next } else { best }
        })
}

/// Of columns that get their name from the group that they are in, those with marks: another is what
/// stands beside them.
fn with_marks(mut columns: Columns, rows: &[GridRow]) -> Columns {
    let has_mark =
        |column: usize| rows.iter().any(|row| vocabulary().answer(row.text(column)) == Some(true));
    let others = columns.found.extract_if(.., |it| it.ticked.is_some() && !has_mark(it.column));
    columns.others.extend(others.map(|named| named.header));
    columns
}

/// What the columns of a header are called, from its upper row to its lower one.
fn headers(rows: &[GridRow]) -> BTreeMap<usize, Vec<String>> {
    let mut headers: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for cell in rows.iter().flat_map(|row| &row.cells) {
        let parts = headers.entry(cell.column).or_default();
        if !parts.contains(&cell.text) {
            parts.push(cell.text.clone());
        }
    }
    headers
}

/// How well a header names a field: the less, the better.
type Fit = (usize, usize);

fn columns(rows: &[GridRow], layout: &Layout, told: &[(Role, &str)]) -> Columns {
    let headers = headers(rows);
    // What is told of a header that is not here counts for other ledgers.
    let is_here = |header: &str| {
        let is_it = |text: &String| key(text) == key(header);
        headers.values().any(|parts| parts.iter().any(is_it) || is_it(&parts.concat()))
    };
    let told: Vec<(Role, &str)> =
        told.iter().copied().filter(|(_, header)| is_here(header)).collect();
    let share =
        |upper: &String| headers.values().filter(|parts| parts.first() == Some(upper)).count();
    let mut candidates: Vec<(Fit, &Field, Named)> = Vec::new();
    for (column, parts) in &headers {
        // One column is no group: what stands below its name is no part of the header.
        let is_group = parts.first().is_some_and(|upper| share(upper) > 1);
        for field in &layout.fields {
            if let Some((fit, ticked)) = named_by(field, parts, is_group, &told) {
                let (role, header) = (field.role, parts.concat());
                candidates.push((fit, field, Named { role, header, column: *column, ticked }));
            }
        }
    }
    candidates.sort_by_key(|(fit, field, named)| (*fit, field.role, named.column));
    let mut found: Vec<Named> = Vec::new();
    for (_, field, named) in candidates {
        let is_taken = found
            .iter()
            .any(|it| it.column == named.column || (it.role == field.role && !field.several));
        if !is_taken {
            found.push(named);
        }
    }
    found.sort_by_key(|named| named.column);
    let known: BTreeSet<usize> = found.iter().map(|named| named.column).collect();
    let others = headers.iter().filter(|(column, _)| !known.contains(column));
    Columns { others: others.map(|(_, parts)| parts.concat()).collect(), found }
}

/// How well a header, from its upper part to its lower one, names a field; and what marks in the column say
/// if only the upper part does, which heads a group.
fn named_by(
    field: &Field,
    parts: &[String],
    is_group: bool,
    told: &[(Role, &str)],
) -> Option<(Fit, Option<String>)> {
    /// Worse than any name of a column itself.
    const OF_GROUP: usize = 1_000;
    let fit = |name: &String| fit(field, name, told);
    let (last, upper) = parts.split_last()?;
    if let Some(fit) = fit(last) {
        return Some((fit, None));
    }
    if is_group
        && field.several
        && let Some((length, at)) = upper.iter().filter_map(fit).min()
    {
        return Some(((OF_GROUP + length, at), Some(last.clone())));
    }
    fit(&parts.concat()).map(|fit| (fit, None))
}

/// A header that somebody has told comes first; then one that is a name, then one that has its words.
fn fit(field: &Field, header: &str, told: &[(Role, &str)]) -> Option<Fit> {
    let (whole, short) = (key(header), short_key(header));
    if let Some((role, _)) = told.iter().find(|(_, told)| key(told) == whole) {
        return (*role == field.role).then_some((0, 0));
    }
    if told.iter().any(|(role, _)| *role == field.role) {
        return None;
    }
    let names = field.names.iter().enumerate();
    let fits = names.filter_map(|(at, name)| {
        let is_exact = !name.contains(' ') && [&whole, &short].contains(&&key(name));
        let has_words = name.contains(' ') && has_in_order(&short, name);
        match (is_exact, has_words) {
            (true, _) => Some((1, at)),
            (_, true) => Some((2 + short.chars().count(), at)),
            _ => None,
        }
    });
    fits.min()
}

fn has_in_order(header: &str, words: &str) -> bool {
    let mut rest = header;
    words.split(' ').all(|word| match rest.split_once(word) {
        Some((_, behind)) => {
            rest = behind;
            true
        }
        None => false,
    })
}
