//! What can be kept of a report when its text is edited.
//!
//! Two texts that came from each other by edits begin alike and end alike. What lies whole in one of
//! these parts, and is put together in the same way, means the same; only its place has moved.

#![allow(clippy::indexing_slicing, reason = "positions come from the reports themselves")]

use std::ops::Range;

use form::Form;

use super::cells::RawCell;
use super::elements::{Collected, Element, ElementKind, Inline, Part, Source, SourceKind};
use super::run::Run;
use super::{Block, Cells, Label, Official, Report, Row, Table, TableKind};

/// The report of a text that the present one came from, and what both texts have in common.
#[derive(Debug, Clone, Copy)]
pub struct Former<'f> {
    report: &'f Report,
    /// How many bytes both texts begin with.
    head: usize,
    /// Where the end that both have in common begins in the present text, and how much further on
    /// than in the former.
    tail: usize,
    moved: Move,
}

/// So many bytes further on, or back.
#[derive(Debug, Clone, Copy)]
pub(super) struct Move(isize);

/// Where the walk over the tree begins: at the first source that may have changed, or a few before it.
#[derive(Debug)]
pub(super) struct Seam {
    /// The sources of the former text that stand before.
    pub(super) before: Range<usize>,
    pub(super) start: usize,
    pub(super) kind: SourceKind,
}

/// So many sources before the edit are looked at all the same.
const MARGIN: usize = 2;

impl<'f> Former<'f> {
    /// The report of a former text, beside the present text.
    pub fn of(former: &str, report: &'f Report, text: &str) -> Self {
        let head = common(former.as_bytes().chunks(CHUNK), text.as_bytes().chunks(CHUNK), |pair| {
            pair.0.iter().zip(pair.1).take_while(|(one, other)| one == other).count()
        });
        let rest = |text: &'_ str| text.len() - head;
        let most = rest(former).min(rest(text));
        let tail =
            common(former.as_bytes().rchunks(CHUNK), text.as_bytes().rchunks(CHUNK), |pair| {
                let pairs = pair.0.iter().rev().zip(pair.1.iter().rev());
                pairs.take_while(|(one, other)| one == other).count()
            });
        let moved = Move(text.len().wrapping_sub(former.len()).cast_signed());
        Self { report, head, tail: text.len() - tail.min(most), moved }
    }

    /// How a part of the present text has moved; none if it is new.
    fn place(&self, range: &Range<usize>) -> Option<Move> {
        if range.end <= self.head {
            return Some(Move(0));
        }
        (range.start >= self.tail).then_some(self.moved)
    }

    /// The source that the walk over the tree may begin with; none if it must begin with the first.
    ///
    /// What a line is depends on itself and on lines below that belong to the same node then. So if the
    /// node at the seam is still there, those before it are as they were.
    pub(super) fn seam(&self) -> Option<Seam> {
        let sources = &self.report.sources;
        let untouched = sources.partition_point(|source| source.range.end <= self.head);
        let at = untouched.checked_sub(MARGIN).filter(|at| *at > 0)?;
        let seam = sources.get(at)?;
        Some(Seam { before: 0..at, start: seam.range.start, kind: seam.kind })
    }

    /// Which source of the former text a node of the tree is, and how far it has moved.
    pub(super) fn source(&self, source: &Source) -> Option<(usize, Move)> {
        let moved = self.place(&source.range)?;
        let before = moved.back(&source.range);
        let sources = &self.report.sources;
        let at = sources.partition_point(|old| old.range.start < before.start);
        let old = sources.get(at).filter(|old| old.range == before && old.kind == source.kind)?;
        same_parts(&old.parts, &source.parts, moved).then_some((at, moved))
    }

    /// What came of a row of a table, and how far it has moved; none if the row is new, or if other
    /// bars are the table's border now.
    pub(super) fn row(&self, table: &Source, row: &[Part]) -> Option<(&'f [Element], Move)> {
        let range = &row.first()?.range;
        let moved = self.place(range)?;
        let before = moved.back(range);
        let sources = &self.report.sources;
        let at = sources.partition_point(|old| old.range.start <= before.start).checked_sub(1)?;
        let old = sources.get(at).filter(|old| (old.kind, old.bars) == (table.kind, table.bars))?;
        let first = old.parts.partition_point(|part| part.range.start < before.start);
        let old = old.parts[first..].chunk_by(Part::is_row_of).next()?;
        // Of a table of blanks nothing came at all.
        let is_same = same_parts(old, row, moved) && !old[0].elements.is_empty();
        is_same.then(|| (&self.report.collected()[old[0].elements.clone()], moved))
    }

    /// Whether a source stands behind everything that changed. What follows it is as it was: how lines
    /// are read does not depend on those above, but where they are of one node.
    pub(super) fn is_behind(&self, source: &Source) -> bool {
        source.range.start >= self.tail
    }

    /// Nothing yet, with room for about as much as there was.
    pub(super) fn room(&self) -> Collected {
        let (elements, inlines) = (self.report.collected().len(), self.report.inlines.len());
        let sources = self.report.sources.len();
        Collected {
            elements: Vec::with_capacity(elements + MARGIN),
            inlines: Vec::with_capacity(inlines + MARGIN),
            sources: Vec::with_capacity(sources + MARGIN),
        }
    }

    /// Appends sources of the former text, up to the last at most, with what came of them. `tables`
    /// counts the tables.
    pub(super) fn take_over(
        &self,
        sources: Range<usize>,
        moved: Move,
        collected: &mut Collected,
        tables: &mut usize,
    ) {
        let all = &self.report.sources;
        let sources = &all[sources.start..sources.end.min(all.len())];
        let (Some(first), Some(last)) = (sources.first(), sources.last()) else { return };
        let by = |old: usize, new: usize| Move(new.wrapping_sub(old).cast_signed());
        let elements = by(first.elements.start, collected.elements.len());
        let inlines = by(first.inlines.start, collected.inlines.len());
        let old = first.inlines.start..last.inlines.end;
        let old = self.report.inlines[old].iter();
        collected.inlines.extend(old.map(|inline| moved.inline(inline)));
        let old = self.report.collected();
        for source in sources {
            let old = old[source.elements.clone()].iter();
            collected.elements.extend(old.map(|element| moved.element(element, *tables)));
            *tables += usize::from(matches!(source.kind, SourceKind::Table(_)));
            collected.sources.push(Source {
                range: moved.range(&source.range),
                kind: source.kind,
                parts: source.parts.iter().map(|part| moved.part(part, elements)).collect(),
                bars: source.bars,
                elements: elements.range(&source.elements),
                inlines: inlines.range(&source.inlines),
            });
        }
    }

    /// What a run of rows was found to be, if its table is the same. `form` is the report's edition.
    pub(super) fn kind(
        &self,
        elements: &[Element],
        run: &Run,
        form: &'static Form,
    ) -> Option<TableKind> {
        let (first, last) = (*run.rows.first()?, *run.rows.last()?);
        let range = elements[first].range.start..elements[last].range.end;
        let moved = self.place(&range)?;
        let before = moved.back(&range);
        let tables = &self.report.tables;
        let at = tables.partition_point(|old| old.range.start < before.start);
        let old = tables.get(at).filter(|old| old.range == before)?;
        let same_form = std::ptr::eq(form, self.report.form);
        if !same_form || !same_rows(&self.report.elements, old, elements, run, moved) {
            return None;
        }
        Some(match &old.kind {
            TableKind::Official(official) if official.is(run.table) => {
                TableKind::Official(moved.official(official))
            }
            _ => return None,
        })
    }
}

/// How much is compared at once.
const CHUNK: usize = 64;

/// How long a common part two texts have, which come in chunks; `within` tells it of two chunks that
/// differ.
fn common<'t>(
    one: impl Iterator<Item = &'t [u8]>,
    other: impl Iterator<Item = &'t [u8]>,
    within: impl Fn((&[u8], &[u8])) -> usize,
) -> usize {
    let mut length = 0;
    for pair in one.zip(other) {
        if pair.0 != pair.1 {
            return length + within(pair);
        }
        length += pair.0.len();
    }
    length
}

/// Whether a table, or a row of one, was made of the same parts.
fn same_parts(old: &[Part], new: &[Part], moved: Move) -> bool {
    let same =
        |(old, new): (&Part, &Part)| old.kind == new.kind && old.range == moved.back(&new.range);
    old.len() == new.len() && old.iter().zip(new).all(same)
}

/// Whether a table was made of the same rows.
fn same_rows(before: &[Element], old: &Table, now: &[Element], run: &Run, moved: Move) -> bool {
    let same = |(old, new): (&usize, &usize)| match (&before[*old].kind, &now[*new].kind) {
        (
            ElementKind::Row { cells: old, shape: one, .. },
            ElementKind::Row { cells: new, shape: other, .. },
        ) => one == other && same_cells(old, new, moved),
        _ => false,
    };
    old.rows.len() == run.rows.len() && old.rows.iter().zip(&run.rows).all(same)
}

fn same_cells(old: &[RawCell], new: &[RawCell], moved: Move) -> bool {
    let same = |(old, new): (&RawCell, &RawCell)| {
        old.range == moved.back(&new.range) && old.joined == new.joined
    };
    old.len() == new.len() && old.iter().zip(new).all(same)
}

impl Move {
    pub(super) const NONE: Self = Self(0);

    /// Where a part of the former text is now.
    fn range(self, range: &Range<usize>) -> Range<usize> {
        range.start.saturating_add_signed(self.0)..range.end.saturating_add_signed(self.0)
    }

    /// Where a part of the present text was.
    fn back(self, range: &Range<usize>) -> Range<usize> {
        Self(-self.0).range(range)
    }

    /// `number` is the table's.
    pub(super) fn element(self, element: &Element, number: usize) -> Element {
        let kind = match &element.kind {
            ElementKind::Heading { level, number } => {
                ElementKind::Heading { level: *level, number: self.range(number) }
            }
            ElementKind::Row { shape, cells, .. } => {
                let cells = cells.iter().map(|cell| self.raw_cell(cell)).collect();
                ElementKind::Row { table: number, shape: *shape, cells }
            }
            ElementKind::Delimiter { .. } => ElementKind::Delimiter { table: number },
            ElementKind::Paragraph => ElementKind::Paragraph,
            ElementKind::Comment => ElementKind::Comment,
        };
        Element { range: self.range(&element.range), kind }
    }

    fn part(self, part: &Part, elements: Self) -> Part {
        Part {
            range: self.range(&part.range),
            kind: part.kind,
            elements: elements.range(&part.elements),
        }
    }

    fn raw_cell(self, cell: &RawCell) -> RawCell {
        RawCell { range: self.range(&cell.range), ..cell.clone() }
    }

    fn inline(self, inline: &Inline) -> Inline {
        Inline { range: self.range(&inline.range), kind: inline.kind }
    }

    fn official(self, official: &Official) -> Official {
        Official {
            form: official.form,
            index: official.index,
            blocks: official.blocks.iter().map(|block| self.block(block)).collect(),
            unknown_rows: self.ranges(&official.unknown_rows),
        }
    }

    fn ranges(self, ranges: &[Range<usize>]) -> Vec<Range<usize>> {
        ranges.iter().map(|range| self.range(range)).collect()
    }

    fn block(self, block: &Block) -> Block {
        let label = |label: &Label| self.label(label);
        Block {
            index: block.index,
            heads: block.heads.iter().map(label).collect(),
            columns: block.columns.iter().map(|column| column.as_ref().map(label)).collect(),
            unknown_columns: self.ranges(&block.unknown_columns),
            rows: block.rows.iter().map(|row| self.row(row)).collect(),
            anchor: self.range(&block.anchor),
            header_read: block.header_read,
        }
    }

    fn label(self, label: &Label) -> Label {
        Label { range: self.range(&label.range), ..label.clone() }
    }

    fn row(self, row: &Row) -> Row {
        let cells = match &row.cells {
            Cells::Group => Cells::Group,
            Cells::Misfit { found, expected } => {
                Cells::Misfit { found: *found, expected: *expected }
            }
            Cells::Read(cells) => {
                let mut cells = cells.clone();
                for cell in cells.iter_mut().flatten() {
                    cell.range = self.range(&cell.range);
                }
                Cells::Read(cells)
            }
        };
        Row { index: row.index, label: self.label(&row.label), cells }
    }
}

#[cfg(test)]
mod tests {
    use fastrand::Rng;

    use super::super::lower;
    use super::*;
    use crate::syntax::parse;

    const CLEAN: &str = include_str!("../../../examples/clean.nianbao");
    const STACKED: &str = "三、收到和处理政府信息公开申请情况\n\n\t申请人情况\n\n\t自然人\n\t其他\n\n\t一、本年新收\n政府信息公开申请数量\n\n\t3\n\t4\n\n四、结转\n\n说明𠮷。\n";
    /// How many edits are tried; the pretty-printed reports are compared after each.
    const STEPS: usize = 200;
    /// What is put in, in turn.
    const PIECES: [&str; 18] = [
        "信",
        "𠮷",
        "",
        "\n",
        "\r\n",
        "\r",
        "|",
        "\t",
        "| 1 |\n",
        "1",
        "一、总体情况\n",
        "（一）",
        "<!-- nianbao: allow x -->\n",
        "2022年",
        "《条例》",
        "\n\n",
        "\u{3000}",
        "| 申请人情况 | 自然人 | 商业企业 |\n",
    ];

    /// The text with a piece of it replaced.
    fn edited(text: &str, rng: &mut Rng) -> String {
        let start = text.floor_char_boundary(rng.usize(..=text.len()));
        let length = [0, 0, 1, 3, 40, 400][rng.usize(..6)];
        let end = text.floor_char_boundary((start + length).min(text.len())).max(start);
        let piece = PIECES[rng.usize(..PIECES.len())];
        format!("{}{piece}{}", &text[..start], &text[end..])
    }

    /// The first line in which two reports differ, with what is around it.
    fn difference(one: &Report, other: &Report) -> Option<[Vec<String>; 2]> {
        let [one, other] = [one, other].map(|report| format!("{report:#?}"));
        let first = one.lines().zip(other.lines()).position(|(one, other)| one != other);
        let around = |text: &str| {
            let from = first.unwrap_or(0).saturating_sub(8);
            text.lines().skip(from).take(16).map(|line| line.trim().to_owned()).collect()
        };
        (one != other).then(|| [&one, &other].map(|text| around(text)))
    }

    #[test]
    fn an_edited_report_is_as_if_it_were_new() {
        let mut rng = Rng::with_seed(20231231);
        for original in [CLEAN, STACKED] {
            let mut text = original.to_owned();
            let mut report = lower(&parse(&text, None), &text, None);
            for step in 0..STEPS {
                let next =
                    if step % 60 == 59 { original.to_owned() } else { edited(&text, &mut rng) };
                let tree = parse(&next, None);
                let former = Former::of(&text, &report, &next);
                let again = lower(&tree, &next, Some(former));
                let fresh = lower(&tree, &next, None);
                let difference = difference(&again, &fresh);
                assert!(
                    difference.is_none(),
                    "step {step}: {difference:#?}\n{text}\n--- now:\n{next}"
                );
                (text, report) = (next, again);
            }
        }
    }

    #[test]
    fn what_both_texts_have_in_common() {
        let report = lower(&parse("", None), "", None);
        for (former, text, head, tail) in [
            ("", "", 0, 0),
            ("abc", "abc", 3, 3),
            ("abc", "abxc", 2, 3),
            ("aa", "aaa", 2, 3),
            ("总计", "总和", 3, 6),
            (&"x".repeat(300), &"x".repeat(200), 200, 200),
        ] {
            let of = Former::of(former, &report, text);
            assert_eq!((of.head, of.tail), (head, tail), "{former} {text}");
        }
    }

    #[test]
    fn a_table_that_was_not_touched_is_kept() {
        let report = lower(&parse(CLEAN, None), CLEAN, None);
        let next = CLEAN.replacen("本机关坚持", "我局坚持", 1);
        let former = Former::of(CLEAN, &report, &next);
        let fresh = lower(&parse(&next, None), &next, None);
        let kept = |(table, official): &(&Table, &Official)| {
            let mut tables = form::vocabulary().tables();
            let id = tables.find(|id| official.is(*id)).expect("it is one of the form");
            let run = Run { table: id, rows: table.rows.clone() };
            former.kind(&fresh.elements, &run, fresh.form).is_some()
        };
        assert_eq!(fresh.official_tables().filter(kept).count(), 3);
        let sources = fresh.sources.iter().filter(|source| former.source(source).is_some());
        assert_eq!(sources.count(), fresh.sources.len() - 1);
    }

    #[test]
    fn the_other_rows_of_a_table_are_kept_when_one_is_edited() {
        let tabs =
            "申请人情况\t自然人\t总计\n一、本年新收政府信息公开申请数量\t3\t6\n（七）总计\t4\t5\n";
        let stacked =
            format!("\t{}", tabs.trim_end().replace('\n', "\n\n\t").replace('\t', "\n\t"));
        let bars =
            "| 信息内容 | 本年制发件数 |\n| --- | --- |\n| 规章 | 3 |\n| 行政规范性文件 | 5 |\n";
        let no_border = "\n行政规范性文件 | 5";
        for (text, written, typed, kept, rows) in [
            (tabs, "3", "30", 2, 3),
            (&stacked, "3", "30", 2, 3),
            (bars, "3", "30", 3, 4),
            // What was the border becomes a first cell without anything in it.
            (bars, "\n| 行政规范性文件 | 5", no_border, 0, 4),
        ] {
            let next = text.replacen(written, typed, 1);
            let report = lower(&parse(text, None), text, None);
            let fresh = lower(&parse(&next, None), &next, None);
            let former = Former::of(text, &report, &next);
            let parts = fresh.sources.iter().filter(|source| !source.parts.is_empty());
            let all: Vec<bool> = parts
                .flat_map(|source| {
                    source.parts.chunk_by(Part::is_row_of).map(move |row| (source, row))
                })
                .map(|(source, row)| former.row(source, row).is_some())
                .collect();
            let count = all.iter().filter(|kept| **kept).count();
            assert_eq!((count, all.len()), (kept, rows), "{next:?}");
            assert_eq!(again(text, &next), None);
        }
    }

    /// What is read after an edit, beside what is read anew.
    fn again(text: &str, next: &str) -> Option<[Vec<String>; 2]> {
        let report = lower(&parse(text, None), text, None);
        let tree = parse(next, None);
        let again = lower(&tree, next, Some(Former::of(text, &report, next)));
        difference(&again, &lower(&tree, next, None))
    }

    #[test]
    fn a_table_is_not_kept_where_an_edit_elsewhere_changes_its_cells() {
        // The bars at the left are the border of both tables, until one row lacks it.
        let text = "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n| 规章 | 1 | 2 | 3 |\n| 申请人情况 | 自然人 | 总计 |\n| （七）总计 | 4 | 5 |\n";
        let next = text.replace("| （七）", "（七）");
        assert_eq!(again(text, &next), None);
        assert_eq!(again(&next, text), None);
        // At the right the same: what was the border is now a last cell with nothing in it.
        let text = text.replace("| 2 | 3 |", "| 2 |");
        let next = text.replace("| 5 |", "| 5");
        assert_eq!(again(&text, &next), None);
        assert_eq!(again(&next, &text), None);
    }

    #[test]
    fn a_table_is_not_kept_where_the_title_names_another_edition() {
        let title = "云岭县档案局2019年政府信息公开工作年度报告";
        let table = "申请人情况\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n（七）总计\t1\t0\t0\t0\t0\t0\t1\n";
        let text = format!("{title}\n\n{table}");
        assert_eq!(again(&text, &text.replace("2019", "2024")), None);
    }

    #[test]
    fn the_walk_begins_a_little_before_the_edit_and_ends_behind_it() {
        let text: String = (0..50).map(|at| format!("第{at}段。\n\n")).collect();
        let report = lower(&parse(&text, None), &text, None);
        for (edited, begins) in [(0, None), (1, None), (2, None), (3, Some(1)), (40, Some(38))] {
            let next = text.replace(&format!("第{edited}段"), "第一段");
            let former = Former::of(&text, &report, &next);
            assert_eq!(former.seam().map(|seam| seam.before.end), begins, "{edited}");
            let fresh = lower(&parse(&next, None), &next, None);
            let behind = fresh.sources.iter().filter(|source| former.is_behind(source));
            assert_eq!(behind.count(), 49 - edited, "{edited}");
        }
    }
}
