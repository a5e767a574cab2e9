//! Figures of the prose beside the cells that they count.

use std::ops::Range;
use std::rc::Rc;

use form::CellRef;
use report::number::Number;
use report::{Block, Cell, Official, Report};

use super::claim::{Claim, Saying};
use super::grammar::Measure;
use super::reading::Prose;

/// A figure of the prose and what the tables say.
#[derive(Debug, Clone)]
pub struct Tally<'r> {
    pub claim: Claim,
    /// The table that it counts something of.
    pub official: &'r Official,
    /// The rows and groups that it counts, by id.
    pub rows: &'static [String],
    /// The cells that it is the sum of.
    pub cells: Rc<[TallyCell<'r>]>,
    /// Their sum.
    pub sum: i64,
    /// What else it may count, if it agrees with nothing.
    pub others: Vec<Reading<'r>>,
}

/// What a statement of the prose may count.
#[derive(Debug, Clone)]
pub struct Reading<'r> {
    /// The rows and groups, by id.
    pub rows: &'static [String],
    pub cells: Rc<[TallyCell<'r>]>,
    pub sum: i64,
}

/// A cell that a figure of the prose counts.
#[derive(Debug, Clone, Copy)]
pub struct TallyCell<'r> {
    pub block: &'r Block,
    /// Positions in the form's block.
    pub row: usize,
    pub column: usize,
    pub cell: &'r Cell,
}

impl Tally<'_> {
    /// Whether prose and tables say the same.
    pub fn agrees(&self) -> bool {
        self.claim.agrees_with(self.sum)
    }

    /// What it counts: `表三“新收·总计”`.
    pub fn name(&self) -> String {
        self.name_of(self.rows, &self.cells)
    }

    /// What another reading counts.
    pub fn name_of_other(&self, reading: &Reading<'_>) -> String {
        self.name_of(reading.rows, &reading.cells)
    }

    fn name_of(&self, ids: &[String], cells: &[TallyCell<'_>]) -> String {
        let table = &self.official.table().name;
        let mut columns: Vec<&str> = Vec::new();
        for cell in cells {
            let column = self.official.block(cell.block).columns.get(cell.column);
            let name = column.map_or("", |column| column.short());
            if !columns.contains(&name) {
                columns.push(name);
            }
        }
        let column = columns.join("、");
        let rows = || self.official.table().blocks.iter().flat_map(|block| &block.rows);
        let named = ids.iter().filter_map(|id| rows().find(|row| row.id == *id));
        let names: Vec<String> = named
            .map(|row| match row.group {
                true => format!("“{}”各行{column}", row.short()),
                false => format!("“{}·{column}”", row.short()),
            })
            .collect();
        let sum = if cells.len() > 1 { "之和" } else { "" };
        format!("{table}{}{sum}", names.concat())
    }

    /// What the cells are counted in.
    pub fn unit(&self) -> &'static str {
        self.column().map_or("", |column| column.unit.as_str())
    }

    /// The column that is counted.
    pub fn column(&self) -> Option<&'static form::Column> {
        let cell = self.cells.first()?;
        self.official.block(cell.block).columns.get(cell.column)
    }

    /// Where the cells stand.
    pub fn ranges(&self) -> impl Iterator<Item = Range<usize>> {
        self.cells.iter().map(|cell| cell.cell.range.clone())
    }
}

/// The statements of the prose that a table of the report agrees or disagrees with, in order. Silent
/// where a cell is missing or says nothing, and where it may be another body's figure, unless another
/// figure of its sentence agrees.
pub fn tallies<'r>(prose: &Prose, report: &'r Report) -> Vec<Tally<'r>> {
    let mut tables = Tables::new(report, Cell::value);
    prose.claims_of_lines().flat_map(|(start, claims)| tables.tallies(start, claims)).collect()
}

/// Those of the [`tallies`] whose statements stand in the line that `offset` is in, or behind which it is.
pub fn tallies_near<'r>(prose: &Prose, report: &'r Report, offset: usize) -> Vec<Tally<'r>> {
    let before = prose.claims_of_lines().take_while(|(start, _)| *start <= offset);
    let line = before.last();
    line.map_or_else(Vec::new, |(start, claims)| {
        Tables::new(report, Cell::value).tallies(start, claims)
    })
}

/// Those of the [`tallies`] that do not agree.
pub fn contradictions<'r>(prose: &Prose, report: &'r Report) -> Vec<Tally<'r>> {
    contradictions_with(prose, report, Cell::value)
}

/// [`contradictions`], with values that the cells may not have yet.
pub fn contradictions_with<'r>(
    prose: &Prose,
    report: &'r Report,
    value: impl Fn(&Cell) -> Option<Number>,
) -> Vec<Tally<'r>> {
    let mut tables = Tables::new(report, value);
    let mut told = Vec::new();
    for (start, claims) in prose.claims_of_lines() {
        if claims.iter().any(|claim| tables.contradict(claim)) {
            let tallies = tables.tallies(start, claims).into_iter();
            told.extend(tallies.filter(|tally| !tally.agrees()));
        }
    }
    told
}

/// What the tables of a report say of what statements may count. Long prose speaks of the same few
/// things again and again, so each is looked up once.
struct Tables<'r, V> {
    report: &'r Report,
    value: V,
    known: Vec<Known<'r>>,
}

/// What the tables say of one thing, by all the readings that statements about it have.
struct Known<'r> {
    measure: &'static Measure,
    /// None if a cell is missing or says nothing.
    said: Option<(&'r Official, Vec<Reading<'r>>)>,
}

impl<'r, V: Fn(&Cell) -> Option<Number>> Tables<'r, V> {
    fn new(report: &'r Report, value: V) -> Self {
        Self { report, value, known: Vec::new() }
    }

    /// What the tables say of the statements of a line that begins at `start`.
    fn tallies(&mut self, start: usize, claims: &[Claim]) -> Vec<Tally<'r>> {
        let tallies: Vec<Tally<'r>> =
            claims.iter().filter_map(|claim| self.tally(start, claim)).collect();
        let own = |sentence: &Range<usize>| {
            // That there was nothing of something is so of many a body.
            let counted =
                |tally: &&Tally<'_>| tally.claim.saying == Saying::Figure && tally.sum > 0;
            let mut same = tallies.iter().filter(|tally| tally.claim.sentence == *sentence);
            same.any(|tally| tally.agrees() && counted(&tally))
        };
        let told = |tally: &Tally<'_>| {
            tally.agrees() || !tally.claim.elsewhere || own(&tally.claim.sentence)
        };
        let told = |tally: &Tally<'_>| told(tally) && !is_part(tally, &tallies);
        let told: Vec<bool> = tallies.iter().map(told).collect();
        tallies.into_iter().zip(told).filter_map(|(tally, told)| told.then_some(tally)).collect()
    }

    fn tally(&mut self, start: usize, claim: &Claim) -> Option<Tally<'r>> {
        let (official, readings) = self.said(claim)?;
        let agreeing = readings.iter().position(|reading| claim.agrees_with(reading.sum));
        let Reading { rows, cells, sum } = readings.get(agreeing.unwrap_or(0))?.clone();
        let others = if agreeing.is_some() { &[] } else { readings.get(1..)? };
        Some(Tally {
            claim: claim.moved(start),
            official,
            rows,
            cells,
            sum,
            others: others.to_vec(),
        })
    }

    /// Whether the tables say something else than a statement by all of its readings.
    fn contradict(&mut self, claim: &Claim) -> bool {
        let said = self.said(claim);
        said.is_some_and(|(_, readings)| !readings.iter().any(|it| claim.agrees_with(it.sum)))
    }

    /// What the tables say of what a statement is about.
    fn said(&mut self, claim: &Claim) -> Option<(&'r Official, &[Reading<'r>])> {
        let is_same = |known: &Known<'_>| std::ptr::eq(known.measure, claim.measure);
        let at = self.known.iter().position(is_same).unwrap_or_else(|| {
            let said = self.look_up(claim.measure);
            self.known.push(Known { measure: claim.measure, said });
            self.known.len() - 1
        });
        let (official, readings) = self.known.get(at)?.said.as_ref()?;
        Some((official, readings))
    }

    fn look_up(&self, measure: &'static Measure) -> Option<(&'r Official, Vec<Reading<'r>>)> {
        let official = only_table(self.report, measure)?;
        let reading = |rows: &'static Vec<String>| {
            let cells = cells(official, measure, rows)?;
            let values = cells.iter().map(|cell| (self.value)(cell.cell)?.as_whole());
            Some(Reading { rows, sum: values.sum::<Option<i64>>()?, cells: cells.into() })
        };
        Some((official, measure.readings.iter().map(reading).collect::<Option<_>>()?))
    }
}

/// Whether a figure that does not agree is one of several in its sentence that together do: 当场答复3件、书面答复5件.
fn is_part(tally: &Tally<'_>, all: &[Tally<'_>]) -> bool {
    if tally.agrees() || tally.claim.saying != Saying::Figure {
        return false;
    }
    let same = all.iter().map(|other| &other.claim).filter(|other| {
        std::ptr::eq(other.measure, tally.claim.measure)
            && other.saying == Saying::Figure
            && other.sentence == tally.claim.sentence
    });
    let values: Vec<i64> = same.map(|claim| claim.value).filter(|value| *value > 0).collect();
    let sums = std::iter::once(tally.sum).chain(tally.others.iter().map(|other| other.sum));
    values.len() > 1 && sums.into_iter().any(|sum| values.iter().sum::<i64>() == sum)
}

/// A figure of the prose that is the organ's own, and the cells that it may be the sum of.
#[derive(Debug, Clone)]
pub struct Counted<'r> {
    pub official: &'r Official,
    claim: Claim,
    /// One of these is meant.
    readings: Vec<Vec<TallyCell<'r>>>,
}

impl Counted<'_> {
    /// Whether prose and table would say the same if some cells had the values that `new` gives.
    pub fn agrees(&self, new: impl Fn(CellRef) -> Option<i64>) -> bool {
        let value = |it: &TallyCell<'_>| {
            let place = CellRef { block: it.block.index, row: it.row, column: it.column };
            new(place).or_else(|| it.cell.value()?.as_whole())
        };
        let sum = |cells: &Vec<TallyCell<'_>>| cells.iter().map(value).sum::<Option<i64>>();
        self.readings.iter().any(|cells| sum(cells).is_some_and(|sum| self.claim.agrees_with(sum)))
    }
}

/// The figures of the prose that count cells of the tables, whether or not they agree with them.
/// Figures that may be another body's are left out.
pub fn counted<'r>(prose: &Prose, report: &'r Report) -> Vec<Counted<'r>> {
    let own = prose.claims().filter(|claim| !claim.elsewhere);
    own.filter_map(|claim| {
        let measure = claim.measure;
        let official = only_table(report, measure)?;
        let readings = measure.readings.iter().map(|rows| cells(official, measure, rows));
        let readings = readings.collect::<Option<_>>()?;
        Some(Counted { official, readings, claim })
    })
    .collect()
}

/// The table that a statement speaks of; none if there are several.
fn only_table<'r>(report: &'r Report, measure: &Measure) -> Option<&'r Official> {
    let row = measure.readings.first()?.first()?;
    let has_row =
        |of: &&Official| of.blocks.iter().any(|block| of.block(block).row_position(row).is_some());
    let tables = report.official_tables().map(|(_, of)| of);
    let mut tables = tables.filter(|of| of.table().id == measure.table).filter(has_row);
    let official = tables.next()?;
    tables.next().is_none().then_some(official)
}

/// The cells of some rows in the columns that a measure adds up.
fn cells<'r>(
    official: &'r Official,
    measure: &Measure,
    rows: &[String],
) -> Option<Vec<TallyCell<'r>>> {
    let mut cells = Vec::new();
    for id in rows {
        let of_id = |block: &&Block| official.block(block).row_position(id).is_some();
        let block = official.blocks.iter().find(of_id)?;
        let of = official.block(block);
        let row = of.row_position(id)?;
        for names in &measure.columns {
            let column = names.iter().find_map(|id| of.column_position(id))?;
            for row in of_group(of, row) {
                let cell = block.cell(row, column)?;
                cells.push(TallyCell { block, row, column, cell });
            }
        }
    }
    Some(cells)
}

/// The rows of figures below a group; a row of figures itself.
fn of_group(of: &form::Block, row: usize) -> Vec<usize> {
    let Some(form) = of.rows.get(row) else { return Vec::new() };
    if !form.group {
        return vec![row];
    }
    let members = of.rows.iter().enumerate();
    let members = members.filter(|(_, other)| other.parent.as_ref() == Some(&form.id));
    members.flat_map(|(member, _)| of_group(of, member)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use report::read;
    use sample::report;

    /// What is told of the figures of a paragraph: what it says, what the tables say.
    fn told(prose: &str, cells: &[(&str, &str, &str)]) -> Vec<(i64, i64)> {
        let text = report(prose, cells);
        let report = read(&text);
        let tallies = tallies(&Prose::read(&text, &report, None), &report);
        tallies.iter().map(|tally| (tally.claim.value, tally.sum)).collect()
    }

    const CELLS: &[(&str, &str, &str)] = &[
        ("received", "total", "745"),
        ("carried_in", "total", "13"),
        ("refused.state_secret", "total", "2"),
        ("refused.deliberative", "total", "5"),
        ("outcome_total", "total", "/"),
        ("reconsideration", "total", "14"),
        ("direct_litigation", "total", "7"),
        ("litigation_after_reconsideration", "total", "2"),
        ("normative_documents", "made", "3"),
    ];

    #[test]
    fn figures_are_compared_with_the_totals() {
        assert_eq!(told("𠮷，收到政府信息公开申请745件。", CELLS), [(745, 745)]);
        assert_eq!(told("𠮷，收到申请700件、不予公开7件。", CELLS), [(700, 745), (7, 7)]);
        assert_eq!(told("𠮷，收到申请758件（含上年结转13件）。", CELLS), [(758, 758), (13, 13)]);
        assert_eq!(told("因信息公开引发的行政复议15件、行政诉讼9件。", CELLS), [(15, 14), (9, 9)]);
        assert_eq!(told("制定规范性文件4件。", CELLS), [(4, 3)]);
        let parts = "制定规范性文件1件，另外制定规范性文件2件。";
        assert_eq!(told(parts, CELLS), [], "together they are all");
    }

    #[test]
    fn silent_in_doubt() {
        assert_eq!(told("办结申请745件。", CELLS), [], "the total says nothing");
        assert_eq!(told("结转13件，结转0件。", CELLS), [(13, 13), (0, 0)], "either year is meant");
        assert_eq!(told("全县各部门收到申请9000件。", CELLS), []);
        assert_eq!(
            told("全县各部门收到申请9000件，上年结转13件。", CELLS),
            [(9000, 745), (13, 13)],
            "the other figure is this organ's"
        );
    }
}
