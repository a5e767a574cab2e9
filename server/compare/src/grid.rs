//! Reports by organ and year: a row an organ, a column a year, and holes where a report is missing.

use std::collections::BTreeSet;

use archive::{Aliases, same_organ};

/// What is known of a report: who reports, and for which year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reported<'r> {
    pub organ: Option<&'r str>,
    pub year: Option<i32>,
}

/// Reports by organ and year. A report is told by its place among those that were given.
#[derive(Debug, PartialEq, Eq)]
pub struct Grid {
    /// All years from the first to the last of which there is a report.
    pub years: Vec<i32>,
    /// By name.
    pub organs: Vec<Organ>,
    /// The reports that name no organ or no year.
    pub unknown: Vec<usize>,
}

/// The reports of an organ.
#[derive(Debug, PartialEq, Eq)]
pub struct Organ {
    /// The name that it bears in its last report.
    pub name: String,
    /// For each year its reports, which ought to be one.
    pub reports: Vec<Vec<usize>>,
}

/// The most years that a grid has columns for; a year far off is a slip.
const MOST_YEARS: i32 = 60;

/// Lays reports out by organ and year. Names that are one organ's make one row, unless both have a report
/// for the same year.
pub fn grid(reports: &[Reported<'_>], aliases: &Aliases) -> Grid {
    let years = years(reports);
    let mut grid = Grid { years, organs: Vec::new(), unknown: Vec::new() };
    let mut rows: Vec<Organ> = Vec::new();
    for (index, report) in reports.iter().enumerate() {
        let column = report.year.and_then(|year| grid.years.iter().position(|it| *it == year));
        let (Some(organ), Some(column)) = (report.organ, column) else {
            grid.unknown.push(index);
            continue;
        };
        let at = rows.iter().position(|row| row.name == organ).unwrap_or_else(|| {
            let reports = vec![Vec::new(); grid.years.len()];
            rows.push(Organ { name: organ.to_owned(), reports });
            rows.len() - 1
        });
        if let Some(cell) = rows.get_mut(at).and_then(|row| row.reports.get_mut(column)) {
            cell.push(index);
        }
    }
    rows.sort_by_key(Organ::last);
    for row in rows {
        match only(&mut grid.organs, |other| row.is_kin(other, aliases)) {
            Some(organ) => organ.take(row),
            None => grid.organs.push(row),
        }
    }
    grid.organs.sort_by(|one, two| one.name.cmp(&two.name));
    grid
}

impl Grid {
    /// The reports of an organ for a year and the next, where there is one for each.
    pub fn neighbours(&self) -> Vec<(usize, usize)> {
        let of_organ = |organ: &Organ| {
            let years = self.years.windows(2).zip(organ.reports.windows(2));
            let both = years.filter_map(|(years, reports)| {
                let ([year, next], [before, after]) = (years, reports) else { return None };
                let ([before], [after]) = (before.as_slice(), after.as_slice()) else {
                    return None;
                };
                (year + 1 == *next).then_some((*before, *after))
            });
            both.collect::<Vec<_>>()
        };
        self.organs.iter().flat_map(of_organ).collect()
    }

    /// Which organs have no report for which years.
    pub fn holes(&self) -> impl Iterator<Item = (&str, Vec<i32>)> {
        let of = |organ: &Organ| {
            let years = organ.reports.iter().zip(&self.years).filter(|(it, _)| it.is_empty());
            years.map(|(_, year)| *year).collect::<Vec<_>>()
        };
        let organs = self.organs.iter().map(move |organ| (organ.name.as_str(), of(organ)));
        organs.filter(|(_, years)| !years.is_empty())
    }
}

/// All years between the first and the last.
fn years(reports: &[Reported<'_>]) -> Vec<i32> {
    let stated: BTreeSet<i32> = reports.iter().filter_map(|report| report.year).collect();
    match (stated.first(), stated.last()) {
        (Some(first), Some(last)) if last - first < MOST_YEARS => (*first..=*last).collect(),
        _ => stated.into_iter().collect(),
    }
}

/// The only one of which something is true.
fn only<T>(all: &mut [T], is: impl Fn(&T) -> bool) -> Option<&mut T> {
    let mut found = all.iter_mut().filter(|one| is(one));
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

impl Organ {
    /// The last year of which there is a report, as a place among the years.
    fn last(&self) -> Option<usize> {
        self.reports.iter().rposition(|reports| !reports.is_empty())
    }

    fn is_kin(&self, other: &Self, aliases: &Aliases) -> bool {
        let both = self.reports.iter().zip(&other.reports);
        let apart = both.into_iter().all(|(one, two)| one.is_empty() || two.is_empty());
        apart && same_organ(&self.name, &other.name, aliases)
    }

    /// Takes over the reports of the same organ under a name that it bore later.
    fn take(&mut self, later: Self) {
        self.name = later.name;
        let both = self.reports.iter_mut().zip(later.reports);
        both.for_each(|(mine, other)| mine.extend(other));
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "a test that meets the unexpected must stop at once")]
mod tests {
    use super::*;

    fn of(organ: &str, year: i32) -> Reported<'_> {
        Reported { organ: Some(organ), year: Some(year) }
    }

    #[test]
    fn years_without_a_report_are_holes() {
        let reports =
            [of("云岭县水务局", 2021), of("云岭县水务局", 2023), of("云岭县教育局", 2022)];
        let grid = grid(&reports, &Aliases::new());
        assert_eq!(grid.years, [2021, 2022, 2023]);
        let names: Vec<&str> = grid.organs.iter().map(|organ| organ.name.as_str()).collect();
        assert_eq!(names, ["云岭县教育局", "云岭县水务局"]);
        assert_eq!(grid.organs[1].reports, [vec![0], vec![], vec![1]]);
        let holes: Vec<_> = grid.holes().collect();
        assert_eq!(holes, [("云岭县教育局", vec![2021, 2023]), ("云岭县水务局", vec![2022])]);
        assert_eq!(grid.neighbours(), []);
        let next = [of("云岭县水务局", 2022), of("云岭县水务局", 2021), of("云岭县水务局", 2023)];
        let twice = [&next[..], &[of("云岭县水务局", 2023)]].concat();
        assert_eq!(super::grid(&next, &Aliases::new()).neighbours(), [(1, 0), (0, 2)]);
        assert_eq!(super::grid(&twice, &Aliases::new()).neighbours(), [(1, 0)]);
    }

    #[test]
    fn an_organ_under_two_names_has_one_row() {
        let reports = [of("青禾区人民政府", 2022), of("云杉市青禾区人民政府", 2023)];
        let one = grid(&reports, &Aliases::new());
        assert_eq!(one.organs.len(), 1);
        assert_eq!(one.organs[0].name, "云杉市青禾区人民政府");
        let both = [reports[0], reports[1], of("青禾区人民政府", 2023)];
        assert_eq!(grid(&both, &Aliases::new()).organs.len(), 2);
        let renamed = [of("云岭县工商局", 2022), of("云岭县市场监督管理局", 2023)];
        assert_eq!(grid(&renamed, &Aliases::new()).organs.len(), 2);
        let aliases = vec![vec!["云岭县工商局".to_owned(), "云岭县市场监督管理局".to_owned()]];
        assert_eq!(grid(&renamed, &aliases).organs.len(), 1);
    }

    #[test]
    fn what_names_no_organ_or_year_is_told_apart() {
        let unnamed = Reported { organ: None, year: Some(2022) };
        let undated = Reported { organ: Some("云岭县水务局"), year: None };
        let reports = [unnamed, undated, of("云岭县水务局", 2022), of("云岭县水务局", 2022)];
        let grid = grid(&reports, &Aliases::new());
        assert_eq!(grid.unknown, [0, 1]);
        assert_eq!(grid.organs[0].reports, [vec![2, 3]]);
    }
}
