//! The program for Windows, run by Wine: it answers as the one for this system does, and knows what is Windows' own: drives and
//! shares, files that another program keeps to itself, names of devices.
//!
//! The first run builds the program, some ten minutes. All tests of the crates run under Wine on demand only; CONTRIBUTING.md says how.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::OnceLock;

use nianbao_tests::binary;
use nianbao_tests::client::Client;
use nianbao_tests::document::Document;
use nianbao_tests::editor::{Had, or_skip};
use nianbao_tests::fixture;
use nianbao_tests::setup::{self, Setup};
use nianbao_tests::text_model::Encoding;
use nianbao_tests::wine::{Shared, Wine};
use serde_json::{Value, json};

/// Wine, or none where a test must be skipped.
fn wine(test: &str) -> Option<&'static Wine> {
    static WINE: OnceLock<Had<Wine>> = OnceLock::new();
    or_skip(&format!("windows: {test}"), WINE.get_or_init(Wine::new).as_ref().map_err(Clone::clone))
}

fn folder(name: &str) -> PathBuf {
    binary::folder(env!("CARGO_TARGET_TMPDIR"), &format!("windows-{name}"))
}

fn canonical() -> String {
    fs::read_to_string(fixture::folder().join("canonical.nianbao")).unwrap()
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Runs the program for Windows, which must end with that code; what it said on standard error.
#[track_caller]
fn told(wine: &Wine, folder: &Path, arguments: &[&str], code: i32) -> String {
    let output = wine.run(folder, arguments);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {output:?}");
    said(&output.stderr)
}

/// The two programs must say the same, but for how paths are written.
#[track_caller]
fn assert_same(wine: &Wine, folder: &Path, arguments: &[&str]) {
    let (there, here) = (wine.run(folder, arguments), binary::run(folder, arguments));
    let plain = |bytes: &[u8]| said(bytes).replace("\\\\", "/").replace('\\', "/");
    let all = |it: &Output| (it.status.code(), plain(&it.stdout), plain(&it.stderr));
    assert!(!here.stdout.is_empty() || !here.stderr.is_empty(), "{here:?}");
    let (there, here) = (all(&there), all(&here));
    assert!(there == here, "{arguments:?} in {}:\n{there:?}\n{here:?}", folder.display());
}

#[test]
fn reports_are_checked_as_elsewhere() {
    let Some(wine) = wine("check") else { return };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders =
        vec![fixture::folder(), root.join("fixtures/documents"), root.join("../examples")];
    let seeds = fixture::seeds();
    folders.extend(seeds.first().and_then(|path| path.parent()).map(Path::to_owned));
    for folder in folders {
        let files = fixture::files(&folder);
        let names: Vec<&str> =
            files.iter().map(|path| path.file_name().unwrap().to_str().unwrap()).collect();
        assert!(!names.is_empty(), "{}", folder.display());
        for format in ["json", "full", "concise"] {
            let arguments = [&["check", "--output-format", format][..], &names].concat();
            assert_same(wine, &folder, &arguments);
        }
    }
}

#[test]
fn a_folder_and_its_statistics_are_the_same() {
    let Some(wine) = wine("folder") else { return };
    let folder = folder("folder");
    fs::create_dir(folder.join("局")).unwrap();
    fs::write(folder.join("局/年报.nianbao"), canonical()).unwrap();
    fs::write(folder.join("空.nianbao"), "").unwrap();
    for arguments in [
        &["check", "--output-format", "sarif"][..],
        &["check", ".", "--statistics"],
        &["fmt", "--check", "局"],
        &["explain", "表三"],
        &["rules"],
        &["check", "没有.nianbao"],
        &["check", "没有/年报.nianbao"],
        &["没有的文件夹"],
        &["chek"],
        &["help", "check"],
    ] {
        assert_same(wine, &folder, arguments);
    }
}

/// What the programs write is the same, byte by byte: line ends and encodings of Windows stay.
#[test]
fn files_are_written_as_elsewhere() {
    let Some(wine) = wine("writing") else { return };
    let crlf = canonical().replace(" | ", "|").replace('，', ",").replace('\n', "\r\n");
    let gbk = encoding_rs::GB18030.encode(&crlf).0.into_owned();
    let (there, here) = (folder("there"), folder("here"));
    for folder in [&there, &here] {
        fs::write(folder.join("年报.nianbao"), &crlf).unwrap();
        fs::write(folder.join("国标.nianbao"), &gbk).unwrap();
    }
    for arguments in [
        &["fmt", "年报.nianbao", "国标.nianbao"][..],
        &["check", "--fix", "--exit-zero", "."],
        &["export", "年报.nianbao"],
        &["export", "年报.nianbao", "-o", "年报.xlsx"],
        &["preview", "年报.nianbao"],
        &["new", "--organ", "云岭县档案局", "--year", "2024", "-o", "2024.nianbao"],
    ] {
        let (one, two) = (wine.run(&there, arguments), binary::run(&here, arguments));
        assert_eq!(
            (one.status.code(), two.status.code()),
            (Some(0), Some(0)),
            "{arguments:?} {one:?}"
        );
    }
    for path in fixture::files(&here) {
        let name = path.file_name().unwrap();
        let bytes = fs::read(&path).unwrap();
        let others = fs::read(there.join(name)).unwrap();
        // The library that writes workbooks notes in each part of the archive on which system it was made.
        let differing = others.iter().zip(&bytes).filter(|(one, two)| one != two).count();
        let may_differ = if path.extension().unwrap() == "xlsx" { 40 } else { 0 };
        assert_eq!(others.len(), bytes.len(), "{}", path.display());
        assert!(differing <= may_differ, "{}: {differing} bytes differ", path.display());
    }
    assert_eq!(fixture::files(&there).len(), fixture::files(&here).len());
    let kept = fs::read(there.join("国标.nianbao")).unwrap();
    assert!(std::str::from_utf8(&kept).is_err() && kept.windows(2).any(|it| it == b"\r\n"));
}

#[test]
fn a_file_that_another_program_holds_is_told_and_stays() {
    let Some(wine) = wine("held files") else { return };
    let folder = folder("held");
    let faulty = canonical().replace('，', ",");
    for (shared, arguments) in [
        (Shared::Nothing, &["check", "云岭局年报送审稿.nianbao"][..]),
        (Shared::Reading, &["check", "--fix", "云岭局年报送审稿.nianbao"]),
        (Shared::Reading, &["fmt", "云岭局年报送审稿.nianbao"]),
    ] {
        let path = folder.join("云岭局年报送审稿.nianbao");
        fs::write(&path, faulty.replace(" | ", "|")).unwrap();
        let before = fs::read(&path).unwrap();
        let mut holder = wine.holder(&folder, "云岭局年报送审稿.nianbao", shared).spawn().unwrap();
        let mut opened = [0];
        holder.stdout.as_mut().unwrap().read_exact(&mut opened).unwrap();
        assert_eq!(&opened, b"+");
        let plain = told(wine, &folder, arguments, 2);
        fs::write(folder.join("~$局年报送审稿.nianbao"), "").unwrap();
        let with_lock = told(wine, &folder, arguments, 2);
        drop(holder.stdin.take());
        holder.wait().unwrap();
        fs::remove_file(folder.join("~$局年报送审稿.nianbao")).unwrap();
        assert!(plain.contains("打开着") && plain.contains("请关闭 Word、WPS、Excel"), "{plain}");
        assert!(!plain.contains("权限") && !plain.contains("os error"), "{plain}");
        assert!(with_lock.contains("~$局年报送审稿.nianbao"), "{with_lock}");
        assert_eq!(fs::read(&path).unwrap(), before);
        assert_eq!(fixture::files(&folder), [path], "nothing is left over");
    }
}

#[test]
fn names_that_windows_keeps_for_devices_are_refused() {
    let Some(wine) = wine("names") else { return };
    let folder = folder("names");
    fs::write(folder.join("aux.nianbao"), canonical()).unwrap();
    let new = |name| ["new", "--organ", "云岭县档案局", "--year", "2024", "-o", name];
    for name in ["nul.nianbao", "COM1.nianbao", "con"] {
        assert!(told(wine, &folder, &new(name), 2).contains("留给设备用的名字"), "{name}");
    }
    for arguments in [&["check", "aux.nianbao"][..], &["check", "."], &["fmt", "aux.nianbao"]] {
        assert!(told(wine, &folder, arguments, 2).contains("“aux.nianbao”"), "{arguments:?}");
    }
    assert_eq!(fs::read_to_string(folder.join("aux.nianbao")).unwrap(), canonical());
    assert_eq!(fixture::files(&folder).len(), 1);
}

#[test]
fn long_paths_and_missing_shares_are_answered() {
    let Some(wine) = wine("paths") else { return };
    let folder = folder("paths");
    let long =
        ["很长的文件夹名字".repeat(4), "年度报告送审稿".repeat(4), "汇总".repeat(12)].join("/");
    fs::create_dir_all(folder.join(&long)).unwrap();
    let windows = |path: PathBuf| format!("Z:{}", path.display()).replace('/', "\\");
    let path = windows(folder.join(&long).join(format!("{}.nianbao", "年报".repeat(20))));
    let long_enough = "x".repeat(260usize.saturating_sub(path.encode_utf16().count()));
    let path = path.replace(".nianbao", &format!("{long_enough}.nianbao"));
    told(wine, &folder, &["new", "--organ", "云岭县档案局", "--year", "2024", "-o", &path], 0);
    let output = wine.run(&folder, &["check", "--exit-zero", &path]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let verbatim = format!(r"\\?\{path}");
    assert_eq!(wine.run(&folder, &["fmt", &verbatim]).status.code(), Some(0));
    let gone = told(wine, &folder, &["check", r"\\nowhere\share\年报.nianbao"], 2);
    assert!(gone.contains("共享") || gone.contains("不存在"), "{gone}");
}

/// A file that is dragged onto the program comes as its only argument.
#[test]
fn a_dragged_file_is_checked() {
    let Some(wine) = wine("dragged files") else { return };
    let folder = fixture::folder();
    let path = folder.join("lost-outcome.txt").display().to_string().replace('/', "\\");
    let output = wine.run(&folder, &[&format!("Z:{path}")]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output.stdout).contains("合计不平"), "{output:?}");
}

/// Last year's report, with another number carried over than this year's has.
fn last_year() -> String {
    let text = canonical();
    let year: String = text.lines().next().unwrap().chars().filter(char::is_ascii_digit).collect();
    let before = (year.parse::<i32>().unwrap() - 1).to_string();
    let row = text.lines().find(|line| line.starts_with("| 四、结转下年度")).unwrap();
    let cells: Vec<&str> = row.split('|').skip(3).collect();
    let line = format!("| 四、结转下年度继续办理 | 97 |{}", cells.join("|"));
    text.replace(row, &line).replace(&year, &before)
}

/// The related place in last year's report, under the address of a folder as a client writes it.
fn related(wine: &Wine, folder: &Path, address: &str) -> Value {
    let mut client = Client::of(&mut wine.command(folder, &["lsp"]));
    let mut setup = Setup::new(Encoding::Utf16);
    setup.root = Some(address.to_owned());
    client.request("initialize", setup.params());
    client.notify("initialized", json!({}));
    let name = setup::uri("/今年.nianbao".as_ref());
    let uri = format!("{address}{}", &name["file://".len()..]);
    let document = Document::open_as(&mut client, &uri, &canonical());
    loop {
        let told = client.wait_for("diagnostics", |message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == document.uri
        });
        let diagnostics = told["params"]["diagnostics"].as_array().unwrap().clone();
        if let Some(found) = diagnostics.into_iter().find(|it| it["code"] == "broken-carry-over") {
            // The settings of the folder count, too.
            assert_eq!(found["severity"], 3, "{found}");
            let related = found["relatedInformation"].as_array().unwrap();
            let other = related.iter().find(|it| it["location"]["uri"] != document.uri).unwrap();
            client.finish();
            return other["location"]["uri"].clone();
        }
    }
}

#[test]
fn drives_and_shares_are_found_however_a_client_writes_them() {
    let Some(wine) = wine("addresses") else { return };
    let folder = folder("addresses");
    fs::write(folder.join("去年.nianbao"), last_year()).unwrap();
    fs::write(folder.join("nianbao.toml"), "[rules]\nbroken-carry-over = \"info\"\n").unwrap();
    wine.share("server", "share", &folder);
    let path = setup::uri(&folder);
    let path = &path["file://".len()..];
    for address in [
        format!("file:///Z:{path}"),
        format!("file:///z:{path}"),
        format!("file:///z%3A{path}"),
        format!("file:///Z%3a{path}"),
        "file://server/share".to_owned(),
        "file:////server/share".to_owned(),
    ] {
        let name = setup::uri("/去年.nianbao".as_ref());
        let expected = format!("{address}{}", &name["file://".len()..]);
        assert_eq!(related(wine, &folder, &address), expected);
    }
}
