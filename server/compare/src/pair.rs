//! A report beside another one.

use std::mem::swap;

use archive::{Aliases, Filed, same_organ};

use super::differences::{Differences, differences};
use super::passages::{Passage, passages};

/// What two reports are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// Of one organ, for a year and the next.
    NextYear,
    /// Of one organ, for years further apart.
    LaterYear,
    /// Of two organs, for one year.
    TwoOrgans,
    /// Of one organ for one year: two versions.
    TwoVersions,
    /// Anything else, or nobody can tell.
    Other,
}

/// Two reports side by side.
#[derive(Debug)]
pub struct Pair {
    /// The earlier one, where both are one organ's.
    pub before: Filed,
    pub after: Filed,
    pub relation: Relation,
    pub differences: Differences,
    /// What both say nearly word for word.
    pub passages: Vec<Passage>,
}

/// Lays two reports side by side, the earlier one first where both are one organ's.
pub fn pair(mut before: Filed, mut after: Filed, aliases: &Aliases) -> Pair {
    let years = before.report.year().zip(after.report.year());
    if years.is_some_and(|(one, two)| one > two) && is_same_organ(&before, &after, aliases) {
        swap(&mut before, &mut after);
    }
    let relation = relation(&before, &after, aliases);
    let differences = differences((&before.text, &before.report), (&after.text, &after.report));
    let passages = passages(&before, &after);
    Pair { before, after, relation, differences, passages }
}

fn relation(before: &Filed, after: &Filed, aliases: &Aliases) -> Relation {
    let (Some(year), Some(later)) = (before.report.year(), after.report.year()) else {
        return Relation::Other;
    };
    let both_named = before.report.organ().is_some() && after.report.organ().is_some();
    match (is_same_organ(before, after, aliases), later.saturating_sub(year)) {
        (true, 1) => Relation::NextYear,
        (true, 2..) => Relation::LaterYear,
        (true, 0) => Relation::TwoVersions,
        (false, 0) if both_named => Relation::TwoOrgans,
        _ => Relation::Other,
    }
}

fn is_same_organ(one: &Filed, two: &Filed, aliases: &Aliases) -> bool {
    let organs = one.report.organ().zip(two.report.organ());
    organs.is_some_and(|(one, two)| same_organ(one, two, aliases))
}

#[cfg(test)]
mod tests {
    use super::*;
    use report::read;
    use std::sync::Arc;

    fn filed(title: &str) -> Filed {
        let text = format!("{title}政府信息公开工作年度报告\n");
        Filed::new(title.into(), text.as_str().into(), Arc::new(read(&text)))
    }

    #[test]
    fn the_earlier_report_comes_first() {
        let of = |one: &str, two: &str| {
            let pair = pair(filed(one), filed(two), &Aliases::new());
            (pair.relation, pair.before.name())
        };
        let next = (Relation::NextYear, "云岭县水务局2022年".to_owned());
        assert_eq!(of("云岭县水务局2022年", "云岭县水务局2023年"), next);
        assert_eq!(of("云岭县水务局2023年", "云岭县水务局2022年"), next);
        let others = [
            ("云岭县水务局2021年", "云岭县水务局2023年", Relation::LaterYear),
            ("云岭县水务局2023年", "云岭县水务局2023年", Relation::TwoVersions),
            ("云岭县水务局2023年", "云岭县教育局2023年", Relation::TwoOrgans),
            ("云岭县水务局2023年", "云岭县教育局2022年", Relation::Other),
            ("云岭县水务局", "云岭县水务局2022年", Relation::Other),
        ];
        for (one, two, relation) in others {
            assert_eq!(of(one, two), (relation, one.to_owned()));
        }
    }
}
