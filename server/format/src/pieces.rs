//! A new text as pieces of the old one, and the smallest edits that lead there.

#![allow(clippy::indexing_slicing, reason = "ranges are those of pieces that cover the text")]

use std::ops::Range;

use text::Edit;
use text::line_ends;

/// A stretch of the old text, and what stands in its place in the new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) range: Range<usize>,
    pub(super) text: String,
}

/// The new text of pieces.
pub(super) fn written(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

/// The old text of pieces, which stand one after the other.
pub(super) fn source<'t>(text: &'t str, pieces: &[Piece]) -> &'t str {
    match pieces {
        [] => "",
        [first, ..] => &text[first.range.start..pieces.last().unwrap_or(first).range.end],
    }
}

/// The pieces that lead from the old text of `first` to the new text of `second`, whose old text is
/// the new text of `first`. Where pieces of the two overlap, they become one.
pub(super) fn compose(first: &[Piece], second: &[Piece]) -> Vec<Piece> {
    let mut composed = Vec::new();
    let mut firsts = first.iter().peekable();
    // Up to where the pieces taken so far reach: in the old text, and in the text between.
    let mut old = first.first().map_or(0, |piece| piece.range.start);
    let mut between = second.first().map_or(0, |piece| piece.range.start);
    let mut open = Piece { range: old..old, text: String::new() };
    for piece in second {
        open.text.push_str(&piece.text);
        while let Some(next) =
            firsts.next_if(|next| between < piece.range.end || next.text.is_empty())
        {
            between += next.text.len();
            old = next.range.end;
        }
        if between == piece.range.end {
            open.range.end = old;
            composed.push(open);
            open = Piece { range: old..old, text: String::new() };
        }
    }
    composed
}

/// The edits that turn the old text of the pieces into the new one.
pub(super) fn edits(text: &str, pieces: &[Piece]) -> Vec<Edit> {
    let mut edits = Vec::new();
    for piece in pieces {
        let old = &text[piece.range.clone()];
        if old != piece.text {
            refine(old, &piece.text, piece.range.start, &mut edits);
        }
    }
    edits
}

/// Goes through a piece line by line if both sides have as many lines, leaving out the lines at
/// either end that are the same.
fn refine(old: &str, new: &str, start: usize, edits: &mut Vec<Edit>) {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (line_ends::lines(old).collect(), line_ends::lines(new).collect());
    let before = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let rest = old.len().min(new.len()) - before;
    let after = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take(rest)
        .take_while(|(old, new)| old == new)
        .count();
    let mut at = start + old[..before].iter().map(|line| line.len()).sum::<usize>();
    let (old, new) = (&old[before..old.len() - after], &new[before..new.len() - after]);
    if old.len() != new.len() {
        edits.extend(edit(&old.concat(), &new.concat(), at));
        return;
    }
    for (old, new) in old.iter().zip(new) {
        edits.extend(edit(old, new, at));
        at += old.len();
    }
}

/// One edit from the first character that differs to the last; none if none does.
fn edit(old: &str, new: &str, start: usize) -> Option<Edit> {
    let same = |(old, new): &(&str, &str)| old == new;
    let before: usize =
        characters(old).zip(characters(new)).take_while(same).map(|(same, _)| same.len()).sum();
    let (old, new) = (&old[before..], &new[before..]);
    let after: usize = characters(old)
        .rev()
        .zip(characters(new).rev())
        .take_while(same)
        .map(|(same, _)| same.len())
        .sum();
    let (old, new) = (&old[..old.len() - after], &new[..new.len() - after]);
    let start = start + before;
    let changed = !old.is_empty() || !new.is_empty();
    changed.then(|| Edit { range: start..start + old.len(), text: new.to_owned() })
}

/// The characters of a text; CRLF is one, since no editor has a place between the two.
fn characters(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    let inside = |at: usize| text[..at].ends_with('\r') && text[at..].starts_with('\n');
    let starts: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .filter(|at| !inside(*at))
        .chain([text.len()])
        .collect();
    let spans: Vec<&str> = starts.windows(2).map(|at| &text[at[0]..at[1]]).collect();
    spans.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(range: Range<usize>, text: &str) -> Piece {
        Piece { range, text: text.to_owned() }
    }

    fn edited(old: &str, new: &str) -> Vec<(Range<usize>, String)> {
        let edits = edits(old, &[piece(0..old.len(), new)]);
        assert_eq!(text::apply(old, &edits), new);
        edits.into_iter().map(|edit| (edit.range, edit.text)).collect()
    }

    #[test]
    fn only_what_changed_is_replaced() {
        assert_eq!(edited("abc", "abc"), []);
        assert_eq!(edited("自然人 12", "自然人  12"), [(10..10, " ".to_owned())]);
        assert_eq!(edited("aaa", "aa"), [(2..3, String::new())]);
        assert_eq!(
            edited("| a |\n| b |\n| c |\n", "| aa |\n| b |\n| cc |\n"),
            [(3..3, "a".to_owned()), (15..15, "c".to_owned())]
        );
        assert_eq!(edited("a\nb\nc\n", "a\nc\n"), [(2..4, String::new())]);
    }

    #[test]
    fn a_line_end_is_never_parted() {
        assert_eq!(edited("a\r\nb", "a\nb"), [(1..3, "\n".to_owned())]);
        assert_eq!(edited("a\r\n", "a\r\n\r\n"), [(3..3, "\r\n".to_owned())]);
        assert_eq!(edited("a\rb", "a\r\nb"), [(1..2, "\r\n".to_owned())]);
    }

    #[test]
    fn pieces_of_pieces() {
        let first = [piece(0..2, "AA"), piece(2..3, ""), piece(3..5, "BCD"), piece(5..6, "E")];
        let second = [piece(0..1, "x"), piece(1..3, "yz"), piece(3..5, "w"), piece(5..6, "EE")];
        assert_eq!(
            compose(&first, &second),
            [piece(0..5, "xyzw"), piece(5..6, "EE")],
            "pieces that overlap become one"
        );
        let unchanged = [piece(0..6, "AABCDE")];
        assert_eq!(written(&compose(&first, &unchanged)), "AABCDE");
        assert_eq!(compose(&first, &unchanged)[0].range, 0..6);
    }
}
