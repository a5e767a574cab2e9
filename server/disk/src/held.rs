//! Whether another program has a file open, and which: office programs put a file of their own beside
//! it as long as they do.

use std::path::{Path, PathBuf};

/// Names that office programs cut at the front, so that theirs is no longer: of a name of so many
/// characters before its ending, so many go.
const CUT: [(usize, usize); 2] = [(8, 2), (7, 1)];

/// The file by which an office program says that it has this one open.
pub(crate) fn lock_beside(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?;
    lock_names(name).into_iter().map(|lock| path.with_file_name(lock)).find(|lock| lock.is_file())
}

/// What Word, Excel, WPS and LibreOffice call it.
fn lock_names(name: &str) -> Vec<String> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let length = stem.chars().count();
    let cut = CUT.iter().find(|(from, _)| length >= *from).map_or(0, |(_, cut)| *cut);
    let rest: String = name.chars().skip(cut).collect();
    vec![format!("~${name}"), format!("~${rest}"), format!(".~{name}"), format!(".~lock.{name}#")]
}

/// Whether another program keeps everybody else from writing a file that is there.
#[cfg(windows)]
pub(crate) fn is_held(path: &Path) -> bool {
    use std::os::windows::fs::OpenOptionsExt as _;
    const SHARED_WITH_NOBODY: u32 = 0;
    let opened = std::fs::OpenOptions::new()
        .read(true)
        .write(true)
        .share_mode(SHARED_WITH_NOBODY)
        .open(path);
    opened.is_err_and(|error| super::cause::Cause::of(&error) == Some(&super::cause::Cause::Held))
}

/// Elsewhere a file that is open can be replaced all the same.
#[cfg(not(windows))]
pub(crate) fn is_held(_: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_cut_as_word_does() {
        let word = |name| lock_names(name).swap_remove(1);
        assert_eq!(word("年报.docx"), "~$年报.docx");
        assert_eq!(word("2023年报.docx"), "~$2023年报.docx");
        assert_eq!(word("云岭2023年报.docx"), "~$2023年报.docx");
        assert_eq!(word("岭2023年报.docx"), "~$2023年报.docx");
        assert_eq!(word("2023.年报"), "~$2023.年报");
    }
}
