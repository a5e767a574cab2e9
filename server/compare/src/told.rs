//! What a pair comes to in words, the same in every output.

use archive::Filed;

use super::differences::Differences;
use super::grid::Reported;
use super::pair::{Pair, Relation};
use super::passages::Passage;

impl<'r> From<&'r Filed> for Reported<'r> {
    fn from(filed: &'r Filed) -> Self {
        Self { organ: filed.report.organ(), year: filed.report.year() }
    }
}

impl Reported<'_> {
    /// Who reports, and for which year.
    pub fn told(&self) -> String {
        let organ = self.organ.unwrap_or("（标题没有写机关名称）");
        match self.year {
            Some(year) => format!("{organ} {year} 年"),
            None => organ.to_owned(),
        }
    }
}

impl Pair {
    /// The reports, the earlier first.
    fn reported(&self) -> [Reported<'_>; 2] {
        [Reported::from(&self.before), Reported::from(&self.after)]
    }

    /// What the two are called, the earlier first: by the year where both are one organ's, or in full.
    pub fn names(&self) -> [String; 2] {
        let by_year = |it: Reported<'_>| match it.year {
            Some(year) => format!("{year} 年"),
            None => it.told(),
        };
        match self.relation {
            Relation::NextYear | Relation::LaterYear => self.reported().map(by_year),
            Relation::TwoVersions => ["第一份", "第二份"].map(str::to_owned),
            Relation::TwoOrgans | Relation::Other => self.reported().map(|it| it.told()),
        }
    }

    /// What is compared, in a line.
    pub fn subject(&self) -> String {
        let [before, after] = self.reported();
        match (self.relation, after.organ) {
            (Relation::NextYear | Relation::LaterYear, Some(organ)) => {
                format!("{organ} {}", self.names().join("与 "))
            }
            (Relation::TwoVersions, _) => format!("{}的两份", after.told()),
            _ => [before.told(), after.told()].join("与"),
        }
    }

    /// What is not listed among the figures that differ, a line each.
    pub fn rest(&self) -> Vec<String> {
        let Differences { same, blank_or_zero, of_one_edition, of_one_report, .. } =
            &self.differences;
        let which = |later: bool| match (self.relation, later) {
            (Relation::NextYear | Relation::LaterYear, true) => "后一年",
            (Relation::NextYear | Relation::LaterYear, false) => "前一年",
            (_, true) => "第二份",
            (_, false) => "第一份",
        };
        let tables = of_one_report.iter();
        let mut rest: Vec<String> = tables
            .map(|(table, later)| format!("只有{}的年报有{table}，没有比。", which(*later)))
            .collect();
        if *blank_or_zero > 0 {
            rest.push(format!("{blank_or_zero} 格一份填 0、一份没有填，不算不同。"));
        }
        if *of_one_edition > 0 {
            rest.push(format!("两份年报的表样不同，{of_one_edition} 格没有对应的，没有比。"));
        }
        rest.push(format!("{same} 格相同。"));
        rest
    }
}

impl Passage {
    /// How much of it is the same.
    pub fn told_share(&self) -> String {
        match (self.share * 100.0).floor() {
            percent if percent < 100.0 => format!("{percent}% 的字相同"),
            _ => "除标点外完全相同".to_owned(),
        }
    }
}
