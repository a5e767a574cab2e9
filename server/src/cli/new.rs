//! `nianbao new`: an empty report to fill in.

use std::io::{self, Write as _};
use std::path::Path;

use disk::reason_at;
use form::{Form, form_for, forms, numberless};

use super::arguments::New;
use super::preview::{check_years, last_year};
use super::{Failure, Outcome, Result, Terminal};

pub(super) fn run(arguments: &New, terminal: &mut Terminal) -> Result {
    let organ = arguments.organ.trim();
    if organ.is_empty() {
        return Err(Failure::Message("机关名称是空的，请写机关全称。".to_owned()));
    }
    let year = arguments.year;
    let form = form_for(year).filter(|_| year <= LAST_YEAR).ok_or_else(|| no_form(year))?;
    let (text, carried) = match &arguments.last_year {
        None => (skeleton::report(form, organ, year), None),
        Some(path) => {
            let last = last_year(path)?;
            check_years(Some(year), &last)?;
            let (text, count) = skeleton::report_after(form, organ, year, &last.report);
            (text, Some((path, count)))
        }
    };
    if let Some((path, count)) = carried {
        tell_carried(form, path, count, terminal)?;
    }
    let Some(path) = &arguments.output else {
        terminal.text.write_all(text.as_bytes())?;
        return Ok(Outcome::Clean);
    };
    let path_shown = path.display();
    disk::create(path, text.as_bytes()).map_err(|error| {
        Failure::Message(format!("{path_shown} 没有写成：{}。", reason_at(path, &error)))
    })?;
    writeln!(terminal.err, "已写好 {path_shown}。填写后运行 nianbao check {path_shown} 检查。")?;
    Ok(Outcome::Clean)
}

fn tell_carried(form: &Form, path: &Path, count: usize, terminal: &mut Terminal) -> io::Result<()> {
    let path = path.display();
    let blocks = form.tables.iter().flat_map(|table| &table.blocks);
    for (row, repeated) in blocks.flat_map(form::Block::repeating_rows) {
        let name = row.short();
        match count {
            0 => {
                let other = repeated.short();
                writeln!(terminal.err, "{path} 没有填写{other}的数，“{name}”请自己填。")?;
            }
            _ => {
                let other = numberless(&repeated.label);
                writeln!(terminal.err, "“{name}”已照 {path} 的“{other}”填好 {count} 格，请核对。")?;
            }
        }
    }
    Ok(())
}

/// Years beyond this are slips of the keyboard.
const LAST_YEAR: i32 = 2100;

fn no_form(year: i32) -> Failure {
    let first = forms().iter().map(|form| form.first_year).min().unwrap_or(year);
    Failure::Message(format!(
        "没有 {year} 年度的年报格式，请写 {first} 到 {LAST_YEAR} 之间的年份。"
    ))
}
