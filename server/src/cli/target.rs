//! Where the files that a command makes of others go, and that nothing is overwritten unasked.

use std::collections::HashMap;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use disk::{folder_reason, reason_at};

use super::Failure;
use super::files::{Input, Unread};

/// How a command speaks of what it does.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words {
    /// `转`
    pub(super) verb: &'static str,
    /// `没有转出来`
    pub(super) undone: &'static str,
}

/// Where files go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    StandardOutput,
    /// The one file that was named.
    File(PathBuf),
    /// Files named as their sources, in this folder.
    Folder(PathBuf),
    /// Files named as their sources, beside them.
    Beside,
}

/// The files of one run.
#[derive(Debug)]
pub(super) struct Targets<'a> {
    pub(super) words: Words,
    /// The paths that the user named.
    pub(super) named: &'a [PathBuf],
    pub(super) target: Target,
    pub(super) force: bool,
    /// All sources, as the system names them.
    sources: Vec<PathBuf>,
    /// What was written so far, and from which source.
    written: HashMap<PathBuf, String>,
}

impl<'a> Targets<'a> {
    /// Where the files for these inputs go, if the user named a file or folder or did not.
    pub(super) fn new(
        words: Words,
        named: &'a [PathBuf],
        inputs: &[Input],
        output: Option<&Path>,
    ) -> std::result::Result<Self, Failure> {
        let several = inputs.len() > 1;
        let target = match output {
            Some(path) if path.as_os_str() == "-" && inputs.len() == 1 => Target::StandardOutput,
            Some(path) if path.as_os_str() == "-" => {
                return Err(Failure::Message(format!(
                    "要{}的不止一个文件，不能都写到标准输出。请用 -o 指定一个文件夹。",
                    words.verb
                )));
            }
            Some(path) if several || path.is_dir() || named.iter().any(|path| path.is_dir()) => {
                Target::Folder(path.to_owned())
            }
            Some(path) => Target::File(path.to_owned()),
            None if inputs == [Input::StandardInput] => Target::StandardOutput,
            None => Target::Beside,
        };
        let sources = inputs.iter().filter_map(source).collect();
        Ok(Self { words, named, target, force: false, sources, written: HashMap::new() })
    }

    /// Writes what was made of a source, unless something stands there that nobody said may go, or one of the sources.
    /// Gives the path; none for standard output.
    pub(super) fn save(
        &mut self,
        input: &Input,
        extension: &str,
        bytes: &[u8],
    ) -> std::result::Result<Option<PathBuf>, Unread> {
        let Some(path) = self.path_of(input, extension) else { return Ok(None) };
        let (source, shown, undone) = (input.path(), path.display(), self.words.undone);
        let unread = |message: String| Unread { path: source.clone(), message };
        if let Some(other) = self.written.get(&path) {
            return Err(unread(format!(
                "{undone}：它和 {other} 会写成同一个文件 {shown}。请用 -o 分别指定"
            )));
        }
        if path.canonicalize().is_ok_and(|path| self.sources.contains(&path)) {
            return Err(unread(format!(
                "{undone}：{shown} 就是要{}的文件，不能覆盖。请用 -o 写到别处",
                self.words.verb
            )));
        }
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(|error| {
                let (folder, why) = (folder.display(), folder_reason(&error));
                unread(format!("{undone}，文件夹 {folder} 建不成：{why}"))
            })?;
        }
        write_file(&path, bytes, self.force).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => unread(format!(
                "{undone}：{shown} 已经存在，没有覆盖。要覆盖请加 --force，要写到别处请用 -o"
            )),
            _ => unread(format!("{undone}，{shown} 没有写成：{}", reason_at(&path, &error))),
        })?;
        self.written.insert(path.clone(), source);
        Ok(Some(path))
    }

    /// Where what is made of a source goes; none for standard output.
    fn path_of(&self, input: &Input, extension: &str) -> Option<PathBuf> {
        let source = match input {
            Input::File(path) => path.clone(),
            Input::StandardInput => PathBuf::from("年报"),
        };
        match &self.target {
            Target::StandardOutput => None,
            Target::File(path) => Some(path.clone()),
            Target::Beside => Some(renamed(&source, extension)),
            Target::Folder(folder) => {
                Some(folder.join(renamed(&below(&source, self.named), extension)))
            }
        }
    }
}

fn source(input: &Input) -> Option<PathBuf> {
    match input {
        Input::File(path) => path.canonicalize().ok(),
        Input::StandardInput => None,
    }
}

/// `年报.docx` becomes `年报.nianbao`; of a name with dots only a known ending goes.
fn renamed(path: &Path, extension: &str) -> PathBuf {
    let known = |ending: &str| {
        document::EXTENSIONS.contains(&ending)
            || matches!(ending, "nianbao" | "txt" | "md" | "csv" | "xml")
    };
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if known(&ending) {
        return path.with_extension(extension);
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(extension);
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

fn write_file(path: &Path, bytes: &[u8], force: bool) -> io::Result<()> {
    if force && path.exists() {
        return disk::replace(path, bytes);
    }
    disk::create(path, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_known_ending_is_replaced() {
        let renamed = |path: &str, extension| renamed(Path::new(path), extension);
        assert_eq!(renamed("a/2023.年报.DOCX", "nianbao"), Path::new("a/2023.年报.nianbao"));
        assert_eq!(renamed("2023.12", "nianbao"), Path::new("2023.12.nianbao"));
        assert_eq!(renamed("年报", "nianbao"), Path::new("年报.nianbao"));
        assert_eq!(renamed("2023.年报.nianbao", "docx"), Path::new("2023.年报.docx"));
    }
}
