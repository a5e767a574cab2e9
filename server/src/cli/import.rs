//! `nianbao import`: Word, Excel, web and PDF files as reports in the text format.

use std::io::{self, Write as _};
use std::path::Path;

use text::{apply, encoding::Encoding};

use super::arguments::Import;
use super::files::{self, Found, Source, Wanted};
use super::settings::Settings;
use super::target::{Targets, Words};
use super::{Outcome, Result, Terminal, progress};

/// A file and the report that was made of it.
struct Imported {
    source: Source,
    text: String,
    /// Nothing that is known of the form was found in it.
    strange: bool,
}

const WORDS: Words = Words { verb: "转", undone: "没有转出来" };

pub(super) fn run(arguments: &Import, terminal: &mut Terminal) -> Result {
    let Found { inputs, mut unread, empty_folders, .. } =
        files::find(&arguments.paths, Wanted::Documents);
    let output = arguments.output.as_deref();
    let mut targets = Targets::new(WORDS, &arguments.paths, &inputs, output)?;
    targets.force = arguments.force;
    let settings = Settings::default();
    let (imported, failed) = progress::each(&inputs, |input| {
        Ok(imported(input.read()?, (&settings.of(input).format).into()))
    });
    unread.extend(failed);
    unread.extend(settings.into_faults());
    for file in imported {
        match targets.save(&file.source.input, "nianbao", file.text.as_bytes()) {
            Ok(path) => {
                if path.is_none() {
                    terminal.text.write_all(file.text.as_bytes())?;
                }
                tell(&file, path.as_deref(), terminal)?;
            }
            Err(error) => unread.push(error),
        }
    }
    files::tell_empty_folders(&empty_folders, terminal)?;
    files::tell_unread(&unread, terminal)?;
    Ok(if unread.is_empty() { Outcome::Clean } else { Outcome::Failed })
}

/// A source's text in the canonical shape.
fn imported(source: Source, options: format::Options) -> Imported {
    let report = report::read(&source.text);
    let text = apply(&source.text, &format::edits_with(&source.text, &report, options));
    let strange = report.year().is_none() && report.official_tables().next().is_none();
    Imported { source, text, strange }
}

/// What was done, and what of the file is not in the report.
fn tell(file: &Imported, path: Option<&Path>, terminal: &mut Terminal) -> io::Result<()> {
    let source = file.source.input.path();
    let format = file.source.origin.as_ref().map_or("文本", |origin| origin.format.name());
    if let Some(path) = path {
        writeln!(terminal.err, "已把 {source}（{format}）转成 {}。", path.display())?;
    }
    if file.source.encoding != Encoding::Utf8 {
        writeln!(terminal.err, "　　原文是 {} 编码，转成了 UTF-8。", file.source.encoding.name())?;
    }
    for loss in file.source.origin.iter().flat_map(super::document::Origin::losses) {
        writeln!(terminal.err, "　　{loss}。")?;
    }
    if file.strange {
        writeln!(terminal.err, "　　没有找到年报的标题和表格，请核对是不是选错了文件。")?;
    }
    Ok(())
}
