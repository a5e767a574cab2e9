//! Whether what was typed means some words: as they are, in pinyin, by initials, or by number.
//!
//! Each character of the words may be typed as itself or as the beginning of one of its readings, so
//! `属于国`, `shuyuguo`, `syg` and `shuyg` all find 属于国家秘密. Marks may be left out; one that is
//! typed must be there.

use form::{halfwidth, is_blank, numberless, readings};

/// How words were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    /// Whether it begins behind the first word, so that others fit better.
    pub(super) inside: bool,
    /// What would be typed on to reach the end of the words.
    pub(super) rest: String,
}

/// A character of the words.
struct Unit {
    /// Where the next one begins, in bytes.
    end: usize,
    /// As it is compared.
    c: char,
    is_mark: bool,
    readings: &'static [String],
}

/// The characters of what was typed, as they are compared: without blanks, in half width.
pub(super) fn query(typed: &str) -> Vec<char> {
    typed.chars().filter(|c| !is_blank(*c)).map(compared).collect()
}

fn compared(c: char) -> char {
    match halfwidth(c) {
        '“' | '”' => '"',
        c => c.to_ascii_lowercase(),
    }
}

/// How a query means the words; none if it does not. An empty one means all words.
pub(super) fn find(words: &str, query: &[char]) -> Option<Match> {
    let units = units(words);
    let Some(first) = query.first() else {
        return Some(Match { inside: false, rest: all_ways(words, &units) });
    };
    let number = words.len() - numberless(words).len();
    let begins = |at: usize| at == 0 || units.get(at - 1).is_some_and(|unit| unit.end == number);
    let found = |at: usize| {
        let from = units.get(at..)?;
        let possible = from.first().is_some_and(|unit| !unit.is_mark || unit.c == *first);
        possible.then(|| walk(words, from, query)).flatten()
    };
    let places = || 0..units.len();
    let match_at = |at: usize| Some(Match { inside: !begins(at), rest: found(at)? });
    let best = places().filter(|at| begins(*at)).find_map(match_at);
    // A single letter says too little to be sought anywhere but at the beginning.
    let says_enough = query.len() > 1 || !first.is_ascii_alphabetic();
    best.or_else(|| {
        says_enough.then(|| places().filter(|at| !begins(*at)).find_map(match_at)).flatten()
    })
}

/// Whether a query means the words from their beginning.
pub(super) fn begins(words: &str, query: &[char]) -> Option<Match> {
    if query.is_empty() {
        return find(words, query);
    }
    Some(Match { inside: false, rest: walk(words, &units(words), query)? })
}

fn units(words: &str) -> Vec<Unit> {
    let unit = |(at, c): (usize, char)| Unit {
        end: at + c.len_utf8(),
        c: compared(c),
        is_mark: !c.is_alphanumeric(),
        readings: readings(c),
    };
    words.char_indices().map(unit).collect()
}

/// Walks along the words with all of the query; gives what would be typed on.
fn walk(words: &str, units: &[Unit], query: &[char]) -> Option<String> {
    let mut reached = vec![false; query.len() + 1];
    *reached.first_mut()? = true;
    for (at, unit) in units.iter().enumerate() {
        let mut next = vec![false; query.len() + 1];
        let from: Vec<usize> =
            (0..query.len()).filter(|at| reached.get(*at) == Some(&true)).collect();
        for start in from {
            let typed = query.get(start..)?;
            for length in unit.lengths(typed) {
                if length == typed.len() {
                    return Some(rest(words, unit, typed, units.get(at + 1..)?));
                }
                *next.get_mut(start + length)? = true;
            }
        }
        reached = next;
    }
    None
}

impl Unit {
    /// How many characters of what was typed may stand for this one.
    fn lengths(&self, typed: &[char]) -> Vec<usize> {
        let first = typed.first().copied();
        let itself = first == Some(self.c) || (first.is_some() && first == digit(self.c));
        let mut lengths = Vec::new();
        lengths.extend(itself.then_some(1));
        lengths.extend(self.is_mark.then_some(0));
        for reading in self.readings {
            let same = reading.chars().zip(typed).take_while(|(one, two)| one == *two).count();
            lengths.extend((1..=same).rev());
        }
        lengths
    }
}

/// The digit that may be typed for a numeral.
fn digit(numeral: char) -> Option<char> {
    let at = "一二三四五六七八九".chars().position(|known| known == numeral)?;
    "123456789".chars().nth(at)
}

/// What would be typed on, behind `last`: letters after letters, else the words.
fn rest(words: &str, last: &Unit, typed: &[char], behind: &[Unit]) -> String {
    let reading = last.readings.iter().find_map(|reading| {
        let same = reading.chars().zip(typed).take_while(|(one, two)| one == *two).count();
        (same == typed.len()).then(|| reading.get(same..)).flatten()
    });
    match reading {
        Some(rest) => format!("{rest}{}", pinyin(behind)),
        None => words.get(last.end..).unwrap_or_default().to_owned(),
    }
}

fn pinyin(units: &[Unit]) -> String {
    let own = |unit: &Unit| match unit.readings.first() {
        Some(reading) => reading.clone(),
        None if unit.is_mark => String::new(),
        None => unit.c.to_string(),
    };
    units.iter().map(own).collect()
}

/// All that may be typed for words of which nothing is typed yet.
fn all_ways(words: &str, units: &[Unit]) -> String {
    let number = words.len() - numberless(words).len();
    let titled: Vec<&Unit> =
        units.iter().filter(|unit| unit.end > number && !unit.is_mark).collect();
    let spoken = |unit: &&Unit| match unit.readings.first() {
        Some(reading) => reading.clone(),
        None => unit.c.to_string(),
    };
    let letters: String = titled.iter().map(spoken).collect();
    let initials: String = titled.iter().filter_map(|unit| spoken(unit).chars().next()).collect();
    let title = if number > 0 { numberless(words) } else { "" };
    let ways = [words, title, &letters, &initials];
    ways.into_iter().filter(|way| !way.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found, and what would be typed on; `~` before what begins inside.
    fn found(words: &str, typed: &str) -> Option<String> {
        let found = find(words, &query(typed))?;
        Some(format!("{}{}", if found.inside { "~" } else { "" }, found.rest))
    }

    #[test]
    fn every_way_to_type() {
        let words = "1.属于国家秘密";
        for (typed, rest) in [
            ("属于国", "家秘密"),
            ("国家", "~秘密"),
            ("1", ".属于国家秘密"),
            ("1.属", "于国家秘密"),
            ("１．", "属于国家秘密"),
            ("shuyuguojiam", "imi"),
            ("shuyug", "uojiamimi"),
            ("sygjmm", "i"),
            ("SYG", "uojiamimi"),
            ("shuygj", "iamimi"),
            ("guoj", "~iamimi"),
            ("属于guo", "jiamimi"),
        ] {
            assert_eq!(found(words, typed).as_deref(), Some(rest), "{typed}");
        }
        for typed in ["2", "sygjmmm", "省", "（", "x", "属国"] {
            assert_eq!(found(words, typed), None, "{typed}");
        }
    }

    #[test]
    fn numbers_and_marks() {
        let words = "（三）不予公开";
        for typed in ["（三", "(三", "三", "3", "（3）", "san", "三不予", "（三）bygk"]
        {
            assert!(found(words, typed).is_some(), "{typed}");
        }
        assert_eq!(found(words, "三、"), None);
        assert_eq!(
            found("二、主动公开政府信息情况", "zdgk").as_deref(),
            Some("aizhengfuxinxiqingkuang")
        );
        assert_eq!(found("3.危及“三安全一稳定”", "\"三").as_deref(), Some("~安全一稳定”"));
        assert_eq!(found("2.重复申请", "cfsq").as_deref(), Some("ing"));
        assert_eq!(found("2.重复申请", "zfsq").as_deref(), Some("ing"));
    }

    #[test]
    fn nothing_typed_means_everything() {
        assert_eq!(
            found("（一）予以公开", "").as_deref(),
            Some("（一）予以公开 予以公开 yuyigongkai yygk")
        );
        assert_eq!(found("规章", " ").as_deref(), Some("规章 guizhang gz"));
        assert_eq!(found("", ""), Some(String::new()));
        assert_eq!(found("", "a"), None);
        assert_eq!(found("𠮷局", "𠮷").as_deref(), Some("局"));
    }

    #[test]
    fn from_the_beginning_only() {
        assert_eq!(
            begins("第五十条", &query("第wu")).map(|found| found.rest).as_deref(),
            Some("shitiao")
        );
        assert_eq!(begins("第五十条", &query("五")), None);
    }
}
