//! Mending a text by the fixes of its findings.
//!
//! Fixes that touch the same place must not be applied together, and one fix may call for another.
//! So a round applies what does not overlap, then everything is looked at anew.

use std::collections::HashSet;

use nianbao::analysis::Analysis;
use nianbao::finding::{Edit, Finding, Fix, apply};
use nianbao::rules::Options;

/// Which fixes may be applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Courage {
    /// Those that cannot change what the report says.
    Safe,
    /// Those that write figures or text, too.
    All,
}

/// More rounds than any text needs; a pair of fixes that undo each other must not go on for ever.
const ROUNDS: usize = 50;

/// Applies fixes of the findings that count until none is left; with the mended text's analysis,
/// how many findings that settled.
pub(super) fn mend(
    mut analysis: Analysis,
    courage: Courage,
    options: &Options,
    counts: impl Fn(&Finding) -> bool,
) -> (Analysis, usize) {
    let number = |analysis: &Analysis| analysis.findings.iter().filter(|f| counts(f)).count();
    let before = number(&analysis);
    let mut applied = 0;
    let mut seen = HashSet::new();
    for _ in 0..ROUNDS {
        let (edits, fixes) = round(&analysis, courage, &counts);
        if edits.is_empty() {
            break;
        }
        let text = apply(&analysis.text, &edits);
        if !seen.insert(text.clone()) {
            break;
        }
        applied += fixes;
        analysis = Analysis::with(text, options);
    }
    // One fix can settle several findings, so that fixes alone would be counted too low.
    let settled = before.saturating_sub(number(&analysis)).max(applied);
    (analysis, settled)
}

/// Whether a finding can be mended with so much courage.
pub(super) fn usable(finding: &Finding, courage: Courage) -> Option<&Fix> {
    finding.fixes.iter().find(|fix| fix.safe || courage == Courage::All)
}

/// The edits of one round, in order, and how many fixes they make up.
fn round(
    analysis: &Analysis,
    courage: Courage,
    counts: impl Fn(&Finding) -> bool,
) -> (Vec<Edit>, usize) {
    let newline = line_end(&analysis.text);
    let mut edits: Vec<Edit> = Vec::new();
    let mut fixes = 0;
    for finding in analysis.findings.iter().filter(|finding| counts(finding)) {
        let Some(fix) = usable(finding, courage) else { continue };
        let free = |new: &Edit| edits.iter().all(|edit| !collide(edit, new));
        if fix.edits.iter().all(free) {
            fixes += 1;
            edits.extend(fix.edits.iter().map(|edit| with_line_ends(edit, newline)));
        }
    }
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    (edits, fixes)
}

/// Whether two edits touch the same place. Insertions at one place do: their order is not known.
fn collide(one: &Edit, two: &Edit) -> bool {
    let overlap = one.range.start < two.range.end && two.range.start < one.range.end;
    let inserts = one.range.is_empty() || two.range.is_empty();
    let touch = one.range.start <= two.range.end && two.range.start <= one.range.end;
    overlap || (inserts && touch)
}

/// The line end that a text uses.
fn line_end(text: &str) -> &'static str {
    let first = text.find(['\n', '\r']).and_then(|at| text.get(at..));
    match first {
        Some(rest) if rest.starts_with("\r\n") => "\r\n",
        Some(rest) if rest.starts_with('\r') => "\r",
        _ => "\n",
    }
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
    fn inserted_lines_end_as_the_others_do() {
        for (text, newline) in [("a\r\nb\n", "\r\n"), ("a\nb", "\n"), ("a\rb", "\r"), ("", "\n")] {
            assert_eq!(line_end(text), newline);
            assert_eq!(with_line_ends(&edit(0, 0), newline).text, format!("x{newline}y"));
        }
    }
}
