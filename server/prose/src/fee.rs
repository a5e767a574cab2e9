//! What the prose says of the 信息处理费: how many notices were sent, and what was collected.

#![allow(clippy::indexing_slicing, reason = "ranges come from the text itself")]

use std::ops::Range;

use form::{Kind, Role, is_blank};
use report::number::{self, Figure, Number};
use report::{Cell, Report};

use super::figure::{find_digit, is_digit, number_len};
use super::passage::{Passage, moved};
use super::word_set::WordSet;
use super::words::words;

/// What a statement on fees is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeeKind {
    /// How many notices were sent.
    Notices,
    /// How much they demand, in yuan.
    Demanded,
    /// How much was collected, in yuan.
    Collected,
}

/// A statement on the 信息处理费.
#[derive(Debug, Clone, PartialEq)]
pub struct Fee {
    pub range: Range<usize>,
    pub kind: FeeKind,
    pub value: Number,
}

impl Fee {
    /// The statement of a line that begins so many bytes further on.
    pub(super) fn moved(&self, by: usize) -> Self {
        Self { range: moved(&self.range, by), ..self.clone() }
    }
}

/// The statements on fees of a line, in order, and whether it explains why they may differ from the
/// tables.
pub(super) fn fees(passage: &Passage<'_>) -> (Vec<Fee>, bool) {
    let known = &words().fees;
    let mut fees = Vec::new();
    if !known.said.is_in(passage.text) {
        return (fees, false);
    }
    for sentence in passage.sentences() {
        if passage.this_year(&sentence, sentence.start, sentence.end)
            && !passage.is_elsewhere(&passage.text[sentence.clone()])
        {
            in_sentence(passage, &sentence, &mut fees);
        }
    }
    (fees, known.explained.is_in(passage.text))
}

fn in_sentence(passage: &Passage<'_>, sentence: &Range<usize>, fees: &mut Vec<Fee>) {
    let text = &passage.text[sentence.clone()];
    let mut former = 0;
    let mut at = 0;
    while let Some(start) = find_digit(&text[at..]).map(|offset| at + offset) {
        let number = start..start + number_len(&text[start..]);
        at = number.end;
        let Some((kind, value, end)) = figure(text, former, &number) else { continue };
        fees.push(Fee { range: sentence.start + start..sentence.start + end, kind, value });
        former = end;
        at = end;
    }
    let from = |at: usize, len: usize| sentence.start + at..sentence.start + at + len;
    for (at, word) in words().fees.negations.hits(text) {
        let found = denied(&text[at + word.len()..]).into_iter();
        fees.extend(found.map(|(kind, len)| Fee {
            range: from(at, word.len() + len),
            kind,
            value: Number::whole(0),
        }));
    }
    for (at, word) in words().fees.zeros.hits(text) {
        let behind = text[at + word.len()..].trim_start_matches(is_blank);
        let before = &text[former.min(at)..at];
        if behind.starts_with(|c: char| is_digit(c) || ".．".contains(c)) {
            continue;
        }
        let kinds = zeroed(before).into_iter();
        let start = before.find(char::is_alphanumeric).unwrap_or(0);
        let range = from(former.min(at) + start, at + word.len() - former.min(at) - start);
        fees.extend(kinds.map(|kind| Fee { range: range.clone(), kind, value: Number::whole(0) }));
    }
}

/// What a number counts, its value, and where its unit ends. `former` is the end of the number before.
fn figure(text: &str, former: usize, number: &Range<usize>) -> Option<(FeeKind, Number, usize)> {
    let known = &words().fees;
    let before = &text[former..number.start];
    let rest = text[number.end..].trim_start_matches(is_blank);
    let unit_end = |unit: &str| text.len() - rest.len() + unit.len();
    let written = &text[number.clone()];
    let last = |words: &WordSet| words.hits(before).map(|(at, _)| at).last();
    if let Some(unit) = known.amount_units.iter().find(|unit| rest.starts_with(unit.as_str())) {
        if known.rates.is_in(before) {
            return None;
        }
        let value = yuan(&format!("{written}{unit}"))?;
        let kind = match (last(&known.collected), last(&known.demanded)) {
            (Some(_), _) => FeeKind::Collected,
            (None, Some(_)) => FeeKind::Demanded,
            (None, None) => return None,
        };
        return Some((kind, value, unit_end(unit)));
    }
    let unit = known.notice_units.iter().find(|unit| rest.starts_with(unit.as_str()))?;
    let behind = &rest[unit.len()..];
    let named = last(&known.notice).is_some() || known.notice.begins(behind);
    let Figure::Number { value, .. } = number::read(written, Kind::Count, unit) else {
        return None;
    };
    named.then(|| (FeeKind::Notices, value, unit_end(unit)))
}

/// `0.02万元` and `210元` in yuan.
fn yuan(written: &str) -> Option<Number> {
    let Figure::Number { value, .. } = number::read(written, Kind::Amount, "万元") else {
        return None;
    };
    Some(value.times_ten_to(4))
}

/// What is denied by the words behind a negation, and how long they are.
fn denied(behind: &str) -> Vec<(FeeKind, usize)> {
    let known = &words().fees;
    let begin = |list: &[String], text: &str| {
        let found = list.iter().filter(|word| text.starts_with(word.as_str()));
        found.map(String::len).max().unwrap_or(0)
    };
    let collected = begin(&known.none_collected, behind);
    let sent = begin(&known.none_sent, behind);
    let verb = begin(&known.none, behind).max(collected).max(sent);
    let rest = &behind[verb..];
    let (notices, fees) = (begin(&known.notices, rest), begin(&known.fees, rest));
    let kinds: &[FeeKind] = match (notices > 0, fees > 0) {
        (true, _) => &[FeeKind::Notices],
        (false, false) => &[],
        _ if collected > 0 => &[FeeKind::Collected],
        _ if sent > 0 => &[],
        _ => &[FeeKind::Notices, FeeKind::Collected],
    };
    kinds.iter().map(|kind| (*kind, verb + notices.max(fees))).collect()
}

/// What is said to be zero by a list such as 发出收费通知的件数和总金额，以及实际收取的总金额均.
fn zeroed(list: &str) -> Vec<FeeKind> {
    let known = &words().fees;
    let mut kinds = Vec::new();
    if known.notice.is_in(list) {
        kinds.push(FeeKind::Notices);
    }
    if known.collected.is_in(list) {
        kinds.push(FeeKind::Collected);
    }
    kinds
}

/// The cells that statements on fees have to do with.
#[derive(Debug, Clone, Copy, Default)]
pub struct FeeCells<'r> {
    /// How many applications were dropped since the fee was not paid.
    pub unpaid: Option<FeeCell<'r>>,
    /// All charges, in the unit of their column.
    pub charges: Option<FeeCell<'r>>,
}

/// A cell, and what it is called.
#[derive(Debug, Clone, Copy)]
pub struct FeeCell<'r> {
    pub table: &'static form::Table,
    pub row: &'static form::Row,
    pub column: &'static form::Column,
    pub cell: &'r Cell,
}

/// The cells of a report that have to do with fees, where there is just one of each.
pub fn fee_cells(report: &Report) -> FeeCells<'_> {
    FeeCells {
        unpaid: cell(report, Role::UnpaidFee, form::Block::total_column),
        charges: cell(report, Role::Charges, form::Block::amount_column),
    }
}

/// The only cell of a row with this role, in the column that its block is looked at in.
fn cell(
    report: &Report,
    role: Role,
    column: impl Fn(&form::Block) -> Option<usize>,
) -> Option<FeeCell<'_>> {
    let blocks = report.official_tables().flat_map(|(_, official)| {
        official.blocks.iter().map(move |block| (official, block, official.block(block)))
    });
    let mut cells = blocks.filter_map(|(official, block, of)| {
        let row = of.rows.iter().position(|row| row.role == Some(role))?;
        let column = column(of)?;
        let cell = block.cell(row, column)?;
        let (row, column) = (&of.rows[row], &of.columns[column]);
        Some(FeeCell { table: official.table(), row, column, cell })
    });
    cells.next().filter(|_| cells.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::super::testing::prose_of;

    fn read(sentence: &str) -> Vec<String> {
        let title = "云岭县𠮷石局2023年政府信息公开工作年度报告";
        let text = format!("{title}\n\n六、其他需要报告的事项\n\n{sentence}\n");
        let fees = prose_of(&text).fees;
        fees.iter().map(|fee| format!("{:?} {}", fee.kind, fee.value)).collect()
    }

    #[test]
    fn figures_and_denials() {
        let zero = ["Notices 0", "Collected 0"].map(str::to_owned).to_vec();
        for (sentence, expected) in [
            (
                "2023年，本机关发出2个收费通知，收取信息处理费总金额为210元。",
                vec!["Notices 2", "Collected 210"],
            ),
            (
                "依规发出信息处理费收费通知3件，总金额1,200元，实际收取的总金额为0.09万元。",
                vec!["Notices 3", "Demanded 1200", "Collected 900"],
            ),
            (
                "本年度发出收费通知的件数为１件，涉及金额100元，实际收取信息处理费100元。",
                vec!["Notices 1", "Demanded 100", "Collected 100"],
            ),
            ("信息处理费方面，实收0元。", vec!["Collected 0"]),
            ("本年度未收取信息处理费。", vec!["Collected 0"]),
            ("本年度没有收取政府信息公开信息处理费。", vec!["Collected 0"]),
            ("本年度未发出信息处理费收费通知。", vec!["Notices 0"]),
            ("2022年发出信息处理费收费通知5件。", vec![]),
            ("按照《政府信息公开信息处理费管理办法》办理。", vec![]),
            ("信息处理费的收取依照规定进行，每件100元起。", vec![]),
        ] {
            assert_eq!(read(sentence), expected, "{sentence}");
        }
        for sentence in [
            "本年度未产生信息处理费。",
            "2023年无信息处理费。",
            "本机关没有发生信息处理费。",
            "依据办法收取信息处理费，发出收费通知的件数和总金额以及实际收取的总金额均为0。",
            "收取信息处理费方面，发出收费通知件数、总金额及实际收取总金额均为零。",
        ] {
            assert_eq!(read(sentence), zero, "{sentence}");
        }
    }
}
