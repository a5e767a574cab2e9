//! Programs of another Debian release, with all their libraries, in a folder of their own: nothing is installed.

use std::path::{Path, PathBuf};
use std::process::Command;

use apt::Apt;

use super::kept::kept;
use super::{Had, run};

/// The files of packages of a release, as under `/`.
pub struct Prefix(PathBuf);

impl Prefix {
    /// Fetches `packages` and what they depend on.
    pub fn of(suite: &str, packages: &[&str]) -> Had<Self> {
        let name = format!("{suite}-{}", packages.join("-"));
        kept(&name, |folder| fetch(suite, Wanted::WithOthers, packages, folder)).map(Self)
    }

    /// Fetches `packages`, and nothing of what they depend on: who needs little of them names that.
    pub fn of_these(suite: &str, packages: &[&str]) -> Had<Self> {
        let name = format!("{suite}-only-{}", packages.join("-"));
        kept(&name, |folder| fetch(suite, Wanted::Alone, packages, folder)).map(Self)
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.0.join(path)
    }

    /// A program, run by the release's own loader, so that it never meets this machine's libraries.
    pub fn command(&self, program: &str) -> Had<Command> {
        let triplet = format!("{}-linux-gnu", std::env::consts::ARCH);
        let folders = [format!("usr/lib/{triplet}"), format!("lib/{triplet}")];
        let folders = folders.map(|folder| self.0.join(folder));
        let loader = folders.iter().find_map(|folder| loader_in(folder));
        let mut command = Command::new(loader.ok_or("the packages bring no loader along")?);
        command
            .arg("--library-path")
            .arg(std::env::join_paths(&folders).map_err(|it| it.to_string())?);
        command.arg(self.0.join(program));
        Ok(command)
    }
}

fn loader_in(folder: &Path) -> Option<PathBuf> {
    let entries = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    let is_loader = |path: &PathBuf| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("ld-linux"))
    };
    entries.filter(is_loader).min()
}

/// Which packages are fetched.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// Those that are named, and what they depend on.
    WithOthers,
    /// Those that are named.
    Alone,
}

fn fetch(suite: &str, wanted: Wanted, packages: &[&str], folder: &Path) -> Had<()> {
    let state = folder.join("apt");
    let apt = Apt::of(suite, state.clone()).map_err(|fault| fault.to_string())?;
    run(apt.command().arg("update"))?;
    let archives = apt.archives();
    let fetching: &[&str] = match wanted {
        Wanted::WithOthers => &["--yes", "--download-only", "install"],
        Wanted::Alone => &["download"],
    };
    run(apt.command().args(fetching).args(packages).current_dir(&archives))?;
    for archive in apt::packages(&archives).map_err(|fault| fault.to_string())? {
        run(Command::new("dpkg-deb").arg("-x").arg(&archive).arg(folder))?;
    }
    std::fs::remove_dir_all(&state).map_err(|error| error.to_string())
}
