//! Whatever bytes a client sends, the server reads them to their end, and ends.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mut answers = Vec::new();
    runtime.block_on(lsp::serve(bytes, &mut answers, None));
    runtime.shutdown_background();
});
