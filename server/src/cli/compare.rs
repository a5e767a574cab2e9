//! `nianbao compare`: two reports side by side, or the reports of a folder by organ and year.

mod json;
mod page;
mod text;

use std::cmp::Reverse;
use std::io::Write as _;
use std::mem::swap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use archive::Filed;
use compare::{Grid, Pair, Relation, Reported, late, pair};
use finding::{Finding, Severity};
use form::unspaced;
use prose::Date;
use rayon::prelude::*;

use super::arguments::{Compare, CompareFormat};
use super::check::{self, Checked};
use super::files::{self, Found, Input, Unread, Wanted};
use super::settings::Settings;
use super::{Failure, Outcome, Result, Terminal};

/// Everything that came out of it.
struct Comparison {
    files: Vec<Checked>,
    /// For each file, the day on which it was published late, if it says so.
    late: Vec<Option<Date>>,
    pairs: Vec<Compared>,
    /// The reports by organ and year; none where two reports were named.
    grid: Option<Grid>,
    unread: Vec<Unread>,
}

/// Two reports side by side, with what is wrong in them.
struct Compared {
    pair: Pair,
    /// Their places among the files.
    before: usize,
    after: usize,
    /// The gravest first.
    problems: Vec<Problem>,
}

/// What is wrong with a figure: a sum, or what last year's report says of it.
struct Problem {
    /// The place of its report among the files.
    file: usize,
    finding: Finding,
}

pub(super) fn run(arguments: &Compare, terminal: &mut Terminal) -> Result {
    let format = format(arguments)?;
    let settings = Settings::default();
    let mut comparison = match two_files(&arguments.paths) {
        Some(two) => of_two(two, &settings)?,
        None => of_many(arguments, &settings, terminal)?,
    };
    comparison.unread.extend(settings.into_faults());
    match format {
        CompareFormat::Text => text::write(&comparison, arguments.all, &mut terminal.out)?,
        CompareFormat::Json => give(arguments, json::document(&comparison)?, terminal)?,
        CompareFormat::Html => give(arguments, page::page(&comparison), terminal)?,
    }
    files::tell_unread(&comparison.unread, terminal)?;
    Ok(comparison.outcome())
}

/// The format that was asked for, by name or by the ending of the file to be written.
fn format(arguments: &Compare) -> std::result::Result<CompareFormat, Failure> {
    let ending = arguments.output.as_ref().and_then(|path| path.extension());
    let by_ending = match ending.map(|it| it.to_ascii_lowercase()) {
        Some(it) if it == "html" || it == "htm" => Some(CompareFormat::Html),
        Some(it) if it == "json" => Some(CompareFormat::Json),
        _ => None,
    };
    let refuse = |message: &str| Err(Failure::Message(message.to_owned()));
    match (arguments.output_format, by_ending, &arguments.output) {
        (Some(CompareFormat::Text), _, Some(_)) => {
            refuse("文字只显示在屏幕上。要写成文件，-o 的文件名请以 .html 或 .json 结尾。")
        }
        (Some(format), ..) | (None, Some(format), _) => Ok(format),
        (None, None, Some(_)) => {
            refuse("从 -o 看不出要写成什么。文件名请以 .html（网页）或 .json 结尾。")
        }
        (None, None, None) => Ok(CompareFormat::Text),
    }
}

/// Gives what was made: into a file if one is named.
fn give(
    arguments: &Compare,
    made: String,
    terminal: &mut Terminal,
) -> std::result::Result<(), Failure> {
    let Some(path) = arguments.output.as_ref().filter(|path| path.as_os_str() != "-") else {
        return Ok(terminal.text.write_all(made.as_bytes())?);
    };
    super::write::create(path, made.as_bytes(), arguments.force)?;
    let shown = path.display();
    Ok(writeln!(terminal.err, "已写好 {shown}。")?)
}

/// The two files that are named, if there are just two and neither is a folder.
fn two_files(paths: &[PathBuf]) -> Option<[&Path; 2]> {
    let [one, two] = paths else { return None };
    (!one.is_dir() && !two.is_dir()).then_some([one, two])
}

fn of_two(paths: [&Path; 2], settings: &Settings) -> std::result::Result<Comparison, Failure> {
    let inputs = paths.map(|path| match path.as_os_str() == "-" {
        true => Input::StandardInput,
        false => Input::File(path.to_owned()),
    });
    if let [Input::StandardInput, Input::StandardInput] = inputs {
        return Err(Failure::Message("标准输入（-）只能读一份年报。".to_owned()));
    }
    let unread = |Unread { path, message }| Failure::Message(format!("{path}：{message}。"));
    let read = |input: &Input| check::look_at(input, settings).map_err(unread);
    let [one, two] = &inputs;
    let (mut one, mut two) = (read(one)?, read(two)?);
    let pair = pair(filed(&one), filed(&two), &settings.of(&two.input).aliases);
    if pair.before.path != Path::new(&one.path) {
        swap(&mut one, &mut two);
    }
    if pair.relation == Relation::NextYear {
        check::look_again(&mut two, &pair.before, settings);
    }
    let files = vec![one, two];
    let problems = problems(files.iter().enumerate(), |_| true);
    let pairs = vec![Compared { pair, before: 0, after: 1, problems }];
    Ok(Comparison { late: vec![None; 2], files, pairs, grid: None, unread: Vec::new() })
}

fn of_many(
    arguments: &Compare,
    settings: &Settings,
    terminal: &mut Terminal,
) -> std::result::Result<Comparison, Failure> {
    let found = files::find(&arguments.paths, Wanted::with(arguments.include_documents));
    let Found { inputs, mut unread, empty_folders } = found;
    files::tell_empty_folders(&empty_folders, terminal)?;
    let (files, failed) = check::look_at_all(&inputs, settings);
    unread.extend(failed);
    if files.len() + unread.len() < 2 && empty_folders.is_empty() {
        let message = "只找到一份年报，没有可以对照的。请写两份年报，或者放着许多年报的文件夹。";
        return Err(Failure::Message(message.to_owned()));
    }
    let filed: Vec<Filed> = files.par_iter().map(filed).collect();
    let kind = |file: &Checked| settings.of(&file.input).options.organ_kind;
    let late = files.par_iter().zip(&filed).map(|(file, filed)| late(filed, kind(file))).collect();
    let settings = inputs.first().map(|input| settings.of(input)).unwrap_or_default();
    let grid = grid_of(&files, &settings.aliases);
    let compared = |(before, after): (usize, usize)| {
        let of = |at: usize| filed.get(at).cloned();
        let later = files.iter().enumerate().skip(after).take(1);
        let problems = problems(later, |finding| !finding.elsewhere.is_empty());
        Some(Compared {
            pair: pair(of(before)?, of(after)?, &settings.aliases),
            before,
            after,
            problems,
        })
    };
    let pairs = grid.neighbours().into_par_iter().filter_map(compared).collect();
    Ok(Comparison { files, late, pairs, grid: Some(grid), unread })
}

fn filed(file: &Checked) -> Filed {
    let report = Arc::new(report::read(&file.text));
    Filed::new(PathBuf::from(&file.path), Arc::clone(&file.text), report)
}

/// What is wrong with the figures of some reports: sums, and what contradicts another report.
fn problems<'f>(
    of: impl Iterator<Item = (usize, &'f Checked)>,
    wanted: impl Fn(&Finding) -> bool,
) -> Vec<Problem> {
    let is_figures = |finding: &&Finding| finding.is_about_figures() && wanted(finding);
    let mut problems: Vec<Problem> = Vec::new();
    for (file, checked) in of {
        let found = checked.findings.iter().filter(is_figures).cloned();
        problems.extend(found.map(|finding| Problem { file, finding }));
    }
    problems.sort_by_key(|it| Reverse((it.finding.severity, it.file)));
    problems
}

/// The files by organ and year.
fn grid_of(files: &[Checked], aliases: &archive::Aliases) -> Grid {
    let organs: Vec<Option<String>> =
        files.iter().map(|file| file.organ.as_deref().map(unspaced)).collect();
    let reported = files.iter().zip(&organs);
    let reported =
        reported.map(|(file, organ)| Reported { organ: organ.as_deref(), year: file.year });
    compare::grid(&reported.collect::<Vec<_>>(), aliases)
}

impl Comparison {
    fn outcome(&self) -> Outcome {
        let grave = |problem: &Problem| problem.finding.severity >= Severity::Warning;
        let has_problems = self.pairs.iter().flat_map(|pair| &pair.problems).any(grave);
        match (self.unread.is_empty(), has_problems) {
            (false, _) => Outcome::Failed,
            (true, true) => Outcome::Findings,
            (true, false) => Outcome::Clean,
        }
    }

    /// The two reports of a pair, the earlier first.
    fn files_of(&self, pair: &Compared) -> [Option<&Checked>; 2] {
        [pair.before, pair.after].map(|at| self.files.get(at))
    }
}

impl Compared {
    /// Whether there is something in it that somebody ought to look at.
    fn is_worth_a_look(&self) -> bool {
        !self.problems.is_empty() || !self.pair.passages.is_empty()
    }
}
