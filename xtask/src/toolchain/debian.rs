//! A package of Debian, of any release: fetched by apt with a state of its own, so that nothing of the machine is read or changed
//! but the mirror that it is set up with. apt checks the signature, and we the hash.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Result, files};

const KEYRING: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";

pub(super) struct Package {
    pub(super) suite: &'static str,
    pub(super) name: &'static str,
    pub(super) version: &'static str,
    pub(super) sha256: &'static str,
}

impl Package {
    /// Fetches the package and unpacks it below `folder`.
    pub(super) fn unpack(&self, folder: &Path) -> Result<PathBuf> {
        let state = folder.join("apt");
        self.fetch(&state)?;
        let archive = only_archive(&state)?;
        let bytes = std::fs::read(&archive).map_err(|error| files::reason(&archive, &error))?;
        if files::sha256(&bytes) != self.sha256 {
            return Err(format!("{} {} 和登记的校验值不符，没有用它", self.name, self.version));
        }
        let unpacked = folder.join("unpacked");
        files::run(Command::new("dpkg-deb").arg("-x").arg(&archive).arg(&unpacked))?;
        std::fs::remove_dir_all(&state).map_err(|error| files::reason(&state, &error))?;
        Ok(unpacked)
    }

    fn fetch(&self, state: &Path) -> Result {
        for part in ["etc", "lists/partial", "cache/archives/partial"] {
            let folder = state.join(part);
            std::fs::create_dir_all(&folder).map_err(|error| files::reason(&folder, &error))?;
        }
        let (mirror, suite) = (mirror()?, self.suite);
        let source = format!(
            "Types: deb\nURIs: {mirror}\nSuites: {suite}\nComponents: main\nSigned-By: {KEYRING}\n"
        );
        files::write(&state.join("etc/release.sources"), source.as_bytes())?;
        files::write(&state.join("status"), b"")?;
        files::run(apt(state).arg("update"))?;
        files::run(apt(state).arg("download").arg(format!("{}={}", self.name, self.version)))
    }
}

/// The one package in a folder.
fn only_archive(folder: &Path) -> Result<PathBuf> {
    let entries = std::fs::read_dir(folder).map_err(|error| files::reason(folder, &error))?;
    let mut paths = entries.flatten().map(|entry| entry.path());
    paths
        .find(|path| path.extension().is_some_and(|it| it == "deb"))
        .ok_or_else(|| format!("{} 里没有下载到软件包", folder.display()))
}

fn apt(state: &Path) -> Command {
    let mut apt = Command::new("apt-get");
    let at = |part: &str| state.join(part).display().to_string();
    let settings = [
        ("Dir::Etc::SourceList", "/dev/null".to_owned()),
        ("Dir::Etc::SourceParts", at("etc")),
        ("Dir::Etc::PreferencesParts", "/dev/null".to_owned()),
        ("Dir::State::Lists", at("lists")),
        ("Dir::State::status", at("status")),
        ("Dir::Cache", at("cache")),
        // As root, apt would fetch as a user who may not write here.
        ("APT::Sandbox::User", "root".to_owned()),
        ("Acquire::Languages", "none".to_owned()),
        ("Debug::NoLocking", "1".to_owned()),
    ];
    apt.arg("-qq").current_dir(state);
    for (name, value) in settings {
        apt.arg("-o").arg(format!("{name}={value}"));
    }
    apt
}

/// The mirror that this machine takes its packages from.
fn mirror() -> Result<String> {
    if !Path::new(KEYRING).is_file() {
        return Err(
            "这台机器不是 Debian。请先运行 rustup component add rust-src，再试一次".to_owned()
        );
    }
    let lists = ["/etc/apt/sources.list.d/debian.sources", "/etc/apt/sources.list"];
    let text: String = lists.iter().filter_map(|list| std::fs::read_to_string(list).ok()).collect();
    let lines = text.lines().filter(|line| line.starts_with("URIs:") || line.starts_with("deb "));
    let mut words = lines.flat_map(str::split_whitespace).filter(|word| word.contains("://"));
    words.next().map(str::to_owned).ok_or_else(|| "apt 没有设置软件源".to_owned())
}
