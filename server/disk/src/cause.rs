//! Causes that the system has no word for, or a wrong one.

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::io::{self, ErrorKind};

/// Why a file cannot be read or written, as this crate found it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cause {
    /// Another program has it open, and lets nobody else in.
    Held,
    /// It is marked as not to be written.
    ReadOnly,
    /// The system keeps this name for a device.
    Reserved(String),
}

impl Cause {
    /// The error, of the kind that comes nearest.
    pub(crate) fn error(self) -> io::Error {
        let kind = match self {
            Self::Held => ErrorKind::ResourceBusy,
            Self::ReadOnly => ErrorKind::PermissionDenied,
            Self::Reserved(_) => ErrorKind::InvalidFilename,
        };
        io::Error::new(kind, self)
    }

    /// The cause of an error; on Windows, also what only its number tells.
    pub(crate) fn of(error: &io::Error) -> Option<&Self> {
        let own = error.get_ref().and_then(|inner| inner.downcast_ref());
        let held = || match error.raw_os_error() {
            Some(code) if cfg!(windows) && is_held(code) => Some(&Self::Held),
            _ => None,
        };
        own.or_else(held)
    }
}

/// Whether a number of Windows says that another program has the file: a sharing violation, a locked
/// part, a part that is mapped into memory.
fn is_held(code: i32) -> bool {
    matches!(code, 32 | 33 | 1224)
}

impl Error for Cause {}

impl Display for Cause {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Held => f.write_str("文件正被别的程序打开着"),
            Self::ReadOnly => {
                f.write_str("文件是只读的。请先在文件的属性里去掉“只读”，或者另存一份再试")
            }
            Self::Reserved(name) => {
                write!(f, "“{name}”是系统留给设备用的名字，不能作文件名，请换一个名字")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_windows_that_mean_another_program() {
        assert_eq!([5, 32, 33, 1224, 2].map(is_held), [false, true, true, true, false]);
    }

    #[test]
    fn a_cause_is_found_again_in_its_error() {
        for cause in [Cause::Held, Cause::ReadOnly, Cause::Reserved("aux".to_owned())] {
            assert_eq!(Cause::of(&cause.clone().error()), Some(&cause));
        }
        assert_eq!(Cause::of(&ErrorKind::NotFound.into()), None);
    }
}
