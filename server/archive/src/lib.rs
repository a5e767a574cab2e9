//! Reports by organ and year, so that one can be laid beside that of the year before, and that of a
//! whole beside those of its parts.
//!
//! Quiet in doubt: where an organ has several reports for a year, nobody knows which one counts.

mod kin;
pub mod likeness;

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use form::unspaced;
use report::Report;

use crate::kin::{Kinship, are_aliases, kinship, plain};
use crate::likeness::Likeness;

pub use kin::{Aliases, ending, same_organ};

/// A report that others are compared with.
#[derive(Clone)]
pub struct Filed {
    /// The file; results call it by its name.
    pub path: PathBuf,
    pub text: Arc<str>,
    pub report: Arc<Report>,
    /// Its paragraphs, and what was compared with them.
    pub likeness: Arc<Likeness>,
}

impl fmt::Debug for Filed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Filed").field(&self.path).finish()
    }
}

/// What a report is compared with.
#[derive(Debug, Clone, Default)]
pub struct Neighbours {
    /// The same organ's report for the year before.
    pub last_year: Option<Filed>,
    /// The reports of all that this organ's report sums up, for the same year; none if one of them
    /// is missing.
    pub parts: Vec<Filed>,
    /// Reports for the year before that may be the same organ's, where none was taken: one under another
    /// name, or several.
    pub untaken: Vec<Filed>,
}

/// Which organs' reports another one sums up, by the name of the whole.
pub type Parts = BTreeMap<String, Vec<String>>;

/// An organ and a year.
type Key = (String, i32);

/// All reports that are known, each by its path.
#[derive(Debug, Default)]
pub struct Archive {
    filed: BTreeMap<PathBuf, (Option<Key>, Filed)>,
    by_key: HashMap<Key, Vec<PathBuf>>,
    /// The organs whose names end alike, by year.
    by_ending: HashMap<Key, Vec<String>>,
}

impl Filed {
    /// A report in a file.
    pub fn new(path: PathBuf, text: Arc<str>, report: Arc<Report>) -> Self {
        Self { path, text, report, likeness: Arc::default() }
    }

    /// The name of the file, as messages call it.
    pub fn name(&self) -> String {
        self.path.file_name().unwrap_or(self.path.as_os_str()).to_string_lossy().into_owned()
    }
}

impl Archive {
    /// Files a report, in place of what was filed under its path.
    pub fn file(&mut self, filed: Filed) {
        let key = key(filed.report.organ(), filed.report.year());
        // Nearly always it is the same report again, with some more of its text.
        if let Some((known, former)) = self.filed.get_mut(&filed.path)
            && *known == key
        {
            *former = filed;
            return;
        }
        self.remove(&filed.path);
        if let Some((organ, year)) = &key {
            let paths = self.by_key.entry((organ.clone(), *year)).or_default();
            paths.push(filed.path.clone());
            if paths.len() == 1 {
                self.by_ending.entry((ending(organ), *year)).or_default().push(organ.clone());
            }
        }
        self.filed.insert(filed.path.clone(), (key, filed));
    }

    /// Forgets the report of a path.
    pub fn remove(&mut self, path: &Path) {
        if let Some((Some(key), _)) = self.filed.remove(path)
            && let Some(paths) = self.by_key.get_mut(&key)
        {
            paths.retain(|other| other != path);
            if paths.is_empty() {
                self.by_key.remove(&key);
                let organs = self.by_ending.entry((ending(&key.0), key.1)).or_default();
                organs.retain(|organ| *organ != key.0);
            }
        }
    }

    /// What the report of an organ for a year is to be compared with.
    pub fn neighbours(
        &self,
        organ: Option<&str>,
        year: Option<i32>,
        parts: &Parts,
        aliases: &Aliases,
    ) -> Neighbours {
        let Some((organ, year)) = key(organ, year) else { return Neighbours::default() };
        let parts = parts.get(&organ).map(Vec::as_slice).unwrap_or_default();
        let of_parts: Option<Vec<Filed>> =
            parts.iter().map(|part| self.only(&(part.clone(), year)).cloned()).collect();
        let (last_year, untaken) = self.last_year(&organ, year, aliases);
        Neighbours { last_year, parts: of_parts.unwrap_or_default(), untaken }
    }

    /// The organ's report for the year before a year, or those that may be, where that is not certain.
    fn last_year(&self, organ: &str, year: i32, aliases: &Aliases) -> (Option<Filed>, Vec<Filed>) {
        let before = year.saturating_sub(1);
        let own = self.all(organ, before);
        if !own.is_empty() {
            return one_or_untaken(own);
        }
        let mut found: Vec<(Kinship, &String)> = self
            .candidates(organ, before, aliases)
            // An organ that has a report for this year itself is another one.
            .filter(|(_, other)| !self.by_key.contains_key(&((*other).clone(), year)))
            .collect();
        let Some(nearest) = found.iter().map(|(kinship, _)| *kinship).max() else {
            return (None, Vec::new());
        };
        found.retain(|(kinship, _)| *kinship == nearest);
        let all: Vec<Filed> = found.iter().flat_map(|(_, other)| self.all(other, before)).collect();
        match (nearest, found.as_slice()) {
            (Kinship::Same, [_]) => one_or_untaken(all),
            (_, [_]) => (None, all),
            // Of several names that resemble it, none is suspected.
            _ => (None, Vec::new()),
        }
    }

    /// Other organs that may be the same, with a report for a year.
    fn candidates<'a>(
        &'a self,
        organ: &str,
        year: i32,
        aliases: &'a Aliases,
    ) -> impl Iterator<Item = (Kinship, &'a String)> {
        let own = plain(organ);
        let alike = self.by_ending.get(&(ending(organ), year)).into_iter().flatten();
        let by_name = alike.map({
            let own = own.clone();
            move |other| (kinship(&own, &plain(other)), other)
        });
        let called = aliases.iter().flatten().filter_map(move |alias| {
            let alike = self.by_ending.get(&(ending(alias), year))?;
            let other = alike.iter().find(|other| plain(other) == plain(alias))?;
            are_aliases(aliases, &own, &plain(other)).then_some((Kinship::Same, other))
        });
        let mut seen: Vec<&String> = Vec::new();
        let all = called.chain(by_name.filter(|(kinship, _)| *kinship > Kinship::None));
        all.filter(move |(_, other)| {
            let is_new = !seen.contains(other);
            seen.push(other);
            is_new
        })
    }

    /// All reports of an organ for a year.
    fn all(&self, organ: &str, year: i32) -> Vec<Filed> {
        let paths = self.by_key.get(&(organ.to_owned(), year)).into_iter().flatten();
        paths.filter_map(|path| self.filed.get(path)).map(|(_, filed)| filed.clone()).collect()
    }

    /// The report of an organ for a year, if there is exactly one.
    fn only(&self, key: &Key) -> Option<&Filed> {
        let [path] = self.by_key.get(key)?.as_slice() else { return None };
        self.filed.get(path).map(|(_, filed)| filed)
    }
}

/// The only one of some reports, or all of them as those that were not taken.
fn one_or_untaken(mut reports: Vec<Filed>) -> (Option<Filed>, Vec<Filed>) {
    match reports.len() {
        1 => (reports.pop(), Vec::new()),
        _ => (None, reports),
    }
}

impl Neighbours {
    /// Whether there is nothing to compare with, and nothing to say of that.
    pub fn is_empty(&self) -> bool {
        self.last_year.is_none() && self.parts.is_empty() && self.untaken.is_empty()
    }

    /// Whether they are the very same texts as others.
    pub fn are(&self, others: &Self) -> bool {
        let same = |one: &Filed, other: &Filed| Arc::ptr_eq(&one.report, &other.report);
        let last_year = match (&self.last_year, &others.last_year) {
            (Some(one), Some(other)) => same(one, other),
            (None, None) => true,
            _ => false,
        };
        let all_same = |one: &[Filed], other: &[Filed]| {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        };
        last_year
            && all_same(&self.parts, &others.parts)
            && all_same(&self.untaken, &others.untaken)
    }
}

/// What a report is filed under; none if its title does not say both.
fn key(organ: Option<&str>, year: Option<i32>) -> Option<Key> {
    Some((unspaced(organ?), year?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use report::read;

    fn filed(path: &str, organ: &str, year: i32) -> Filed {
        let text = format!("{organ}{year}年政府信息公开工作年度报告\n");
        Filed::new(path.into(), text.as_str().into(), Arc::new(read(&text)))
    }

    fn archive(reports: &[(&str, &str, i32)]) -> Archive {
        let mut archive = Archive::default();
        for (path, organ, year) in reports {
            archive.file(filed(path, organ, *year));
        }
        archive
    }

    fn last_year(archive: &Archive, organ: &str, year: i32) -> Option<String> {
        let neighbours =
            archive.neighbours(Some(organ), Some(year), &Parts::new(), &Aliases::new());
        neighbours.last_year.map(|filed| filed.name())
    }

    #[test]
    fn last_years_report_is_the_same_organs() {
        let archive = archive(&[
            ("a/22.nianbao", "甲县局", 2022),
            ("21", "甲县局", 2021),
            ("b", "乙县局", 2022),
        ]);
        assert_eq!(last_year(&archive, "甲县局", 2023).as_deref(), Some("22.nianbao"));
        assert_eq!(last_year(&archive, "甲 县局", 2023).as_deref(), Some("22.nianbao"));
        assert_eq!(last_year(&archive, "丙县局", 2023), None);
        assert_eq!(last_year(&archive, "甲县局", 2021), None);
    }

    #[test]
    fn an_organ_may_be_called_otherwise() {
        let archive = archive(&[
            ("a", "青禾区人民政府", 2022),
            ("b", "民政局", 2022),
            ("c", "云杉县工商局", 2022),
            ("d", "东江县档案局", 2022),
            ("e", "东江县档案局", 2022),
            ("f", "水务局", 2022),
            ("g", "水务局", 2023),
        ]);
        let aliases = vec![vec!["云杉县市场监督管理局".to_owned(), "云杉县工商局".to_owned()]];
        let found = |organ: &str, aliases: &Aliases| {
            let neighbours = archive.neighbours(Some(organ), Some(2023), &Parts::new(), aliases);
            let untaken: Vec<String> = neighbours.untaken.iter().map(Filed::name).collect();
            (neighbours.last_year.map(|filed| filed.name()), untaken.join(" "))
        };
        let none = Aliases::new();
        assert_eq!(found("云杉市青禾区人民政府", &none), (Some("a".to_owned()), String::new()));
        assert_eq!(found("云杉县民政局", &none), (None, "b".to_owned()));
        assert_eq!(found("云杉县市场监督管理局", &none), (None, String::new()));
        assert_eq!(found("云杉县市场监督管理局", &aliases), (Some("c".to_owned()), String::new()));
        assert_eq!(found("东江县档案局", &none), (None, "d e".to_owned()));
        // It has a report for this year itself.
        assert_eq!(found("云杉县水务局", &none), (None, String::new()));
    }

    #[test]
    fn of_two_reports_for_a_year_none_counts() {
        let mut archive = archive(&[("a", "甲县局", 2022), ("b", "甲县局", 2022)]);
        assert_eq!(last_year(&archive, "甲县局", 2023), None);
        archive.remove(Path::new("a"));
        assert_eq!(last_year(&archive, "甲县局", 2023).as_deref(), Some("b"));
    }

    #[test]
    fn a_report_that_changes_is_filed_anew() {
        let mut archive = archive(&[("a", "甲县局", 2022)]);
        archive.file(filed("a", "甲县局", 2020));
        assert_eq!(last_year(&archive, "甲县局", 2023), None);
        assert_eq!(last_year(&archive, "甲县局", 2021).as_deref(), Some("a"));
    }

    #[test]
    fn a_whole_has_all_its_parts_or_none() {
        let mut archive = archive(&[("a", "甲镇", 2023), ("b", "乙镇", 2022)]);
        let parts: Parts =
            [("县政府".to_owned(), vec!["甲镇".to_owned(), "乙镇".to_owned()])].into();
        let whole = |archive: &Archive| {
            archive.neighbours(Some("县政府"), Some(2023), &parts, &Aliases::new())
        };
        assert!(whole(&archive).is_empty());
        archive.file(filed("c", "乙镇", 2023));
        assert_eq!(whole(&archive).parts.len(), 2);
    }
}
