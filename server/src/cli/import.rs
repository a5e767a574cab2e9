//! `nianbao import`: Word, Excel, web and PDF files as reports in the text format.

use std::collections::HashMap;
use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Component, Path, PathBuf};

use text::{apply, encoding::Encoding};

use super::arguments::Import;
use super::files::{self, Found, Input, Source, Unread, Wanted, reason};
use super::settings::Settings;
use super::{Failure, Outcome, Result, Terminal, progress, write};

/// A file and the report that was made of it.
struct Imported {
    source: Source,
    text: String,
    /// Nothing that is known of the form was found in it.
    strange: bool,
}

/// Where the reports go.
enum Target {
    StandardOutput,
    /// The one file that was named.
    File(PathBuf),
    /// Files named as their sources, in this folder.
    Folder(PathBuf),
    /// Files named as their sources, beside them.
    Beside,
}

pub(super) fn run(arguments: &Import, terminal: &mut Terminal) -> Result {
    let Found { inputs, mut unread, empty_folders, .. } =
        files::find(&arguments.paths, Wanted::Documents);
    let target = target(arguments, &inputs)?;
    let settings = Settings::default();
    let (imported, failed) = progress::each(&inputs, |input| {
        Ok(imported(input.read()?, (&settings.of(input).format).into()))
    });
    unread.extend(failed);
    unread.extend(settings.into_faults());
    let mut written = HashMap::new();
    for file in imported {
        match write_report(&file, &target, arguments, &mut written) {
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

fn target(arguments: &Import, inputs: &[Input]) -> std::result::Result<Target, Failure> {
    let folders = arguments.paths.iter().any(|path| path.is_dir());
    match &arguments.output {
        Some(path) if path.as_os_str() == "-" && inputs.len() == 1 => Ok(Target::StandardOutput),
        Some(path) if path.as_os_str() == "-" => Err(Failure::Message(
            "要转的不止一个文件，不能都写到标准输出。请用 -o 指定一个文件夹。".to_owned(),
        )),
        Some(path) if folders || inputs.len() > 1 || path.is_dir() => {
            Ok(Target::Folder(path.clone()))
        }
        Some(path) => Ok(Target::File(path.clone())),
        None if inputs == [Input::StandardInput] => Ok(Target::StandardOutput),
        None => Ok(Target::Beside),
    }
}

/// Where the report of a file goes; none for standard output.
fn path_of(file: &Imported, target: &Target, arguments: &Import) -> Option<PathBuf> {
    let source = match &file.source.input {
        Input::File(path) => path.clone(),
        Input::StandardInput => PathBuf::from("年报"),
    };
    match target {
        Target::StandardOutput => None,
        Target::File(path) => Some(path.clone()),
        Target::Beside => Some(renamed(&source)),
        Target::Folder(folder) => Some(folder.join(renamed(&below(&source, &arguments.paths)))),
    }
}

/// `年报.docx` becomes `年报.nianbao`; of a name with dots only a known ending goes.
fn renamed(path: &Path) -> PathBuf {
    let known = |ending: &str| {
        document::EXTENSIONS.contains(&ending)
            || matches!(ending, "nianbao" | "txt" | "md" | "csv" | "xml")
    };
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if known(&ending) {
        return path.with_extension("nianbao");
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".nianbao");
    path.with_file_name(name)
}

/// The path below the folder that was named; for a file that was named, its name.
fn below(path: &Path, named: &[PathBuf]) -> PathBuf {
    let folder = named
        .iter()
        .filter(|folder| folder.is_dir())
        .find_map(|folder| path.strip_prefix(folder).ok());
    let relative = folder.unwrap_or_else(|| path.file_name().map_or(path, Path::new));
    relative.components().filter(|part| matches!(part, Component::Normal(_))).collect()
}

/// Writes the report, unless something stands there that nobody said may go. Gives the path; none
/// for standard output.
fn write_report(
    file: &Imported,
    target: &Target,
    arguments: &Import,
    written: &mut HashMap<PathBuf, String>,
) -> std::result::Result<Option<PathBuf>, Unread> {
    let Some(path) = path_of(file, target, arguments) else { return Ok(None) };
    let source = file.source.input.path();
    let unread = |message: String| Unread { path: source.clone(), message };
    let shown = path.display().to_string();
    if let Some(other) = written.get(&path) {
        return Err(unread(format!(
            "没有转出来：它和 {other} 会写成同一个文件 {shown}。请用 -o 分别指定"
        )));
    }
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(|error| {
            unread(format!("没有转出来，文件夹 {} 建不成：{}", folder.display(), reason(&error)))
        })?;
    }
    save(&path, &file.text, arguments.force).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => unread(format!(
            "没有转出来：{shown} 已经存在，没有覆盖。要覆盖请加 --force，要写到别处请用 -o"
        )),
        _ => unread(format!("没有转出来，{shown} 没有写成：{}", reason(&error))),
    })?;
    written.insert(path.clone(), source);
    Ok(Some(path))
}

fn save(path: &Path, text: &str, force: bool) -> io::Result<()> {
    if force && path.exists() {
        return write::replace(path, text.as_bytes());
    }
    write::create_new(path)?.write_all(text.as_bytes())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_known_ending_is_replaced() {
        assert_eq!(renamed(Path::new("a/2023.年报.DOCX")), Path::new("a/2023.年报.nianbao"));
        assert_eq!(renamed(Path::new("2023.12")), Path::new("2023.12.nianbao"));
        assert_eq!(renamed(Path::new("年报")), Path::new("年报.nianbao"));
    }
}
