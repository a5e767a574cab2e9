//! The header of a sheet: which row it is, be it one or two, and what each column is.

use std::collections::{BTreeMap, BTreeSet};

use document::{Grid, GridRow};
use form::{key, short_key};

use crate::vocabulary::{Field, Role, vocabulary};

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
}

/// A sheet of a ledger.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub name: String,
    pub columns: Columns,
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

impl Sheet {
    /// The ledger in a sheet; none if it has no header that is known. `told` are headers whose role
    /// somebody has told.
    pub fn of(grid: Grid, told: &[(Role, String)]) -> Result<Self, Grid> {
        let best = (0..grid.rows.len().min(LOWEST_HEADER))
            .flat_map(|at| [1, 2].map(|height| (at, height)))
            .filter_map(|(at, height)| {
                let columns = columns(grid.rows.get(at..at + height)?, told);
                let roles: BTreeSet<Role> = columns.found.iter().map(|named| named.role).collect();
                (roles.len() >= LEAST).then_some((roles.len(), at, height, columns))
            })
            // Of equals the lower, so that a title over the header is none of it, then the first.
            .reduce(|best, next| {
                let better = next.0 > best.0 || (next.0 == best.0 && next.2 < best.2);
                if better { next } else { best }
            });
        let Some((_, at, height, columns)) = best else { return Err(grid) };
        let rows = grid.rows.into_iter().skip(at + height).collect();
        Ok(Self { name: grid.name, columns, rows })
    }
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

fn columns(rows: &[GridRow], told: &[(Role, String)]) -> Columns {
    let headers = headers(rows);
    let mut candidates: Vec<(Fit, &Field, usize, String)> = Vec::new();
    for (column, parts) in &headers {
        let whole = parts.concat();
        for field in &vocabulary().fields {
            let names = parts.iter().chain([&whole]);
            if let Some(fit) = names.filter_map(|name| fit(field, name, told)).min() {
                candidates.push((fit, field, *column, whole.clone()));
            }
        }
    }
    candidates.sort_by_key(|(fit, field, column, _)| (*fit, field.role, *column));
    let mut found: Vec<Named> = Vec::new();
    for (_, field, column, header) in candidates {
        let taken = found
            .iter()
            .any(|named| named.column == column || (named.role == field.role && !field.several));
        if !taken {
            found.push(Named { role: field.role, header, column });
        }
    }
    found.sort_by_key(|named| named.column);
    let known: BTreeSet<usize> = found.iter().map(|named| named.column).collect();
    let others = headers.iter().filter(|(column, _)| !known.contains(column));
    Columns { others: others.map(|(_, parts)| parts.concat()).collect(), found }
}

/// A header that somebody has told comes first; then one that is a name, then one that has its words.
fn fit(field: &Field, header: &str, told: &[(Role, String)]) -> Option<Fit> {
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
