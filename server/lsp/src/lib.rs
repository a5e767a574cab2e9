//! The language server: the only part of the program that knows the protocol.
//!
//! The laws (design): state changes before the first await of a notification; a request works on an
//! immutable snapshot; results for an older version are dropped; a panic is answered; no guard of
//! the document map crosses an await.

mod backend;
mod beside;
mod capabilities;
mod cells;
mod commands;
mod compare;
mod completion;
mod diagnostics;
mod documents;
mod encoding;
mod export;
mod figures;
mod file_uri;
mod framing;
mod from_proto;
mod guard;
mod guide;
mod ledgers;
mod logging;
mod preview;
mod process;
mod publisher;
mod semantic_tokens;
mod settings;
mod stdio;
mod tally;
mod to_proto;
mod workspace;

use std::path::PathBuf;

use tower_lsp::{ClientSocket, LspService, Server};

use backend::Backend;
use guard::Guard;

/// So many messages may be under way; the client's own are small and never wait for each other.
const CONCURRENCY: usize = 64;

/// Serves one client on standard input and output until it goes. Whether it said `shutdown` before.
///
/// # Errors
/// If the system gives no threads to work with.
pub fn run(log_file: Option<PathBuf>) -> std::io::Result<bool> {
    // One thread: a message is answered where it comes in, and nobody has to be woken for it. What
    // takes long has threads of its own.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let in_order = runtime.block_on(serve(stdio::input()?, stdio::output()?, log_file));
    runtime.shutdown_background();
    Ok(in_order)
}

/// Serves one client on any pair of streams. Whether it said `shutdown` before it went.
pub async fn serve<I, O>(input: I, output: O, log_file: Option<PathBuf>) -> bool
where
    I: tokio::io::AsyncRead + Unpin,
    O: tokio::io::AsyncWrite,
{
    let (service, socket) = service();
    let state = service.inner().state();
    logging::start(service.inner().client(), log_file);
    let serving = Server::new(framing::messages_of(input), output, socket)
        .concurrency_level(CONCURRENCY)
        .serve(Guard(service));
    tokio::select! {
        () = serving => {}
        () = state.parent_gone() => {}
    }
    state.was_shut_down()
}

fn service() -> (LspService<Backend>, ClientSocket) {
    let builder = LspService::build(Backend::new);
    #[cfg(test)]
    let builder = builder.custom_method("nianbao/panic", tests::panicking);
    builder.finish()
}

#[cfg(test)]
mod tests;
