//! Small numbers in Chinese numerals or digits: 三十六, 36.

/// The number, up to 99.
pub(crate) fn numeral(text: &str) -> Option<u32> {
    if text.chars().all(|c| c.is_ascii_digit()) {
        return text.parse().ok();
    }
    let digit = |c: char| {
        let at = "一二三四五六七八九".chars().position(|other| other == c)?;
        u32::try_from(at + 1).ok()
    };
    let single = |text: &str| {
        let mut chars = text.chars();
        let value = digit(chars.next()?)?;
        chars.next().is_none().then_some(value)
    };
    match text.split_once('十') {
        None => single(text),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { single(tens)? };
            let ones = if ones.is_empty() { 0 } else { single(ones)? };
            Some(tens * 10 + ones)
        }
    }
}

/// Whether a character may be one of such a number.
pub(crate) fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十".contains(c)
}
