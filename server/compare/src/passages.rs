//! Which paragraphs of two reports are nearly the same.

use std::ops::Range;

use archive::Filed;
use archive::likeness::paragraphs;
use similar::{ChangeTag, TextDiff};

/// A paragraph that another report has nearly word for word.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// The number and title of the section in which it stands.
    pub section: String,
    /// Bytes of the earlier report's text.
    pub before: Range<usize>,
    /// Bytes of the later report's text.
    pub after: Range<usize>,
    /// The share of characters that stay, from 0 to 1.
    pub share: f64,
    /// Both paragraphs, piece by piece.
    pub pieces: Vec<Piece>,
}

/// A part of two paragraphs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Same(String),
    /// What the earlier one says, and what the later one says instead; one of them may be empty.
    Changed(String, String),
}

/// So many characters that are the same by chance between others that are not tell nothing.
const BY_CHANCE: usize = 1;

/// The paragraphs of a report that an earlier one, or another organ's, has nearly word for word, in the
/// order of the text. Sections in which set phrases are usual are left out.
pub(super) fn passages(before: &Filed, after: &Filed) -> Vec<Passage> {
    let sections = &after.report.form.sections;
    let all = paragraphs(&after.text, &after.report).into_iter();
    let of = |paragraph: archive::likeness::Paragraph| {
        let section = sections.get(paragraph.section).filter(|section| !section.formulaic)?;
        let repeated = before.likeness.repeated(&before.text, &before.report, &paragraph)?;
        let old = before.text.get(repeated.range.clone())?;
        let new = after.text.get(paragraph.range.clone())?;
        Some(Passage {
            section: format!("{}、{}", section.number, section.title),
            pieces: pieces(old, new),
            before: repeated.range,
            after: paragraph.range,
            share: repeated.share,
        })
    };
    all.filter_map(of).collect()
}

/// Two texts, piece by piece.
fn pieces(before: &str, after: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for change in TextDiff::from_chars(before, after).iter_all_changes() {
        let text = change.value();
        match (change.tag(), pieces.last_mut()) {
            (ChangeTag::Equal, Some(Piece::Same(same))) => same.push_str(text),
            (ChangeTag::Equal, _) => pieces.push(Piece::Same(text.to_owned())),
            (ChangeTag::Delete, Some(Piece::Changed(old, _))) => old.push_str(text),
            (ChangeTag::Delete, _) => pieces.push(Piece::Changed(text.to_owned(), String::new())),
            (ChangeTag::Insert, Some(Piece::Changed(_, new))) => new.push_str(text),
            (ChangeTag::Insert, _) => pieces.push(Piece::Changed(String::new(), text.to_owned())),
        }
    }
    joined(pieces)
}

/// The pieces, those that are the same by chance joined with the changes around them.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::new();
    let mut rest = pieces.into_iter().peekable();
    while let Some(piece) = rest.next() {
        match (piece, joined.last_mut()) {
            (Piece::Same(same), Some(Piece::Changed(old, new)))
                if rest.peek().is_some() && same.chars().count() <= BY_CHANCE =>
            {
                old.push_str(&same);
                new.push_str(&same);
            }
            (Piece::Changed(one, two), Some(Piece::Changed(old, new))) => {
                old.push_str(&one);
                new.push_str(&two);
            }
            (piece, _) => joined.push(piece),
        }
    }
    joined
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "a test that meets the unexpected must stop at once")]
mod tests {
    use super::*;
    use report::read;
    use std::path::PathBuf;
    use std::sync::Arc;

    const CLEAN: &str = include_str!("../../../examples/clean.nianbao");

    fn filed(text: &str) -> Filed {
        Filed::new(PathBuf::new(), text.into(), Arc::new(read(text)))
    }

    #[test]
    fn what_is_written_anew_is_not_told() {
        let before = filed(CLEAN);
        let all = passages(&before, &before);
        assert!(all.len() > 1 && all.iter().all(|it| it.before == it.after && it.share > 0.999));
        assert!(all[0].section.starts_with("一、"));
        let first = &CLEAN[all[0].after.clone()];
        let new = "今年另起炉灶，写的全是新的做法、新的打算，与以往哪一年的哪一段话都没有相同的地方，读者一看就知道，不必再翻旧账。";
        let fewer = passages(&before, &filed(&CLEAN.replace(first, new)));
        assert_eq!(fewer.len() + 1, all.len());
    }

    #[test]
    fn two_texts_are_told_piece_by_piece() {
        let same = |text: &str| Piece::Same(text.to_owned());
        let changed = |old: &str, new: &str| Piece::Changed(old.to_owned(), new.to_owned());
        assert_eq!(
            pieces("全年公开信息12条，比上年多。", "全年公开信息305条，比上年少，见下。"),
            [
                same("全年公开信息"),
                changed("12", "305"),
                same("条，比上年"),
                changed("多", "少，见下"),
                same("。"),
            ]
        );
        assert_eq!(pieces("一样", "一样"), [same("一样")]);
        // A character in common between changes is chance.
        assert_eq!(pieces("甲乙丙丁戊", "己乙庚丁戊"), [changed("甲乙丙", "己乙庚"), same("丁戊")]);
    }
}
