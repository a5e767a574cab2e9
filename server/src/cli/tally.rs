//! `nianbao tally`: a ledger becomes the figures of its table.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use disk::reason_at;
use ledger::{Difference, Hints, Subject, Tally};
use report::changes;
use text::position::LineIndex;

use super::arguments::Tally as Arguments;
use super::files::{Input, Source};
use super::settings::Settings;
use super::{Failure, Outcome, Result, Terminal, write};

pub(super) fn run(arguments: &Arguments, terminal: &mut Terminal) -> Result {
    if let Some(path) = &arguments.new {
        return new(arguments, path, terminal);
    }
    let into = arguments.into.as_ref().or(arguments.against.as_ref());
    let source = into.map(|path| read_report(path)).transpose()?;
    let tally = read(arguments, source.as_ref())?;
    for line in tally.told().lines() {
        writeln!(terminal.err, "{line}")?;
    }
    let outcome = match (&arguments.into, source) {
        (Some(_), Some(source)) => fill(arguments, &tally, &source, terminal)?,
        (None, Some(source)) => hold(&tally, &source, terminal)?,
        _ => show(&tally, terminal)?,
    };
    let open = if tally.open().is_none() { Outcome::Clean } else { Outcome::Findings };
    Ok(outcome.max(open))
}

/// Writes an empty ledger.
fn new(arguments: &Arguments, path: &Path, terminal: &mut Terminal) -> Result {
    let form = arguments.year.map_or_else(|| Some(form::current_form()), form::form_for);
    let subject = if arguments.cases { Subject::Cases } else { Subject::Requests };
    let bytes = form
        .and_then(|form| ledger::template(form, subject))
        .ok_or_else(|| Failure::Message("没有这一年度的年报格式，请核对 --year。".to_owned()))?;
    write::create(path, &bytes, arguments.force)?;
    let path = path.display();
    writeln!(
        terminal.err,
        "已写好空白台账 {path}，一件{}填一行，有列表的从列表里选。填好后运行 nianbao tally {path}。",
        ledger::vocabulary().layout(subject).item
    )?;
    Ok(Outcome::Clean)
}

fn read_report(path: &Path) -> std::result::Result<Source, Failure> {
    let input = Input::File(path.to_owned());
    let unread = |path: String, why: String| Failure::Message(format!("{path}：{why}。"));
    let source = input.read().map_err(|error| unread(error.path, error.message))?;
    if let Some(origin) = &source.origin {
        return Err(unread(input.path(), origin.unwritable()));
    }
    Ok(source)
}

/// Reads the ledgers that are named, as one.
fn read(arguments: &Arguments, source: Option<&Source>) -> std::result::Result<Tally, Failure> {
    let hints = hints(arguments, source)?;
    let files = files(&arguments.ledgers)?;
    let mut grids = Vec::new();
    for path in &files {
        let fault = |why: String| Failure::Message(format!("{}：{why}。", path.display()));
        let bytes = disk::read(path).map_err(|error| fault(reason_at(path, &error)))?;
        let (mut read, _) = ledger::sheets(bytes).map_err(|error| fault(error.to_string()))?;
        if files.len() > 1 {
            let file = path.file_name().unwrap_or_default().to_string_lossy();
            read.iter_mut()
                .for_each(|grid| grid.name = format!("{file} {}", grid.name).trim().to_owned());
        }
        grids.extend(read);
    }
    let year = match (arguments.year, source) {
        (Some(year), _) => Some(year),
        (None, Some(source)) => {
            let year = report::read(&source.text).year();
            let path = source.input.path();
            let unknown =
                || Failure::Message(format!("{path} 的标题里看不出年度，请用 --year 写明。"));
            Some(year.ok_or_else(unknown)?)
        }
        (None, None) => None,
    };
    let tally = ledger::count(grids, year, &hints)
        .map_err(|error| Failure::Message(format!("{error}。")))?;
    require_told(arguments, &tally)?;
    Ok(tally)
}

/// The files of the paths; of a folder, those that may be ledgers.
fn files(paths: &[PathBuf]) -> std::result::Result<Vec<PathBuf>, Failure> {
    if paths.is_empty() {
        return Err(Failure::Message("请写出台账文件，例如 nianbao tally 台账.xlsx。".to_owned()));
    }
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let fault = |error: &std::io::Error| {
            Failure::Message(format!("{}：{}。", path.display(), reason_at(path, error)))
        };
        let entries = std::fs::read_dir(path).map_err(|error| fault(&error))?;
        let mut found: Vec<PathBuf> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| is_ledger(path))
            .collect();
        if found.is_empty() {
            let message =
                format!("文件夹 {} 里没有 Excel、WPS 表格、ODS 或 CSV 文件。", path.display());
            return Err(Failure::Message(message));
        }
        found.sort();
        files.extend(found);
    }
    Ok(files)
}

fn is_ledger(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    ["xlsx", "xls", "et", "ods", "csv"].contains(&&*extension)
        && !name.starts_with("~$")
        && !name.starts_with(".~")
}

/// What is told of columns and words: by the settings for the report or else for the ledger, and, before
/// them, by the arguments: 收到日期=来件登记.
fn hints(arguments: &Arguments, source: Option<&Source>) -> std::result::Result<Hints, Failure> {
    let settings = Settings::default();
    let ledger = arguments.ledgers.first().map(|path| Input::File(path.clone()));
    let config = source.map(|source| &source.input).or(ledger.as_ref());
    let mut hints = config.map(|input| settings.of(input).ledger.clone()).unwrap_or_default();
    if let Some(fault) = settings.into_faults().first() {
        return Err(Failure::Message(format!("{}：{}。", fault.path, fault.message)));
    }
    let told: Vec<(String, String)> = arguments
        .column
        .iter()
        .map(|text| told_column(text))
        .collect::<std::result::Result<_, _>>()?;
    let is_told = |name: &String| told.iter().any(|(other, _)| other == name);
    hints.columns.retain(|(name, _)| !is_told(name));
    hints.columns.extend(told);
    Ok(hints)
}

fn told_column(text: &str) -> std::result::Result<(String, String), Failure> {
    let names = ledger::field_names();
    let (name, header) = text.split_once(['=', '＝']).unwrap_or_default();
    let known = names.iter().find(|known| form::key(known) == form::key(name));
    known.map(|name| ((*name).to_owned(), header.trim().to_owned())).ok_or_else(|| {
        Failure::Message(format!(
            "--column 的“{text}”看不懂。要写成 列的叫法=台账里的列名，叫法可以是 {}。",
            names.join("、")
        ))
    })
}

/// A column that the arguments name is in the ledger.
fn require_told(arguments: &Arguments, tally: &Tally) -> std::result::Result<(), Failure> {
    let sheets = || tally.ledgers.iter().flat_map(|ledger| &ledger.sheets);
    for text in &arguments.column {
        let (name, header) = told_column(text)?;
        let is_it = |named: &ledger::Named| form::key(&named.header).contains(&form::key(&header));
        if !sheets().any(|sheet| sheet.columns.found.iter().any(is_it)) {
            let message = format!("台账里没有叫“{header}”的列，请核对 --column {name}=列名。");
            return Err(Failure::Message(message));
        }
    }
    Ok(())
}

/// Shows the tables.
fn show(tally: &Tally, terminal: &mut Terminal) -> Result {
    let tables: Vec<String> =
        tally.figures().iter().map(|figures| ledger::table(figures, tally.year)).collect();
    terminal.text.write_all(tables.join("\n").as_bytes())?;
    Ok(Outcome::Clean)
}

/// Where the report differs from what was counted.
fn differences(tally: &Tally, source: &Source) -> std::result::Result<Vec<Difference>, Failure> {
    let report = report::read(&source.text);
    let mut differences = Vec::new();
    for figures in tally.figures() {
        let of_table = figures.differences(&source.text, &report).ok_or_else(|| {
            let (path, table) = (source.input.path(), &figures.table().name);
            Failure::Message(format!(
                "{path} 里没有完整的{table}（{}），不能和台账对照。请先运行 nianbao check {path}，把表补全。",
                tally.form.name
            ))
        })?;
        differences.extend(of_table);
    }
    Ok(differences)
}

/// Shows what the report would have instead, and writes it if that is wanted.
fn fill(arguments: &Arguments, tally: &Tally, source: &Source, terminal: &mut Terminal) -> Result {
    let path = source.input.path();
    differences(tally, source)?;
    let before = report::read(&source.text);
    let text = ledger::filled(&tally.figures(), &source.text);
    let after = report::read(&text);
    let changed = changes::figures((&source.text, &before), (&text, &after));
    if changed.is_empty() {
        writeln!(terminal.err, "{path} 的数字和台账一样，没有要改的。")?;
        return Ok(Outcome::Clean);
    }
    let lines = LineIndex::new(&text);
    // A report that was just begun has a hundred of them.
    let is_nothing = |change: &&changes::Change| change.from.is_empty() && change.to == "0";
    for change in changed.iter().filter(|change| !is_nothing(change)) {
        writeln!(terminal.out, "第 {} 行 {change}", lines.line(change.range.start) + 1)?;
    }
    let nothing = changed.iter().filter(is_nothing).count();
    if nothing > 0 {
        writeln!(terminal.out, "另有 {nothing} 格原来空着，填 0。")?;
    }
    if !arguments.write {
        writeln!(
            terminal.err,
            "{path} 会改 {} 格，现在还没有写入。核对以后加上 --write 就写入。",
            changed.len()
        )?;
        return Ok(Outcome::Findings);
    }
    if let Some(open) = tally.open().filter(|_| !arguments.force) {
        return Err(Failure::Message(format!(
            "还有 {open}没有归类，数字不全，{path} 没有写入。请先把台账改好；要先写入已经归类的，请加 --force。"
        )));
    }
    write::write_back(source, &text)
        .map_err(|error| Failure::Message(format!("{}：{}。", error.path, error.message)))?;
    writeln!(
        terminal.err,
        "已把台账的数字写进 {path}，改了 {} 格。请运行 nianbao check {path} 检查。",
        changed.len()
    )?;
    Ok(Outcome::Clean)
}

/// Holds the report against the ledger.
fn hold(tally: &Tally, source: &Source, terminal: &mut Terminal) -> Result {
    let path = source.input.path();
    let differences = differences(tally, source)?;
    if differences.is_empty() {
        writeln!(terminal.out, "{path} 和台账一致。")?;
        return Ok(Outcome::Clean);
    }
    for difference in &differences {
        writeln!(terminal.out, "{}", tally.told_difference(difference))?;
    }
    writeln!(terminal.err, "{path} 有 {} 格和台账不一致。", differences.len())?;
    Ok(Outcome::Findings)
}
