//! Which figures of two reports differ, and by how much.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use facts::{Fact, State, facts};
use report::Report;
use report::number::Number;

/// A figure that is another one in the other report.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The ids of table, block, row and column.
    pub ids: [&'static str; 4],
    /// What messages call table, row and column.
    pub names: [&'static str; 3],
    /// What is counted: 件, 万元.
    pub unit: &'static str,
    pub before: Value,
    pub after: Value,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    pub state: State,
    pub number: Option<Number>,
    /// As it is written; empty if nothing is.
    pub written: String,
    /// Bytes of its report's text; none where there is no such cell.
    pub range: Option<Range<usize>>,
}

/// All that differs between the figures of two reports.
#[derive(Debug, Default, PartialEq)]
pub struct Differences {
    /// Those that have changed most first.
    pub cells: Vec<Difference>,
    /// How many figures are the same.
    pub same: usize,
    /// How many figures are 0 in one report and left blank in the other.
    pub blank_or_zero: usize,
    /// How many figures only one of the two editions has.
    pub of_one_edition: usize,
    /// The tables that only one of the two reports has, and whether that is the later one.
    pub of_one_report: Vec<(&'static str, bool)>,
}

/// What differs between the figures of a report and those of a later one, or of another organ's.
pub(super) fn differences(before: (&str, &Report), after: (&str, &Report)) -> Differences {
    let facts = [before, after].map(|(_, report)| facts(report));
    let [former, later] = [tables(&facts[0]), tables(&facts[1])];
    let come = later.difference(&former).map(|table| (*table, true));
    let gone = former.difference(&later).map(|table| (*table, false));
    let mut all =
        Differences { of_one_report: come.chain(gone).collect(), ..Differences::default() };
    let known: HashMap<[&str; 4], &Fact<'_>> =
        facts[0].iter().map(|fact| (fact.ids(), fact)).collect();
    let mut met = 0;
    for fact in &facts[1] {
        match known.get(&fact.ids()) {
            Some(former) => {
                met += 1;
                if !all.of_one_report.iter().any(|(table, _)| *table == fact.table.name) {
                    all.add(Difference::new((before.0, former), (after.0, fact)));
                }
            }
            None => all.of_one_edition += 1,
        }
    }
    all.of_one_edition += known.len() - met;
    all.cells.sort_by(|one, two| two.weight().total_cmp(&one.weight()));
    all
}

/// The tables of which a report has any cell.
fn tables(facts: &[Fact<'_>]) -> BTreeSet<&'static str> {
    facts.iter().filter(|fact| fact.cell.is_some()).map(|fact| fact.table.name.as_str()).collect()
}

impl Differences {
    fn add(&mut self, difference: Difference) {
        let Difference { before, after, .. } = &difference;
        match (before.number, after.number) {
            (Some(one), Some(two)) if one == two => self.same += 1,
            (None, None) if before.state == after.state && before.written == after.written => {
                self.same += 1;
            }
            (None, None) if before.is_blank() && after.is_blank() => self.same += 1,
            (Some(zero), None) if zero == Number::whole(0) && after.is_blank() => {
                self.blank_or_zero += 1;
            }
            (None, Some(zero)) if zero == Number::whole(0) && before.is_blank() => {
                self.blank_or_zero += 1;
            }
            _ => self.cells.push(difference),
        }
    }
}

impl Difference {
    fn new(before: (&str, &Fact<'_>), after: (&str, &Fact<'_>)) -> Self {
        let fact = after.1;
        Self {
            ids: fact.ids(),
            names: [&fact.table.name, fact.row.short(), fact.column.short()],
            unit: &fact.column.unit,
            before: Value::of(before.0, before.1),
            after: Value::of(after.0, fact),
        }
    }

    /// By how much the later figure is more; none where one of the two is no number.
    pub fn change(&self) -> Option<Number> {
        self.after.number?.minus(self.before.number?)
    }

    /// By how many per cent the later figure is more; none where nothing was before.
    pub fn percent(&self) -> Option<f64> {
        let before = self.before.number?.as_f64();
        (before != 0.0).then_some(())?;
        Some(self.change()?.as_f64() / before.abs() * 100.0)
    }

    /// How much a figure has changed, for the order in which changes are told: the difference as a
    /// multiple of what chance alone makes of counts of this size, the square root of their sum. So
    /// 100 → 200 is more than 10000 → 10100, and than 1 → 3. What is no number comes first.
    fn weight(&self) -> f64 {
        let (Some(before), Some(after)) = (self.before.number, self.after.number) else {
            return f64::INFINITY;
        };
        let (before, after) = (before.as_f64(), after.as_f64());
        (after - before).abs() / (before.abs() + after.abs()).sqrt()
    }
}

impl Value {
    fn of(text: &str, fact: &Fact<'_>) -> Self {
        Self {
            state: fact.state(),
            number: fact.value(),
            written: fact.written(text).unwrap_or_default().to_owned(),
            range: fact.cell.map(|cell| cell.range.clone()),
        }
    }

    fn is_blank(&self) -> bool {
        matches!(self.state, State::Blank | State::Slash)
    }

    /// The value as readers are told it.
    pub fn told(&self) -> String {
        match (self.number, self.state) {
            (Some(number), _) => number.to_string(),
            (None, State::Missing) => "没有这一格".to_owned(),
            (None, State::Blank) => "空白".to_owned(),
            (None, _) => format!("“{}”", self.written),
        }
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "a test that meets the unexpected must stop at once")]
mod tests {
    use super::*;
    use report::read;

    const CLEAN: &str = include_str!("../../../examples/clean.nianbao");

    /// What differs once cells of a row of the example have been replaced.
    fn changed(row: &str, cells: &str) -> Differences {
        let line = CLEAN.lines().find(|line| line.contains(row)).unwrap_or_default();
        let label = line.split('|').nth(1).unwrap_or_default();
        let text = CLEAN.replace(line, &format!("|{label}|{cells}|"));
        differences((CLEAN, &read(CLEAN)), (&text, &read(&text)))
    }

    fn told(differences: &Differences) -> Vec<String> {
        let of = |it: &Difference| {
            let [table, row, column] = it.names;
            format!("{table} {row}·{column} {}→{}", it.before.told(), it.after.told())
        };
        differences.cells.iter().map(of).collect()
    }

    #[test]
    fn a_report_beside_itself_differs_in_nothing() {
        let same = differences((CLEAN, &read(CLEAN)), (CLEAN, &read(CLEAN)));
        assert_eq!(same, Differences { same: 200, ..Differences::default() });
    }

    #[test]
    fn what_has_changed_is_told_the_most_first() {
        let line = CLEAN.lines().find(|line| line.contains("一、本年新收")).unwrap_or_default();
        let figures: Vec<i64> =
            line.split('|').filter_map(|cell| cell.trim().parse().ok()).collect();
        let mut other = figures.clone();
        other[0] += 100;
        other[1] += 3;
        let cells: Vec<String> = other.iter().map(i64::to_string).collect();
        let all = changed("一、本年新收", &cells.join("|"));
        assert_eq!(
            told(&all),
            [
                format!("表三 新收·自然人 {}→{}", figures[0], other[0]),
                format!("表三 新收·商业企业 {}→{}", figures[1], other[1]),
            ]
        );
        assert_eq!(all.cells[0].change(), Some(Number::whole(100)));
        assert_eq!((all.same, all.blank_or_zero, all.of_one_edition), (198, 0, 0));
    }

    #[test]
    fn what_is_no_number_is_told_as_it_stands() {
        let all = changed("一、本年新收", "若干|/||4|5|6|7");
        let told = told(&all);
        assert!(told[0].ends_with("→“若干”"), "{told:?}");
        assert!(all.cells[0].change().is_none() && all.cells[0].percent().is_none());
    }

    #[test]
    fn zero_and_nothing_are_no_change() {
        let line = CLEAN.lines().find(|line| line.contains("一、本年新收")).unwrap_or_default();
        let label = line.split('|').nth(1).unwrap_or_default();
        let zeros = CLEAN.replace(line, &format!("|{label}| 0 | 0 | 0 | 0 | 0 | 0 | 0 |"));
        let blanks = zeros.replace("| 0 | 0 | 0 | 0 | 0 | 0 | 0 |", "| | / | | | | | 0 |");
        let all = differences((&zeros, &read(&zeros)), (&blanks, &read(&blanks)));
        assert!(all.cells.is_empty(), "{:?}", told(&all));
        assert_eq!((all.blank_or_zero, all.same), (6, 194));
    }

    #[test]
    fn a_table_that_is_not_there_is_told_once() {
        let without: String = CLEAN.lines().filter(|line| !line.starts_with('|')).collect();
        let all = differences((CLEAN, &read(CLEAN)), (&without, &read(&without)));
        assert!(all.cells.is_empty());
        let gone: Vec<_> =
            all.of_one_report.iter().map(|(table, later)| (*table, *later)).collect();
        assert_eq!(gone, [("表三", false), ("表二", false), ("表四", false)]);
    }

    #[test]
    fn shares_are_of_what_was_before() {
        let value = |number| Value {
            state: State::Number,
            number: Some(Number::whole(number)),
            written: String::new(),
            range: None,
        };
        let of = |before, after| Difference {
            ids: [""; 4],
            names: [""; 3],
            unit: "",
            before: value(before),
            after: value(after),
        };
        assert_eq!(of(200, 150).percent(), Some(-25.0));
        assert_eq!(of(0, 5).percent(), None);
        assert!(of(100, 200).weight() > of(10_000, 10_100).weight());
        assert!(of(100, 200).weight() > of(1, 3).weight());
    }
}
