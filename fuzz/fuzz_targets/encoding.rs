//! Bytes that are read as a text are written back as the same text, in their own encoding.
#![no_main]

use libfuzzer_sys::fuzz_target;
use text::encoding::{decode, encode};

fuzz_target!(|bytes: Vec<u8>| {
    let Ok((text, encoding)) = decode(bytes) else { return };
    let Some(written) = encode(&text, encoding) else { return };
    let Ok((again, _)) = decode(written) else { panic!("{text:?} cannot be read again") };
    assert_eq!(again, text, "{encoding:?}");
});
