//! What builds for another system than this one: the standard library's source, and a C compiler that knows every system. Both
//! come from registries that the machine has set up, by name and version; each is checked by its hash and kept below `target/`.

mod debian;
mod kept;
mod pypi;
pub(crate) mod zigbuild;

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Result, build, files};

/// The package of the compiler's own source, of the version that `rust-toolchain.toml` pins.
const RUST_SOURCE: debian::Package = debian::Package {
    suite: "trixie-backports",
    name: "rust-src",
    version: "1.95.0+dfsg1-2~bpo13+1",
    sha256: "7b76db5b880a77f9e52975d2baa6209d2f76d2c9c2789515c3088cb960e2c83b",
};

/// The wheel of Zig, whose C compiler has the headers and libraries of every system along; one hash a system that it runs on.
const ZIG: pypi::Package = pypi::Package {
    name: "ziglang",
    version: "0.17.1",
    sha256: &[
        // Linux on x86_64 and aarch64, macOS on aarch64, Windows on x86_64.
        "ea6cc5d87b033cf0aedfbc8f9549a908cae6c50ac31f1698188fa48a74524b54",
        "b7c5f02fccd40f89b999ee16a1f5ddced56e6182370f8affe494bcf8a28cf07e",
        "09953b6af7f64168b915180a42774f520f92d86ef6331b28e33915c7e1f0bb23",
        "69c3dfc3aff6a297ec4017aa904782c0e450eb988982d7f675d83edce27526fb",
    ],
};

/// The source of the standard library, as `-Z build-std` takes it: the folder that has `library/` in it. What the compiler
/// itself was installed with comes first.
pub(crate) fn std_source() -> Result<PathBuf> {
    let own = sysroot()?.join("lib/rustlib/src/rust");
    if own.join("library/std").is_dir() {
        return Ok(own);
    }
    let (name, version) = (RUST_SOURCE.name, RUST_SOURCE.version);
    kept::kept(&format!("{name}-{version}"), |folder| {
        eprintln!("正在下载 Rust 标准库的源程序……");
        let unpacked = RUST_SOURCE.unpack(folder)?;
        let source = unpacked.join("usr/src/rustc-1.95.0/library");
        // The package has the compiler's source, too, six times as large; nobody needs it here.
        files::rename(&source, &folder.join("library"))?;
        std::fs::remove_dir_all(&unpacked).map_err(|error| files::reason(&unpacked, &error))
    })
}

/// Zig's program.
pub(crate) fn zig() -> Result<PathBuf> {
    let folder = kept::kept(&format!("{}-{}", ZIG.name, ZIG.version), |folder| {
        eprintln!("正在下载 C 编译器……");
        ZIG.install(folder)
    })?;
    Ok(folder.join("ziglang").join(format!("zig{}", std::env::consts::EXE_SUFFIX)))
}

/// A program that compiles C for a system, by the name that Zig has for it. Zig refuses the names that Rust's build scripts have,
/// so they are left out.
pub(crate) fn c_compiler(target: &str) -> Result<PathBuf> {
    let zig = zig()?;
    script(
        &format!("cc-{target}"),
        &format!(
            "for word; do\n  shift\n  case $word in --target=*) ;; *) set -- \"$@\" \"$word\" ;; esac\ndone\n\
             exec '{}' cc -target {target} \"$@\"\n",
            zig.display()
        ),
    )
}

/// A program that puts objects together to a library, whatever system they are for.
pub(crate) fn archiver() -> Result<PathBuf> {
    script("ar", &format!("exec '{}' ar \"$@\"\n", zig()?.display()))
}

/// `cargo build` for a system whose standard library is built with the program. `zig` is Zig's name of `target`; `standard` says
/// which parts of the standard library. No path of this machine gets into what is built.
pub(crate) fn cargo_build(target: &str, zig: &str, standard: &str) -> Result<Command> {
    let source = std_source()?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(build::checkout()).args(["build", "--target", target]);
    command.arg(format!("-Zbuild-std={standard}"));
    // The pinned compiler builds its own standard library; what that needs of it is not stable.
    command.env("RUSTC_BOOTSTRAP", "1");
    // Where cargo looks for the source, if not in the compiler's folder, which belongs to everybody.
    command.env("__CARGO_TESTS_ONLY_SRC_ROOT", source.join("library"));
    let suffix = target.replace('-', "_");
    command.env(format!("CC_{suffix}"), c_compiler(zig)?);
    command.env(format!("AR_{suffix}"), archiver()?);
    command.env_remove("RUSTFLAGS").env("CARGO_ENCODED_RUSTFLAGS", remapped(&source));
    Ok(command)
}

/// The compiler's flags that rename the folders of this machine.
fn remapped(source: &Path) -> String {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo"))).unwrap_or_default();
    let folders = [(source.to_owned(), "/rust"), (build::checkout(), "/nianbao"), (home, "/cargo")];
    let flags = folders.map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()));
    flags.join("\u{1f}")
}

/// The folder of the compiler that cargo runs.
fn sysroot() -> Result<PathBuf> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let mut command = Command::new(rustc);
    command.args(["--print", "sysroot"]).current_dir(build::checkout());
    let output = command.output().map_err(|error| format!("rustc 不能运行：{error}"))?;
    Ok(PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()))
}

/// A script of the shell; written anew only if it is another.
fn script(name: &str, text: &str) -> Result<PathBuf> {
    let path = kept::folder().join(name);
    let text = format!("#!/bin/sh\n{text}");
    if std::fs::read_to_string(&path).is_ok_and(|written| written == text) {
        return Ok(path);
    }
    files::write(&path, text.as_bytes())?;
    files::make_executable(&path)?;
    Ok(path)
}
