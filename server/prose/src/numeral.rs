//! Numbers in Chinese numerals: 五十六, 一百零二, 两, 一〇二.

/// The numerals that numbers up to 999 are written with.
const DIGITS: &str = "〇一二三四五六七八九";

/// Whether a character is a numeral.
pub(super) fn is_numeral(c: char) -> bool {
    "零两十百".contains(c) || DIGITS.contains(c)
}

/// The value of a number in numerals, up to 999.
pub(super) fn value(text: &str) -> Option<u32> {
    let mut value = 0;
    let mut digit: Option<u32> = None;
    for c in text.chars() {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            _ => {
                digit = Some(digit.unwrap_or(0).saturating_mul(10).saturating_add(worth(c)?));
                continue;
            }
        };
        value += digit.take().unwrap_or(1) * unit;
    }
    Some(value + digit.unwrap_or(0)).filter(|value| *value < 1000 && !text.is_empty())
}

/// The value of a single numeral, 十 and 百 aside; ○ is often written for 〇.
pub(super) fn worth(c: char) -> Option<u32> {
    match c {
        '零' | '○' => Some(0),
        '两' => Some(2),
        _ => DIGITS.chars().position(|digit| digit == c).and_then(|at| u32::try_from(at).ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_up_to_three_digits() {
        for (text, expected) in [
            ("零", 0),
            ("两", 2),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("五十六", 56),
            ("一百零二", 102),
            ("一〇二", 102),
            ("三百一十五", 315),
        ] {
            assert_eq!(value(text), Some(expected), "{text}");
        }
        assert_eq!(value(""), None);
        assert_eq!(value("几十"), None);
        assert_eq!(value("九九九九"), None);
    }
}
