//! Archives that are the same bytes whenever and wherever they are made: in the order of the names, with one time for all, and
//! nothing of this machine's users.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

use crate::{Result, files};

/// A file of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
struct File {
    bytes: Vec<u8>,
    executable: bool,
}

/// What goes into an archive, by its name there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Contents(BTreeMap<String, File>);

impl Contents {
    pub(crate) fn add(&mut self, name: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.0.insert(name.into(), File { bytes: bytes.into(), executable: false });
    }

    pub(crate) fn add_program(&mut self, name: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.0.insert(name.into(), File { bytes: bytes.into(), executable: true });
    }

    pub(crate) fn add_file(&mut self, name: impl Into<String>, path: &Path) -> Result {
        self.add(name, files::read(path)?);
        Ok(())
    }

    /// All files below a folder but for what is named; their names begin with `below`.
    pub(crate) fn add_folder(&mut self, below: &str, folder: &Path, without: &[&str]) -> Result {
        let entries = std::fs::read_dir(folder).map_err(|error| files::reason(folder, &error))?;
        for entry in entries {
            let path = entry.map_err(|error| files::reason(folder, &error))?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if without.contains(&name.as_str()) {
                continue;
            }
            let below = format!("{below}{name}");
            match path.is_dir() {
                true => self.add_folder(&format!("{below}/"), &path, without)?,
                false => self.add_file(below, &path)?,
            }
        }
        Ok(())
    }

    /// Names and bytes, in the order of the archive.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(name, file)| (name.as_str(), file.bytes.as_slice()))
    }

    /// The same with this before each name.
    pub(crate) fn below(self, folder: &str) -> Self {
        Self(self.0.into_iter().map(|(name, file)| (format!("{folder}/{name}"), file)).collect())
    }

    pub(crate) fn zip(&self) -> Result<Vec<u8>> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, file) in &self.0 {
            let options = SimpleFileOptions::default()
                .compression_method(CompressionMethod::Deflated)
                .compression_level(Some(9))
                .last_modified_time(DateTime::default())
                .system(System::Unix)
                .unix_permissions(mode(file));
            writer.start_file(name.as_str(), options).map_err(|error| error.to_string())?;
            writer.write_all(&file.bytes).map_err(|error| error.to_string())?;
        }
        writer.finish().map(Cursor::into_inner).map_err(|error| error.to_string())
    }

    pub(crate) fn tar_gz(&self) -> Result<Vec<u8>> {
        let mut writer = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::best()));
        for (name, file) in &self.0 {
            let mut header = tar::Header::new_ustar();
            header.set_size(file.bytes.len() as u64);
            header.set_mode(mode(file));
            // Some programs do not unpack what is older than 1980.
            header.set_mtime(FIRST_OF_1980);
            writer
                .append_data(&mut header, name, file.bytes.as_slice())
                .map_err(|error| format!("{name}：{error}"))?;
        }
        let packed = writer.into_inner().and_then(GzEncoder::finish);
        packed.map_err(|error| error.to_string())
    }

    /// What is in an archive that another program has made.
    pub(crate) fn of_zip(bytes: &[u8]) -> Result<Self> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
        let mut contents = Self::default();
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).map_err(|error| error.to_string())?;
            let name = entry.name().map_err(|error| error.to_string())?.into_owned();
            let mode = entry.unix_mode().unwrap_or_default();
            if entry.is_dir() {
                continue;
            }
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).map_err(|error| error.to_string())?;
            contents.0.insert(name, File { bytes, executable: mode & 0o111 != 0 });
        }
        Ok(contents)
    }
}

/// The first second that a zip can name.
const FIRST_OF_1980: u64 = 315_532_800;

fn mode(file: &File) -> u32 {
    if file.executable { 0o755 } else { 0o644 }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;

    fn contents(names: &[&str]) -> Contents {
        let mut contents = Contents::default();
        names.iter().for_each(|name| contents.add(*name, *name));
        contents.add_program("程序", "x");
        contents
    }

    #[test]
    fn the_order_of_adding_does_not_matter() {
        let (one, two) = (contents(&["b", "a/c", "年报"]), contents(&["年报", "a/c", "b"]));
        assert_eq!(one.zip().unwrap(), two.zip().unwrap());
        assert_eq!(one.tar_gz().unwrap(), two.tar_gz().unwrap());
    }

    #[test]
    fn what_was_packed_is_there() {
        let contents = contents(&["a", "b/c"]);
        assert_eq!(Contents::of_zip(&contents.zip().unwrap()), Ok(contents));
    }
}
