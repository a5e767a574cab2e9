//! Finding and reading the files that a command is to work on.
//!
//! A file that cannot be read never keeps the others from being read.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use disk::{folder_reason, reason, reason_at};
use ignore::WalkBuilder;
use text::encoding::{self, Encoding};

use super::Terminal;
use super::document::{self, Origin};

/// What to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Input {
    File(PathBuf),
    StandardInput,
}

/// A text that was read.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) input: Input,
    pub(super) text: String,
    pub(super) encoding: Encoding,
    /// What the text was made from, if the file is none.
    pub(super) origin: Option<Origin>,
}

/// Which files of a folder are looked at. A file that is named is, whatever it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Reports,
    /// Word, Excel, web and PDF files.
    Documents,
    ReportsAndDocuments,
}

/// A file that was not.
#[derive(Debug)]
pub(super) struct Unread {
    pub(super) path: String,
    /// Why, and what to do.
    pub(super) message: String,
}

/// What the paths of a command stand for.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Each once, in the order of the paths; those of a folder by name.
    pub(super) inputs: Vec<Input>,
    pub(super) unread: Vec<Unread>,
    /// Folders without any report.
    pub(super) empty_folders: Vec<EmptyFolder>,
}

/// A folder in which nothing was found that is looked at.
#[derive(Debug)]
pub(super) struct EmptyFolder {
    path: String,
    wanted: Wanted,
    /// How many documents there are that would be looked at if that were asked for.
    documents: usize,
}

impl Input {
    /// The path as the user wrote it; `-` for standard input.
    pub(super) fn path(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::StandardInput => "-".to_owned(),
        }
    }

    /// Reads the text.
    pub(super) fn read(&self) -> std::result::Result<Source, Unread> {
        let bytes = match self {
            Self::File(path) => disk::read(path),
            Self::StandardInput => {
                let mut bytes = Vec::new();
                io::stdin().read_to_end(&mut bytes).map(|_| bytes)
            }
        };
        let unread = |message| Unread { path: self.path(), message };
        let bytes = bytes.map_err(|error| unread(self.why_unread(&error)))?;
        if ::document::is_document(&bytes) {
            let (text, origin) =
                document::read(&bytes).map_err(|refusal| unread(refusal.to_string()))?;
            let encoding = Encoding::Utf8;
            return Ok(Source { input: self.clone(), text, encoding, origin: Some(origin) });
        }
        let (text, encoding) =
            encoding::decode(bytes).map_err(|not_text| unread(not_text.to_string()))?;
        Ok(Source { input: self.clone(), text, encoding, origin: None })
    }

    /// Shells of Windows leave `*.nianbao` to the program, where nobody expects it.
    fn why_unread(&self, error: &io::Error) -> String {
        if self.path().contains('*') {
            return "文件名里不能用 *。要处理整个文件夹，请写文件夹的名字".to_owned();
        }
        match self {
            Self::File(path) if path.is_symlink() && !path.exists() => {
                "这是一个链接，它指向的文件打不开，请核对链接".to_owned()
            }
            Self::File(path) => reason_at(path, error),
            Self::StandardInput => reason(error),
        }
    }
}

/// Finds the files for some paths: a file is taken whatever its name, a folder stands for all
/// files below it that are wanted and that no ignore file excludes.
pub(super) fn find(paths: &[PathBuf], wanted: Wanted) -> Found {
    let mut found = Found::default();
    let mut seen = HashSet::new();
    for path in paths {
        if path.as_os_str() == "-" {
            found.add(Input::StandardInput, &mut seen);
        } else if path.is_dir() {
            found.add_folder(path, wanted, &mut seen);
        } else {
            found.add(Input::File(path.clone()), &mut seen);
        }
    }
    found
}

impl Found {
    fn add(&mut self, input: Input, seen: &mut HashSet<PathBuf>) {
        // Two names of one file are recognised; a file that is not there is reported when read.
        let identity = match &input {
            Input::File(path) => path.canonicalize().unwrap_or_else(|_| path.clone()),
            Input::StandardInput => PathBuf::from("-"),
        };
        if seen.insert(identity) {
            self.inputs.push(input);
        }
    }

    fn add_folder(&mut self, folder: &Path, wanted: Wanted, seen: &mut HashSet<PathBuf>) {
        let before = self.unread.len();
        let mut any = false;
        let mut documents = 0;
        let walk =
            WalkBuilder::new(folder).require_git(false).sort_by_file_name(OsStr::cmp).build();
        for entry in walk {
            match entry {
                Ok(entry) if wanted.includes(entry.path()) => {
                    any = true;
                    self.add(Input::File(as_written(entry.path(), folder)), seen);
                }
                Ok(entry) => documents += usize::from(is_document(entry.path())),
                Err(error) => self.unread.push(unread_entry(folder, &error)),
            }
        }
        if !any && self.unread.len() == before {
            let path = folder.display().to_string();
            self.empty_folders.push(EmptyFolder { path, wanted, documents });
        }
    }
}

fn is_report(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    extension.eq_ignore_ascii_case("nianbao") && is_there(path)
}

/// Whether a path is a file, or one that Windows takes for a device: it is there, and must be told of.
fn is_there(path: &Path) -> bool {
    path.is_file() || disk::is_reserved(path)
}

/// What Word and LibreOffice put beside a file that is open is none.
fn is_document(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let extension = path.extension().unwrap_or_default();
    let known = ::document::EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known));
    known && !name.starts_with("~$") && !name.starts_with(".~") && is_there(path)
}

impl Wanted {
    /// Reports, and documents where they are asked for.
    pub(super) fn with(include_documents: bool) -> Self {
        if include_documents { Self::ReportsAndDocuments } else { Self::Reports }
    }

    fn includes(self, path: &Path) -> bool {
        match self {
            Self::Reports => is_report(path),
            Self::Documents => is_document(path),
            Self::ReportsAndDocuments => is_report(path) || is_document(path),
        }
    }
}

/// Files of the current folder are named as the user would, without `./`.
fn as_written(path: &Path, folder: &Path) -> PathBuf {
    let plain =
        if folder == Path::new(".") { path.strip_prefix(".").unwrap_or(path) } else { path };
    plain.to_path_buf()
}

fn unread_entry(folder: &Path, error: &ignore::Error) -> Unread {
    let reason = error.io_error().map_or_else(|| error.to_string(), folder_reason);
    let path = entry_path(error).unwrap_or(folder);
    Unread { path: path.display().to_string(), message: reason }
}

fn entry_path(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            entry_path(err)
        }
        _ => None,
    }
}

/// Says which files are not UTF-8, since other programs may not be so patient.
pub(super) fn tell_encodings(
    files: &[(String, Encoding)],
    terminal: &mut Terminal,
) -> io::Result<()> {
    const FEW: usize = 3;
    let others: Vec<_> = files.iter().filter(|(_, encoding)| *encoding != Encoding::Utf8).collect();
    for (path, encoding) in others.iter().take(FEW) {
        writeln!(
            terminal.err,
            "说明：{path} 不是 UTF-8 编码，已按 {} 编码读取。",
            encoding.name()
        )?;
    }
    if others.len() > FEW {
        let more = others.len() - FEW;
        writeln!(terminal.err, "说明：另有 {more} 个文件也不是 UTF-8 编码，已照原来的编码读取。")?;
    }
    Ok(())
}

/// Says which folders hold no report: the user expects that something was looked at.
pub(super) fn tell_empty_folders(
    folders: &[EmptyFolder],
    terminal: &mut Terminal,
) -> io::Result<()> {
    for folder in folders {
        let place = match folder.path.as_str() {
            "." => "当前文件夹".to_owned(),
            path => format!("文件夹 {path} "),
        };
        let message = match (folder.wanted, folder.documents) {
            (Wanted::Documents, _) => {
                "里没有 Word、Excel、WPS、网页或 PDF 文件。要转别的文件，请直接写出文件名"
                    .to_owned()
            }
            (_, 0) => "里没有 .nianbao 文件。要处理别的文件，请直接写出文件名".to_owned(),
            (_, documents) => format!(
                "里没有 .nianbao 文件，有 {documents} 个 Word、Excel、网页或 PDF 文件。要处理它们，请加上 --include-documents"
            ),
        };
        writeln!(terminal.err, "说明：{place}{message}。")?;
    }
    Ok(())
}

/// Says which files could not be dealt with, and why.
pub(super) fn tell_unread(unread: &[Unread], terminal: &mut Terminal) -> io::Result<()> {
    for file in unread {
        writeln!(terminal.err, "错误：{}：{}。", file.path, file.message)?;
    }
    Ok(())
}
