//! The settings' file: which one counts for a report, and what stands in it.

use std::path::{Path, PathBuf};

use text::encoding;

use super::{Fault, Layer};

/// The name of the settings' file; the nearest one upward from a report counts for it.
pub const FILE_NAME: &str = "nianbao.toml";

/// The settings' file that counts for a report: the nearest one upward.
pub fn file_for(report: &Path) -> Option<PathBuf> {
    report.ancestors().skip(1).map(|folder| folder.join(FILE_NAME)).find(|path| path.is_file())
}

/// What was read of a settings' file.
#[derive(Debug, Default)]
pub struct SettingsFile {
    /// What the faults' places count in.
    pub text: String,
    pub layer: Layer,
    pub faults: Vec<Fault>,
}

impl SettingsFile {
    /// The settings in a file's bytes, in whatever encoding reports may have. The path need not be a
    /// file's: it only tells where names of files begin.
    #[must_use]
    pub fn new(path: &Path, bytes: Vec<u8>) -> Self {
        match encoding::decode(bytes) {
            Ok((text, _)) => {
                let (layer, faults) = Layer::of_toml(&text);
                let layer = layer.from_folder(path.parent().unwrap_or(path));
                Self { text, layer, faults }
            }
            Err(problem) => {
                let message = format!("{FILE_NAME} 读不懂：{problem}");
                Self { faults: vec![Fault { message, range: 0..0 }], ..Self::default() }
            }
        }
    }
}
