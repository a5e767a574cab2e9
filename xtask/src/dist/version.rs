//! The version, which stands in one place: the workspace's `Cargo.toml`. What else names it must name the same.

use std::path::Path;

use serde_json::Value;

use crate::{Result, files};

/// Files of other package managers, which cannot ask cargo, and where the version stands in them.
const MANIFESTS: [(&str, &str); 3] = [
    ("editors/vscode/package.json", "/version"),
    ("grammar/package.json", "/version"),
    ("grammar/tree-sitter.json", "/metadata/version"),
];

/// The version of this program, after all that names it has been looked at.
pub(crate) fn checked(checkout: &Path) -> Result<&'static str> {
    let version = env!("CARGO_PKG_VERSION");
    for (name, pointer) in MANIFESTS {
        let manifest: Value = serde_json::from_slice(&files::read(&checkout.join(name))?)
            .map_err(|error| format!("{name}：{error}"))?;
        let stated = manifest.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
        if stated != version {
            return Err(format!("{name} 写的版本是 {stated}，应当是 {version}"));
        }
    }
    let changes =
        String::from_utf8_lossy(&files::read(&checkout.join("CHANGELOG.md"))?).into_owned();
    changelog(&changes, version)?;
    Ok(version)
}

/// What changed in a version must be told: under its number, or, before it is given out, under "Unreleased", where
/// the number to come stands.
fn changelog(text: &str, version: &str) -> Result {
    let section = |title: &str| {
        let from = text.split_once(&format!("\n## [{title}]"))?.1;
        Some(from.split("\n## [").next().unwrap_or(from))
    };
    let told = section(version).or_else(|| {
        section("Unreleased").filter(|text| text.contains(&format!("To become {version}")))
    });
    match told {
        Some(told) if told.contains("\n- ") => Ok(()),
        Some(_) => Err(format!("CHANGELOG.md 里 {version} 一节没有写有哪些改动")),
        None => Err(format!("CHANGELOG.md 里没有 {version} 一节")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_names_one_version() {
        assert_eq!(checked(&crate::build::checkout()), Ok(env!("CARGO_PKG_VERSION")));
    }

    #[test]
    fn what_changed_must_be_told() {
        let check = |text: &str| changelog(text, "1.2.0");
        assert!(check("#\n\n## [1.2.0] - 2026-12-01\n\n- this\n\n## [1.1.0]\n").is_ok());
        assert!(check("#\n\n## [Unreleased]\n\nTo become 1.2.0.\n\n- this\n").is_ok());
        assert!(check("#\n\n## [1.2.0]\n\n## [1.1.0]\n\n- this\n").is_err());
        assert!(check("#\n\n## [Unreleased]\n\n- this\n\n## [1.1.0]\n\n- that\n").is_err());
    }
}
