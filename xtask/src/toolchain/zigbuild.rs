//! `cargo zigbuild`, which knows what Rust says to linkers and what of it Zig understands.

use std::path::PathBuf;
use std::process::Command;

use super::pypi::Package;
use super::{kept, remapped, std_source, zig};
use crate::{Result, build};

const ZIGBUILD: Package = Package {
    name: "cargo-zigbuild",
    version: "0.24.1",
    sha256: &[
        // Linux on x86_64 and aarch64, macOS, Windows on x86_64.
        "238a1ab54a95053a4eadc34775c81f795a8ad75f80bfed63f3f445f518102375",
        "07c5e3dcddf208500462ec927c556bb306cca2b533b0abe29446bffb63767b85",
        "7b832d824bbf852b9a99b02a0dfa2166a00462fc237c2387d15a67c385755795",
        "46e0ce74fb1bd36486d9fa28e1df33530d390ce2d1cdbab0019d844bdfdfebdf",
    ],
};

/// What Rust calls a system that may be named with the version of its C library: `x86_64-unknown-linux-gnu.2.17`.
pub(crate) fn triple(target: &str) -> &str {
    target.split('.').next().unwrap_or(target)
}

/// A command of cargo (`zigbuild` for `build`, `test`) for a system whose standard library is built along, and which Zig links for.
pub(crate) fn cargo(target: &str, subcommand: &str) -> Result<Command> {
    let (source, zig) = (std_source()?, zig()?);
    let mut command = Command::new(program()?);
    // The pinned compiler builds its own standard library; what that needs of it is not stable.
    command.env("RUSTC_BOOTSTRAP", "1").env("__CARGO_TESTS_ONLY_SRC_ROOT", source.join("library"));
    command.env_remove("RUSTFLAGS").env("CARGO_ENCODED_RUSTFLAGS", remapped(&source));
    command.args([subcommand, "--target", target, "-Zbuild-std=std,panic_unwind"]);
    command.current_dir(build::checkout());
    // C code that asks for the day gets one and the same, so that two builds are the same bytes; that it asks is no error then.
    command.env("SOURCE_DATE_EPOCH", "315532800");
    command.env(format!("CFLAGS_{}", triple(target).replace('-', "_")), "-Wno-date-time");
    command.env("CARGO_ZIGBUILD_ZIG_PATH", zig);
    // What it keeps of its own belongs to this checkout, too.
    for (variable, folder) in [
        ("CARGO_ZIGBUILD_CACHE_DIR", "zigbuild"),
        ("ZIG_GLOBAL_CACHE_DIR", "zig-cache"),
        ("ZIG_LOCAL_CACHE_DIR", "zig-cache"),
    ] {
        command.env(variable, kept::folder().join(folder));
    }
    Ok(command)
}

fn program() -> Result<PathBuf> {
    let folder = kept::kept(&format!("{}-{}", ZIGBUILD.name, ZIGBUILD.version), |folder| {
        eprintln!("正在下载链接程序……");
        ZIGBUILD.install(folder)
    })?;
    Ok(folder.join("bin").join(format!("{}{}", ZIGBUILD.name, std::env::consts::EXE_SUFFIX)))
}
