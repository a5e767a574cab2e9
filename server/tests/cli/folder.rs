//! Running the real program in a folder of its own.

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A report of an invented organ without any fault.
pub(crate) const CLEAN: &str = include_str!("report.nianbao");

/// A line of [`CLEAN`] and the same with another total, so that no identity but its own breaks.
pub(crate) const RIGHT_TOTAL: &str =
    "| 行政复议                     |        1 |        0 |        0 |        0 |    1 |";
pub(crate) const WRONG_TOTAL: &str =
    "| 行政复议                     |        1 |        0 |        0 |        0 |    3 |";

/// [`CLEAN`] with one total that is wrong, which is one finding.
pub(crate) fn broken() -> String {
    with(RIGHT_TOTAL, WRONG_TOTAL)
}

/// [`CLEAN`] with something else in one place.
pub(crate) fn with(old: &str, new: &str) -> String {
    assert_eq!(CLEAN.matches(old).count(), 1, "{old}");
    CLEAN.replace(old, new)
}

/// A folder for one test. It stays afterwards, so that a failure can be studied.
pub(crate) struct Folder(PathBuf);

/// What the program did.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) bytes: Vec<u8>,
}

impl Folder {
    /// An empty folder; names of tests differ, so folders do.
    pub(crate) fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        if path.exists() {
            fs::remove_dir_all(&path).unwrap();
        }
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// A folder with one file.
    pub(crate) fn with_file(name: &str, file: &str, content: impl AsRef<[u8]>) -> Self {
        let folder = Self::new(name);
        folder.write(file, content);
        folder
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.0.join(file)
    }

    /// Writes a file, and the folders that it needs.
    pub(crate) fn write(&self, file: &str, content: impl AsRef<[u8]>) {
        let path = self.path(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub(crate) fn read(&self, file: &str) -> Vec<u8> {
        fs::read(self.path(file)).unwrap()
    }

    pub(crate) fn text(&self, file: &str) -> String {
        String::from_utf8(self.read(file)).unwrap()
    }

    /// The names of all that is in the folder itself, in order.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    pub(crate) fn run<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Run {
        self.run_with(arguments, b"", &[])
    }

    /// Runs the program with this on its standard input and these environment variables.
    pub(crate) fn run_with<S: AsRef<OsStr>>(
        &self,
        arguments: &[S],
        input: &[u8],
        environment: &[(&str, &str)],
    ) -> Run {
        let mut command = self.command(arguments);
        let mut child = command.envs(environment.iter().copied()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let output = std::thread::scope(|scope| {
            // A program that does not read its input closes the pipe.
            scope.spawn(move || drop(stdin.write_all(input)));
            child.wait_with_output().unwrap()
        });
        Run::of(output)
    }

    /// Runs the program with nobody reading its standard output.
    pub(crate) fn run_unread<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Run {
        let mut child = self.command(arguments).spawn().unwrap();
        drop(child.stdin.take());
        drop(child.stdout.take());
        Run::of(child.wait_with_output().unwrap())
    }

    fn command<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nianbao"));
        command.args(arguments).current_dir(&self.0);
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
}

impl Run {
    fn of(output: Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self {
            code: output.status.code().unwrap(),
            out: text(&output.stdout),
            err: text(&output.stderr),
            bytes: output.stdout,
        }
    }

    /// Asserts the exit code, with all that was said if it is another.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(
            self.code, code,
            "standard output:\n{}\nstandard error:\n{}",
            self.out, self.err
        );
        self
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap()
    }
}
