//! The program `nianbao`: reads its arguments and runs the command they name.

mod cli;

use std::process::ExitCode;

/// A tree and a report are thousands of small pieces, made and thrown away at every keystroke.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    let mut terminal = cli::Terminal::new(&arguments);
    cli::run(arguments, &mut terminal)
}
