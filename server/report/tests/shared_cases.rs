//! The smallest inputs of each shape, tables with blank cells, and reports with one known trouble each, as
//! they lie beside the project where they are at hand. Small ones of our own stand in `pasted.rs`.
#![allow(clippy::unwrap_used, reason = "a test that meets the unexpected must stop at once")]

mod common;

use std::path::{Path, PathBuf};

use common::figures;

/// The files of a folder of cases whose names begin and end so; none where the folder is not.
fn files(folder: &str, beginning: &str, ending: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/cases").join(folder);
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| {
        let name = file.file_name().unwrap().to_string_lossy();
        name.starts_with(beginning) && name.ends_with(ending)
    });
    files.sort();
    files
}

fn text(file: &Path) -> String {
    String::from_utf8_lossy(&std::fs::read(file).unwrap()).into_owned()
}

#[test]
fn each_shape_is_read_as_the_canonical_text_is() {
    for file in files("shapes", "", ".in") {
        let told = text(&file.with_extension("txt"));
        let (_, expected) = told.split_once("应当读成").unwrap();
        let expected = expected.split_once('\n').unwrap().1;
        let (read, expected) = (report::read(&text(&file)), report::read(expected));
        assert_eq!(figures(&read), figures(&expected), "{}", file.display());
        assert_eq!(read.sections.len(), expected.sections.len(), "{}", file.display());
        assert_eq!(read.year(), expected.year(), "{}", file.display());
    }
}

/// What left a trace is read exactly; of what left none no figure is put anywhere by its position.
#[test]
fn blank_cells_shift_nothing() {
    let Some(canonical) = files("pasted", "canonical.ok", "").pop() else { return };
    let whole = figures(&report::read(&text(&canonical)));
    for file in files("gaps", "", ".txt") {
        for (place, figure) in figures(&report::read(&text(&file))) {
            assert_eq!(whole.get(&place), Some(&figure), "{}: {place:?}", file.display());
        }
    }
}

#[test]
fn tables_of_published_reports_are_found() {
    for beginning in ["K01", "K02", "K03", "K04", "K05_tab_indented_h", "K27", "K28"] {
        for file in files("real", beginning, ".txt") {
            let report = report::read(&text(&file));
            assert_eq!(report.sections.len(), report.form.sections.len(), "{}", file.display());
            let mut tables: Vec<usize> =
                report.official_tables().map(|(_, official)| official.index).collect();
            tables.dedup();
            assert_eq!(tables, [0, 1, 2], "{}", file.display());
        }
    }
}
