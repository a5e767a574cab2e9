//! A file that is written piece by piece and takes its place when it is whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::name::usable;
use super::write::{create_beside, take_place};

/// A file in the making. Until it is finished, what stood in its place stays; if it is given up, nothing
/// is left of it.
#[derive(Debug)]
pub struct Pending {
    path: PathBuf,
    beside: PathBuf,
    file: Option<BufWriter<File>>,
}

impl Pending {
    /// Begins a file. Where one stands, it is only replaced if `force` says so.
    ///
    /// # Errors
    /// If there is one, or none can be written there.
    pub fn create(path: &Path, force: bool) -> io::Result<Self> {
        usable(path)?;
        if path.is_dir() {
            return Err(ErrorKind::IsADirectory.into());
        }
        if !force && path.exists() {
            return Err(ErrorKind::AlreadyExists.into());
        }
        let (beside, file) = create_beside(path)?;
        Ok(Self { path: path.to_owned(), beside, file: Some(BufWriter::new(file)) })
    }

    /// Adds to the file.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), |file| file.write_all(bytes))
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// If it cannot be written to the end, or cannot take its place.
    pub fn finish(mut self) -> io::Result<()> {
        if let Some(mut file) = self.file.take() {
            file.flush()?;
            file.get_ref().sync_all()?;
        }
        take_place(&self.beside, &self.path)
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        // An open file cannot be removed everywhere. Where it has taken its place, nothing is there to remove.
        drop(self.file.take());
        let _ = fs::remove_file(&self.beside);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn until_it_is_finished_nothing_has_changed() {
        let folder = std::env::temp_dir().join(format!("nianbao-pending-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("数字.csv");
        let count = || fs::read_dir(&folder).unwrap().count();
        fs::write(&path, "before").unwrap();
        assert_eq!(Pending::create(&path, false).unwrap_err().kind(), ErrorKind::AlreadyExists);
        let mut given_up = Pending::create(&path, true).unwrap();
        given_up.write(b"half").unwrap();
        drop(given_up);
        assert_eq!((fs::read(&path).unwrap(), count()), (b"before".to_vec(), 1));
        let mut pending = Pending::create(&path, true).unwrap();
        pending.write(b"af").unwrap();
        pending.write(b"ter").unwrap();
        pending.finish().unwrap();
        assert_eq!((fs::read(&path).unwrap(), count()), (b"after".to_vec(), 1));
        fs::remove_dir_all(&folder).unwrap();
    }
}
