//! What people do wrong when they type a figure, and how little it takes.

use strsim::osa_distance;

/// How a figure came to be written instead of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// Nothing was written, or the 0 that was there was left.
    Omitted,
    /// Two digits next to each other changed places.
    Transposed,
    /// A digit was typed twice.
    Doubled,
    /// A 0 too many at the end: ten times too much.
    TenTimes,
    /// A digit was left out.
    Missing,
    /// A digit is another.
    OneDigit,
    /// A digit too many.
    Extra,
    /// Two digits differ.
    TwoDigits,
    /// No small slip makes one figure of the other.
    Other,
}

impl Slip {
    /// The slip that made `from` of `to`. `None` is a blank cell.
    pub fn between(from: Option<i64>, to: i64) -> Self {
        let Some(from) = from.filter(|from| *from != 0) else { return Self::Omitted };
        let (written, meant) = (from.to_string(), to.to_string());
        match osa_distance(&written, &meant) {
            1 => Self::of_one_step(&written, &meant),
            2 => Self::TwoDigits,
            _ => Self::Other,
        }
    }

    fn of_one_step(written: &str, meant: &str) -> Self {
        let sorted = |text: &str| {
            let mut bytes = text.as_bytes().to_vec();
            bytes.sort_unstable();
            bytes
        };
        if written.len() < meant.len() {
            Self::Missing
        } else if written.len() == meant.len() {
            if sorted(written) == sorted(meant) { Self::Transposed } else { Self::OneDigit }
        } else if written.strip_suffix('0') == Some(meant) {
            Self::TenTimes
        } else if is_doubled(written, meant) {
            Self::Doubled
        } else {
            Self::Extra
        }
    }

    /// How improbable it is that `to` became `from`, in bits: a slip that could have made many figures
    /// of one is less probable to have made just this one.
    pub(super) fn bits(self, from: Option<i64>, to: i64) -> u32 {
        match self {
            Self::Omitted if from.is_none() => 1,
            Self::Transposed | Self::Doubled | Self::TenTimes | Self::Missing => 2,
            // Ten digits might have come in its place.
            Self::Omitted | Self::OneDigit | Self::Extra => 5,
            Self::TwoDigits => 9,
            Self::Other => 5 + size(from.unwrap_or(0)).max(size(to)).max(4),
        }
    }
}

/// How many bits it takes to tell a number from others of its size.
pub(super) fn size(value: i64) -> u32 {
    value.unsigned_abs().checked_ilog2().unwrap_or(0)
}

/// Whether a digit of `meant` stands twice in `written`.
fn is_doubled(written: &str, meant: &str) -> bool {
    meant.char_indices().any(|(at, digit)| {
        let (before, behind) = meant.split_at(at);
        written.strip_prefix(before).and_then(|rest| rest.strip_prefix(digit)) == Some(behind)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_told_apart() {
        for (from, to, slip) in [
            (None, 7, Slip::Omitted),
            (Some(0), 12, Slip::Omitted),
            (Some(21), 12, Slip::Transposed),
            (Some(1223), 123, Slip::Doubled),
            (Some(120), 12, Slip::TenTimes),
            (Some(12), 132, Slip::Missing),
            (Some(12), 15, Slip::OneDigit),
            (Some(172), 12, Slip::Extra),
            (Some(12), 34, Slip::TwoDigits),
            (Some(706), 795, Slip::TwoDigits),
            (Some(706), 692, Slip::Other),
            (Some(12), 3456, Slip::Other),
            (Some(10), 0, Slip::Extra),
        ] {
            assert_eq!(Slip::between(from, to), slip, "{from:?} for {to}");
        }
    }
}
