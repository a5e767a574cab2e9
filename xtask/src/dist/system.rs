//! The systems that programs are built for, and what each is called where it is handed out.

use crate::Result;

/// A system that a program is built for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct System {
    /// As Rust calls it.
    pub(crate) triple: &'static str,
    /// As Zig does.
    pub(crate) zig: &'static str,
    /// As archives are called.
    pub(crate) name: &'static str,
    /// As VS Code's packages are called; those of Linux also run where there is no glibc.
    pub(crate) vscode: &'static [&'static str],
    /// As Python's wheels are tagged.
    pub(crate) wheel: &'static str,
    /// As Rust calls it for a module that Python loads: of Linux with the oldest glibc that will do, for what is loaded
    /// cannot be linked statically.
    pub(crate) module: &'static str,
    /// As wheels with such a module are tagged.
    pub(crate) module_wheel: &'static str,
    /// Node's `process.platform` and `process.arch`.
    pub(crate) node: (&'static str, &'static str),
}

pub(crate) const ALL: [System; 6] = [
    System {
        triple: "x86_64-pc-windows-gnu",
        zig: "x86_64-windows-gnu",
        name: "windows-x64",
        vscode: &["win32-x64"],
        wheel: "win_amd64",
        module: "x86_64-pc-windows-gnu",
        module_wheel: "win_amd64",
        node: ("win32", "x64"),
    },
    System {
        triple: "aarch64-pc-windows-gnullvm",
        zig: "aarch64-windows-gnu",
        name: "windows-arm64",
        vscode: &["win32-arm64"],
        wheel: "win_arm64",
        module: "aarch64-pc-windows-gnullvm",
        module_wheel: "win_arm64",
        node: ("win32", "arm64"),
    },
    System {
        triple: "x86_64-unknown-linux-musl",
        zig: "x86_64-linux-musl",
        name: "linux-x64",
        vscode: &["linux-x64", "alpine-x64"],
        wheel: "manylinux_2_17_x86_64.manylinux2014_x86_64.musllinux_1_1_x86_64",
        module: "x86_64-unknown-linux-gnu.2.17",
        module_wheel: "manylinux_2_17_x86_64.manylinux2014_x86_64",
        node: ("linux", "x64"),
    },
    System {
        triple: "aarch64-unknown-linux-musl",
        zig: "aarch64-linux-musl",
        name: "linux-arm64",
        vscode: &["linux-arm64", "alpine-arm64"],
        wheel: "manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64",
        module: "aarch64-unknown-linux-gnu.2.17",
        module_wheel: "manylinux_2_17_aarch64.manylinux2014_aarch64",
        node: ("linux", "arm64"),
    },
    System {
        triple: "x86_64-apple-darwin",
        zig: "x86_64-macos",
        name: "macos-x64",
        vscode: &["darwin-x64"],
        wheel: "macosx_11_0_x86_64",
        module: "x86_64-apple-darwin",
        module_wheel: "macosx_11_0_x86_64",
        node: ("darwin", "x64"),
    },
    System {
        triple: "aarch64-apple-darwin",
        zig: "aarch64-macos",
        name: "macos-arm64",
        vscode: &["darwin-arm64"],
        wheel: "macosx_11_0_arm64",
        module: "aarch64-apple-darwin",
        module_wheel: "macosx_11_0_arm64",
        node: ("darwin", "arm64"),
    },
];

impl System {
    /// The system of a name, by which Rust or an archive calls it.
    pub(crate) fn named(name: &str) -> Result<Self> {
        let known = ALL.into_iter().find(|it| it.triple == name || it.name == name);
        known.ok_or_else(|| {
            let names: Vec<_> = ALL.iter().map(|it| it.triple).collect();
            format!("不知道 {name} 这种系统，可以写 {}", names.join("、"))
        })
    }

    pub(crate) fn is_windows(self) -> bool {
        self.node.0 == "win32"
    }

    /// `nianbao`, as this system names programs.
    pub(crate) fn program(self) -> &'static str {
        if self.is_windows() { "nianbao.exe" } else { "nianbao" }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_known_by_either_name() {
        for system in ALL {
            assert_eq!(System::named(system.triple), Ok(system));
            assert_eq!(System::named(system.name), Ok(system));
        }
        assert!(System::named("x86_64-pc-windows-msvc").unwrap_err().contains("windows-gnu"));
    }
}
