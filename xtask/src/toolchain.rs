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
