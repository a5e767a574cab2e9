//! What the findings gain by the repairs: the cells that are probably wrong, the faults that are one
//! and the same, and the fixes. Every output takes its findings from here.

#![allow(clippy::indexing_slicing, reason = "positions come from the form itself")]

use std::collections::BTreeSet;
use std::ops::Range;

use finding::{Finding, Fix, Related};
use prose::Prose;
use report::{Official, Report};
use text::Edit;

use super::wording::{self, MOST_TOLD};
use super::{Changed, Edited, Fault, Repair, repairs};

/// The findings of a report, and the repairs of its tables.
#[derive(Debug, Clone, Default)]
pub struct Explained {
    /// In the order of the text.
    pub findings: Vec<Finding>,
    /// Those that mend one of the findings; table by table, the most probable first.
    pub repairs: Vec<Repair>,
    /// The cells that are probably wrong, each once; none where several repairs are as probable.
    pub suspects: Vec<Suspect>,
}

/// A cell that is probably wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Suspect {
    pub range: Range<usize>,
    /// What it should hold.
    pub to: i64,
    /// Its name, what it holds and what it should hold.
    pub message: String,
}

/// The findings with what the repairs say of them.
pub fn explain(
    prose: &Prose,
    report: &Report,
    findings: &[Finding],
    edited: &[Edited],
) -> Explained {
    let mut findings = findings.to_vec();
    let mut repairs = match findings.iter().any(Finding::is_broken_sum) {
        true => repairs(prose, report, edited),
        false => Vec::new(),
    };
    repairs.retain(|repair| repair.mends_any(&findings));
    let tables: Vec<&Official> = report.official_tables().map(|(_, official)| official).collect();
    let mut suspects: Vec<Suspect> = Vec::new();
    for alternatives in repairs.chunk_by(|one, two| one.mends == two.mends) {
        let Some(official) = tables.get(alternatives[0].cells[0].table) else { continue };
        let doubled = is_doubled(official, &tables);
        Alternatives { repairs: alternatives, official, doubled }
            .tell(&mut findings, &mut suspects);
    }
    for finding in findings.iter_mut().filter(|finding| finding.is_broken_sum()) {
        let told = repairs.iter().flat_map(|repair| &repair.mends);
        if !told.into_iter().any(|fault| fault.is_of(finding)) {
            finding.message.push_str(wording::UNKNOWN);
        }
    }
    Explained { findings, repairs, suspects }
}

/// Where the finding of a fault is.
fn at(findings: &[Finding], fault: &Fault) -> Option<usize> {
    findings.iter().position(|finding| fault.is_of(finding))
}

impl Suspect {
    fn related(&self) -> Related {
        Related { message: self.message.clone(), range: self.range.clone() }
    }
}

/// The repairs of the same faults.
struct Alternatives<'r> {
    repairs: &'r [Repair],
    official: &'r Official,
    /// Whether rows of the table stand there once more.
    doubled: bool,
}

/// Whether a row of a table stands in it twice, or in another one as well: which of them counts, and is to be
/// changed, only the author knows.
fn is_doubled(official: &Official, tables: &[&Official]) -> bool {
    let rows = |official: &Official| -> Vec<(usize, usize)> {
        let blocks = official.blocks.iter();
        blocks.flat_map(|block| block.rows.iter().map(|row| (block.index, row.index))).collect()
    };
    let is_same = |other: &&&Official| {
        other.index == official.index && std::ptr::eq(other.form, official.form)
    };
    let mut all: Vec<_> = tables.iter().filter(is_same).flat_map(|other| rows(other)).collect();
    let own: BTreeSet<_> = rows(official).into_iter().collect();
    all.retain(|row| own.contains(row));
    all.len() > own.len()
}

impl Alternatives<'_> {
    fn tell(&self, findings: &mut [Finding], told: &mut Vec<Suspect>) {
        let faults = &self.repairs[0].mends;
        let causes: Vec<Vec<Vec<Changed>>> =
            faults.iter().map(|fault| self.causes(fault)).collect();
        for (position, fault) in faults.iter().enumerate() {
            let Some(index) = at(findings, fault) else { continue };
            let own = &causes[position];
            let same = |other: &usize| *other != position && causes[*other] == *own;
            let same: Vec<usize> =
                (0..faults.len()).filter(same).filter_map(|it| at(findings, &faults[it])).collect();
            let first = same.iter().copied().find(|other| *other < index);
            let sentence = match first {
                Some(first) => self.reference(&findings[first]),
                None => wording::advice(own, self.official, same.len()),
            };
            let suspects = self.suspects(own);
            let mut related: Vec<Related> = suspects.iter().map(Suspect::related).collect();
            told.extend(suspects.into_iter().filter(|it| !told.contains(it)).collect::<Vec<_>>());
            related.extend(same.iter().map(|other| self.tie(&findings[*other])));
            let finding = &mut findings[index];
            let is_told = |it: &Related| related.iter().any(|other| other.range == it.range);
            finding.related.retain(|it| !is_told(it));
            related.append(&mut finding.related);
            finding.related = related;
            finding.message.push_str(&sentence);
            finding.fixes = self.fixes(fault);
            finding.undecided = own.len() != 1 || self.doubled;
        }
    }

    /// The changes of the most probable repairs that mend a fault, each once.
    fn causes(&self, fault: &Fault) -> Vec<Vec<Changed>> {
        let first = self.repairs.iter().filter(|repair| repair.rank == 1);
        let mut causes: Vec<Vec<Changed>> = Vec::new();
        for part in first.map(|repair| self.part(repair, fault)) {
            if !causes.contains(&part) {
                causes.push(part);
            }
        }
        causes
    }

    /// The cells of a repair that have to do with a fault: those of its identity, and those that have
    /// to do with them. What mends other faults only can be left for itself.
    fn part(&self, repair: &Repair, fault: &Fault) -> Vec<Changed> {
        let cells = &repair.cells;
        let mut taken: Vec<bool> = cells.iter().map(|cell| self.takes_part(cell, fault)).collect();
        for _ in 0..cells.len() {
            for (at, cell) in cells.iter().enumerate() {
                let near =
                    |(other, taken): (&Changed, &bool)| *taken && self.share_a_sum(cell, other);
                taken[at] |= cells.iter().zip(&taken).any(near);
            }
        }
        cells.iter().zip(taken).filter(|(_, taken)| *taken).map(|(cell, _)| cell.clone()).collect()
    }

    /// Whether a cell is in the identity that a fault is about.
    fn takes_part(&self, cell: &Changed, fault: &Fault) -> bool {
        let of = &self.official.table().blocks[fault.block];
        let mut own = of.identities.iter().filter(|identity| identity.id == fault.identity);
        own.any(|identity| identity.line_of(cell.place) == Some(fault.line))
    }

    fn share_a_sum(&self, one: &Changed, two: &Changed) -> bool {
        let of = &self.official.table().blocks[one.place.block];
        of.identities.iter().any(|identity| {
            let line = identity.line_of(one.place);
            line.is_some() && line == identity.line_of(two.place)
        })
    }

    /// Where it is known what is wrong, the cells are shown.
    fn suspects(&self, causes: &[Vec<Changed>]) -> Vec<Suspect> {
        let [cells] = causes else { return Vec::new() };
        let suspect = |cell: &Changed| Suspect {
            range: cell.range.clone(),
            to: cell.to,
            message: wording::suspicion(cell, self.official),
        };
        cells.iter().map(suspect).collect()
    }

    /// The sentence of a finding whose fault was explained before.
    fn reference(&self, first: &Finding) -> String {
        format!("与上面“{}”一条是同一处错误，照那里改好，这里就平了。", self.line(first))
    }

    fn tie(&self, other: &Finding) -> Related {
        let message = format!("同一处错误：“{}”也因此不平", self.line(other));
        Related { message, range: other.range.clone() }
    }

    /// The row or column that a finding is about.
    fn line(&self, finding: &Finding) -> &'static str {
        let blocks = &self.official.table().blocks;
        let row = |id: &str| blocks.iter().flat_map(|of| &of.rows).find(|row| row.id == id);
        let column =
            |id: &str| blocks.iter().flat_map(|of| &of.columns).find(|column| column.id == id);
        let row = finding.about.row.and_then(row).map(|row| row.short());
        row.or_else(|| Some(finding.about.column.and_then(column)?.short())).unwrap_or_default()
    }

    /// The repairs that are worth a choice: the most probable ones, and those of totals alone.
    fn fixes(&self, fault: &Fault) -> Vec<Fix> {
        let tied = self.repairs.iter().filter(|repair| repair.rank == 1).count();
        let mut fixes: Vec<Fix> = Vec::new();
        for (at, repair) in self.repairs.iter().enumerate() {
            let probable = tied <= MOST_TOLD && at < MOST_TOLD;
            if probable || repair.cells.iter().all(|cell| cell.is_total) {
                let fix = self.fix(&self.part(repair, fault));
                if !fixes.contains(&fix) {
                    fixes.push(fix);
                }
            }
        }
        fixes
    }

    fn fix(&self, cells: &[Changed]) -> Fix {
        let edit = |cell: &Changed| Edit { range: cell.range.clone(), text: cell.to.to_string() };
        let mut edits: Vec<Edit> = cells.iter().map(edit).collect();
        edits.sort_by_key(|edit| edit.range.start);
        Fix { title: wording::instruction(cells, self.official), safe: false, edits }
    }
}
