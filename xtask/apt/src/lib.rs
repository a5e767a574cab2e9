//! apt with a state of its own: of the machine it takes the mirror that is set up, and reads or changes
//! nothing else. It checks the signature of the release and the hash of each package.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

const KEYRING: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";

/// apt for one release of Debian.
#[derive(Debug)]
pub struct Apt {
    state: PathBuf,
}

/// Why there is none.
#[derive(Debug)]
pub enum Fault {
    /// The machine is no Debian.
    NotDebian,
    /// No mirror is set up.
    NoMirror,
    /// A file of its state could not be written.
    File(PathBuf, io::Error),
}

impl Apt {
    /// Sets up a state for a suite, such as `bookworm`, in a folder that need not be there.
    /// [`Self::command`] with `update` has to be run next.
    ///
    /// # Errors
    /// If the machine has no keys or no mirror of Debian, or the folder cannot be written.
    pub fn of(suite: &str, state: PathBuf) -> Result<Self, Fault> {
        let mirror = mirror()?;
        for part in ["etc", "lists/partial", "cache/archives/partial"] {
            let folder = state.join(part);
            std::fs::create_dir_all(&folder).map_err(|error| Fault::File(folder, error))?;
        }
        let source = format!(
            "Types: deb\nURIs: {mirror}\nSuites: {suite}\nComponents: main\nSigned-By: {KEYRING}\n"
        );
        for (name, text) in [("etc/release.sources", source.as_str()), ("status", "")] {
            let file = state.join(name);
            std::fs::write(&file, text).map_err(|error| Fault::File(file, error))?;
        }
        Ok(Self { state })
    }

    /// `apt-get`; what it is to do is added.
    #[must_use]
    pub fn command(&self) -> Command {
        let mut apt = Command::new("apt-get");
        let at = |part: &str| self.state.join(part).display().to_string();
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

    /// Where `--download-only install` leaves packages.
    #[must_use]
    pub fn archives(&self) -> PathBuf {
        self.state.join("cache/archives")
    }
}

/// The packages in a folder, in no order.
///
/// # Errors
/// If it cannot be read.
pub fn packages(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let fault = |error| Fault::File(folder.to_owned(), error);
    let entries = std::fs::read_dir(folder).map_err(fault)?;
    let paths = entries.flatten().map(|entry| entry.path());
    Ok(paths.filter(|path| path.extension().is_some_and(|ending| ending == "deb")).collect())
}

fn mirror() -> Result<String, Fault> {
    if !Path::new(KEYRING).is_file() {
        return Err(Fault::NotDebian);
    }
    let lists = ["/etc/apt/sources.list.d/debian.sources", "/etc/apt/sources.list"];
    let text: String = lists.iter().filter_map(|list| std::fs::read_to_string(list).ok()).collect();
    mirror_in(&text).ok_or(Fault::NoMirror)
}

/// The first mirror that lists of sources name, in either of their formats.
fn mirror_in(lists: &str) -> Option<String> {
    let lines = lists.lines().filter(|line| line.starts_with("URIs:") || line.starts_with("deb "));
    lines.flat_map(str::split_whitespace).find(|word| word.contains("://")).map(str::to_owned)
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotDebian => {
                f.write_str("this is fetched by apt from Debian, and this machine is no Debian")
            }
            Self::NoMirror => f.write_str("no mirror of Debian is set up here"),
            Self::File(path, error) => write!(f, "{}: {error}", path.display()),
        }
    }
}

impl std::error::Error for Fault {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mirrors_are_found_in_both_formats() {
        let sources = "Types: deb\nURIs: http://mirror.example/debian\nSuites: bookworm\n";
        assert_eq!(mirror_in(sources).as_deref(), Some("http://mirror.example/debian"));
        let list =
            "# deb http://old.example\ndeb [arch=amd64] https://mirror.example/d bookworm main\n";
        assert_eq!(mirror_in(list).as_deref(), Some("https://mirror.example/d"));
        assert_eq!(mirror_in("Types: deb\n"), None);
    }
}
