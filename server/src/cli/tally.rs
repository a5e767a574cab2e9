//! `nianbao tally`: a ledger of applications becomes the figures of the table.

mod told;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use disk::reason_at;
use ledger::{Ledger, Role};
use report::changes;
use text::position::LineIndex;

use super::arguments::Tally;
use super::files::{Input, Source};
use super::{Failure, Outcome, Result, Terminal, write};

pub(super) fn run(arguments: &Tally, terminal: &mut Terminal) -> Result {
    if let Some(path) = &arguments.new {
        return new(arguments, path, terminal);
    }
    let into = arguments.into.as_ref().or(arguments.against.as_ref());
    let source = into.map(|path| read_report(path)).transpose()?;
    let ledger = read(arguments, source.as_ref())?;
    told::columns(&ledger, terminal)?;
    told::count(&ledger, terminal)?;
    told::unplaced(&ledger, terminal)?;
    told::notes(&ledger, terminal)?;
    let outcome = match (&arguments.into, source) {
        (Some(_), Some(source)) => fill(arguments, &ledger, &source, terminal)?,
        (None, Some(source)) => hold(&ledger, &source, terminal)?,
        _ => {
            terminal.text.write_all(ledger::table(&ledger).as_bytes())?;
            Outcome::Clean
        }
    };
    let open = if ledger.unplaced.is_empty() { Outcome::Clean } else { Outcome::Findings };
    Ok(outcome.max(open))
}

/// Writes an empty ledger.
fn new(arguments: &Tally, path: &Path, terminal: &mut Terminal) -> Result {
    let form = arguments.year.map_or_else(|| Some(form::current_form()), form::form_for);
    let bytes = form
        .and_then(ledger::template)
        .ok_or_else(|| Failure::Message("没有这一年度的年报格式，请核对 --year。".to_owned()))?;
    write::create(path, &bytes, arguments.force)?;
    let path = path.display();
    writeln!(
        terminal.err,
        "已写好空白台账 {path}，一件申请填一行，有列表的从列表里选。填好后运行 nianbao tally {path}。"
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
fn read(arguments: &Tally, source: Option<&Source>) -> std::result::Result<Ledger, Failure> {
    let told = told_columns(arguments)?;
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
    ledger::count(grids, year, &told).map_err(|error| Failure::Message(format!("{error}。")))
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

/// What the user says of columns: 收到日期=来件登记.
fn told_columns(arguments: &Tally) -> std::result::Result<Vec<(Role, String)>, Failure> {
    let told = |text: &String| {
        let (name, header) = text.split_once(['=', '＝'])?;
        Some((ledger::role_named(name)?, header.trim().to_owned()))
    };
    let names = || ledger::field_names().collect::<Vec<_>>().join("、");
    let fault = |text: &String| {
        Failure::Message(format!(
            "--column 的“{text}”看不懂。要写成 列的叫法=台账里的列名，叫法可以是 {}。",
            names()
        ))
    };
    arguments.column.iter().map(|text| told(text).ok_or_else(|| fault(text))).collect()
}

/// Shows what the report would have instead, and writes it if that is wanted.
fn fill(arguments: &Tally, ledger: &Ledger, source: &Source, terminal: &mut Terminal) -> Result {
    let path = source.input.path();
    let before = report::read(&source.text);
    if ledger::differences(ledger, &source.text, &before).is_none() {
        return Err(Failure::Message(told::no_table(ledger, &path)));
    }
    let text = ledger::filled(ledger, &source.text);
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
    if !ledger.unplaced.is_empty() && !arguments.force {
        return Err(Failure::Message(format!(
            "还有 {} 件申请没有归类，数字不全，{path} 没有写入。请先把台账改好；要先写入已经归类的，请加 --force。",
            ledger.unplaced.len()
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
fn hold(ledger: &Ledger, source: &Source, terminal: &mut Terminal) -> Result {
    let path = source.input.path();
    let report = report::read(&source.text);
    let differences = ledger::differences(ledger, &source.text, &report)
        .ok_or_else(|| Failure::Message(told::no_table(ledger, &path)))?;
    if differences.is_empty() {
        writeln!(terminal.out, "{path} 和台账一致。")?;
        return Ok(Outcome::Clean);
    }
    for difference in &differences {
        writeln!(terminal.out, "{}", told::difference(ledger, difference))?;
    }
    writeln!(terminal.err, "{path} 有 {} 格和台账不一致。", differences.len())?;
    Ok(Outcome::Findings)
}
