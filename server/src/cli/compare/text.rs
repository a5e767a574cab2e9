//! What a comparison comes to, for readers: problems first, then what has changed most.

use std::io::{self, Write};

use anstyle::Style;
use compare::{Difference, Differences, Grid, Organ, Passage, Piece, Relation, Reported};
use finding::Severity;
use report::number::Number;
use unicode_width::UnicodeWidthStr as _;

use super::{Compared, Comparison, Problem};
use crate::cli::check::Checked;
use crate::cli::output::place;

const BOLD: Style = Style::new().bold();
/// So many changes are listed unless all are asked for.
const SHOWN_CHANGES: usize = 20;
/// So many changes of a pair are listed where there are many pairs.
const SHOWN_OF_MANY: usize = 3;
/// A stretch that is the same is shown so far from its ends, in characters.
const SHOWN_ENDS: usize = 12;

pub(super) fn write(comparison: &Comparison, all: bool, out: &mut dyn Write) -> io::Result<()> {
    match (&comparison.grid, comparison.pairs.as_slice()) {
        (None, [pair]) => write_pair(comparison, pair, all, out),
        (Some(grid), _) => write_many(comparison, grid, out),
        (None, _) => Ok(()),
    }
}

/// Two reports in full.
fn write_pair(
    comparison: &Comparison,
    compared: &Compared,
    all: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let [Some(before), Some(after)] = comparison.files_of(compared) else { return Ok(()) };
    let [name_before, name_after] = compared.pair.names();
    writeln!(out, "{BOLD}{}{BOLD:#}", compared.pair.subject())?;
    writeln!(out, "{name_before}：{}", before.path)?;
    writeln!(out, "{name_after}：{}", after.path)?;
    if compared.pair.relation == Relation::Other {
        writeln!(
            out,
            "说明：看不出这两份年报是同一机关相邻两年的，还是两个机关同一年的，只列不同。"
        )?;
    }
    writeln!(out)?;
    heading(out, "要核对的问题", compared.problems.len(), "个")?;
    for problem in &compared.problems {
        write_problem(comparison, problem, out)?;
    }
    let passages = &compared.pair.passages;
    heading(out, "几乎相同的段落", passages.len(), "段")?;
    for passage in passages {
        write_passage(passage, before, after, out)?;
    }
    let differences = &compared.pair.differences;
    heading(out, "不同的数字", differences.cells.len(), "格")?;
    let shown = if all { usize::MAX } else { SHOWN_CHANGES };
    write_changes(differences, shown, "  ", out)?;
    if differences.cells.len() > shown {
        let more = differences.cells.len() - shown;
        writeln!(out, "  另有 {more} 格变化较小，全部列出请加 --all。")?;
    }
    compared.pair.rest().iter().try_for_each(|line| writeln!(out, "  {line}"))
}

fn heading(out: &mut dyn Write, name: &str, count: usize, unit: &str) -> io::Result<()> {
    match count {
        0 => writeln!(out, "{BOLD}{name}：没有{BOLD:#}"),
        _ => writeln!(out, "{BOLD}{name}：{count} {unit}{BOLD:#}"),
    }
}

fn write_problem(
    comparison: &Comparison,
    problem: &Problem,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(file) = comparison.files.get(problem.file) else { return Ok(()) };
    let finding = &problem.finding;
    let place = place::told(file, &finding.range);
    let message = finding.message.replace('\n', " ");
    writeln!(out, "  {}：{} {place}：{message}", finding.severity.name(), file.path)
}

fn write_passage(
    passage: &Passage,
    before: &Checked,
    after: &Checked,
    out: &mut dyn Write,
) -> io::Result<()> {
    let percent = passage.told_share();
    let places = [(before, &passage.before), (after, &passage.after)]
        .map(|(file, range)| format!("{} {}", file.path, place::told(file, range)));
    writeln!(out, "  {}，{percent}：{}", passage.section, places.join(" → "))?;
    let pieces: String = passage.pieces.iter().map(piece).collect();
    writeln!(out, "    {pieces}")
}

/// A piece for one line: what is the same shortened, what differs in brackets.
fn piece(piece: &Piece) -> String {
    match piece {
        Piece::Same(text) => shortened(text),
        Piece::Changed(before, after) => format!("〔{before}→{after}〕"),
    }
}

fn shortened(text: &str) -> String {
    let text: String = text.split_whitespace().collect();
    let count = text.chars().count();
    if count <= 2 * SHOWN_ENDS + 1 {
        return text;
    }
    let start: String = text.chars().take(SHOWN_ENDS).collect();
    let end: String = text.chars().skip(count - SHOWN_ENDS).collect();
    format!("{start}……{end}")
}

fn write_changes(
    differences: &Differences,
    shown: usize,
    indent: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let cells: Vec<&Difference> = differences.cells.iter().take(shown).collect();
    let names: Vec<String> = cells.iter().map(|it| name(it)).collect();
    let width = names.iter().map(|name| name.width()).max().unwrap_or(0);
    for (cell, name) in cells.iter().zip(&names) {
        let gap = " ".repeat(width - name.width());
        let (before, after) = (cell.before.told(), cell.after.told());
        writeln!(out, "{indent}{name}{gap}  {before} → {after}{}", change(cell))?;
    }
    Ok(())
}

/// What a figure is called: `表三 新收·自然人`.
pub(super) fn name(of: &Difference) -> String {
    let [table, row, column] = of.names;
    format!("{table} {row}·{column}")
}

/// By how much a figure has changed: `，多 106（+15.0%）`.
fn change(of: &Difference) -> String {
    let Some(change) = of.change() else { return String::new() };
    let told = match change.as_f64() < 0.0 {
        true => format!("少 {}", Number::whole(0).minus(change).unwrap_or(change)),
        false => format!("多 {change}"),
    };
    let share = of.percent().map(|percent| format!("（{percent:+.1}%）"));
    format!("，{told} {}{}", of.unit, share.unwrap_or_default())
}

/// The reports of a folder.
fn write_many(comparison: &Comparison, grid: &Grid, out: &mut dyn Write) -> io::Result<()> {
    write_grid(comparison, grid, out)?;
    write_list(out, "缺的年报", &holes(grid))?;
    write_list(out, "同一机关同一年有几份的", &doubles(comparison, grid))?;
    write_list(out, "公布晚于期限的", &late(comparison))?;
    let unknown = grid.unknown.iter().filter_map(|at| comparison.files.get(*at));
    let unknown: Vec<String> = unknown.map(|file| file.path.clone()).collect();
    write_list(out, "标题看不出机关或者年度的", &unknown)?;
    let mut pairs: Vec<&Compared> =
        comparison.pairs.iter().filter(|it| it.is_worth_a_look()).collect();
    pairs.sort_by_key(|pair| std::cmp::Reverse((pair.problems.len(), pair.pair.passages.len())));
    heading(out, "与上年对照有问题的", pairs.len(), "份")?;
    for pair in pairs {
        write_one_of_many(comparison, pair, out)?;
    }
    Ok(())
}

fn write_one_of_many(
    comparison: &Comparison,
    compared: &Compared,
    out: &mut dyn Write,
) -> io::Result<()> {
    let [Some(before), Some(after)] = comparison.files_of(compared) else { return Ok(()) };
    let name = Reported::from(&compared.pair.after).told();
    let passages = compared.pair.passages.len();
    let copied = match passages {
        0 => String::new(),
        _ => format!("，{passages} 段与上年几乎相同"),
    };
    writeln!(out, "  {name}（{}，上年 {}）{copied}", after.path, before.path)?;
    for problem in &compared.problems {
        write!(out, "  ")?;
        write_problem(comparison, problem, out)?;
    }
    write_changes(&compared.pair.differences, SHOWN_OF_MANY, "    ", out)
}

/// Organs down, years across.
fn write_grid(comparison: &Comparison, grid: &Grid, out: &mut dyn Write) -> io::Result<()> {
    let width = grid.organs.iter().map(|organ| organ.name.width()).max().unwrap_or(0).max(4);
    let cells: Vec<Vec<String>> = grid.organs.iter().map(|it| row(comparison, it)).collect();
    let wide = |column: usize| {
        let cells = cells.iter().filter_map(|row| row.get(column)).map(|cell| cell.width());
        cells.max().unwrap_or(0).max(4)
    };
    let widths: Vec<usize> = (0..grid.years.len()).map(wide).collect();
    let line = |name: &str, cells: &[String]| {
        let mut line = format!("{name}{}", " ".repeat(width - name.width()));
        for (cell, width) in cells.iter().zip(&widths) {
            line += &format!("  {cell}{}", " ".repeat(width - cell.width()));
        }
        line.trim_end().to_owned()
    };
    let years: Vec<String> = grid.years.iter().map(i32::to_string).collect();
    writeln!(out, "{BOLD}{}{BOLD:#}", line("机关", &years))?;
    for (organ, cells) in grid.organs.iter().zip(&cells) {
        writeln!(out, "{}", line(&organ.name, cells))?;
    }
    writeln!(out)
}

fn row(comparison: &Comparison, organ: &Organ) -> Vec<String> {
    organ.reports.iter().map(|reports| cell(comparison, reports)).collect()
}

/// What a report comes to, in a word or two.
pub(super) fn cell(comparison: &Comparison, reports: &[usize]) -> String {
    let at = match reports {
        [] => return "缺".to_owned(),
        [at] => *at,
        many => return format!("{} 份", many.len()),
    };
    let Some(file) = comparison.files.get(at) else { return String::new() };
    let is_late = comparison.late.get(at).is_some_and(Option::is_some);
    let [errors, warnings] = [Severity::Error, Severity::Warning].map(|level| file.count(level));
    let told: Vec<String> = [(errors, "错"), (warnings, "警")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count}{word}"))
        .chain(is_late.then(|| "晚".to_owned()))
        .collect();
    if told.is_empty() { "✓".to_owned() } else { told.join(" ") }
}

fn write_list(out: &mut dyn Write, name: &str, items: &[String]) -> io::Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    heading(out, name, items.len(), "处")?;
    items.iter().try_for_each(|item| writeln!(out, "  {item}"))
}

/// The reports that are missing, by organ.
pub(super) fn holes(grid: &Grid) -> Vec<String> {
    let told = |(organ, years): (&str, Vec<i32>)| {
        let years: Vec<String> = years.iter().map(i32::to_string).collect();
        format!("{organ}：{} 年", years.join("、"))
    };
    grid.holes().map(told).collect()
}

pub(super) fn doubles(comparison: &Comparison, grid: &Grid) -> Vec<String> {
    let mut doubles = Vec::new();
    for organ in &grid.organs {
        for (reports, year) in organ.reports.iter().zip(&grid.years).filter(|(it, _)| it.len() > 1)
        {
            let files = reports.iter().filter_map(|at| comparison.files.get(*at));
            let paths: Vec<&str> = files.map(|file| file.path.as_str()).collect();
            doubles.push(format!("{} {year} 年：{}", organ.name, paths.join("、")));
        }
    }
    doubles
}

pub(super) fn late(comparison: &Comparison) -> Vec<String> {
    let all = comparison.files.iter().zip(&comparison.late);
    all.filter_map(|(file, day)| {
        let organ = file.organ.as_deref().unwrap_or_default();
        day.map(|day| format!("{organ}：{day}公布（{}）", file.path))
    })
    .collect()
}
