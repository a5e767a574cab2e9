//! Words or stops that stand twice in a row.
//!
//! One pass over the characters: where a character came up shortly before, the text behind both is
//! compared. Nothing is compared where none did.

#![allow(clippy::indexing_slicing, reason = "positions are of the characters read")]

use std::ops::Range;

use super::lines::is_han;
use super::reading::moved;
use super::slips::slips;

/// The longest phrase that is compared, in characters.
const MAX_PHRASE: usize = 24;
/// Characters around a doubling in which a legitimate string is sought.
const MAX_AROUND: usize = 8;
/// 一件事一件事 is counting; what is longer is not.
const MAX_COUNTED: usize = 6;
const STOPS: &str = "，、；。";
/// How many last places of characters are kept; a power of two.
const PLACES: usize = 1024;
/// The place of a character that has not come up.
const NEVER: u32 = u32::MAX;

/// What is written twice: `from` and `length` are in characters of the line.
struct Repeat {
    from: usize,
    length: usize,
}

/// Something written twice in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubling {
    pub first: Range<usize>,
    pub second: Range<usize>,
    /// Whether it is a mark, and no word.
    pub is_mark: bool,
}

impl Doubling {
    /// The doubling of a line that begins so many bytes further on.
    pub(super) fn moved(&self, by: usize) -> Self {
        let (first, second) = (moved(&self.first, by), moved(&self.second, by));
        Self { first, second, is_mark: self.is_mark }
    }
}

/// What stands twice in a line, and not on purpose.
pub(super) fn doublings(line: &str) -> Vec<Doubling> {
    let mut doublings = Vec::new();
    let widen = |former: &mut char, c| Some(widened(c, std::mem::replace(former, c)));
    let chars: Vec<char> = line.chars().scan(' ', widen).collect();
    let mut last = [NEVER; PLACES];
    let mut at = 0;
    while at < chars.len() {
        match repeat(&chars, at, &mut last) {
            Some(repeat) if is_slip(&chars, &repeat) => {
                doublings.push(doubling(line, &chars, &repeat));
                at = repeat.from + 2 * repeat.length;
            }
            Some(_) | None => at += 1,
        }
    }
    doublings
}

fn doubling(line: &str, chars: &[char], repeat: &Repeat) -> Doubling {
    let Repeat { from, length } = *repeat;
    let mut places = line.char_indices().map(|(at, _)| at);
    let mut place = |skipped| places.nth(skipped).unwrap_or(line.len());
    let (start, middle, end) = (place(from), place(length - 1), place(length - 1));
    let is_mark = length == 1 && !is_han(chars[from]);
    Doubling { first: start..middle, second: middle..end, is_mark }
}

/// A half-width stop as the full-width one that it may stand for.
fn widened(c: char, before: char) -> char {
    match c {
        '｡' => '。',
        '､' => '、',
        _ if before.is_ascii_alphanumeric() => c,
        ',' => '，',
        ';' => '；',
        ':' => '：',
        _ => c,
    }
}

/// The repetition that a character is in the second half of, if the same character stood shortly
/// before. `last` holds the place where a character was seen last.
fn repeat(chars: &[char], at: usize, last: &mut [u32; PLACES]) -> Option<Repeat> {
    let c = chars[at];
    let place = &mut last[u32::from(c) as usize % PLACES];
    let former = std::mem::replace(place, u32::try_from(at).unwrap_or(NEVER)) as usize;
    if former >= at || at - former > MAX_PHRASE || chars[former] != c {
        return None;
    }
    let length = at - former;
    let same = |at: &usize| chars.get(*at).is_some_and(|c| *c == chars[*at - length]);
    let end = (at..at + length).take_while(same).last()? + 1;
    let start = (length..at).rev().take_while(same).last().unwrap_or(at);
    let start = start.max(end.saturating_sub(length * 2));
    (end - start >= length).then(|| Repeat { from: start - length, length })
}

fn is_slip(chars: &[char], repeat: &Repeat) -> bool {
    let Repeat { from, length } = *repeat;
    let phrase = &chars[from..from + length];
    let is_meant = match phrase {
        [one] if is_han(*one) => {
            slips().repeated.characters.contains(*one) && !is_beside_another(chars, from)
        }
        [one] => return is_doubled_stop(chars, from, *one),
        _ => is_phrase(phrase) && is_whole(chars, repeat),
    };
    let is_wanted =
        || is_reduplicated(phrase) || is_compound(chars, repeat) || is_legitimate(chars, repeat);
    is_meant && !is_wanted()
}

/// 暖暖和和, 从从容容.
fn is_beside_another(chars: &[char], from: usize) -> bool {
    let same = |at: usize| chars.get(at).is_some_and(|c| chars.get(at + 1) == Some(c));
    from.checked_sub(2).is_some_and(same) || same(from + 2)
}

/// Whether a clause with its stop is one: it begins behind a stop and ends with its own.
fn is_whole(chars: &[char], repeat: &Repeat) -> bool {
    let is_stop = |c: &char| STOPS.contains(*c);
    let phrase = &chars[repeat.from..repeat.from + repeat.length];
    let before = repeat.from.checked_sub(1).map(|before| &chars[before]);
    !phrase.iter().any(is_stop)
        || (phrase.last().is_some_and(is_stop) && before.is_none_or(is_stop))
}

/// A stop that stands twice, and not three times as an ellipsis.
fn is_doubled_stop(chars: &[char], from: usize, stop: char) -> bool {
    let third = chars.get(from + 2).is_some_and(|c| *c == stop);
    let before = from.checked_sub(1).is_some_and(|before| chars[before] == stop);
    "，。、；：".contains(stop) && !third && !before
}

/// Whether a phrase is worth comparing: Chinese words, with title marks and quotes, years, or a
/// whole clause.
fn is_phrase(phrase: &[char]) -> bool {
    let han = phrase.iter().filter(|c| is_han(**c)).count();
    let digits = phrase.iter().filter(|c| c.is_ascii_digit()).count();
    let paired = |open: char, close: char| {
        let count = |mark: char| phrase.iter().filter(|c| **c == mark).count();
        (count(open) == count(close)).then(|| count(open) * 2)
    };
    let straight = phrase.iter().filter(|c| **c == '"').count();
    let marks = paired('《', '》').zip(paired('“', '”')).map(|(one, two)| one + two + straight);
    let marks = marks.filter(|_| straight % 2 == 0);
    let stops = phrase.iter().filter(|c| STOPS.contains(**c)).count();
    let known = han + digits + marks.unwrap_or(0) + stops;
    let enough = match (digits, stops) {
        (0, 0) => han >= 2,
        (4.., 0) => han >= 1,
        (0, 1) => han >= 6,
        _ => false,
    };
    marks.is_some() && known == phrase.len() && enough
}

/// 一步一步, 一个一个地, 很多很多, 说着说着.
fn is_reduplicated(phrase: &[char]) -> bool {
    let counted = phrase.len() <= MAX_COUNTED && phrase.first() == Some(&'一');
    let meant = &slips().repeated.reduplicated;
    let short = |c: &char| meant.contains(*c);
    counted || (phrase.len() == 2 && phrase.iter().any(short))
}

/// 区政府 and 政府网站: a word that ends in what the next begins with.
fn is_compound(chars: &[char], repeat: &Repeat) -> bool {
    let Repeat { from, length } = *repeat;
    let phrase: String = chars[from..from + length].iter().collect();
    let behind: String = chars[from + 2 * length..].iter().take(MAX_AROUND).collect();
    let next = slips().repeated.compounds.get(&phrase);
    next.is_some_and(|next| next.iter().any(|next| behind.starts_with(next.as_str())))
}

/// Whether a string in which the doubling is right covers it.
fn is_legitimate(chars: &[char], repeat: &Repeat) -> bool {
    let Repeat { from, length } = *repeat;
    let start = from.saturating_sub(MAX_AROUND);
    let end = (from + 2 * length + MAX_AROUND).min(chars.len());
    let around: String = chars[start..end].iter().collect();
    let width = |chars: &[char]| chars.iter().map(|c| c.len_utf8()).sum::<usize>();
    // The seam between the two, and the characters at both sides of it.
    let seam = width(&chars[start..from + length]);
    slips().repeated.legitimate.iter().any(|known| {
        let covers = |at: usize| at < seam && seam < at + known.len();
        around.match_indices(known.as_str()).any(|(at, _)| covers(at))
    })
}
