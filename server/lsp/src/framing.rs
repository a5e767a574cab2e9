//! Messages as they come in, read whole before the library sees them.
//!
//! The library's reader stops for good at the first body that is no message. Here such a body
//! becomes a request that the guard answers with an error, and reading goes on. What is no message
//! of the protocol is decided here; what a message says is not known.

use std::io;

use futures::Stream;
use futures::stream;
use serde_json::{Value, json};
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncReadExt, BufReader};
use tokio_util::io::StreamReader;
use tower_lsp::jsonrpc::{Error, Request, Response};

/// What a body that is no message is replaced with: a request that nobody sent, whose parameters
/// are the error's code.
pub(super) const UNREADABLE: &str = "nianbao/unreadable";

/// A body that is longer than this (in bytes) is passed over and answered as none: a report is a
/// thousandth of it.
pub(super) const MAX_BODY: u64 = 256 * 1024 * 1024;

/// A line of a header that is longer than this is none.
const MAX_HEADER_LINE: u64 = 64 * 1024;

const LENGTH: &str = "content-length:";

/// The input, with every body that is no message replaced.
pub(super) fn messages_of(input: impl AsyncRead + Unpin) -> impl AsyncRead + Unpin {
    StreamReader::new(Box::pin(frames(BufReader::new(input))))
}

fn frames(input: impl AsyncBufRead + Unpin) -> impl Stream<Item = io::Result<io::Cursor<Vec<u8>>>> {
    stream::try_unfold(input, async |mut input| {
        let body = read_body(&mut input).await?;
        Ok(body.map(|body| (io::Cursor::new(framed(&body)), input)))
    })
}

/// The body of the next message; none at the end of the input, in the middle of a message or not.
async fn read_body(input: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Option<Vec<u8>>> {
    let Some(length) = read_header(input).await? else { return Ok(None) };
    if length > MAX_BODY {
        let passed = tokio::io::copy(&mut input.take(length), &mut tokio::io::sink()).await?;
        return Ok((passed == length).then(Vec::new));
    }
    // The length is only what the client says: room is made as bytes come in.
    let mut body = Vec::new();
    let read = input.take(length).read_to_end(&mut body).await?;
    Ok((u64::try_from(read) == Ok(length)).then_some(body))
}

/// The length that the next header states. Lines that state none are passed over.
async fn read_header(input: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Option<u64>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if input.take(MAX_HEADER_LINE).read_until(b'\n', &mut line).await? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line).to_ascii_lowercase();
        if let Some((_, stated)) = line.split_once(LENGTH) {
            length = stated.trim().parse().ok();
        } else if line.trim().is_empty() && length.is_some() {
            return Ok(length);
        }
    }
}

/// A message with its header; in place of a body that is none, a request for an error.
fn framed(body: &[u8]) -> Vec<u8> {
    let replacement = fault(body).map(|error| replacement(error.code.code()));
    let body = replacement.as_ref().map_or(body, String::as_bytes);
    [format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes(), body].concat()
}

fn replacement(code: i64) -> String {
    json!({ "jsonrpc": "2.0", "id": null, "method": UNREADABLE, "params": [code] }).to_string()
}

/// What is wrong with a body, as the protocol has it; none if it is a message.
fn fault(body: &[u8]) -> Option<Error> {
    if serde_json::from_slice::<Request>(body).is_ok()
        || serde_json::from_slice::<Response>(body).is_ok()
    {
        return None;
    }
    let is_json = serde_json::from_slice::<Value>(body).is_ok();
    Some(if is_json { Error::invalid_request() } else { Error::parse_error() })
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn read(input: &[u8]) -> String {
        let mut read = String::new();
        let result = messages_of(input).read_to_string(&mut read).await;
        assert!(result.is_ok(), "{result:?}");
        read
    }

    fn message(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    /// The message that stands for a body that is none.
    fn replaced(code: i64) -> String {
        message(&replacement(code))
    }

    #[tokio::test]
    async fn messages_pass_as_they_are() {
        let both = message(r#"{"jsonrpc":"2.0","id":"甲","method":"shutdown"}"#)
            + &message(r#"{"jsonrpc":"2.0","id":1,"result":null}"#);
        assert_eq!(read(both.as_bytes()).await, both);
    }

    #[tokio::test]
    async fn bodies_that_are_none_are_replaced_and_reading_goes_on() {
        let good = message(r#"{"jsonrpc":"2.0","method":"initialized"}"#);
        for (body, code) in [("{", -32700), ("", -32700), ("[]", -32600), ("{}", -32600)] {
            let input = message(body) + &good;
            assert_eq!(read(input.as_bytes()).await, replaced(code) + &good, "{body}");
        }
        let no_text = [b"Content-Length: 3\r\n\r\n\"\xe4\"".as_slice(), good.as_bytes()].concat();
        assert_eq!(read(&no_text).await, replaced(-32700) + &good);
    }

    #[tokio::test]
    async fn what_is_no_header_is_passed_over() {
        let good = message(r#"{"jsonrpc":"2.0","method":"initialized"}"#);
        for rubbish in ["\r\n\r\n", "无\n", "Content-Length: -1\r\n\r\n", "{}"] {
            assert_eq!(read((rubbish.to_owned() + &good).as_bytes()).await, good, "{rubbish:?}");
        }
    }

    /// It is neither kept in memory nor the end.
    #[tokio::test]
    async fn a_body_beyond_measure_is_passed_over() {
        let header = format!("Content-Length: {}\r\n\r\n", MAX_BODY + 3);
        let good = message(r#"{"jsonrpc":"2.0","method":"initialized"}"#);
        let body = tokio::io::repeat(b' ').take(MAX_BODY + 3);
        let input = header.as_bytes().chain(body).chain(good.as_bytes());
        let mut read = String::new();
        let result = messages_of(Box::pin(input)).read_to_string(&mut read).await;
        assert!(result.is_ok(), "{result:?}");
        assert_eq!(read, replaced(-32700) + &good);
    }

    #[tokio::test]
    async fn half_a_message_is_the_end() {
        for half in ["Content-Le", "Content-Length: 9\r\n", "Content-Length: 999999999999\r\n\r\n{"]
        {
            assert_eq!(read(half.as_bytes()).await, "", "{half:?}");
        }
    }
}
