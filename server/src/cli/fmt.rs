//! `nianbao fmt`: reports in the canonical shape.

use std::io::{self, Write as _};

use text::apply;
use text::encoding::{self, Encoding};

use super::arguments::Fmt;
use super::files::{self, EmptyFolder, Found, Input, Source, Unread, Wanted};
use super::settings::Settings;
use super::{Failure, Outcome, Result, Terminal, patch, progress, write};

/// A file and what formatting makes of it.
struct Formatted {
    source: Source,
    text: String,
}

/// What is done with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Write,
    /// Nothing is written; the user only learns which files, and what in them, would change.
    Tell {
        names: bool,
        diff: bool,
    },
}

pub(super) fn run(arguments: &Fmt, terminal: &mut Terminal) -> Result {
    let mode = match (arguments.check, arguments.diff) {
        (false, false) => Mode::Write,
        (names, diff) => Mode::Tell { names, diff },
    };
    let Found { inputs, mut unread, empty_folders } =
        files::find(&arguments.paths, Wanted::with(arguments.include_documents));
    if mode == Mode::Write && inputs.contains(&Input::StandardInput) && inputs.len() > 1 {
        let message = "“-”不能和文件一起写。请分两次运行。";
        return Err(Failure::Message(message.to_owned()));
    }
    let settings = Settings::default();
    let (formatted, failed) = progress::each(&inputs, |input| {
        let source = input.read()?;
        if let Some(origin) = source.origin.as_ref().filter(|_| mode == Mode::Write) {
            return Err(Unread { path: input.path(), message: origin.unwritable() });
        }
        let file = formatted(source, (&settings.of(input).format).into());
        if mode == Mode::Write && file.changes() {
            write::write_back(&file.source, &file.text)?;
        }
        Ok(file)
    });
    unread.extend(failed);
    unread.extend(settings.into_faults());
    tell_circumstances(&formatted, &empty_folders, &unread, terminal)?;
    let changed = formatted.iter().filter(|file| file.changes()).count();
    match mode {
        Mode::Write => tell_written(&formatted, changed, terminal)?,
        Mode::Tell { names, diff } => tell_changes(&formatted, names, diff, terminal)?,
    }
    Ok(match mode {
        _ if !unread.is_empty() => Outcome::Failed,
        Mode::Tell { .. } if changed > 0 => Outcome::Findings,
        _ => Outcome::Clean,
    })
}

fn formatted(source: Source, options: format::Options) -> Formatted {
    let report = report::read(&source.text);
    let text = apply(&source.text, &format::edits_with(&source.text, &report, options));
    Formatted { source, text }
}

impl Formatted {
    fn changes(&self) -> bool {
        self.source.text != self.text
    }
}

fn tell_circumstances(
    files: &[Formatted],
    empty_folders: &[EmptyFolder],
    unread: &[Unread],
    terminal: &mut Terminal,
) -> io::Result<()> {
    let encodings: Vec<(String, Encoding)> =
        files.iter().map(|file| (file.source.input.path(), file.source.encoding)).collect();
    files::tell_encodings(&encodings, terminal)?;
    files::tell_empty_folders(empty_folders, terminal)?;
    files::tell_unread(unread, terminal)
}

/// Standard input goes to standard output, whole; of files, their number is told.
fn tell_written(files: &[Formatted], changed: usize, terminal: &mut Terminal) -> io::Result<()> {
    if let [Formatted { source: Source { input: Input::StandardInput, encoding, .. }, text }] =
        files
    {
        let bytes = encoding::encode(text, *encoding);
        return terminal.text.write_all(bytes.as_deref().unwrap_or(text.as_bytes()));
    }
    match (files.len(), changed) {
        (0, _) => Ok(()),
        (all, 0) => writeln!(terminal.out, "看了 {all} 个文件，都不用改动。"),
        (all, changed) if all == changed => writeln!(terminal.out, "已排版 {all} 个文件。"),
        (all, changed) => {
            writeln!(terminal.out, "已排版 {changed} 个文件，另外 {} 个不用改动。", all - changed)
        }
    }
}

fn tell_changes(
    files: &[Formatted],
    names: bool,
    diff: bool,
    terminal: &mut Terminal,
) -> io::Result<()> {
    for file in files.iter().filter(|file| file.changes()) {
        let path = file.source.input.path();
        if names {
            writeln!(terminal.out, "需要排版：{path}")?;
        }
        if diff {
            patch::write(&path, &file.source.text, &file.text, terminal)?;
        }
    }
    Ok(())
}
