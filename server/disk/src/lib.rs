//! Files on disk, on every system: how they are read and written without anything being lost, and
//! what to say where that fails. Knows no report.

mod cause;
mod held;
mod name;
mod pending;
mod reason;
mod write;

use std::fs;
use std::io;
use std::path::Path;

pub use name::is_reserved;
pub use pending::Pending;
pub use reason::{folder_reason, reason, reason_at};
pub use write::{create, replace, write};

/// Reads a file. A name that the system keeps for a device is refused: reading it could wait for ever.
///
/// # Errors
/// If the file cannot be read; [`reason_at`] says why.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    name::usable(path)?;
    fs::read(path)
}
