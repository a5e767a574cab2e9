//! The prose, read line by line.
//!
//! What a line says depends on its own words, on the heading above it, and on whose report of which
//! year it stands in. So what was read of a line is kept as long as these stay as they are, and an
//! edit has only the lines read anew that it touches.

use std::ops::Range;
use std::sync::Arc;

use report::Report;
use report::number::Number;

use super::claim::{Claim, claims};
use super::fee::{Fee, fees};
use super::lines::{Lines, Scan};
use super::list::{List, lists};
use super::money::sums_of_money;
use super::passage::{LineKind, Passage, Place, moved, places};
use super::year::{Year, years};

/// What the prose of a report says, in the order of the text.
#[derive(Debug, Default)]
pub struct Prose {
    /// How it is written.
    pub lines: Lines,
    /// The statements on fees.
    pub fees: Vec<Fee>,
    /// Whether it explains why those may differ from the tables.
    pub explains_fees: bool,
    /// The years that it states of the report.
    pub years: Vec<Year>,
    /// Sums in 元 where fees are spoken of.
    pub money: Vec<(Range<usize>, Number)>,
    /// Line by line, to be kept.
    read: Vec<Arc<Said>>,
    /// Where these lines stand.
    places: Vec<Place>,
}

/// A text that was read before.
#[derive(Debug, Clone, Copy)]
pub struct Former<'f> {
    pub text: &'f str,
    pub report: &'f Report,
    pub prose: &'f Prose,
}

/// What one line says, in bytes of the line.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// How it is written.
    scan: Arc<Scan>,
    claims: Vec<Claim>,
    fees: Vec<Fee>,
    explains_fees: bool,
    lists: Vec<List>,
    years: Vec<Year>,
    money: Vec<(Range<usize>, Number)>,
}

impl Prose {
    /// Reads the prose of a report; of lines that stood in a former text as well, what was read there
    /// counts.
    pub fn read(text: &str, report: &Report, former: Option<Former<'_>>) -> Self {
        let mut prose = Self::default();
        let places = places(text, report);
        let kept = Kept { former, count: places.len() };
        prose.reserve(places.len());
        for (at, place) in places.iter().enumerate() {
            let passage = place.passage(text, report);
            let said = kept.said(at, &passage).unwrap_or_else(|| Arc::new(Said::by(&passage)));
            prose.add(&passage, &said);
            prose.read.push(said);
        }
        prose.places = places;
        prose
    }

    /// The lines with statements whose meaning is certain: where each begins, and the statements in
    /// bytes of the line. There are many, and most are never shown.
    pub(super) fn claims_of_lines(&self) -> impl Iterator<Item = (usize, &[Claim])> {
        let lines = self.said().filter(|(_, said)| !said.claims.is_empty());
        lines.map(|(start, said)| (start, said.claims.as_slice()))
    }

    /// The statements whose meaning is certain.
    pub fn claims(&self) -> impl Iterator<Item = Claim> {
        let lines = self.claims_of_lines();
        lines.flat_map(|(start, claims)| claims.iter().map(move |claim| claim.moved(start)))
    }

    /// Those of the lists that can be added up that are `wanted`.
    pub fn lists(&self, wanted: impl Fn(&List) -> bool) -> impl Iterator<Item = List> {
        let lists =
            self.said().flat_map(|(start, said)| said.lists.iter().map(move |list| (start, list)));
        lists.filter(move |(_, list)| wanted(list)).map(|(start, list)| list.moved(start))
    }

    /// Each line: where it begins, and what it says.
    fn said(&self) -> impl Iterator<Item = (usize, &Said)> {
        let starts = self.places.iter().map(Place::start);
        starts.zip(&self.read).map(|(start, said)| (start, &**said))
    }

    /// Makes room for so many lines.
    fn reserve(&mut self, lines: usize) {
        self.read.reserve(lines);
        self.lines.reserve(lines);
    }

    fn add(&mut self, passage: &Passage<'_>, said: &Arc<Said>) {
        let by = passage.start;
        self.lines.push(passage, &said.scan);
        self.fees.extend(said.fees.iter().map(|fee| fee.moved(by)));
        self.explains_fees |= said.explains_fees;
        self.years.extend(said.years.iter().map(|year| year.moved(by)));
        self.money.extend(said.money.iter().map(|(range, sum)| (moved(range, by), *sum)));
    }
}

impl Said {
    fn by(passage: &Passage<'_>) -> Self {
        let scan = Arc::new(Scan::by(passage));
        if passage.kind == LineKind::Title {
            return Self { scan, ..Self::default() };
        }
        let (fees, explains_fees) = fees(passage);
        Self {
            scan,
            claims: claims(passage),
            fees,
            explains_fees,
            lists: lists(passage),
            years: years(passage),
            money: sums_of_money(passage.text),
        }
    }
}

/// The lines that were read before. An edit leaves most of them in their places, counted from the
/// beginning or from the end.
struct Kept<'f> {
    former: Option<Former<'f>>,
    /// How many lines there are now.
    count: usize,
}

impl Kept<'_> {
    /// What was read of a line.
    fn said(&self, at: usize, passage: &Passage<'_>) -> Option<Arc<Said>> {
        let former = self.former?;
        let from_end = (at + former.prose.places.len()).checked_sub(self.count);
        let mut candidates = [Some(at), from_end].into_iter().flatten();
        let is_same = |at: &usize| {
            let place = former.prose.places.get(*at);
            place.is_some_and(|place| place.passage(former.text, former.report).reads_like(passage))
        };
        former.prose.read.get(candidates.find(is_same)?).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines::{Line, Mark};
    use super::super::testing::prose_of;
    use super::*;

    const TEXT: &str = include_str!("../../../examples/clean.nianbao");

    /// Reads a text that came from another, and checks that it is read as if it were new. How many of
    /// its lines were kept.
    fn kept(former: &str, text: &str) -> (usize, usize) {
        let (known, report) = (report::read(former), report::read(text));
        let former = &Former { text: former, report: &known, prose: &prose_of(former) };
        let again = Prose::read(text, &report, Some(*former));
        let fresh = &Prose::read(text, &report, None);
        let lines = |prose: &Prose| prose.lines.iter().cloned().collect::<Vec<Line>>();
        assert_eq!(lines(&again), lines(fresh));
        let marks = |prose: &Prose| -> Vec<Mark> {
            prose.lines.iter().flat_map(|line| prose.lines.marks(line)).collect()
        };
        assert_eq!(marks(&again), marks(fresh));
        let claims = |prose: &Prose| prose.claims().collect::<Vec<_>>();
        assert_eq!(claims(&again), claims(fresh));
        let lists = |prose: &Prose| prose.lists(|_| true).collect::<Vec<_>>();
        assert_eq!(lists(&again), lists(fresh));
        assert_eq!((&again.fees, again.explains_fees), (&fresh.fees, fresh.explains_fees));
        assert_eq!(again.years, fresh.years);
        assert_eq!(again.money, fresh.money);
        let is_old = |said: &&Arc<Said>| former.prose.read.iter().any(|old| Arc::ptr_eq(old, said));
        (again.read.iter().filter(is_old).count(), again.read.len())
    }

    #[test]
    fn only_the_line_that_was_changed_is_read_anew() {
        let (all, count) = kept(TEXT, TEXT);
        assert_eq!(all, count);
        for (old, new) in [
            ("全年新收", "全年共新收"),
            ("（二）依申请公开\n", "（二）依申请公开\n\n公开12条，，其中3条。\n"),
            ("本机关未收取信息处理费", "本机关收取信息处理费20元"),
        ] {
            let text = TEXT.replacen(old, new, 1);
            assert!(text != TEXT, "{old}");
            let (kept, count) = kept(TEXT, &text);
            assert_eq!(kept, count - 1, "{old}");
        }
    }

    #[test]
    fn what_depends_on_the_title_or_a_heading_is_read_anew() {
        let year = TEXT.replacen("2023年政府", "2022年政府", 1);
        assert!(year != TEXT);
        assert_eq!(kept(TEXT, &year).0, 0);
        let heading = TEXT.replacen("（二）依申请公开", "（二）主动公开情况", 1);
        let (kept, count) = kept(TEXT, &heading);
        assert!((1..count - 1).contains(&kept), "{kept} of {count}");
    }

    /// Text that lost its line ends and its stops: each place is looked at with what is near to it, not
    /// with all that stands before. (If this takes minutes, something is not.)
    #[test]
    fn a_line_without_an_end_is_read_piece_by_piece() {
        let said = |text: &str| -> Vec<String> {
            prose_of(text).claims().map(|claim| text[claim.statement].to_owned()).collect()
        };
        // The first sentence of the line goes on without an end, and is not read.
        let (before, line) = TEXT.split_once("全年新收").expect("the line is there");
        let (_, behind) = line.split_once('。').expect("the sentence ends");
        let without = said(&format!("{before}政府信息公开申请。{behind}"));
        assert!(without.contains(&"39件".to_owned()), "{without:?}");
        for piece in [
            "收到政府信息公开申请745件，",
            "，其中3件",
            "、合计3件",
            "未收到申请，",
            "未",
            "2023年",
            "《条例》第五十条",
            "www.a.cn ",
            "（",
            "”",
            "公开公开",
            "<!--",
        ] {
            let text = TEXT.replacen("全年新收", &format!("{}全年新收", piece.repeat(20_000)), 1);
            assert_eq!(said(&text), without, "{piece}");
        }
    }
}
