//! `nianbao rules`: all rules, a line each.

use std::io::Write as _;

use anstyle::Style;
use rules::ALL;

use super::output::level;
use super::{Outcome, Result, Terminal};

const BOLD: Style = Style::new().bold();

pub(super) fn run(terminal: &mut Terminal) -> Result {
    let width = ALL.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    for rule in ALL {
        let (name, level) = (rule.name, level(rule.severity));
        let gap = " ".repeat(width - name.len());
        writeln!(terminal.out, "{BOLD}{name}{BOLD:#}{gap}  {level}  {}", rule.summary())?;
    }
    writeln!(terminal.out, "\n要看一条规则的详细说明：nianbao explain <规则名>")?;
    Ok(Outcome::Clean)
}
