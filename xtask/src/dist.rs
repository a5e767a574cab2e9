//! `cargo xtask dist`: everything that is handed out, below `target/dist`, from a checkout on Linux. Twice made, it is the same
//! bytes: no time, no folder of this machine and no order of its files gets into it.

mod archive;
mod bom;
mod dependencies;
mod grammar;
mod licences;
pub(crate) mod module;
mod neovim;
mod npm;
mod program;
mod system;
pub(crate) mod version;
mod vscode;
pub(crate) mod wheel;

use std::path::{Path, PathBuf};

use crate::{Result, build, files, web};
use system::System;

/// Makes what is handed out for these systems, for all if none is named; of each only the program if that is asked for.
pub(crate) fn run(named: &[String], only_programs: bool) -> Result<String> {
    let version = version::checked(&build::checkout())?;
    let systems = match named {
        [] => system::ALL.to_vec(),
        named => named.iter().map(|name| System::named(name)).collect::<Result<_>>()?,
    };
    if only_programs {
        let built = systems.iter().map(|system| program::build(*system).map(drop));
        built.collect::<Result<Vec<_>>>()?;
        return Ok(format!("编译好了：{} 个系统的程序。", systems.len()));
    }
    let out = Out::empty()?;
    let (mut done, mut failed) = (Vec::new(), Vec::new());
    for system in systems {
        match hand_out(version, system, &out) {
            Ok(()) => done.push(system),
            Err(problem) => failed.push(format!("{}：{problem}", system.triple)),
        }
    }
    out.save(npm::start(version, &done)?)?;
    out.save(neovim::archive(version)?)?;
    out.save(grammar::krate(version)?)?;
    out.save(grammar::npm(version)?)?;
    if let Some(page) = page()? {
        out.save((web::NAME.to_owned(), page))?;
    }
    let sums = out.write_sums()?;
    match failed.as_slice() {
        [] => Ok(format!("都做好了，在 {}，校验值在 {}。", out.0.display(), sums.display())),
        failed => {
            Err(format!("有的没有做成，其余的在 {}：\n{}", out.0.display(), failed.join("\n")))
        }
    }
}

/// All that there is for one system.
fn hand_out(version: &str, system: System, out: &Out) -> Result {
    let program = program::build(system)?;
    let crates = dependencies::of(system, &["nianbao"])?;
    let licences = licences::text(&crates)?;
    out.save(program::archive(version, system, &program, &licences, page()?.as_deref())?)?;
    out.save(wheel::wheel(version, system, &program, &licences)?)?;
    out.save(npm::program(version, system, &program, &licences)?)?;
    let bill = bom::bill(version, system.name, &crates);
    out.save((format!("nianbao-{version}-{}.cdx.json", system.name), bill.into_bytes()))?;
    let path = build::target().join(system.triple).join("release").join(system.program());
    for package in vscode::packages(version, system, &path)? {
        out.save(package)?;
    }
    // Last: where there is no module, there is all the rest.
    let program_and_module = dependencies::of(system, &["nianbao", "python"])?;
    let licences = licences::text(&program_and_module)?;
    let module = module::build(system)?;
    out.save(module::wheel(version, system, module, &program, &licences)?)?;
    Ok(())
}

/// The offline page; none where it was not built.
fn page() -> Result<Option<Vec<u8>>> {
    let page = web::file();
    if page.is_file() { files::read(&page).map(Some) } else { Ok(None) }
}

/// The folder of what is handed out.
struct Out(PathBuf);

impl Out {
    /// An empty one: what an earlier version left must not be handed out with this one.
    fn empty() -> Result<Self> {
        let folder = build::target().join("dist");
        if folder.exists() {
            std::fs::remove_dir_all(&folder).map_err(|error| files::reason(&folder, &error))?;
        }
        files::make_folder(&folder)?;
        Ok(Self(folder))
    }

    fn save(&self, (name, bytes): (String, Vec<u8>)) -> Result {
        files::write(&self.0.join(name), &bytes)
    }

    /// The hash of each file, as `sha256sum --check` reads it.
    fn write_sums(&self) -> Result<PathBuf> {
        let entries = std::fs::read_dir(&self.0).map_err(|error| files::reason(&self.0, &error))?;
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        let line = |path: &PathBuf| -> Result<String> {
            let name = path.file_name().map(Path::new).unwrap_or(path);
            Ok(format!("{}  {}\n", files::sha256(&files::read(path)?), name.display()))
        };
        let sums = paths.iter().map(line).collect::<Result<String>>()?;
        let path = self.0.join("SHA256SUMS");
        files::write(&path, sums.as_bytes())?;
        Ok(path)
    }
}
