//! Labels that are broken and mixed with each other, as PDF viewers and layouts of fixed width leave
//! them: a row's label goes on below its figures, a group's stands beside its rows in pieces, and a
//! header's labels are read line by line across their columns.
//!
//! Every letter must belong to a label of the form in its order, or nothing is taken. What remains must
//! leave one choice of rows only.

#![allow(
    clippy::indexing_slicing,
    reason = "positions come from the form and from the words themselves"
)]

use form::{Block, Row, key, numberless};

/// So many hypotheses at once are more than any real table gives rise to.
const MAX_STATES: usize = 512;

/// A label's letters, and the row of the block that it names.
struct Name {
    row: usize,
    letters: Vec<char>,
}

/// The rows and groups of a block.
pub(super) struct Names {
    rows: Vec<Name>,
    groups: Vec<Name>,
}

impl Names {
    pub(super) fn of(block: &Block) -> Self {
        let (groups, rows): (Vec<_>, Vec<_>) =
            block.rows.iter().enumerate().partition(|(_, row)| row.group);
        let names = |rows: Vec<(usize, &Row)>| {
            let labels = rows.into_iter().flat_map(|(row, of)| {
                let labels = std::iter::once(&of.label).chain(&of.variants);
                labels.map(move |label| (row, label.as_str()))
            });
            labels.flat_map(|(row, label)| spellings(row, label)).collect()
        };
        Self { rows: names(rows), groups: names(groups) }
    }
}

/// The letters of a label, and those with its numeral before them: where the mark behind that is on another
/// line, it is not known as a number.
fn spellings(row: usize, label: &str) -> impl Iterator<Item = Name> {
    let words = numberless(label);
    let number = &label[..label.len() - words.len()];
    let numeral: String = number.chars().filter(|c| form::is_usual(*c)).collect();
    let bare = key(words);
    let whole = (!numeral.is_empty()).then(|| numeral + &bare);
    [Some(bare), whole]
        .into_iter()
        .flatten()
        .map(move |letters| Name { row, letters: letters.chars().collect() })
}

/// What has been made of the letters so far.
#[derive(Debug, Clone, PartialEq, Eq)]
struct State {
    /// The rows that were recognised, in order, as positions of the block.
    rows: Vec<usize>,
    /// The label of the row before, and how many of its letters were seen.
    tail: Option<(usize, usize)>,
    /// The label that is being read, and how many of its letters were seen.
    head: Option<(usize, usize)>,
    /// Labels of groups that are not complete, and how many of their letters were seen.
    open: Vec<(usize, usize)>,
    /// Labels of groups that were begun.
    begun: u64,
}

/// Which rows the words before each run of figures name; none if any letter is left over, or if it can be
/// more than one way. The last words stand behind all figures.
pub(super) fn rows(names: &Names, segments: &[String]) -> Option<Vec<usize>> {
    let (last, named) = segments.split_last()?;
    let start = State { rows: Vec::new(), tail: None, head: None, open: Vec::new(), begun: 0 };
    let mut states = vec![start];
    for segment in named {
        states = read(names, states, segment)?;
        states = states.into_iter().filter_map(|state| state.next(names)).collect();
    }
    states = read(names, states, last)?;
    states
        .retain(|state| state.head.is_none() && state.open.is_empty() && state.is_tail_done(names));
    let first = states.first()?.rows.clone();
    states.iter().all(|state| state.rows == first).then_some(first)
}

fn read(names: &Names, mut states: Vec<State>, letters: &str) -> Option<Vec<State>> {
    for letter in letters.chars() {
        let mut next: Vec<State> = Vec::new();
        for state in &states {
            state.take(letter, names, &mut next);
        }
        if next.is_empty() || next.len() > MAX_STATES {
            return None;
        }
        states = next;
    }
    Some(states)
}

impl State {
    fn is_tail_done(&self, names: &Names) -> bool {
        self.tail.is_none_or(|(name, seen)| names.rows[name].letters.len() == seen)
    }

    /// The state behind the figures of the row that was named; none if none was.
    fn next(self, names: &Names) -> Option<Self> {
        let (name, _) = self.head?;
        if !self.is_tail_done(names) {
            return None;
        }
        let mut rows = self.rows;
        rows.push(names.rows[name].row);
        Some(Self { rows, tail: self.head, head: None, ..self })
    }

    /// All that a letter may be.
    fn take(&self, letter: char, names: &Names, next: &mut Vec<Self>) {
        let mut push = |state: Self| {
            if !next.contains(&state) {
                next.push(state);
            }
        };
        if let Some((name, seen)) = self.tail
            && names.rows[name].letters.get(seen) == Some(&letter)
        {
            push(Self { tail: Some((name, seen + 1)), ..self.clone() });
        }
        for (at, (name, seen)) in self.open.iter().enumerate() {
            let letters = &names.groups[*name].letters;
            if letters.get(*seen) == Some(&letter) {
                let mut open = self.open.clone();
                if seen + 1 == letters.len() {
                    open.remove(at);
                } else {
                    open[at].1 += 1;
                }
                push(Self { open, ..self.clone() });
            }
        }
        for (name, group) in names.groups.iter().enumerate() {
            let begun = 1_u64 << (group.row % 64);
            if group.letters.first() == Some(&letter) && self.begun & begun == 0 {
                let mut open = self.open.clone();
                if group.letters.len() > 1 {
                    open.push((name, 1));
                }
                push(Self { open, begun: self.begun | begun, ..self.clone() });
            }
        }
        match self.head {
            Some((name, seen)) if names.rows[name].letters.get(seen) == Some(&letter) => {
                push(Self { head: Some((name, seen + 1)), ..self.clone() });
            }
            None if self.is_tail_done(names) => {
                for (name, row) in names.rows.iter().enumerate() {
                    if row.letters.first() == Some(&letter) && !self.rows.contains(&row.row) {
                        push(Self { head: Some((name, 1)), ..self.clone() });
                    }
                }
            }
            _ => {}
        }
    }
}

/// A piece of a header.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) letters: String,
    /// The line it stands in.
    pub(super) line: usize,
}

/// A label that a header may have.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) letters: String,
    /// Its place among the columns; none if it names no column.
    pub(super) column: Option<usize>,
    /// Whether it must be there.
    pub(super) is_needed: bool,
    /// Whether it may stand before columns of lower places, as what spans several levels does.
    pub(super) floats: bool,
}

/// So many steps are more than a header that can be read ever takes.
const MAX_STEPS: usize = 60_000;

/// Whether the pieces of a header are the items, all columns in their order: from left to right in each
/// line, and as they begin. Returns, for each item, its pieces.
pub(super) fn header(pieces: &[Piece], items: &[Item]) -> Option<Vec<Vec<usize>>> {
    let mut search = Search { pieces, items, seen: vec![Vec::new(); items.len()], steps: 0 };
    search.solve(0).then_some(search.seen)
}

struct Search<'s> {
    pieces: &'s [Piece],
    items: &'s [Item],
    /// The pieces of each item so far.
    seen: Vec<Vec<usize>>,
    steps: usize,
}

impl Search<'_> {
    fn solve(&mut self, at: usize) -> bool {
        self.steps += 1;
        if self.steps > MAX_STEPS {
            return false;
        }
        if at == self.pieces.len() {
            return self.is_complete();
        }
        for item in 0..self.items.len() {
            if self.fits(at, item) {
                self.seen[item].push(at);
                if self.solve(at + 1) {
                    return true;
                }
                self.seen[item].pop();
            }
        }
        false
    }

    fn length(&self, item: usize) -> usize {
        self.seen[item].iter().map(|piece| self.pieces[*piece].letters.len()).sum()
    }

    fn is_complete(&self) -> bool {
        let all = (0..self.items.len()).all(|item| {
            let length = self.length(item);
            length == self.items[item].letters.len() || (length == 0 && !self.items[item].is_needed)
        });
        all && self.is_in_order()
    }

    /// Whether columns begin in their order, what floats aside. One that begins further down than those
    /// behind it, as the cells are not equally high, must have a piece of each behind it in its line.
    fn is_in_order(&self) -> bool {
        let place = |item: usize| self.items[item].column.filter(|_| !self.items[item].floats);
        let follows = |first: usize, other: usize| {
            let line = self.pieces[first].line;
            let mut pieces = self.seen[other].iter();
            pieces.any(|piece| *piece > first && self.pieces[*piece].line == line)
        };
        (0..self.items.len()).all(|item| {
            let Some(first) = self.seen[item].first() else { return true };
            (0..self.items.len()).all(|other| {
                let is_behind = place(item).zip(place(other)).is_some_and(|(one, two)| one < two);
                let begun = self.seen[other].first().is_some_and(|begin| begin < first);
                !is_behind || !begun || follows(*first, other)
            })
        })
    }

    fn fits(&self, at: usize, item: usize) -> bool {
        let (piece, of) = (&self.pieces[at], &self.items[item]);
        let rest = of.letters.get(self.length(item)..).unwrap_or_default();
        if !rest.starts_with(&piece.letters) {
            return false;
        }
        let Some(column) = of.column else { return true };
        let in_line = self.in_line(at, piece.line);
        if in_line.is_some_and(|before| before > column) {
            return false;
        }
        let is_first = |other: usize| self.items[other].column == Some(0);
        !of.floats
            || (0..self.items.len()).all(|other| !is_first(other) || !self.seen[other].is_empty())
    }

    /// The last column that a piece in the same line belongs to.
    fn in_line(&self, at: usize, line: usize) -> Option<usize> {
        let before = (0..at).rev().take_while(|piece| self.pieces[*piece].line == line);
        let column = |piece: usize| {
            let of = self.seen.iter().position(|pieces| pieces.contains(&piece))?;
            self.items[of].column
        };
        before.into_iter().find_map(column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use form::current_form;

    fn names() -> Names {
        Names::of(&current_form().tables[1].blocks[0])
    }

    fn read_as(segments: &[&str]) -> Option<Vec<&'static str>> {
        let segments: Vec<String> = segments.iter().map(|words| (*words).to_owned()).collect();
        let rows = rows(&names(), &segments)?;
        let block = &current_form().tables[1].blocks[0];
        Some(rows.into_iter().map(|row| block.rows[row].id.as_str()).collect())
    }

    #[test]
    fn labels_that_go_on_below_their_figures() {
        let read = read_as(&[
            "本年新收政府信息公开申请",
            "数量本年予以公开",
            "度办理结部分公开区分处理的只计这一情",
            "果形不计其他情形不予属于国",
            "公开家秘密",
        ]);
        assert_eq!(read, Some(vec!["received", "granted", "partial", "refused.state_secret"]));
    }

    #[test]
    fn numerals_apart_from_their_marks() {
        let read = read_as(&[
            "一本年新收政府信息公开申请数量",
            "三一予以",
            "公开本年度二",
            "部分公开办理结果",
            "",
        ]);
        assert_eq!(read, None);
        let read =
            read_as(&["一本年新收政府信息公开申请数量", "三本年一予以", "度公开办理结果", ""]);
        assert_eq!(read, None);
        let read = read_as(&["一本年新收政府信息公开申请数量", "三一予以", "公开本年度办理结果"]);
        assert_eq!(read, Some(vec!["received", "granted"]));
    }

    #[test]
    fn what_can_be_read_in_two_ways_or_not_at_all() {
        assert_eq!(read_as(&["属于", ""]), None);
        assert_eq!(read_as(&["本年新收政府信息公开申请数量", "甲"]), None);
        assert_eq!(read_as(&["予以公开", "予以公开", ""]), None);
    }

    fn solved(lines: &[&str]) -> bool {
        let pieces: Vec<Piece> = lines
            .iter()
            .enumerate()
            .flat_map(|(line, words)| {
                words.split(' ').map(move |letters| Piece { letters: letters.to_owned(), line })
            })
            .collect();
        let columns = &current_form().tables[1].blocks[0].columns;
        let last = columns.len() - 1;
        let items: Vec<Item> = columns
            .iter()
            .enumerate()
            .map(|(at, column)| Item {
                letters: key(&column.label),
                column: Some(at),
                is_needed: true,
                floats: at == last,
            })
            .collect();
        header(&pieces, &items).is_some()
    }

    #[test]
    fn columns_of_different_heights() {
        assert!(solved(&[
            "社会公 法律服",
            "商业 科研 益 务",
            "自然人 企业 机构 组织 机构 其他 总计"
        ]));
        assert!(!solved(&[
            "科研 社会公益 法律服务",
            "商业",
            "自然人 企业 机构 组织 机构 其他 总计"
        ]));
        assert!(!solved(&[
            "自然人",
            "科研",
            "机构",
            "商业",
            "企业",
            "社会公益组织",
            "法律服务机构",
            "其他",
            "总计"
        ]));
        assert!(solved(&["自然 人 商业 企业 科研 机构 社会公益 组织 法律服务 机构 其他 总计"]));
    }

    #[test]
    fn headers_read_across_their_columns() {
        assert!(solved(&[
            "自然",
            "总计",
            "人 商业 科研 社会公 法律服",
            "企业 机构 益组织 务机构 其他"
        ]));
        assert!(!solved(&[
            "自然",
            "总计",
            "人 科研 商业 社会公 法律服",
            "机构 企业 益组织 务机构 其他"
        ]));
        assert!(!solved(&["自然人 商业 科研 社会公益 法律服务", "企业 机构 组织 机构 总计"]));
    }
}
