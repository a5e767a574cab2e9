//! Emacs, as Debian has it.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::debian::Prefix;
use super::{Had, at_home};

/// Emacs without a screen, with a home of its own and no configuration.
pub fn command(home: &Path) -> Had<Command> {
    let prefix = Prefix::of("trixie", &["emacs-nox"])?;
    let mut command = prefix.command("usr/bin/emacs-nox")?;
    let version = entry(&prefix.path("usr/share/emacs"), |name| name.contains('.'))?;
    let dumps = prefix.path("usr/libexec/emacs").join(version.file_name().unwrap_or_default());
    let dump = entry(&entry(&dumps, |_| true)?, |name| name.ends_with(".pdmp"))?;
    // Emacs looks for its files where the package would be installed.
    command.env("EMACSLOADPATH", version.join("lisp")).env("EMACSDATA", version.join("etc"));
    command.arg("--dump-file").arg(dump).args(["--batch", "--quick"]);
    at_home(&mut command, home);
    Ok(command)
}

/// The first entry of a folder whose name is as wanted.
fn entry(folder: &Path, wanted: impl Fn(&str) -> bool) -> Had<PathBuf> {
    let entries = std::fs::read_dir(folder).map_err(|it| format!("{}: {it}", folder.display()))?;
    let paths = entries.flatten().filter(|entry| wanted(&entry.file_name().to_string_lossy()));
    let found = paths.map(|entry| entry.path()).min();
    found.ok_or_else(|| format!("{} has not what Emacs needs", folder.display()))
}
