//! The Neovim plugin as an archive to be unpacked where Neovim looks for packages. The program is not in it: it is found on the path.

use super::archive::Contents;
use crate::{Result, build};

pub(crate) fn archive(version: &str) -> Result<(String, Vec<u8>)> {
    let checkout = build::checkout();
    let mut contents = Contents::default();
    contents.add_folder("", &checkout.join("editors/neovim"), &["tests", "tags"])?;
    contents.add_folder("queries/nianbao/", &checkout.join("grammar/queries"), &[])?;
    for name in ["LICENSE-MIT", "LICENSE-APACHE", "CHANGELOG.md"] {
        contents.add_file(name, &checkout.join(name))?;
    }
    Ok((format!("nianbao-{version}-neovim.tar.gz"), contents.below("nianbao").tar_gz()?))
}
