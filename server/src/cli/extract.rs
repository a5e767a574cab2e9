//! `nianbao extract`: the figures or findings of many reports as one data set.

use std::collections::HashSet;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use disk::{Pending, reason_at};
use extract::{Format, Piece, Schema, Source, Writer, encode, figures, findings};
use text::encoding::Encoding;
use text::position::LineIndex;

use super::arguments::Extract;
use super::check::{self, Checked};
use super::document::{self, Origin};
use super::files::{self, Found, Input, Unread, Wanted};
use super::settings::Settings;
use super::{Failure, Outcome, Result, Terminal, progress};

/// What a report became, and what is told of it.
struct Extracted {
    path: String,
    piece: Piece,
    organ: Option<String>,
    year: Option<i32>,
    encoding: Encoding,
    origin: Option<Origin>,
}

/// The data set while it is written.
struct Output<'t> {
    writer: Writer,
    /// The file; none for standard output.
    pending: Option<Pending>,
    terminal: &'t mut Terminal,
}

/// What is told in the end.
#[derive(Default)]
struct Tally {
    files: usize,
    rows: usize,
    encodings: Vec<(String, Encoding)>,
    documents: Vec<(String, Origin)>,
    seen: HashSet<(String, i32)>,
    /// Files with the organ and year of another one: how many, and the first.
    twice: Option<(usize, String)>,
}

pub(super) fn run(arguments: &Extract, terminal: &mut Terminal) -> Result {
    let format = format(arguments)?;
    let path = arguments.output.as_deref().filter(|path| path.as_os_str() != "-");
    let schema = if arguments.findings { &findings::SCHEMA } else { &figures::SCHEMA };
    let found = files::find(&arguments.paths, Wanted::with(arguments.include_documents));
    let pending = path.map(|path| pending(path, arguments.force)).transpose()?;
    let writer = Writer::new(schema, format, arguments.bom).map_err(of_writer)?;
    let mut output = Output { writer, pending, terminal: &mut *terminal };
    let Found { inputs, mut unread, empty_folders } = found;
    let mut tally = Tally::default();
    let all = &mut unread;
    match arguments.findings {
        true => write_findings(&inputs, schema, format, &mut output, &mut tally, all)?,
        false => write_figures(&inputs, schema, format, &mut output, &mut tally, all)?,
    }
    output.finish().map_err(|error| unwritten(path, &error))?;
    tally.tell(path, format, terminal)?;
    files::tell_empty_folders(&empty_folders, terminal)?;
    files::tell_unread(&unread, terminal)?;
    Ok(if unread.is_empty() { Outcome::Clean } else { Outcome::Failed })
}

/// The format that was asked for, by name or by the ending of the file to be written.
fn format(arguments: &Extract) -> std::result::Result<Format, Failure> {
    let names = Format::ALL.map(Format::extension).join("、");
    let extension = |path: &PathBuf| path.extension().map(|it| it.to_string_lossy().into_owned());
    let named = arguments.format.clone();
    let file = arguments.output.as_ref().filter(|path| path.as_os_str() != "-");
    let format = match (&named, file.map(extension)) {
        (Some(name), _) => Format::of_extension(name).ok_or_else(|| {
            Failure::Message(format!("没有“{name}”这种格式，--format 可以写 {names}。"))
        })?,
        (None, None) => Format::Csv,
        (None, Some(extension)) => Format::of_extension(&extension.unwrap_or_default())
            .ok_or_else(|| Failure::Message(why_unknown(file)))?,
    };
    if arguments.bom && format != Format::Csv {
        return Err(Failure::Message("--bom 只用于 csv 格式。".to_owned()));
    }
    if format == Format::Parquet && file.is_none() && io::stdout().is_terminal() {
        let message =
            "Parquet 不是文字，不能显示在屏幕上。请用 -o 写到文件，例如 -o 数字.parquet。";
        return Err(Failure::Message(message.to_owned()));
    }
    Ok(format)
}

fn why_unknown(file: Option<&PathBuf>) -> String {
    let ending = file.and_then(|path| path.extension()).unwrap_or_default().to_string_lossy();
    match &*ending.to_lowercase() {
        "xlsx" | "xls" | "et" => {
            format!("不能取成 .{ending}。请取成 .csv 并加上 --bom，用 Excel、WPS 打开后再另存。")
        }
        _ => format!(
            "从 -o 看不出要取成什么格式。文件名请以 .{} 结尾，或者用 --format 指定格式。",
            Format::ALL.map(Format::extension).join("、.")
        ),
    }
}

fn pending(path: &Path, force: bool) -> std::result::Result<Pending, Failure> {
    Pending::create(path, force).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Failure::Message(format!(
            "{} 已经存在，没有覆盖。要覆盖请加 --force，要写到别处请用 -o。",
            path.display()
        )),
        _ => unwritten(Some(path), &error),
    })
}

fn unwritten(path: Option<&Path>, error: &io::Error) -> Failure {
    match path {
        Some(path) => {
            Failure::Message(format!("{} 没有写成：{}。", path.display(), reason_at(path, error)))
        }
        None => Failure::Output(io::Error::new(error.kind(), error.to_string())),
    }
}

#[allow(clippy::needless_pass_by_value, reason = "for map_err")]
fn of_writer(fault: extract::Fault) -> Failure {
    Failure::Message(format!("{fault}。这是程序的毛病，请告诉开发者。"))
}

fn write_figures(
    inputs: &[Input],
    schema: &Schema,
    format: Format,
    output: &mut Output<'_>,
    tally: &mut Tally,
    unread: &mut Vec<Unread>,
) -> std::result::Result<(), Failure> {
    let work = |input: &Input| figures_of(input, schema, format);
    progress::each_in_turn(inputs, work, |made| match made {
        Ok(extracted) => output.add(tally.count(extracted)),
        Err(error) => {
            unread.push(error);
            Ok(())
        }
    })
}

fn figures_of(
    input: &Input,
    schema: &Schema,
    format: Format,
) -> std::result::Result<Extracted, Unread> {
    let files::Source { text, encoding, origin, .. } = input.read()?;
    let report = report::read(&text);
    let (path, lines) = (input.path(), LineIndex::new(&text));
    let (organ, year) = (report.organ(), report.year());
    let place = |line| origin.as_ref().and_then(|origin| origin.place(line));
    let source = Source { file: &path, organ, year, lines: &lines, place: &place };
    let piece = encode(schema, format, &figures::rows(&source, &text, &report));
    let organ = organ.map(str::to_owned);
    let origin = origin.map(Origin::without_places);
    Ok(Extracted { path, piece, organ, year, encoding, origin })
}

/// Findings come of reports beside each other, so all are checked first.
fn write_findings(
    inputs: &[Input],
    schema: &Schema,
    format: Format,
    output: &mut Output<'_>,
    tally: &mut Tally,
    unread: &mut Vec<Unread>,
) -> std::result::Result<(), Failure> {
    let settings = Settings::default();
    let (files, failed) = check::look_at_all(inputs, &settings);
    unread.extend(failed);
    unread.extend(settings.into_faults());
    files
        .into_iter()
        .try_for_each(|file| output.add(tally.count(findings_of(file, schema, format))))
}

fn findings_of(file: Checked, schema: &Schema, format: Format) -> Extracted {
    let Checked { path, lines, organ, year, edition, findings: found, encoding, document, .. } =
        file;
    let origin = document.map(|document| document.origin);
    let place = |line| origin.as_ref().and_then(|origin| origin.place(line));
    let source =
        Source { file: &path, organ: organ.as_deref(), year, lines: &lines, place: &place };
    let piece = encode(schema, format, &findings::rows(&source, edition, &found));
    Extracted { piece, organ, year, encoding, origin: origin.map(Origin::without_places), path }
}

impl Output<'_> {
    fn add(&mut self, piece: Piece) -> std::result::Result<(), Failure> {
        let bytes = self.writer.add(piece).map_err(of_writer)?;
        Ok(self.write(&bytes)?)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.pending {
            Some(pending) => pending.write(bytes),
            None => self.terminal.text.write_all(bytes),
        }
    }

    fn finish(mut self) -> io::Result<()> {
        let writer = self.writer;
        let bytes = writer.finish().map_err(io::Error::other)?;
        match self.pending.take() {
            Some(mut pending) => {
                pending.write(&bytes)?;
                pending.finish()
            }
            None => self.terminal.text.write_all(&bytes),
        }
    }
}

impl Tally {
    /// Notes what is to be told of a report. Gives its piece.
    fn count(&mut self, extracted: Extracted) -> Piece {
        let Extracted { path, piece, organ, year, encoding, origin } = extracted;
        self.files += 1;
        self.rows += piece.rows;
        if let Some(key) = organ.zip(year)
            && !self.seen.insert(key)
        {
            self.twice.get_or_insert((0, path.clone())).0 += 1;
        }
        if encoding != Encoding::Utf8 {
            self.encodings.push((path.clone(), encoding));
        }
        if let Some(origin) = origin.filter(|origin| !origin.losses.is_empty()) {
            self.documents.push((path, origin));
        }
        piece
    }

    fn tell(&self, path: Option<&Path>, format: Format, terminal: &mut Terminal) -> io::Result<()> {
        files::tell_encodings(&self.encodings, terminal)?;
        let documents = self.documents.iter().map(|(path, origin)| (path.as_str(), origin));
        document::tell_losses(documents, terminal)?;
        if let Some((count, first)) = &self.twice {
            writeln!(
                terminal.err,
                "说明：有 {count} 份年报的机关和年度与别的文件相同（如 {first}），都取了，汇总前请去掉重复的。"
            )?;
        }
        if let Some(path) = path {
            let (files, rows, name, path) = (self.files, self.rows, format.name(), path.display());
            writeln!(terminal.err, "已从 {files} 份年报取出 {rows} 行，写成 {path}（{name}）。")?;
        }
        Ok(())
    }
}
