//! A client that does no more than it must: it writes a message and reads until the answer is there, and understands nothing.
//! So the times are the server's.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use nianbao_tests::binary::binary;
use serde_json::{Value, json};

/// The document that is typed into.
pub(crate) const URI: &str = "file:///nianbao-bench/report.nianbao";

pub(crate) struct Wire {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    version: i64,
}

impl Wire {
    /// Starts a server, up to its answer to `initialize`.
    pub(crate) fn start() -> Self {
        let mut command = Command::new(binary());
        command.arg("lsp").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn().unwrap();
        let input = process.stdin.take().unwrap();
        let output = BufReader::with_capacity(1 << 16, process.stdout.take().unwrap());
        let mut wire = Self { process, input, output, version: 0 };
        let diagnostics = json!({ "relatedInformation": true, "versionSupport": true });
        let capabilities = json!({ "textDocument": { "publishDiagnostics": diagnostics } });
        wire.send(&json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize",
            "params": { "processId": null, "rootUri": null, "capabilities": capabilities } }));
        wire.hear("\"id\":0");
        wire.send(&json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }));
        wire
    }

    pub(crate) fn process(&self) -> u32 {
        self.process.id()
    }

    fn send(&mut self, message: &Value) {
        self.write(&message.to_string());
    }

    fn write(&mut self, body: &str) {
        let message = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        self.input.write_all(message.as_bytes()).unwrap();
    }

    /// Reads messages up to the one that has a text in it.
    fn hear(&mut self, sought: &str) {
        let mut body = Vec::new();
        loop {
            let mut length = 0;
            let mut line = String::new();
            while self.output.read_line(&mut line).unwrap() > 2 {
                if let Some(stated) = line.strip_prefix("Content-Length: ") {
                    length = stated.trim().parse().unwrap();
                }
                line.clear();
            }
            assert!(length > 0, "the server ended");
            body.resize(length, 0);
            self.output.read_exact(&mut body).unwrap();
            if body.windows(sought.len()).any(|part| part == sought.as_bytes()) {
                return;
            }
        }
    }

    /// Opens the document, up to its diagnostics.
    pub(crate) fn open(&mut self, text: &str) {
        let document = json!({ "uri": URI, "languageId": "nianbao", "version": 0, "text": text });
        self.send(&json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen",
            "params": { "textDocument": document } }));
        self.hear_diagnostics();
    }

    /// Sends a change that was written before, up to its diagnostics.
    pub(crate) fn change(&mut self, change: &str) {
        self.version += 1;
        let version = self.version;
        self.write(&format!(
            r#"{{"jsonrpc":"2.0","method":"textDocument/didChange","params":{{"textDocument":{{"uri":"{URI}","version":{version}}},"contentChanges":[{change}]}}}}"#
        ));
        self.hear_diagnostics();
    }

    fn hear_diagnostics(&mut self) {
        self.hear(&format!("\"version\":{}}}", self.version));
    }

    /// Asks something, up to the answer.
    pub(crate) fn ask(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "id": 7, "method": method, "params": params }));
        self.hear("\"id\":7");
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}
