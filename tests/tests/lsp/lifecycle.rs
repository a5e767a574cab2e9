//! How a session with the language server begins and ends, and what it makes of messages that are none.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use nianbao_tests::client::{Client, Finished};
use nianbao_tests::document::Document;
use nianbao_tests::fixture;
use nianbao_tests::setup::Setup;
use nianbao_tests::text_model::Encoding;
use serde_json::{Value, json};

const PARSE_ERROR: i64 = -32700;
const INVALID_REQUEST: i64 = -32600;
const METHOD_NOT_FOUND: i64 = -32601;
const NOT_INITIALIZED: i64 = -32002;
const CANCELLED: i64 = -32800;

fn started() -> Client {
    Client::start(&Setup::new(Encoding::Utf16))
}

/// The server is well: it opens a report and finds its faults.
fn assert_serves(client: &mut Client) {
    let document = Document::open(client, "still-there.nianbao", &fixture::astral());
    assert!(!document.diagnostics(client).is_empty());
    document.close(client);
}

fn code(finished: &Finished) -> Option<i32> {
    assert!(!finished.stderr.contains("panicked"), "{}", finished.stderr);
    finished.status.code()
}

#[test]
fn the_encoding_is_the_best_that_the_client_knows() {
    for (offered, chosen) in [
        (vec![], "utf-16"),
        (vec!["utf-16"], "utf-16"),
        (vec!["utf-8"], "utf-8"),
        (vec!["utf-32"], "utf-32"),
        (vec!["utf-16", "utf-8"], "utf-8"),
        (vec!["utf-32", "utf-16", "utf-8"], "utf-8"),
        (vec!["utf-32", "utf-16"], "utf-16"),
        (vec!["utf-7"], "utf-16"),
    ] {
        let setup = Setup { encodings: offered.clone(), ..Setup::new(Encoding::Utf16) };
        let client = Client::start(&setup);
        let encoding = &client.initialized["capabilities"]["positionEncoding"];
        assert_eq!(encoding, chosen, "offered {offered:?}");
    }
}

#[test]
fn the_server_tells_its_name_and_version() {
    let client = started();
    let info = &client.initialized["serverInfo"];
    assert_eq!(info["name"], "nianbao");
    assert_eq!(info["version"], env!("CARGO_PKG_VERSION"));
}

#[test]
fn a_client_that_can_do_nothing_is_served() {
    let mut client = Client::start(&Setup::bare());
    assert_serves(&mut client);
    let finished = client.finish();
    let requests: Vec<&Value> =
        finished.notices.iter().filter(|notice| notice.get("id").is_some()).collect();
    assert!(requests.is_empty(), "asked for what the client cannot do: {requests:?}");
}

#[test]
fn changed_files_and_settings_are_registered_for_where_the_client_wants_it() {
    let mut client = started();
    let asked = client.wait_for_method("client/registerCapability");
    let registrations = asked["registrations"].as_array().unwrap();
    let of = |method: &str| registrations.iter().find(|it| it["method"] == method);
    let watchers = &of("workspace/didChangeWatchedFiles").unwrap()["registerOptions"]["watchers"];
    let patterns: Vec<&str> = watchers
        .as_array()
        .unwrap()
        .iter()
        .map(|watcher| watcher["globPattern"].as_str().unwrap())
        .collect();
    for name in ["nianbao.toml", ".nianbao"] {
        assert!(patterns.iter().any(|pattern| pattern.ends_with(name)), "{name} in {patterns:?}");
    }
    assert!(of("workspace/didChangeConfiguration").is_some(), "{registrations:?}");
}

#[test]
fn nothing_is_answered_before_initialize() {
    let mut client = Client::spawn();
    let params = json!({ "textDocument": { "uri": "file:///a.nianbao" } });
    let error = client.try_request("textDocument/documentSymbol", params).unwrap_err();
    assert_eq!(error["code"], NOT_INITIALIZED);
    let result = client.request("initialize", Setup::new(Encoding::Utf8).params());
    assert!(result["capabilities"].is_object());
    client.notify("initialized", json!({}));
    let again = client.try_request("initialize", Setup::new(Encoding::Utf8).params()).unwrap_err();
    assert_eq!(again["code"], INVALID_REQUEST);
    assert_serves(&mut client);
}

#[test]
fn nothing_is_answered_after_shutdown() {
    let mut client = started();
    client.request("shutdown", Value::Null);
    let error = client.try_request("workspace/symbol", json!({ "query": "" })).unwrap_err();
    assert_eq!(error["code"], INVALID_REQUEST);
    client.notify("exit", Value::Null);
    assert_eq!(code(&client.ended()), Some(0));
}

/// Standard input stays open all the while.
#[test]
fn exit_ends_the_server() {
    assert_eq!(code(&started().finish()), Some(0));
    let mut rude = started();
    rude.notify("exit", Value::Null);
    assert_eq!(code(&rude.ended()), Some(1));
    let mut early = Client::spawn();
    early.notify("exit", Value::Null);
    assert_eq!(code(&early.ended()), Some(1));
}

#[test]
fn the_end_of_input_ends_the_server() {
    for begun in [
        &b""[..],
        b"Content-Le",
        b"Content-Length: 80\r\n\r\n{\"jsonrpc\"",
        b"Content-Length: 1073741824\r\n\r\n{",
    ] {
        let mut client = started();
        client.send_bytes(begun);
        client.close_input();
        assert!(code(&client.ended()).is_some(), "{begun:?}");
    }
    let mut client = Client::spawn();
    client.close_input();
    assert!(code(&client.ended()).is_some());
    let mut client = started();
    client.request("shutdown", Value::Null);
    client.close_input();
    assert_eq!(code(&client.ended()), Some(0));
}

/// The editor may be killed while something else holds its end of the pipe open.
#[test]
fn the_server_ends_with_its_editor() {
    // Any process that waits until it is killed will do as the editor.
    let editor = Client::spawn();
    let setup = Setup { process: Some(editor.id()), ..Setup::new(Encoding::Utf16) };
    let mut client = Client::start(&setup);
    assert_serves(&mut client);
    drop(editor);
    assert!(code(&client.ended()).is_some());
    // An editor that was gone before the server looked.
    let mut late = Client::spawn();
    late.ask("initialize", setup.params());
    assert!(code(&late.ended()).is_some());
}

#[test]
fn bodies_that_are_no_message_are_survived() {
    for body in [
        &b"{"[..],
        b"null",
        b"[]",
        b"\"\xe4\xb8\"",
        b"{}",
        b"{\"jsonrpc\":\"2.0\"}",
        b"{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":7}",
        "𠮷".as_bytes(),
        b"[[[[[[[[",
    ] {
        let mut client = started();
        client.send_bytes(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
        client.send_bytes(body);
        assert_serves(&mut client);
        assert_eq!(code(&client.finish()), Some(0), "{}", String::from_utf8_lossy(body));
    }
}

#[test]
fn malformed_json_is_answered_as_the_protocol_says() {
    let mut client = started();
    client.send_bytes(b"Content-Length: 9\r\n\r\n{\"json\":}");
    let answer = client.wait_for("an error", |message| message.get("error").is_some());
    assert_eq!(answer["error"]["code"], PARSE_ERROR);
    assert_eq!(answer["id"], Value::Null);
    assert_serves(&mut client);
}

#[test]
fn headers_may_come_in_any_order_and_in_pieces() {
    let mut client = started();
    let body = json!({ "jsonrpc": "2.0", "id": "甲𠮷", "method": "shutdown" }).to_string();
    let header = format!(
        "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    for byte in [header.as_bytes(), body.as_bytes()].concat() {
        client.send_bytes(&[byte]);
    }
    let answer = client.wait_for("an answer", |message| message["id"] == "甲𠮷");
    assert_eq!(answer["result"], Value::Null);
}

#[test]
fn unknown_methods_are_refused_and_unknown_notifications_ignored() {
    let mut client = started();
    for method in ["textDocument/𠮷", "nianbao/nothing", "$/unknown"] {
        let error = client.try_request(method, json!({})).unwrap_err();
        assert_eq!(error["code"], METHOD_NOT_FOUND, "{method}");
    }
    for method in ["$/unknown", "$/setTrace", "textDocument/didUnknown", "workspace/𠮷"] {
        client.notify(method, json!({ "value": "off" }));
    }
    assert_serves(&mut client);
    assert_eq!(code(&client.finish()), Some(0));
}

#[test]
fn parameters_that_make_no_sense_are_refused() {
    let mut client = started();
    for params in [json!({}), json!([]), json!({ "textDocument": 7 }), Value::Null] {
        for method in ["textDocument/hover", "textDocument/formatting", "workspace/executeCommand"]
        {
            let error = client.try_request(method, params.clone()).unwrap_err();
            assert!(error["code"].is_i64(), "{method} {params}");
        }
        client.notify("textDocument/didOpen", params.clone());
        client.notify("textDocument/didChange", params.clone());
    }
    assert_serves(&mut client);
}

/// Whether a request is cancelled in time is chance; that each has one answer is not.
#[test]
fn a_cancelled_request_is_answered_once() {
    let mut client = started();
    let document = Document::open(&mut client, "cancel.nianbao", &fixture::astral().repeat(8));
    let mut ids = Vec::new();
    for _ in 0..50 {
        let id = client.ask("textDocument/documentSymbol", document.params(json!({})));
        client.notify("$/cancelRequest", json!({ "id": id }));
        ids.push(id);
    }
    client.notify("$/cancelRequest", json!({ "id": 123_456 }));
    client.notify("$/cancelRequest", json!({ "id": "无" }));
    for id in ids {
        if let Err(error) = client.answer(id) {
            assert_eq!(error["code"], CANCELLED, "{error}");
        }
    }
    assert_serves(&mut client);
}
