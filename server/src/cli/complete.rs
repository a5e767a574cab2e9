//! `nianbao completions`: a script for the user's shell, made from the arguments themselves.

use std::io::Write as _;

use super::arguments::{self, Completions};
use super::{Outcome, Result, Terminal};

pub(super) fn run(arguments: &Completions, terminal: &mut Terminal) -> Result {
    // clap_complete panics where it cannot write; writing to memory never fails.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut arguments::command(), "nianbao", &mut script);
    terminal.out.write_all(&script)?;
    Ok(Outcome::Clean)
}
