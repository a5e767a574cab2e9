//! The editors that tests run: fetched once by the package manager that the machine has, which checks what it fetches, and
//! kept under `target/`.

pub mod debian;
pub mod emacs;
pub mod helix;
pub mod install;
pub(crate) mod kept;
pub mod neovim;
pub mod node;

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// What a test needs, or why it cannot be had.
pub type Had<T> = Result<T, String>;

/// What a test needs; none if it cannot be had here. The test is then skipped, and the reason stands on standard error
/// whether or not the test is run with its output captured. Where `CI` is set, nothing may be skipped.
pub fn or_skip<T>(test: &str, had: Had<T>) -> Option<T> {
    let reason = match had {
        Ok(had) => return Some(had),
        Err(reason) => reason,
    };
    assert!(std::env::var_os("CI").is_none(), "{test} cannot run: {reason}");
    writeln!(std::io::stderr().lock(), "\nSKIPPED {test}: {reason}").unwrap();
    None
}

/// Runs a program to its end; its output, or what went wrong in a line or several.
pub(crate) fn run(command: &mut Command) -> Had<Output> {
    let name = command.get_program().display().to_string();
    let output =
        command.stdin(Stdio::null()).output().map_err(|error| format!("{name}: {error}"))?;
    if output.status.success() {
        return Ok(output);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("{name} failed ({}): {}", output.status, said.trim()))
}

/// Gives a program a home of its own under `home`, so that it sees nothing of the user's.
pub fn at_home<'c>(command: &'c mut Command, home: &Path) -> &'c mut Command {
    let folders = [
        ("HOME", ""),
        ("USERPROFILE", ""),
        ("LOCALAPPDATA", "local"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_DATA_HOME", "data"),
        ("XDG_STATE_HOME", "state"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_RUNTIME_DIR", "run"),
    ];
    for (variable, folder) in folders {
        let folder = home.join(folder);
        std::fs::create_dir_all(&folder).unwrap();
        command.env(variable, folder);
    }
    // What the user's own editor told its children is not for this one.
    for variable in ["NVIM", "NVIM_APPNAME", "VIMRUNTIME", "VIM", "MYVIMRC"] {
        if !command.get_envs().any(|(set, value)| set == OsStr::new(variable) && value.is_some()) {
            command.env_remove(variable);
        }
    }
    command
}

/// Runs a script, which must succeed and say `expected`.
#[track_caller]
pub fn assert_passes(mut command: Command, expected: &str) {
    let output = command.stdin(Stdio::null()).output().unwrap();
    let said = [output.stdout, output.stderr].map(|it| String::from_utf8_lossy(&it).into_owned());
    let said = said.concat();
    assert!(output.status.success() && said.contains(expected), "{}\n{said}", output.status);
}
