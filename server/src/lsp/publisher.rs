//! Tells the client what is found, where it does not ask for it.
//!
//! One task sends everything, so that what is sent of a document never goes back to an older
//! version or to older settings. What changed while the client was being told is told once, as it
//! is then. Knows documents by name only; what is found, the state says.

use std::sync::Arc;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp::Client as Connection;
use tower_lsp::ls_types::Uri;

use super::backend::State;

/// The way to the task.
#[derive(Debug, Clone)]
pub(super) struct Publisher(UnboundedSender<Uri>);

impl Publisher {
    /// Starts the task; it ends when no publisher is left.
    pub(super) fn start(connection: Connection, state: Arc<State>) -> Self {
        let (due, inbox) = unbounded_channel();
        tokio::spawn(publish(inbox, connection, state));
        Self(due)
    }

    /// The client is to be told of a document: it was opened, has changed, or is closed.
    pub(super) fn publish(&self, uri: Uri) {
        // The task is gone only when the server is.
        drop(self.0.send(uri));
    }
}

async fn publish(mut inbox: UnboundedReceiver<Uri>, connection: Connection, state: Arc<State>) {
    let mut due = Vec::new();
    while inbox.recv_many(&mut due, usize::MAX).await > 0 {
        due.sort();
        due.dedup();
        for uri in due.drain(..) {
            let snapshot = state.documents.get(&uri);
            let version = snapshot.as_ref().and_then(|snapshot| snapshot.version);
            let diagnostics = snapshot.map(|snapshot| state.diagnostics(&snapshot));
            connection.publish_diagnostics(uri, diagnostics.unwrap_or_default(), version).await;
        }
    }
}
