//! A Python wheel that brings the program along and no Python: `uvx nianbao` and `pip install nianbao` put it where programs are.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use super::archive::Contents;
use super::system::System;
use crate::{Result, build, files};

/// The wheel's name and bytes.
pub(crate) fn wheel(
    version: &str,
    system: System,
    program: &[u8],
    licences: &str,
) -> Result<(String, Vec<u8>)> {
    let info = format!("nianbao-{version}.dist-info");
    let mut contents = Contents::default();
    contents.add_program(format!("nianbao-{version}.data/scripts/{}", system.program()), program);
    contents.add(format!("{info}/METADATA"), metadata(version)?);
    contents.add(format!("{info}/WHEEL"), tags(system));
    contents.add(format!("{info}/licenses/THIRD-PARTY.txt"), licences);
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        contents.add_file(format!("{info}/licenses/{name}"), &build::checkout().join(name))?;
    }
    let record = record(&contents, &info);
    contents.add(format!("{info}/RECORD"), record);
    Ok((format!("nianbao-{version}-py3-none-{}.whl", system.wheel), contents.zip()?))
}

fn metadata(version: &str) -> Result<String> {
    let readme = files::read(&build::checkout().join("README.md"))?;
    let readme = String::from_utf8_lossy(&readme).into_owned();
    Ok(format!(
        "Metadata-Version: 2.4\n\
         Name: nianbao\n\
         Version: {version}\n\
         Summary: Checks the yearly reports of Chinese government organs on open information\n\
         License-Expression: MIT OR Apache-2.0\n\
         License-File: LICENSE-MIT\n\
         License-File: LICENSE-APACHE\n\
         License-File: THIRD-PARTY.txt\n\
         Requires-Python: >=3.7\n\
         Description-Content-Type: text/markdown; charset=UTF-8\n\
         \n{readme}"
    ))
}

fn tags(system: System) -> String {
    let tags = system.wheel.split('.').map(|tag| format!("Tag: py3-none-{tag}\n"));
    let tags: String = tags.collect();
    format!("Wheel-Version: 1.0\nGenerator: nianbao xtask\nRoot-Is-Purelib: false\n{tags}")
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
