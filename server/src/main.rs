//! The program `nianbao`: reads its arguments and runs the command they name.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run(std::env::args_os(), &mut cli::Terminal::new())
}
