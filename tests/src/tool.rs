//! Tools that cargo builds: once, in a version of their own, kept under `target/`.

use std::path::PathBuf;
use std::process::Command;

use crate::editor::kept::kept;
use crate::editor::{Had, run};

/// The program of a crate. It is built without optimisation and without what it can do besides: it runs for seconds.
///
/// # Errors
/// If cargo cannot have it, or cannot build it; the reason.
pub fn tool(name: &str, version: &str) -> Had<PathBuf> {
    let folder = kept(&format!("{name}-{version}"), |folder| {
        let mut install = Command::new(env!("CARGO"));
        install.args(["install", "--locked", "--debug", "--no-default-features"]);
        install.args(["--version", version, "--root"]).arg(folder).arg(name);
        // What the build of the tests was told is not for it.
        install.env_remove("CARGO_TARGET_DIR").env_remove("RUSTFLAGS").current_dir(folder);
        run(&mut install).map(drop)
    })?;
    Ok(folder.join("bin").join(name).with_extension(std::env::consts::EXE_EXTENSION))
}
