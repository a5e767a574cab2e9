//! A package of Debian, of any release. apt checks the signature, and we the hash.

use std::path::{Path, PathBuf};
use std::process::Command;

use apt::{Apt, Fault};

use crate::{Result, files};

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
        let apt = Apt::of(self.suite, state.to_owned()).map_err(|fault| told(&fault))?;
        files::run(apt.command().arg("update"))?;
        let mut download = apt.command();
        download.arg("download").arg(format!("{}={}", self.name, self.version));
        files::run(download.current_dir(state))
    }
}

/// The one package in a folder.
fn only_archive(folder: &Path) -> Result<PathBuf> {
    let packages = apt::packages(folder).map_err(|fault| told(&fault))?;
    let none = || format!("{} 里没有下载到软件包", folder.display());
    packages.into_iter().next().ok_or_else(none)
}

fn told(fault: &Fault) -> String {
    match fault {
        Fault::NotDebian => {
            "这台机器不是 Debian。请先运行 rustup component add rust-src，再试一次".to_owned()
        }
        Fault::NoMirror => "apt 没有设置软件源".to_owned(),
        Fault::File(path, error) => files::reason(path, error),
    }
}
