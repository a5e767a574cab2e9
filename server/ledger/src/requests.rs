//! Applications in the words of an edition: where each is counted, by the words of `forms/ledger.toml` and
//! of the form, or why that cannot be told.
//!
//! 条例 第三十一条 says which day an application was received; the day of the answer says in which year it
//! was dealt with.

use std::collections::BTreeSet;

use form::{Block, Form, key};

use crate::article::{Article, articles};
use crate::entry::{Date, Entry};
use crate::lexicon::{Lexicon, Said, all};
use crate::place::{End, Fate, Has, Place, Reason, Says, bad_date, end, one};
use crate::vocabulary::{Applicants, Outcomes, Role, Subject, vocabulary};

/// The words for the table of an edition.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) block: &'static Block,
    /// Positions of rows.
    pub(crate) received: usize,
    pub(crate) carried_in: usize,
    pub(crate) pending: usize,
    pub(crate) outcome_rows: BTreeSet<usize>,
    pub(crate) outcomes: Lexicon,
    pub(crate) kinds: Lexicon,
    articles: Vec<(Article, BTreeSet<usize>)>,
}

impl Words {
    /// The words for an edition; none if it has no such table.
    pub(crate) fn of(form: &'static Form) -> Option<Self> {
        let own = &vocabulary().requests;
        let layout = vocabulary().layout(Subject::Requests);
        let block = form.table(&layout.table)?.blocks.first()?;
        let nothing = &vocabulary().nothing;
        let mut words = Self {
            block,
            received: block.row_position(&own.received)?,
            carried_in: block.row_position(&own.carried_in)?,
            pending: block.row_position(&own.pending)?,
            outcome_rows: BTreeSet::new(),
            outcomes: Lexicon::new(&own.fillers, nothing),
            kinds: Lexicon::new(&own.fillers, nothing),
            articles: Vec::new(),
        };
        own.outcomes.iter().for_each(|of| words.learn_outcome(of));
        words.learn_groups();
        words.learn_kinds(&own.applicants);
        Some(words)
    }

    fn learn_outcome(&mut self, of: &Outcomes) {
        let ids = of.row.iter().chain(&of.rows);
        let places: BTreeSet<usize> = ids.flat_map(|id| rows_of(self.block, id)).collect();
        if of.row.is_some() {
            self.outcome_rows.extend(places.iter().filter(|row| **row != self.pending));
        }
        for place in &places {
            if of.row.is_some()
                && let Some(row) = self.block.rows.get(*place)
            {
                let labels = [row.label.as_str(), row.written(), row.short()];
                labels.into_iter().for_each(|label| self.outcomes.add(label, [*place]));
                row.variants.iter().for_each(|label| self.outcomes.add(label, [*place]));
                self.outcomes.add(&form::short_key(form::numberless(&row.label)), [*place]);
            }
        }
        of.words.iter().for_each(|word| self.outcomes.set(word, places.clone()));
        let cited = of.articles.iter().filter_map(|text| cited(text));
        self.articles.extend(cited.map(|article| (article, places.clone())));
    }

    /// The words for a group mean any of its rows.
    fn learn_groups(&mut self) {
        let groups = self.block.rows.iter().filter(|row| row.group);
        for group in groups {
            let of_group = rows_of(self.block, &group.id);
            let of_group: BTreeSet<usize> = &of_group & &self.outcome_rows;
            if !of_group.is_empty() && of_group.len() < self.outcome_rows.len() {
                let labels = [group.label.as_str(), group.short()].into_iter();
                let all = labels.chain(group.variants.iter().map(String::as_str));
                all.for_each(|label| self.outcomes.set(label, of_group.clone()));
            }
        }
    }

    fn learn_kinds(&mut self, applicants: &[Applicants]) {
        let block = self.block;
        let parts = block.columns.iter().enumerate().filter(|(at, _)| !block.is_total(*at));
        for (at, column) in parts.clone() {
            self.kinds.add(&column.label, [at]);
            column.variants.iter().for_each(|label| self.kinds.add(label, [at]));
        }
        for of in applicants {
            if let Some(at) = block.column_position(&of.column) {
                of.words.iter().for_each(|word| self.kinds.add(word, [at]));
            }
        }
        for group in &block.column_groups {
            let is_part = |column: &form::Column| column.group.as_ref() == Some(&group.id);
            let places: BTreeSet<usize> =
                parts.clone().filter(|(_, column)| is_part(column)).map(|(at, _)| at).collect();
            self.kinds.set(&group.label, places.clone());
            let others = group.variants.iter().chain(&vocabulary().requests.organizations);
            others.for_each(|label| self.kinds.set(label, places.clone()));
        }
    }

    /// What cells of an outcome say: words, articles or both.
    pub(crate) fn outcome(&self, text: &str) -> Said {
        if let Some(said) = self.outcomes.whole(text) {
            return said;
        }
        let (cited, rest) = articles(text);
        let said =
            cited.iter().map(|article| self.article(*article)).fold(Said::Nothing, Said::and);
        match (&said, self.outcomes.read(&rest)) {
            // 依据第十四条: nothing else is said.
            (Said::Places(_), Said::Unknown) if self.is_filler(&rest) => said,
            (_, words) => said.and(words),
        }
    }

    fn is_filler(&self, text: &str) -> bool {
        let mut rest = key(text);
        let fillers = &vocabulary().requests.fillers;
        rest = fillers.iter().fold(rest, |rest, filler| rest.replace(filler.as_str(), ""));
        rest.chars().all(|c| "第款项和及之的《》".contains(c)) || key(text).is_empty()
    }

    /// What an article says: that of the item if there is one, else that of the whole article.
    fn article(&self, (number, detail): Article) -> Said {
        let of = |article: Article| self.articles.iter().find(|(known, _)| *known == article);
        let found = of((number, detail)).or_else(|| of((number, None)));
        found.map_or(Said::Unknown, |(_, places)| Said::Places(places.clone()))
    }

    /// Has a word mean what another means; whether that is known.
    pub(crate) fn learn(&mut self, word: &str, meaning: &str) -> bool {
        let (outcome, kind) = (self.outcome(meaning), self.kinds.read(meaning));
        let learnt = [self.outcomes.tell(word, outcome), self.kinds.tell(word, kind)];
        learnt.contains(&true)
    }

    /// What becomes of an application in a year.
    pub(crate) fn fate(&self, year: i32, has: Has, of: &Entry) -> Fate {
        self.place(year, has, of).map_or_else(|fate| fate, Fate::Placed)
    }

    fn place(&self, year: i32, has: Has, of: &Entry) -> Result<Place, Fate> {
        let source = self.source(year, of)?;
        let said = all(&of.outcomes, |text| self.outcome(text));
        let is_pending =
            |said: &Said| matches!(said, Said::Places(places) if *places == [self.pending].into());
        let says = Says {
            nothing: said == Said::Nothing,
            pending: is_pending(&said),
            is_pending: &|text| is_pending(&self.outcome(text)),
        };
        let row = match end(year, has, source == self.carried_in, of, &says)? {
            End::Pending => self.pending,
            End::InYear => self.row(said, of)?,
        };
        let said = all(&of.kinds, |text| self.kinds.read(text));
        let name = |at| self.block.columns.get(at).map(form::Column::short);
        let column = one(said, Role::Kind, &of.kinds, |_| true, name)?;
        Ok(Place { source: Some(source), row, column })
    }

    /// The row of an application among those of received ones, or its fate if it has none.
    fn source(&self, year: i32, of: &Entry) -> Result<usize, Fate> {
        let carried_in = of.carried.first().copied().flatten();
        match &of.received {
            Date::Other(text) => Err(Fate::Unplaced(bad_date(text))),
            Date::Nothing if carried_in == Some(true) => Ok(self.carried_in),
            Date::Nothing => Err(Fate::Unplaced(Reason::NotReceived)),
            Date::Day(day) if day.year > year => Err(Fate::Outside),
            Date::Day(day) if day.year == year && carried_in == Some(true) => {
                Err(Fate::Unplaced(Reason::CarriedThisYear(*day)))
            }
            Date::Day(day) if day.year == year => Ok(self.received),
            Date::Day(_) => Ok(self.carried_in),
        }
    }

    fn row(&self, said: Said, of: &Entry) -> Result<usize, Reason> {
        let name = |at| self.block.rows.get(at).map(form::Row::short);
        one(said, Role::Outcome, &of.outcomes, |at| self.outcome_rows.contains(&at), name)
    }
}

/// The rows of figures that an id means: the row itself, those of a group, or that which an older edition
/// has not yet parted.
fn rows_of(block: &Block, id: &str) -> BTreeSet<usize> {
    let is_within = |row: &form::Row| {
        let parent = |id: &str| block.rows.iter().find(|row| row.id == id)?.parent.as_deref();
        std::iter::successors(Some(row.id.as_str()), |id| parent(id)).any(|up| up == id)
    };
    let rows = block.rows.iter().enumerate();
    let found: BTreeSet<usize> =
        rows.filter(|(_, row)| !row.group && is_within(row)).map(|(at, _)| at).collect();
    match id.split_once('.') {
        Some((before, _)) if found.is_empty() => block
            .row_position(before)
            .filter(|at| block.rows.get(*at).is_some_and(|row| !row.group))
            .into_iter()
            .collect(),
        _ => found,
    }
}

/// `36/5`.
fn cited(text: &str) -> Option<Article> {
    match text.split_once('/') {
        None => Some((text.parse().ok()?, None)),
        Some((article, item)) => Some((article.parse().ok()?, Some(item.parse().ok()?))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use form::forms;

    fn said(words: &Words, said: &Said) -> String {
        match said {
            Said::Places(places) => {
                let ids = places.iter().filter_map(|at| words.block.rows.get(*at));
                ids.map(|row| row.id.as_str()).collect::<Vec<_>>().join(" ")
            }
            other => format!("{other:?}"),
        }
    }

    /// Every id of the file is one of the form's newest edition, and every word means something.
    #[test]
    fn ids_are_those_of_the_form() {
        let own = &vocabulary().requests;
        for form in forms() {
            let words = Words::of(form).expect("the table is there");
            for of in &own.outcomes {
                for id in of.row.iter().chain(&of.rows) {
                    assert!(!rows_of(words.block, id).is_empty(), "{} {id}", form.edition);
                }
                assert_eq!(
                    of.articles.len(),
                    of.articles.iter().filter_map(|it| cited(it)).count()
                );
            }
            for of in &own.applicants {
                assert!(words.block.column_position(&of.column).is_some(), "{}", of.column);
            }
            // Every row of outcomes is known by the form's own words.
            for row in words.outcome_rows.iter().filter_map(|at| words.block.rows.get(*at)) {
                assert_eq!(said(&words, &words.outcome(&row.label)), row.id, "{}", row.label);
            }
        }
    }

    #[test]
    fn outcomes_in_the_words_of_ledgers() {
        let words = Words::of(form::current_form()).expect("the table is there");
        for (text, expected) in [
            ("予以公开", "granted"),
            ("部分公开", "partial"),
            ("（三）不予公开 1.属于国家秘密", "refused.state_secret"),
            ("不予公开-国家秘密", "refused.state_secret"),
            ("不予公开（三类内部事务）", "refused.internal_affairs"),
            ("信息不存在", "unavailable.not_held"),
            ("36条第五项", "unavailable.not_held"),
            ("依据《条例》第三十六条第（二）项予以公开", "granted"),
            ("第三十九条第一款", "unprocessed.petition"),
            ("属于信访事项", "unprocessed.petition"),
            ("办理中", "carried_out"),
            ("第十四条 国家秘密", "refused.state_secret"),
            ("予以公开，不予公开", "Conflict"),
            ("不予公开 第三十七条", "Conflict"),
            ("不予部分公开", "Unknown"),
            ("已转交法规科研究", "Unknown"),
            ("不涉及国家秘密", "Unknown"),
            ("/", "Nothing"),
        ] {
            assert_eq!(said(&words, &words.outcome(text)), expected, "{text}");
        }
        assert_eq!(said(&words, &words.outcome("不予公开")).split(' ').count(), 8);
        let (secret, third) = (words.outcome("不予公开"), words.outcome("商业秘密"));
        assert_eq!(said(&words, &secret.and(third)), "refused.third_party_rights");
    }

    #[test]
    fn kinds_in_the_words_of_ledgers() {
        let words = Words::of(form::current_form()).expect("the table is there");
        let kind = |text: &str| match words.kinds.read(text) {
            Said::Places(places) => {
                let ids = places.iter().filter_map(|at| words.block.columns.get(*at));
                ids.map(|column| column.id.as_str()).collect::<Vec<_>>().join(" ")
            }
            other => format!("{other:?}"),
        };
        for (text, expected) in [
            ("自然人", "natural_person"),
            ("公民", "natural_person"),
            ("企业（有限责任公司）", "business"),
            ("法人或其他组织-商业企业", "business"),
            ("律师事务所", "legal_service"),
            ("其他", "other"),
            ("高校", "research"),
            ("社会组织", "public_welfare"),
            ("律师", "Unknown"),
            ("", "Nothing"),
        ] {
            assert_eq!(kind(text), expected, "{text}");
        }
        for text in ["法人或其他组织", "法人"] {
            assert_eq!(kind(text).split(' ').count(), 5, "{text}");
        }
    }
}
