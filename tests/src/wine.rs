//! The program for Windows, run by Wine. Both are made and kept under `target/`; nothing is installed.
//!
//! Wine comes from Debian, the program and a compiler for what Wine lacks from `cargo xtask dist`. What Wine cannot show: a console with
//! code page 936, and a window of the program's own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::editor::debian::Prefix;
use crate::editor::kept::kept;
use crate::editor::{Had, run};

const TRIPLE: &str = "x86_64-pc-windows-gnu";

/// Wine, its compiled parts for Windows, and what these need. That of another release may ask for newer libraries than the machine has.
const PACKAGES: [&str; 5] = ["libwine", "libunwind8", "liblzma5", "libz-mingw-w64", "wine64"];

/// Random numbers, which Rust's standard library asks for, and this Wine has under another name only.
const RANDOM: &str = "
    __declspec(dllimport) int __stdcall SystemFunction036(void *, unsigned long);
    __declspec(dllexport) int __stdcall ProcessPrng(unsigned char *data, unsigned long long size) {
        return SystemFunction036(data, (unsigned long)size);
    }
    int __stdcall start(void *module, unsigned long reason, void *reserved) { return 1; }
";

/// A program that has a file open as an office program does, and shares it only as it is told, until its input ends.
const HOLDER: &str = "
    typedef void *Handle;
    typedef unsigned short Letter;
    Letter **CommandLineToArgvW(const Letter *line, int *count);
    const Letter *GetCommandLineW(void);
    Handle CreateFileW(const Letter *, unsigned, unsigned shared, void *, unsigned how, unsigned, Handle);
    Handle GetStdHandle(unsigned which);
    int ReadFile(Handle, void *, unsigned, unsigned *, void *);
    int WriteFile(Handle, const void *, unsigned, unsigned *, void *);
    void ExitProcess(unsigned);
    enum { READ = 0x80000000, EXISTING = 3, INPUT = -10, OUTPUT = -11 };
    void start(void) {
        int count;
        unsigned done;
        char byte;
        Letter **words = CommandLineToArgvW(GetCommandLineW(), &count);
        Handle file = CreateFileW(words[1], READ, words[2][0] - '0', 0, EXISTING, 0, 0);
        WriteFile(GetStdHandle(OUTPUT), file == (Handle)-1 ? \"-\" : \"+\", 1, &done, 0);
        ReadFile(GetStdHandle(INPUT), &byte, 1, &done, 0);
        ExitProcess(0);
    }
";

/// Wine with a Windows of its own, and the program.
#[derive(Debug)]
pub struct Wine {
    root: PathBuf,
    /// The folder that is this Windows.
    prefix: PathBuf,
    program: PathBuf,
    holder: PathBuf,
}

impl Wine {
    /// # Errors
    /// If something of it cannot be had here; the reason.
    pub fn new() -> Had<Self> {
        if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
            return Err("Wine runs programs for Windows on Linux on x86_64 only".to_owned());
        }
        let program = program()?;
        let parts = parts()?;
        let packages = Prefix::of_these("bookworm", &PACKAGES)?;
        let root = kept("wine-8", |folder| install(&packages, folder))?;
        let wine = Self { prefix: PathBuf::new(), holder: parts.join("holder.exe"), program, root };
        let prefix = kept("wine-8-windows", |folder| wine.boot(folder, &parts))?;
        Ok(Self { prefix, ..wine })
    }

    /// The program with these arguments, in a folder.
    pub fn command(&self, folder: &Path, arguments: &[&str]) -> Command {
        let mut command = self.wine(&self.prefix, &self.program);
        command.args(arguments).current_dir(folder);
        command
    }

    /// Runs the program; nothing is written to its standard input.
    pub fn run(&self, folder: &Path, arguments: &[&str]) -> Output {
        self.command(folder, arguments).stdin(Stdio::null()).output().unwrap()
    }

    /// Another program that has a file open until its input is closed, and shares it only for what `shared` says: nothing, or
    /// reading.
    pub fn holder(&self, folder: &Path, file: &str, shared: Shared) -> Command {
        let mut command = self.wine(&self.prefix, &self.holder);
        command.arg(file).arg(if shared == Shared::Nothing { "0" } else { "1" });
        command.current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped());
        command
    }

    /// Makes a folder a share of this Windows: `\\server\name`.
    pub fn share(&self, server: &str, name: &str, folder: &Path) {
        let server = self.prefix.join("dosdevices/unc").join(server);
        fs::create_dir_all(&server).unwrap();
        let share = server.join(name);
        drop(fs::remove_file(&share));
        #[cfg(unix)]
        std::os::unix::fs::symlink(folder, share).unwrap();
        #[cfg(not(unix))]
        panic!("{}", folder.display());
    }

    fn wine(&self, prefix: &Path, program: &Path) -> Command {
        let mut command = Command::new(self.root.join("usr/lib/wine/wine64"));
        command.arg(program).env("WINEPREFIX", prefix).env("WINEDEBUG", "-all");
        // Neither .NET nor a browser, which it would offer to fetch.
        command.env("WINEDLLOVERRIDES", "mscoree,mshtml=").env_remove("DISPLAY");
        // The names of files are read by it.
        command.env("LC_ALL", "C.UTF-8").env_remove("RUST_BACKTRACE");
        command.env("LD_LIBRARY_PATH", self.root.join("usr/lib/x86_64-linux-gnu"));
        command
    }

    /// Makes a Windows in an empty folder.
    fn boot(&self, folder: &Path, parts: &Path) -> Had<()> {
        let system = folder.join("drive_c/windows/system32");
        fs::create_dir_all(&system).map_err(|error| error.to_string())?;
        let zlib = self.root.join("usr/x86_64-w64-mingw32/lib/zlib1.dll");
        for part in [zlib, parts.join("bcryptprimitives.dll")] {
            let to = system.join(part.file_name().unwrap_or_default());
            fs::copy(part, to).map_err(|error| error.to_string())?;
        }
        // It has no part for programs of 32 bits, misses that in the end, and says so by its exit code.
        let booted = run(self.wine(folder, Path::new("wineboot")).arg("--init"));
        // It is moved only when nothing of it runs any more.
        let mut server = Command::new(self.root.join("usr/lib/wine/wineserver"));
        run(server.arg("-w").env("WINEPREFIX", folder))?;
        if !system.join("kernel32.dll").is_file() {
            return booted.and(Err("Wine has made no Windows".to_owned()));
        }
        self.write_script(folder)
    }
}

impl Wine {
    /// Writes `run` beside the Windows, by which cargo runs tests that were built for it.
    fn write_script(&self, folder: &Path) -> Had<()> {
        let script = format!(
            "#!/bin/sh\nexport WINEPREFIX=\"$(dirname \"$0\")\" WINEDEBUG=-all WINEDLLOVERRIDES=mscoree,mshtml= LC_ALL=C.UTF-8\n\
             export LD_LIBRARY_PATH='{0}/usr/lib/x86_64-linux-gnu'\nexec '{0}/usr/lib/wine/wine64' \"$@\"\n",
            self.root.display()
        );
        let path = folder.join("run");
        fs::write(&path, script).map_err(|error| error.to_string())?;
        run(Command::new("chmod").arg("+x").arg(path)).map(drop)
    }
}

/// What another program lets others do with a file that it has open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shared {
    Nothing,
    Reading,
}

/// The program for Windows, as it is handed out.
fn program() -> Had<PathBuf> {
    let mut xtask = Command::new(env!("CARGO"));
    xtask.args([
        "run",
        "--quiet",
        "--locked",
        "--package",
        "xtask",
        "--",
        "dist",
        "--only-programs",
        TRIPLE,
    ]);
    // What the build of the tests was told is not for it.
    run(xtask.current_dir(env!("CARGO_MANIFEST_DIR")).env_remove("RUSTFLAGS"))?;
    Ok(target().join(TRIPLE).join("release/nianbao.exe"))
}

fn target() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    std::path::absolute(target.unwrap_or_else(|| root.join("target"))).unwrap()
}

/// What Wine lacks, and what tests need: compiled without any library, which would have to be compiled first.
fn parts() -> Had<PathBuf> {
    let folders = fs::read_dir(target().join("toolchain")).map_err(|it| it.to_string())?;
    let mut compilers = folders.flatten().map(|entry| entry.path().join("ziglang/zig"));
    let zig = compilers.find(|path| path.is_file()).ok_or("xtask has brought no compiler")?;
    kept("wine-8-parts", |folder| {
        compile(&zig, folder, RANDOM, &["-shared", "-o", "bcryptprimitives.dll", "-ladvapi32"])?;
        compile(&zig, folder, HOLDER, &["-o", "holder.exe", "-lshell32", "-lkernel32"])
    })
}

fn compile(zig: &Path, folder: &Path, source: &str, arguments: &[&str]) -> Had<()> {
    fs::write(folder.join("part.c"), source).map_err(|error| error.to_string())?;
    let mut command = Command::new(zig);
    command.args([
        "cc",
        "-target",
        "x86_64-windows-gnu",
        "-O1",
        "-fno-sanitize=all",
        "-nostdlib",
        "-Wl,--entry=start",
        "part.c",
    ]);
    let cache = target().join("toolchain/zig-cache");
    command.env("ZIG_GLOBAL_CACHE_DIR", &cache).env("ZIG_LOCAL_CACHE_DIR", cache);
    run(command.args(arguments).current_dir(folder)).map(drop)
}

/// Wine as it runs from a folder of its own.
fn install(packages: &Prefix, folder: &Path) -> Had<()> {
    let usr = packages.path("usr");
    // Links instead of copies: it is half a gigabyte.
    run(Command::new("cp").arg("-al").arg(&usr).arg(folder))?;
    let (wine, name) = (folder.join("usr/lib/wine"), "wineserver");
    // The script of this name looks for it where Debian installs it; what is there is linked with the package.
    fs::remove_file(wine.join(name)).map_err(|error| error.to_string())?;
    fs::copy(wine.join("wineserver64"), wine.join(name)).map_err(|error| error.to_string())?;
    Ok(())
}
