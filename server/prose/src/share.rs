//! Shares that do not fit their counts: 共8件，其中予以公开5件，占50%.
//!
//! A share is wrong only if it fits no count of its line, nor the sum of any two.

#![allow(clippy::indexing_slicing, reason = "ranges come from the text itself")]

use std::ops::Range;

use form::{halfwidth, is_blank};

use super::figure::{Figure, figures, is_digit};
use super::numeral::{is_numeral, value};
use super::words::words;

/// What stands before a percentage in words.
const HUNDREDTHS: &str = "百分之";
/// So many characters may say what was counted, before its share follows: 5件予以公开，占62.5%.
const MAX_SAID: usize = 12;

/// With more counts than this, a line is a list of all kinds of things.
const MAX_COUNTS: usize = 24;

/// A share that fits nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct WrongShare {
    /// The percentage.
    pub range: Range<usize>,
    pub count: i64,
    /// The count that it is most probably a share of.
    pub whole: i64,
}

/// The shares of a line that are wrong.
pub fn wrong_shares(text: &str) -> Vec<WrongShare> {
    if !text.contains(['%', '％']) && !text.contains(HUNDREDTHS) {
        return Vec::new();
    }
    let figures: Vec<Figure> = figures(text, 0..text.len());
    if figures.len() > MAX_COUNTS {
        return Vec::new();
    }
    let shares = figures.iter().enumerate().filter_map(|(at, figure)| {
        let share = Share::behind(text, figure.range.end)?;
        let count = figure.value.filter(|count| *count > 0)?;
        let same = |other: &&Figure| other.unit == figure.unit;
        let others: Option<Vec<i64>> = figures.iter().filter(same).map(|it| it.value).collect();
        let whole = whole(text, &figures[..at], figure)?;
        let fits = fits(count, &others?, &share);
        (!fits).then_some(WrongShare { range: share.range, count, whole })
    });
    shares.collect()
}

/// The count before that a share is of: one that is said to be of all, and nothing else has been
/// counted so since.
fn whole(text: &str, before: &[Figure], part: &Figure) -> Option<i64> {
    let known = &words().shares;
    let mut from = 0;
    let mut whole = None;
    for figure in before {
        let clause = &text[from..figure.range.start];
        from = figure.range.end;
        if figure.unit == part.unit && known.whole.is_in(clause) {
            whole = figure.value;
        }
    }
    let count = part.value?;
    whole.filter(|whole| *whole >= count)
}

/// Whether a share fits any of the counts, or the sum of two of them.
fn fits(count: i64, counts: &[i64], share: &Share) -> bool {
    let of = |whole: i64| whole >= count && share.is_of(count, whole);
    let sums = counts
        .iter()
        .enumerate()
        .flat_map(|(at, one)| counts[at + 1..].iter().map(move |other| one.saturating_add(*other)));
    counts.iter().copied().chain(sums).any(of)
}

/// 占62.5%.
struct Share {
    range: Range<usize>,
    percent: f64,
    decimals: i32,
}

impl Share {
    /// The share that is said of the count that ends at a place.
    fn behind(text: &str, end: usize) -> Option<Self> {
        let known = &words().shares;
        let rest = |at: usize| &text[at..];
        let skipped = |at: usize| {
            let rest = rest(at);
            at + rest.len()
                - rest.trim_start_matches(|c: char| is_blank(c) || "，、（(".contains(c)).len()
        };
        let said = said(rest(end));
        let mut at = skipped(end + said);
        at += rest(at).strip_prefix(known.share.as_str()).map(|_| known.share.len())?;
        let link = known.links.iter().filter(|link| rest(at).starts_with(link.as_str()));
        at = skipped(at + link.map(String::len).max().unwrap_or(0));
        if let Some(words) = rest(at).strip_prefix(HUNDREDTHS) {
            return Self::in_words(at, words);
        }
        let number = rest(at).trim_start_matches(|c: char| is_digit(c) || ".．".contains(c));
        let written: String =
            rest(at)[..rest(at).len() - number.len()].chars().map(halfwidth).collect();
        let sign = number.trim_start_matches(is_blank);
        let percent: f64 = written.parse().ok().filter(|_| sign.starts_with(['%', '％']))?;
        let decimals = written.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let range = at..text.len() - sign.len() + sign.chars().next().map_or(0, char::len_utf8);
        Some(Self { range, percent, decimals: i32::try_from(decimals).ok()? })
    }

    /// 百分之五十, of which the words behind 之 are given.
    fn in_words(start: usize, words: &str) -> Option<Self> {
        let behind = words.trim_start_matches(is_numeral);
        // 百分之五十点五.
        if behind.starts_with('点') {
            return None;
        }
        let numeral = words.strip_suffix(behind)?;
        let range = start..start + HUNDREDTHS.len() + numeral.len();
        Some(Self { range, percent: value(numeral)?.into(), decimals: 0 })
    }

    /// Whether it is the share of a count, however it was rounded.
    #[allow(clippy::cast_precision_loss, reason = "counts of a report are far smaller")]
    fn is_of(&self, count: i64, whole: i64) -> bool {
        let exact = count as f64 * 100.0 / whole as f64;
        (exact - self.percent).abs() <= 10_f64.powi(-self.decimals) * 1.001
    }
}

/// How long the words are that say what was counted, if they are nothing else: no other count, and the
/// share comes right behind a comma.
fn said(rest: &str) -> usize {
    let words: String = rest.chars().take_while(|c| !"，。；、（(".contains(*c)).collect();
    let fits = (1..=MAX_SAID).contains(&words.chars().count());
    let is_said = fits && words.chars().all(|c| c.is_alphabetic() && !is_numeral(c));
    let behind = rest.get(words.len()..).unwrap_or_default();
    if is_said && behind.starts_with('，') { words.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> Vec<&str> {
        wrong_shares(text).into_iter().map(|it| &text[it.range]).collect()
    }

    #[test]
    fn shares_that_fit_nothing() {
        assert_eq!(wrong("全年共受理申请8件，予以公开5件，占50%；无法提供3件，占37.5%。"), ["50%"]);
        assert_eq!(wrong("全年新收申请40件，其中自然人33件，占比92.5％。"), ["92.5％"]);
        assert_eq!(wrong("共公开信息120条，其中政策文件30条（占 35 %）。"), ["35 %"]);
        assert_eq!(wrong("共受理8件，其中5件予以公开，占比40%；3件无法提供，占比37.5%。"), ["40%"]);
        assert_eq!(wrong("共受理8件，予以公开5件，占总数的百分之五十。"), ["百分之五十"]);
    }

    #[test]
    fn shares_that_fit_or_cannot_be_told() {
        for text in [
            "全年共受理申请8件，予以公开5件，占62.5%；无法提供3件，占37.5%。",
            "全年共受理申请8件，予以公开5件，占63%；无法提供3件，占37%。",
            "全年共受理申请3件，予以公开1件，占33.33%。",
            "新收38件，上年结转2件，其中予以公开10件，占25%。",
            "予以公开5件，占50%。",
            "全年共受理申请8件，予以公开5件，占全县的50%。",
            "全年共受理申请8件，比上年增长50%。",
            "全年共受理申请8件，办结8件，按时答复率100%。",
            "公开信息96条，占比50%。",
            "共受理8件，予以公开2件，占百分之二十五。",
            "全年共收到申请8件，其中自然人申请占50%。",
            "共受理8件，自然人申请6件，网上申请占50%。",
        ] {
            assert!(wrong(text).is_empty(), "{text}");
        }
    }
}
