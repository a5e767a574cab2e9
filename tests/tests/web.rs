//! The offline page: it can reach nothing, and in Chromium it finds, makes and writes what the program does.
//!
//! What a user does with it stands in `editors/web/tests`; here the page is built, and the program says what is right. What that needs
//! (Node.js with npm, pip, apt or the compiler's own source, Chromium with a Chinese font) is told if it is missing: then the
//! test is skipped, but in CI that is a failure.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use nianbao_tests::answer::{self, Answer};
use nianbao_tests::editor::{Had, node, or_skip};
use nianbao_tests::{binary, offline};
use serde_json::{Value, json};

/// More than this nobody sends on.
const BIGGEST: u64 = 2 << 20;

/// What the script ends with if this machine lacks something.
const SKIPPED: i32 = 77;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The page, built once.
fn built() -> Had<&'static Path> {
    static BUILT: OnceLock<Had<PathBuf>> = OnceLock::new();
    let built = BUILT.get_or_init(|| {
        node::install(&root().join("editors/web"))?;
        let mut task = Command::new(env!("CARGO"));
        task.args(["run", "--quiet", "--package", "xtask", "--", "web"]).current_dir(root());
        // What the build of the tests was told is not for another system.
        task.env_remove("RUSTFLAGS");
        let output = task.output().map_err(|error| error.to_string())?;
        let said = String::from_utf8_lossy(&output.stderr);
        let target = target();
        if output.status.success() {
            return Ok(target.join("offline/年报检查.html"));
        }
        // With all tools at hand it is the page that is broken.
        assert!(!has_tools(&target), "{said}");
        Err(said.trim().to_owned())
    });
    built.as_deref().map_err(Clone::clone)
}

fn target() -> PathBuf {
    let set = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    root().join(set)
}

/// Whether everything was fetched that the engine is built with.
fn has_tools(target: &Path) -> bool {
    let Ok(kept) = fs::read_dir(target.join("toolchain")) else { return false };
    kept.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("ziglang-"))
}

#[test]
fn it_is_one_small_file_that_can_reach_nothing() {
    let Some(page) = or_skip("the offline page", built()) else { return };
    assert!(fs::metadata(page).unwrap().len() <= BIGGEST);
    let text = fs::read_to_string(page).unwrap();
    let (head, _) = text.split_once("</head>").unwrap();
    assert!(head.contains("content=\"default-src 'none'; script-src 'nonce-nianbao' 'wasm-unsafe-eval'; style-src 'nonce-nianbao'; worker-src blob:; base-uri 'none'; form-action 'none'\""));
    let code = offline::code(&text);
    assert!(code.contains("cm-content"), "the script is among it");
    for word in offline::WAYS_OUT {
        assert!(!code.contains(word), "{word}");
    }
    // Names of XML's vocabularies are no addresses to go to.
    let addresses = code
        .split("http")
        .skip(1)
        .filter(|rest| rest.starts_with("://") || rest.starts_with("s://"));
    let strange: Vec<&str> = addresses
        .map(|rest| rest.split(['"', '\'', '`', ' ']).next().unwrap())
        .filter(|rest| !rest.starts_with("://www.w3.org/"))
        .collect();
    assert_eq!(strange, [""; 0]);
}

#[test]
fn it_does_what_the_program_does() {
    let Some(page) = or_skip("the offline page in Chromium", built()) else { return };
    let folder = binary::folder(env!("CARGO_TARGET_TMPDIR"), "web");
    let expected = folder.join("expected.json");
    fs::write(&expected, expected_of(&folder).to_string()).unwrap();
    let mut run = Command::new("node");
    run.current_dir(root().join("editors/web")).arg("tests/run.mjs").arg("--page").arg(page);
    run.arg("--expected").arg(&expected).arg("--pictures").arg(target().join("offline/pictures"));
    let output = run.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    match output.status.code() {
        Some(0) => {}
        Some(SKIPPED) => drop(or_skip::<()>("the offline page in Chromium", Err(said.into()))),
        _ => panic!("{said}\n{}", String::from_utf8_lossy(&output.stderr)),
    }
}

/// What the program says of everything that the script asks the page.
fn expected_of(folder: &Path) -> Value {
    let clean = root().join("examples/clean.nianbao");
    json!({
        "faulty": faulty(folder),
        "texts": texts().iter().map(|file| findings(file)).collect::<Vec<_>>(),
        "documents": documents(folder),
        "exported": { "file": clean, "files": exported(folder, &clean) },
        "beside": beside(folder, &clean),
    })
}

/// Reports as text: examples, fixtures, and real ones where they are at hand.
fn texts() -> Vec<PathBuf> {
    let folders = ["examples", "tests/fixtures", "../shared/seeds"].map(|name| root().join(name));
    let entries = folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten();
    let ends = |path: &PathBuf| path.extension().is_some_and(|it| it == "nianbao" || it == "txt");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(ends).collect();
    files.sort();
    assert!(files.len() > 8, "{files:?}");
    files
}

fn findings(file: &Path) -> Value {
    let (folder, name) = (file.parent().unwrap(), file.file_name().unwrap().to_str().unwrap());
    let run = answer::check(folder, &[name]);
    let found = run.files[name]
        .findings
        .iter()
        .map(|it| json!([it["severity"], it["rule"], it["range"]["start"]["line"], it["message"]]));
    json!({ "file": file, "findings": found.collect::<Vec<_>>() })
}

fn rules(answer: &Answer) -> Vec<String> {
    let mut rules: Vec<String> =
        answer.findings.iter().map(|it| it["rule"].as_str().unwrap().to_owned()).collect();
    rules.sort();
    rules
}

/// A report with faults as Word puts it on the clipboard, and what is found in it before and after what is safe is mended.
fn faulty(folder: &Path) -> Value {
    let text = fs::read_to_string(root().join("examples/faulty.nianbao")).unwrap();
    let html = offline::word(&text);
    fs::write(folder.join("pasted.html"), &html).unwrap();
    imported(folder, &folder.join("pasted.html"), "pasted.nianbao");
    let before = answer::check(folder, &["pasted.nianbao"]);
    answer::check(folder, &["--fix", "pasted.nianbao"]);
    let after = answer::check(folder, &["pasted.nianbao"]);
    json!({
        "html": html,
        "rules": rules(&before.files["pasted.nianbao"]),
        "mended": rules(&after.files["pasted.nianbao"]),
    })
}

fn imported(folder: &Path, file: &Path, name: &str) -> String {
    let file = file.to_str().unwrap();
    let output = binary::run(folder, &["import", file, "--force", "-o", name]);
    assert!(output.status.success(), "{file}: {}", String::from_utf8_lossy(&output.stderr));
    fs::read_to_string(folder.join(name)).unwrap()
}

/// Documents of the formats that the page reads.
fn documents(folder: &Path) -> Vec<Value> {
    let fixtures = root().join("tests/fixtures/documents");
    let files = [
        "2019.docx",
        "2021.docx",
        "2021.xlsx",
        "2021.xls",
        "2019.html",
        "2021.odt",
        "2021.ods",
        "2021.rtf",
    ];
    let document = |name: &&str| {
        let file = fixtures.join(name);
        json!({ "file": file, "text": imported(folder, &file, "document.nianbao") })
    };
    files.iter().map(document).collect()
}

fn exported(folder: &Path, report: &Path) -> Value {
    let report = report.to_str().unwrap();
    let file = |format: &&str| {
        let name = format!("exported.{format}");
        let output = binary::run(folder, &["export", report, "--force", "-o", &name]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        ((*format).to_owned(), json!(folder.join(name)))
    };
    ["docx", "xlsx", "html"].iter().map(file).collect::<serde_json::Map<_, _>>().into()
}

/// A report beside that of the year before, and what is found in it.
fn beside(folder: &Path, report: &Path) -> Value {
    let text = fs::read_to_string(report).unwrap();
    let folder = folder.join("beside");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("2023.nianbao"), &text).unwrap();
    fs::write(folder.join("2022.nianbao"), text.replace("2023", "2022")).unwrap();
    let run = answer::check(&folder, &["."]);
    json!({
        "this_year": folder.join("2023.nianbao"),
        "last_year": folder.join("2022.nianbao"),
        "rules": rules(&run.files["2023.nianbao"]),
    })
}
