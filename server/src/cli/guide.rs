//! `nianbao guide`: which row is this reply, which cell is this case?
//!
//! What is asked and what follows is the form's (`forms/guide.toml`); here it is asked and shown.

mod lines;
mod menu;

use std::io::{self, IsTerminal as _, Write};

use anstyle::Style;
use form::guide::{self, Next, Outcome as End, Progress, Question};
use form::{Form, current_form, form_for, forms};

use super::arguments::{Guide, GuideFormat};
use super::{Failure, Outcome, Result, Terminal, suggest};
use lines::Lines;
use menu::Menu;

const BOLD: Style = Style::new().bold();

/// Somebody who can be asked.
trait Asker {
    /// Asks a question; `number` counts from 1, and `about` is what to know before the first.
    fn ask(&mut self, question: &Question, number: usize, about: &str) -> io::Result<Reply>;
}

/// What somebody answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reply {
    /// The choice at this position.
    Choice(usize),
    Back,
    Quit,
}

pub(super) fn run(arguments: &Guide, terminal: &mut Terminal) -> Result {
    let guide = guide::guide(&arguments.guide).ok_or_else(|| unknown(&arguments.guide))?;
    let form = form(arguments.year)?;
    let year = form.year_for(arguments.year);
    let is_json = arguments.output_format == GuideFormat::Json;
    if arguments.answers.is_some() || is_json {
        let answers = arguments.answers.as_deref().unwrap_or_default();
        let progress = guide
            .walk(form, year, split(answers))
            .map_err(|stray| Failure::Message(stray.to_string()))?;
        return show(&progress, is_json, terminal);
    }
    let mut menu = Menu::new();
    let end = if io::stdin().is_terminal() && menu.is_terminal() {
        lead(guide, form, year, &mut menu)?
    } else {
        let (input, output) = (io::stdin().lock(), &mut terminal.out);
        lead(guide, form, year, &mut Lines { input, output })?
    };
    match end {
        Some(progress) => show(&progress, false, terminal),
        None => {
            writeln!(terminal.err, "没有选完，已经退出。")?;
            Ok(Outcome::Findings)
        }
    }
}

/// Asks until the guide ends; `None` if whoever is asked goes away before.
fn lead(
    guide: &'static guide::Guide,
    form: &'static Form,
    year: i32,
    asker: &mut dyn Asker,
) -> std::result::Result<Option<Progress>, Failure> {
    let mut answers: Vec<&'static str> = Vec::new();
    loop {
        let progress = guide
            .walk(form, year, answers.iter().copied())
            .map_err(|stray| Failure::Message(stray.to_string()))?;
        let Next::Question(question) = &progress.next else { return Ok(Some(progress)) };
        match asker.ask(question, answers.len() + 1, progress.about)? {
            Reply::Choice(at) => answers.extend(question.choices.get(at).map(|it| it.id)),
            Reply::Back => {
                answers.pop();
            }
            Reply::Quit => return Ok(None),
        }
    }
}

/// The answers of one argument; none if it is blank.
fn split(answers: &str) -> impl Iterator<Item = &str> {
    let blank = answers.trim().is_empty();
    answers.split([',', '，', '、']).filter(move |_| !blank)
}

fn form(year: Option<i32>) -> std::result::Result<&'static Form, Failure> {
    let Some(year) = year else { return Ok(current_form()) };
    let first = forms().iter().map(|form| form.first_year).min().unwrap_or(year);
    form_for(year).ok_or_else(|| {
        Failure::Message(format!("没有 {year} 年度的年报格式，请写 {first} 年以后的年份。"))
    })
}

fn unknown(name: &str) -> Failure {
    let names =
        || guide::guides().iter().flat_map(|guide| [&guide.id].into_iter().chain(&guide.names));
    let meant = suggest::like(name, names().map(String::as_str));
    let meant = meant.first().map(|name| format!("是不是 {name}？")).unwrap_or_default();
    let all: Vec<String> =
        guide::guides().iter().map(|guide| format!("{}（{}）", guide.id, guide.title)).collect();
    Failure::Message(format!("没有“{name}”这一种。{meant}可以写 {}。", all.join("、")))
}

fn show(progress: &Progress, as_json: bool, terminal: &mut Terminal) -> Result {
    if as_json {
        let json = serde_json::to_string_pretty(progress).map_err(io::Error::from)?;
        writeln!(terminal.out, "{json}")?;
    }
    match &progress.next {
        Next::Outcome(_) if as_json => Ok(Outcome::Clean),
        Next::Question(_) if as_json => Ok(Outcome::Findings),
        Next::Outcome(end) => {
            write_end(progress, end, &mut terminal.out)?;
            Ok(Outcome::Clean)
        }
        Next::Question(question) => {
            lines::write(question, progress.path.len() + 1, &mut terminal.out)?;
            Ok(Outcome::Findings)
        }
    }
}

fn write_end(progress: &Progress, end: &End, out: &mut dyn Write) -> io::Result<()> {
    for answered in &progress.path {
        writeln!(out, "{}：{}", answered.topic, answered.text)?;
    }
    let verb = if end.row.is_some() { "填在：" } else { "" };
    writeln!(out, "\n{verb}{BOLD}{}{BOLD:#}\n", end.place())?;
    writeln!(out, "{}", end.text)?;
    if !end.notes.is_empty() {
        writeln!(out, "\n还要看：")?;
    }
    for note in &end.notes {
        writeln!(out, "  · {note}")?;
    }
    writeln!(out, "\n依据　{}", end.basis.text)
}

#[cfg(test)]
mod tests;
