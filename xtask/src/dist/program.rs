//! The program itself, built for a system, and the archive that it is handed out in.

use super::archive::Contents;
use super::system::System;
use crate::{Result, build, files, toolchain};

/// Builds the program; its bytes.
pub(crate) fn build(system: System) -> Result<Vec<u8>> {
    eprintln!("正在编译 {}……", system.triple);
    let mut cargo = toolchain::zigbuild::cargo(system.triple, "zigbuild")?;
    files::run(cargo.args(["--release", "--locked", "--package", "nianbao"]))?;
    files::read(&build::target().join(system.triple).join("release").join(system.program()))
}

/// The archive with the program and what must go with it; its name and bytes. `page` is the offline page, where it is there.
pub(crate) fn archive(
    version: &str,
    system: System,
    program: &[u8],
    licences: &str,
    page: Option<&[u8]>,
) -> Result<(String, Vec<u8>)> {
    let checkout = build::checkout();
    let name = format!("nianbao-{version}-{}", system.name);
    let mut contents = Contents::default();
    contents.add_program(system.program(), program);
    contents.add("THIRD-PARTY.txt", licences);
    for file in ["LICENSE-MIT", "LICENSE-APACHE", "CHANGELOG.md"] {
        contents.add_file(file, &checkout.join(file))?;
    }
    contents.add_file("README.md", &checkout.join("README.zh-CN.md"))?;
    if let Some(page) = page {
        contents.add(crate::web::NAME, page);
    }
    let contents = contents.below(&name);
    match system.is_windows() {
        true => Ok((format!("{name}.zip"), contents.zip()?)),
        false => Ok((format!("{name}.tar.gz"), contents.tar_gz()?)),
    }
}
