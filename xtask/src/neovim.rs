//! Neovim: a native package, `site/pack/nianbao/start/nianbao` in Neovim's data folder, which Neovim loads by itself. It holds
//! the plugin, the server, the parser and the grammar's queries, so that the checkout may go away.

use std::path::{Path, PathBuf};

use crate::{Result, build, files};

/// What tells the package from a folder of somebody else's.
const MARK: &str = "lua/nianbao/server.lua";

pub(crate) fn install(server: &Path) -> Result<String> {
    let package = package()?;
    remove(&package)?;
    let checkout = build::checkout();
    files::copy_folder(&checkout.join("editors/neovim"), &package, &["tests", "tags"])?;
    files::copy(server, &package.join("bin").join(build::program_name()))?;
    files::copy_folder(&checkout.join("grammar/queries"), &package.join("queries/nianbao"), &[])?;
    let parser = package.join("parser").join(build::parser_name());
    std::fs::create_dir_all(package.join("parser"))
        .map_err(|error| files::reason(&package, &error))?;
    let note = match build::parser(&parser) {
        Ok(()) => String::new(),
        Err(problem) => format!(
            "\n语法解析器没有编译成，颜色由检查程序提供，其余功能照常。编译器说：\n{problem}"
        ),
    };
    Ok(format!(
        "已装进 Neovim：{}\n重新打开 Neovim，输入 :help nianbao 看用法，:checkhealth nianbao 看装得对不对。{note}",
        package.display()
    ))
}

pub(crate) fn uninstall() -> Result<String> {
    let package = package()?;
    if !remove(&package)? {
        return Ok(format!("没有装过：{} 不存在。", package.display()));
    }
    for folder in package.ancestors().skip(1).take(2) {
        files::remove_if_empty(folder);
    }
    Ok(format!("已从 Neovim 里卸下，删除了 {}", package.display()))
}

/// Removes the package; whether there was one.
fn remove(package: &Path) -> Result<bool> {
    let Ok(metadata) = package.symlink_metadata() else { return Ok(false) };
    if metadata.is_symlink() || !package.join(MARK).is_file() {
        return Err(format!(
            "{} 不是用这个命令装的，没有动它。请自己移走，再试一次。",
            package.display()
        ));
    }
    std::fs::remove_dir_all(package).map_err(|error| files::reason(package, &error))?;
    Ok(true)
}

fn package() -> Result<PathBuf> {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let data = data_folder(cfg!(windows), |name| variable(name).map(PathBuf::from));
    let data = data.ok_or("找不到您的用户文件夹，不知道装在哪里。")?;
    Ok(data.join("site/pack/nianbao/start/nianbao"))
}

/// Neovim's data folder, as `stdpath('data')` has it.
fn data_folder(windows: bool, variable: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    let name = variable("NVIM_APPNAME").unwrap_or_else(|| "nvim".into());
    let set = variable("XDG_DATA_HOME");
    if windows {
        let mut name = name.into_os_string();
        name.push("-data");
        let local = || {
            variable("LOCALAPPDATA")
                .or_else(|| Some(variable("USERPROFILE")?.join("AppData/Local")))
        };
        return Some(set.or_else(local)?.join(name));
    }
    Some(set.or_else(|| Some(variable("HOME")?.join(".local/share")))?.join(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(windows: bool, variables: &[(&str, &str)], expected: Option<&str>) {
        let variable = |name: &str| {
            variables
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| PathBuf::from(value))
        };
        assert_eq!(data_folder(windows, variable), expected.map(PathBuf::from));
    }

    #[test]
    fn the_data_folder_is_neovims() {
        check(false, &[("HOME", "/家")], Some("/家/.local/share/nvim"));
        check(false, &[("HOME", "/家"), ("XDG_DATA_HOME", "/数据")], Some("/数据/nvim"));
        check(false, &[("HOME", "/家"), ("NVIM_APPNAME", "试")], Some("/家/.local/share/试"));
        check(false, &[], None);
    }

    #[test]
    fn on_windows_it_has_another_name() {
        check(true, &[("LOCALAPPDATA", "C:/l")], Some("C:/l/nvim-data"));
        check(true, &[("USERPROFILE", "C:/u")], Some("C:/u/AppData/Local/nvim-data"));
        check(true, &[("XDG_DATA_HOME", "C:/x"), ("NVIM_APPNAME", "a")], Some("C:/x/a-data"));
    }
}
