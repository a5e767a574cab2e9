//! What went wrong with a file, in words, and what to do about it.

use std::io::{self, ErrorKind};
use std::path::Path;

use super::cause::Cause;
use super::held::lock_beside;

/// What went wrong with the file of a path: also which folder is missing, and which program has the file open.
#[must_use]
pub fn reason_at(path: &Path, error: &io::Error) -> String {
    if Cause::of(error) == Some(&Cause::Held) {
        return held(path);
    }
    if told(error).is_some() {
        return reason(error);
    }
    match error.kind() {
        ErrorKind::NotFound => missing(path, error),
        ErrorKind::PermissionDenied | ErrorKind::ResourceBusy => match lock_beside(path) {
            Some(lock) => format!("{}。{}", reason(error), evidence(&lock)),
            None => reason(error),
        },
        _ => reason(error),
    }
}

/// What went wrong with a folder that was to be made or listed.
#[must_use]
pub fn folder_reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound if told(error).is_none() => "文件夹不存在，请核对路径".to_owned(),
        ErrorKind::AlreadyExists => "同名文件已经存在，它不是文件夹".to_owned(),
        ErrorKind::NotADirectory => "路径中间有一段不是文件夹，请核对路径".to_owned(),
        _ => reason(error),
    }
}

/// What went wrong, where no more is known than the error.
#[must_use]
pub fn reason(error: &io::Error) -> String {
    if let Some(told) = told(error) {
        return told;
    }
    let known = match error.kind() {
        ErrorKind::NotFound => "没有这个文件，请核对文件名和所在文件夹",
        ErrorKind::PermissionDenied => "没有权限，请检查文件的权限，或者换一个位置",
        ErrorKind::IsADirectory => "这是文件夹，不是文件",
        ErrorKind::NotADirectory => "路径中间有一段不是文件夹，请核对路径",
        ErrorKind::AlreadyExists => "同名文件已经存在",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "磁盘空间不够",
        ErrorKind::FileTooLarge => "文件太大，这里放不下",
        ErrorKind::ReadOnlyFilesystem => "所在磁盘是只读的，请换一个位置",
        ErrorKind::InvalidFilename => "文件名太长，或者含有不能用的字符",
        ErrorKind::ResourceBusy => "文件正被占用，请关闭正在用它的程序再试",
        _ => return format!("系统报告“{error}”"),
    };
    known.to_owned()
}

/// What is known better than by the error's kind.
fn told(error: &io::Error) -> Option<String> {
    match Cause::of(error) {
        Some(Cause::Held) => Some(format!("{}，{CLOSE_IT}", Cause::Held)),
        Some(cause) => Some(cause.to_string()),
        None if cfg!(windows) => error.raw_os_error().and_then(of_windows).map(str::to_owned),
        None => None,
    }
}

/// Numbers of Windows that have no kind, or one that says less.
fn of_windows(code: i32) -> Option<&'static str> {
    Some(match code {
        19 => "所在磁盘是写保护的，请换一个位置",
        21 => "磁盘没有准备好，请检查 U 盘、光盘是不是插好了",
        // The computer, the share or the way to it is not there, or no longer.
        51 | 53 | 55 | 59 | 64 | 67 | 121 | 1203 | 1222 | 1231 | 1232 | 1236 => {
            "连不上共享文件夹，请检查网络和共享的名称，或者先把文件复制到本机"
        }
        65 => "共享文件夹不让访问，请找管理员开通权限，或者先把文件复制到本机",
        86 | 1219 | 1326 | 1330 | 1331 | 1909 | 2202 => {
            "登录不上共享文件夹，请先在资源管理器里打开它、输入用户名和密码，再试一次"
        }
        _ => return None,
    })
}

const CLOSE_IT: &str = "请关闭 Word、WPS、Excel 或编辑器里打开的这个文件，再试一次";

fn held(path: &Path) -> String {
    let seen = lock_beside(path).map(|lock| format!("（{}）", evidence(&lock)));
    format!("{}{}，{CLOSE_IT}", Cause::Held, seen.unwrap_or_default())
}

fn evidence(lock: &Path) -> String {
    let name = lock.file_name().unwrap_or_default().to_string_lossy();
    format!("旁边有 {name}，说明 Word、WPS 一类的程序正开着它")
}

/// The outermost folder that is not there: the others cannot be there without it.
fn missing(path: &Path, error: &io::Error) -> String {
    let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
    let folder = path.ancestors().skip(1).filter(is_missing).last();
    match folder {
        Some(folder) => format!("文件夹 {} 不存在，请核对路径", folder.display()),
        None if names_a_folder(path) => "文件夹不存在，请核对路径".to_owned(),
        None if path.extension().is_none() => {
            "没有这个文件，也没有这个文件夹，请核对名称".to_owned()
        }
        None => reason(error),
    }
}

/// Whether a path ends as only those of folders do.
fn names_a_folder(path: &Path) -> bool {
    path.to_string_lossy().ends_with(std::path::is_separator)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn what_another_program_holds_is_told_with_what_to_do() {
        let told = reason_at(Path::new("年报.nianbao"), &Cause::Held.error());
        assert!(told.contains("打开着") && told.contains("请关闭 Word、WPS、Excel"), "{told}");
    }

    /// Error 32 is a broken pipe elsewhere.
    #[test]
    fn numbers_of_windows_count_on_windows() {
        let told = reason(&io::Error::from_raw_os_error(32));
        assert_eq!(told.contains("请关闭 Word"), cfg!(windows), "{told}");
        assert!(of_windows(53).is_some_and(|told| told.contains("共享")));
        assert_eq!(of_windows(2), None);
    }

    #[test]
    fn a_lock_file_beside_is_evidence() {
        let folder = std::env::temp_dir().join(format!("nianbao-disk-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("云岭2023年报.docx");
        let denied = ErrorKind::PermissionDenied.into();
        assert!(!reason_at(&path, &denied).contains("~$"));
        std::fs::write(folder.join("~$2023年报.docx"), "").unwrap();
        let told = [reason_at(&path, &denied), reason_at(&path, &Cause::Held.error())];
        std::fs::remove_dir_all(&folder).unwrap();
        for told in told {
            assert!(told.contains("旁边有 ~$2023年报.docx"), "{told}");
        }
    }

    #[test]
    fn what_is_missing_is_named() {
        let missing = |path: &str| reason_at(Path::new(path), &ErrorKind::NotFound.into());
        assert!(missing("没有/年报.nianbao").starts_with("文件夹 没有 不存在"));
        assert!(missing("没有/").starts_with("文件夹不存在"));
        assert!(missing("没有").starts_with("没有这个文件，也没有这个文件夹"));
        assert!(missing("没有.nianbao").starts_with("没有这个文件，请"));
    }
}
