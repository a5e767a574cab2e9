//! Sums of money in the prose, in 元.

#![allow(clippy::indexing_slicing, reason = "ranges come from the text itself")]

use std::ops::Range;

use form::{Kind, halfwidth, is_blank};
use report::number::{self, Figure, Number};

use super::contents::contents;

/// The sums in 元 of a line's sentences that speak of fees; 万元 is another unit.
pub(super) fn sums_of_money(line: &str) -> Vec<(Range<usize>, Number)> {
    let money = &contents().money;
    let mut sums = Vec::new();
    if !line.contains(money.unit.as_str()) {
        return sums;
    }
    let mut start = 0;
    for sentence in line.split_inclusive(['。', '；', ';', '！', '？', '｡']) {
        let units = sentence.match_indices(money.unit.as_str()).map(|(at, _)| at);
        if money.about.is_in(sentence) {
            sums.extend(units.filter_map(|at| sum(line, start..start + at)));
        }
        start += sentence.len();
    }
    sums
}

/// The number at the end of a piece of the text.
fn sum(text: &str, before: Range<usize>) -> Option<(Range<usize>, Number)> {
    let piece = text[before.clone()].trim_end_matches(is_blank);
    let is_part = |c: char| halfwidth(c).is_ascii_digit() || ",，.．".contains(c);
    let digits = piece.len() - piece.trim_end_matches(is_part).len();
    let written = piece[piece.len() - digits..].trim_start_matches(|c: char| ",，.．".contains(c));
    let end = before.start + piece.len();
    let range = end - written.len()..end;
    match number::read(written, Kind::Amount, &contents().money.unit) {
        Figure::Number { value, .. } => Some((range, value)),
        Figure::Blank | Figure::Invalid(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Vec<String> {
        let sums = sums_of_money(line);
        sums.iter().map(|(range, number)| format!("{}={number}", &line[range.clone()])).collect()
    }

    #[test]
    fn sums_of_fees() {
        assert_eq!(read("发出2个收费通知，收取信息处理费总金额为210元。"), ["210=210"]);
        assert_eq!(
            read("𠮷收取信息处理费１，２００ 元，另退１０元；"),
            ["１，２００=1200", "１０=10"]
        );
        assert_eq!(read("收取信息处理费0.021万元。"), Vec::<String>::new());
        assert_eq!(read("投入资金210元。收取费用，元。"), Vec::<String>::new());
    }
}
