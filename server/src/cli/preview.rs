//! `nianbao preview`: the report as it will be published, as a page for a browser.

use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use analysis::Analysis;
use archive::{Filed, Neighbours};
use config::Config;
use disk::reason_at;
use html::{Nonce, Preview};
use layout::Manuscript;
use text::position::{LineIndex, Unit};

use super::arguments;
use super::files::{Input, Unread};
use super::settings::Settings;
use super::{Failure, Outcome, Result, Terminal};

/// A page that was written by this command says so, and may be replaced.
const MARK: &str = r#"<meta name="generator" content="nianbao">"#;

pub(super) fn run(arguments: &arguments::Preview, terminal: &mut Terminal) -> Result {
    let input = input(&arguments.report);
    let config = config(&input)?;
    let last_year = arguments.last_year.as_deref().map(last_year).transpose()?;
    let text = input.read().map_err(failure)?.text;
    let neighbours = Neighbours { last_year: last_year.clone(), ..Neighbours::default() };
    let mut analysis = Analysis::among(text, None, &config.options, |_| neighbours);
    config.apply(&mut analysis.findings);
    let page = page(&analysis, last_year.as_ref())?;
    let Some(path) = target(&input, arguments.output.as_deref()) else {
        terminal.text.write_all(page.as_bytes())?;
        return Ok(Outcome::Clean);
    };
    let shown = path.display();
    let unwritten = |error: io::Error| {
        Failure::Message(format!("{shown} 没有写成：{}。", reason_at(&path, &error)))
    };
    if arguments.output.is_none() && !is_replaceable(&path).map_err(unwritten)? {
        let advice = "已经存在，而且不是预览网页，没有覆盖。要写到别的文件，请用 -o 指定";
        return Err(Failure::Message(format!("{shown} {advice}。")));
    }
    disk::write(&path, page.as_bytes()).map_err(unwritten)?;
    writeln!(terminal.err, "已写好 {shown}，用浏览器打开就能看。")?;
    Ok(Outcome::Clean)
}

fn input(path: &Path) -> Input {
    if path.as_os_str() == "-" { Input::StandardInput } else { Input::File(path.to_owned()) }
}

fn failure(Unread { path, message }: Unread) -> Failure {
    Failure::Message(format!("{path}：{message}。"))
}

/// The settings for the report.
fn config(input: &Input) -> std::result::Result<Arc<Config>, Failure> {
    let settings = Settings::default();
    let config = settings.of(input);
    settings.into_faults().into_iter().next().map_or(Ok(config), |fault| Err(failure(fault)))
}

pub(super) fn last_year(path: &Path) -> std::result::Result<Filed, Failure> {
    let source = input(path).read().map_err(failure)?;
    let report = Arc::new(report::read(&source.text));
    Ok(Filed::new(path.to_owned(), source.text.into(), report))
}

fn page(analysis: &Analysis, last_year: Option<&Filed>) -> std::result::Result<String, Failure> {
    if let Some(last_year) = last_year {
        check_years(analysis.report.year(), last_year)?;
    }
    // The page has no script, and nothing else in it bears the word.
    let nonce = Nonce::new(env!("CARGO_PKG_NAME"));
    let nonce = nonce.ok_or_else(|| Failure::Message("预览没有做成。".to_owned()))?;
    let lines = LineIndex::new(&analysis.text);
    let manuscript = Manuscript {
        text: &analysis.text,
        report: &analysis.report,
        last_year: last_year.map(|last_year| last_year.report.as_ref()),
    };
    Ok(html::preview(Preview {
        layout: &manuscript.layout(),
        findings: &analysis.findings,
        locate: &|offset| lines.position(&analysis.text, offset, Unit::Utf16),
        nonce: &nonce,
    }))
}

/// A report of another year than the one before is no report to compare with.
pub(super) fn check_years(
    year: Option<i32>,
    last_year: &Filed,
) -> std::result::Result<(), Failure> {
    match (year, last_year.report.year()) {
        (Some(year), Some(other)) if other + 1 != year => {
            let (shown, wanted) = (last_year.path.display(), year - 1);
            let message = format!("{shown} 是 {other} 年的年报，不是上一年（{wanted} 年）的。");
            Err(Failure::Message(message))
        }
        _ => Ok(()),
    }
}

/// Where the page goes; none for standard output.
fn target(input: &Input, output: Option<&Path>) -> Option<PathBuf> {
    match (output, input) {
        (Some(path), _) => (path.as_os_str() != "-").then(|| path.to_owned()),
        (None, Input::File(report)) => Some(report.with_extension("html")),
        (None, Input::StandardInput) => None,
    }
}

/// Whether nothing is lost if a page is written there.
fn is_replaceable(path: &Path) -> io::Result<bool> {
    match disk::read(path) {
        Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).contains(MARK)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}
