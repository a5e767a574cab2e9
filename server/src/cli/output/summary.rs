//! The last lines for a reader: how much there is, and what can be mended by itself.

use std::io::{self, Write};

use analysis::mend::{FixPolicy, usable};
use finding::Severity;

use crate::cli::check::Checkup;

pub(super) fn write(checkup: &Checkup, out: &mut dyn Write) -> io::Result<()> {
    if checkup.files.is_empty() {
        return Ok(());
    }
    let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Info]
        .map(|severity| (checkup.count(severity), severity.name()))
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, level)| format!("{count} 个{level}"))
        .collect();
    let fixed: usize = checkup.files.iter().map(|file| file.fixed).sum();
    let files = checkup.files.len();
    let mended = if fixed > 0 { format!("，改正 {fixed} 处") } else { String::new() };
    let left = if fixed > 0 { "还有" } else { "发现" };
    match (counts.is_empty(), fixed) {
        (true, 0) => writeln!(out, "检查了 {files} 个文件，没有发现问题。")?,
        (true, _) => writeln!(out, "检查了 {files} 个文件{mended}，没有别的问题了。")?,
        _ => writeln!(out, "检查了 {files} 个文件{mended}，{left} {}。", counts.join("、"))?,
    }
    if !checkup.unread.is_empty() {
        writeln!(out, "另有 {} 个文件没能检查，原因已在上面说明。", checkup.unread.len())?;
    }
    write_advice(checkup, out)
}

/// Which command would mend what is left.
fn write_advice(checkup: &Checkup, out: &mut dyn Write) -> io::Result<()> {
    // What is no text cannot be mended by itself.
    let texts = || checkup.files.iter().filter(|file| file.document.is_none());
    let findings = || texts().flat_map(|file| &file.findings);
    let safe = findings().filter(|f| usable(f, FixPolicy::Safe).is_some()).count();
    let all = findings().filter(|f| usable(f, FixPolicy::All).is_some()).count();
    if checkup.fixes.is_none() && safe > 0 {
        writeln!(out, "其中 {safe} 处可以自动改正：在命令后面加上 --fix。")?;
    }
    if checkup.fixes != Some(FixPolicy::All) && all > safe {
        let count = all - safe;
        writeln!(
            out,
            "有 {count} 处的改法会动数字或内容，请先核对，再决定是否加上 --fix --unsafe-fixes 自动改。"
        )?;
    }
    Ok(())
}
