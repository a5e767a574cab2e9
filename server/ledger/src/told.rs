//! What is told of what was counted, in the same words wherever that is: the columns that were found, what
//! could not be counted, what is worth a look, where a report differs.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::count::{Ledger, Note};
use crate::entry::Entry;
use crate::fill::Difference;
use crate::place::Reason;
use crate::tally::Tally;
use crate::vocabulary::Role;

/// So many of a kind are told one by one.
const FEW: usize = 20;
/// So many runs of rows are told one by one.
const RANGES: usize = 8;

/// What is told of a ledger, a line each.
#[derive(Debug, Default)]
pub struct Told {
    /// Which columns were found, and what was not read.
    pub columns: Vec<String>,
    /// How many rows there are, and what became of them.
    pub count: Vec<String>,
    /// What is not counted, by reason; a heading and its lines.
    pub unplaced: Vec<String>,
    /// What is counted and worth a look; a heading and its lines.
    pub notes: Vec<String>,
}

impl Tally {
    /// What is told of it.
    pub fn told(&self) -> Told {
        let mut told = Told::default();
        for ledger in &self.ledgers {
            told.columns.extend(columns(ledger));
            told.count.extend(count(ledger, self.year));
            told.unplaced.extend(unplaced(ledger));
            told.notes.extend(notes(ledger));
        }
        for (sheets, why) in [
            (&self.others, "没有台账的表头，没有统计"),
            (&self.empty, "只有表头，没有填，没有统计"),
        ] {
            if !sheets.is_empty() {
                told.columns.push(format!("说明：这些工作表{why}：{}。", sheets.join("、")));
            }
        }
        told
    }

    /// How many rows are not counted, in words; nothing if all are.
    pub fn open(&self) -> Option<String> {
        let open = self.ledgers.iter().filter(|ledger| !ledger.unplaced.is_empty());
        let told: Vec<String> = open
            .map(|ledger| format!("{} 件{}", ledger.unplaced.len(), ledger.layout().item))
            .collect();
        (!told.is_empty()).then(|| told.join("、"))
    }

    /// A cell in which report and ledger differ, and where the ledger has what it counted.
    pub fn told_difference(&self, of: &Difference) -> String {
        let stated = match (of.stated, of.written.as_str()) {
            (Some(value), _) => value.to_string(),
            (None, "") => "空着".to_owned(),
            (None, written) => format!("“{written}”"),
        };
        let ledger = self.ledgers.iter().find(|ledger| ledger.table.id == of.table.id);
        let rows: Vec<_> =
            ledger.iter().flat_map(|ledger| ledger.of_cell(of.row, of.column).map(place)).collect();
        let told = match (of.is_total, ledger) {
            (true, _) => "（合计）".to_owned(),
            (false, Some(ledger)) if !rows.is_empty() => format!("（{}）", places(ledger, &rows)),
            _ => String::new(),
        };
        format!("{} {stated}，台账 {}{told}", of.name(), of.counted)
    }
}

impl Told {
    /// All of it, in order.
    pub fn lines(self) -> impl Iterator<Item = String> {
        let Self { columns, count, unplaced, notes } = self;
        columns.into_iter().chain(count).chain(unplaced).chain(notes)
    }
}

impl Difference {
    /// `表三 新收·自然人`.
    pub fn name(&self) -> String {
        let block = self.table.blocks.first();
        let row = block.and_then(|block| Some(block.rows.get(self.row)?.short()));
        let column = block.and_then(|block| Some(block.columns.get(self.column)?.short()));
        format!("{} {}·{}", self.table.name, row.unwrap_or(""), column.unwrap_or(""))
    }
}

/// Sheets with the same columns together.
fn columns(ledger: &Ledger) -> Vec<String> {
    let layout = ledger.layout();
    let mut same: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for sheet in &ledger.sheets {
        let found = sheet.columns.found.iter();
        let named = found.map(|named| format!("{}←“{}”", layout.name(named.role), named.header));
        let mut line = named.collect::<Vec<_>>().join("，");
        if let Some(kind) = sheet.kind {
            let _ = write!(line, "；按工作表名称、标题，都是{kind}");
        }
        if !sheet.columns.others.is_empty() {
            let _ = write!(line, "；没有用的列：{}", sheet.columns.others.join("、"));
        }
        same.entry(line).or_default().push(&sheet.name);
    }
    let line = |(columns, sheets): (String, Vec<&str>)| {
        let names: Vec<&str> = sheets.into_iter().filter(|name| !name.is_empty()).collect();
        let of =
            if names.is_empty() { String::new() } else { format!("（{}）", names.join("、")) };
        format!("认出的列{of}：{columns}。")
    };
    same.into_iter().map(line).collect()
}

fn count(ledger: &Ledger, year: i32) -> Vec<String> {
    let item = &ledger.layout().item;
    let (all, placed, unplaced) = (ledger.entries(), ledger.placed.len(), ledger.unplaced.len());
    let mut line = format!("按 {year} 年度统计：台账共 {all} 件{item}，归类 {placed} 件");
    if unplaced > 0 {
        let _ = write!(line, "，没有归类 {unplaced} 件");
    }
    if ledger.outside > 0 {
        let _ = write!(line, "，不是这一年度的 {} 件", ledger.outside);
    }
    if !ledger.not_ours.is_empty() {
        let _ = write!(line, "，不由本机关计的 {} 件", ledger.not_ours.len());
    }
    let explained = [
        (&ledger.skipped, format!("不是{item}（合计、说明一类），没有另计")),
        (&ledger.continued, format!("和上一行是同一件{item}，没有另计")),
        (&ledger.not_ours, "本机关是复议机关，由作出答复的机关计".to_owned()),
    ];
    let explained = explained.into_iter().filter(|(rows, _)| !rows.is_empty());
    let explained = explained.map(|(rows, what)| format!("说明：{}{what}。", places(ledger, rows)));
    [format!("{line}。")].into_iter().chain(explained).collect()
}

/// Rows that are not counted, by reason.
fn unplaced(ledger: &Ledger) -> Vec<String> {
    let mut reasons: BTreeMap<&Reason, Vec<(usize, usize)>> = BTreeMap::new();
    for unplaced in &ledger.unplaced {
        reasons.entry(&unplaced.reason).or_default().push(place(&unplaced.entry));
    }
    if reasons.is_empty() {
        return Vec::new();
    }
    let layout = ledger.layout();
    let mut reasons: Vec<_> = reasons.into_iter().map(|(reason, rows)| (rows, reason)).collect();
    reasons.sort();
    let heading = format!("下面的{}没有算进去，请在台账里改好：", layout.item);
    let lines = reasons
        .into_iter()
        .map(|(rows, reason)| format!("  {}：{}。", places(ledger, &rows), reason.told(layout)));
    [heading].into_iter().chain(lines).collect()
}

/// What is worth a look in those that are.
fn notes(ledger: &Ledger) -> Vec<String> {
    if ledger.notes.is_empty() {
        return Vec::new();
    }
    let heading = format!("下面的{}算进去了，请核对：", ledger.layout().item);
    let lines = ledger.notes.iter().take(FEW).map(|it| format!("  {}。", note(ledger, it)));
    let more = ledger.notes.len().saturating_sub(FEW);
    let more = (more > 0).then(|| format!("  另有 {more} 处类似。"));
    [heading].into_iter().chain(lines).chain(more).collect()
}

fn note(ledger: &Ledger, note: &Note) -> String {
    let at = |entry: &Entry| places(ledger, &[place(entry)]);
    let all = |entries: &[Entry]| places(ledger, &entries.iter().map(place).collect::<Vec<_>>());
    let name = |role| ledger.layout().name(role);
    match note {
        Note::Twice(one, other) => format!(
            "{}和{}可能是同一件（{}相同，或者{}、{}、日期都相同）",
            at(one),
            at(other),
            name(Role::Number),
            name(Role::Applicant),
            name(Role::Content)
        ),
        Note::AnsweredTooEarly(of, received, answered) => format!(
            "{}：{} {answered} 早于{} {received}",
            at(of),
            name(Role::Answered),
            name(Role::Received)
        ),
        Note::Overdue(of, days) => format!(
            "{}：从收到到答复有 {days} 个工作日（只扣除了星期六、星期日；节假日，征求意见、补正的时间没有扣除）",
            at(of)
        ),
        Note::FromBefore(entries) => format!(
            "{}：以前年度受理，按本年末的结果计了；上年没有审结的案件本年怎样计，没有官方说法，请全年按同一口径",
            all(entries)
        ),
        Note::LaterStage(entries) => format!(
            "{}：是二审、再审，每一行计了一件；上诉的案件通常只按终审结果计一件，请核对和一审有没有重复",
            all(entries)
        ),
    }
}

fn place(entry: &Entry) -> (usize, usize) {
    (entry.sheet, entry.row)
}

/// `第 3、8—12 行`, with the sheets where there are several.
fn places(ledger: &Ledger, places: &[(usize, usize)]) -> String {
    let mut sheets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (sheet, row) in places {
        sheets.entry(*sheet).or_default().push(*row);
    }
    let of = |(sheet, rows): (usize, Vec<usize>)| {
        let name = ledger.sheets.get(sheet).map(|sheet| sheet.name.as_str()).unwrap_or_default();
        let name = if ledger.sheets.len() > 1 { format!("“{name}”") } else { String::new() };
        let ranges = ranges(&rows);
        let shown = ranges.iter().take(RANGES).cloned().collect::<Vec<_>>().join("、");
        let more = if ranges.len() > RANGES {
            format!(" 等，共 {} 行", rows.len())
        } else {
            " 行".to_owned()
        };
        format!("{name}第 {shown}{more}")
    };
    sheets.into_iter().map(of).collect::<Vec<_>>().join("，")
}

/// Runs of rows, as people write them.
fn ranges(rows: &[usize]) -> Vec<String> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for row in rows {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *row => *last = *row,
            _ => runs.push((*row, *row)),
        }
    }
    let shown = |(first, last): (usize, usize)| match last - first {
        0 => first.to_string(),
        _ => format!("{first}—{last}"),
    };
    runs.into_iter().map(shown).collect()
}
