//! Mending a text by the fixes of its findings.
//!
//! Fixes that touch the same place must not be applied together, and one fix may call for another.
//! So a round applies what does not overlap, then everything is looked at anew. The command line and
//! the editor mend alike.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::ops::Range;
use std::sync::Arc;

use finding::{Finding, Fix, Severity};
use text::line_ends;
use text::{Edit, apply};

use crate::Analysis;

/// Which fixes may be applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FixPolicy {
    /// Those that cannot change what the report says.
    Safe,
    /// Those that write figures or text, too.
    All,
}

/// What became of a text.
#[derive(Debug)]
pub struct Mended {
    /// The mended text; none if there was nothing to mend.
    pub analysis: Option<Analysis>,
    /// How the former text becomes the mended one, in bytes of the former, in order.
    pub edits: Vec<Edit>,
    /// How many findings that settled.
    pub settled: usize,
}

/// More rounds than any text needs; a pair of fixes that undo each other must not go on for ever.
const ROUNDS: usize = 50;

/// Applies fixes of the findings that count until none is left. What would make the report worse is left undone.
pub fn mend(original: &Analysis, policy: FixPolicy, counts: impl Fn(&Finding) -> bool) -> Mended {
    let number =
        |analysis: &Analysis| analysis.explained().findings.iter().filter(|f| counts(f)).count();
    let mut mended: Option<Analysis> = None;
    let mut pieces = Pieces::of(&original.text);
    let mut applied = 0;
    let mut seen = HashSet::new();
    for _ in 0..ROUNDS {
        let analysis = mended.as_ref().unwrap_or(original);
        let fixes = compatible(analysis, policy, &pieces, &counts);
        // Beside other reports it has findings that the text alone does not have.
        let alone = (!fixes.is_empty() && mended.is_none())
            .then(|| Analysis::with(original.text.to_string(), &original.options));
        let before = alone.as_ref().unwrap_or(analysis);
        let Some(round) = harmless(before, fixes) else { break };
        if !seen.insert(Arc::clone(&round.analysis.text)) {
            break;
        }
        applied += round.fixes;
        pieces.edit(&round.edits);
        mended = Some(round.analysis);
    }
    let edits = pieces.edits(original.text.len());
    // One fix can settle several findings, so that fixes alone would be counted too low.
    let left = mended.as_ref().map_or(usize::MAX, number);
    let settled = number(original).saturating_sub(left).max(applied);
    Mended { analysis: mended, edits, settled }
}

/// What a round of fixes makes of a text.
struct Round {
    analysis: Analysis,
    edits: Vec<Edit>,
    fixes: usize,
}

impl Round {
    fn of(before: &Analysis, fixes: &[Vec<Edit>]) -> Self {
        let mut edits: Vec<Edit> = fixes.iter().flatten().cloned().collect();
        edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        let text = apply(&before.text, &edits);
        let analysis = Analysis::with(text, &before.options);
        Self { analysis, edits, fixes: fixes.len() }
    }
}

/// All fixes at once; where that harms, those of them that do not harm one after the other. None if there is
/// none.
fn harmless(before: &Analysis, fixes: Vec<Vec<Edit>>) -> Option<Round> {
    if fixes.is_empty() {
        return None;
    }
    let all = Round::of(before, &fixes);
    if !is_worse(before, &all.analysis) {
        return Some(all);
    }
    let mut taken: Vec<Vec<Edit>> = Vec::new();
    let mut best = None;
    for fix in fixes {
        taken.push(fix);
        let round = Round::of(before, &taken);
        if is_worse(before, &round.analysis) {
            taken.pop();
        } else {
            best = Some(round);
        }
    }
    best
}

/// Whether a finding is new that is as grave as the gravest that is gone: a table that could be read may not be
/// any more, or what was put in is not read as it was meant.
fn is_worse(before: &Analysis, after: &Analysis) -> bool {
    let (was, is) = (counted(before), counted(after));
    let count = |counts: &BTreeMap<Kind, usize>, of: &Finding| {
        counts.get(&kind(of)).copied().unwrap_or_default()
    };
    let gone = before.findings.iter().filter(|it| count(&is, it) < count(&was, it));
    let Some(gravest) = gone.map(|finding| finding.severity).max() else {
        return !after.findings.iter().all(|it| count(&is, it) <= count(&was, it));
    };
    let new = after.findings.iter().filter(|it| count(&is, it) > count(&was, it));
    new.into_iter().any(|finding| finding.severity >= gravest)
}

/// What makes findings of two texts the same: the rule, and for all but trifles, which are told once for many
/// or one by one, what it is about.
type Kind = (&'static str, Option<[Option<&'static str>; 5]>);

fn kind(finding: &Finding) -> Kind {
    let about = &finding.about;
    let ids = [about.section, about.table, about.identity, about.row, about.column];
    (finding.rule, (finding.severity != Severity::Info).then_some(ids))
}

/// How many findings of each kind there are; of trifles one at most.
fn counted(analysis: &Analysis) -> BTreeMap<Kind, usize> {
    let mut counts = BTreeMap::new();
    for finding in &analysis.findings {
        let count: &mut usize = counts.entry(kind(finding)).or_default();
        *count = if finding.severity == Severity::Info { 1 } else { *count + 1 };
    }
    counts
}

/// How a finding can be mended with such a policy. Where a choice has to be made, none is made.
pub fn usable(finding: &Finding, policy: FixPolicy) -> Option<&Fix> {
    let bold = policy == FixPolicy::All && !finding.undecided;
    finding.fixes.iter().find(|fix| fix.safe || bold)
}

/// The fixes that can be applied together, in the order of their findings.
fn compatible(
    analysis: &Analysis,
    policy: FixPolicy,
    pieces: &Pieces,
    counts: impl Fn(&Finding) -> bool,
) -> Vec<Vec<Edit>> {
    let newline = line_ends::first(&analysis.text);
    // In order, and apart from each other: what a new one might touch are its neighbours.
    let mut edits: BTreeMap<(usize, usize, usize), Edit> = BTreeMap::new();
    let mut fixes = Vec::new();
    for finding in analysis.explained().findings.iter().filter(|finding| counts(finding)) {
        let Some(fix) = usable(finding, policy) else { continue };
        let free = |new: &Edit| {
            let near = edits.range(..=(new.range.end, usize::MAX, usize::MAX)).rev();
            let mut near = near.take_while(|(_, edit)| edit.range.end >= new.range.start);
            near.all(|(_, edit)| !collide(edit, new))
        };
        let invented = |edit: &Edit| fills(&analysis.text, edit) && pieces.is_new(&edit.range);
        if fix.edits.iter().all(free) && !fix.edits.iter().any(invented) {
            let fix = fix.edits.iter().map(|edit| with_line_ends(edit, newline));
            let fix: Vec<Edit> = fix.collect();
            for edit in &fix {
                let place = (edit.range.start, edit.range.end, edits.len());
                edits.insert(place, edit.clone());
            }
            fixes.push(fix);
        }
    }
    fixes
}

/// Whether an edit puts a figure where there was none.
fn fills(text: &str, edit: &Edit) -> bool {
    let before = text.get(edit.range.clone()).unwrap_or_default();
    let figure = edit.text.trim();
    let is_figure = figure.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    !figure.is_empty() && is_figure && !before.contains(char::is_alphanumeric)
}

/// A text that was edited several times over, as what it is made of.
struct Pieces(VecDeque<Piece>);

enum Piece {
    /// Bytes of the original.
    Kept(Range<usize>),
    New(String),
}

impl Pieces {
    fn of(text: &str) -> Self {
        Self(VecDeque::from([Piece::Kept(0..text.len())]))
    }

    /// Edits in order, in bytes of the text as the pieces make it up.
    fn edit(&mut self, edits: &[Edit]) {
        let mut edited = VecDeque::new();
        let mut at = 0;
        for edit in edits {
            edited.extend(self.take(edit.range.start - at));
            self.take(edit.range.len());
            edited.push_back(Piece::New(edit.text.clone()));
            at = edit.range.end;
        }
        edited.append(&mut self.0);
        self.0 = edited;
    }

    /// Whether a place lies within what an edit wrote: a blank there is one that the author never left.
    fn is_new(&self, range: &Range<usize>) -> bool {
        let mut start = 0;
        self.0.iter().any(|piece| {
            let end = start + piece.len();
            let within = start < range.start && range.end < end;
            start = end;
            within && matches!(piece, Piece::New(_))
        })
    }

    /// Takes so many bytes from the beginning.
    fn take(&mut self, mut bytes: usize) -> Vec<Piece> {
        let mut taken = Vec::new();
        while bytes > 0 {
            let Some(mut first) = self.0.pop_front() else { break };
            if first.len() > bytes {
                let rest = first.split_off(bytes);
                self.0.push_front(rest);
            }
            bytes = bytes.saturating_sub(first.len());
            taken.push(first);
        }
        taken
    }

    /// The edits that make these pieces of the original, which has so many bytes.
    fn edits(self, length: usize) -> Vec<Edit> {
        let mut edits = Vec::new();
        let (mut at, mut new) = (0, String::new());
        for piece in self.0.into_iter().chain([Piece::Kept(length..length)]) {
            match piece {
                Piece::New(text) => new.push_str(&text),
                Piece::Kept(kept) => {
                    if at < kept.start || !new.is_empty() {
                        let text = std::mem::take(&mut new);
                        edits.push(Edit { range: at..kept.start, text });
                    }
                    at = kept.end;
                }
            }
        }
        edits
    }
}

impl Piece {
    fn len(&self) -> usize {
        match self {
            Self::Kept(range) => range.len(),
            Self::New(text) => text.len(),
        }
    }

    /// Keeps so many bytes, and gives the others away.
    fn split_off(&mut self, bytes: usize) -> Self {
        match self {
            Self::Kept(range) => {
                let rest = range.start + bytes..range.end;
                range.end = rest.start;
                Self::Kept(rest)
            }
            Self::New(text) => Self::New(text.split_off(bytes)),
        }
    }
}

/// Whether two edits touch the same place. Insertions at one place do: their order is not known.
fn collide(one: &Edit, two: &Edit) -> bool {
    let overlap = one.range.start < two.range.end && two.range.start < one.range.end;
    let inserts = one.range.is_empty() || two.range.is_empty();
    let touch = one.range.start <= two.range.end && two.range.start <= one.range.end;
    overlap || (inserts && touch)
}

fn with_line_ends(edit: &Edit, newline: &str) -> Edit {
    let text = edit.text.replace("\r\n", "\n").replace('\n', newline);
    Edit { range: edit.range.clone(), text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(start: usize, end: usize) -> Edit {
        Edit { range: start..end, text: "x\ny".to_owned() }
    }

    #[test]
    fn edits_of_one_place_collide() {
        assert!(collide(&edit(1, 4), &edit(3, 6)));
        assert!(collide(&edit(2, 2), &edit(2, 2)));
        assert!(collide(&edit(1, 4), &edit(4, 4)));
        assert!(!collide(&edit(1, 4), &edit(4, 6)));
        assert!(!collide(&edit(1, 1), &edit(2, 2)));
    }

    #[test]
    fn edits_of_edits_are_edits_of_the_original() {
        let original = "一丙丁戊";
        let mut text = original.to_owned();
        let mut pieces = Pieces::of(original);
        for round in [&[(0, 3, "二"), (6, 6, "xy")][..], &[(3, 6, ""), (7, 8, "乙")], &[(0, 3, "")]]
        {
            let edits: Vec<Edit> = round
                .iter()
                .map(|(start, end, text)| Edit { range: *start..*end, text: (*text).to_owned() })
                .collect();
            text = apply(&text, &edits);
            pieces.edit(&edits);
        }
        let edits = pieces.edits(original.len());
        assert_eq!(text, "x乙丁戊");
        assert_eq!(apply(original, &edits), text);
        assert!(
            edits
                .windows(2)
                .all(|two| matches!(two, [one, other] if one.range.end < other.range.start)),
            "{edits:?}"
        );
    }

    #[test]
    fn what_was_put_in_blank_stays_blank() {
        let text = include_str!("../../../examples/clean.nianbao");
        let is_kept = |line: &&str| !line.starts_with("| 行政强制");
        let less: String = text.lines().filter(is_kept).flat_map(|line| [line, "\n"]).collect();
        let mended = mend(&Analysis::new(less), FixPolicy::All, |_| true).analysis;
        let mended = mended.expect("a row was put in").text;
        let row = mended.lines().find(|line| line.starts_with("| 行政强制"));
        assert!(row.is_some_and(|row| !row.contains('0')), "{row:?}");
    }

    #[test]
    fn inserted_lines_end_as_the_others_do() {
        for newline in ["\r\n", "\n", "\r"] {
            assert_eq!(with_line_ends(&edit(0, 0), newline).text, format!("x{newline}y"));
        }
    }
}
