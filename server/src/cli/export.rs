//! `nianbao export`: reports as files to be signed, published and handed in.

use std::ffi::OsStr;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use analysis::Analysis;
use archive::Neighbours;
use config::Config;
use export::Format;
use finding::Severity;
use layout::Manuscript;

use super::arguments::Export;
use super::files::{self, Found, Input, Unread, Wanted};
use super::settings::Settings;
use super::target::{Target, Targets, Words};
use super::templates::Templates;
use super::{Failure, Outcome, Result, Terminal, progress};

/// A report and the file that was made of it.
struct Exported {
    input: Input,
    bytes: Vec<u8>,
    /// How many errors are in the report.
    errors: usize,
}

const WORDS: Words = Words { verb: "导出", undone: "没有导出" };

pub(super) fn run(arguments: &Export, terminal: &mut Terminal) -> Result {
    let Found { inputs, mut unread, empty_folders, .. } =
        files::find(&arguments.paths, Wanted::Reports);
    let format = format(arguments)?;
    let mut targets = targets(arguments, &inputs)?;
    let (settings, templates) = (Settings::default(), Templates::default());
    let (exported, failed) =
        progress::each(&inputs, |input| exported(input, format, &settings.of(input), &templates));
    unread.extend(failed);
    unread.extend(settings.into_faults());
    unread.extend(templates.into_faults());
    let mut refused = false;
    for file in exported.into_iter().flatten() {
        if arguments.strict && file.errors > 0 {
            refused = true;
            tell_refused(&file, terminal)?;
            continue;
        }
        match targets.save(&file.input, format.extension(), &file.bytes) {
            Ok(path) => {
                if path.is_none() {
                    terminal.text.write_all(&file.bytes)?;
                }
                tell(&file, format, path.as_deref(), terminal)?;
            }
            Err(error) => unread.push(error),
        }
    }
    files::tell_empty_folders(&empty_folders, terminal)?;
    files::tell_unread(&unread, terminal)?;
    Ok(match (unread.is_empty(), refused) {
        (false, _) => Outcome::Failed,
        (true, true) => Outcome::Findings,
        (true, false) => Outcome::Clean,
    })
}

/// The format that was asked for, by name or by the ending of the file to be written.
fn format(arguments: &Export) -> std::result::Result<Format, Failure> {
    if let Some(name) = &arguments.format {
        return Format::of_extension(name).ok_or_else(|| {
            Failure::Message(format!("没有“{name}”这种格式，--format 可以写 {}。", formats("、")))
        });
    }
    let Some(output) = arguments.output.as_deref().filter(|path| !is_folder(path)) else {
        return Ok(Format::Docx);
    };
    let extension = output.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    Format::of_extension(&extension).ok_or_else(|| Failure::Message(why_unknown(&extension)))
}

fn why_unknown(extension: &str) -> String {
    match extension {
        "pdf" => "不能直接导出 PDF。请先导出 .docx，用 Word 或 WPS 打开后另存为 PDF；或者导出 .html，用浏览器打印成 PDF。".to_owned(),
        "doc" | "wps" => format!(
            "不能导出 .{extension}。请导出 .docx，Word 和 WPS 都能打开，需要时再另存。"
        ),
        "xls" | "et" => format!(
            "不能导出 .{extension}。请导出 .xlsx，Excel 和 WPS 都能打开，需要时再另存。"
        ),
        _ => format!(
            "从 -o 看不出要导出成什么格式。文件名请以 .{} 结尾，或者用 --format 指定格式。",
            formats("、.")
        ),
    }
}

fn formats(between: &str) -> String {
    Format::ALL.map(Format::extension).join(between)
}

/// Whether `-o` means a folder: one that is there, or a name without an ending.
fn is_folder(path: &Path) -> bool {
    path.as_os_str() == "-" || path.is_dir() || path.extension().is_none()
}

fn targets<'a>(
    arguments: &'a Export,
    inputs: &[Input],
) -> std::result::Result<Targets<'a>, Failure> {
    let output = arguments.output.as_deref();
    let mut targets = Targets::new(WORDS, &arguments.paths, inputs, output)?;
    targets.force = arguments.force;
    let named = |path: &PathBuf| {
        path.extension()
            .and_then(OsStr::to_str)
            .is_some_and(|it| Format::of_extension(it).is_some())
    };
    match &targets.target {
        Target::Folder(path) if !path.is_dir() && named(path) => Err(Failure::Message(format!(
            "要导出的不止一份年报，不能都写成 {}。请用 -o 指定一个文件夹，用 --format 指定格式。",
            path.display()
        ))),
        Target::File(path) if is_folder(path) => {
            targets.target = Target::Folder(path.clone());
            Ok(targets)
        }
        _ => Ok(targets),
    }
}

/// None if the template that is set cannot be used.
fn exported(
    input: &Input,
    format: Format,
    config: &Config,
    templates: &Templates,
) -> std::result::Result<Option<Exported>, Unread> {
    let options = match format {
        Format::Docx => templates.options(config, input),
        Format::Xlsx | Format::Html => Some(config.export.clone()),
    };
    let Some(options) = options else { return Ok(None) };
    let text = input.read()?.text;
    let mut analysis = Analysis::among(text, None, &config.options, |_| Neighbours::default());
    config.apply(&mut analysis.findings);
    let errors = analysis.findings.iter().filter(|it| it.severity == Severity::Error).count();
    let manuscript = Manuscript { text: &analysis.text, report: &analysis.report, last_year: None };
    let bytes = export::export(&manuscript.layout(), format, &options)
        .map_err(|fault| Unread { path: input.path(), message: fault.to_string() })?;
    Ok(Some(Exported { input: input.clone(), bytes, errors }))
}

fn tell_refused(file: &Exported, terminal: &mut Terminal) -> io::Result<()> {
    let (source, errors) = (file.input.path(), file.errors);
    writeln!(
        terminal.err,
        "{source} 没有导出：还有 {errors} 个错误。请用 nianbao check {source} 查看，改好再导出；要照原样导出，请去掉 --strict。"
    )
}

fn tell(
    file: &Exported,
    format: Format,
    path: Option<&Path>,
    terminal: &mut Terminal,
) -> io::Result<()> {
    let source = file.input.path();
    if let Some(path) = path {
        let (name, path) = (format.name(), path.display());
        writeln!(terminal.err, "已把 {source} 导出成 {path}（{name}）。")?;
    }
    if file.errors > 0 {
        writeln!(
            terminal.err,
            "　　注意：这份年报还有 {} 个错误，是照原样导出的。请用 nianbao check {source} 查看。",
            file.errors
        )?;
    }
    Ok(())
}
