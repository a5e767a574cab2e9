//! Python with packages, for tests that read what the program writes: fetched once by pip, in the versions
//! named, and kept under `target/`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::editor::kept::kept;
use crate::editor::{Had, run};

/// A Python that finds some packages, and none of the machine's.
#[derive(Debug)]
pub struct Python {
    /// The folders in which it looks for packages.
    packages: Vec<PathBuf>,
    /// What is asked of the environment beside that.
    environment: Vec<(&'static str, OsString)>,
}

/// Python 3 with these packages; `name` is what they are kept under, and bears no other list.
///
/// # Errors
/// If there is no Python, or pip cannot have the packages; the reason.
pub fn python(name: &str, packages: &[&str]) -> Had<Python> {
    let key: String = packages.join(",").replace("==", "-");
    let packages = kept(&format!("python-{name}-{key}"), |folder| {
        let mut install = Command::new(interpreter());
        install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
        install.arg("--target").arg(folder).args(packages);
        run(&mut install).map(drop)
    })?;
    Ok(Python { packages: vec![packages], environment: Vec::new() })
}

pub(crate) fn interpreter() -> &'static str {
    if cfg!(windows) { "python" } else { "python3" }
}

impl Python {
    /// Has it find more packages, which ask for something of the environment.
    pub fn add(&mut self, packages: &[PathBuf], environment: Vec<(&'static str, OsString)>) {
        self.packages.extend_from_slice(packages);
        self.environment.extend(environment);
    }

    /// Builds the module from this checkout and installs it into a folder, as a user does it.
    ///
    /// # Errors
    /// If it is not built, or pip does not take it; the reason.
    pub fn install_module(&mut self, target: &Path, folder: &Path) -> Result<(), String> {
        let mut build = Command::new(env!("CARGO"));
        build.args(["run", "--quiet", "--package", "xtask", "--", "python", "--quickly"]);
        run(build.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("..")))?;
        let made = std::fs::read_dir(target.join("python")).map_err(|error| error.to_string())?;
        let mut made = made.flatten().map(|it| it.path());
        let wheel = made.find(|it| it.extension().is_some_and(|it| it == "whl"));
        self.install(&wheel.ok_or("there is no wheel")?, folder)
    }

    /// Installs a wheel into a folder, and looks for packages there too.
    ///
    /// # Errors
    /// If pip does not take it; the reason.
    fn install(&mut self, wheel: &Path, folder: &Path) -> Result<(), String> {
        let mut install = Command::new(interpreter());
        install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
        install.args(["--no-index", "--no-deps", "--target"]).arg(folder).arg(wheel);
        run(&mut install)?;
        self.packages.push(folder.to_owned());
        Ok(())
    }

    /// Runs a script in a folder; it must succeed.
    #[track_caller]
    pub fn run(&self, script: &str, folder: &Path) -> Output {
        let mut command = Command::new(interpreter());
        command.args(["-c", script]).current_dir(folder);
        command.env("PYTHONPATH", std::env::join_paths(&self.packages).unwrap());
        command.envs(self.environment.iter().cloned());
        command.env("PYTHONUTF8", "1");
        command.env("PYTHONDONTWRITEBYTECODE", "1");
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{script}\n{said}");
        output
    }
}
