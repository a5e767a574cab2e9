//! The VS Code extension, in a real workbench: types, colours, the extension host, and what a user does.
//!
//! The tests themselves are `editors/vscode/tests`; here they get the program under test. What they need (Node.js from 20 on with npm,
//! Linux on x86_64, Chromium, a Chinese font) is told if it is missing: then they are skipped, but in CI that is a failure.
#![allow(clippy::unwrap_used, reason = "a test that meets the unexpected must stop at once")]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use nianbao_tests::binary;
use nianbao_tests::editor::node;

/// What the tests end with if this machine lacks something.
const SKIPPED: i32 = 77;

#[test]
fn the_extension_works_in_a_real_workbench() {
    let extension = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("editors/vscode");
    if let Err(missing) = node::install(&extension) {
        return skip(&missing);
    }
    let server = without_debug_information();
    let mut run = Command::new("node");
    run.arg("tests/run.mjs").arg("--server").arg(server).current_dir(&extension);
    let output = run.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    match output.status.code() {
        Some(0) => {}
        Some(SKIPPED) => skip(said.trim()),
        _ => panic!("{said}\n{}", String::from_utf8_lossy(&output.stderr)),
    }
}

/// The program under test without what only a debugger reads, which is most of it; as it is where that cannot be taken away.
fn without_debug_information() -> PathBuf {
    let small = binary::folder(env!("CARGO_TARGET_TMPDIR"), "vscode-server").join("nianbao");
    let strip = Command::new("strip").arg("-o").arg(&small).arg(binary::binary()).output();
    match strip {
        Ok(output) if output.status.success() => small,
        _ => binary::binary().to_owned(),
    }
}

/// Says so past the test harness, which keeps what a test that passes prints to itself.
fn skip(missing: &str) {
    let told = format!("\nSKIPPED: the tests of the VS Code extension. Missing: {missing}\n");
    std::io::stderr().write_all(told.as_bytes()).unwrap();
    assert!(std::env::var_os("CI").is_none_or(|ci| ci != "true"), "{told}");
}
