//! Mending a text by the fixes of its findings.
//!
//! Fixes that touch the same place must not be applied together, and one fix may call for another.
//! So a round applies what does not overlap, then everything is looked at anew. The command line and
//! the editor mend alike.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::ops::Range;

use finding::{Finding, Fix};
use text::line_ends;
use text::{Edit, apply};

use crate::Analysis;

/// Which fixes may be applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Courage {
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

/// Applies fixes of the findings that count until none is left.
pub fn mend(original: &Analysis, courage: Courage, counts: impl Fn(&Finding) -> bool) -> Mended {
    let number =
        |analysis: &Analysis| analysis.explained().findings.iter().filter(|f| counts(f)).count();
    let mut mended: Option<Analysis> = None;
    let mut pieces = Pieces::of(&original.text);
    let mut applied = 0;
    let mut seen = HashSet::new();
    for _ in 0..ROUNDS {
        let analysis = mended.as_ref().unwrap_or(original);
        let (edits, fixes) = round(analysis, courage, &counts);
        if edits.is_empty() {
            break;
        }
        let text = apply(&analysis.text, &edits);
        if !seen.insert(text.clone()) {
            break;
        }
        applied += fixes;
        pieces.edit(&edits);
        mended = Some(Analysis::with(text, &original.options));
    }
    let edits = pieces.edits(original.text.len());
    // One fix can settle several findings, so that fixes alone would be counted too low.
    let left = mended.as_ref().map_or(usize::MAX, number);
    let settled = number(original).saturating_sub(left).max(applied);
    Mended { analysis: mended, edits, settled }
}

/// How a finding can be mended with so much courage. Where a choice has to be made, none is made.
pub fn usable(finding: &Finding, courage: Courage) -> Option<&Fix> {
    let bold = courage == Courage::All && !finding.undecided;
    finding.fixes.iter().find(|fix| fix.safe || bold)
}

/// The edits of one round, in order, and how many fixes they make up.
fn round(
    analysis: &Analysis,
    courage: Courage,
    counts: impl Fn(&Finding) -> bool,
) -> (Vec<Edit>, usize) {
    let newline = line_ends::first(&analysis.text);
    // In order, and apart from each other: what a new one might touch are its neighbours.
    let mut edits: BTreeMap<(usize, usize, usize), Edit> = BTreeMap::new();
    let mut fixes = 0;
    for finding in analysis.explained().findings.iter().filter(|finding| counts(finding)) {
        let Some(fix) = usable(finding, courage) else { continue };
        let free = |new: &Edit| {
            let near = edits.range(..=(new.range.end, usize::MAX, usize::MAX)).rev();
            let mut near = near.take_while(|(_, edit)| edit.range.end >= new.range.start);
            near.all(|(_, edit)| !collide(edit, new))
        };
        if fix.edits.iter().all(free) {
            fixes += 1;
            for edit in &fix.edits {
                let place = (edit.range.start, edit.range.end, edits.len());
                edits.insert(place, with_line_ends(edit, newline));
            }
        }
    }
    (edits.into_values().collect(), fixes)
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
    fn inserted_lines_end_as_the_others_do() {
        for newline in ["\r\n", "\n", "\r"] {
            assert_eq!(with_line_ends(&edit(0, 0), newline).text, format!("x{newline}y"));
        }
    }
}
