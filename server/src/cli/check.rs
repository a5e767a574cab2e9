//! `nianbao check`: what is wrong with some reports.

use std::collections::HashSet;
use std::io::{self, Write as _};
use std::sync::Arc;

use analysis::Analysis;
use analysis::mend::{FixPolicy, Mended, mend};
use archive::{Filed, Neighbours};
use config::{Config, Level};
use finding::{Finding, Severity};
use repair::Explained;
use report::changes::{self, Change};
use text::encoding::Encoding;
use text::position::LineIndex;

mod beside;
mod checkup;
mod diff;

use super::arguments::{Check, OutputFormat, Selection};
use super::document::Located;
use super::files::{self, EmptyFolder, Found, Input, Source, Unread, Wanted};
use super::settings::Settings;
use super::{Failure, Outcome, Result, Terminal, output, progress, suggest, write};

pub(super) use checkup::{Checked, Checkup};

/// The rules that count.
struct Filter {
    /// `None` for all.
    selected: Option<HashSet<String>>,
    ignored: HashSet<String>,
}

/// Checks the files and tells what was found.
pub(super) fn run(arguments: &Check, terminal: &mut Terminal) -> Result {
    let filter = Filter::new(&arguments.selection)?;
    let found = files::find(&arguments.paths, Wanted::with(arguments.include_documents));
    let fixes = fixes(arguments, &found)?;
    if let (true, Some(policy)) = (arguments.diff, fixes) {
        return diff::run(found, &filter, policy, terminal);
    }
    if arguments.report.statistics
        && matches!(
            arguments.report.output_format,
            Some(OutputFormat::Sarif | OutputFormat::Github)
        )
    {
        let message = "--statistics 只有文字和 json 两种输出，不能配 sarif、github。";
        return Err(Failure::Message(message.to_owned()));
    }
    let Found { inputs, mut unread, empty_folders } = found;
    let settings = Settings::default();
    let (files, failed) = look(&inputs, &filter, &settings, fixes);
    unread.extend(failed);
    unread.extend(settings.into_faults());
    let checkup = Checkup { files, unread, fixes };
    tell_circumstances(&checkup, &empty_folders, terminal)?;
    for file in &checkup.files {
        tell_changes(&file.path, &file.changes, &file.lines, &mut terminal.err)?;
    }
    let chosen = arguments.report.output_format;
    let format = chosen.unwrap_or_else(|| usual_format(&checkup));
    match arguments.report.statistics {
        true => output::write_statistics(&checkup, format, terminal)?,
        false => output::write(&checkup, format, terminal)?,
    }
    if chosen.is_none() && format == OutputFormat::Concise && !arguments.report.statistics {
        writeln!(terminal.out, "问题较多，一个一行列出；要附上原文，加上 --output-format full。")?;
    }
    Ok(outcome(&checkup, arguments))
}

/// More findings than this are no longer read with the lines that they are about.
const MANY: usize = 200;

fn usual_format(checkup: &Checkup) -> OutputFormat {
    if checkup.findings().count() > MANY { OutputFormat::Concise } else { OutputFormat::Full }
}

/// Checks reports, each alone and then beside the others.
fn look(
    inputs: &[Input],
    filter: &Filter,
    settings: &Settings,
    fixes: Option<FixPolicy>,
) -> (Vec<Checked>, Vec<Unread>) {
    let (mut files, unread) =
        progress::each(inputs, |input| check(input.read()?, filter, &settings.of(input), fixes));
    beside::compare(&mut files, settings, filter);
    (files, unread)
}

/// Checks reports by all rules that count, and mends nothing.
pub(super) fn look_at_all(inputs: &[Input], settings: &Settings) -> (Vec<Checked>, Vec<Unread>) {
    look(inputs, &Filter::all(), settings, None)
}

/// How far findings are to be mended.
fn fixes(arguments: &Check, found: &Found) -> std::result::Result<Option<FixPolicy>, Failure> {
    let refuse = |message: &str| Err(Failure::Message(message.to_owned()));
    if !arguments.fix {
        return match (arguments.unsafe_fixes, arguments.diff) {
            (true, _) => refuse("--unsafe-fixes 要和 --fix 一起用。"),
            (_, true) => refuse("--diff 要和 --fix 一起用。"),
            _ => Ok(None),
        };
    }
    if !arguments.diff && found.inputs.contains(&Input::StandardInput) {
        return refuse(
            "从标准输入读的内容没有文件可改，不能用 --fix。请先存成文件，再写文件名；只想看看会改哪里，再加上 --diff。",
        );
    }
    Ok(Some(if arguments.unsafe_fixes { FixPolicy::All } else { FixPolicy::Safe }))
}

/// Checks a report by all rules that count, alone.
pub(super) fn look_at(input: &Input, settings: &Settings) -> std::result::Result<Checked, Unread> {
    check(input.read()?, &Filter::all(), &settings.of(input), None)
}

/// Checks a report again, beside that of the year before.
pub(super) fn look_again(file: &mut Checked, last_year: &Filed, settings: &Settings) {
    let config = settings.of(&file.input);
    let last_year = Some(last_year.clone());
    beside::look(file, Neighbours { last_year, ..Neighbours::default() }, &config, &Filter::all());
}

fn check(
    mut source: Source,
    filter: &Filter,
    config: &Config,
    fixes: Option<FixPolicy>,
) -> std::result::Result<Checked, Unread> {
    let options = &config.options;
    if let Some(origin) = source.origin.as_ref().filter(|_| fixes.is_some()) {
        return Err(Unread { path: source.input.path(), message: origin.unwritable() });
    }
    let mut analysis = Analysis::with(std::mem::take(&mut source.text), options);
    let (mut fixed, mut changes) = (0, Vec::new());
    if let Some(policy) = fixes {
        let admitted = |finding: &Finding| filter.admits(finding, config);
        let Mended { analysis: mended, settled, .. } = mend(&analysis, policy, admitted);
        if let Some(mended) = mended {
            write::write_back(&source, &mended.text)?;
            let (before, after) = (&analysis, &mended);
            changes =
                changes::figures((&before.text, &before.report), (&after.text, &after.report));
            analysis = mended;
        }
        fixed = settled;
    }
    let Explained { findings, mut repairs, .. } = analysis.explained().clone();
    let Analysis { text, report, .. } = analysis;
    let findings = filter.select(findings, config);
    repairs.retain(|repair| repair.mends_any(&findings));
    let located = |origin| Located { origin, report: Arc::clone(&report) };
    Ok(Checked {
        path: source.input.path(),
        input: source.input,
        encoding: source.encoding,
        lines: LineIndex::new(&text),
        organ: report.organ().map(str::to_owned),
        year: report.year(),
        edition: report.edition(),
        findings,
        repairs,
        fixed,
        changes,
        document: source.origin.map(located),
        text,
    })
}

/// What is not about the reports, but about reading them, goes to standard error.
fn tell_circumstances(
    checkup: &Checkup,
    empty_folders: &[EmptyFolder],
    terminal: &mut Terminal,
) -> io::Result<()> {
    let encodings: Vec<(String, Encoding)> =
        checkup.files.iter().map(|file| (file.path.clone(), file.encoding)).collect();
    files::tell_encodings(&encodings, terminal)?;
    let documents = checkup.files.iter().filter_map(|file| {
        file.document.as_ref().map(|document| (file.path.as_str(), &document.origin))
    });
    super::document::tell_losses(documents, terminal)?;
    files::tell_empty_folders(empty_folders, terminal)?;
    files::tell_unread(&checkup.unread, terminal)
}

/// Which figures were changed, or would be: the author has to look at each of them.
fn tell_changes(
    path: &str,
    changes: &[Change],
    lines: &LineIndex,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    writeln!(out, "{path}：下面 {} 个数字请逐个核对。", changes.len())?;
    for change in changes {
        let line = lines.line(change.range.start) + 1;
        writeln!(out, "  第 {line} 行 {change}")?;
    }
    Ok(())
}

fn outcome(checkup: &Checkup, arguments: &Check) -> Outcome {
    let level = arguments.report.fail_on.severity();
    let grave = |finding: &Finding| finding.severity >= level;
    if !checkup.unread.is_empty() {
        Outcome::Failed
    } else if !arguments.report.exit_zero && checkup.findings().any(grave) {
        Outcome::Findings
    } else {
        Outcome::Clean
    }
}

impl Checkup {
    /// All findings of all files.
    pub(super) fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.files.iter().flat_map(|file| &file.findings)
    }

    /// How many findings there are of a level.
    pub(super) fn count(&self, severity: Severity) -> usize {
        self.files.iter().map(|file| file.count(severity)).sum()
    }
}

impl Filter {
    fn new(selection: &Selection) -> std::result::Result<Self, Failure> {
        let names = |names: &[String]| -> std::result::Result<HashSet<String>, Failure> {
            names.iter().map(|name| known(name.trim())).collect()
        };
        let selected = names(&selection.select)?;
        Ok(Self {
            selected: (!selected.is_empty()).then_some(selected),
            ignored: names(&selection.ignore)?,
        })
    }

    /// All rules.
    fn all() -> Self {
        Self { selected: None, ignored: HashSet::new() }
    }

    /// The findings that count, with the levels that are set.
    fn select(&self, mut findings: Vec<Finding>, config: &Config) -> Vec<Finding> {
        findings.retain(|finding| self.admits(finding, config));
        let mut levels = config.clone();
        levels.rules.retain(|_, level| *level != Level::Off);
        levels.apply(&mut findings);
        findings
    }

    /// Whether a finding counts. What is selected by name counts even if the settings turn it off.
    fn admits(&self, finding: &Finding, config: &Config) -> bool {
        let wanted = match &self.selected {
            Some(names) => names.contains(finding.rule),
            None => config.counts(finding),
        };
        wanted && !self.ignored.contains(finding.rule)
    }
}

/// The id of the rule with this id or title.
fn known(name: &str) -> std::result::Result<String, Failure> {
    if let Some(rule) = rules::rule(name) {
        return Ok(rule.name.to_owned());
    }
    let meant = match suggest::like(name, rules::names()).as_slice() {
        [] => "用 nianbao rules 可以看到全部规则。".to_owned(),
        names => format!("是不是 {}？", names.join("、")),
    };
    Err(Failure::Message(format!("没有“{name}”这条规则，{meant}")))
}
