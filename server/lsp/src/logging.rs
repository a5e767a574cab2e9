//! What the server has to say of itself: to the client's log, and to a file if asked. Never to
//! standard output, which belongs to the protocol.

use std::fmt::{Debug, Write as _};
use std::fs::OpenOptions;
use std::path::PathBuf;
use std::sync::Mutex;

use tower_lsp::Client;
use tower_lsp::ls_types::MessageType;
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

/// Starts logging. A second server in the same process logs where the first does.
pub(super) fn start(client: Client, file: Option<PathBuf>) {
    let (messages, mut inbox) = tokio::sync::mpsc::unbounded_channel::<(MessageType, String)>();
    tokio::spawn(async move {
        while let Some((level, message)) = inbox.recv().await {
            client.log_message(level, message).await;
        }
    });
    let file = file.and_then(|path| OpenOptions::new().create(true).append(true).open(path).ok());
    let to_file = file.map(|file| {
        tracing_subscriber::fmt::layer().with_ansi(false).with_writer(Mutex::new(file))
    });
    let registry = tracing_subscriber::registry().with(ClientLayer { messages }).with(to_file);
    drop(registry.try_init());
}

/// Sends what is logged to the client, without waiting for it.
struct ClientLayer {
    messages: tokio::sync::mpsc::UnboundedSender<(MessageType, String)>,
}

impl<S: Subscriber> Layer<S> for ClientLayer {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let level = match *event.metadata().level() {
            Level::ERROR => MessageType::ERROR,
            Level::WARN => MessageType::WARNING,
            Level::INFO => MessageType::INFO,
            // What libraries tell each other is no news to the author of a report.
            Level::DEBUG | Level::TRACE => return,
        };
        let mut message = Message::default();
        event.record(&mut message);
        drop(self.messages.send((level, message.0)));
    }
}

#[derive(Default)]
struct Message(String);

impl Visit for Message {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        // Writing into a string does not fail.
        let _ = if field.name() == "message" {
            write!(self.0, "{value:?}")
        } else {
            write!(self.0, " {}={value:?}", field.name())
        };
    }
}
