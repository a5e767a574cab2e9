//! Names that Windows keeps for devices. What is written to one is gone; who reads one may wait for ever.

use std::io;
use std::path::{Component, Path};

use super::cause::Cause;

/// Devices of Windows; with a digit behind them, also those of `NUMBERED`.
const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];
const NUMBERED: [&str; 2] = ["COM", "LPT"];

/// Whether a path has a name that this system keeps for a device, so that no file of it can be read.
#[must_use]
pub fn is_reserved(path: &Path) -> bool {
    usable(path).is_err()
}

/// Refuses a path with a name that this system keeps for a device.
pub(crate) fn usable(path: &Path) -> io::Result<()> {
    // Who writes `\\?\` wants no name to mean anything else.
    let verbatim =
        matches!(path.components().next(), Some(Component::Prefix(it)) if it.kind().is_verbatim());
    if !cfg!(windows) || verbatim {
        return Ok(());
    }
    let names = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    match names.into_iter().find(|name| is_device(name)) {
        Some(name) => Err(Cause::Reserved(name.into_owned()).error()),
        None => Ok(()),
    }
}

/// Whether Windows takes a name for a device: its ending does not matter, nor do blanks before it.
fn is_device(name: &str) -> bool {
    let stem = name.split(['.', ':']).next().unwrap_or(name).trim_end_matches(' ').to_uppercase();
    let numbered = |device: &str| {
        let digit = stem.strip_prefix(device).unwrap_or_default();
        matches!(digit, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³")
    };
    DEVICES.contains(&stem.as_str()) || NUMBERED.into_iter().any(numbered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_known_whatever_their_ending() {
        for name in
            ["CON", "nul", "aux.nianbao", "Com1.年报.docx", "lpt9", "COM²", "prn .txt", "NUL:"]
        {
            assert!(is_device(name), "{name}");
        }
        for name in
            ["年报.nianbao", "console", "auxiliary.nianbao", "com", "COM0", "com10", "年报.aux", ""]
        {
            assert!(!is_device(name), "{name}");
        }
    }

    #[test]
    fn a_device_is_refused_where_it_is_one() {
        let refused = |path: &str| usable(Path::new(path)).is_err();
        assert_eq!(refused("年报/aux.nianbao"), cfg!(windows));
        assert_eq!(refused("nul/年报.nianbao"), cfg!(windows));
        assert!(!refused("年报/2023.nianbao"));
        assert!(!refused(r"\\?\C:\aux.nianbao"));
    }
}
