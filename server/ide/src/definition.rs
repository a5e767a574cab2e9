//! Going from a place to those it is made of, and to those that speak of it: total and parts,
//! a figure of the prose and the cell that it counts, an article and its other mentions.

use std::ops::Range;

use analysis::Analysis;
use form::{CellRef, Head, forms, vocabulary};
use prose::{Citation, Tally, Whose, citations, instrument_name, tallies, tallies_near};
use report::{Block, InlineKind, Label, Official};

use super::at::{At, BlockAt, CellAt, at};

/// Where the thing at an offset comes from: of a total its parts, of a part the totals it flows into,
/// of a figure of the prose its cells, of an article or an instrument the table's block or the first
/// mention. In the order of the text.
pub fn definition(analysis: &Analysis, offset: usize) -> Vec<Range<usize>> {
    let ranges = match at(analysis, offset) {
        At::Cell(found) => Linked::of(&found).definition(),
        _ => match mention(analysis, offset) {
            Some(Mention::Figure(tally)) => tally.ranges().collect(),
            Some(Mention::Article(citation)) => {
                let block = blocks(analysis, &citation, Some(offset)).into_iter();
                let first = articles(analysis, &citation).into_iter();
                block.chain(first).take(1).collect()
            }
            Some(Mention::Instrument(name, _)) => {
                instruments(analysis, &name).into_iter().take(1).collect()
            }
            None => Vec::new(),
        },
    };
    in_order(ranges)
}

/// The places that belong to the thing at an offset: for a figure of a table, those that it is added
/// up with or to and the prose that speaks of it; for a figure of the prose, its cells and the
/// other figures that count the same; for an article or an instrument, all mentions.
/// `include_declaration` adds the place itself.
pub fn references(
    analysis: &Analysis,
    offset: usize,
    include_declaration: bool,
) -> Vec<Range<usize>> {
    let found = match at(analysis, offset) {
        At::Cell(found) => Some(of_cell(analysis, &found)),
        At::Head { block, label } => Some((label.range.clone(), citing(analysis, &block, label))),
        _ => mention(analysis, offset).map(|mention| of_mention(analysis, mention)),
    };
    let Some((own, mut ranges)) = found else { return Vec::new() };
    ranges.retain(|range| *range != own);
    ranges.extend(include_declaration.then_some(own));
    in_order(ranges)
}

/// A figure of a table, and what belongs to it.
fn of_cell(analysis: &Analysis, found: &CellAt<'_>) -> (Range<usize>, Vec<Range<usize>>) {
    let own = found.cell.range.clone();
    let Linked { parts, totals } = Linked::of(found);
    let tallies = tallies(&analysis.prose, &analysis.report);
    let counting = tallies.iter().filter(|tally| tally.ranges().any(|range| range == own));
    let counting: Vec<_> = counting.map(|tally| tally.claim.range.clone()).collect();
    (own, [parts, totals, counting].concat())
}

/// The references to the article's item that a block is for, if the label is the block's heading.
fn citing(analysis: &Analysis, of: &BlockAt<'_>, label: &Label) -> Vec<Range<usize>> {
    let same = |citation: &Citation| {
        let cited = cited_block(analysis, citation, of.official);
        let block = cited.and_then(|block| of.official.table().blocks.get(block));
        block.is_some_and(|block| block.label.as_deref() == Some(label.official))
    };
    let citations = citations(&analysis.text, &analysis.report);
    citations.into_iter().filter(same).map(|citation| citation.range).collect()
}

/// Something in the prose, and what belongs to it.
fn of_mention(analysis: &Analysis, mention: Mention<'_>) -> (Range<usize>, Vec<Range<usize>>) {
    match mention {
        Mention::Figure(tally) => {
            let cells: Vec<Range<usize>> = tally.ranges().collect();
            let others = tallies(&analysis.prose, &analysis.report);
            let same = others.iter().filter(|other| other.ranges().eq(cells.iter().cloned()));
            let same: Vec<_> = same.map(|other| other.claim.range.clone()).collect();
            (tally.claim.range.clone(), [cells, same].concat())
        }
        Mention::Article(citation) => {
            let blocks = blocks(analysis, &citation, None);
            let articles = articles(analysis, &citation);
            (citation.range, [articles, blocks].concat())
        }
        Mention::Instrument(name, own) => (own, instruments(analysis, &name)),
    }
}

fn in_order(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    ranges.dedup();
    ranges
}

/// The cells that a cell is added up with or to.
#[derive(Default)]
struct Linked {
    /// What makes it up, if it is a stated total.
    parts: Vec<Range<usize>>,
    /// The totals that it flows into.
    totals: Vec<Range<usize>>,
}

impl Linked {
    fn of(found: &CellAt<'_>) -> Self {
        let mut linked = Self::default();
        let own = found.cell_ref();
        let range = |at: CellRef| Some(found.of.block.cell(at.row, at.column)?.range.clone());
        for identity in &found.of.form().identities {
            let Some(line) = identity.line_of(own) else { continue };
            if identity.total(line) == own {
                let parts = identity.cells(line).filter(|cell| *cell != own);
                linked.parts.extend(parts.filter_map(range));
            } else {
                linked.totals.extend(range(identity.total(line)));
            }
        }
        linked
    }

    fn definition(self) -> Vec<Range<usize>> {
        if self.parts.is_empty() { self.totals } else { self.parts }
    }
}

/// Something in the prose that speaks of something elsewhere.
enum Mention<'r> {
    Figure(Tally<'r>),
    Article(Citation),
    /// An instrument's name without title marks, and where it stands.
    Instrument(String, Range<usize>),
}

fn mention(analysis: &Analysis, offset: usize) -> Option<Mention<'_>> {
    let (text, report) = (&analysis.text, &analysis.report);
    let here = |range: &Range<usize>| range.start <= offset && offset <= range.end;
    let near = tallies_near(&analysis.prose, report, offset);
    let figure = near.into_iter().find(|tally| here(&tally.claim.range));
    if let Some(tally) = figure {
        return Some(Mention::Figure(tally));
    }
    if let Some(citation) =
        citations(text, report).into_iter().find(|citation| here(&citation.range))
    {
        return (citation.whose != Whose::Unknown).then_some(Mention::Article(citation));
    }
    let mut instruments =
        report.inlines.iter().filter(|inline| inline.kind == InlineKind::Instrument);
    let inline = instruments.find(|inline| here(&inline.range))?;
    let name = instrument_name(text.get(inline.range.clone())?)?;
    Some(Mention::Instrument(name, inline.range.clone()))
}

/// The mentions of the same article.
fn articles(analysis: &Analysis, of: &Citation) -> Vec<Range<usize>> {
    let same = |other: &Citation| other.whose == of.whose && other.article == of.article;
    let citations = citations(&analysis.text, &analysis.report);
    citations.into_iter().filter(same).map(|citation| citation.range).collect()
}

/// The headings of the blocks that are for this item of the article; none at `except`.
fn blocks(analysis: &Analysis, of: &Citation, except: Option<usize>) -> Vec<Range<usize>> {
    let heading = |official: &Official, block: &Block| {
        let index = cited_block(analysis, of, official)?;
        let label = official.table().blocks.get(index)?.label.as_deref();
        let head = block.heads.iter().find(|head| Some(head.official) == label)?;
        Some(head.range.clone())
    };
    let tables = analysis.report.official_tables();
    tables
        .flat_map(|(_, official)| {
            official.blocks.iter().filter_map(move |block| heading(official, block))
        })
        .filter(|range| except.is_none_or(|offset| offset < range.start || range.end < offset))
        .collect()
}

/// The block of a table that a reference to an article names, by position.
fn cited_block(analysis: &Analysis, citation: &Citation, official: &Official) -> Option<usize> {
    if citation.whose != Whose::Regulation {
        return None;
    }
    let written = analysis.text.get(citation.range.clone())?;
    let heads = vocabulary().heads(written).iter();
    let form = forms().iter().position(|form| form.edition == official.form.edition)?;
    heads
        .into_iter()
        .find(|found| {
            found.form == form && found.table == official.index && found.head == Head::Block
        })
        .map(|found| found.block)
}

/// The mentions of the same instrument.
fn instruments(analysis: &Analysis, name: &str) -> Vec<Range<usize>> {
    let whose = Whose::of(name.to_owned());
    let inlines = analysis.report.inlines.iter();
    let named = inlines.filter(|inline| inline.kind == InlineKind::Instrument).filter(|inline| {
        let name = analysis.text.get(inline.range.clone()).and_then(instrument_name);
        name.is_some_and(|name| Whose::of(name) == whose)
    });
    named.map(|inline| inline.range.clone()).collect()
}

#[cfg(test)]
mod tests;
