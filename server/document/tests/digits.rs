//! Every figure of a document stands in its text, once, whatever it is merged with.
//!
//! `NIANBAO_CASES` sets how many documents are made at random, `NIANBAO_SEED` which.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use fastrand::Rng;

fn setting(name: &str, usual: u64) -> u64 {
    std::env::var(name).map_or(usual, |value| value.parse().unwrap())
}

/// A cell: how many rows and columns it spans, and its text.
type Cell = (usize, usize, String);

/// A paragraph, or a table whose cells stand where they begin.
enum Piece {
    Line(String),
    Table(Vec<Vec<Option<Cell>>>),
}

fn text(random: &mut Rng) -> String {
    const WORDS: [&str; 7] =
        ["总计", "一、本年新收", "（三）不予公开", "1.属于国家秘密", "Open", "“三安全”", "件"];
    let word = WORDS[random.usize(..WORDS.len())];
    let figure = random.u32(0..99_999);
    match random.u8(0..5) {
        0 => String::new(),
        1 => figure.to_string(),
        2 => format!("{word}{figure}"),
        3 => format!("{figure}.{} 万元", random.u8(..)),
        _ => word.to_owned(),
    }
}

/// A table whose cells span others at random, and never overlap.
fn table(random: &mut Rng) -> Piece {
    let (height, width) = (random.usize(1..8), random.usize(2..8));
    let mut taken = vec![vec![false; width]; height];
    let mut rows: Vec<Vec<Option<Cell>>> = vec![vec![None; width]; height];
    for row in 0..height {
        for column in 0..width {
            if taken[row][column] {
                continue;
            }
            let free = (column..width).take_while(|at| !taken[row][*at]).count();
            let columns = if random.u8(0..4) == 0 { random.usize(1..=free) } else { 1 };
            let spans = if random.u8(0..5) == 0 { random.usize(1..=height - row) } else { 1 };
            for line in taken.iter_mut().skip(row).take(spans) {
                line.iter_mut().skip(column).take(columns).for_each(|cell| *cell = true);
            }
            rows[row][column] = Some((spans, columns, text(random)));
        }
    }
    Piece::Table(rows)
}

fn pieces(random: &mut Rng) -> Vec<Piece> {
    (0..random.usize(1..8))
        .map(|_| if random.bool() { Piece::Line(text(random)) } else { table(random) })
        .collect()
}

fn html(pieces: &[Piece]) -> String {
    let mut page = "<!DOCTYPE html><html><body>".to_owned();
    for piece in pieces {
        match piece {
            Piece::Line(text) => page += &format!("<p>{text}</p>\n"),
            Piece::Table(rows) => {
                page += "<table>";
                for row in rows {
                    page += "<tr>";
                    for (spans, columns, text) in row.iter().flatten() {
                        page += &format!("<td rowspan={spans} colspan={columns}>{text}");
                    }
                }
                page += "</table>";
            }
        }
    }
    page
}

fn word(pieces: &[Piece]) -> String {
    let mut body = String::new();
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    for piece in pieces {
        match piece {
            Piece::Line(text) => body += &paragraph(text),
            Piece::Table(rows) => body += &word_table(rows, &paragraph),
        }
    }
    format!(
        "<?xml version=\"1.0\"?><w:wordDocument xmlns:w=\"u\"><w:body>{body}</w:body></w:wordDocument>"
    )
}

fn word_table(rows: &[Vec<Option<Cell>>], paragraph: &dyn Fn(&str) -> String) -> String {
    let mut table = "<w:tbl>".to_owned();
    // For each column the rows that a cell still reaches over, and how wide it is.
    let mut reaching: Vec<(usize, usize)> = vec![(0, 1); rows[0].len()];
    for row in rows {
        table += "<w:tr>";
        for (column, cell) in row.iter().enumerate() {
            let (left, width) = reaching[column];
            if let Some((spans, columns, text)) = cell {
                let merge = if *spans > 1 { "<w:vMerge w:val=\"restart\"/>" } else { "" };
                table += &format!(
                    "<w:tc><w:tcPr><w:gridSpan w:val=\"{columns}\"/>{merge}</w:tcPr>{}</w:tc>",
                    paragraph(text)
                );
                reaching[column] = (spans - 1, *columns);
            } else if left > 0 {
                table += &format!(
                    "<w:tc><w:tcPr><w:gridSpan w:val=\"{width}\"/><w:vMerge/></w:tcPr><w:p/></w:tc>"
                );
                reaching[column].0 -= 1;
            }
        }
        table += "</w:tr>";
    }
    table + "</w:tbl>"
}

fn rtf(pieces: &[Piece]) -> String {
    let mut text = "{\\rtf1\\ansi\\ansicpg936 ".to_owned();
    let escaped = |text: &str| -> String {
        text.encode_utf16()
            .map(|unit| {
                if unit < 128 {
                    char::from(unit as u8).to_string()
                } else {
                    format!("\\u{}?", unit as i16)
                }
            })
            .collect()
    };
    for piece in pieces {
        match piece {
            Piece::Line(line) => text += &format!("{}\\par\n", escaped(line)),
            Piece::Table(rows) => {
                for row in rows {
                    text += "\\trowd";
                    row.iter().flatten().for_each(|_| text += "\\cellx1");
                    text += "\\pard\\intbl ";
                    for (_, _, cell) in row.iter().flatten() {
                        text += &format!("{}\\cell ", escaped(cell));
                    }
                    text += "\\row\\pard\n";
                }
            }
        }
    }
    text + "}"
}

/// The runs of digits of a text, in order of size.
fn digits(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut runs: Vec<String> = texts
        .flat_map(|text| {
            text.split(|c: char| !c.is_ascii_digit()).map(str::to_owned).collect::<Vec<_>>()
        })
        .filter(|run| !run.is_empty())
        .collect();
    runs.sort();
    runs
}

#[test]
fn every_figure_stands_in_the_text_once() {
    let mut random = Rng::with_seed(setting("NIANBAO_SEED", 1));
    for case in 0..setting("NIANBAO_CASES", 60) {
        let pieces = pieces(&mut random);
        let source = digits(pieces.iter().flat_map(|piece| match piece {
            Piece::Line(text) => vec![text.clone()],
            Piece::Table(rows) => {
                rows.iter().flatten().flatten().map(|(_, _, text)| text.clone()).collect()
            }
        }));
        for (format, bytes) in
            [("html", html(&pieces)), ("word", word(&pieces)), ("rtf", rtf(&pieces))]
        {
            let text = match document::read(bytes.as_bytes()) {
                Ok(document) => document::write(&document).text,
                Err(refusal) => {
                    assert_eq!(refusal, document::Refusal::Empty, "{case} {format}");
                    String::new()
                }
            };
            assert_eq!(digits(std::iter::once(text)), source, "{case} {format}\n{bytes}");
        }
    }
}

/// Documents that other programs made of one report; `make.py` beside them says how.
#[test]
fn every_figure_of_a_report_stands_in_the_text_of_each_format() {
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/documents");
    for edition in ["2019", "2021"] {
        let source = std::fs::read_to_string(folder.join(format!("{edition}.nianbao"))).unwrap();
        for format in ["docx", "doc", "odt", "rtf", "xlsx", "xls", "ods", "pdf"] {
            let bytes = std::fs::read(folder.join(format!("{edition}.{format}"))).unwrap();
            let document = document::read(&bytes).unwrap();
            let text = document::write(&document).text;
            assert_eq!(
                digits(std::iter::once(text)),
                digits(std::iter::once(source.clone())),
                "{edition}.{format}"
            );
        }
    }
}
