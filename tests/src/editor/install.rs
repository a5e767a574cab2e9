//! `cargo xtask`, which installs into an editor.

use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use super::at_home;
use crate::binary;

/// The task's program, with a home of its own.
pub fn xtask(home: &Path) -> Command {
    static BUILT: OnceLock<escargot::CargoRun> = OnceLock::new();
    let built = BUILT.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let build = escargot::CargoBuild::new().manifest_path(root.join("Cargo.toml"));
        build.package("xtask").bin("xtask").run().unwrap()
    });
    let mut command = built.command();
    at_home(&mut command, home);
    command
}

/// Installs the server of this workspace as it stands.
pub fn install(home: &Path, editor: &str) -> Command {
    let mut command = xtask(home);
    command.args(["install", editor, "--server"]).arg(binary::binary());
    command
}
