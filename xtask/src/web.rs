//! The offline page: the engine as WebAssembly and everything else, in one file.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;

use crate::{Result, build, files, node, toolchain};

const TARGET: &str = "wasm32-unknown-unknown";

/// The page's file, as users see it; not a name that the preview or export of a report is likely to have.
pub(crate) const NAME: &str = "年报检查.html";

/// Where the page is, once it is built.
pub(crate) fn file() -> PathBuf {
    build::target().join("offline").join(NAME)
}

pub(crate) fn build() -> Result<String> {
    let page = page()?;
    let size = std::fs::metadata(&page).map_err(|error| files::reason(&page, &error))?.len();
    let size = size.div_ceil(1024);
    Ok(format!("离线网页已做好：{}（{size} KB）。双击就能打开，不用联网。", page.display()))
}

/// Builds the page; its file.
fn page() -> Result<PathBuf> {
    let folder = build::checkout().join("editors/web");
    node::install(&folder)?;
    eprintln!("正在编译网页里的检查程序，第一次要几分钟……");
    let engine = engine()?;
    let page = file();
    let crates = page.with_file_name("crates.txt");
    files::write(&crates, libraries()?.as_bytes())?;
    let mut bundle = Command::new("node");
    bundle.current_dir(&folder).arg("scripts/build.mjs").arg("--engine").arg(&engine);
    bundle.arg("--crates").arg(&crates).args(["--version", env!("CARGO_PKG_VERSION")]);
    files::run(bundle.arg("--out").arg(&page))?;
    Ok(page)
}

/// Builds the engine.
fn engine() -> Result<PathBuf> {
    let mut cargo = toolchain::cargo_build(TARGET, "wasm32-freestanding", "std,panic_abort")?;
    files::run(cargo.args(["--package", "web", "--lib", "--profile", "web"]))?;
    Ok(build::target().join(TARGET).join("web/web.wasm"))
}

/// The libraries that the engine is made of: name, version and licence, a line each.
fn libraries() -> Result<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut tree = Command::new(cargo);
    tree.args(["tree", "--package", "web", "--edges", "normal", "--prefix", "none"]);
    tree.args(["--target", TARGET, "--format", "{p}\t{l}"]);
    let listed = files::output(tree.current_dir(build::checkout()))?;
    // Our own are under the licence of the whole, and have their folder behind the version.
    let own = format!("({}", build::checkout().display());
    let others = listed.lines().filter(|line| !line.contains(&own));
    let others: BTreeSet<String> = others.filter_map(library).collect();
    Ok(others.into_iter().collect())
}

/// `name v1.2.3` and a licence, as the page lists them.
fn library(line: &str) -> Option<String> {
    let (package, licence) = line.trim_end_matches(" (*)").split_once('\t')?;
    let (name, rest) = package.split_once(" v")?;
    let version = rest.split(' ').next()?;
    Some(format!("{name}\t{version}\t{licence}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_is_listed_with_its_licence() {
        let expected = Some("memchr\t2.7.6\tUnlicense OR MIT\n".to_owned());
        assert_eq!(library("memchr v2.7.6\tUnlicense OR MIT"), expected);
        assert_eq!(library("memchr v2.7.6\tUnlicense OR MIT (*)"), expected);
        assert_eq!(library(""), None);
    }
}
