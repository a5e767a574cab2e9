//! Programs of another Debian release, with all their libraries, in a folder of their own: nothing is installed. apt checks
//! the signature of the release and the hash of each package.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::kept::kept;
use super::{Had, run};

const KEYRING: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";

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
    let mirror = mirror()?;
    let state = folder.join("apt");
    for part in ["etc", "lists/partial", "cache/archives/partial"] {
        std::fs::create_dir_all(state.join(part)).map_err(|error| error.to_string())?;
    }
    let source = format!(
        "Types: deb\nURIs: {mirror}\nSuites: {suite}\nComponents: main\nSigned-By: {KEYRING}\n"
    );
    std::fs::write(state.join("etc/release.sources"), source).map_err(|error| error.to_string())?;
    std::fs::write(state.join("status"), "").map_err(|error| error.to_string())?;
    run(apt(&state).arg("update"))?;
    let archives = state.join("cache/archives");
    let fetching: &[&str] = match wanted {
        Wanted::WithOthers => &["--yes", "--download-only", "install"],
        Wanted::Alone => &["download"],
    };
    run(apt(&state).args(fetching).args(packages).current_dir(&archives))?;
    let archives = std::fs::read_dir(archives).map_err(|it| it.to_string())?;
    for archive in archives.flatten().map(|entry| entry.path()) {
        if archive.extension().is_some_and(|extension| extension == "deb") {
            run(Command::new("dpkg-deb").arg("-x").arg(&archive).arg(folder))?;
        }
    }
    std::fs::remove_dir_all(&state).map_err(|error| error.to_string())
}

/// apt with a state of its own: that of the machine is neither read nor changed.
fn apt(state: &Path) -> Command {
    let mut apt = Command::new("apt-get");
    let at = |part: &str| state.join(part).display().to_string();
    let settings = [
        ("Dir::Etc::SourceList", "/dev/null".to_owned()),
        ("Dir::Etc::SourceParts", at("etc")),
        ("Dir::Etc::Preferences", "/dev/null".to_owned()),
        ("Dir::Etc::PreferencesParts", "/dev/null".to_owned()),
        ("Dir::State::Lists", at("lists")),
        ("Dir::State::status", at("status")),
        ("Dir::Cache", at("cache")),
        ("APT::Install-Recommends", "0".to_owned()),
        // As root, apt would fetch as a user who may not write here.
        ("APT::Sandbox::User", "root".to_owned()),
        ("Acquire::Languages", "none".to_owned()),
        ("Debug::NoLocking", "1".to_owned()),
    ];
    apt.arg("-qq");
    for (name, value) in settings {
        apt.arg("-o").arg(format!("{name}={value}"));
    }
    apt
}

/// The mirror that this machine takes its packages from.
fn mirror() -> Had<String> {
    if !Path::new(KEYRING).is_file() {
        return Err("this is fetched by apt from Debian, and this machine is no Debian".to_owned());
    }
    let lists = ["/etc/apt/sources.list.d/debian.sources", "/etc/apt/sources.list"];
    let lines = lists.iter().filter_map(|list| std::fs::read_to_string(list).ok());
    let text: String = lines.collect();
    let words = text.lines().filter(|line| line.starts_with("URIs:") || line.starts_with("deb "));
    let mut mirrors = words.flat_map(str::split_whitespace).filter(|word| word.contains("://"));
    mirrors.next().map(str::to_owned).ok_or_else(|| "no mirror of Debian is set up here".to_owned())
}
