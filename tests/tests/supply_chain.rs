//! What the program is made of: licences, sources, bans and advisories (`deny.toml`), and no dependency that nobody uses.
//!
//! The tools are built once by cargo itself, in the versions named here, and kept under `target/`. The list of advisories lies on
//! a host of its own; where that cannot be reached, everything else is checked, and it is said.
#![allow(clippy::unwrap_used, reason = "a test that meets the unexpected must stop at once")]

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output};

use nianbao_tests::editor::or_skip;
use nianbao_tests::tool::tool;

fn run(tool: &Path, arguments: &[&str]) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    Command::new(tool).args(arguments).current_dir(root).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn licences_sources_bans_and_advisories() {
    let test = "supply_chain: cargo-deny";
    let Some(deny) = or_skip(test, tool("cargo-deny", "0.20.2")) else { return };
    let output = run(&deny, &["--locked", "check", "licenses", "sources", "bans"]);
    assert!(output.status.success(), "{}", said(&output));
    let output = run(&deny, &["--locked", "check", "advisories"]);
    if said(&output).contains("failed to fetch advisory database") {
        // Whether or not the test's output is captured.
        writeln!(
            std::io::stderr().lock(),
            "\nNOT CHECKED {test}: the list of advisories cannot be fetched here"
        )
        .unwrap();
        return;
    }
    assert!(output.status.success(), "{}", said(&output));
}

#[test]
fn every_dependency_is_used() {
    let test = "supply_chain: cargo-machete";
    let Some(machete) = or_skip(test, tool("cargo-machete", "0.9.2")) else { return };
    let output = run(&machete, &["--with-metadata"]);
    assert!(output.status.success(), "{}", said(&output));
}

/// Nothing in the program can open a socket: no crate that does so, and of the runtime only what needs none.
#[test]
fn nothing_can_open_a_socket() {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--package", "nianbao", "--edges", "normal,features"])
        .args(["--prefix", "none", "--format", "{p} {f}", "--target", "all"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", said(&output));
    let tree = String::from_utf8(output.stdout).unwrap();
    assert!(tree.contains("tokio v"), "{tree}");
    for line in tree.lines() {
        let name = line.split_whitespace().next().unwrap_or_default();
        let is_network =
            ["mio", "socket2", "hyper", "reqwest", "ureq", "rustls", "native-tls", "curl"]
                .contains(&name);
        assert!(!is_network, "{line}");
        assert!(name != "tokio" || !line.contains("\"net\""), "{line}");
    }
}
