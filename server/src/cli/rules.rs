//! `nianbao rules`: all rules, a line each.

use std::io::Write as _;

use anstyle::Style;
use rules::ALL;
use unicode_width::UnicodeWidthStr as _;

use super::{Outcome, Result, Terminal};

const BOLD: Style = Style::new().bold();

pub(super) fn run(terminal: &mut Terminal) -> Result {
    let width = ALL.iter().map(|rule| rule.title.width_cjk()).max().unwrap_or(0);
    for rule in ALL {
        let (title, level) = (rule.title, rule.severity.name());
        let gap = " ".repeat(width - title.width_cjk());
        let (summary, id) = (rule.summary(), rule.name);
        writeln!(terminal.out, "{BOLD}{title}{BOLD:#}{gap}  {level}  {summary}（{id}）")?;
    }
    writeln!(terminal.out, "\n要看一条规则的详细说明：nianbao explain <规则名>")?;
    writeln!(terminal.out, "括号里的英文名给程序用；凡是要写规则名的地方，写哪一个都行。")?;
    Ok(Outcome::Clean)
}
