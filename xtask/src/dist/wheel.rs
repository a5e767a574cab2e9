//! A Python wheel that brings the program along and no Python: `uvx nianbao` and `pip install nianbao` put it where programs are.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use super::archive::Contents;
use super::system::System;
use crate::{Result, build, files};

/// Which Pythons a wheel is for, in the words of its name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tag<'t> {
    /// `py3` for any, `cp39` for CPython from 3.9 on.
    pub(crate) python: &'static str,
    /// `none`, or `abi3` for a module by the stable interface.
    pub(crate) abi: &'static str,
    /// One or more, with dots between them.
    pub(crate) platform: &'t str,
}

/// The wheel's name and bytes.
pub(crate) fn wheel(
    version: &str,
    system: System,
    program: &[u8],
    licences: &str,
) -> Result<(String, Vec<u8>)> {
    let mut contents = Contents::default();
    contents.add_program(script(version, system.program()), program);
    contents.add(self::licences(version), licences);
    pack(version, Tag { python: "py3", abi: "none", platform: system.wheel }, contents)
}

/// Where the program stands in a wheel, to be put where programs are.
pub(crate) fn script(version: &str, program: &str) -> String {
    format!("nianbao-{version}.data/scripts/{program}")
}

/// Where the licences of what is in a wheel stand.
pub(crate) fn licences(version: &str) -> String {
    format!("{}/licenses/THIRD-PARTY.txt", info(version))
}

/// The folder in a wheel that says what it is.
fn info(version: &str) -> String {
    format!("nianbao-{version}.dist-info")
}

/// A wheel with these contents; its name and bytes.
pub(crate) fn pack(
    version: &str,
    tag: Tag<'_>,
    mut contents: Contents,
) -> Result<(String, Vec<u8>)> {
    let info = info(version);
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        contents.add_file(format!("{info}/licenses/{name}"), &build::checkout().join(name))?;
    }
    contents.add(format!("{info}/METADATA"), metadata(version, &contents)?);
    contents.add(format!("{info}/WHEEL"), tag.told());
    let record = record(&contents, &info);
    contents.add(format!("{info}/RECORD"), record);
    let Tag { python, abi, platform } = tag;
    Ok((format!("nianbao-{version}-{python}-{abi}-{platform}.whl"), contents.zip()?))
}

fn metadata(version: &str, contents: &Contents) -> Result<String> {
    let readme = files::read(&build::checkout().join("README.md"))?;
    let readme = String::from_utf8_lossy(&readme).into_owned();
    let licences = contents.iter().filter_map(|(name, _)| name.split_once(".dist-info/licenses/"));
    let licences: String = licences.map(|(_, name)| format!("License-File: {name}\n")).collect();
    Ok(format!(
        "Metadata-Version: 2.4\n\
         Name: nianbao\n\
         Version: {version}\n\
         Summary: Checks the yearly reports of Chinese government organs on open information\n\
         License-Expression: MIT OR Apache-2.0\n\
         {licences}\
         Requires-Python: >=3.9\n\
         Description-Content-Type: text/markdown; charset=UTF-8\n\
         \n{readme}"
    ))
}

impl Tag<'_> {
    fn told(self) -> String {
        let Self { python, abi, platform } = self;
        let tags = platform.split('.').map(|platform| format!("Tag: {python}-{abi}-{platform}\n"));
        let tags: String = tags.collect();
        format!("Wheel-Version: 1.0\nGenerator: nianbao xtask\nRoot-Is-Purelib: false\n{tags}")
    }
}

/// The list of all files with their hashes, which pip checks.
fn record(contents: &Contents, info: &str) -> String {
    let line = |(name, bytes): (&str, &[u8])| {
        let hash = URL_SAFE_NO_PAD.encode(Sha256::digest(bytes));
        format!("{name},sha256={hash},{}\n", bytes.len())
    };
    contents.iter().map(line).collect::<String>() + &format!("{info}/RECORD,,\n")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;
    use crate::dist::system;

    #[test]
    fn the_same_program_gives_the_same_wheel() {
        let wheel = || wheel("0.1.0", system::ALL[0], b"MZ", "texts").unwrap();
        let (name, bytes) = wheel();
        assert_eq!(name, "nianbao-0.1.0-py3-none-win_amd64.whl");
        assert_eq!(bytes, wheel().1);
        let names = Contents::of_zip(&bytes).unwrap();
        let names: Vec<&str> = names.iter().map(|(name, _)| name).collect();
        assert!(names.contains(&"nianbao-0.1.0.data/scripts/nianbao.exe"), "{names:?}");
    }
}
