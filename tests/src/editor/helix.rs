//! Helix, as Debian has it.

use std::path::Path;
use std::process::Command;

use super::debian::Prefix;
use super::{Had, at_home};

/// Helix with a home of its own.
pub fn command(home: &Path) -> Had<Command> {
    let prefix = Prefix::of("forky", &["hx"])?;
    let mut command = prefix.command("usr/lib/hx/hx")?;
    command.env("HELIX_RUNTIME", prefix.path("usr/lib/hx/runtime"));
    // Started by cargo, Helix takes itself for being developed, and keeps its files with its sources.
    command.env_remove("CARGO_MANIFEST_DIR");
    at_home(&mut command, home);
    Ok(command)
}
