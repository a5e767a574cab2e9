//! The program under test.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

/// The `nianbao` of this workspace, built once a test process; `NIANBAO_BIN` names another one to test instead.
pub fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| match std::env::var_os("NIANBAO_BIN") {
        Some(path) => path.into(),
        None => {
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
            let build = escargot::CargoBuild::new().manifest_path(root.join("Cargo.toml"));
            // As the test itself was built, so that a benchmark measures what users get.
            let build = if cfg!(debug_assertions) { build } else { build.release() };
            build.package("nianbao").bin("nianbao").run().unwrap().path().to_owned()
        }
    })
}

/// Runs the program with `arguments` in `folder`; nothing is written to its standard input.
pub fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(binary())
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// Runs the program with `input` on its standard input.
pub fn run_with_input(arguments: &[&str], input: &[u8]) -> Output {
    let piped = || Stdio::piped();
    let mut command = Command::new(binary());
    let mut child =
        command.args(arguments).stdin(piped()).stdout(piped()).stderr(piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        // A program that answers before it has read everything closes the pipe: that is its right.
        scope.spawn(move || drop(stdin.write_all(input)));
        child.wait_with_output().unwrap()
    })
}

/// The same for many inputs, some at a time; outputs in the order of the inputs.
pub fn run_with_each_input(arguments: &[&str], inputs: &[&[u8]]) -> Vec<Output> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let chunks = inputs.chunks(inputs.len().div_ceil(threads).max(1));
    std::thread::scope(|scope| {
        let runs = chunks.map(|chunk| {
            scope.spawn(|| {
                chunk.iter().map(|input| run_with_input(arguments, input)).collect::<Vec<_>>()
            })
        });
        let runs: Vec<_> = runs.collect();
        runs.into_iter().flat_map(|run| run.join().unwrap()).collect()
    })
}

/// An empty folder `name` under `base` (a test passes its `CARGO_TARGET_TMPDIR`), kept afterwards so that a failure can be
/// studied.
pub fn folder(base: &str, name: &str) -> PathBuf {
    let path = Path::new(base).join(name);
    if path.exists() {
        std::fs::remove_dir_all(&path).unwrap();
    }
    std::fs::create_dir_all(&path).unwrap();
    path
}
