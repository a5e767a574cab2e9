//! How long an export takes, and how much longer python-docx takes for the same documents: `cargo bench --bench export`.
//!
//! Only figures of one run can be compared. What python-docx reads and starts up is not counted, what the program reads and
//! checks is.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::print_stdout,
    reason = "a benchmark that meets the unexpected must stop at once, and prints what it measured"
)]

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use nianbao_tests::binary;
use nianbao_tests::case::{self, Case};
use nianbao_tests::python::python;
use nianbao_tests::style::FAMILIES;

const ALONE: usize = 30;
const MANY: usize = 1_000;
/// So many are built by python-docx; all of them would take minutes.
const BUILT: usize = 60;

/// Builds the documents anew that stand in the folder, as one writes that with python-docx, and prints how long that took.
const SCRIPT: &str = r#"
import glob, time
import docx
from docx.oxml.ns import qn
from docx.shared import Pt

def taken_apart(path):
    blocks = []
    source = docx.Document(path)
    for child in source.element.body.iterchildren():
        if child.tag == qn("w:p"):
            paragraph = docx.text.paragraph.Paragraph(child, source)
            blocks.append((paragraph.style.name, paragraph.text))
        elif child.tag == qn("w:tbl"):
            rows, merged, open_above = [], [], {}
            for r, row in enumerate(child.tr_lst):
                texts, column = {}, 0
                for cell in row.tc_lst:
                    texts[column] = "".join(t.text or "" for t in cell.iter(qn("w:t")))
                    last = column + cell.grid_span - 1
                    if cell.vMerge == "continue":
                        merged[open_above[column]][2:] = [r, last]
                    else:
                        open_above[column] = len(merged)
                        merged.append([r, column, r, last])
                    column = last + 1
                rows.append(texts)
            blocks.append((column, rows, [it for it in merged if it[:2] != it[2:]]))
    return blocks

def face(run, font, size):
    run.font.name, run.font.size = "Times New Roman", Pt(size)
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)

def build(blocks, path):
    document = docx.Document()
    for block in blocks:
        if len(block) == 2:
            face(document.add_paragraph().add_run(block[1]), "仿宋_GB2312", 16)
            continue
        columns, rows, merged = block
        table = document.add_table(len(rows), columns)
        cells = [row.cells for row in table.rows]
        for row, texts in zip(cells, rows):
            for column, text in texts.items():
                face(row[column].paragraphs[0].add_run(text), "宋体", 9)
        for top, left, bottom, right in merged:
            cells[top][left].merge(cells[bottom][right])
    document.save(path)

paths = sorted(glob.glob("成品/*.docx"))[:COUNT]
documents = [taken_apart(path) for path in paths]
start = time.perf_counter()
for at, blocks in enumerate(documents):
    build(blocks, f"python-{at}.docx")
print(time.perf_counter() - start)
"#;

fn main() {
    let folder = binary::folder(env!("CARGO_TARGET_TMPDIR"), "bench-export");
    let clean = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/clean.nianbao");
    fs::copy(clean, folder.join("年报.nianbao")).unwrap();
    for format in ["docx", "xlsx", "html"] {
        let name = format!("年报.{format}");
        let mut times: Vec<Duration> = (0..ALONE)
            .map(|_| timed(&folder, &["export", "年报.nianbao", "-o", &name, "--force"]))
            .collect();
        times.sort();
        println!(
            "one report to .{format}, the program's start included: {:.1} ms",
            ms(times[ALONE / 2])
        );
    }

    fs::create_dir(folder.join("全县年报")).unwrap();
    let cases: Vec<Case> = FAMILIES
        .iter()
        .flat_map(|family| case::clean(*family, MANY.div_ceil(FAMILIES.len())))
        .collect();
    for (at, case) in cases.iter().take(MANY).enumerate() {
        fs::write(folder.join(format!("全县年报/{at:04}.nianbao")), &case.text).unwrap();
    }
    let ours = timed(&folder, &["export", "全县年报", "-o", "成品", "--force"]);
    let each = ms(ours) / MANY as f64;
    println!("{MANY} reports to .docx: {:.2} s, {each:.2} ms each", ours.as_secs_f64());

    let python = python("bench", &["python-docx==1.2.0"]).unwrap();
    let output = python.run(&SCRIPT.replace("COUNT", &BUILT.to_string()), &folder);
    let seconds: f64 = String::from_utf8(output.stdout).unwrap().trim().parse().unwrap();
    let theirs = seconds * 1_000.0 / BUILT as f64;
    println!(
        "{BUILT} of them by python-docx 1.2: {seconds:.2} s, {theirs:.2} ms each: {:.0} × as long",
        theirs / each
    );
}

fn timed(folder: &Path, arguments: &[&str]) -> Duration {
    let start = Instant::now();
    let output = binary::run(folder, arguments);
    let time = start.elapsed();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    time
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
