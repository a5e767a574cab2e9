//! A small client of a language server: starts the program, speaks the protocol's framing with it, and never sleeps.
//!
//! What the server says is read by a thread and kept until somebody asks for it. Waiting has a limit only so that a server
//! that fell silent does not keep the tests for ever. A byte on standard output that is no message fails the test.

use std::collections::{BTreeMap, VecDeque};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};

use crate::binary;
use crate::setup::Setup;
use crate::text_model::Encoding;

/// Longer than any answer takes on any machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the reader finds on the server's standard output.
enum Heard {
    Message(Value),
    /// Something that is no message of the protocol.
    Noise(String),
    End,
}

pub struct Client {
    child: Child,
    stdin: Option<ChildStdin>,
    heard: Receiver<Heard>,
    stderr: Arc<Mutex<String>>,
    next_id: i64,
    answers: BTreeMap<i64, Value>,
    /// Notifications and requests of the server that nobody asked for yet, in order.
    pub notices: VecDeque<Value>,
    /// What `workspace/configuration` is answered with.
    pub settings: Value,
    pub encoding: Encoding,
    /// The answer to `initialize`.
    pub initialized: Value,
}

impl Client {
    /// A server that has been told who its client is.
    pub fn start(setup: &Setup) -> Self {
        let mut client = Self::spawn();
        client.settings = setup.settings.clone();
        client.initialized = client.request("initialize", setup.params());
        let chosen = &client.initialized["capabilities"]["positionEncoding"];
        client.encoding = Encoding::ALL
            .into_iter()
            .find(|encoding| chosen == encoding.name())
            .unwrap_or(Encoding::Utf16);
        client.notify("initialized", json!({}));
        client
    }

    /// A server that has been told nothing yet.
    pub fn spawn() -> Self {
        Self::of(Command::new(binary::binary()).arg("lsp"))
    }

    /// Whatever `command` starts.
    pub fn of(command: &mut Command) -> Self {
        let piped = || Stdio::piped();
        let mut child = command.stdin(piped()).stdout(piped()).stderr(piped()).spawn().unwrap();
        let stdout = child.stdout.take().unwrap();
        let mut error = child.stderr.take().unwrap();
        let (sender, heard) = channel();
        std::thread::spawn(move || read_messages(BufReader::new(stdout), &sender));
        let stderr = Arc::new(Mutex::new(String::new()));
        let kept = Arc::clone(&stderr);
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = error.read(&mut bytes) {
                kept.lock().unwrap().push_str(&String::from_utf8_lossy(&bytes[..count]));
            }
        });
        Self {
            stdin: child.stdin.take(),
            child,
            heard,
            stderr,
            next_id: 0,
            answers: BTreeMap::new(),
            notices: VecDeque::new(),
            settings: Value::Null,
            encoding: Encoding::Utf16,
            initialized: Value::Null,
        }
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Sends bytes that need not be a message.
    pub fn send_bytes(&mut self, bytes: &[u8]) {
        // A server that is gone, or hears nothing any more, is found out by what it answers.
        if let Some(stdin) = &mut self.stdin {
            drop(stdin.write_all(bytes).and_then(|()| stdin.flush()));
        }
    }

    pub fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.send_bytes(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Asks without waiting; `answer` waits for the id that is returned.
    pub fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.next_id += 1;
        let id = self.next_id;
        let mut message = json!({ "jsonrpc": "2.0", "id": id, "method": method });
        if !params.is_null() {
            message["params"] = params;
        }
        self.send(&message);
        id
    }

    /// The result, or the error's object.
    pub fn answer(&mut self, id: i64) -> Result<Value, Value> {
        loop {
            if let Some(mut answer) = self.answers.remove(&id) {
                return match answer.get_mut("error") {
                    Some(error) => Err(error.take()),
                    None => Ok(answer["result"].take()),
                };
            }
            assert!(self.hear(), "the server ended; no answer to request {id}\n{}", self.story());
        }
    }

    pub fn try_request(&mut self, method: &str, params: Value) -> Result<Value, Value> {
        let id = self.ask(method, params);
        self.answer(id)
    }

    /// The result; an error fails the test.
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let answer = self.try_request(method, params);
        answer.unwrap_or_else(|error| panic!("{method} failed: {error}\n{}", self.story()))
    }

    /// The first notification or request of the server that `wanted` accepts; those before it are kept.
    pub fn wait_for(&mut self, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        let mut looked_at = 0;
        loop {
            let found = self.notices.iter().skip(looked_at).position(&wanted);
            if let Some(index) = found {
                return self.notices.remove(looked_at + index).unwrap();
            }
            looked_at = self.notices.len();
            assert!(self.hear(), "the server ended without {what}\n{}", self.story());
        }
    }

    /// The parameters of the next message of that method.
    pub fn wait_for_method(&mut self, method: &str) -> Value {
        self.wait_for(method, |message| message["method"] == method)["params"].take()
    }

    /// `shutdown`, `exit`, and everything that the server still had to say.
    pub fn finish(mut self) -> Finished {
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        self.ended()
    }

    pub fn close_input(&mut self) {
        self.stdin = None;
    }

    /// Waits until the server ends by itself.
    pub fn ended(mut self) -> Finished {
        while self.hear() {}
        let status = self.child.wait().unwrap();
        let stderr = self.stderr.lock().unwrap().clone();
        Finished { status, notices: std::mem::take(&mut self.notices).into(), stderr }
    }

    /// Takes the next message; false at the end.
    fn hear(&mut self) -> bool {
        match self.heard.recv_timeout(PATIENCE) {
            Ok(Heard::Message(message)) => self.take(message),
            Ok(Heard::Noise(noise)) => {
                panic!("on standard output, but no message: {noise}\n{}", self.story())
            }
            Ok(Heard::End) | Err(RecvTimeoutError::Disconnected) => return false,
            Err(RecvTimeoutError::Timeout) => panic!("the server is silent\n{}", self.story()),
        }
        true
    }

    fn take(&mut self, message: Value) {
        let is_answer = message.get("method").is_none();
        if is_answer {
            // An answer to nothing that can be named, such as to malformed JSON, counts as a notice.
            match message["id"].as_i64() {
                Some(id) => drop(self.answers.insert(id, message)),
                None => self.notices.push_back(message),
            }
            return;
        }
        if let Some(id) = message.get("id") {
            let answer = json!({ "jsonrpc": "2.0", "id": id, "result": self.reply(&message) });
            self.send(&answer);
        }
        self.notices.push_back(message);
    }

    /// What the client says to a request of the server.
    fn reply(&self, request: &Value) -> Value {
        match request["method"].as_str().unwrap_or_default() {
            "workspace/configuration" => {
                let items = request["params"]["items"].as_array().map_or(0, Vec::len);
                json!(vec![&self.settings; items])
            }
            "workspace/applyEdit" => json!({ "applied": true }),
            "window/showDocument" => json!({ "success": true }),
            _ => Value::Null,
        }
    }

    /// For a failure's message: what was said and not asked for, and standard error.
    fn story(&self) -> String {
        let notices: Vec<String> = self.notices.iter().rev().take(5).map(shortened).collect();
        let stderr = self.stderr.lock().unwrap();
        format!("last notices, newest first:\n{}\nstandard error:\n{stderr}", notices.join("\n"))
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A server that has ended.
pub struct Finished {
    pub status: ExitStatus,
    /// What it had said and nobody had asked for.
    pub notices: Vec<Value>,
    pub stderr: String,
}

impl Finished {
    /// The notices of one method.
    pub fn of_method(&self, method: &str) -> Vec<&Value> {
        self.notices.iter().filter(|notice| notice["method"] == method).collect()
    }
}

fn shortened(message: &Value) -> String {
    message.to_string().chars().take(200).collect()
}

fn read_messages(mut output: impl BufRead, sender: &Sender<Heard>) {
    loop {
        let heard = match read_message(&mut output) {
            Ok(Some(message)) => Heard::Message(message),
            Ok(None) => Heard::End,
            Err(noise) => Heard::Noise(noise),
        };
        let is_last = !matches!(heard, Heard::Message(_));
        if sender.send(heard).is_err() || is_last {
            return;
        }
    }
}

/// The next message; none at the end of the output; what stands there instead.
fn read_message(output: &mut impl BufRead) -> Result<Option<Value>, String> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        output.read_until(b'\n', &mut line).map_err(|error| error.to_string())?;
        let line = String::from_utf8_lossy(&line).into_owned();
        match line.as_str() {
            "" if length.is_none() => return Ok(None),
            "\r\n" => break,
            _ => {}
        }
        let header = line.strip_suffix("\r\n").and_then(|line| line.split_once(": "));
        match header {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = Some(value.parse().map_err(|_| line.clone())?);
            }
            Some((name, _)) if name.eq_ignore_ascii_case("content-type") => {}
            _ => return Err(line),
        }
    }
    let mut body = vec![0; length.ok_or("a header without Content-Length")?];
    output.read_exact(&mut body).map_err(|error| format!("half a message: {error}"))?;
    let message: Value = serde_json::from_slice(&body)
        .map_err(|error| format!("{error}: {}", String::from_utf8_lossy(&body)))?;
    match message["jsonrpc"] == "2.0" {
        true => Ok(Some(message)),
        false => Err(message.to_string()),
    }
}
