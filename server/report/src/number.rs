//! Figures in cells: what is written there, and what it is worth.
//!
//! Knows how people write figures; knows no table.

use std::fmt;

use form::{Kind, halfwidth, is_blank};

/// An exact decimal: `mantissa` × 10^-`scale`.
#[derive(Debug, Clone, Copy)]
pub struct Number {
    mantissa: i64,
    scale: u32,
}

/// Why a cell has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Invalid {
    /// It is no number at all.
    Text,
    /// A count below zero.
    Negative,
    /// A count with a fraction.
    Fraction,
    /// More digits than any report needs.
    TooLarge,
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Figure {
    /// Nothing, or a mark that stands for nothing, such as `/` or 无.
    Blank,
    /// A number; `standard` if it is written as plain digits.
    Number {
        value: Number,
        standard: bool,
    },
    Invalid(Invalid),
}

impl Number {
    /// A whole number.
    pub fn whole(value: i64) -> Self {
        Self { mantissa: value, scale: 0 }
    }

    /// The exact sum; none if it has more digits than a number can.
    pub fn plus(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let scaled =
            |number: Self| number.mantissa.checked_mul(10_i64.checked_pow(scale - number.scale)?);
        Some(Self { mantissa: scaled(self)?.checked_add(scaled(other)?)?, scale })
    }

    /// The exact difference; none if it has more digits than a number can.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self { mantissa: other.mantissa.checked_neg()?, scale: other.scale })
    }

    /// The value if it is whole.
    pub fn as_whole(self) -> Option<i64> {
        let divisor = 10_i64.checked_pow(self.scale)?;
        (self.mantissa % divisor == 0).then(|| self.mantissa / divisor)
    }

    /// The ten-thousandth: 元 as 万元.
    #[must_use]
    pub fn ten_thousandth(self) -> Self {
        Self { mantissa: self.mantissa, scale: self.scale.saturating_add(4) }
    }

    /// The value, rounded to what `f64` can hold.
    pub fn as_f64(self) -> f64 {
        self.to_string().parse().unwrap_or(f64::NAN)
    }

    /// The number times 10^`places`.
    #[must_use]
    pub fn times_ten_to(self, places: u32) -> Self {
        let missing = places.saturating_sub(self.scale);
        let mantissa = self.mantissa.saturating_mul(10_i64.saturating_pow(missing));
        Self { mantissa, scale: self.scale.saturating_sub(places) }
    }

    /// The value times 10^`places`, rounded half away from zero where it has more places than that.
    pub fn unscaled(self, places: u32) -> i128 {
        let mantissa = i128::from(self.mantissa);
        match places.checked_sub(self.scale) {
            Some(missing) => mantissa.saturating_mul(10_i128.saturating_pow(missing)),
            None => {
                let divisor = 10_i128.saturating_pow(self.scale - places);
                (mantissa + mantissa.signum() * divisor / 2) / divisor
            }
        }
    }

    /// The number with no more than so many places.
    #[must_use]
    pub fn rounded(self, places: u32) -> Self {
        if self.scale <= places {
            return self;
        }
        let mantissa = i64::try_from(self.unscaled(places)).unwrap_or(self.mantissa);
        Self { mantissa, scale: places }
    }

    fn reduced(self) -> Self {
        let mut number = self;
        while number.scale > 0 && number.mantissa % 10 == 0 {
            number.mantissa /= 10;
            number.scale -= 1;
        }
        number
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        let (one, two) = (self.reduced(), other.reduced());
        (one.mantissa, one.scale) == (two.mantissa, two.scale)
    }
}

/// Plain digits, without separators and without superfluous zeros.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { mantissa, scale } = self.reduced();
        if scale == 0 {
            return write!(f, "{mantissa}");
        }
        let sign = if mantissa < 0 { "-" } else { "" };
        let digits = format!("{:0>width$}", mantissa.unsigned_abs(), width = scale as usize + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale as usize);
        write!(f, "{sign}{whole}.{fraction}")
    }
}

/// Digits as the form wants them: the common case, and worth a short way.
fn plain(text: &str) -> Option<i64> {
    if !(1..16).contains(&text.len()) || (text.starts_with('0') && text != "0") {
        return None;
    }
    let digit = |byte: u8| byte.is_ascii_digit().then(|| i64::from(byte - b'0'));
    text.bytes().try_fold(0, |value, byte| Some(value * 10 + digit(byte)?))
}

/// Marks that people put where there is nothing to count.
fn stands_for_nothing(text: &str) -> bool {
    matches!(text, "无" | "空") || text.chars().all(|c| "/\\-_—–―－×".contains(c))
}

/// Reads a cell's text for a column of this kind, whose figures are in `unit`.
pub fn read(text: &str, kind: Kind, unit: &str) -> Figure {
    if let Some(value) = plain(text) {
        return Figure::Number { value: Number::whole(value), standard: true };
    }
    let text = text.trim_matches(is_blank);
    if text.is_empty() {
        return Figure::Blank;
    }
    let folded: String = text.chars().filter(|c| !is_blank(*c)).map(halfwidth).collect();
    if stands_for_nothing(&folded) {
        return Figure::Blank;
    }
    let (digits, scale_of_unit) = without_unit(without_note(&folded), kind, unit);
    match parse(&digits, scale_of_unit) {
        Err(invalid) => Figure::Invalid(invalid),
        Ok(number) => {
            judge(number, kind, number.to_string() == text || is_plain_decimal(text, kind))
        }
    }
}

/// Whether a number may stand in a column of this kind.
fn judge(value: Number, kind: Kind, standard: bool) -> Figure {
    let negative = value.mantissa < 0 && kind != Kind::Change;
    match kind {
        Kind::Count | Kind::Change if value.as_whole().is_none() => {
            Figure::Invalid(Invalid::Fraction)
        }
        _ if negative => Figure::Invalid(Invalid::Negative),
        _ => Figure::Number { value, standard },
    }
}

/// Zeros at the end of an amount, or a plus before a change, are as good as none.
fn is_plain_decimal(text: &str, kind: Kind) -> bool {
    let digits = match kind {
        Kind::Count => return false,
        Kind::Change => text.trim_start_matches(['+', '-']),
        Kind::Amount => text,
    };
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// `12(含3件)` → `12`.
fn without_note(text: &str) -> &str {
    match text.split_once('(') {
        Some((before, note)) if !before.is_empty() && note.ends_with(')') => before,
        _ => text,
    }
}

/// The digits, and by how many powers of ten the unit written is smaller than the column's.
fn without_unit(text: &str, kind: Kind, unit: &str) -> (String, u32) {
    if kind == Kind::Amount && unit == "万元" {
        if let Some(digits) = text.strip_suffix("万元") {
            return (digits.to_owned(), 0);
        }
        if let Some(digits) = text.strip_suffix('元') {
            return (digits.to_owned(), 4);
        }
    }
    let changed = |sign: &str, rest: &str| format!("{sign}{rest}");
    let text = match text.chars().next() {
        Some('增' | '↑') if kind == Kind::Change => {
            changed("", &text[text.chars().next().map_or(0, char::len_utf8)..])
        }
        Some('减' | '↓') if kind == Kind::Change => {
            changed("-", &text[text.chars().next().map_or(0, char::len_utf8)..])
        }
        _ => text.to_owned(),
    };
    let digits =
        text.trim_end_matches(['件', '条', '次', '个', '宗', '起', '项', '份', '万', '元']);
    (digits.to_owned(), 0)
}

fn parse(text: &str, extra_scale: u32) -> Result<Number, Invalid> {
    let negative = text.starts_with('-');
    let digits = text.trim_start_matches(['+', '-']);
    if text.len() - digits.len() > 1 {
        return Err(Invalid::Text);
    }
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = grouped(whole).ok_or(Invalid::Text)?;
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !all_digits(&whole) || !all_digits(fraction) || digits.ends_with('.') {
        return Err(Invalid::Text);
    }
    let fraction = fraction.trim_end_matches('0');
    let mantissa: i64 = format!("{whole}{fraction}").parse().map_err(|_| Invalid::TooLarge)?;
    let scale = u32::try_from(fraction.len()).map_err(|_| Invalid::TooLarge)? + extra_scale;
    if mantissa > 1_000_000_000_000_000 || scale > 18 {
        return Err(Invalid::TooLarge);
    }
    Ok(Number { mantissa: if negative { -mantissa } else { mantissa }, scale })
}

/// The digits of `1,234`; none if the commas do not part thousands.
fn grouped(text: &str) -> Option<String> {
    let mut groups = text.split(',');
    let first = groups.next()?;
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 || first.is_empty() || first.len() > 3 {
            return None;
        }
        digits.push_str(group);
    }
    Some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> Figure {
        read(text, Kind::Count, "件")
    }

    fn number(value: i64, standard: bool) -> Figure {
        Figure::Number { value: Number::whole(value), standard }
    }

    #[test]
    fn plain_counts_with_blanks_around() {
        for text in ["706", " 706", "706\u{a0}", "\u{3000}706\u{3000} "] {
            assert_eq!(count(text), number(706, true), "{text:?}");
        }
    }

    #[test]
    fn other_ways_of_writing_keep_their_value() {
        for text in
            ["７０６", "706件", "７０６ 件", "7 06", "706（含上年3件）", "706.0", "+706", "0706"]
        {
            assert_eq!(count(text), number(706, false), "{text:?}");
        }
        assert_eq!(count("1,234"), number(1234, false));
        assert_eq!(count("1，234，567"), number(1_234_567, false));
    }

    #[test]
    fn marks_for_nothing_are_blank() {
        for text in ["", " ", "/", "／", "-", "—", "——", "_", "无", "×", "\u{a0}"] {
            assert_eq!(count(text), Figure::Blank, "{text:?}");
        }
    }

    #[test]
    fn what_is_no_count() {
        assert_eq!(count("-1"), Figure::Invalid(Invalid::Negative));
        assert_eq!(count("1.5"), Figure::Invalid(Invalid::Fraction));
        for text in ["若干", "12,34", "1-2", "O", "1.2.3", "(3)", "--1", "1.", ".5", "😀"] {
            assert_eq!(count(text), Figure::Invalid(Invalid::Text), "{text:?}");
        }
        assert_eq!(count("99999999999999999999"), Figure::Invalid(Invalid::TooLarge));
    }

    #[test]
    fn amounts_in_ten_thousand_yuan() {
        let amount = |text| match read(text, Kind::Amount, "万元") {
            Figure::Number { value, standard } => (value.to_string(), standard),
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(amount("0.021"), ("0.021".to_owned(), true));
        assert_eq!(amount("0.50"), ("0.5".to_owned(), true));
        assert_eq!(amount("0.021万元"), ("0.021".to_owned(), false));
        assert_eq!(amount("210元"), ("0.021".to_owned(), false));
    }

    #[test]
    fn times_a_power_of_ten() {
        let number = |mantissa, scale| Number { mantissa, scale };
        assert_eq!(number(21, 3).times_ten_to(4), Number::whole(210));
        assert_eq!(number(21, 6).times_ten_to(4), number(21, 2));
        assert_eq!(number(i64::MAX, 0).times_ten_to(4), Number::whole(i64::MAX));
    }

    #[test]
    fn places_beyond_those_asked_for_are_rounded() {
        let number = |mantissa, scale| Number { mantissa, scale };
        assert_eq!(number(21, 3).unscaled(8), 2_100_000);
        assert_eq!(number(-15, 1).unscaled(0), -2);
        assert_eq!(number(14, 1).unscaled(0), 1);
        assert_eq!(number(1_000_000_000_000_000, 0).unscaled(8), 100_000_000_000_000_000_000_000);
        assert_eq!(number(123_456_789, 9).rounded(8).to_string(), "0.12345679");
        assert_eq!(number(21, 3).rounded(8), number(21, 3));
    }

    #[test]
    fn changes_have_a_sign() {
        for text in ["-3", "减3", "↓3"] {
            let Figure::Number { value, .. } = read(text, Kind::Change, "项") else {
                panic!("{text}")
            };
            assert_eq!(value, Number::whole(-3), "{text}");
        }
    }
}
