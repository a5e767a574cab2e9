//! The whole server in the test's own process, over a pair of streams: what a client of the real
//! program cannot bring about.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, ReadHalf, WriteHalf, duplex, split};
use tokio::task::JoinHandle;
use tower_lsp::jsonrpc::Result;

use super::backend::Backend;
use super::serve;

const URI: &str = "file:///%E4%BA%91%E5%B2%AD.nianbao";

/// A handler that fails.
pub(super) async fn panicking(_: &Backend) -> Result<()> {
    panic!("on purpose")
}

/// A client of a server in the same process.
struct Client {
    to: WriteHalf<DuplexStream>,
    from: ReadHalf<DuplexStream>,
    server: JoinHandle<bool>,
}

impl Client {
    async fn start() -> Self {
        let (near, far) = duplex(1 << 16);
        let (from, to) = split(near);
        let (input, output) = split(far);
        let server = tokio::spawn(serve(input, output, None));
        let mut client = Self { to, from, server };
        client.ask(0, "initialize", json!({ "capabilities": {} })).await;
        client.notify("initialized", json!({})).await;
        client
    }

    async fn send(&mut self, message: Value) {
        let body = message.to_string();
        let framed = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        self.to.write_all(framed.as_bytes()).await.unwrap();
    }

    async fn notify(&mut self, method: &str, params: Value) {
        self.send(json!({ "jsonrpc": "2.0", "method": method, "params": params })).await;
    }

    async fn request(&mut self, id: i64, method: &str, params: Value) {
        let params = Some(params).filter(|params| !params.is_null());
        let mut request = json!({ "jsonrpc": "2.0", "id": id, "method": method });
        params.into_iter().for_each(|params| request["params"] = params);
        self.send(request).await;
    }

    /// The answer; what the server says before it is passed over.
    async fn ask(&mut self, id: i64, method: &str, params: Value) -> Value {
        self.request(id, method, params).await;
        loop {
            let message = self.next().await;
            if message["id"] == id && message.get("method").is_none() {
                return message;
            }
        }
    }

    async fn next(&mut self) -> Value {
        let mut header = Vec::new();
        while !header.ends_with(b"\r\n\r\n") {
            header.push(self.from.read_u8().await.unwrap());
        }
        let header = String::from_utf8(header).unwrap();
        let length = header.trim().rsplit(' ').next().unwrap().parse().unwrap();
        let mut body = vec![0; length];
        self.from.read_exact(&mut body).await.unwrap();
        serde_json::from_slice(&body).unwrap()
    }

    async fn open(&mut self, text: &str) {
        let document = json!({ "uri": URI, "languageId": "nianbao", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document })).await;
    }

    async fn change(&mut self, version: i32, change: &Value) {
        let document = json!({ "uri": URI, "version": version });
        let params = json!({ "textDocument": document, "contentChanges": [change] });
        self.notify("textDocument/didChange", params).await;
    }

    /// The names of the outline's entries.
    async fn outline(&mut self, id: i64) -> Vec<String> {
        let params = json!({ "textDocument": { "uri": URI } });
        let answer = self.ask(id, "textDocument/documentSymbol", params).await;
        let symbols = answer["result"].as_array().unwrap().clone();
        symbols.iter().map(|symbol| symbol["name"].as_str().unwrap().to_owned()).collect()
    }
}

#[tokio::test]
async fn a_panic_is_answered_and_the_server_goes_on() {
    let mut client = Client::start().await;
    client.open("𠮷县局2023年政府信息公开工作年度报告\n").await;
    for id in [1, 2] {
        let answer = client.ask(id, "nianbao/panic", Value::Null).await;
        assert_eq!(answer["error"]["code"], -32603, "{answer}");
    }
    client.notify("nianbao/panic", Value::Null).await;
    assert_eq!(client.outline(3).await, ["𠮷县局2023年政府信息公开工作年度报告"]);
}

#[tokio::test]
async fn changes_are_taken_in_the_order_in_which_they_come() {
    let mut client = Client::start().await;
    client.open("").await;
    let mut text = String::new();
    // Beyond the line is its end.
    let end = json!({ "line": 0, "character": 9999 });
    // A longer line would be no title.
    for version in 2..=81 {
        let typed = if version == 81 {
            "𠮷县局2023年政府信息公开工作年度报告".to_owned()
        } else {
            format!("{}", version % 7)
        };
        let change = json!({ "range": { "start": end, "end": end }, "text": typed });
        client.change(version, &change).await;
        text += &typed;
    }
    assert_eq!(client.outline(1).await, [text]);
}

/// Whoever asks before the client was told has the cell sought; it is told of nonetheless.
#[tokio::test]
async fn the_cell_that_is_probably_wrong_is_told_of_whoever_asks_meanwhile() {
    let mut client = Client::start().await;
    client.open(include_str!("../../../examples/faulty.nianbao")).await;
    let start = json!({ "line": 0, "character": 0 });
    let range = json!({ "start": start, "end": { "line": 9999, "character": 0 } });
    let params = json!({ "textDocument": { "uri": URI }, "range": range });
    client.request(1, "textDocument/inlayHint", params).await;
    let told = async { while !names_the_cell(&client.next().await) {} };
    tokio::time::timeout(Duration::from_secs(60), told).await.unwrap();
}

/// The clock goes on only when the server has nothing to do, so that no machine is too slow for this.
#[tokio::test(start_paused = true)]
async fn the_cell_that_is_probably_wrong_is_sought_when_nothing_changes_any_more() {
    let mut client = Client::start().await;
    client.open(include_str!("../../../examples/faulty.nianbao")).await;
    let start = json!({ "line": 0, "character": 0 });
    for version in 2..=20 {
        let change = json!({ "range": { "start": start, "end": start }, "text": "\n" });
        client.change(version, &change).await;
        loop {
            let told = client.next().await;
            assert!(!names_the_cell(&told), "{told}");
            if told["params"]["version"] == version {
                break;
            }
        }
    }
    let told = client.next().await;
    assert!(names_the_cell(&told), "{told}");
    assert_eq!(told["params"]["version"], 20);
}

/// Whether these are the diagnostics with the cell that is probably wrong.
fn names_the_cell(message: &Value) -> bool {
    message["params"]["diagnostics"].to_string().contains("最可能")
}

#[tokio::test]
async fn whether_the_client_said_shutdown_is_told() {
    let mut polite = Client::start().await;
    polite.ask(1, "shutdown", Value::Null).await;
    polite.notify("exit", Value::Null).await;
    assert!(polite.server.await.unwrap());
    let mut rude = Client::start().await;
    rude.notify("exit", Value::Null).await;
    assert!(!rude.server.await.unwrap());
}
