//! Reviews and lawsuits in the words of an edition: in which cell each is counted, by the words of
//! `forms/ledger.toml` and of the form, or why that cannot be told.
//!
//! What counts is how a case stands at the end of the year; it counts for the organ that gave the answer.

use std::collections::BTreeSet;

use form::{Block, Form};

use crate::entry::{Date, Entry};
use crate::lexicon::{Lexicon, Said, all};
use crate::place::{End, Fate, Has, Place, Reason, Says, bad_date, end, one};
use crate::vocabulary::{Cases, Role, Subject, vocabulary};

/// The words for the table of an edition.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) block: &'static Block,
    /// The column of cases that are pending.
    pending: usize,
    /// Words that mean rows.
    routes: Lexicon,
    /// Words that mean columns.
    results: Lexicon,
    /// Whether it counts here: [`OURS`] or [`NOT_OURS`].
    capacities: Lexicon,
    /// Lawsuits with a review before, and without one.
    reviewed: BTreeSet<usize>,
    unreviewed: BTreeSet<usize>,
}

const OURS: usize = 1;
const NOT_OURS: usize = 0;

impl Words {
    /// The words for an edition; none if it has no such table.
    pub(crate) fn of(form: &'static Form) -> Option<Self> {
        let (own, nothing) = (&vocabulary().cases, &vocabulary().nothing);
        let layout = vocabulary().layout(Subject::Cases);
        let block = form.table(&layout.table)?.blocks.first()?;
        let lexicon = || Lexicon::new(&own.fillers, nothing);
        let mut words = Self {
            block,
            pending: block.column_position(&own.pending)?,
            routes: lexicon(),
            results: lexicon(),
            capacities: lexicon(),
            reviewed: BTreeSet::new(),
            unreviewed: BTreeSet::new(),
        };
        words.learn_routes(own);
        words.learn_results(own);
        for of in &own.capacities {
            let place = if of.counts { OURS } else { NOT_OURS };
            of.words.iter().for_each(|word| words.capacities.set(word, [place].into()));
        }
        Some(words)
    }

    fn learn_routes(&mut self, own: &Cases) {
        for (at, row) in self.block.rows.iter().enumerate().filter(|(_, row)| !row.group) {
            let labels = [row.label.as_str(), row.written(), row.short()];
            let labels = labels.into_iter().chain(row.variants.iter().map(String::as_str));
            labels.for_each(|label| self.routes.add(label, [at]));
        }
        for of in &own.routes {
            let ids = of.row.iter().chain(&of.rows);
            let places: BTreeSet<usize> =
                ids.filter_map(|id| self.block.row_position(id)).collect();
            of.words.iter().for_each(|word| self.routes.set(word, places.clone()));
            if of.reviewed {
                self.reviewed.extend(&places);
            }
            if of.unreviewed {
                self.unreviewed.extend(&places);
            }
        }
    }

    fn learn_results(&mut self, own: &Cases) {
        let block = self.block;
        for (at, column) in block.columns.iter().enumerate().filter(|(at, _)| !block.is_total(*at))
        {
            let labels = [column.label.as_str(), column.short()];
            let labels = labels.into_iter().chain(column.variants.iter().map(String::as_str));
            labels.for_each(|label| self.results.add(label, [at]));
        }
        for of in &own.results {
            let ids = of.column.iter().chain(&of.columns);
            let places: BTreeSet<usize> = ids.filter_map(|id| block.column_position(id)).collect();
            of.words.iter().for_each(|word| self.results.set(word, places.clone()));
        }
    }

    /// Has a word mean what another means; whether that is known.
    pub(crate) fn learn(&mut self, word: &str, meaning: &str) -> bool {
        let (route, result) = (self.routes.read(meaning), self.results.read(meaning));
        let learnt = [self.routes.tell(word, route), self.results.tell(word, result)];
        learnt.contains(&true)
    }

    /// What becomes of a case in a year.
    pub(crate) fn fate(&self, year: i32, has: Has, of: &Entry) -> Fate {
        self.place(year, has, of).map_or_else(|fate| fate, Fate::Placed)
    }

    fn place(&self, year: i32, has: Has, of: &Entry) -> Result<Place, Fate> {
        self.require_ours(of)?;
        let received = match &of.received {
            Date::Other(text) => return Err(bad_date(text).into()),
            Date::Day(day) if day.year > year => return Err(Fate::Outside),
            Date::Day(day) => Some(*day),
            Date::Nothing => None,
        };
        let said = all(&of.outcomes, |text| self.results.read(text));
        let is_pending =
            |said: &Said| matches!(said, Said::Places(places) if *places == [self.pending].into());
        let says = Says {
            nothing: said == Said::Nothing,
            pending: is_pending(&said),
            is_pending: &|text| is_pending(&self.results.read(text)),
        };
        let is_from_before = received.is_none_or(|day| day.year < year);
        let column = match end(year, has, is_from_before, of, &says)? {
            // Whatever ends later may have come later.
            End::Pending if received.is_none() && (has.received || is_dated(&of.answered)) => {
                return Err(Reason::NotReceived.into());
            }
            End::Pending => self.pending,
            End::InYear => {
                let name = |at| self.block.columns.get(at).map(form::Column::short);
                one(said, Role::Outcome, &of.outcomes, |at| at != self.pending, name)?
            }
        };
        let name = |at| self.block.rows.get(at).map(form::Row::short);
        let row = one(self.route(of), Role::Kind, &of.kinds, |_| true, name)?;
        Ok(Place { source: None, row, column })
    }

    fn require_ours(&self, of: &Entry) -> Result<(), Fate> {
        match self.capacities.read(&of.capacity) {
            Said::Nothing => Ok(()),
            Said::Places(places) if places == [OURS].into() => Ok(()),
            Said::Places(places) if places == [NOT_OURS].into() => Err(Fate::NotOurs),
            _ => Err(Reason::Unknown(Role::Capacity, of.capacity.clone()).into()),
        }
    }

    /// What is said of the rows; where that leaves the lawsuits, whether there was a review tells which.
    fn route(&self, of: &Entry) -> Said {
        let said = all(&of.kinds, |text| self.routes.read(text));
        let is_open = match &said {
            Said::Places(places) => places.len() > 1,
            said => *said == Said::Nothing,
        };
        if !is_open {
            return said;
        }
        said.and(match vocabulary().answer(&of.reviewed) {
            Some(true) => Said::Places(self.reviewed.clone()),
            Some(false) => Said::Places(self.unreviewed.clone()),
            None => self.routes.read(&of.reviewed),
        })
    }
}

/// Whether the case is in a later stage than the first.
pub(crate) fn is_later_stage(of: &Entry) -> bool {
    vocabulary().cases.later_stages.iter().any(|word| of.stage.contains(word.as_str()))
}

fn is_dated(date: &Date) -> bool {
    matches!(date, Date::Day(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use form::forms;

    fn words() -> Words {
        Words::of(form::current_form()).expect("the table is there")
    }

    fn ids(said: &Said, id: impl Fn(usize) -> Option<String>) -> String {
        match said {
            Said::Places(places) => {
                places.iter().filter_map(|at| id(*at)).collect::<Vec<_>>().join(" ")
            }
            other => format!("{other:?}"),
        }
    }

    /// Every id of the file is one of each edition, and the form's own words mean what they say.
    #[test]
    fn ids_are_those_of_the_form() {
        for form in forms() {
            let words = Words::of(form).expect("the table is there");
            for of in &vocabulary().cases.routes {
                for id in of.row.iter().chain(&of.rows) {
                    assert!(words.block.row_position(id).is_some(), "{} {id}", form.edition);
                }
            }
            for of in &vocabulary().cases.results {
                for id in of.column.iter().chain(&of.columns) {
                    assert!(words.block.column_position(id).is_some(), "{} {id}", form.edition);
                }
            }
            for (at, row) in words.block.rows.iter().enumerate() {
                assert_eq!(words.routes.read(&row.label), Said::Places([at].into()));
            }
            for (at, column) in words.block.columns.iter().enumerate() {
                let is_total = words.block.is_total(at);
                let said = words.results.read(&column.label);
                assert_eq!(said == Said::Places([at].into()), !is_total, "{}", column.label);
            }
        }
    }

    #[test]
    fn results_in_the_words_of_ledgers() {
        let words = words();
        for (text, expected) in [
            ("结果维持", "upheld"),
            ("维持", "upheld"),
            ("驳回原告的诉讼请求", "upheld"),
            ("二审维持原判", "upheld"),
            ("撤销并责令重新答复", "corrected"),
            ("判决确认违法", "corrected"),
            ("复议机关决定撤销", "corrected"),
            ("申请人撤回复议申请", "other"),
            ("按撤诉处理", "other"),
            ("不予受理", "other"),
            ("尚未审结", "pending"),
            ("中止", "pending"),
            ("二审审理中", "pending"),
            ("驳回起诉", "upheld other"),
            ("驳回", "upheld other"),
            ("维持、撤销", "Conflict"),
            ("不予维持", "Unknown"),
            ("已转交法规科", "Unknown"),
            ("", "Nothing"),
        ] {
            let said = words.results.read(text);
            let id = |at: usize| words.block.columns.get(at).map(|column| column.id.clone());
            assert_eq!(ids(&said, id), expected, "{text}");
        }
    }

    #[test]
    fn routes_in_the_words_of_ledgers() {
        let words = words();
        for (kind, reviewed, expected) in [
            ("行政复议", "", "reconsideration"),
            ("复议", "否", "reconsideration"),
            ("行政诉讼（未经复议直接起诉）", "", "direct_litigation"),
            ("行政诉讼-复议后起诉", "", "litigation_after_reconsideration"),
            ("行政诉讼", "是", "litigation_after_reconsideration"),
            ("行政诉讼", "否", "direct_litigation"),
            ("诉讼", "未经复议", "direct_litigation"),
            ("诉讼（复议后）", "", "litigation_after_reconsideration"),
            ("诉讼（直接）", "", "direct_litigation"),
            ("行政诉讼", "", "direct_litigation litigation_after_reconsideration"),
            ("", "是", "litigation_after_reconsideration"),
            ("行政诉讼", "不清楚", "Unknown"),
            ("信访", "", "Unknown"),
            ("", "", "Nothing"),
        ] {
            let kinds = if kind.is_empty() { vec![] } else { vec![kind.to_owned()] };
            let of = Entry { kinds, reviewed: reviewed.to_owned(), ..Entry::default() };
            let id = |at: usize| words.block.rows.get(at).map(|row| row.id.clone());
            assert_eq!(ids(&words.route(&of), id), expected, "{kind} {reviewed}");
        }
    }
}
