//! What is compiled: the server, and the grammar's parser for Neovim.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Result;

/// The folder of the checkout.
pub(crate) fn checkout() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_owned()
}

/// The server: the one that is named, or else built for release.
pub(crate) fn server(named: Option<PathBuf>) -> Result<PathBuf> {
    if let Some(path) = named {
        let path = std::path::absolute(&path).unwrap_or(path);
        return if path.is_file() {
            Ok(path)
        } else {
            Err(format!("没有 {} 这个文件。", path.display()))
        };
    }
    eprintln!("正在编译检查程序，第一次要几分钟……");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["build", "--release", "--locked", "--package", "nianbao"]);
    let status = command.current_dir(checkout()).status();
    if !status.is_ok_and(|status| status.success()) {
        return Err("检查程序没有编译成，原因见上面。".to_owned());
    }
    Ok(target().join("release").join(program_name()))
}

/// Where what is built is written.
pub(crate) fn target() -> PathBuf {
    checkout().join(std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}

/// `nianbao`, as this system names programs.
pub(crate) fn program_name() -> String {
    format!("nianbao{}", std::env::consts::EXE_SUFFIX)
}

/// The parser's name, as Neovim looks for it on this system.
pub(crate) fn parser_name() -> String {
    // Neovim looks for `.so` on macOS, too.
    let suffix = if cfg!(windows) { "dll" } else { "so" };
    format!("nianbao.{suffix}")
}

/// Compiles the grammar's parser to `written`; without a C compiler there is none, and the reason is the error.
pub(crate) fn parser(written: &Path) -> Result {
    let source = checkout().join("grammar/src");
    let triple = format!("{}-{}", std::env::consts::ARCH, system()?);
    let scratch = written.with_extension("objects");
    let compiler = cc::Build::new()
        .cargo_metadata(false)
        .opt_level(2)
        .std("c11")
        .pic(true)
        .host(&triple)
        .target(&triple)
        .include(&source)
        .out_dir(&scratch)
        .try_get_compiler()
        .map_err(|error| error.to_string())?;
    std::fs::create_dir_all(&scratch).map_err(|error| error.to_string())?;
    let mut command = compiler.to_command();
    command.current_dir(&scratch).args(["parser.c", "scanner.c"].map(|name| source.join(name)));
    if compiler.is_like_msvc() {
        command.args(["-utf-8", "-LD", "-link"]);
        command.args([
            "-export:tree_sitter_nianbao".to_owned(),
            format!("-out:{}", written.display()),
        ]);
    } else {
        command.args(["-shared", "-o"]).arg(written);
    }
    let output = command.output().map_err(|error| error.to_string());
    std::fs::remove_dir_all(&scratch).map_err(|error| error.to_string())?;
    let output = output?;
    if output.status.success() {
        return Ok(());
    }
    Err(String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).trim().to_owned())
}

/// The rest of the name by which compilers know this system.
fn system() -> Result<&'static str> {
    match std::env::consts::OS {
        "linux" => Ok("unknown-linux-gnu"),
        "macos" => Ok("apple-darwin"),
        "windows" => Ok("pc-windows-msvc"),
        "freebsd" => Ok("unknown-freebsd"),
        other => Err(format!("还不知道怎样在 {other} 上编译")),
    }
}
