//! An open document: its text on the client's side, kept in step with what the server is told, and questions about it.

use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use crate::client::Client;
use crate::setup::{self, Setup};
use crate::text_model::{Encoding, Text};

/// Opens `text` in a server of its own for each encoding and asks `question`. A failure tells which encoding it was.
pub fn in_each_encoding(text: &str, question: impl Fn(&mut Client, &Document)) {
    for encoding in Encoding::ALL {
        let told = Told(encoding);
        let mut client = Client::start(&Setup::new(encoding));
        let document = Document::open(&mut client, "年报𠮷.nianbao", text);
        question(&mut client, &document);
        std::mem::forget(told);
    }
}

/// Says, when a test fails, what it was about.
struct Told(Encoding);

#[allow(clippy::print_stderr, reason = "a failed case must be shown whole")]
impl Drop for Told {
    fn drop(&mut self) {
        eprintln!("this was with positions in {}", self.0.name());
    }
}

pub struct Document {
    pub uri: String,
    pub version: i32,
    pub text: Text,
}

impl Document {
    /// Opens a document that is no file.
    pub fn open(client: &mut Client, name: &str, text: &str) -> Self {
        Self::open_as(client, &setup::uri(Path::new(&format!("/nianbao-tests/{name}"))), text)
    }

    /// Opens a document under a name that no other has.
    pub fn open_another(client: &mut Client, text: &str) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        Self::open(client, &format!("another-{count}.nianbao"), text)
    }

    pub fn open_file(client: &mut Client, path: &Path, text: &str) -> Self {
        Self::open_as(client, &setup::uri(path), text)
    }

    pub fn open_as(client: &mut Client, uri: &str, text: &str) -> Self {
        let document = json!({ "uri": uri, "languageId": "nianbao", "version": 1, "text": text });
        client.notify("textDocument/didOpen", json!({ "textDocument": document }));
        Self { uri: uri.to_owned(), version: 1, text: Text::new(text, client.encoding) }
    }

    pub fn close(&self, client: &mut Client) {
        client.notify("textDocument/didClose", json!({ "textDocument": self.identifier() }));
    }

    /// One notification with these changes, each to the text that the former left.
    pub fn change(&mut self, client: &mut Client, changes: &[Value]) {
        self.version += 1;
        for change in changes {
            self.text.change(change);
        }
        let document = json!({ "uri": self.uri, "version": self.version });
        client.notify(
            "textDocument/didChange",
            json!({ "textDocument": document, "contentChanges": changes }),
        );
    }

    /// A change of those bytes, for `change`.
    pub fn replace(&self, range: Range<usize>, new: &str) -> Value {
        json!({ "range": self.text.range(range), "text": new })
    }

    pub fn identifier(&self) -> Value {
        json!({ "uri": self.uri })
    }

    /// The diagnostics that are pushed for the document's present version: the last ones, where it is said what is probably
    /// wrong.
    pub fn diagnostics(&self, client: &mut Client) -> Vec<Value> {
        let is_ours = |message: &Value| {
            self.is_published(message) && !of_publication(message).iter().any(is_without_advice)
        };
        let what = format!("diagnostics of version {}", self.version);
        let message = client.wait_for(&what, is_ours);
        of_publication(&message).clone()
    }

    /// Whether a message has the diagnostics of the document's present version.
    pub fn is_published(&self, message: &Value) -> bool {
        message["method"] == "textDocument/publishDiagnostics"
            && message["params"]["uri"] == self.uri
            && message["params"]["version"] == self.version
    }

    /// Asks about the document as a whole.
    pub fn ask(&self, client: &mut Client, method: &str) -> Value {
        self.ask_with(client, method, json!({}))
    }

    /// Asks about the document, with further parameters.
    pub fn ask_with(&self, client: &mut Client, method: &str, params: Value) -> Value {
        let params = self.params(params);
        client.request(&format!("textDocument/{method}"), params)
    }

    /// Asks about the place that `marked` marks with `$0`.
    pub fn ask_at(&self, client: &mut Client, method: &str, marked: &str) -> Value {
        self.ask_at_offset(client, method, self.text.at(marked))
    }

    pub fn ask_at_offset(&self, client: &mut Client, method: &str, offset: usize) -> Value {
        self.ask_with(client, method, json!({ "position": self.text.position(offset) }))
    }

    /// Parameters with the document's name.
    pub fn params(&self, mut params: Value) -> Value {
        params["textDocument"] = self.identifier();
        params
    }

    /// The whole text as a range.
    pub fn everything(&self) -> Value {
        self.text.range(0..self.text.text.len())
    }

    /// The text after a workspace edit, which must be about this document alone.
    pub fn after(&self, edit: &Value) -> String {
        let changes = edit["changes"].as_object().unwrap_or_else(|| panic!("no changes: {edit}"));
        assert_eq!(changes.keys().collect::<Vec<_>>(), [&self.uri]);
        self.text.edited(&changes[&self.uri])
    }

    /// What the ranges of a list of locations, highlights or the like cover.
    pub fn covered(&self, list: &Value) -> Vec<String> {
        let list = list.as_array().unwrap_or_else(|| panic!("no list: {list}"));
        list.iter().map(|entry| self.text.covered(&entry["range"]).to_owned()).collect()
    }
}

fn of_publication(message: &Value) -> &Vec<Value> {
    message["params"]["diagnostics"].as_array().unwrap()
}

/// Whether it only says that a sum does not hold, and not yet what to do.
pub fn is_without_advice(diagnostic: &Value) -> bool {
    diagnostic["code"] == "unbalanced-sum"
        && diagnostic["message"].as_str().unwrap().matches('。').count() == 1
}
