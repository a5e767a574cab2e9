//! The command line: the same engine as the language server, for whole folders.
//!
//! A command is a file: it does its work, writes to the [`Terminal`] and says how it went. Nothing
//! here judges a report; that is the engine's part.

mod arguments;
mod check;
mod compare;
mod complete;
mod document;
mod explain;
mod export;
mod extract;
mod files;
mod fmt;
mod guide;
mod import;
#[cfg(feature = "lsp")]
mod lsp;
mod manual;
mod new;
mod output;
mod patch;
mod preview;
mod progress;
mod rules;
mod settings;
mod suggest;
mod tally;
mod target;
mod templates;
mod terminal;
mod usage;
mod window;
mod write;

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::thread;

use arguments::Command;
pub(crate) use terminal::Terminal;

/// How a command went. Its exit code is what scripts go by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// 0: nothing to complain of.
    Clean,
    /// 1: there are findings, or files that are not formatted.
    Findings,
    /// 2: something could not be done. The rest was done nevertheless.
    Failed,
}

/// Why a command could not do its work at all.
#[derive(Debug)]
enum Failure {
    /// What is wrong and what to do, for the user.
    Message(String),
    /// The result could not be written.
    Output(io::Error),
}

type Result = std::result::Result<Outcome, Failure>;

/// Runs the command that the arguments name; the first argument is the program.
pub(crate) fn run(
    arguments: impl IntoIterator<Item = OsString>,
    terminal: &mut Terminal,
) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let window = window::Window::of(&arguments);
    let result = match arguments::parse(arguments) {
        Ok(command) => execute(command, terminal),
        Err(_) if window.as_ref().is_some_and(window::Window::is_empty) => {
            window::explain(terminal)
        }
        Err(error) => usage::answer(&error, terminal),
    };
    let result = result.and_then(|outcome| {
        terminal.out.flush()?;
        terminal.text.flush()?;
        Ok(outcome)
    });
    let outcome = result.unwrap_or_else(|failure| {
        // Where standard error is closed too, only the exit code is left to tell.
        let _ = writeln!(terminal.err, "{failure}");
        Outcome::Failed
    });
    if let Some(window) = window {
        window.wait(terminal);
    }
    outcome.into()
}

fn execute(command: Command, terminal: &mut Terminal) -> Result {
    if analyses(&command) {
        // Meanwhile the files are found and the first is read.
        thread::spawn(analysis::prepare);
    }
    match command {
        Command::Check(arguments) => check::run(&arguments, terminal),
        Command::Fmt(arguments) => fmt::run(&arguments, terminal),
        Command::Import(arguments) => import::run(&arguments, terminal),
        Command::Export(arguments) => export::run(&arguments, terminal),
        Command::Extract(arguments) => extract::run(&arguments, terminal),
        Command::Compare(arguments) => compare::run(&arguments, terminal),
        Command::Tally(arguments) => tally::run(&arguments, terminal),
        Command::New(arguments) => new::run(&arguments, terminal),
        Command::Preview(arguments) => preview::run(&arguments, terminal),
        Command::Explain(arguments) => explain::run(&arguments, terminal),
        Command::Guide(arguments) => guide::run(&arguments, terminal),
        Command::Rules => rules::run(terminal),
        Command::Completions(arguments) => complete::run(&arguments, terminal),
        Command::Man => manual::run(terminal),
        #[cfg(feature = "lsp")]
        Command::Lsp(arguments) => lsp::run(arguments),
    }
}

/// Whether a command analyses reports.
fn analyses(command: &Command) -> bool {
    matches!(
        command,
        Command::Check(_) | Command::Export(_) | Command::Compare(_) | Command::Preview(_)
    )
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Message(message) => write!(f, "错误：{message}"),
            Self::Output(error) => {
                write!(f, "错误：结果写不出去：{}。", disk::reason(error))
            }
        }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Clean => Self::SUCCESS,
            Outcome::Findings => Self::from(1),
            Outcome::Failed => Self::from(2),
        }
    }
}
