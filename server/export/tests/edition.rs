//! A report of an edition that nothing knows of but its file, exported, saved by LibreOffice and read back. In a process of its
//! own, which has that edition beside the others.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::fs;
use std::path::Path;

use export::{Format, Options, export};
use layout::Manuscript;
use nianbao_tests::editor::or_skip;
use nianbao_tests::office::Office;

const FORM: &str = include_str!("../../ide/tests/edition/2031.toml");
const SAMPLE: &str = include_str!("../../ide/tests/edition/2031.nianbao");

fn canonical(text: &str) -> String {
    let report = report::read(text);
    text::apply(text, &format::edits_with(text, &report, format::Options::default()))
}

fn imported(file: &Path) -> String {
    let document = document::read(&fs::read(file).unwrap()).unwrap();
    canonical(&document::write(&document).text)
}

#[test]
fn an_invented_edition_comes_back_from_another_program() {
    form::install(&[FORM]).unwrap();
    let Some(office) = or_skip("edition: round trips", Office::new()) else { return };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("office-edition");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let report = report::read(SAMPLE);
    assert_eq!(report.edition(), Some("2031"));
    let layout = Manuscript { text: SAMPLE, report: &report, last_year: None }.layout();
    for (format, again) in [
        (Format::Docx, "docx"),
        (Format::Docx, "doc"),
        (Format::Docx, "rtf"),
        (Format::Docx, "odt"),
        (Format::Xlsx, "xlsx"),
        (Format::Xlsx, "xls"),
        (Format::Xlsx, "ods"),
    ] {
        let file = folder.join("年报").with_extension(format.extension());
        fs::write(&file, export(&layout, format, &Options::default()).unwrap()).unwrap();
        assert!(imported(&file) == canonical(SAMPLE), "{format:?}");
        let again = office.convert(&file, again, &folder.join(again));
        assert!(imported(&again) == canonical(SAMPLE), "{}", again.display());
    }
}
