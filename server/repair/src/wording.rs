//! Repairs in words.

#![allow(clippy::indexing_slicing, reason = "positions come from the form itself")]

use form::CellRef;
use report::Official;

use super::slip::Slip;
use super::{Changed, Operation};

/// Several ways to mend a fault that are equally probable are told up to so many.
pub(super) const MOST_TOLD: usize = 3;

/// Where nothing can be said of which cell it is.
pub(super) const UNKNOWN: &str = "请核对这几格，其中至少有一格不对。";

/// What a finding's message says of the most probable changes; `further` is how many other sums hold
/// once they are made.
pub(super) fn advice(changes: &[Vec<Changed>], official: &Official, further: usize) -> String {
    let told = |cells: &Vec<Changed>| with_cause(cells, official);
    let more = if further > 0 {
        format!("，改好后另外 {further} 处也就平了")
    } else {
        String::new()
    };
    match changes {
        [] => UNKNOWN.to_owned(),
        [only] if only.iter().any(|cell| cell.just_edited && !cell.is_total) => format!(
            "有刚改过的格：如果是有意改的，请接着改与它相关的合计；如果改错了，最可能：{}{more}。",
            told(only)
        ),
        [only] => format!("最可能：{}{more}。", told(only)),
        several if several.len() <= MOST_TOLD => {
            let told: Vec<String> = several.iter().map(told).collect();
            format!("可能是：{}。几种改法都能平，请核对是哪一种。", told.join("；或者"))
        }
        many => format!(
            "有 {} 种改法都能平，单凭表上的数字分不出错在哪一格，请对照台账逐格核对。",
            many.len()
        ),
    }
}

/// `新收·自然人应为 692、商业企业应为 45（14 件填错了列）`.
fn with_cause(cells: &[Changed], official: &Official) -> String {
    let names = names(cells, official);
    let should: Vec<String> =
        names.iter().zip(cells).map(|(name, cell)| format!("{name}应为 {}", cell.to)).collect();
    let cause = cause(cells, official).map(|cause| format!("（{cause}）")).unwrap_or_default();
    format!("{}{cause}", should.join("、"))
}

/// The title of what makes a change: `把“新收·自然人”改为 692、“商业企业”改为 45`.
pub(super) fn instruction(cells: &[Changed], official: &Official) -> String {
    let names = names(cells, official);
    let changes = names.iter().zip(cells).map(|(name, cell)| format!("“{name}”改为 {}", cell.to));
    format!("把{}", changes.collect::<Vec<_>>().join("、"))
}

/// What is said beside a suspected cell.
pub(super) fn suspicion(cell: &Changed, official: &Official) -> String {
    let name = name(cell.place, official);
    match cell.from {
        Some(from) => format!("{name}填的是 {from}，最可能应为 {}", cell.to),
        None => format!("{name}空着，最可能应为 {}", cell.to),
    }
}

/// The cells' names. A row that is the same as the former one's is not repeated.
fn names(cells: &[Changed], official: &Official) -> Vec<String> {
    let mut row = None;
    let name = |cell: &Changed| {
        let place = cell.place;
        let former = row.replace((place.block, place.row));
        if former == row { column(place, official).to_owned() } else { name(place, official) }
    };
    cells.iter().map(name).collect()
}

/// `新收·自然人`.
fn name(place: CellRef, official: &Official) -> String {
    let of = &official.table().blocks[place.block];
    format!("{}·{}", of.rows[place.row].short(), column(place, official))
}

fn column(place: CellRef, official: &Official) -> &'static str {
    official.table().blocks[place.block].columns[place.column].short()
}

/// What probably went wrong, if that can be said.
fn cause(cells: &[Changed], official: &Official) -> Option<String> {
    let (first, rest) = cells.split_first()?;
    match super::rank::explanation(cells, official).1 {
        Operation::Move => {
            let unit = &official.table().blocks[first.place.block].columns[first.place.column].unit;
            let same_row = rest.iter().all(|cell| cell.place.row == first.place.row);
            let line = if same_row { "列" } else { "行" };
            Some(format!("{} {unit}填错了{line}", first.by().abs()))
        }
        Operation::Swap => Some("两格填颠倒了".to_owned()),
        Operation::Total if rest.is_empty() => Some("合计没有算对".to_owned()),
        Operation::Total => Some("合计没有跟着改".to_owned()),
        Operation::Omission => Some("漏填了".to_owned()),
        Operation::Typo if rest.is_empty() => typo(first),
        Operation::Typo | Operation::Other => None,
    }
}

fn typo(cell: &Changed) -> Option<String> {
    let cause = match Slip::between(cell.from, cell.to) {
        // Of a single digit that would say nothing.
        Slip::OneDigit if (-9..10).contains(&cell.to) && cell.is_total => "合计没有算对",
        Slip::OneDigit if (-9..10).contains(&cell.to) => return None,
        Slip::Transposed => "两个数字写颠倒了",
        Slip::Doubled => "一个数字写了两遍",
        Slip::TenTimes => "末尾多写了一个 0",
        Slip::Missing => "少写了一个数字",
        Slip::OneDigit => "有一个数字写错了",
        Slip::Extra => "多写了一个数字",
        Slip::Omitted | Slip::TwoDigits | Slip::Other => return None,
    };
    Some(cause.to_owned())
}
