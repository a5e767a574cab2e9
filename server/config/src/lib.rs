//! Settings, from `nianbao.toml` and from the editor: the same names in both.
//!
//! Everything works without any. A wrong value is told with its place, and the rest still counts.
//! What there is to set stands in [`setting`]; what somebody has set is a [`Layer`], and the layers
//! together make a [`Config`].

mod file;
mod given;
mod layer;
mod ledgers;
pub mod reference;
pub mod setting;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use archive::{Aliases, Parts};
use finding::{Finding, Severity};
use ledger::Hints;
use serde::{Deserialize, Serialize};

pub use file::{FILE_NAME, SettingsFile, file_for};
pub use given::Fault;
pub use layer::Layer;

/// What is in force.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// The level of each rule that differs from its own.
    pub rules: BTreeMap<&'static str, Level>,
    /// What the rules go by.
    pub options: rules::Options,
    pub format: FormatConfig,
    pub inlay_hints: InlayHintsConfig,
    /// How exported files are printed.
    pub export: export::Options,
    /// The file of the template that a `.docx` looks like; empty for none. See [`Self::template_for`].
    pub template: String,
    /// Which organs' reports another one sums up.
    pub parts: Parts,
    /// Names that are one organ's.
    pub aliases: Aliases,
    /// What columns and words of ledgers mean that are not known.
    pub ledger: Hints,
}

/// How grave a rule's findings are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    Off,
    Info,
    Warning,
    Error,
}

/// How tables are aligned.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormatConfig {
    /// How wide “ ” … — ① are drawn; Chinese fonts draw them wide.
    pub ambiguous_width: AmbiguousWidth,
}

/// The width of characters that are wide in some fonts only.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AmbiguousWidth {
    #[default]
    Wide,
    Narrow,
}

impl From<&FormatConfig> for format::Options {
    fn from(config: &FormatConfig) -> Self {
        let ambiguous_width = match config.ambiguous_width {
            AmbiguousWidth::Wide => format::AmbiguousWidth::Wide,
            AmbiguousWidth::Narrow => format::AmbiguousWidth::Narrow,
        };
        Self { ambiguous_width }
    }
}

/// Which computed sums are shown in the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InlayHintsConfig {
    pub sums: ShowSums,
}

/// When a computed sum is shown beside a stated total.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ShowSums {
    Always,
    #[default]
    Broken,
    Never,
}

impl Config {
    /// What is in force under some layers. The later ones stand above the former.
    #[must_use]
    pub fn of<'l>(layers: impl IntoIterator<Item = &'l Layer>) -> Self {
        let mut config = Self::default();
        for layer in layers {
            layer.apply(&mut config);
        }
        config
    }

    /// Where the template for a report is, if one is set: what no settings' file has set is looked for
    /// beside the report.
    #[must_use]
    pub fn template_for(&self, report: &Path) -> Option<PathBuf> {
        let folder = report.parent().unwrap_or(Path::new(""));
        (!self.template.is_empty()).then(|| folder.join(&self.template))
    }

    /// Whether findings of a rule are told at all.
    pub fn counts(&self, finding: &Finding) -> bool {
        self.rules.get(finding.rule) != Some(&Level::Off)
    }

    /// Gives findings the levels that are set, and leaves out those of rules that are off.
    pub fn apply(&self, findings: &mut Vec<Finding>) {
        if self.rules.is_empty() {
            return;
        }
        findings.retain_mut(|finding| match self.rules.get(finding.rule) {
            None => true,
            Some(Level::Off) => false,
            Some(level) => {
                finding.severity = match level {
                    Level::Error => Severity::Error,
                    Level::Warning => Severity::Warning,
                    Level::Info | Level::Off => Severity::Info,
                };
                true
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(text: &str) -> Layer {
        let (layer, faults) = Layer::of_toml(text);
        assert_eq!(faults, []);
        layer
    }

    #[test]
    fn settings_are_read() {
        let config = Config::of([&layer(
            "[rules]\nblank-cell = \"error\"\n[format]\nambiguous-width = \"narrow\"\n[inlay-hints]\nsums = \"always\"\n",
        )]);
        assert_eq!(config.rules.get("blank-cell"), Some(&Level::Error));
        assert_eq!(config.format.ambiguous_width, AmbiguousWidth::Narrow);
        assert_eq!(config.inlay_hints.sums, ShowSums::Always);
    }

    #[test]
    fn what_says_the_default_stands_above_what_says_something_else() {
        let (editor, file) = (
            layer("[inlay-hints]\nsums = \"always\"\n[format]\nambiguous-width = \"narrow\"\n"),
            layer("[inlay-hints]\nsums = \"broken\"\n"),
        );
        let config = Config::of([&editor, &file]);
        assert_eq!(config.inlay_hints.sums, ShowSums::Broken);
        assert_eq!(config.format.ambiguous_width, AmbiguousWidth::Narrow);
    }
}
