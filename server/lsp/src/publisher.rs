//! Tells the client what is found, where it does not ask for it.
//!
//! One task sends everything, so that what is sent of a document never goes back to an older
//! version or to older settings. What changed while the client was being told is told once, as it
//! is then. What is wrong is told first; which cell is probably to blame is sought when nothing has
//! changed for a moment, and told if the document is still the same. What is found, the state says.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Weak};
use std::time::Duration;

use tokio::sync::mpsc::{
    UnboundedReceiver, UnboundedSender, WeakUnboundedSender, unbounded_channel,
};
use tokio::task::yield_now;
use tokio::time::timeout;
use tower_lsp::Client as Connection;
use tower_lsp::ls_types::{Diagnostic, Uri};

use super::backend::State;
use super::documents::Snapshot;

/// How long nothing must change before it is sought which cells are probably wrong. Somebody who
/// types a figure breaks its sums with each digit; they are not told of causes that are none.
const PAUSE: Duration = Duration::from_millis(50);

/// What the client is to be told of.
#[derive(Debug)]
enum Due {
    /// A document that was opened, has changed, or is closed.
    Document(Uri),
    /// A document of which it is known now which cells are probably wrong.
    Explained(Arc<Snapshot>),
    /// Not to be told: what a document was before it changed.
    Past(Arc<Snapshot>),
}

/// The way to the task.
#[derive(Debug, Clone)]
pub(super) struct Publisher(UnboundedSender<Due>);

impl Publisher {
    /// Starts the task; it ends when no publisher is left.
    pub(super) fn start(connection: Connection, state: Arc<State>) -> Self {
        let (due, inbox) = unbounded_channel();
        let task = Task {
            connection,
            state,
            due: due.downgrade(),
            told: HashMap::new(),
            unexplained: BTreeMap::new(),
        };
        tokio::spawn(task.run(inbox));
        Self(due)
    }

    /// The client is to be told of a document: it was opened, has changed, or is closed.
    pub(super) fn publish(&self, uri: Uri) {
        // The task is gone only when the server is.
        drop(self.0.send(Due::Document(uri)));
    }

    /// Throws away what a document was, when the client has been told what it is now: thousands of
    /// pieces of a tree and a report would be given back while the client waits.
    pub(super) fn discard(&self, former: Arc<Snapshot>) {
        drop(self.0.send(Due::Past(former)));
    }
}

struct Task {
    connection: Connection,
    state: Arc<State>,
    due: WeakUnboundedSender<Due>,
    /// What was told last of each document: the same is not told twice.
    told: HashMap<Uri, Weak<Snapshot>>,
    /// The documents whose cells are to be sought.
    unexplained: BTreeMap<Uri, Arc<Snapshot>>,
}

impl Task {
    async fn run(mut self, mut inbox: UnboundedReceiver<Due>) {
        let mut due = Vec::new();
        while self.receive(&mut inbox, &mut due).await {
            let (mut changed, mut past) = (Vec::new(), Vec::new());
            for due in due.drain(..) {
                match due {
                    Due::Document(uri) => changed.push(uri),
                    Due::Explained(snapshot) => self.tell_explained(&snapshot).await,
                    Due::Past(snapshot) => past.push(snapshot),
                }
            }
            changed.sort();
            changed.dedup();
            for uri in changed {
                self.tell(uri).await;
            }
            // What was told is written when others have had their turn.
            yield_now().await;
            drop(past);
        }
    }

    /// Waits until something is due, and seeks what is still to be sought if that takes a while.
    /// Whether there is more to come.
    async fn receive(&mut self, inbox: &mut UnboundedReceiver<Due>, due: &mut Vec<Due>) -> bool {
        if !self.unexplained.is_empty() {
            if let Ok(count) = timeout(PAUSE, inbox.recv_many(due, usize::MAX)).await {
                return count > 0;
            }
            for (_, snapshot) in std::mem::take(&mut self.unexplained) {
                self.explain(snapshot);
            }
        }
        inbox.recv_many(due, usize::MAX).await > 0
    }

    /// Tells what is found in a document now; of one that was closed, nothing.
    async fn tell(&mut self, uri: Uri) {
        let Some(snapshot) = self.state.documents.get(&uri) else {
            self.told.remove(&uri);
            self.unexplained.remove(&uri);
            return self.connection.publish_diagnostics(uri, Vec::new(), None).await;
        };
        let former = self.told.insert(uri, Arc::downgrade(&snapshot));
        if former.is_some_and(|former| std::ptr::eq(former.as_ptr(), &*snapshot)) {
            return;
        }
        // Asked once: a request may have the cells sought while the client is being told.
        if snapshot.analysis.is_unexplained() {
            self.send(&snapshot, self.state.first_diagnostics(&snapshot)).await;
            self.unexplained.insert(snapshot.uri.clone(), snapshot);
        } else {
            self.unexplained.remove(&snapshot.uri);
            self.send(&snapshot, self.state.told(&snapshot).items.clone()).await;
        }
    }

    async fn tell_explained(&self, snapshot: &Snapshot) {
        if self.state.is_current(snapshot) {
            self.send(snapshot, self.state.told(snapshot).items.clone()).await;
        }
    }

    async fn send(&self, snapshot: &Snapshot, diagnostics: Vec<Diagnostic>) {
        let uri = snapshot.uri.clone();
        self.connection.publish_diagnostics(uri, diagnostics, snapshot.version).await;
    }

    /// Seeks the cells that are probably wrong, out of everybody's way.
    fn explain(&self, snapshot: Arc<Snapshot>) {
        let (state, due) = (Arc::clone(&self.state), self.due.clone());
        tokio::task::spawn_blocking(move || {
            if state.is_current(&snapshot) {
                snapshot.analysis.explained();
                let told = due.upgrade().map(|due| due.send(Due::Explained(snapshot)));
                // Nobody listens any more when the server ends.
                drop(told);
            }
        });
    }
}
