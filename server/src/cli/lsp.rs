//! `nianbao lsp`: the language server, on standard input and output.

use super::arguments::Lsp;
use super::{Failure, Outcome, Result};

/// Serves until the editor goes. An editor that goes without `shutdown` makes the exit code 1, as
/// the protocol demands.
pub(super) fn run(arguments: Lsp) -> Result {
    match lsp::run(arguments.log_file) {
        Ok(true) => Ok(Outcome::Clean),
        Ok(false) => Ok(Outcome::Findings),
        Err(error) => Err(Failure::Message(format!("语言服务器无法启动：{error}。"))),
    }
}
