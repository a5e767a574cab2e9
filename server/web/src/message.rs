//! What a message looks like: the length of its JSON in four bytes, the little end first, the JSON, and the bytes of a file, if
//! one goes with it.

use serde_json::{Value, json};

/// What is answered: a value, and the bytes of a file where one was asked for; or why not, for the user.
pub(crate) type Answer = Result<Answered, String>;

/// An answer that could be given.
#[derive(Debug, Default)]
pub(crate) struct Answered {
    pub(crate) value: Value,
    pub(crate) file: Vec<u8>,
}

impl From<Value> for Answered {
    fn from(value: Value) -> Self {
        Self { value, file: Vec::new() }
    }
}

/// The JSON of a message and its file; none if it is no message.
pub(crate) fn unpack(message: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = message.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
    rest.split_at_checked(length)
}

/// An answer as a message: `{"answer": …}`, or `{"fault": "…"}`.
pub(crate) fn pack(answer: Answer) -> Vec<u8> {
    let (value, file) = match answer {
        Ok(Answered { value, file }) => (json!({ "answer": value }), file),
        Err(fault) => (json!({ "fault": fault }), Vec::new()),
    };
    let text = value.to_string();
    let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
    [&length.to_le_bytes(), text.as_bytes(), &file].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_comes_apart_as_it_was_put_together() {
        let answered = Answered { value: json!("字"), file: b"PK".to_vec() };
        let message = pack(Ok(answered));
        assert_eq!(unpack(&message), Some(("{\"answer\":\"字\"}".as_bytes(), b"PK".as_slice())));
        let fault = pack(Err("不行".to_owned()));
        assert_eq!(unpack(&fault), Some(("{\"fault\":\"不行\"}".as_bytes(), b"".as_slice())));
    }

    #[test]
    fn what_is_no_message_is_none() {
        for bytes in [b"".as_slice(), b"ab", b"\x09\0\0\0{}"] {
            assert_eq!(unpack(bytes), None);
        }
    }
}
