//! Comparing labels: what two wordings of one label have in common.
//!
//! Reports are pasted from web pages and Word, so blanks, the width of brackets and digits, quotes
//! and the mark between two clauses differ while the words are the form's.

use super::radical::of_radical;

/// How a label in a report is worded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wording {
    /// As in the form, blanks aside.
    Exact,
    /// Recognised, but worded otherwise.
    Altered,
}

/// Whether a character is one of the usual Chinese ones, of which nearly all of a report consists.
pub fn is_usual(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// Blanks of any kind: white space, NBSP, U+3000, and the marks that editors leave invisibly.
pub fn is_blank(c: char) -> bool {
    !is_usual(c) && !matches!(c, '!'..='~') && is_blank_mark(c)
}

fn is_blank_mark(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Whether a character belongs to a word: a letter, a digit, or a Chinese character, as which most
/// are known at once.
pub fn is_word(c: char) -> bool {
    is_usual(c) || c.is_alphanumeric()
}

/// Full-width ASCII as ASCII.
pub fn halfwidth(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// A character as labels are compared: full-width ASCII as ASCII, radicals as what they stand for.
pub fn folded(c: char) -> char {
    if is_usual(c) {
        return c;
    }
    of_radical(c).unwrap_or_else(|| halfwidth(c))
}

/// The digits of a text, one behind the other.
pub fn digits(text: &str) -> String {
    text.chars().map(halfwidth).filter(char::is_ascii_digit).collect()
}

/// The text without blanks.
pub fn unspaced(text: &str) -> String {
    let mut unspaced = String::with_capacity(text.len());
    unspaced.extend(text.split(is_blank));
    unspaced
}

/// Whether two texts are the same but for their blanks.
pub fn equal_unspaced(one: &str, other: &str) -> bool {
    let [one_unspaced, other_unspaced] =
        [one, other].map(|text| text.chars().filter(|c| !is_blank(*c)));
    one == other || one_unspaced.eq(other_unspaced)
}

/// What remains of a label when blanks and marks are left out. Equal keys mean the same words.
pub fn key(text: &str) -> String {
    if text.chars().all(is_usual) {
        return text.to_owned();
    }
    // No key is longer than its text.
    key_within(text, text.len()).unwrap_or_default()
}

/// [`key`], if it has at most so many bytes. Of a longer text no more is read than shows that.
pub(super) fn key_within(text: &str, most: usize) -> Option<String> {
    let mut key = String::with_capacity(most);
    for c in text.chars().map(folded).filter(|c| is_word(*c)) {
        if key.len() + c.len_utf8() > most {
            return None;
        }
        key.push(c);
    }
    Some(key)
}

/// [`key`] without what stands in brackets, such as 部分公开（区分处理的…）.
pub fn short_key(text: &str) -> String {
    let mut depth = 0_usize;
    let mut outside = String::new();
    for c in text.chars().map(folded) {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 && is_word(c) => outside.push(c),
            _ => {}
        }
    }
    outside
}

fn is_ordinal(c: char) -> bool {
    let c = folded(c);
    let is_numeral =
        matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十');
    is_numeral || c.is_ascii_digit()
}

/// The text behind a number such as `一、`, `（一）`, `1.` or `(1)`; all of it if there is none.
pub fn numberless(text: &str) -> &str {
    let text = text.trim_start_matches(is_blank);
    let inner = text.trim_start_matches(['（', '(']);
    let bracketed = inner.len() < text.len();
    let rest = inner.trim_start_matches(is_ordinal);
    if !is_short_ordinal(inner, rest) {
        return text;
    }
    let behind = if bracketed {
        rest.strip_prefix(['）', ')'])
    } else {
        rest.strip_prefix(['、', '.', '．', ','])
    };
    behind.map_or(text, |behind| behind.trim_start_matches(is_blank))
}

/// The digits that a line or label begins with, where they are a figure that slipped in and no number of the form's: more than one,
/// or one without the mark that a number has behind it.
pub fn figure_before(text: &str) -> Option<String> {
    let text = text.trim_start_matches(is_blank);
    let is_digit = |c: char| halfwidth(c).is_ascii_digit();
    let rest = text.trim_start_matches(is_digit);
    let figure = digits(text.strip_suffix(rest)?);
    let is_number = figure.len() == 1 && rest.starts_with(['、', '.', '．', ',', '）', ')']);
    (!figure.is_empty() && !is_number).then_some(figure)
}

/// No ordinal has more characters, in whichever numerals.
const MAX_ORDINAL: usize = 6;

/// Whether what stands in `text` before its end `rest` is an ordinal, and not a figure or a code.
pub fn is_short_ordinal(text: &str, rest: &str) -> bool {
    let ordinal = text.strip_suffix(rest).unwrap_or(text);
    (1..=MAX_ORDINAL).contains(&ordinal.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_before_words_is_no_number() {
        for text in ["总体情况", "1.重复申请", "３、申请", "（1）申请", "2)申请"]
        {
            assert_eq!(figure_before(text), None, "{text}");
        }
        for (text, figure) in [("798 主动公开", "798"), ("１2、申请", "12"), (" 4 总体情况", "4")]
        {
            assert_eq!(figure_before(text).as_deref(), Some(figure), "{text}");
        }
    }

    #[test]
    fn a_code_is_no_ordinal() {
        assert_eq!(numberless("一、总体情况"), "总体情况");
        assert_eq!(numberless("（十二）总体情况"), "总体情况");
        assert_eq!(numberless("一999999、总体情况"), "一999999、总体情况");
    }

    #[test]
    fn keys_ignore_blanks_width_and_marks() {
        assert_eq!(key("第二十条  第(一)项"), key("第二十条第（一）项"));
        assert_eq!(key("危及\"三安全一稳定\""), key("危及“三安全一稳定”"));
        assert_eq!(key("逾期不补正,行政机关"), key("逾期不补正、\u{a0}行政机关"));
        assert_ne!(key("予以公开"), key("不予公开"));
        assert_eq!(key_within("第 (一) 项", 9), Some(key("第（一）项")));
        assert_eq!(key_within("第（一）项", 8), None);
    }

    #[test]
    fn numbers_are_taken_off() {
        for text in ["一、总计", "（七）总计", "(七) 总计", "7.总计", "７．总计", "（7）总计"]
        {
            assert_eq!(numberless(text), "总计", "{text}");
        }
        assert_eq!(numberless("三安全一稳定"), "三安全一稳定");
        assert_eq!(numberless("（区分处理的）"), "（区分处理的）");
    }

    #[test]
    fn short_keys_drop_notes() {
        assert_eq!(short_key("部分公开（区分处理的，只计这一情形）"), "部分公开");
        assert_eq!(short_key("本年收费金额(单位:万元)"), "本年收费金额");
    }
}
