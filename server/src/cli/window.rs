//! A window that was opened for this program alone: somebody has double-clicked it on Windows, or dragged a file
//! onto it. It closes with the program, so the program waits until it has been read.

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use console::Term;

use super::{Outcome, Result, Terminal, arguments};

/// The page that checks reports in a browser, as it is handed out beside the program.
const PAGE: &str = "年报检查.html";

/// A window of the program's own.
#[derive(Debug)]
pub(super) struct Window {
    /// Nothing was dragged onto the program.
    empty: bool,
}

impl Window {
    /// The window, if there is one, and the program was started with the mouse. A command that stands in a
    /// script must never wait for somebody.
    pub(super) fn of(arguments: &[OsString]) -> Option<Self> {
        let own = is_own() && arguments::are_of_a_mouse(arguments);
        own.then_some(Self { empty: arguments.len() < 2 })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.empty
    }

    /// Keeps the window open until a key is pressed.
    pub(super) fn wait(self, terminal: &mut Terminal) {
        // Whoever cannot be asked is not waited for.
        let asked =
            write!(terminal.err, "\n按任意键关闭这个窗口……").and_then(|()| terminal.err.flush());
        if asked.is_ok() {
            drop(Term::stdout().read_key());
        }
    }
}

/// Says to somebody who has double-clicked the program what it is for.
pub(super) fn explain(terminal: &mut Terminal) -> Result {
    let program = std::env::current_exe().unwrap_or_default();
    write_explanation(&program, page_beside(&program).as_deref(), &mut terminal.err)?;
    Ok(Outcome::Clean)
}

fn write_explanation(
    program: &Path,
    page: Option<&Path>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let program = name(program);
    writeln!(
        out,
        "\
nianbao {}：检查年报的工具

要检查年报，用鼠标把文件拖到 {program} 的图标上，松开就行。Word、WPS、Excel、网页、PDF 文件和
.nianbao 文件都可以，一次拖几个、拖整个文件夹也可以。查出的问题会列在这样的窗口里。
原文件不会改动。程序只在本机运行，不联网。",
        env!("CARGO_PKG_VERSION"),
    )?;
    if let Some(page) = page.map(name) {
        writeln!(out, "\n想在浏览器里边写边查，请双击旁边的 {page}，不用安装，也不联网。")?;
    }
    writeln!(
        out,
        "\n别的用法（排版、导出 Word、生成空白年报等）要输入命令：打开程序所在的文件夹，在上方的地址栏里\n输入 powershell，按回车，再输入 .\\{program} help。"
    )
}

/// The page that lies beside the program.
fn page_beside(program: &Path) -> Option<PathBuf> {
    let page = program.with_file_name(PAGE);
    page.is_file().then_some(page)
}

/// Whether nobody else has the window, which is then there for the program alone.
#[cfg(windows)]
fn is_own() -> bool {
    use std::io::IsTerminal as _;
    use windows_sys::Win32::System::Console::{GetConsoleProcessList, GetConsoleWindow};
    let mut processes = [0_u32; 2];
    // SAFETY: both only ask; the list holds as many numbers as is said.
    #[allow(unsafe_code, reason = "Windows asks for it")]
    let (window, count) = unsafe {
        (GetConsoleWindow(), GetConsoleProcessList(processes.as_mut_ptr(), processes.len() as u32))
    };
    // An editor that starts the program unseen gives it a console without a window, or pipes.
    let is_seen = !window.is_null() && io::stdin().is_terminal() && io::stdout().is_terminal();
    is_seen && count == 1
}

/// Elsewhere a window stays open, or is none.
#[cfg(not(windows))]
fn is_own() -> bool {
    false
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn explanation(page: Option<&Path>) -> String {
        let mut out = Vec::new();
        write_explanation(Path::new("/x/nianbao.exe"), page, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn who_double_clicks_is_told_what_to_do() {
        let told = explanation(None);
        assert!(told.contains("拖到 nianbao.exe 的图标上") && !told.contains(".html"), "{told}");
    }

    #[test]
    fn the_page_beside_is_offered() {
        let told = explanation(Some(Path::new("/x/年报检查.html")));
        assert!(told.contains("双击旁边的 年报检查.html"), "{told}");
    }

    #[test]
    fn only_a_start_with_the_mouse_is_one() {
        let started = |words: &[&str]| {
            let arguments: Vec<OsString> = words.iter().map(Into::into).collect();
            arguments::are_of_a_mouse(&arguments)
        };
        assert!(started(&["nianbao"]) && started(&["nianbao", r"C:\年报\a.docx", "b.docx"]));
        assert!(started(&["nianbao", "没有的文件夹"]));
        for words in
            [&["nianbao", "check", "a.nianbao"][..], &["nianbao", "lsp"], &["nianbao", "--version"]]
        {
            assert!(!started(words), "{words:?}");
        }
    }
}
