//! What is told of a ledger: its columns, what could not be counted, what is worth a look.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

use ledger::{Application, Difference, Ledger, Note, Reason, vocabulary};

use crate::cli::Terminal;

/// So many of a kind are told one by one.
const FEW: usize = 20;

/// Which columns were found, sheets with the same ones together.
pub(super) fn columns(ledger: &Ledger, terminal: &mut Terminal) -> io::Result<()> {
    let mut same: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for sheet in &ledger.sheets {
        let found = sheet.columns.found.iter();
        let named =
            found.map(|named| format!("{}←“{}”", vocabulary().name(named.role), named.header));
        let mut line = named.collect::<Vec<_>>().join("，");
        if !sheet.columns.others.is_empty() {
            let _ = write!(line, "；没有用的列：{}", sheet.columns.others.join("、"));
        }
        same.entry(line).or_default().push(&sheet.name);
    }
    for (columns, sheets) in same {
        let names: Vec<&str> = sheets.into_iter().filter(|name| !name.is_empty()).collect();
        let of =
            if names.is_empty() { String::new() } else { format!("（{}）", names.join("、")) };
        writeln!(terminal.err, "认出的列{of}：{columns}。")?;
    }
    if !ledger.others.is_empty() {
        writeln!(
            terminal.err,
            "说明：这些工作表没有台账的表头，没有统计：{}。",
            ledger.others.join("、")
        )?;
    }
    Ok(())
}

/// How many applications there are, and what became of them.
pub(super) fn count(ledger: &Ledger, terminal: &mut Terminal) -> io::Result<()> {
    let (all, placed, unplaced) =
        (ledger.applications(), ledger.placed.len(), ledger.unplaced.len());
    write!(terminal.err, "按 {} 年度统计：台账共 {all} 件申请，归类 {placed} 件", ledger.year)?;
    if unplaced > 0 {
        write!(terminal.err, "，没有归类 {unplaced} 件")?;
    }
    if ledger.outside > 0 {
        write!(terminal.err, "，不是这一年度的 {} 件", ledger.outside)?;
    }
    writeln!(terminal.err, "。")?;
    for (rows, what) in [
        (&ledger.skipped, "不是申请（合计、说明一类）"),
        (&ledger.continued, "和上一行是同一件申请"),
    ] {
        if !rows.is_empty() {
            writeln!(terminal.err, "说明：{}{what}，没有另计。", places(ledger, rows))?;
        }
    }
    Ok(())
}

/// Applications that are not counted, by reason.
pub(super) fn unplaced(ledger: &Ledger, terminal: &mut Terminal) -> io::Result<()> {
    let mut reasons: BTreeMap<&Reason, Vec<(usize, usize)>> = BTreeMap::new();
    for unplaced in &ledger.unplaced {
        reasons.entry(&unplaced.reason).or_default().push(place(&unplaced.application));
    }
    if !reasons.is_empty() {
        writeln!(terminal.err, "下面的申请没有算进去，请在台账里改好：")?;
    }
    let mut reasons: Vec<_> = reasons.into_iter().map(|(reason, rows)| (rows, reason)).collect();
    reasons.sort();
    for (rows, reason) in reasons {
        writeln!(terminal.err, "  {}：{reason}。", places(ledger, &rows))?;
    }
    Ok(())
}

/// What is worth a look in those that are.
pub(super) fn notes(ledger: &Ledger, terminal: &mut Terminal) -> io::Result<()> {
    if ledger.notes.is_empty() {
        return Ok(());
    }
    writeln!(terminal.err, "下面的申请算进去了，请核对：")?;
    for note in ledger.notes.iter().take(FEW) {
        writeln!(terminal.err, "  {}。", self::note(ledger, note))?;
    }
    if ledger.notes.len() > FEW {
        writeln!(terminal.err, "  另有 {} 处类似。", ledger.notes.len() - FEW)?;
    }
    Ok(())
}

fn note(ledger: &Ledger, note: &Note) -> String {
    let at = |application: &Application| places(ledger, &[place(application)]);
    match note {
        Note::Twice(one, other) => format!(
            "{}和{}可能是同一件申请（编号相同，或者申请人、内容、日期都相同）",
            at(one),
            at(other)
        ),
        Note::AnsweredTooEarly(of, received, answered) => {
            format!("{}：答复日期 {answered} 早于收到日期 {received}", at(of))
        }
        Note::Overdue(of, days) => format!(
            "{}：从收到到答复有 {days} 个工作日（只扣除了星期六、星期日；节假日，征求意见、补正的时间没有扣除）",
            at(of)
        ),
    }
}

/// A cell in which report and ledger differ, and where the ledger has what it counted.
pub(super) fn difference(ledger: &Ledger, of: &Difference) -> String {
    let Some(block) = of.table.blocks.first() else { return String::new() };
    let row = block.rows.get(of.row).map_or("", |row| row.short());
    let column = block.columns.get(of.column).map_or("", |column| column.short());
    let stated = match (of.stated, of.written.as_str()) {
        (Some(value), _) => value.to_string(),
        (None, "") => "空着".to_owned(),
        (None, written) => format!("“{written}”"),
    };
    let rows: Vec<_> = ledger.of_cell(of.row, of.column).map(place).collect();
    let told = match (of.is_total, rows.is_empty()) {
        (true, _) => "（合计）".to_owned(),
        (false, true) => String::new(),
        (false, false) => format!("（{}）", places(ledger, &rows)),
    };
    format!("{} {row}·{column} {stated}，台账 {}{told}", of.table.name, of.counted)
}

/// Why a report cannot be filled.
pub(super) fn no_table(ledger: &Ledger, path: &str) -> String {
    let name = &ledger.form.name;
    format!(
        "{path} 里没有完整的表（{name}），不能和台账对照。请先运行 nianbao check {path}，把表补全。"
    )
}

fn place(application: &Application) -> (usize, usize) {
    (application.sheet, application.row)
}

/// `第 3、8—12 行`, with the sheets where there are several.
fn places(ledger: &Ledger, places: &[(usize, usize)]) -> String {
    const RANGES: usize = 8;
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
