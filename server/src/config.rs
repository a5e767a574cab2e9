//! Settings, from `nianbao.toml` and from the editor: the same names in both.
//!
//! Everything works without any. A wrong value is told with its place, and the rest still counts.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::finding::{Finding, Severity};
use crate::{format, rules};

/// The name of the settings' file; the nearest one upward from a report counts for it.
pub const FILE_NAME: &str = "nianbao.toml";

/// What can be set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Config {
    /// The level of each rule that differs from its own.
    pub rules: BTreeMap<String, Level>,
    pub format: FormatConfig,
    pub inlay_hints: InlayHintsConfig,
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
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
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
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
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

/// A setting that is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// In Chinese: which setting, and what it may be.
    pub message: String,
    /// Bytes of the file's text.
    pub range: Range<usize>,
}

impl Config {
    /// Reads a settings' file.
    ///
    /// # Errors
    /// The first setting that is not understood, with its place.
    pub fn of_toml(text: &str) -> Result<Self, Fault> {
        let config: Self = toml::from_str(text).map_err(|error| Fault {
            message: format!("设置读不懂：{}", error.message()),
            range: error.span().unwrap_or(0..0),
        })?;
        match config.rules.keys().find(|name| rules::rule(name).is_none()) {
            Some(name) => {
                let start = text.find(name.as_str()).unwrap_or(0);
                let message = format!("rules.{name}：没有叫“{name}”的规则，规则名见 nianbao rules");
                Err(Fault { message, range: start..start + name.len() })
            }
            None => Ok(config),
        }
    }

    /// These settings, with those of `over` on top where they are not the default.
    #[must_use]
    pub fn with(mut self, over: &Self) -> Self {
        self.rules.extend(over.rules.iter().map(|(name, level)| (name.clone(), *level)));
        if over.format != FormatConfig::default() {
            self.format = over.format.clone();
        }
        if over.inlay_hints != InlayHintsConfig::default() {
            self.inlay_hints = over.inlay_hints.clone();
        }
        self
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

/// The settings' file that counts for a report: the nearest one upward.
pub fn file_for(report: &Path) -> Option<PathBuf> {
    report.ancestors().skip(1).map(|folder| folder.join(FILE_NAME)).find(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read() {
        let config = Config::of_toml(
            "[rules]\nblank-cell = \"error\"\n[format]\nambiguous-width = \"narrow\"\n[inlay-hints]\nsums = \"always\"\n",
        );
        let config = config.unwrap_or_default();
        assert_eq!(config.format.ambiguous_width, AmbiguousWidth::Narrow);
        assert_eq!(config.inlay_hints.sums, ShowSums::Always);
    }

    #[test]
    fn a_fault_is_told_with_its_place() {
        let text = "[inlay-hints]\nsums = \"sometimes\"\n";
        let Err(fault) = Config::of_toml(text) else { panic!("it must fail") };
        assert_eq!(text.get(fault.range), Some("\"sometimes\""));
        let text = "[rules]\nno-such-rule = \"off\"\n";
        let Err(fault) = Config::of_toml(text) else { panic!("it must fail") };
        assert_eq!(text.get(fault.range), Some("no-such-rule"));
    }
}
