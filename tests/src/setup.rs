//! Who the client says it is: what it can do, which folder it has opened, what its settings are.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::text_model::Encoding;

/// What `initialize` is sent.
#[derive(Clone, Debug)]
pub struct Setup {
    /// In the order of the client's preference; none for a client that does not say.
    pub encodings: Vec<&'static str>,
    pub capabilities: Value,
    pub folder: Option<PathBuf>,
    /// The folder's address, where the client writes it in another way than `uri`.
    pub root: Option<String>,
    pub process: Option<u32>,
    /// `initializationOptions`.
    pub options: Value,
    /// What the client answers when it is asked for its settings.
    pub settings: Value,
}

impl Setup {
    /// An editor that can do everything, and has diagnostics pushed.
    pub fn new(encoding: Encoding) -> Self {
        Self {
            encodings: vec![encoding.name()],
            capabilities: capabilities(),
            folder: None,
            root: None,
            process: None,
            options: Value::Null,
            settings: Value::Null,
        }
    }

    /// An editor that announces nothing.
    pub fn bare() -> Self {
        Self { encodings: Vec::new(), capabilities: json!({}), ..Self::new(Encoding::Utf16) }
    }

    /// The same editor, pulling diagnostics.
    pub fn pulling(mut self) -> Self {
        self.capabilities["textDocument"]["diagnostic"] =
            json!({ "dynamicRegistration": true, "relatedDocumentSupport": true });
        self.capabilities["workspace"]["diagnostics"] = json!({ "refreshSupport": true });
        self
    }

    pub fn folder(mut self, folder: &Path) -> Self {
        self.folder = Some(folder.to_owned());
        self
    }

    pub fn settings(mut self, settings: Value) -> Self {
        self.settings = settings;
        self
    }

    pub fn params(&self) -> Value {
        let mut capabilities = self.capabilities.clone();
        if !self.encodings.is_empty() {
            capabilities["general"]["positionEncodings"] = json!(self.encodings);
        }
        let uri = self.root.clone().or_else(|| self.folder.as_deref().map(uri));
        let folders = uri.as_ref().map(|uri| json!([{ "uri": uri, "name": "年报" }]));
        json!({
            "processId": self.process,
            "clientInfo": { "name": "nianbao-tests" },
            "locale": "zh-cn",
            "initializationOptions": self.options,
            "rootUri": uri,
            "workspaceFolders": folders,
            "capabilities": capabilities,
        })
    }
}

fn capabilities() -> Value {
    json!({
        "workspace": {
            "applyEdit": true,
            "configuration": true,
            "workspaceFolders": true,
            "didChangeConfiguration": { "dynamicRegistration": true },
            "didChangeWatchedFiles": { "dynamicRegistration": true },
            "symbol": {},
            "executeCommand": {},
            "inlayHint": { "refreshSupport": true },
            "codeLens": { "refreshSupport": true },
            "semanticTokens": { "refreshSupport": true },
        },
        "textDocument": {
            "publishDiagnostics": {
                "relatedInformation": true,
                "versionSupport": true,
                "codeDescriptionSupport": true,
                "dataSupport": true,
                "tagSupport": { "valueSet": [1, 2] },
            },
            "completion": { "completionItem": {
                "snippetSupport": true,
                "documentationFormat": ["markdown", "plaintext"],
                "resolveSupport": { "properties": ["documentation", "detail"] },
            } },
            "hover": { "contentFormat": ["markdown", "plaintext"] },
            "codeAction": {
                "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["", "quickfix", "refactor", "source"] } },
                "isPreferredSupport": true,
                "dataSupport": true,
                "resolveSupport": { "properties": ["edit"] },
            },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
            "foldingRange": { "lineFoldingOnly": true },
            "semanticTokens": {
                "requests": { "full": { "delta": true }, "range": true },
                "formats": ["relative"],
                "tokenTypes": [],
                "tokenModifiers": [],
            },
        },
        "window": { "workDoneProgress": true, "showDocument": { "support": true } },
    })
}

/// A file's address as an editor writes it, characters outside ASCII as percent signs and hexadecimal digits.
pub fn uri(path: &Path) -> String {
    let path = path.to_str().unwrap().replace('\\', "/");
    let slash = if path.starts_with('/') { "" } else { "/" };
    let encoded: String = path.bytes().map(encoded).collect();
    format!("file://{slash}{encoded}")
}

fn encoded(byte: u8) -> String {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    }
}

/// The file that an address names.
pub fn path(uri: &str) -> PathBuf {
    let encoded = uri.strip_prefix("file://").unwrap_or_else(|| panic!("no file: {uri}"));
    let mut bytes = Vec::new();
    let mut rest = encoded.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits: String = rest.by_ref().take(2).map(char::from).collect();
        bytes.push(u8::from_str_radix(&digits, 16).unwrap());
    }
    let path = String::from_utf8(bytes).unwrap();
    let drive = path.as_bytes().get(2) == Some(&b':');
    PathBuf::from(if drive { &path[1..] } else { &path })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn addresses_come_back() {
        for path in ["/tmp/年报 𠮷/a#1.nianbao", "C:/年报/a.nianbao"] {
            assert_eq!(super::path(&super::uri(Path::new(path))), Path::new(path));
        }
    }
}
