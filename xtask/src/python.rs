//! `cargo xtask python`: a wheel for the Python of this machine, with the module and the program.

use std::env::consts::{ARCH, DLL_PREFIX, DLL_SUFFIX, OS};
use std::process::Command;

use crate::dist::wheel::{Tag, pack, script};
use crate::dist::{module, version};
use crate::{Result, build, files};

/// Builds the wheel: for use, or quickly for a test.
pub(crate) fn run(quickly: bool) -> Result<String> {
    let version = version::checked(&build::checkout())?;
    let profile = if quickly { "dev" } else { "release" };
    compile(profile)?;
    let built = build::target().join(if quickly { "debug" } else { "release" });
    let built_module = built.join(format!("{DLL_PREFIX}_nianbao{DLL_SUFFIX}"));
    let mut contents = module::contents(files::read(&built_module)?, cfg!(windows))?;
    let program = build::program_name();
    contents.add_program(script(version, &program), files::read(&built.join(&program))?);
    let platform = platform()?;
    let tag = Tag { python: "cp39", abi: "abi3", platform: &platform };
    let (name, bytes) = pack(version, tag, contents)?;
    let path = build::target().join("python").join(name);
    files::write(&path, &bytes)?;
    Ok(format!("Python 软件包已做好：{0}。安装：pip install {0}", path.display()))
}

fn compile(profile: &str) -> Result {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["build", "--locked", "--package", "python", "--package", "nianbao"]);
    files::run(command.args(["--profile", profile]).current_dir(build::checkout()))
}

/// What wheels call this system.
fn platform() -> Result<String> {
    match (OS, ARCH) {
        ("linux", arch) => Ok(format!("linux_{arch}")),
        ("macos", "aarch64") => Ok("macosx_11_0_arm64".to_owned()),
        ("macos", arch) => Ok(format!("macosx_10_12_{arch}")),
        ("windows", "x86_64") => Ok("win_amd64".to_owned()),
        ("windows", "aarch64") => Ok("win_arm64".to_owned()),
        (other, arch) => Err(format!("还不知道怎样给 {other} {arch} 做 Python 软件包。")),
    }
}
