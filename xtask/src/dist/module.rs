//! The engine as a module for Python, built for a system, and the wheel that brings it along with the program.

use super::archive::Contents;
use super::system::System;
use super::wheel::{self, Tag};
use crate::{Result, build, files, toolchain};

/// Where the package's own files are, and how a module is called in it.
pub(crate) fn contents(module: Vec<u8>, is_windows: bool) -> Result<Contents> {
    let mut contents = Contents::default();
    let package = build::checkout().join("server/python/nianbao");
    contents.add_folder("nianbao/", &package, &["__pycache__"])?;
    // As Python calls modules by the stable interface.
    let ending = if is_windows { "pyd" } else { "abi3.so" };
    contents.add(format!("nianbao/_nianbao.{ending}"), module);
    Ok(contents)
}

/// Builds the module; its bytes.
pub(crate) fn build(system: System) -> Result<Vec<u8>> {
    eprintln!("正在为 Python 编译 {}……", system.module);
    let mut cargo = toolchain::zigbuild::cargo(system.module, "zigbuild")?;
    // The stable interface is the same for all Pythons: the one of this machine is not asked.
    cargo.env("PYO3_NO_PYTHON", "1");
    files::run(cargo.args(["--release", "--locked", "--package", "python"]))?;
    let folder = toolchain::zigbuild::triple(system.module);
    files::read(&build::target().join(folder).join("release").join(library(system)))
}

/// The wheel's name and bytes.
pub(crate) fn wheel(
    version: &str,
    system: System,
    module: Vec<u8>,
    program: &[u8],
    licences: &str,
) -> Result<(String, Vec<u8>)> {
    let mut contents = contents(module, system.is_windows())?;
    contents.add_program(wheel::script(version, system.program()), program);
    contents.add(wheel::licences(version), licences);
    let tag = Tag { python: "cp39", abi: "abi3", platform: system.module_wheel };
    wheel::pack(version, tag, contents)
}

/// What the compiler calls the module.
fn library(system: System) -> &'static str {
    match system.node.0 {
        "win32" => "_nianbao.dll",
        "darwin" => "lib_nianbao.dylib",
        _ => "lib_nianbao.so",
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::dist::system;

    #[test]
    fn a_wheel_has_what_python_imports() {
        let names = |triple: &str| {
            let system = System::named(triple).unwrap();
            let (name, bytes) =
                wheel("0.1.0", system, b"module".to_vec(), b"program", "texts").unwrap();
            let contents = Contents::of_zip(&bytes).unwrap();
            let names: Vec<String> = contents.iter().map(|(name, _)| name.to_owned()).collect();
            (name, names)
        };
        let (name, files) = names("x86_64-unknown-linux-musl");
        assert_eq!(name, "nianbao-0.1.0-cp39-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64.whl");
        for file in ["nianbao/__init__.py", "nianbao/py.typed", "nianbao/_nianbao.abi3.so"] {
            assert!(files.iter().any(|it| it == file), "{files:?}");
        }
        let (name, files) = names("x86_64-pc-windows-gnu");
        assert_eq!(name, "nianbao-0.1.0-cp39-abi3-win_amd64.whl");
        assert!(files.iter().any(|it| it == "nianbao/_nianbao.pyd"), "{files:?}");
        assert!(system::ALL.iter().all(|it| !it.module.contains("musl")));
    }
}
